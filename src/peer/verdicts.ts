/** What became of an act, and what stands between a whole world and finality. */
import { devices } from '../areas/accounts/tables'
import { later } from '../language'
import type { Engine } from '../log/engine'
import { HOLD_BACK } from '../log/order'
import type { DeviceId, Hash, Last, Millis, Seal, Verdict } from '../log/types'
import type { Core } from './core'
import type { Life } from './life'
import { hindrances, type Outcome, refusal } from './refusals'
import type { Voids } from './voids'

/** What stands between this world and finality, to be said over every screen. `says` is empty while nothing does. */
export interface Finality {
  readonly state: 'sealing' | 'elsewhere' | 'early' | 'away' | 'asleep' | 'unchecked' | 'frozen' | 'diverged' | 'outdated' | 'stuck'
  /** What is older than this is final. */
  readonly asOf: Millis
  readonly says: string
}
/** What a peer knows of that beside its engine. */
export interface Circumstances {
  readonly isAsleep: boolean
  readonly isUnchecked: boolean
  readonly isAway: boolean
  readonly trouble: Error | undefined
  readonly wasMisled: boolean
  /** Whether this tab is the one that seals. */
  readonly isSealing: boolean
}

export function finalityOf({ life, isOwn }: Core, now: Circumstances): Finality {
  const { engine } = life()
  const asOf = engine.last.upTo
  if (engine.frozen) return { state: 'frozen', asOf, says: hindrances.frozen }
  if (engine.unfit) return { state: engine.unfit, asOf, says: hindrances[engine.unfit] }
  if (now.isAsleep) return { state: 'asleep', asOf, says: hindrances.asleep }
  if (now.isUnchecked) return { state: 'unchecked', asOf, says: hindrances.unchecked }
  if (now.isAway) return { state: 'away', asOf, says: hindrances.away }
  if (now.trouble) return { state: 'stuck', asOf, says: now.trouble.message }
  const isEarly = (at: Millis): boolean => at > engine.worldTime + HOLD_BACK
  if (engine.open.some(({ row: { body } }) => isEarly(body.stamp) && isOwn(body.device)))
    return { state: 'early', asOf, says: hindrances.early }
  const says = now.wasMisled
    ? later`A first picture of this world did not match its history, and was thrown away. What you see follows from the history.`
    : ''
  return { state: now.isSealing ? 'sealing' : 'elsewhere', asOf, says }
}

/** The last seal that is here with all seals before it, whether or not it could take effect yet. */
export function lastHeld({ engine, held }: Life): Pick<Last, 'term' | 'number' | 'hash'> {
  let last: Pick<Last, 'term' | 'number' | 'hash'> = engine.last
  for (let next = held.get(last.hash); next; next = held.get(last.hash)) last = { ...next.body, hash: next.hash }
  return last
}
/** Seals that are here and could not take effect: waiting ones, and those by which the host spoke twice. Ascending. */
export const allHeld = ({ engine, held }: Life): Seal[] =>
  [...new Set([...held.values(), ...engine.rivals.values()])].toSorted((a, b) => a.body.number - b.body.number)

/** Whether a device came too late to its invite, and that is final: nobody lets in what else it signs (K20), so no seal will ever tell of it. */
export const isLeftOut = ({ life, genesis }: Core, device: DeviceId): boolean => isOutOf(life().engine, genesis.host, device)
const isOutOf = (engine: Engine, host: DeviceId, device: DeviceId): boolean =>
  device !== host && engine.head(device) !== undefined && engine.read(devices, device) === undefined

/** How many acts may still become final. */
export const pendingIn = (engine: Engine, host: DeviceId): number =>
  engine.open.filter(({ row }) => !isOutOf(engine, host, row.body.device)).length

export function standingOf({ engine, voids: folded }: Life, voids: Voids, event: Hash): 'pending' | 'final' | 'void' {
  if (voids.has(event) || folded.has(event)) return 'void'
  const entry = engine.openEntry(event)
  if (entry) return entry.verdict === null ? 'pending' : 'void'
  return engine.has(event) ? 'pending' : 'final'
}

/** pending, final or void, with the clauses that refused it: for programs as `verdict`, in plain words as `clauses`. */
export interface Judged {
  readonly standing: 'pending' | 'final' | 'void' | 'unknown'
  readonly verdict: Verdict
  readonly clauses: Extract<Outcome, { ok: false }>['clauses']
  readonly at?: number
  readonly seal?: number
}

export async function verdictOn({ life, store, genesis }: Core, voids: Voids, event: Hash): Promise<Judged> {
  const { engine } = life()
  const said = (verdict: Verdict) => ({ verdict, clauses: verdict ? refusal(verdict).clauses : [] })
  const entry = engine.openEntry(event)
  if (entry) return { standing: entry.verdict ? 'void' : 'pending', ...said(entry.verdict), at: entry.at }
  const settled = await store.verdictOf(event)
  if (settled) return { standing: settled.verdict ? 'void' : 'final', ...said(settled.verdict), at: settled.at, seal: settled.seal }
  if (voids.has(event)) return { standing: 'void', ...said({ why: 'fork', clauses: [] }) } // cut (K5): no seal tells of it
  if (life().engine.has(event)) return { standing: 'pending', ...said(null) }
  // It has an effect, and is not of this world: it happened in the one that this one was copied from (K21).
  if (genesis.base && hasInState(life().engine, event)) return { standing: 'final', ...said(null) }
  return { standing: 'unknown', ...said(null) }
}

/** Whether something of this name is in force, such as a post, which is called by the act that made it. */
export const hasInState = (engine: Engine, name: Hash): boolean => [...engine.tables().values()].some((rows) => rows.has(name))
