import { breathe } from '../kit/breathe'
import type { Replay } from '../log/replay'

/** So long a slice takes at most, and so many acts are played before the clock is looked at. */
const SLICE = 8
const STRIDE = 250

/** Plays a history to its end, in slices, so that the page goes on meanwhile. @param told how much of it is played, from 0 to 1 */
export async function playAll(replay: Replay, count: number, told: (share: number) => void = () => {}): Promise<void> {
  while (replay.position < count) {
    for (const end = performance.now() + SLICE; replay.position < count && performance.now() < end; )
      replay.seek(Math.min(count, replay.position + STRIDE))
    told(count === 0 ? 1 : replay.position / count)
    await breathe()
  }
}
