/** K11: before a clock catches up, what others did while its host slept comes here: what comes later stands where it arrives. */
import type { Millis } from '../log/types'
import type { LinkInfo } from '../sync/sync'
import { realTiming, type Timing } from '../sync/timing'

/** No longer than this: a line may be slow, or never come to its end. */
export const OTHERS_FIRST: Millis = 10_000
const LOOK_EVERY: Millis = 50

interface Lines {
  links(): readonly Pick<LinkInfo, 'isOwn' | 'self'>[]
}

/** Whether a device other than this one is connected; other tabs of this browser have what is here. */
export const hasOthers = (sync: Lines | undefined): boolean => sync?.links().some(({ isOwn }) => !isOwn) === true

/** @returns 'here': all that the connected devices have; 'late': some of it is still on its way; 'nobody': none is connected (any more) */
export async function othersFirst(sync: Lines & { isQuiet(): boolean }, timing: Timing = realTiming): Promise<'here' | 'late' | 'nobody'> {
  const end = timing.now() + OTHERS_FIRST
  for (;;) {
    if (!hasOthers(sync)) return 'nobody'
    // On a line that has just opened nothing is under way either: first its other end has to say hello.
    if (sync.links().every(({ self }) => self !== '') && sync.isQuiet()) return 'here'
    if (timing.now() >= end) return 'late'
    await new Promise<void>((passed) => timing.later(LOOK_EVERY, passed))
  }
}
