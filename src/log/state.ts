/**
 * State: tables of frozen rows behind ONE `put` (K15). Each write goes into a journal, so that state can be taken back
 * row by row to any earlier mark, and into the list of what changed, which feeds screens, views and snapshots.
 */
import { PackedMap, PackedRows } from './packs'
import { type Table, table } from './rules'
import type { Millis } from './types'

export interface Timer {
  readonly due: Millis
  readonly area: string
  readonly key: string
}
interface Parameter {
  readonly value: number | string
  /** What is in force while the seal that covers the change has not come. */
  readonly before: number | string
  readonly behind: number
}
export const dueTable = table<Timer>('log.due')
export const parameterTable = table<Parameter>('log.parameters')
/** What the genesis says, for rules that ask who the host is. One row, key 'genesis'. */
export interface WorldFacts {
  readonly world: string
  readonly host: string
  readonly root: string
  readonly begins: Millis
}
export const worldTable = table<WorldFacts>('log.world')
export const timerId = (timer: Timer): string => `${timer.due}/${timer.area}/${timer.key}`

export class State {
  readonly maps: Map<string, object>[] = []
  readonly tables: readonly Table<unknown>[]
  private readonly byId: Table<unknown>[] = []
  private journalTables: number[] = []
  private journalKeys: string[] = []
  private journalRows: (object | undefined)[] = []
  /** Up to where the journal has been told of by `takeChanged`; what left the journal since then is gathered in `changed`. */
  private told = 0
  private changed = new Map<Table<unknown>, Set<string>>()
  private readonly due = new Queue()

  constructor(tables: readonly Table<unknown>[]) {
    this.tables = [...tables, dueTable, parameterTable, worldTable]
    for (const each of this.tables) {
      this.maps[each.id] = new Map()
      this.byId[each.id] = each
    }
  }

  /** Fills an empty state from a snapshot; not journaled. */
  load(name: string, rows: Iterable<readonly [string, object]>): void {
    const into = this.tables.find((each) => each.name === name)
    if (!into) return // a table of another build: its rows come back when a newer build reads the same log
    if (rows instanceof PackedRows && into.id !== dueTable.id) this.maps[into.id] = new PackedMap(rows)
    else for (const [key, row] of rows) this.write(into.id, key, Object.freeze(row))
  }

  /** Reads on in what a snapshot left packed, one pack of some table. @returns false when nothing is packed any more */
  readAhead(): boolean {
    return this.maps.some((map) => map instanceof PackedMap && map.openNext())
  }

  get(id: number, key: string): object | undefined {
    const map = this.maps[id] as Map<string, object>
    return map.size === 0 ? undefined : map.get(laidOut(key)) // a key of two parts is hashed only where something is to be found
  }

  put(id: number, key: string, row: object | undefined): void {
    this.journalTables.push(id)
    this.journalKeys.push(key)
    this.journalRows.push(this.get(id, key))
    this.write(id, key, row === undefined ? undefined : Object.freeze(row))
  }

  get mark(): number {
    return this.journalKeys.length
  }

  undoTo(mark: number): void {
    for (let i = this.journalKeys.length - 1; i >= mark; i--) {
      const id = this.journalTables[i] as number
      const key = this.journalKeys[i] as string
      this.write(id, key, this.journalRows[i])
    }
    this.note(mark, this.told) // what was never told of is as if it had not been
    this.told = Math.min(this.told, mark)
    this.journalTables.length = this.journalKeys.length = this.journalRows.length = mark
  }

  /** What is sealed is never taken back: the journal starts anew. */
  forget(): void {
    this.note(this.told, this.mark)
    this.told = 0
    this.journalTables = []
    this.journalKeys = []
    this.journalRows = []
  }

  /** Keys whose rows may be others than at the last call, by undo as well. */
  takeChanged(): Map<Table<unknown>, Set<string>> {
    this.note(this.told, this.mark)
    this.told = this.mark
    const { changed } = this
    this.changed = new Map()
    return changed
  }

  /** Keys of one table that were written since the last seal. */
  keysSince(of: Table<unknown>): string[] {
    return [...new Set(this.journalKeys.filter((_, i) => this.journalTables[i] === of.id))]
  }

  /** The earliest timer at or before `until`, in the order (due, area, key) of K13. */
  nextTimer(until: Millis): Timer | undefined {
    for (;;) {
      const first = this.due.first
      if (!first || first.due > until) return undefined
      if (this.get(dueTable.id, timerId(first))) return first
      this.due.drop()
    }
  }

  /** K19: the sum at the last seal, moved on by the rows that changed since: order does not matter, equal rows weigh nothing. */
  sumSince(sum: string): string {
    let high = Number.parseInt(sum.slice(0, 8), 16)
    let low = Number.parseInt(sum.slice(8), 16)
    const seen = new Map<number, Set<string>>()
    for (let i = 0; i < this.journalKeys.length; i++) {
      const id = this.journalTables[i] as number
      const key = this.journalKeys[i] as string
      let keys = seen.get(id)
      if (!keys) seen.set(id, (keys = new Set()))
      if (keys.has(key)) continue
      keys.add(key)
      const name = (this.byId[id] as Table<unknown>).name
      const was = this.journalRows[i]
      const now = this.get(id, key)
      if (was === now) continue
      if (now) {
        const [h, l] = weigh(name, key, now)
        high = (high + h) >>> 0
        low = (low + l) >>> 0
      }
      if (was) {
        const [h, l] = weigh(name, key, was)
        high = (high - h) >>> 0
        low = (low - l) >>> 0
      }
    }
    return hex(high) + hex(low)
  }

  private write(id: number, key: string, row: object | undefined): void {
    const map = this.maps[id] as Map<string, object>
    if (row === undefined) map.delete(key)
    else {
      map.set(key, row)
      if (id === dueTable.id) this.due.add(row as Timer)
    }
  }

  private note(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const table = this.byId[this.journalTables[i] as number] as Table<unknown>
      const keys = this.changed.get(table)
      if (keys) keys.add(this.journalKeys[i] as string)
      else this.changed.set(table, new Set([this.journalKeys[i] as string]))
    }
  }
}

/** The sum over a whole state, from nothing: what `sumSince` must agree with. */
export function sumOf(tables: Iterable<readonly [string, Iterable<readonly [string, object]>]>): string {
  let high = 0
  let low = 0
  for (const [name, rows] of tables)
    for (const [key, row] of rows) {
      const [h, l] = weigh(name, key, row)
      high = (high + h) >>> 0
      low = (low + l) >>> 0
    }
  return hex(high) + hex(low)
}

/**
 * The same key. V8 keeps what was joined of two strings as a tree. As Node 20 has it, a tree takes three times as long to look for as
 * letters in a row, and whoever asks for a letter makes it write them out; Chromium 156 is as fast either way.
 */
const laidOut = (key: string): string => (key.charCodeAt(key.length - 1) < 0 ? '' : key)

const hex = (lane: number): string => lane.toString(16).padStart(8, '0')

/** Two 32-bit lanes of a fast hash. It is an alarm for our own mistakes, not a proof: snapshots are vouched for by SHA-256. */
function weigh(name: string, key: string, row: object): [number, number] {
  const text = `${name}/${key}/${JSON.stringify(row)}`
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return [a >>> 0, b >>> 0]
}

const before = (a: Timer, b: Timer): boolean => {
  if (a.due !== b.due) return a.due < b.due
  if (a.area !== b.area) return a.area < b.area
  return a.key < b.key
}

/** A binary heap of timers. It may hold timers that are no longer in the table: those are dropped when they come up. */
class Queue {
  private readonly heap: Timer[] = []
  private readonly held = new Set<string>()

  get first(): Timer | undefined {
    return this.heap[0]
  }

  add(timer: Timer): void {
    const id = timerId(timer)
    if (this.held.has(id)) return
    this.held.add(id)
    let at = this.heap.push(timer) - 1
    while (at > 0) {
      const up = (at - 1) >> 1
      if (!before(timer, this.heap[up] as Timer)) break
      this.heap[at] = this.heap[up] as Timer
      at = up
    }
    this.heap[at] = timer
  }

  drop(): void {
    this.held.delete(timerId(this.heap[0] as Timer))
    const last = this.heap.pop() as Timer
    if (this.heap.length === 0) return
    let at = 0
    for (;;) {
      let down = at * 2 + 1
      if (down >= this.heap.length) break
      if (down + 1 < this.heap.length && before(this.heap[down + 1] as Timer, this.heap[down] as Timer)) down++
      if (!before(this.heap[down] as Timer, last)) break
      this.heap[at] = this.heap[down] as Timer
      at = down
    }
    this.heap[at] = last
  }
}
