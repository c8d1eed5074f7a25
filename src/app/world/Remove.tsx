import { rich, t } from '../../language'
import { createSignal, type JSX, Show } from 'solid-js'
import { Button } from '../../ui/Button'
import { createKeptOpen, Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { sentence } from './words'

interface RemoveProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly says: string
  readonly does: string
  /** What has to be typed, letter for letter; nothing, where little would be lost. */
  readonly name: string | undefined
  readonly onRemove: () => Promise<void>
  /** What is lost, and how to keep it. */
  readonly children?: JSX.Element
}

/** Nothing brings a deleted world back, so its name has to be typed, unless it is one that can be made again. */
export function Remove(props: RemoveProps) {
  const [typed, setTyped] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const isMeant = () => props.name === undefined || typed().trim() === props.name.trim()
  const remove = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await props.onRemove()
      props.onOpenChange(false)
    } catch (error) {
      setFailure(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={props.title}
      description={props.says}
      open={props.open}
      onOpenChange={(open) => {
        setTyped('')
        props.onOpenChange(open)
      }}
    >
      <Form />
    </Dialog>
  )

  function Form() {
    createKeptOpen(busy) // what is said there is of this one, and it closes by itself
    return (
      <form
        class="world-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isMeant()) void remove()
        }}
      >
        {props.children ?? <p>{rich`Nothing brings it back, unless you ${<strong>{t`export it first`}</strong>}.`}</p>}
        <Show when={props.name}>
          {(name) => <Field label={t`Type its name, ${name()}, to go on`} value={typed()} onChange={setTyped} exact />}
        </Show>
        <Show when={failure()}>
          <Notice kind="bad" title={t`That did not work`}>
            <p>{failure()}</p>
          </Notice>
        </Show>
        <Button type="submit" look="bad" busy={busy()} disabled={!isMeant()}>
          {props.does}
        </Button>
      </form>
    )
  }
}
