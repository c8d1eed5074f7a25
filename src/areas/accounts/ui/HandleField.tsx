import { rich, t } from '../../../language'
import CircleCheck from 'lucide-solid/icons/circle-check'
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { Field } from '../../../ui/Field'
import { Notice } from '../../../ui/Notice'
import { useSession } from '../../../ui/session'
import { exactly } from '../../../ui/Time'
import type { AccountId } from '../../area'
import { handleCheck } from '../views'
import './HandleField.css'

interface HandleFieldProps {
  readonly value: string
  readonly onChange: (handle: string) => void
  /** Whose handle it will be; nobody's yet while signing up. */
  readonly account?: AccountId | undefined
  /** The handle that the account has now. */
  readonly current?: string | null
  /** Said instead of what the check says, e.g. that it is missing. */
  readonly error?: string | undefined
  /** Told whether it could be claimed now. */
  readonly onFree: (free: boolean) => void
}

type Check = ReturnType<typeof handleCheck.answer>

/** A handle, looked up while it is typed: whether it can be had, and whom it resembles. */
export function HandleField(props: HandleFieldProps) {
  const session = useSession()
  const [check, setCheck] = createSignal<Check>()
  const isCurrent = () => props.value === props.current
  createEffect(
    on([() => props.value, () => props.account, session.peer], ([handle, account, peer]) =>
      onCleanup(peer.watch(handleCheck, { handle }, account, (answer) => setCheck(answer))),
    ),
  )
  const isFree = () => isCurrent() || (check()?.valid === true && check()?.taken === false)
  createEffect(() => props.onFree(isFree()))
  const trouble = () => (props.value === '' || isFree() ? undefined : troubleWith(props.value, check()))
  return (
    <div class="handle-field">
      <Field
        label={t`Handle`}
        value={props.value}
        onChange={(typed) => props.onChange(tidy(typed))}
        exact
        required
        autocomplete="username"
        placeholder={t`your_handle`}
        before={
          <span class="handle-at" aria-hidden="true">
            @
          </span>
        }
        after={
          <Show when={props.value !== '' && isFree()}>
            <CircleCheck class="handle-free" aria-hidden="true" />
          </Show>
        }
        hint={hint()}
        error={trouble() ?? (props.value === '' ? props.error : undefined)}
      />
      <Show when={!isCurrent() && check()?.resembles}>
        {(other) => (
          <Notice kind="warn">
            <p>
              {rich`It looks like ${<strong>@{other()}</strong>}. You may take it, and everybody will see that the two are easily mixed up.`}
            </p>
          </Notice>
        )}
      </Show>
    </div>
  )
  function hint() {
    if (isCurrent()) return t`This is your handle now.`
    return props.value === '' ? t`3 to 30 small letters, digits or _. It is how people find you.` : t`@${props.value} is free.`
  }
}

/** What people type or paste for a handle: `@Anna` means `anna`. */
const tidy = (typed: string): string => typed.trim().replace(/^@+/, '').toLowerCase()

/** Why a handle cannot be had, in one sentence. */
function troubleWith(handle: string, check: Check | undefined): string | undefined {
  if (!check || (check.valid && !check.taken)) return undefined
  if (check.freeFrom !== null) return t`@${handle} was given up a short while ago. It is free again from ${exactly(check.freeFrom)}.`
  if (check.taken) return t`@${handle} belongs to somebody else.`
  const strange = [...new Set(handle.replaceAll(/[a-z0-9_]/g, ''))]
  if (strange.length > 0)
    return t`Only small letters, digits and _ fit: take out ${strange.map((letter) => (letter === ' ' ? t`the space` : letter)).join(' ')}`
  return handle.length < 3 ? t`A handle has at least 3 characters.` : t`A handle has at most 30 characters; this has ${handle.length}.`
}
