/**
 * Keys of earlier reports, on their way to somebody who joined the desk later: whoever there can open a report locks its key for the new
 * member, many in one payload, and says so by an act. What concerns the new member themselves is left out.
 */
import { type Bytes, fromBase64, fromUtf8, toBase64, utf8 } from '../../../kit/bytes'
import type { Hash } from '../../../log/types'
import type { Peer } from '../../../peer/peer'
import { spell } from '../../../secrets/aes'
import { boxKeyOf } from '../../../secrets/boxes'
import { lock, makeEpoch, type Member, unlock, unwrapKey } from '../../../secrets/contents'
import type { AccountId } from '../../area'
import type { KnownAct } from '../../typed'
import { deskKeys, keyOfReport, readersOf } from '../../reports/ui/sealing'
import { peopleOf } from '../../reports/subjects'
import { hash, z } from '../../shapes'
import type { Share } from '../tables'
import { sharedKeys } from '../views'
import type { Entry } from './book'

/** Keys in one payload: 45 kB of them. */
const MOST = 400

const parcel = z.strictObject({ key: hash, wrapped: z.string().check(z.maxLength(200)), locked: z.string() })
const keys = z.array(z.tuple([hash, z.string().check(z.maxLength(60))])).check(z.maxLength(MOST))
const purpose = (by: AccountId, to: AccountId): string => spell('mesi report keys 1', by, to)

/** For whom each sealed payload was wrapped: that never changes, and reading it takes a millisecond. */
const readersKnown = new WeakMap<Peer, Map<Hash, ReadonlySet<AccountId>>>()

/** Members of the desk for whom there are reports that I can read and they cannot, with those reports. */
export function lacking(peer: Peer, me: AccountId, read: readonly Entry[]): readonly (readonly [Member, readonly Entry[]])[] {
  const known = readersKnown.get(peer) ?? new Map<Hash, ReadonlySet<AccountId>>()
  readersKnown.set(peer, known)
  const readers = (hash: Hash) => {
    const found = known.get(hash) ?? new Set(readersOf(peer.texts.read(hash) ?? null))
    known.set(hash, found)
    return found
  }
  return peer.answers.ask(deskKeys, {}, me).flatMap((member) => {
    const { account } = member
    if (account === me) return []
    const shares = peer.answers.ask(sharedKeys, { to: account }, me)
    const missing = read.filter(({ report, told }) => {
      const has = readers(report.sealed.hash)
      const isGiven = shares.some(({ by, until }) => report.at <= until && (by === me || has.has(by)))
      return !has.has(account) && !isGiven && report.by !== account && !peopleOf(peer.engine.reader, told.subject).includes(account)
    })
    return missing.length > 0 ? [[member, missing] as const] : []
  })
}

/** The acts that give a member the keys of these reports. */
export async function shareKeys(peer: Peer, me: AccountId, { account: to, box }: Member, entries: readonly Entry[]) {
  const deeds: KnownAct[] = []
  const about = purpose(me, to)
  const until = Math.max(...entries.map(({ report }) => report.at))
  for (let from = 0; from < entries.length; from += MOST) {
    const pairs: [Hash, string][] = []
    for (const { report } of entries.slice(from, from + MOST)) {
      const words = peer.texts.read(report.sealed.hash)
      const key = words ? await keyOfReport(peer, me, report.by, words) : undefined
      if (key) pairs.push([report.id, toBase64(key)])
    }
    const { key, id, wraps } = await makeEpoch([{ account: to, box }], about)
    const wrapped = wraps[0]?.wrapped
    if (wrapped === undefined || pairs.length === 0) continue
    const locked = toBase64(await lock(key, utf8(JSON.stringify(pairs)), about))
    const { hash, characters: size } = peer.write(me, { key: id, wrapped, locked })
    deeds.push({ type: 'moderation.keysShared', data: { to, until, sealed: { hash, size } } })
  }
  return deeds
}

/** The keys that others at the desk gave me, by report. Not all need be good: whose key opens it, its own name tells. */
export async function openShares(peer: Peer, me: AccountId, shares: readonly Share[]): Promise<ReadonlyMap<Hash, readonly Bytes[]>> {
  const found = new Map<Hash, Bytes[]>()
  const kept = (await peer.store.key(`box/${me}`))?.value
  if (!(kept instanceof Uint8Array)) return found
  const mine = await boxKeyOf(kept)
  const payloads = await peer.texts.load(shares.map(({ sealed }) => sealed.hash))
  for (const { by, sealed } of shares) {
    const read = parcel.safeParse(payloads.get(sealed.hash))
    if (!read.success) continue
    const about = purpose(by, me)
    const key = await unwrapKey(mine, read.data.wrapped, read.data.key, about)
    const bytes = fromBase64(read.data.locked)
    const plain = key && bytes && (await unlock(key, bytes, about))
    for (const [report, text] of plain ? pairsIn(plain) : []) {
      const given = fromBase64(text)
      if (given) found.set(report, [...(found.get(report) ?? []), given])
    }
  }
  return found
}

/** None in what is no list of keys: whoever sends such must not keep all others from being read. */
function pairsIn(plain: Bytes): z.infer<typeof keys> {
  try {
    return keys.safeParse(JSON.parse(fromUtf8(plain))).data ?? []
  } catch {
    return []
  }
}
