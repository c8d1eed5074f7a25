/** Why something is as it is: what is known of one act, and the clauses that it rests on or was refused by. */
import { clauses, restsOn } from '../areas'
import { devices } from '../areas/accounts/tables'
import type { AccountId } from '../areas/area'
import { bodyText, readSeal } from '../log/rows'
import type { Body, Data, Finding, Hash, Verdict } from '../log/types'
import type { Before } from './before'
import type { Peer } from './peer'

export interface Why {
  readonly id: Hash
  readonly standing: 'pending' | 'final' | 'void' | 'unknown'
  readonly type: string | undefined
  /** Where another world than the present is looked at: it has not happened there. */
  readonly absent: boolean
  /** The device that signed it, and the account it acts for. */
  readonly by: string | undefined
  readonly account: AccountId | undefined
  readonly data: Data | undefined
  /** World time that counted for every rule; later than the stamp when it arrived late. */
  readonly at: number | undefined
  readonly stamp: number | undefined
  readonly lateArrival: boolean
  readonly seal: number | undefined
  /** The instant that its seal reaches to: since then it is final. */
  readonly sealedAt: number | undefined
  /** It happened in the world that this one was copied from; by what name that world is in this browser, if it is. */
  readonly before: Omit<Before, 'found'> | undefined
  /** The clauses that refused it, or those on which it rests. */
  readonly clauses: readonly { readonly id: string; readonly text: string; readonly source: string; readonly facts: Finding['facts'] }[]
}

/** @param there what became of it in the past, or in a world that is only supposed, if that is looked at (`Past.verdict`) */
export async function whyOf(peer: Peer, id: Hash, there?: { readonly verdict: Verdict | undefined }): Promise<Why> {
  const { engine, store } = peer
  await peer.idle() // what has just become final is still on its way to the disk
  const known = await peer.verdict(id)
  const here = engine.openEntry(id)?.row.text ?? (await store.rowsByHash([id])).get(id)
  // Nearly every act is of this world: what looks into others is loaded when it is needed.
  const before = here === undefined && peer.genesis.parent ? await (await import('./before')).lookBefore(peer, id) : undefined
  const { at, seal, ...settled } = { ...known, ...before?.found?.settled }
  const verdict = there && !before ? (there.verdict ?? null) : settled.verdict
  const standing = before || (there?.verdict !== undefined && here !== undefined) ? (verdict ? 'void' : 'final') : known.standing
  const isOther = Boolean(verdict) !== Boolean(settled.verdict)
  const text = here ?? before?.found?.text
  const body = text === undefined ? undefined : (JSON.parse(bodyText(text)) as Pick<Body, 'type' | 'stamp' | 'device' | 'data'>)
  const named = verdict ? verdict.clauses : restsOn(body?.type ?? '', body?.data).map((clause) => ({ id: clause, facts: {} }))
  return {
    id,
    standing,
    absent: there !== undefined && !before && there.verdict === undefined,
    type: body?.type,
    by: body?.device,
    account: body && (engine.read(devices, body.device)?.account || undefined),
    data: body?.data,
    at,
    stamp: body?.stamp,
    lateArrival: at !== undefined && body !== undefined && at > body.stamp,
    seal,
    sealedAt: before ? before.found?.sealedAt : seal === undefined || isOther ? undefined : await sealedAt(peer, seal),
    before: before ? { world: before.world, name: before.name } : undefined,
    clauses: named.map(({ id: clause, facts }) => ({
      id: clause,
      facts,
      text: clauses[clause]?.text ?? '',
      source: clauses[clause]?.source ?? '',
    })),
  }
}

async function sealedAt({ store }: Peer, number: number): Promise<number | undefined> {
  const [text] = await store.sealsAfter(number - 1, 1)
  const seal = text === undefined ? undefined : readSeal(text)
  return seal?.ok && seal.value.body.number === number ? seal.value.body.upTo : undefined
}
