import { t } from '../language'
import { profile } from '../areas/accounts/views'
import { createAnswer } from '../ui/session'

/** Somebody, as one of a list of choices. */
export function Person(props: { readonly account: string; readonly selected?: boolean }) {
  const person = createAnswer(profile, () => ({ account: props.account }))
  return (
    <option dir="auto" value={props.account} selected={props.selected ?? false}>
      {person()?.name ?? t`Somebody`}
    </option>
  )
}
