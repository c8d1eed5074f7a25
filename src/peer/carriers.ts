/** The lines that a page has, and how slow they are held. */
import type { Millis } from '../log/types'
import type { Carrier } from '../sync/link'
import type { Hints } from '../sync/room'
import { slowed } from '../sync/slow'
import { makeTabsCarrier } from '../sync/tabs'
import { makeWebrtcCarrier } from '../sync/webrtc'

let slowness: Millis = 0

/** What every frame of this page takes longer from now on, each way; 0 for nothing. */
export function slowDown(by: Millis): void {
  slowness = by
}

/** Other tabs of this browser, and other browsers over WebRTC. */
export const carriersOfPage = (hints: Hints): readonly Carrier[] =>
  [makeTabsCarrier(), makeWebrtcCarrier({ hints })].map((carrier) => slowed(carrier, () => slowness))
