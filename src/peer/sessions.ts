/** What a page is made of, and its ways into another world: what `controls.ts` and `window.mesi` work with. */
import type { AccountId } from '../areas/area'
import type { World } from '../store/registry'
import type { Done } from './done'
import type { Peer } from './peer'
import type { Running } from './running'
import type { PeerSync } from './sync'
import type { Opening } from './worlds'

/** The towns with a past. */
export type Town = 'bay' | 'busy'

/** A past that takes a while: who is told how much of it is done, from 0 to 1, and what ends it. */
export interface Making {
  readonly onProgress?: ((share: number) => void) | undefined
  readonly stop?: AbortSignal | undefined
}

/** What a page is made of: replaced as a whole when another world is opened. */
export interface Session {
  readonly peer: Peer
  /** Once it has loaded. */
  readonly sync: PeerSync | undefined
  readonly syncing: Promise<PeerSync>
}
export interface Sessions {
  current(): Session
  /** Leaves the current world and enters another one. */
  enter(peer: Peer): Promise<void>
  /** Makes an account the one this page acts as. */
  be(account: AccountId | undefined): void
  /** That account, if somebody acts here. */
  me(): AccountId | undefined
  /** How this page opens worlds. */
  options(): Opening
  /** Makes one of the towns with a past: Mesi Bay, or Busy Bay with a thousand people. */
  makeTown(town: Town, opening: Opening, making?: Making): Promise<Peer>
  /** Which of them a world of this browser is, if it was made as one. */
  townOf(world: World): Town | undefined
  /** Calls back for each act done here, in whichever world is open then. @returns how to stop that */
  onAct(told: (act: Done) => void): () => void
  readonly scenarios: Scenarios
  readonly running: Running
}

/** What can be played, and the way to play it. */
export interface Scenarios {
  list(): Promise<readonly { readonly id: string; readonly title: string; readonly tells: string; readonly steps: number }[]>
  play(id: string, step?: number): Promise<void>
}
