/** Accounts on several devices: what a host that lies, and two tabs at once, do to the keys of an account (ACC-18). */
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { accounts } from '../../src/areas/accounts/rules'
import { hashOf, utf8 } from '../../src/kit/bytes'
import { pack } from '../../src/kit/pack'
import { piecesOf, writeManifest } from '../../src/log/manifest'
import { sumOf } from '../../src/log/state'
import type { Hash, Snapshot } from '../../src/log/types'
import { reviveAccounts } from '../../src/peer/pairing'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { CHUNK, type Replica } from '../../src/sync/replica'
import { makeTown, newcomer, reopen, stillMachine } from '../support/peers'
import { makeWorld } from '../support/worlds'
import { putWorld } from '../support/worldsStore'

/** A snapshot in which an account has another root key than its own. */
function withOtherRoot(real: Snapshot, account: string): Snapshot {
  const tables = real.tables.map(
    ([name, rows]) =>
      [
        name,
        rows.map(([key, row]) => [key, name === accounts.name && key === account ? { ...row, root: hashOf('x') } : row] as const),
      ] as const,
  )
  return { ...real, tables, last: { ...real.last, sum: sumOf(tables) } }
}

/** Serves a snapshot, signed by the host, and keeps the history behind it to itself. */
async function serving(host: Peer, snapshot: Snapshot): Promise<(replica: Replica) => Replica> {
  const bytes = new Map<Hash, Awaited<ReturnType<typeof pack>>>()
  const pieces = []
  for (const text of piecesOf(snapshot)) {
    const packed = await pack(text)
    bytes.set(hashOf(packed), packed)
    pieces.push({ hash: hashOf(packed), size: packed.length, content: hashOf(text), length: utf8(text).length })
  }
  const body = writeManifest({ world: host.world, last: snapshot.last, pieces })
  const text = `${await host.hostDevice?.sign(body)}${body}`
  return (replica) => ({
    ...replica,
    async *sealedBetween() {},
    snapshots: { ...replica.snapshots, manifest: async () => text },
    blobs: { ...replica.blobs, read: async (hash, index) => bytes.get(hash)?.slice(index * CHUNK, (index + 1) * CHUNK) },
  })
}

test('K19: a snapshot that is not checked yet, and tells of another root key, makes nobody lose keys', { timeout: 60_000 }, async () => {
  const world = await makeWorld({ events: 3_000, accounts: 40, sealEvery: 50 })
  const time = stillMachine(Date.now())
  await putWorld(world, { peer: 'false-root' })
  const host = await reopen({ world: world.id, store: { peer: 'false-root' } } as Peer, time)
  await host.sealNow({ full: true })
  const other = await newcomer(host, time)
  const { account } = host.personas[1] as Persona
  const kept = [`root/${account}`, `box/${account}`]
  const keys = await Promise.all(kept.map((id) => host.store.key(id)))
  await other.store.putKeys(keys.flatMap((key) => (key ? [key] : [])))
  const town = makeTown()
  town.join('host', host, await serving(host, withOtherRoot((await host.atLastSeal()).snapshot, account)))
  town.join('other', other)
  expect(await town.timing.until(() => other.floor !== undefined, 20_000)).toBe(true)
  expect(await reviveAccounts(other)).toEqual([])
  expect(await Promise.all(kept.map(async (id) => (await other.store.key(id))?.value))).toEqual(keys.map((key) => key?.value))
  expect(keys.map((key) => key?.value)).not.toContain(undefined)
  town.stop()
})
