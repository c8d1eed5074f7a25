/** What if a number of the policy were another, or an act had not been: both futures of one log, and where they part. */
import { wallets } from '../areas/ledger/postings'
import type { Currency } from '../kit/money'
import type { Replay } from '../log/replay'
import type { Hash } from '../log/types'
import { beginningOf } from './beginning'
import { compare, type Fate, type Turned } from './fates'
import { type Past, pastOf, replayOf, stepsOf } from './past'
import type { Peer } from './peer'

/** What is supposed: other values from the very beginning, and acts that never were. */
export interface Supposed {
  readonly parameters: Readonly<Record<string, number | string>>
  readonly without: readonly Hash[]
}

/** Money that somebody would have more or less of, in minor units. */
export interface Purse {
  readonly account: string
  readonly currency: Currency
  readonly is: number
  readonly would: number
}
export interface Futures {
  readonly fates: readonly Turned[]
  /** Who would have other flags to their name, or stand otherwise; gravest change first. */
  readonly people: readonly Fate[]
  readonly purses: readonly Purse[]
  /** The world that would have been, to be looked at. */
  readonly other: Past
}

/** Plays the whole log twice. About a second for 100,000 acts. */
export async function suppose(peer: Peer, { parameters, without }: Supposed): Promise<Futures> {
  const [{ snapshot }, steps] = await Promise.all([beginningOf(peer.store, peer.genesis), stepsOf(peer)])
  const gone = new Set(without)
  const kept = steps.filter((step) => step.kind === 'seal' || !gone.has(step.id))
  const as = replayOf(snapshot, steps)
  const other = replayOf(snapshot, kept, parameters)
  as.seek(steps.length)
  other.seek(kept.length)
  const { acts, fates } = compare(as, steps, other, kept)
  return { fates: acts, people: fates, purses: pursesOf(as, other), other: pastOf(peer, other, kept) }
}

function pursesOf(as: Replay, other: Replay): Purse[] {
  const keys = new Set([as, other].flatMap((replay) => [...(replay.state.maps[wallets.id] as Map<string, object>).keys()]))
  return [...keys].flatMap((key) => {
    const [is, would] = [as.read(wallets, key), other.read(wallets, key)]
    const known = is ?? would
    const sum = (wallet: typeof is) => (wallet ? wallet.available + wallet.held : 0)
    return known && sum(is) !== sum(would) ? [{ account: known.account, currency: known.currency, is: sum(is), would: sum(would) }] : []
  })
}
