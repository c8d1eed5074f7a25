/** What the policy has done in a world so far: by clause, how many acts rest on it and how many it refused. */
import { restsOn } from '../areas'
import { bodyText } from '../log/rows'
import type { Body, Hash, Verdict } from '../log/types'
import { history } from '../store/history'
import type { Peer } from './peer'

export interface Doings {
  /** Acts in force that rest on the clause. */
  applied: number
  /** Acts that it made void. */
  refused: number
  /** The latest acts that it made void, newest last. */
  readonly latest: Hash[]
}

const LATEST = 5

/** Reads the whole log once, in batches, final and pending: about a second for 100,000 acts. */
export async function recordOf({ store, engine }: Peer): Promise<ReadonlyMap<string, Doings>> {
  const record = new Map<string, Doings>()
  const of = (id: string): Doings => {
    const doings = record.get(id) ?? { applied: 0, refused: 0, latest: [] }
    record.set(id, doings)
    return doings
  }
  const count = (hash: Hash, { type, data }: Pick<Body, 'type' | 'data'>, verdict: Verdict) => {
    if (verdict === null) for (const id of restsOn(type, data)) of(id).applied++
    else
      for (const { id } of verdict.clauses) {
        const doings = of(id)
        doings.refused++
        doings.latest.push(hash)
        if (doings.latest.length > LATEST) doings.latest.shift()
      }
  }
  for await (const batch of history(store.connection))
    for (const { text, settled } of batch) count(settled.hash, JSON.parse(bodyText(text)) as Body, settled.verdict)
  for (const { hash, row, verdict } of engine.open) count(hash, row.body, verdict)
  return record
}
