/**
 * A world as a file, and back. Reading a file proves nothing yet: its rows are folded in memory by the same rules and the same proofs as
 * rows from any stranger, and only when all of it stands is anything written, through the door that sync uses too.
 */
import { areas } from '../areas'
import { compose } from '../areas/compose'
import { accounts, erased } from '../areas/accounts/rules'
import type { AccountId } from '../areas/area'
import { Engine, startOf } from '../log/engine'
import { hostsOf, makeProver } from '../log/proof'
import type { Row, Seal } from '../log/types'
import type { Archive } from '../store/archive'
import { readArchive, type Unreadable } from '../store/archiveReading'
import { writeArchive } from '../store/archiveWriting'
import type { Payload } from '../store/payloads'
import { openRegistry } from '../store/registry'
import { createStore } from '../store/store'
import { FollowerClock } from './clock'
import { enrolHere, lendKeys } from './pairing'
import { Peer } from './peer'
import { list, type Opening, removeWorld } from './worlds'

export interface Exporting {
  /** Takes along the keys of the accounts in this browser, locked under this. */
  readonly passphrase?: string
  readonly onProgress?: (share: number) => void
}

/**
 * The whole world of a peer as one file, as it stands now. Without a passphrase the keys of its accounts stay here, unless the world is
 * a demo. @throws StoreFailure; Error while history is still on its way
 */
export async function exportWorld(peer: Peer, { passphrase, onProgress }: Exporting = {}): Promise<Blob> {
  const registry = await openRegistry()
  const known = await registry.get(peer.world, peer.store.peer)
  registry.close()
  const { name, demo } = known ?? { name: peer.genesis.name, demo: false }
  return writeArchive(peer.store, {
    world: { name, demo },
    passphrase,
    ...(passphrase || demo ? {} : { keys: [] }),
    ...(onProgress ? { onProgress } : {}),
  })
}

export interface Importing extends Opening {
  readonly passphrase?: string | undefined
  readonly onProgress?: (share: number) => void
}
export type Import =
  | { readonly ok: true; readonly peer: Peer }
  | { readonly ok: false; readonly code: Unreadable['code'] | 'already here' | 'not proven'; readonly says: string }

const refuse = (code: 'already here' | 'not proven', says: string): Import => ({ ok: false, code, says })

/**
 * Brings a world in from a file. Whatever the file holds, either all of it stands afterwards or nothing has changed.
 * @throws StoreFailure: then nothing of the file has stayed
 */
export async function importWorld(file: Blob, { passphrase, onProgress, ...opening }: Importing = {}): Promise<Import> {
  const { peer: name = '' } = opening
  const half = (from: number) => (share: number) => onProgress?.(from + share / 2)
  const reading = await readArchive(file, { passphrase, onProgress: half(0) })
  if (!reading.ok) return reading
  const { archive } = reading
  const registry = await openRegistry()
  const isHere = (await registry.get(archive.info.world, name)) !== undefined
  registry.close()
  if (isHere) return refuse('already here', 'This world is on this device already. Nothing was imported.')
  const doubt = await disprove(archive)
  if (doubt) return refuse('not proven', doubt)
  try {
    return { ok: true, peer: await write(archive, opening, half(0.5)) }
  } catch (error) {
    await removeWorld(archive.info.world, name).catch(() => undefined)
    throw error
  }
}

const changed = 'This file was changed after it was exported: not everything in it was signed by those whom it names. Nothing was imported.'
const newer = 'This world follows rules that this version of Mesi does not know. Reload this page to update it, then import the file again.'

/** Folds the whole file in memory. @returns why it is not believed; `undefined` when all of it is proven and takes effect */
async function disprove(archive: Archive): Promise<string | undefined> {
  const { genesis, info, seals } = archive
  const engine = new Engine(compose(areas), startOf(genesis.value), new FollowerClock())
  const prover = makeProver({
    world: info.world,
    host: hostsOf(genesis.value),
    proofs: areas.flatMap((area) => area.proofs ?? []),
  })
  for (const batch of batchesOf(archive)) {
    const intake = await prover.prove('file', batch.rows, batch.seals)
    if (intake.refused.length > 0) return changed
    engine.add(intake.proven, intake.seals, intake.unfounded)
    prover.settled(engine.heads.values())
  }
  if (engine.unfit === 'outdated') return newer
  const last = seals.at(-1)
  return last && engine.last.hash !== last.hash ? changed : undefined
}

/**
 * Accounts whose keys came with a file have no device here yet. As soon as this browser is invited into their world they get one.
 * @returns those that can act here from now on @throws Error in plain words, StoreFailure
 */
export async function reviveAccounts(peer: Peer): Promise<readonly AccountId[]> {
  if (!(await peer.store.key('invite'))) return []
  const revived: AccountId[] = []
  for (const { id } of await peer.store.keys('root')) {
    const account = id.slice('root/'.length)
    const known = peer.engine.read(accounts, account)
    if (!known || peer.personas.some((persona) => persona.account === account)) continue
    revived.push(await enrolHere(peer, await lendKeys(peer, { account, kind: known.kind })))
  }
  return revived
}

interface Batch {
  readonly rows: Row[]
  readonly seals: Seal[]
}
const BATCH = 1_000

/** The seals of a file, each behind the rows that it covers, and then the rest. */
function* batchesOf({ rows, seals, tail, forks, proofs }: Archive): Generator<Batch> {
  const heads = new Map<string, number>()
  let batch: Batch = { rows: [], seals: [] }
  let at = 0
  for (const seal of seals) {
    let covered = 0
    for (const { device, seq } of seal.body.heads) {
      covered += seq - (heads.get(device) ?? 0)
      heads.set(device, seq)
    }
    batch.rows.push(...rows.slice(at, (at += covered)))
    batch.seals.push(seal)
    if (batch.rows.length < BATCH && batch.seals.length < BATCH) continue
    yield batch
    batch = { rows: [], seals: [] }
  }
  yield batch
  const rest = [...tail, ...forks]
  for (let i = 0; i < rest.length; i += BATCH) yield { rows: rest.slice(i, i + BATCH), seals: [] }
  yield { rows: [], seals: [...proofs] }
}

async function write(archive: Archive, opening: Opening, onProgress: (share: number) => void): Promise<Peer> {
  const { genesis, info, payloads, erasedPayloads, blobs, keys, rows, tail } = archive
  const { peer: name = '', onFailure } = opening
  const store = await createStore({ genesis: genesis.text, peer: name, ...(onFailure ? { onFailure } : {}) })
  await store.putKeys(keys.map(({ id, kind, bytes }) => ({ id, kind, value: bytes })))
  const peer = await Peer.open({ ...opening, store })
  const total = rows.length + tail.length + payloads.length + blobs.length * 10 + 1
  let done = 0
  const advance = (by: number) => onProgress(Math.min(1, (done += by) / total))
  const receive = async (batch: Batch, words: readonly Payload[] = []) => {
    const texts = (all: readonly { readonly text: string }[]) => all.map(({ text }) => text)
    await peer.receive('file', texts(batch.rows), texts(batch.seals), words)
    advance(batch.rows.length + words.length)
  }
  for (const batch of batchesOf(archive)) await receive(batch)
  for (let i = 0; i < payloads.length; i += BATCH) await receive({ rows: [], seals: [] }, payloads.slice(i, i + BATCH))
  // What a file calls erased is believed where the log says so too: else a file could keep words away for good.
  await store.erasePayloads(erasedPayloads.filter((hash) => peer.engine.read(erased, hash) !== undefined))
  for (const { file } of blobs) {
    await store.addBlob(file)
    advance(10)
  }
  await list(info.world, name, { name: info.name, demo: info.demo, parent: genesis.value.parent })
  return peer
}
