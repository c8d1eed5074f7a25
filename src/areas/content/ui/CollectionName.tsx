import { t } from '../../../language'
import { untrack } from 'solid-js'
import type { Hash } from '../../../log/types'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { createDraft } from '../../../ui/draft'
import { Field } from '../../../ui/Field'
import { Refusal } from '../../../ui/Refusal'
import { createAct, useSession } from '../../../ui/session'
import type { KnownAct } from '../../typed'
import { characters, type Writing, z } from '../../shapes'
import './CollectionName.css'
import { useLimits } from './limits'

/**
 * The name of a collection while it is typed, and its field.
 * @param form what it is typed for @param before what it begins with
 */
export function createCollectionName(form: string, before = '') {
  const limits = useLimits()
  const draft = createDraft(
    () => form,
    () => ({ name: before }),
    { name: z.string() },
  )
  const words = () => draft.now().name.trim()
  const over = () => characters(words()) - limits().collection
  return {
    words,
    draft,
    Field: (props: { readonly label: string; readonly autofocus?: boolean }) => (
      <Field
        label={props.label}
        value={draft.now().name}
        onChange={(name) => draft.change({ name })}
        autofocus={props.autofocus ?? false}
        count={t`${characters(words())} of ${limits().collection}`}
        error={over() > 0 ? t`That is ${over()} more than fit.` : undefined}
      />
    ),
  }
}

interface CollectionNameSheetProps {
  readonly title: string
  readonly does: string
  readonly before?: string
  /** The collection that has that name; none yet where one is made. */
  readonly of?: Hash
  readonly deed: (name: Writing) => KnownAct
  readonly onOpenChange: (open: boolean) => void
  /** @param id of the act, which is the collection's where it made one */
  readonly onDone: (id: Hash) => void
}

/** Asks for a name, for a new collection or for one that is there. */
export function CollectionNameSheet(props: CollectionNameSheetProps) {
  const session = useSession()
  // Where the typing begins; what others do meanwhile does not change it.
  const name = untrack(() => createCollectionName(`${props.of ?? 'new collection'} ${props.before ?? ''}`, props.before))
  const naming = createAct(name.draft)
  const leave = () => {
    name.draft.clear()
    props.onOpenChange(false)
  }
  const save = async () => {
    const { onOpenChange, onDone } = props
    const outcome = await naming.act(props.deed(session.write(name.words())))
    if (!outcome?.ok) return
    onOpenChange(false)
    onDone(outcome.id)
  }
  return (
    <Dialog title={props.title} open onOpenChange={props.onOpenChange}>
      <form
        class="collection-new"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <name.Field label={t`Name`} autofocus />
        <Refusal outcome={naming.outcome()} failure={naming.failure()} />
        <div class="dialog-answers">
          <Button onClick={leave}>{t`Cancel`}</Button>
          <Button type="submit" look="main" busy={naming.busy()} disabled={name.words() === ''}>
            {props.does}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
