/** Small worlds for the store: rows and seals in the right shape, with signatures that nobody checks here. */
import { afterEach } from 'vitest'
import { type Failpoint } from '../../src/store/failpoints'
import { hashOf, utf8 } from '../../src/kit/bytes'
import { readRow, readSeal, writeBody, writeSeal } from '../../src/log/rows'
import type { DeviceId, Genesis, Hash, Ref, Row, Seal, Settled } from '../../src/log/types'
import { worldTables } from '../../src/store/schema'
import { createStore, type Store } from '../../src/store/store'

const signature = 'S'.repeat(85) + 'A'
export const ana: DeviceId = hashOf('ana')
export const ben: DeviceId = hashOf('ben')
export const host: DeviceId = hashOf('host')

export function genesisOf(name: string): { readonly text: string; readonly world: string } {
  const genesis: Genesis = {
    v: 1,
    name,
    nonce: hashOf(`nonce ${name} ${Math.random()}`),
    seed: 1,
    begins: 1_000,
    host,
    root: host,
    version: 1,
    parameters: {},
    parent: null,
    base: null,
  }
  const text = JSON.stringify(genesis)
  return { text, world: hashOf(text) }
}

/** A feed that grows; `fork` continues from an earlier row with other rows. */
export function makeFeed(world: string, device: DeviceId, rows: readonly Row[] = []) {
  const feed = [...rows]
  return {
    rows: feed,
    next(count = 1, seen: readonly Row[] = [], note = 'note'): Row[] {
      const added: Row[] = []
      for (let i = 0; i < count; i++) {
        const before = feed.at(-1)
        const row = read(
          readRow(
            signature +
              writeBody({
                v: 1,
                world,
                device,
                seq: feed.length + 1,
                prev: before?.hash ?? null,
                stamp: 1_000 + feed.length,
                seen: seen.map(refOf),
                type: 'tests.done',
                data: { note },
              }),
          ),
        )
        feed.push(row)
        added.push(row)
      }
      return added
    },
    fork: (after: number) => makeFeed(world, device, feed.slice(0, after)),
  }
}

export interface SealPlan {
  readonly rows: readonly Row[]
  readonly stopped?: readonly DeviceId[]
  readonly jump?: string | null
}

/** A chain of seals over rows, as the host would make it, each with what it settled. */
export function makeSeals(world: string) {
  const seals: Seal[] = []
  return {
    seals,
    next({ rows, stopped = [], jump = null }: SealPlan): { seal: Seal; settled: Settled[] } {
      const before = seals.at(-1)
      const heads = new Map<DeviceId, Ref>()
      for (const row of rows) heads.set(row.body.device, refOf(row))
      const seal = read(
        readSeal(
          signature +
            writeSeal({
              v: 1,
              world,
              term: 1,
              number: seals.length + 1,
              prevSeal: before?.hash ?? world,
              upTo: 2_000 + seals.length,
              heads: [...heads.values()],
              stopped,
              version: 1,
              parameters: [],
              jump,
              quarantined: [],
              quarantinedTimers: [],
              sum: '0123456789abcdef',
            }),
        ),
      )
      seals.push(seal)
      return { seal, settled: rows.map((row) => settledAs(row, seal)) }
    },
  }
}

const settledAs = (row: Row, seal: Seal): Settled => ({
  hash: row.hash,
  device: row.body.device,
  seq: row.body.seq,
  at: row.body.stamp,
  verdict: row.body.seq % 7 === 0 ? { why: 'refused', clauses: [{ id: 'TIP-1', facts: { amount: 5, note: 'a "quoted"\tnote' } }] } : null,
  seal: seal.body.number,
})

const refOf = (row: Row): Ref => ({ device: row.body.device, seq: row.body.seq, hash: row.hash })

function read<T>(reading: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!reading.ok) throw new Error(reading.why)
  return reading.value
}

export const payload = (text: string) => {
  const bytes = utf8(`sixteen bytes...${text}`)
  return { hash: hashOf(bytes), bytes }
}
export const textsOf = (rows: readonly Row[]): string[] => rows.map((row) => row.text)
export const hashesOf = (rows: readonly Row[]): Hash[] => rows.map((row) => row.hash)

export async function collect<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}

/** Stores that a test opens are closed behind it. */
const opened: { close(): void }[] = []
export function closing<T extends { close(): void }>(store: T): T {
  opened.push(store)
  return store
}
export async function newStore(name = 'world'): Promise<{ store: Store; world: string; genesis: string }> {
  const { text, world } = genesisOf(name)
  return { store: closing(await createStore({ genesis: text, peer: '' })), world, genesis: text }
}

/** A log that has come to a seal of this number, of which nothing but its hash matters. */
export const comeTo = (store: Store, number: number) =>
  store.connection.run('rw', ['seals'], (db) => db.seals.put({ number, hash: hashOf(`seal ${number}`), text: '' }))

const hooks = globalThis as { mesiFailpoint?: ((name: Failpoint) => void) | undefined }
/** Makes the store fail where it is told to, until the test ends. */
export function failAt(name: Failpoint): void {
  hooks.mesiFailpoint = (reached) => {
    if (reached === name) throw new Crash(name)
  }
}
export function onFailpoint(hook: ((name: Failpoint) => void) | undefined): void {
  hooks.mesiFailpoint = hook
}
export class Crash extends Error {}

/** Everything in the world's database, to compare what a write that failed left behind. */
export async function dump(store: Store): Promise<unknown> {
  return store.connection.run('r', worldTables, async (db) =>
    Object.fromEntries(await Promise.all(worldTables.map(async (name) => [name, await db.table(name).toArray()] as const))),
  )
}

afterEach(() => {
  hooks.mesiFailpoint = undefined
  for (const store of opened.splice(0)) store.close()
})
