import { t } from '../language'
import { createName } from './createName'

/** Somebody, as one of a list of choices. */
export function Person(props: { readonly account: string; readonly selected?: boolean }) {
  const name = createName(() => props.account)
  return (
    <option dir="auto" value={props.account} selected={props.selected ?? false}>
      {name() ?? t`Somebody`}
    </option>
  )
}
