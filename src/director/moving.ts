/** What moves the time that screens show: the world's clock, for everybody; or a look back, for this screen alone. */
import { createSignal, onCleanup } from 'solid-js'
import type { Session } from '../ui/session'
import { t } from '../language'

/** How fast the clock can be run, by how many times as fast that is. */
export const speeds = [
  { times: 60, label: t`A minute a second` },
  { times: 3_600, label: t`An hour a second` },
  { times: 86_400, label: t`A day a second` },
] as const

export const speedInWords = (times: number): string => speeds.find((speed) => speed.times === times)?.label ?? t`${times} times as fast`

/** How many times as fast the clock runs, as a signal. */
export function createSpeed({ mesi }: Session) {
  const [speed, setSpeed] = createSignal(mesi.clock.speed())
  onCleanup(mesi.clock.onSpeed(setSpeed))
  return speed
}

/** Shows the world as it was at its last final moment, or at another. @throws Error in plain words */
export async function lookBackTo(session: Session, moment?: number): Promise<void> {
  const peer = session.peer()
  const { openPast } = await import('../peer/past')
  const past = await openPast(peer).catch((error: unknown) => {
    if (session.peer() === peer) throw error
  })
  if (!past) return // another world has been entered meanwhile, and the disk of this one let go
  if (session.peer() !== peer) return past.close()
  if (moment !== undefined) past.seek(moment)
  session.lookBack(past)
}

/** An instant as a field for date and time takes it. */
export const forField = (at: number): string => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
