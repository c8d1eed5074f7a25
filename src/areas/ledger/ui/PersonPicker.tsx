import { t } from '../../../language'
import Search from 'lucide-solid/icons/search'
import { For, Show } from 'solid-js'
import { Avatar } from '../../../ui/Avatar'
import { createBlobUrl } from '../../../ui/blobUrl'
import { Field } from '../../../ui/Field'
import { createAnswer, useSession } from '../../../ui/session'
import { type Face as FaceOf, people, profile } from '../../accounts/views'
import './PersonPicker.css'
import { createUnsendable } from './refusedAnyway'

interface PersonPickerProps {
  readonly label: string
  readonly sought: string
  readonly onSearch: (sought: string) => void
  readonly chosen: string | undefined
  readonly onChoose: (account: string | undefined) => void
  /** A plain sentence while nobody is chosen and somebody has to be. */
  readonly error?: string | undefined
  readonly autofocus?: boolean
}

/** Finds somebody by name or handle: type, then choose. */
export function PersonPicker(props: PersonPickerProps) {
  const session = useSession()
  const found = createAnswer(people, () => (props.chosen === undefined ? { text: props.sought.slice(0, 100), size: 8 } : undefined))
  const others = () => found()?.items.filter((face) => face.account !== session.me()) ?? []
  const chosen = createAnswer(profile, () => (props.chosen === undefined ? undefined : { account: props.chosen }))
  return (
    <Show
      when={props.chosen !== undefined ? chosen() : undefined}
      fallback={
        <div class="person-picker">
          <Field
            label={props.label}
            value={props.sought}
            onChange={props.onSearch}
            error={props.error}
            autofocus={props.autofocus ?? false}
            type="search"
            placeholder={t`Name or handle`}
            before={<Search aria-hidden="true" class="person-picker-icon" />}
          />
          <ul class="person-picker-list" aria-label={t`People found`}>
            <For
              each={others()}
              fallback={
                <li class="person-picker-none">{props.sought.trim() ? t`Nobody goes by that name.` : t`Nobody else is here yet.`}</li>
              }
            >
              {(face) => (
                <li>
                  <One face={face} onChoose={() => props.onChoose(face.account)} />
                </li>
              )}
            </For>
          </ul>
        </div>
      }
    >
      {(face) => (
        <div class="person-picked">
          <span class="field-label">{props.label}</span>
          <div class="person-picker-one" data-chosen="">
            <Picture face={face()} />
            <span class="person-picker-name" dir="auto">
              {face().name}
            </span>
            <span class="person-picker-handle">{face().handle ? `@${face().handle}` : ''}</span>
            <button type="button" class="button" data-look="quiet" data-small="" onClick={() => props.onChoose(undefined)}>
              {t`Change`}
            </button>
          </div>
        </div>
      )}
    </Show>
  )
}

/** Somebody who was found. Who can be sent nothing can be chosen all the same, and is said why. */
function One(props: { readonly face: FaceOf; readonly onChoose: () => void }) {
  const unsendable = createUnsendable(() => props.face.account)
  const handle = () => (props.face.handle ? `@${props.face.handle}` : '')
  return (
    <button type="button" class="person-picker-one" onClick={() => props.onChoose()}>
      <Picture face={props.face} />
      <span class="person-picker-name" dir="auto">
        {props.face.name}
      </span>
      <span class="person-picker-handle">
        {[handle(), unsendable() ? t`cannot be sent money now` : ''].filter((words) => words !== '').join(' · ')}
      </span>
    </button>
  )
}

function Picture(props: { readonly face: FaceOf }) {
  const picture = createBlobUrl(() => props.face.picture)
  return <Avatar name={props.face.name} src={picture().url} ai={props.face.ai} />
}
