import { locale, t } from '../language'
import { createMemo } from 'solid-js'
import { once } from '../kit/once'
import { useWorldTime } from './worldTime'

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** How long ago (or from now) an instant of world time is; its date and time on hover. */
export function Time(props: { readonly at: number; readonly exact?: boolean }) {
  const now = useWorldTime()
  const words = createMemo(() => (props.exact ? exactly(props.at) : ago(props.at, now())))
  return (
    <time dir="auto" dateTime={new Date(props.at).toISOString()} title={exactly(props.at)}>
      {words()}
    </time>
  )
}

const full = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }))
const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))

/** Date and time of an instant, as people here write it. */
export const exactly = (at: number): string => full().format(at)

/** '3 hours ago', 'in 2 days', 'just now'. */
export function ago(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000)
  const unit = units.find(([, length]) => Math.abs(seconds) >= length)
  return unit ? relative().format(Math.trunc(seconds / unit[1]), unit[0]) : t`just now`
}
