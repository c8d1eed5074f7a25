import { locale, t } from '../../language'
import { failureOf } from '../../store/failures'
import type { Removed } from '../../store/registry'
import { say } from '../../ui/toast'

/** What went wrong, as a sentence with what to do. */
export function sentence(error: unknown): string {
  const failure = failureOf(error)
  if (failure) return `${failure.says} ${failure.safe} ${failure.todo}`
  return error instanceof Error ? error.message : t`Something went wrong on this device.`
}

/** Says so where what was deleted is still held. */
export function sayHeld(removed: Removed): void {
  if (removed === 'held') say(t`Another tab still shows the deleted world. It is gone for good once that tab is closed.`, { kind: 'warn' })
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** '512 bytes', '1.4 MB': as systems count files, by thousands. */
export function bytesInWords(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  const places = unit === 0 || size >= 10 ? 0 : 1
  const number = size.toLocaleString(locale, { minimumFractionDigits: places, maximumFractionDigits: places })
  return `${number} ${unit === 0 ? t`bytes` : units[unit]}`
}

/** A name as long as a world's may be here, cut between letters and never within one. */
export const shortened = (name: string): string => [...name].slice(0, 50).join('')
