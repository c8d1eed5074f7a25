import { plural, t } from '../../language'
import type { Copied } from '../../peer/copies'
import { say } from '../../ui/toast'

/** Says that one is in the copy now, and what did not come along. */
export function sayCopied({ left, absent, differs = false }: Omit<Copied, 'peer'> & { readonly differs?: boolean }): void {
  const missing = [
    ...(differs ? [t`Some of it counts differently by the rules of this version than where it was made.`] : []),
    ...(left > 0 ? [t`${plural(left, t`1 step`, t`${left} steps`)} not confirmed yet stayed behind.`] : []),
    ...(absent > 0 ? [t`${plural(absent, t`1 text or file`, t`${absent} texts or files`)} had not reached this device.`] : []),
  ]
  say([t`You are in the copy now.`, ...missing].join(' '), missing.length > 0 ? { kind: 'warn' } : {})
}
