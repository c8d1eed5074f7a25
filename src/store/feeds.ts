/** The log on disk: own rows, rows and seals from others, what seals made final, and the history that sync reads. */
import type { DeviceId, Hash, Last, Ref, Row, Seal, Settled } from '../log/types'
import type { Connection } from './connection'
import { failpoint } from './failpoints'
import { DatabaseGone } from './failures'
import { type Payload, keepPayloads } from './payloads'
import { FLOOR, lastSeal, type Segment, type TailRow, type WorldDatabase } from './schema'
import {
  addRows,
  feedPlace,
  type FinalRow,
  judgedAgain,
  makeFinder,
  nextSegment,
  previousSegment,
  ROWS_PER_SEGMENT,
  rowsCoveredAfter,
  textsOf,
} from './segments'

/** `known`: a seal of these was here already. `behind`: another tab was first. Nothing was written; fold what was missed and try again. */
export type Kept = { readonly ok: true; readonly known?: true } | { readonly ok: false; readonly behind: readonly string[] }

export interface Arrival {
  readonly rows?: readonly Row[]
  /** Seals that have not taken effect here: waiting for rows, rivals of one that has, or malformed (kept as proof). */
  readonly seals?: readonly Seal[]
  readonly payloads?: readonly Payload[]
  /** Whether a seal in effect has stopped a device: what of it comes later lies among the forks, as what came before the seal does. */
  readonly isStopped?: (device: DeviceId) => boolean
}

/** How far a tab has read what all tabs of its browser keep: the last seal, and the newest entries of two tables. */
export interface Mark {
  readonly seal: number
  readonly tail: number
  readonly forks: number
}

/** A seal that took effect and what it did, as the engine's `onSettled` reports it. */
export interface Settlement {
  readonly seal: Seal
  readonly settled: readonly Settled[]
}

/** An entry that says something of the seals with which it is kept. */
export interface Along {
  readonly key: string
  readonly value: unknown
}

export interface Feeds {
  /**
   * Appends rows that this browser's device has just signed, with what they name, in one strict transaction: when it resolves
   * with `ok` they are on disk, and only then may they be sent. The head of the feed is read again inside. If the rows do not
   * continue it, `behind` holds the texts of this device's rows from the first one on that the caller did not know
   * (the head itself when only its hash differs). Appending the very same rows twice is `ok`.
   * @throws StoreFailure; Error if the rows are not one unbroken chain of `device`
   */
  appendOwn(device: DeviceId, rows: readonly Row[], payloads?: readonly Payload[]): Promise<Kept>
  /**
   * Keeps verified rows, seals and payloads from elsewhere; any number of times, in any order. A second row for one
   * (device, seq) is kept beside the first as proof of a fork (K5).
   * @returns how many rows were new, how many of these are forks, and the payload hashes that were not kept because they are erased
   */
  appendForeign(arrival: Arrival): Promise<{ readonly rows: number; readonly forks: number; readonly erased: readonly Hash[] }>
  /**
   * Makes rows final, in the order of the seals: they move from the tail into segments, each with its verdict; what the seals
   * cut moves to the forks. The same seal twice is `ok`; if another one of that number is here, `behind` holds the texts of the seals
   * from there on and nothing of this call's later settlements is written.
   * @param texts of rows that were never appended: a newcomer's bulk goes straight into segments
   * @param along is kept with them, unless another seal is here
   * @throws Error if a seal is missing before the first one, or the text of a row
   */
  settle(settlements: readonly Settlement[], texts?: ReadonlyMap<Hash, string>, along?: Along): Promise<Kept>
  /** As `settle`, for history older than the snapshot from which this log began. Seals that are here already are left alone. */
  backfill(settlements: readonly Settlement[], texts: ReadonlyMap<Hash, string>): Promise<void>
  /** Puts right what became of final rows, where a build has kept what it came to alone. */
  judgeAgain(settled: readonly Settled[]): Promise<void>
  /** Whether every seal since the genesis is here. False while a newcomer still waits for history behind its snapshot. */
  isWhole(): Promise<boolean>
  /**
   * Every row above `have`, in batches of up to 256 texts: first final rows in sealed order, then the tail in order of arrival,
   * so that parents come before children. Rows appended meanwhile may be among them; none that was here at the start is missing.
   * @param have the last seq known of each device; a device that is not named has none
   * @param only feeds that are asked for: where what is new of these begins is looked for from the end
   */
  rowsAfter(have: Iterable<Pick<Ref, 'device' | 'seq'>>, only?: ReadonlySet<DeviceId>): AsyncGenerator<string[]>
  /** What was kept behind a mark, by whichever tab, final rows first; and where that leaves off. */
  since(mark: Mark): Promise<{ readonly rows: readonly string[]; readonly seals: readonly string[]; readonly mark: Mark }>
  /** The texts of those rows that are here, final or not, of any branch. */
  rowsByHash(hashes: Iterable<Hash>): Promise<ReadonlyMap<Hash, string>>
  /** What a seal made of a row; `undefined` while it is pending, cut or unknown. */
  verdictOf(hash: Hash): Promise<Settled | undefined>
  /** Rows of other branches and behind a stop: kept and relayed as proof. */
  forks(): Promise<string[]>
  /** Texts of up to `most` seals in effect behind number `after`, in order. */
  sealsAfter(after: number, most?: number): Promise<string[]>
  /** The hashes of the seals in effect with these numbers, as far as they are here. */
  sealsAt(numbers: Iterable<number>): Promise<ReadonlyMap<number, Hash>>
}

const LOG = ['meta', 'tail', 'forks', 'heads', 'segments', 'fingerprints', 'seals', 'otherSeals'] as const

const OWN = ['tail', 'forks', 'heads', 'segments', 'fingerprints', 'payloads'] as const
/** Rows do not continue what is on the disk: what was written of them goes. */
class NotNext extends Error {}

export function makeFeeds(connection: Connection<WorldDatabase>): Feeds {
  const find = makeFinder()
  return {
    appendOwn,
    appendForeign,
    settle,
    backfill,
    judgeAgain,
    isWhole,
    rowsAfter,
    since,
    rowsByHash,
    verdictOf,
    forks,
    sealsAfter,
    sealsAt,
  }

  async function appendOwn(device: DeviceId, rows: readonly Row[], payloads: readonly Payload[] = []): Promise<Kept> {
    const first = rows[0]
    if (!first) return { ok: true }
    assertChain(device, rows)
    const { seq, prev } = first.body
    const continues = (head: Pick<Ref, 'seq' | 'hash'> | undefined) => (head?.seq ?? 0) === seq - 1 && (head?.hash ?? null) === prev
    // The unique index on (device, seq) is what keeps a device from forking itself.
    const add = (db: WorldDatabase) => db.tail.bulkAdd(rows.map(tailRow))
    try {
      // All is asked of the disk in one go, since each of its answers waits for a page that may be drawing; and taken back if it was wrong.
      await connection.run('rw', OWN, async (db) => {
        const reading = headOf(db, device)
        const adding = Promise.all([add(db), keepPayloads(db, payloads)])
        adding.catch(() => undefined) // told below, unless another tab was first
        const head = await reading
        failpoint('store.append.afterHead')
        if (!continues(head)) throw new NotNext()
        await adding
        failpoint('store.append.afterAdd')
      })
      return { ok: true }
    } catch (error) {
      if (!(error instanceof NotNext)) throw error
    }
    return connection.run('rw', OWN, async (db) => {
      const head = await leaveDeadBranch(db, device, continues)
      if (!continues(head)) {
        if ((head?.seq ?? 0) < seq - 1) throw new DatabaseGone() // rows that this page made durable are not on the disk any more
        const isHere = await hasRows(db, rows)
        return isHere ? { ok: true } : { ok: false, behind: await feedFrom(db, device, Math.min(seq, head?.seq ?? seq)) }
      }
      await add(db)
      await keepPayloads(db, payloads)
      failpoint('store.append.afterAdd')
      return { ok: true }
    })
  }

  /** The last row of a device: in the tail, else what is sealed of it. */
  async function headOf(db: WorldDatabase, device: DeviceId): Promise<Ref | undefined> {
    const [open, sealed] = await Promise.all([inTail(db, device).last(), db.heads.get(device)])
    return open ?? sealed
  }

  /**
   * A device that was copied may have written two branches. If these rows continue the one that was sealed, what the tail holds of the
   * other one moves to the forks (K5). Answers the head of the sealed branch.
   */
  async function leaveDeadBranch(db: WorldDatabase, device: DeviceId, continues: (head: Ref | undefined) => boolean) {
    let head: Ref | undefined = await db.heads.get(device)
    const dead: TailRow[] = []
    for (const row of await inTail(db, device).toArray()) {
      const isNext = row.seq === (head?.seq ?? 0) + 1 && feedPlace(row.text).prev === (head?.hash ?? null)
      if (isNext) head = row
      else dead.push(row)
    }
    if (!continues(head)) return headOf(db, device)
    await db.tail.bulkDelete(dead.map((row) => row.arrived as number))
    await db.forks.bulkAdd(dead.map(({ arrived: _, ...row }) => row))
    return head
  }

  async function hasRows(db: WorldDatabase, rows: readonly Row[]): Promise<boolean> {
    const hashes = hashesOf(rows)
    const open = await db.tail.where('hash').anyOf(hashes).count()
    return open === rows.length || open + (await find(db, hashes)).size === rows.length
  }

  /** A device's rows from `seq` on, final ones first: found backwards, because they are recent. */
  async function feedFrom(db: WorldDatabase, device: DeviceId, seq: number): Promise<string[]> {
    const open = await inTail(db, device, seq).toArray()
    const sealed = await db.heads.get(device)
    let wanted = sealed ? sealed.seq - seq + 1 : 0
    const texts: string[] = open.map((row) => row.text)
    let before: readonly [number, number] | undefined
    while (wanted > 0) {
      const segment = await (before ? db.segments.where('[seal+nth]').below(before) : db.segments.orderBy('[seal+nth]')).last()
      if (!segment) break
      const here = textsOf(segment).filter((text) => {
        const place = feedPlace(text)
        return place.device === device && place.seq >= seq
      })
      texts.unshift(...here)
      wanted -= here.length
      before = [segment.seal, segment.nth]
    }
    return texts
  }

  async function appendForeign({ rows = [], seals = [], payloads = [], isStopped = () => false }: Arrival) {
    return connection.run('rw', [...LOG, 'payloads'], async (db) => {
      const kept = await keepRows(db, rows, isStopped)
      failpoint('store.arrive.afterRows')
      const inEffect = await db.seals.bulkGet(seals.map((seal) => seal.body.number))
      const others = seals.filter((seal, i) => inEffect[i]?.hash !== seal.hash)
      await db.otherSeals.bulkPut(others.map(sealRow))
      const erased = await keepPayloads(db, payloads)
      failpoint('store.arrive.afterPayloads')
      return { ...kept, erased }
    })
  }

  async function keepRows(
    db: WorldDatabase,
    given: readonly Row[],
    isStopped: (device: DeviceId) => boolean,
  ): Promise<{ rows: number; forks: number }> {
    const aside = new Set((await db.forks.where('hash').anyOf(hashesOf(given)).toArray()).map((row) => row.hash))
    const rows = [...new Map(given.map((row) => [row.hash, row])).values()].filter((row) => !aside.has(row.hash))
    const devices = [...new Set(rows.map((row) => row.body.device))]
    const sealed = new Map((await db.heads.bulkGet(devices)).flatMap((head) => (head ? [[head.device, head.seq]] : [])))
    const isSealed = (row: Row) => row.body.seq <= (sealed.get(row.body.device) ?? 0)
    const behind = rows.filter(isSealed)
    const open = rows.filter((row) => !isSealed(row))
    const places = await placesTaken(db, open)
    const fresh: Row[] = []
    const forks: Row[] = []
    for (const row of open) {
      const place = `${row.body.device} ${row.body.seq}`
      const taken = places.get(place)
      if (taken === row.hash) continue // here already, perhaps by another tab
      if (taken !== undefined || isStopped(row.body.device)) forks.push(row)
      else fresh.push(row)
      places.set(place, taken ?? row.hash)
    }
    // While history is still on its way, what lies behind the heads cannot be told from a fork; it comes again with its seal.
    const final = behind.length > 0 && (await isAllHere(db)) ? await find(db, hashesOf(behind)) : undefined
    if (final) forks.push(...behind.filter((row) => !final.has(row.hash)))
    await db.tail.bulkAdd(fresh.map(tailRow))
    await db.forks.bulkAdd(forks.map(tailRow))
    return { rows: fresh.length + forks.length, forks: forks.length }
  }

  /** The hashes in the tail at the places of these rows, by `device seq`. */
  async function placesTaken(db: WorldDatabase, rows: readonly Row[]): Promise<Map<string, Hash>> {
    const ranges = new Map<DeviceId, Range>()
    for (const { body } of rows) {
      const range = ranges.get(body.device)
      const { from = body.seq, to = body.seq } = range ?? {}
      ranges.set(body.device, { from: Math.min(from, body.seq), to: Math.max(to, body.seq) })
    }
    const here = await tailOf(db, ranges)
    return new Map(here.map((row) => [`${row.device} ${row.seq}`, row.hash]))
  }

  async function settle(settlements: readonly Settlement[], texts: ReadonlyMap<Hash, string> = new Map(), along?: Along): Promise<Kept> {
    return connection.run('rw', LOG, async (db) => {
      let last = (await lastSeal(db))?.number ?? 0
      const fresh: Settlement[] = []
      let rivals: string[] | undefined
      for (const settlement of settlements) {
        const { number } = settlement.seal.body
        if (number <= last) {
          const here = await db.seals.get(number)
          if (here?.hash === settlement.seal.hash || isFloor(settlement.seal, await lastSeal(db))) continue
          rivals = (await db.seals.where('number').aboveOrEqual(number).toArray()).map((row) => row.text)
          break
        }
        if (number !== last + 1) throw new Error(`seal ${number} cannot be kept behind seal ${last}`)
        fresh.push(settlement)
        last = number
      }
      // Whoever acts meanwhile waits for each answer of the disk that is waited for here.
      const [floor] = await Promise.all([
        db.meta.get(FLOOR),
        along && !rivals ? db.meta.put(along) : undefined,
        db.seals.bulkAdd(fresh.map(({ seal }) => sealRow(seal))), // collides if two tabs made one number
        db.otherSeals.bulkDelete(fresh.map(({ seal }) => seal.hash)),
        db.heads.bulkPut(headsOf(fresh)),
      ])
      failpoint('store.settle.afterSeals')
      const covered = new Set(fresh.flatMap(({ settled }) => settled.map((each) => each.hash)))
      const here = await takeFromTail(db, fresh, covered)
      failpoint('store.settle.afterTail')
      await addRows(
        db,
        finalRows(fresh, (hash) => texts.get(hash) ?? here.get(hash)),
        (floor?.value as Last | undefined)?.number,
      )
      failpoint('store.settle.afterSegments')
      if (rivals) return { ok: false, behind: rivals }
      return fresh.length < settlements.length ? { ok: true, known: true } : { ok: true }
    })
  }

  /** Takes what these seals cover or cut out of the tail; cut rows move to the forks. Answers the texts of the covered ones that were here. */
  async function takeFromTail(db: WorldDatabase, settlements: readonly Settlement[], covered: ReadonlySet<Hash>) {
    const here = new Map<Hash, string>()
    const ends = new Map(headsOf(settlements).map((head) => [head.device, { from: 1, to: head.seq }]))
    for (const { seal } of settlements) for (const device of seal.body.stopped) ends.set(device, { from: 1, to: Number.MAX_SAFE_INTEGER })
    const gone = await tailOf(db, ends)
    const cut: TailRow[] = []
    for (const row of gone) {
      if (covered.has(row.hash)) here.set(row.hash, row.text)
      else cut.push(row)
    }
    await db.tail.bulkDelete(gone.map((row) => row.arrived as number))
    const elsewhere = [...covered].filter((hash) => !here.has(hash))
    const anyForks = elsewhere.length > 0 && (await db.forks.count()) > 0 // a thousand hashes are looked for one by one, also among none
    const forked = anyForks ? await db.forks.where('hash').anyOf(elsewhere).toArray() : []
    for (const row of forked) here.set(row.hash, row.text)
    await db.forks.bulkDelete(forked.map((row) => row.arrived as number))
    await db.forks.bulkAdd(cut.map(({ arrived: _, ...row }) => row))
    return here
  }

  async function backfill(settlements: readonly Settlement[], texts: ReadonlyMap<Hash, string>): Promise<void> {
    await connection.run('rw', LOG, async (db) => {
      const floor = (await db.meta.get(FLOOR))?.value as Last | undefined
      const here = await db.seals.bulkGet(settlements.map(({ seal }) => seal.body.number))
      const fresh = settlements.filter(({ seal }, i) => !here[i] && seal.body.number <= (floor?.number ?? 0))
      await db.seals.bulkAdd(fresh.map(({ seal }) => sealRow(seal)))
      await db.otherSeals.bulkDelete(settlements.map(({ seal }) => seal.hash))
      await addRows(
        db,
        finalRows(fresh, (hash) => texts.get(hash)),
      )
    })
  }

  async function judgeAgain(settled: readonly Settled[]): Promise<void> {
    const right = new Map(settled.map((each) => [each.hash, each]))
    await connection.run('rw', ['segments'], async (db) => {
      const segments = await db.segments
        .where('lastSeal')
        .aboveOrEqual(settled[0]?.seal ?? Infinity)
        .toArray()
      await db.segments.bulkPut(segments.map((segment) => judgedAgain(segment, right)))
    })
  }

  async function isWhole(): Promise<boolean> {
    return connection.run('r', ['meta', 'seals'], isAllHere)
  }

  async function isAllHere(db: WorldDatabase): Promise<boolean> {
    return (await db.seals.count()) === ((await lastSeal(db))?.number ?? 0)
  }

  async function* rowsAfter(have: Iterable<Pick<Ref, 'device' | 'seq'>>, only?: ReadonlySet<DeviceId>): AsyncGenerator<string[]> {
    const known = new Map<DeviceId, number>()
    for (const { device, seq } of have) known.set(device, seq)
    const isNews = (text: string) => {
      const { device, seq } = feedPlace(text)
      return seq > (known.get(device) ?? 0) && (!only || only.has(device))
    }
    let last = only && (await segmentBefore(known, only))
    for (;;) {
      const { grown, segment } = await connection.run('r', ['segments'], async (db) => {
        const [grown, segment] = await Promise.all([last && db.segments.get([last.seal, last.nth]), nextSegment(db, last)])
        return { grown, segment }
      })
      if (!segment) break
      // The one before may have been filled up since it was read.
      const batch = [...(grown ? textsOf(grown).slice(last?.count) : []), ...textsOf(segment)].filter(isNews)
      for (let i = 0; i < batch.length; i += ROWS_PER_SEGMENT) yield batch.slice(i, i + ROWS_PER_SEGMENT)
      last = segment
    }
    // Rows may have moved from the tail into segments since: what is left of both is read in one transaction.
    const rest = await connection.run('r', ['segments', 'tail', 'forks'], async (db) => {
      const segments = await (last ? db.segments.where('[seal+nth]').aboveOrEqual([last.seal, last.nth]) : db.segments).toArray()
      const texts = segments.flatMap((segment) =>
        last && segment.seal === last.seal && segment.nth === last.nth ? textsOf(segment).slice(last.count) : textsOf(segment),
      )
      const open = [...(await db.tail.toArray()), ...(await db.forks.toArray())]
      return [...texts, ...open.map((row) => row.text)]
    })
    const news = rest.filter(isNews)
    for (let i = 0; i < news.length; i += ROWS_PER_SEGMENT) yield news.slice(i, i + ROWS_PER_SEGMENT)
  }

  /** The segment before all that is new of these feeds; `undefined`: they are to be read from the first one on. */
  async function segmentBefore(known: ReadonlyMap<DeviceId, number>, only: ReadonlySet<DeviceId>): Promise<Segment | undefined> {
    const devices = [...only]
    const { heads, count, newest } = await connection.run('r', ['heads', 'segments'], async (db) => {
      const [heads, count, newest] = await Promise.all([db.heads.bulkGet(devices), db.segments.count(), previousSegment(db)])
      return { heads, count, newest }
    })
    const firsts = new Map<DeviceId, number>()
    let wanted = 0
    for (const { device, seq } of heads.filter((head) => head !== undefined)) {
      const last = known.get(device) ?? 0
      if (seq <= last) continue
      firsts.set(device, last + 1)
      wanted += seq - last
    }
    if (wanted * 4 > count * ROWS_PER_SEGMENT) return undefined // most segments would be read twice
    let segment = newest
    while (segment && firsts.size > 0) {
      for (const text of textsOf(segment)) {
        const { device, seq } = feedPlace(text)
        if (firsts.get(device) === seq) firsts.delete(device)
      }
      const behind: Segment = segment
      segment = await connection.run('r', ['segments'], (db) => previousSegment(db, behind))
    }
    return segment
  }

  async function since(mark: Mark) {
    return connection.run('r', ['segments', 'seals', 'otherSeals', 'tail', 'forks'], async (db) => {
      const seals = [...(await db.seals.where('number').above(mark.seal).toArray()), ...(await db.otherSeals.toArray())]
      const segments = await db.segments.where('lastSeal').above(mark.seal).toArray()
      const tail = await db.tail.where('arrived').above(mark.tail).toArray()
      const forks = await db.forks.where('arrived').above(mark.forks).toArray()
      return {
        rows: [...segments.flatMap((segment) => rowsCoveredAfter(segment, mark.seal)), ...[...tail, ...forks].map((row) => row.text)],
        seals: seals.map((seal) => seal.text),
        mark: await markOf(db),
      }
    })
  }

  async function rowsByHash(hashes: Iterable<Hash>): Promise<ReadonlyMap<Hash, string>> {
    const wanted = [...new Set(hashes)]
    return connection.run('r', ['tail', 'forks', 'segments', 'fingerprints'], async (db) => {
      const open = [...(await db.tail.where('hash').anyOf(wanted).toArray()), ...(await db.forks.where('hash').anyOf(wanted).toArray())]
      const texts = new Map(open.map((row) => [row.hash, row.text]))
      const final = await find(
        db,
        wanted.filter((hash) => !texts.has(hash)),
      )
      for (const [hash, { text }] of final) texts.set(hash, text)
      return texts
    })
  }

  async function verdictOf(hash: Hash): Promise<Settled | undefined> {
    return connection.run('r', ['segments', 'fingerprints'], async (db) => (await find(db, [hash])).get(hash)?.settled)
  }

  async function forks(): Promise<string[]> {
    return connection.run('r', ['forks'], async (db) => (await db.forks.toArray()).map((row) => row.text))
  }

  async function sealsAfter(after: number, most = 1_000): Promise<string[]> {
    return connection.run('r', ['seals'], async (db) => {
      const rows = await db.seals.where('number').above(after).limit(most).toArray()
      return rows.map((row) => row.text)
    })
  }

  async function sealsAt(numbers: Iterable<number>): Promise<ReadonlyMap<number, Hash>> {
    return connection.run('r', ['seals'], async (db) => {
      const rows = await db.seals.bulkGet([...new Set(numbers)])
      return new Map(rows.flatMap((row) => (row ? [[row.number, row.hash] as const] : [])))
    })
  }
}

/** Inside a transaction over `seals`, `tail` and `forks`. */
export async function markOf(db: WorldDatabase): Promise<Mark> {
  const [seal, tail, forks] = await Promise.all([
    db.seals.orderBy('number').last(),
    db.tail.orderBy('arrived').last(),
    db.forks.orderBy('arrived').last(),
  ])
  return { seal: seal?.number ?? 0, tail: tail?.arrived ?? 0, forks: forks?.arrived ?? 0 }
}

const inTail = (db: WorldDatabase, device: DeviceId, from = 1, to = Number.MAX_SAFE_INTEGER) =>
  db.tail.where('[device+seq]').between([device, from], [device, to], true, true)

type Range = { readonly from: number; readonly to: number }
/** Above so many feeds the whole tail is read at once: for a newcomer it is almost empty, while history fills the segments. */
const MANY_FEEDS = 8

/** What the tail holds of these stretches of feeds. */
async function tailOf(db: WorldDatabase, ranges: ReadonlyMap<DeviceId, Range>): Promise<TailRow[]> {
  if (ranges.size <= MANY_FEEDS)
    return (await Promise.all([...ranges].map(([device, { from, to }]) => inTail(db, device, from, to).toArray()))).flat()
  const isIn = ({ device, seq }: TailRow) => {
    const range = ranges.get(device)
    return range !== undefined && range.from <= seq && seq <= range.to
  }
  return (await db.tail.toArray()).filter(isIn)
}

const hashesOf = (rows: readonly Row[]): Hash[] => rows.map((row) => row.hash)
const tailRow = ({ hash, text, body }: Row): TailRow => ({ device: body.device, seq: body.seq, hash, text })
const sealRow = ({ hash, text, body }: Seal) => ({ number: body.number, hash, text })
const isFloor = (seal: Seal, last: Pick<Last, 'number' | 'hash'> | undefined) =>
  last?.number === seal.body.number && last.hash === seal.hash

/** The newest head of each device that these seals moved. */
const headsOf = (settlements: readonly Settlement[]): Ref[] => [
  ...new Map(settlements.flatMap(({ seal }) => seal.body.heads.map((head) => [head.device, head] as const))).values(),
]

function finalRows(settlements: readonly Settlement[], textOf: (hash: Hash) => string | undefined): FinalRow[] {
  return settlements.flatMap(({ settled }) =>
    settled.map((each, nth) => {
      const text = textOf(each.hash)
      if (text === undefined) throw new Error(`the text of row ${each.hash}, which seal ${each.seal} covers, is not here`)
      return { settled: each, text, nth }
    }),
  )
}

function assertChain(device: DeviceId, rows: readonly Row[]): void {
  for (const [i, { body }] of rows.entries()) {
    const before = rows[i - 1]
    const continues = !before || (body.seq === before.body.seq + 1 && body.prev === before.hash)
    if (body.device !== device || !continues) throw new Error('rows that are appended together must be one unbroken chain of one device')
  }
}
