/**
 * What a copy of a world starts from (K21): the tables of its parent at a seal, written in one way only, so that everybody who copies the
 * same seal writes the same bytes. The copy's genesis names them by their SHA-256, and for that reason alone they are believed.
 *
 * Left out is what the copy says for itself: its parameters and its own facts stand in its genesis.
 */
import { fromUtf8 } from '../kit/bytes'
import { isDeep, isHash, isPlainKey, type Reading } from './rows'
import { dueTable, parameterTable, type Timer, timerId, worldTable } from './state'
import type { Hash, Snapshot } from './types'

/** Most bytes of a base that are fetched or read: some millions of rows of state. */
export const LARGEST_BASE = 268_435_456

/** Levels within a row, which has what an act's data may have; and the five down to it. */
const DEEPEST_IN_ROW = 9
const DEEPEST = 5 + DEEPEST_IN_ROW

type Tables = Snapshot['tables']
export interface Base {
  readonly v: 1
  /** The world that was copied. */
  readonly world: Hash
  /** The seal of it behind which the copy begins, its number and its hash; 0 and the world's own id for one that never was sealed. */
  readonly number: number
  readonly seal: Hash
  readonly tables: Tables
}

const own: ReadonlySet<string> = new Set([parameterTable.name, worldTable.name])
const by = <T>(name: (item: T) => string) => {
  return (a: T, b: T): number => (name(a) < name(b) ? -1 : 1)
}

/** Tables in the one order in which they are written: they and their rows by name, none without rows, none of those left out. */
export const inOneOrder = (tables: Tables, without: ReadonlySet<string>): Tables =>
  tables
    .filter(([name, rows]) => rows.length > 0 && !without.has(name))
    .map(([name, rows]) => [name, rows.toSorted(by(([key]) => key))] as const)
    .sort(by(([name]) => name))

/** The text of a state at a seal, in its one spelling: tables and rows in order of their names, no table without rows. */
export function writeBase(world: Hash, { last, tables }: Pick<Snapshot, 'last' | 'tables'>): string {
  const base: Base = { v: 1, world, number: last.number, seal: last.hash, tables: inOneOrder(tables, own) }
  return JSON.stringify(base)
}

/** A base from bytes that have the hash they are known by. Says nothing about whether the parent really stood so: only who has it can. */
export function readBase(bytes: Uint8Array): Reading<Base> {
  const bad = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why })
  if (bytes.length > LARGEST_BASE) return bad('too large')
  let value: unknown
  try {
    const text = fromUtf8(bytes)
    if (isDeep(text, DEEPEST)) return bad('too deep')
    value = JSON.parse(text)
  } catch {
    return bad('not JSON')
  }
  if (!hasKeys(value, ['v', 'world', 'number', 'seal', 'tables']) || value['v'] !== 1) return bad('keys or version')
  const { world, number, seal, tables } = value
  if (!isHash(world) || !isHash(seal) || !Number.isSafeInteger(number) || (number as number) < 0) return bad('world or seal')
  if (!isSorted(tables) || !tables.every(([name, rows]) => !own.has(name) && isTable(name, rows))) return bad('tables')
  return { ok: true, value: value as unknown as Base }
}

const NAME = /^[a-z][a-zA-Z]{0,30}\.[a-z][a-zA-Z]{0,40}$/

/** Whether these are rows of a table in their order: plain trees, and timers in the table of timers. */
function isTable(name: string, rows: unknown): rows is Tables[number][1] {
  if (!isTableName(name) || !areRows(rows) || rows.length === 0) return false
  return name !== dueTable.name || rows.every(([key, row]) => isTimer(key, row))
}
export const isTableName = (name: string): boolean => NAME.test(name)
/** Whether these are rows such as rules write, in the order of their keys. */
export const areRows = (value: unknown): value is [string, Record<string, unknown>][] =>
  isSorted(value) && value.every(([, row]) => isRow(row))

/** A list of pairs, each behind one of a smaller name: so none comes twice. */
function isSorted(list: unknown): list is [string, unknown][] {
  if (!Array.isArray(list)) return false
  let before: string | undefined
  for (const item of list as unknown[]) {
    if (!Array.isArray(item) || item.length !== 2) return false
    const [name] = item as unknown[]
    if (typeof name !== 'string' || !name.isWellFormed() || (before !== undefined && name <= before)) return false
    before = name
  }
  return true
}
const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value)

/** What rules put into tables: a plain tree without a name that every object answers to, no deeper than an act's data. */
function isPlain(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed()
    case 'number':
      return Number.isSafeInteger(value)
    case 'boolean':
      return true
    case 'object':
      if (value === null) return true
      if (depth > DEEPEST_IN_ROW) return false
      if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1))
      return Object.keys(value).every((key) => isPlainKey(key) && isPlain((value as Record<string, unknown>)[key], depth + 1))
    default:
      return false
  }
}
export function isTimer(key: string, row: Record<string, unknown>): boolean {
  const { due, area, key: of } = row
  return Number.isSafeInteger(due) && typeof area === 'string' && typeof of === 'string' && timerId(row as unknown as Timer) === key
}

/** An object with exactly these keys, in this order. */
export function hasKeys(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).join() === keys.join()
}
