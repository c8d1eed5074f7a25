/** Final rows in packs of up to 256: a hundred thousand rows are written and read fifty times faster than one by one. */
import { fromBase64 } from '../kit/bytes'
import { bodyText } from '../log/rows'
import type { Body, Hash, Settled, Verdict } from '../log/types'
import type { Fingerprints, Segment, WorldDatabase } from './schema'

export const ROWS_PER_SEGMENT = 256

/** Where a row stands and what became of it; device and seq are in its text. */
type Place = readonly [hash: Hash, at: number, seal: number, verdict: Verdict]

/** A final row with its text and its number within its seal. */
export interface FinalRow {
  readonly settled: Settled
  readonly text: string
  readonly nth: number
}

/** What a row says about where it belongs, read from a text that was checked when it came in. */
export const feedPlace = (text: string): Pick<Body, 'device' | 'seq' | 'prev'> => {
  const { device, seq, prev } = JSON.parse(bodyText(text)) as Body
  return { device, seq, prev }
}

export const textsOf = (segment: Segment): string[] => segment.texts.split('\n')
const placesOf = (segment: Segment): Place[] => JSON.parse(segment.places) as Place[]

/** Adds rows in sealed order, filling up the newest segment first when they continue it. */
export async function addRows(db: WorldDatabase, rows: readonly FinalRow[], floor = 0): Promise<void> {
  const first = rows[0]
  if (!first) return
  const newest = await previousSegment(db)
  const isAcross = newest !== undefined && newest.lastSeal <= floor && first.settled.seal > floor
  const isNext = newest !== undefined && newest.lastSeal < first.settled.seal && !isAcross
  const open = isNext && newest.count < ROWS_PER_SEGMENT ? newest : undefined
  const room = open ? ROWS_PER_SEGMENT - open.count : 0
  const segments: Segment[] = []
  if (open) segments.push(pack(rows.slice(0, room), open))
  for (let i = room; i < rows.length; i += ROWS_PER_SEGMENT) segments.push(pack(rows.slice(i, i + ROWS_PER_SEGMENT)))
  await Promise.all([db.segments.bulkPut(segments), db.fingerprints.bulkPut(segments.map(fingerprints))])
}

function pack(rows: readonly FinalRow[], open?: Segment): Segment {
  const texts = rows.map((row) => row.text)
  const places = rows.map(({ settled }): Place => [settled.hash, settled.at, settled.seal, settled.verdict])
  const first = rows[0] as FinalRow
  return {
    seal: open?.seal ?? first.settled.seal,
    nth: open?.nth ?? first.nth,
    lastSeal: (rows.at(-1) as FinalRow).settled.seal,
    count: (open?.count ?? 0) + rows.length,
    texts: (open ? [open.texts, ...texts] : texts).join('\n'),
    places: JSON.stringify(open ? [...placesOf(open), ...places] : places),
  }
}

const fingerprints = (segment: Segment): Fingerprints => ({
  seal: segment.seal,
  nth: segment.nth,
  prints: Uint32Array.from(placesOf(segment), ([hash]) => fingerprint(hash)),
  size: segment.texts.length,
})

function fingerprint(hash: Hash): number {
  const bytes = fromBase64(hash.slice(0, 8))
  return bytes ? new DataView(bytes.buffer).getUint32(0) : 0
}

/** The same rows, with what became of some of them put right. */
export const judgedAgain = (segment: Segment, right: ReadonlyMap<Hash, Settled>): Segment => ({
  ...segment,
  places: JSON.stringify(
    placesOf(segment).map(
      ([hash, at, seal, verdict]): Place => [hash, at, seal, right.has(hash) ? (right.get(hash) as Settled).verdict : verdict],
    ),
  ),
})

/** The rows of a segment that seals after `number` cover. */
export function rowsCoveredAfter(segment: Segment, number: number): string[] {
  const texts = textsOf(segment)
  if (segment.seal > number) return texts
  const places = placesOf(segment)
  return texts.filter((_, i) => (places[i] as Place)[2] > number)
}

/** The rows of a segment with the number of the seal that covers each. */
export function rowsWithSeals(segment: Segment): { readonly text: string; readonly seal: number }[] {
  const places = placesOf(segment)
  return textsOf(segment).map((text, i) => ({ text, seal: (places[i] as Place)[2] }))
}

/** The segment behind `last`, else the first one with rows that seals after `sealed` cover. */
export async function nextSegment(db: WorldDatabase, last: Segment | undefined, sealed = 0): Promise<Segment | undefined> {
  if (last) return db.segments.where('[seal+nth]').above([last.seal, last.nth]).first()
  return db.segments.where('lastSeal').above(sealed).first()
}
/** The segment before `next`, else the newest. */
export async function previousSegment(db: WorldDatabase, next?: Segment): Promise<Segment | undefined> {
  if (next) return db.segments.where('[seal+nth]').below([next.seal, next.nth]).last()
  return db.segments.orderBy('[seal+nth]').last()
}

export interface Found {
  readonly text: string
  readonly settled: Settled
}

/** The rows of a segment with what became of each. */
export function foundIn(segment: Segment): readonly Found[] {
  const places = placesOf(segment)
  return textsOf(segment).map((text, i) => {
    const [hash, at, seal, verdict] = places[i] as Place
    return { text, settled: { hash, ...feedPlace(text), at, verdict, seal } }
  })
}

/** Finds final rows by hash. Keeps the fingerprints in memory, 400 kB for 100,000 rows, and reads on when other tabs add segments. */
export function makeFinder() {
  let known: Fingerprints[] = []

  /** What `db` holds of these hashes; must run in a transaction over `segments` and `fingerprints`. */
  return async (db: WorldDatabase, hashes: Iterable<Hash>): Promise<Map<Hash, Found>> => {
    const found = new Map<Hash, Found>()
    const wanted = new Set(hashes)
    const wantedPrints = new Set([...wanted].map(fingerprint))
    if (wanted.size === 0) return found
    await look(known)
    if (wanted.size > 0) await look(await refresh())
    return found

    async function look(among: readonly Fingerprints[]): Promise<void> {
      for (const { seal, nth, prints } of among) {
        if (!prints.some((print) => wantedPrints.has(print))) continue
        const segment = await db.segments.get([seal, nth])
        if (!segment) continue
        const texts = textsOf(segment)
        for (const [i, [hash, at, number, verdict]] of placesOf(segment).entries()) {
          if (!wanted.delete(hash)) continue
          const text = texts[i] as string
          const { device, seq } = feedPlace(text)
          found.set(hash, { text, settled: { hash, device, seq, at, verdict, seal: number } })
        }
        if (wanted.size === 0) return
      }
    }

    /** Reads what was added since; the newest known segment may have grown. Answers what is new. */
    async function refresh(): Promise<readonly Fingerprints[]> {
      const newest = known.at(-1)
      const kept = known.slice(0, -1)
      const added = newest ? await db.fingerprints.where('[seal+nth]').aboveOrEqual([newest.seal, newest.nth]).toArray() : []
      known = [...kept, ...added]
      if (known.length === (await db.fingerprints.count())) return added
      known = await db.fingerprints.toArray() // at first, and after older history was filled in
      return known
    }
  }
}
