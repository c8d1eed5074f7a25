/**
 * A world as a file, and back. Reading a file proves nothing yet: its rows are folded in memory by the same rules and the same proofs as
 * rows from any stranger, and only when all of it stands is anything written. Then a copy is made of what they came to, with this browser
 * as its host (K21); or the world is restored as it was, through the door that sync uses too, and waits for the devices of its host.
 */
import { areas } from '../areas'
import { compose } from '../areas/compose'
import { erased } from '../areas/accounts/tables'
import { Engine } from '../log/engine'
import { hostsOf, makeProver } from '../log/proof'
import { t } from '../language'
import type { Hash, Row, Seal } from '../log/types'
import type { Archive } from '../store/archive'
import { readArchive, type Unreadable } from '../store/archiveReading'
import { writeArchive } from '../store/archiveWriting'
import { DeletionHeld } from '../store/failures'
import type { Payload } from '../store/payloads'
import { openRegistry, type World } from '../store/registry'
import { beginningOf } from './beginning'
import { FollowerClock } from './clock'
import { type Copied, makeCopy, type Origin } from './copies'
import { FILE } from './core'
import { Peer } from './peer'
import { pendingIn } from './verdicts'
import { beginStore, list, type Opening, removeWorld } from './worlds'

export interface Exporting {
  /** Takes along the keys of the accounts in this browser, locked under this. */
  readonly passphrase?: string
  /** No keys go along, also from a demo, which gives them away without a passphrase. */
  readonly keyless?: boolean
  readonly onProgress?: (share: number) => void
}

/**
 * The whole world of a peer as one file, as it stands now. Without a passphrase the keys of its accounts stay here, unless the world is
 * a demo. @throws StoreFailure; Error while history is still on its way
 */
export async function exportWorld(peer: Peer, { passphrase, keyless = false, onProgress }: Exporting = {}): Promise<Blob> {
  const { name, demo } = await listed(peer)
  return writeArchive(peer.store, {
    world: { name, demo },
    passphrase,
    ...(!keyless && (passphrase || demo) ? {} : { keys: [] }),
    ...(onProgress ? { onProgress } : {}),
  })
}

/** What the list of worlds says of this one. */
async function listed(peer: Peer): Promise<Pick<World, 'name' | 'demo'>> {
  const registry = await openRegistry()
  const known = await registry.get(peer.world, peer.store.peer)
  registry.close()
  return known ?? { name: peer.genesis.name, demo: false }
}

/** Whether an export without a passphrase leaves the keys of accounts that are here behind. */
export const leavesKeys = async (peer: Peer): Promise<boolean> => peer.personas.length > 0 && !(await listed(peer)).demo

export interface Importing extends Opening {
  /** The very world of the file, under its own id and without a host, instead of a copy of it. */
  readonly restore?: boolean | undefined
  readonly passphrase?: string | undefined
  readonly onProgress?: (share: number) => void
}
export type Import =
  /** `differs`: what is in the file comes to another result by the rules of this version than its host had fixed (K18). */
  | ({ readonly ok: true; readonly differs: boolean } & Copied)
  | { readonly ok: false; readonly code: Unreadable['code'] | 'already here' | 'not proven'; readonly says: string }

const refuse = (code: 'already here' | 'not proven', says: string): Import => ({ ok: false, code, says })

/**
 * Brings a world in from a file. Whatever the file holds, either all of it stands afterwards or nothing has changed. It is no demo here,
 * whatever the file says of itself: keys of accounts leave a demo without a passphrase.
 * @throws StoreFailure, or Error in plain words: then nothing of the file has stayed
 */
export async function importWorld(file: Blob, { passphrase, restore = false, onProgress, ...opening }: Importing = {}): Promise<Import> {
  const { peer: name = '' } = opening
  const half = (from: number) => (share: number) => onProgress?.(from + share / 2)
  const reading = await readArchive(file, { passphrase, onProgress: half(0) })
  if (!reading.ok) return reading
  const { archive } = reading
  if (restore && (await isHere(archive.info.world, name)))
    return refuse('already here', t`This world is on this device already. Nothing was imported.`)
  const engine = await prove(archive)
  if (typeof engine === 'string') return refuse('not proven', engine)
  if (!restore) {
    const copying = { ...opening, name: archive.info.name, onProgress: half(0.5) }
    return { ok: true, differs: engine.unfit === 'diverged', ...(await makeCopy(originOf(archive, engine), copying)) }
  }
  try {
    return { ok: true, differs: engine.unfit === 'diverged', peer: await write(archive, opening, half(0.5)), left: 0, absent: 0 }
  } catch (error) {
    if (!(error instanceof DeletionHeld)) await removeWorld(archive.info.world, name).catch(() => undefined)
    throw error
  }
}

async function isHere(world: string, peer: string): Promise<boolean> {
  const registry = await openRegistry()
  const known = await registry.get(world, peer)
  registry.close()
  return known !== undefined
}

const changed = t`This file was changed after it was exported: not everything in it was signed by those whom it names. Nothing was imported.`
const newer = t`This world follows rules that this version of Mesi does not know. Reload this page to update it, then import the file again.`
const cut = t`What this world was copied from is missing in this file, or was changed. Nothing was imported.`

/** Folds the whole file in memory. @returns all of it, proven and in effect; or why it is not believed */
async function prove(archive: Archive): Promise<Engine | string> {
  const { genesis, info, seals } = archive
  const start = await beginningOf({ blob: async (hash) => fileIn(archive, hash) }, genesis.value).catch(() => undefined)
  if (!start) return cut
  const engine = new Engine(compose(areas), start, new FollowerClock())
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
  return last && engine.last.hash !== last.hash ? changed : engine
}

const fileIn = ({ blobs }: Archive, hash: Hash): Blob | undefined => blobs.find((blob) => blob.hash === hash)?.file

/** The world of a file, to be copied. Time goes on in the copy where the last seal stood. */
function originOf(archive: Archive, engine: Engine): Origin {
  const { genesis, payloads, blobs, erasedPayloads, keys } = archive
  const words = new Map(payloads.map((payload) => [payload.hash, payload]))
  const files = new Map(blobs.map(({ hash, file }) => [hash, file]))
  const open = pendingIn(engine, genesis.value.host)
  const snapshot = engine.snapshot()
  return {
    genesis: genesis.value,
    snapshot,
    open,
    now: snapshot.last.upTo,
    words: async (names) => names.flatMap((name) => words.get(name) ?? []),
    files: [...files.keys()],
    file: async (name) => files.get(name),
    erased: { words: reallyErased(engine, erasedPayloads), files: [] },
    isShipped: archive.info.demo,
    keys: keys.map(({ id, kind, bytes }) => ({ id, kind, value: bytes })),
    personas: new Map(),
  }
}

/** What a file calls erased is believed where the log says so too: else a file could keep words away for good. */
const reallyErased = (engine: Engine, names: readonly Hash[]): Hash[] => names.filter((hash) => engine.read(erased, hash) !== undefined)

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
  const { genesis, info, keys } = archive
  const { peer: name = '' } = opening
  const store = await beginStore({ ...opening, genesis: genesis.text, peer: name })
  let peer: Peer | undefined
  try {
    await store.putKeys(keys.map(({ id, kind, bytes }) => ({ id, kind, value: bytes })))
    const base = genesis.value.base && fileIn(archive, genesis.value.base.hash)
    if (base) await store.addBlob(base) // without it nothing of the world can be opened
    peer = await Peer.open({ ...opening, store })
    await fill(peer, archive, onProgress)
    await list(info.world, name, { name: info.name, parent: genesis.value.parent })
    return peer
  } catch (error) {
    await (peer ?? store).close() // its deletion would be told as that of the world that is shown
    throw error
  }
}

async function fill(peer: Peer, archive: Archive, onProgress: (share: number) => void): Promise<void> {
  const { payloads, erasedPayloads, blobs, rows, tail } = archive
  const { store } = peer
  const total = rows.length + tail.length + payloads.length + blobs.length * 10 + 1
  let done = 0
  const advance = (by: number) => onProgress(Math.min(1, (done += by) / total))
  const receive = async (batch: Batch, words: readonly Payload[] = []) => {
    const texts = (all: readonly { readonly text: string }[]) => all.map(({ text }) => text)
    await peer.receive(FILE, texts(batch.rows), texts(batch.seals), words)
    advance(batch.rows.length + words.length)
  }
  for (const batch of batchesOf(archive)) await receive(batch)
  for (let i = 0; i < payloads.length; i += BATCH) await receive({ rows: [], seals: [] }, payloads.slice(i, i + BATCH))
  await store.erasePayloads(reallyErased(peer.engine, erasedPayloads))
  for (const { file } of blobs) {
    await store.addBlob(file)
    advance(10)
  }
}
