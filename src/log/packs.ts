/**
 * Tables as a snapshot keeps them: in packs of text, each read when one of its rows is first looked for. Whoever opens a world needs a few
 * of its many thousand rows: those of the first screen, and those that what has happened since has touched.
 */
import { fromUtf8 } from '../kit/bytes'

const ROWS_PER_PACK = 64

/** Some rows of a table as JSON: a text, or its UTF-8 as it lay on the disk. */
export type Pack = string | Uint8Array
type Entry = readonly [key: string, row: object]

/** How many packs so many rows take. */
export const packsOf = (rows: number, size = ROWS_PER_PACK): number => Math.ceil(rows / size)

/** Which of so many packs a key belongs to. Stands on disks and in manifests: it never changes. */
export function packOf(key: string, packs: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % packs
}

/** The packs of a table, as JSON, one after the other: whoever takes them one by one lets the page draw in between. */
export function* pack(rows: readonly Entry[], size = ROWS_PER_PACK): Generator<string> {
  const packs = Array.from({ length: packsOf(rows.length, size) }, (): Entry[] => [])
  for (const row of rows) packs[packOf(row[0], packs.length)]?.push(row)
  for (const each of packs) yield JSON.stringify(each)
}

const unpack = (pack: Pack): readonly Entry[] => JSON.parse(typeof pack === 'string' ? pack : fromUtf8(pack)) as readonly Entry[]

/** The rows of a table as they were kept: all its packs, and how many rows there are in them. */
export class PackedRows implements Iterable<Entry> {
  constructor(
    readonly packs: readonly Pack[],
    readonly count: number,
  ) {}
  *[Symbol.iterator](): Generator<Entry> {
    for (const each of this.packs) yield* unpack(each)
  }
}

/** A map of frozen rows that opens a pack when it is asked for one of its keys, and all of them when it is walked through. */
export class PackedMap extends Map<string, object> {
  private readonly closed: (Pack | undefined)[]
  /** How many rows the closed packs hold. */
  private left: number
  private next = 0

  constructor({ packs, count }: PackedRows) {
    super()
    this.closed = [...packs]
    this.left = count
  }

  override get(key: string): object | undefined {
    this.openFor(key)
    return super.get(key)
  }
  override has(key: string): boolean {
    this.openFor(key)
    return super.has(key)
  }
  override set(key: string, row: object): this {
    this.openFor(key)
    return super.set(key, row)
  }
  override delete(key: string): boolean {
    this.openFor(key)
    return super.delete(key)
  }
  override get size(): number {
    return super.size + this.left
  }
  override keys() {
    this.openAll()
    return super.keys()
  }
  override values() {
    this.openAll()
    return super.values()
  }
  override entries() {
    this.openAll()
    return super.entries()
  }
  override [Symbol.iterator]() {
    return this.entries()
  }
  override forEach(visit: (row: object, key: string, map: Map<string, object>) => void): void {
    this.openAll()
    super.forEach(visit)
  }

  /** Opens one pack that is closed yet. @returns false when none is */
  openNext(): boolean {
    while (this.left > 0 && this.next < this.closed.length) {
      const isOpened = this.open(this.next)
      this.next++
      if (isOpened) return true
    }
    return false
  }

  private openAll(): void {
    while (this.openNext());
  }
  private openFor(key: string): void {
    if (this.left > 0) this.open(packOf(key, this.closed.length))
  }
  private open(n: number): boolean {
    const pack = this.closed[n]
    if (pack === undefined) return false
    const rows = unpack(pack) // a damaged one throws each time it is needed, and never passes for an empty one
    this.closed[n] = undefined
    this.left -= rows.length
    for (const [key, row] of rows) super.set(key, Object.freeze(row))
    return true
  }
}
