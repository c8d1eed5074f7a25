/**
 * Given, when, then for rules: judges acts one after the other against a plain state, without log, seals or peers.
 *
 *     const { given } = stage(areas)
 *     const hello = act(ana, 'content.published', droplet)
 *     given(...town, hello).when(act(ben, 'content.liked', { content: hello.id })).isAccepted()
 *     given(...town, hello).at(BEGINS + DAY).when(act(ana, 'content.liked', { content: hello.id })).isRefusedBy('SHR-16')
 *
 * Every given act must stand, else the test fails there. A refused act must leave no trace, and that is checked here once for all.
 * Timers that are due fire before the act, in the order (due, area, key).
 */
import { expect } from 'vitest'
import type { Area, Index, Inquiry, Question } from '../../src/areas/area'
import { compose } from '../../src/areas/compose'
import type { ActName, DataOf } from '../../src/areas/typed'
import { hashOf } from '../../src/kit/bytes'
import { readRow, writeBody } from '../../src/log/rows'
import type { Reader, Table, Tools } from '../../src/log/rules'
import { worldTable } from '../../src/log/state'
import type { Body, Data, Json, Millis, Verdict } from '../../src/log/types'
import { unfiltered } from './policy'

/** Saturday, 21 November 2026, 12:00 UTC: when every world of these tests begins. */
export const BEGINS: Millis = Date.UTC(2026, 10, 21, 12)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const WORLD = hashOf('the world of the rule tests')
export const HOST = hashOf('the host device')

/** An act that has not been judged yet. `id` is the id of what it makes. Without `at` it is done at the story's present. */
export interface Deed {
  readonly id: string
  readonly device: string
  readonly type: string
  readonly data: Data
  readonly at?: Millis
}

let count = 0
/** What an act says; of one that can say nothing it may be left out. */
type Says<N extends ActName> = Record<string, never> extends DataOf<N> ? [data?: DataOf<N>, at?: Millis] : [data: DataOf<N>, at?: Millis]

/** @param by a person, or a device id for acts of a device without an account. */
export const act = <N extends ActName>(by: { readonly device: string } | string, type: N, ...[data, at]: Says<N>): Deed =>
  anyAct(by, type, data, at)

/** The same where the compiler cannot know: of an area that is there for a test alone, with the data of another deed, or wrong on purpose. */
export const anyAct = (by: { readonly device: string } | string, type: string, data: object = {}, at?: Millis): Deed => ({
  id: hashOf(`deed ${++count}`),
  device: typeof by === 'string' ? by : by.device,
  type,
  data: data as Data,
  ...(at === undefined ? {} : { at }),
})

/** What people wrote, by hash: payloads never go missing here. `null`: erased. */
const written = new Map<string, Json>()
/** A payload with these words, as acts name it. */
export function writing(text: string): { readonly hash: string; readonly characters: number } {
  return { hash: payload(text), characters: [...text].length }
}
/** The hash of a payload; equal content has equal hashes here, since there is no salt. */
export function payload(content: Json): string {
  const hash = hashOf(`payload ${JSON.stringify(content)}`)
  written.set(hash, content)
  return hash
}

/** What tests share: areas, and how the genesis differs from its defaults. */
export const stage = (areas: readonly Area[], parameters: Readonly<Record<string, number | string>> = {}) => ({
  given: (...deeds: readonly Deed[]): Story => new Story(areas, parameters).play(deeds),
})

export class Story {
  private readonly rules
  private readonly parameters: Map<string, number | string>
  private readonly tables = new Map<Table<unknown>, Map<string, object>>()
  private readonly timers = new Map<string, { readonly due: Millis; readonly area: string; readonly key: string }>()
  private readonly heads = new Map<string, number>()
  private now = BEGINS

  constructor(
    private readonly areas: readonly Area[],
    parameters: Readonly<Record<string, number | string>>,
  ) {
    this.rules = compose(areas)
    this.parameters = new Map(Object.entries({ ...unfiltered(areas), ...parameters }))
    for (const table of [...this.rules.tables, worldTable]) this.tables.set(table, new Map())
    this.rows(worldTable).set('genesis', { world: WORLD, host: HOST, root: hashOf('platform root'), begins: BEGINS })
  }

  /** Further acts; all must stand. */
  play(deeds: readonly Deed[]): this {
    for (const deed of deeds) {
      const verdict = this.judge(deed)
      expect(verdict, `given ${deed.type} must stand`).toBeNull()
    }
    return this
  }

  /** Moves the present, firing what is due up to and including then. */
  at(time: Millis): this {
    for (;;) {
      const next = [...this.timers.values()].sort(inOrder)[0]
      if (!next || next.due > time) break
      this.timers.delete(timerId(next))
      this.now = next.due
      this.rules.timers[next.area]?.(this.tools(), next.key)
    }
    expect(time, 'time does not run backwards').toBeGreaterThanOrEqual(this.now)
    this.now = time
    return this
  }

  after(millis: number): this {
    return this.at(this.now + millis)
  }

  when(deed: Deed): Outcome {
    const before = this.print()
    const verdict = this.judge(deed)
    if (verdict) expect(this.print(), 'a refused act leaves no trace').toBe(before)
    return {
      isAccepted: () => {
        expect(verdict).toBeNull()
        return this
      },
      isRefusedBy: (clause, facts = {}) => {
        expect(verdict, `${deed.type} was not refused`).not.toBeNull()
        expect(verdict?.clauses[0]?.id).toBe(clause)
        expect(verdict?.clauses[0]?.facts).toMatchObject(facts)
        return this
      },
    }
  }

  state<State>(table: Table<State>, key: string): State | undefined {
    return this.tables.get(table)?.get(key) as State | undefined
  }

  /** What a reader finds that areas offer each other. */
  read<T>(reader: (w: Reader) => T): T {
    return reader(this.tools())
  }

  /** What a later area does here by means that this one lends it; it needs no act in the test. */
  write(writer: (w: Tools) => void): this {
    writer(this.tools())
    return this
  }

  /** A row that must be there. */
  expect<State>(table: Table<State>, key: string): State {
    const row = this.state(table, key)
    expect(row, `${table.name} ${key}`).toBeDefined()
    return row as State
  }

  /** Every row of a table, by key in the order of first writing. */
  rowsOf<State>(table: Table<State>): [string, State][] {
    return [...this.rows(table)] as [string, State][]
  }

  /** Asks a question as a screen would. Everything is final, every payload and blob is here. */
  ask<A, R>(question: Question<A, R>, args: A, as?: { readonly account: string }): R {
    return question.answer(this.inquiry(as?.account), question.args.parse(args))
  }

  private inquiry(as: string | undefined): Inquiry {
    return {
      ...this.tools(),
      as,
      list: (index, name) => this.list(index, name),
      text: (hash) => written.get(hash),
      blob: () => ({ state: 'here', have: 1, size: 1 }),
      standing: () => 'final',
    }
  }

  private list<State>(index: Index<State>, name: string): string[] {
    return this.rowsOf(index.of)
      .filter(([key, row]) => index.lists(row, key).includes(name))
      .sort(([a, left], [b, right]) => index.rank(left) - index.rank(right) || (a < b ? -1 : 1))
      .map(([key]) => key)
  }

  private judge(deed: Deed): Verdict {
    this.at(deed.at ?? this.now)
    const seq = (this.heads.get(deed.device) ?? 0) + 1
    const prev = seq === 1 ? null : hashOf(`${deed.device} ${seq - 1}`)
    const body: Body = { v: 1, world: WORLD, device: deed.device, seq, prev, stamp: this.now, seen: [], type: deed.type, data: deed.data }
    const row = readRow(writeBody(body)) // a row that could not travel would prove nothing
    if (!row.ok) throw new Error(`${deed.type} is not a row: ${row.why}`)
    this.heads.set(deed.device, seq)
    return this.rules.judge(this.tools(), { id: deed.id, body: row.value.body })
  }

  private tools(): Tools {
    return {
      now: this.now,
      version: this.rules.version,
      get: (from, key) => this.state(from, key),
      parameter: (name) => {
        const value = this.parameters.get(name)
        if (value === undefined) throw new Error(`No parameter ${name}`)
        return value
      },
      put: (to, key, row) => {
        const rows = this.rows(to)
        if (row === undefined) rows.delete(key)
        else rows.set(key, Object.freeze(row as object))
      },
      later: (due, area, key) => {
        expect(due, 'a timer lies ahead').toBeGreaterThan(this.now)
        expect(Object.keys(this.rules.timers), 'a timer has somebody to answer it').toContain(area)
        this.timers.set(timerId({ due, area, key }), { due, area, key })
      },
      setParameter: (name, value) => void this.parameters.set(name, value),
    }
  }

  private rows(table: Table<unknown>): Map<string, object> {
    const rows = this.tables.get(table)
    if (!rows) throw new Error(`No area has the table ${table.name}`)
    return rows
  }

  private print(): string {
    return JSON.stringify([[...this.tables].map(([table, rows]) => [table.name, [...rows]]), [...this.timers.keys()], [...this.parameters]])
  }
}

interface Outcome {
  isAccepted(): Story
  /** By this clause, and with at least these facts. */
  isRefusedBy(clause: string, facts?: Readonly<Record<string, Json>>): Story
}

type Timer = { readonly due: Millis; readonly area: string; readonly key: string }
const timerId = ({ due, area, key }: Timer): string => `${due}/${area}/${key}`
const inOrder = (a: Timer, b: Timer): number => a.due - b.due || (a.area < b.area ? -1 : a.area > b.area ? 1 : a.key < b.key ? -1 : 1)
