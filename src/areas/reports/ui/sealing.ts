/**
 * What a report says, on its way to the desk: locked under a key of its own, and that key wrapped for each member of the desk and for
 * whoever writes it. A member whom it is about gets a wrap like all others, of a key that opens nothing: so nobody learns from who can
 * open it whom it is about. Everybody else carries bytes. Who joins the desk later gets the key from somebody who has it.
 */
import { t } from '../../../language'
import { type Bytes, fromBase64, fromUtf8, randomBytes, toBase64, utf8 } from '../../../kit/bytes'
import type { Hash, Json } from '../../../log/types'
import type { Peer } from '../../../peer/peer'
import { derive, spell } from '../../../secrets/aes'
import { boxKeyOf } from '../../../secrets/boxes'
import { keyIdOf, lock, makeEpoch, type Member, unlock, unwrapKey } from '../../../secrets/contents'
import { accounts } from '../../accounts/tables'
import { officeIndex } from '../../accounts/views'
import type { AccountId, Question } from '../../area'
import { breach } from '../../flags/events'
import { hash, instant, whole, z } from '../../shapes'
import { type Filed, type Subject, subject, ticketOf } from '../events'
import { reportable } from '../views'

/** The longest statement, in characters. */
export const MOST_STATEMENT = 2_000
/** Plain bytes of a report: locked and wrapped for a desk of thirty they still travel as one payload. */
const MOST_BYTES = 34_000

/** What was to be seen when it was reported: it is kept even if it is changed or deleted later. */
const evidence = z.strictObject({
  by: z.string().check(z.maxLength(200)),
  at: instant,
  words: z.string().check(z.maxLength(10_000)),
  files: z.array(z.strictObject({ hash, type: z.string().check(z.maxLength(100)), size: whole(0, 99_999_999_999) })).check(z.maxLength(50)),
})
export type Evidence = z.infer<typeof evidence>
const told = z.strictObject({ secret: hash, subject, breach, statement: z.string().check(z.maxLength(MOST_STATEMENT * 2)), evidence })
export type Told = z.infer<typeof told>

const envelope = z.strictObject({
  key: hash,
  wraps: z.array(z.strictObject({ account: hash, wrapped: z.string().check(z.maxLength(200)) })).check(z.maxLength(500)),
  locked: z.string(),
})
/** Nothing of the world is in it: in a copy (K21) the same people are at the desk, and have their reports to read. */
const purpose = (by: AccountId): string => spell('mesi report 1', by)

/** The accounts of the desk with their box keys. */
export const deskKeys: Question<object, readonly Member[]> = {
  name: 'deskKeys',
  args: z.strictObject({}),
  answer: (q) =>
    q.list(officeIndex, 'all').flatMap((account) => {
      const row = q.get(accounts, account)
      return row && row.closed === null ? [{ account, box: row.box }] : []
    }),
}

/**
 * The mark of a report (RPT-10): equal for equal things, on all devices of the account and in copies of the world, and for anybody else as
 * good as random.
 * @throws Error where the account's keys are not in this browser
 */
export async function markOf(peer: Peer, by: AccountId, { kind, id, version }: Subject): Promise<Hash> {
  const kept = (await peer.store.key(`box/${by}`))?.value
  if (!(kept instanceof Uint8Array)) throw new Error(t`The keys of this account are not here.`)
  return toBase64(derive(kept, spell('mesi report mark 1', kind, id, version)))
}

/**
 * Seals a report and keeps it for the act that names it. Words beyond what fits are cut. Answers the clause by which the thing cannot be
 * reported now, where the rules themselves cannot see it: such as what was cleared (RPT-5).
 * @throws RangeError where nobody could open it
 */
export async function sealReport(
  peer: Peer,
  by: AccountId,
  report: Omit<Told, 'secret'>,
  about: readonly AccountId[],
): Promise<Filed | { readonly refusedBy: string }> {
  const { refusedBy } = peer.answers.ask(reportable, { kind: report.subject.kind, id: report.subject.id }, by)
  if (refusedBy !== null) return { refusedBy }
  const told = { ...report, secret: toBase64(randomBytes(32)) }
  const desk = peer.answers.ask(deskKeys, {}, by).filter(({ account }) => account !== by)
  const box = peer.engine.read(accounts, by)?.box
  const blind = desk.filter(({ account }) => about.includes(account))
  const readers = [...desk.filter((each) => !blind.includes(each)), ...(box ? [{ account: by, box }] : [])]
  const { hash, characters: size } = peer.write(by, await lockReport(by, told, readers, blind))
  return { sealed: { hash, size }, ticket: ticketOf(told.secret), mark: await markOf(peer, by, told.subject) }
}

/**
 * A report as its payload carries it, by `by`. @param blind who is given a key like everybody else, and opens nothing with it
 * @throws RangeError where nobody could open it
 */
export async function lockReport(by: AccountId, told: Told, readers: readonly Member[], blind: readonly Member[] = []): Promise<Json> {
  const about = purpose(by)
  const { key, id, wraps } = await makeEpoch(readers, about)
  if (!wraps.some(({ account }) => account !== by)) throw new RangeError(t`Nobody at the desk could open this report.`)
  const others = await makeEpoch(blind, about)
  const all = [...wraps, ...others.wraps].sort((a, b) => (a.account < b.account ? -1 : 1)).map((wrap) => ({ ...wrap }))
  return { key: id, wraps: all, locked: toBase64(await lock(key, utf8(JSON.stringify(fitting(told))), about)) }
}

function fitting(told: Told): Told {
  const tooLong = utf8(JSON.stringify(told)).length > MOST_BYTES
  return tooLong ? { ...told, evidence: { ...told.evidence, words: [...told.evidence.words].slice(0, 2_000).join('') } } : told
}

/** The key of a report, if it was wrapped for this account. */
export async function keyOfReport(peer: Peer, me: AccountId, by: AccountId, sealed: Json): Promise<Bytes | undefined> {
  const read = envelope.safeParse(sealed)
  const mine = read.data?.wraps.find(({ account }) => account === me)
  const kept = (await peer.store.key(`box/${me}`))?.value
  if (!read.success || !mine || !(kept instanceof Uint8Array)) return undefined
  return unwrapKey(await boxKeyOf(kept), mine.wrapped, read.data.key, purpose(by))
}

/** For whom a report was wrapped, whether or not it opens for them. */
export const readersOf = (sealed: Json): readonly AccountId[] => envelope.safeParse(sealed).data?.wraps.map(({ account }) => account) ?? []

/**
 * What a report says; `not for me`: its key was not wrapped for this account. `unreadable`: it is no report at all, or its secret is not
 * the one that its act goes by. @param given what is to be its key, from those at the desk who had it
 */
export async function openReport(
  peer: Peer,
  me: AccountId,
  { by, ticket }: { readonly by: AccountId; readonly ticket: Hash },
  sealed: Json,
  given: readonly Bytes[] = [],
): Promise<Told | 'not for me' | 'unreadable'> {
  const read = envelope.safeParse(sealed)
  if (!read.success) return 'unreadable'
  const key = given.find((each) => keyIdOf(each) === read.data.key) ?? (await keyOfReport(peer, me, by, sealed))
  if (!key) return 'not for me'
  const bytes = fromBase64(read.data.locked)
  const plain = bytes && (await unlock(key, bytes, purpose(by)))
  if (!plain) return 'unreadable'
  try {
    const said = told.parse(JSON.parse(fromUtf8(plain)))
    return ticketOf(said.secret) === ticket ? said : 'unreadable'
  } catch {
    return 'unreadable'
  }
}
