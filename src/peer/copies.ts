/**
 * Copies of a world (K21): a new world that names its parent, begins with the state at the parent's last seal, and has this browser as
 * its host. So a world goes on where its host is gone, or two ways at once. Nothing of the parent changes, and neither hears of the other.
 *
 * What no seal covered stays behind, and so does whatever the state no longer names: nobody could come upon it in the copy.
 */
import { t } from '../language'
import { accounts, devices } from '../areas/accounts/tables'
import { hashOf, randomBytes, toBase64, utf8 } from '../kit/bytes'
import { LARGEST_BASE, writeBase } from '../log/base'
import { genesisText, worldId } from '../log/rows'
import { parameterTable } from '../log/state'
import { type KeptSigner, makeSigner } from '../log/signing'
import type { Table } from '../log/rules'
import type { Genesis, Hash, Millis, Snapshot } from '../log/types'
import { readGenesis } from '../store/archive'
import type { Payload } from '../store/payloads'
import { openRegistry } from '../store/registry'
import type { KeyRow } from '../store/schema'
import { openStore, type Store } from '../store/store'
import { reviveAccounts } from './pairing'
import { AWAKE } from './hostTime'
import { Peer } from './peer'
import { inviteHouse } from './founding'
import { beginStore, list, type Opening, removeWorld } from './worlds'

/** A world as it is copied from. */
export interface Origin {
  readonly genesis: Genesis
  readonly snapshot: Snapshot
  /** Acts that no seal covers. */
  readonly open: number
  /** World time there. */
  readonly now: Millis
  /** Those of these words that are here. */
  words(names: readonly Hash[]): Promise<readonly Payload[]>
  /** The files that are here. */
  readonly files: readonly Hash[]
  file(name: Hash): Promise<Blob | undefined>
  /** Names of words and files that are erased for good. */
  readonly erased: { readonly words: readonly Hash[]; readonly files: readonly Hash[] }
  /** Its files came with the app, and are with it still: nobody misses those that are not here. */
  readonly isShipped: boolean
  readonly keys: readonly KeyRow[]
  /** What is kept of each persona, by its key in `meta`. */
  readonly personas: ReadonlyMap<string, unknown>
}

export interface Copying extends Opening {
  /** What the copy is called; like its parent, unless told. */
  readonly name?: string | undefined
  readonly demo?: boolean
  readonly onProgress?: ((share: number) => void) | undefined
}
export interface Copied {
  readonly peer: Peer
  /** How many acts stayed behind because they were not final. */
  readonly left: number
  /** How many words and files the copy names and does not have, because they had not reached this browser. */
  readonly absent: number
}

/**
 * Copies a world of this browser, with the accounts that this browser holds. The parent's host seals first what it can.
 * @throws StoreFailure, then there is no copy; Error in plain words for a build that must not write in it (K18)
 */
export async function copyWorld(world: string, { open, ...copying }: Copying & { readonly open?: Peer } = {}): Promise<Copied> {
  if (open?.world === world) return copyOf(open, copying)
  const { peer: name = '' } = copying
  const parent = await Peer.open({ ...copying, store: await openStore({ world, peer: name }) })
  try {
    return await copyOf(parent, copying)
  } finally {
    await parent.close()
  }
}

async function copyOf(parent: Peer, copying: Copying): Promise<Copied> {
  const { store, genesis } = parent
  if (parent.floor || parent.engine.unfit) throw new Error(parent.finality.says) // a copy is lived in
  if (parent.isHost) await parent.sealNow({ full: true })
  const { snapshot, open } = await parent.atLastSeal()
  const registry = await openRegistry()
  const known = await registry.get(parent.world, store.peer)
  registry.close()
  const origin: Origin = {
    genesis,
    snapshot,
    open,
    now: parent.engine.worldTime,
    words: async (names) => [...(await store.payloads(names))].flatMap(([hash, bytes]) => (bytes ? [{ hash, bytes }] : [])),
    files: [...(await store.blobStates()).values()].flatMap(({ hash, state }) => (state === 'here' ? [hash] : [])),
    file: (name) => store.blob(name),
    erased: await erasedIn(store),
    isShipped: known?.demo ?? false,
    keys: await store.keys(),
    personas: await store.connection.run('r', ['meta'], async (db) => {
      return new Map((await db.meta.where('key').startsWith('persona/').toArray()).map(({ key, value }) => [key, value]))
    }),
  }
  return makeCopy(origin, { name: known?.name ?? genesis.name, demo: known?.demo ?? false, ...copying })
}

async function erasedIn({ connection }: Store): Promise<Origin['erased']> {
  return connection.run('r', ['payloads', 'blobs'], async (db) => ({
    words: await db.payloads.filter((row) => 'erased' in row).primaryKeys(),
    files: await db.blobs.filter((row) => row.erased === true).primaryKeys(),
  }))
}

/** Makes the copy; all of it is on the disk when this resolves, or nothing is. @throws StoreFailure, Error in plain words */
export async function makeCopy(origin: Origin, { name, demo = false, onProgress, ...opening }: Copying): Promise<Copied> {
  const { peer: peerName = '', time } = opening
  const { snapshot } = origin
  const text = writeBase(worldId(origin.genesis), snapshot)
  const base = utf8(text)
  if (base.length > LARGEST_BASE) throw new Error(t`This world has become too large to be copied.`)
  const host = await makeSigner()
  const genesis: Genesis = {
    v: 1,
    name: name ?? origin.genesis.name,
    nonce: toBase64(randomBytes(32)),
    seed: origin.genesis.seed,
    begins: snapshot.last.upTo,
    host: host.id,
    root: host.id,
    version: snapshot.last.version,
    parameters: Object.fromEntries([...rowsOf(snapshot, parameterTable)].map(([parameter, { value }]) => [parameter, value])),
    parent: worldId(origin.genesis),
    base: { hash: hashOf(base), size: base.length },
  }
  if (!readGenesis(genesisText(genesis)).ok) throw new Error(t`A world cannot have this name.`)
  const store = await beginStore({ ...opening, genesis: genesisText(genesis), peer: peerName })
  let peer: Peer | undefined
  try {
    await store.addBlob(new Blob([base]))
    const brought = await bring(origin, text, store, onProgress)
    const { keys, personas } = peopleOf(origin)
    await store.putKeys([...keys, { id: 'device/host', kind: 'device', value: host.keep() }])
    for (const [key, value] of personas) await store.putMeta(key, value)
    await store.putMeta('clock.offset', Math.floor(origin.now - (time?.wall() ?? Date.now())))
    await store.putMeta(AWAKE, Math.floor(origin.now))
    peer = await Peer.open({ ...opening, store })
    await inviteHouse(peer, host)
    await reviveAccounts(peer)
    await peer.sealNow({ full: true })
    await peer.saveSnapshot()
    await list(store.world, peerName, { name: genesis.name, parent: genesis.parent, demo })
    onProgress?.(1)
    return { peer, left: origin.open, absent: absentIn(origin, brought) }
  } catch (error) {
    if (peer) await peer.close()
    else store.close()
    await removeWorld(store.world, peerName).catch(() => undefined)
    throw error
  }
}

const rowsOf = <Row>({ tables }: Snapshot, of: Table<Row>): ReadonlyMap<string, Row> =>
  new Map((tables.find(([name]) => name === of.name)?.[1] ?? []) as readonly (readonly [string, Row])[])

const BATCH = 500

/** Brings what the state names by hash, tombstones first. Answers what has come. */
async function bring(
  { words, files, file, erased }: Origin,
  text: string,
  store: Store,
  onProgress: Copying['onProgress'],
): Promise<Set<Hash>> {
  await store.erasePayloads(erased.words)
  await store.eraseBlobs(erased.files)
  const brought = new Set([...erased.words, ...erased.files])
  const names = [...new Set(Array.from(text.matchAll(/"([A-Za-z0-9_-]{43})"/g), ([, name]) => name as Hash))].filter(
    (name) => !brought.has(name),
  )
  for (let at = 0; at < names.length; at += BATCH) {
    const some = names.slice(at, at + BATCH)
    const payloads = await words(some)
    await store.putPayloads(payloads)
    for (const { hash } of payloads) brought.add(hash)
    onProgress?.(((at + some.length) / names.length) * 0.5)
  }
  const named = new Set(names)
  const shown = files.filter((name) => named.has(name))
  for (const [i, name] of shown.entries()) {
    const bytes = await file(name)
    if (!bytes) continue
    await store.addBlob(bytes)
    brought.add(name)
    onProgress?.(0.5 + ((i + 1) / shown.length) * 0.4)
  }
  return brought
}

/** How many words and files the state shows that did not come along. */
function absentIn({ snapshot, isShipped }: Origin, brought: ReadonlySet<Hash>): number {
  const absent = new Set<Hash>()
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { hash, characters, size } = value as { readonly [key: string]: unknown }
    const isShown = typeof hash === 'string' && (typeof characters === 'number' || (typeof size === 'number' && !isShipped))
    if (isShown && !brought.has(hash)) absent.add(hash)
    for (const each of Object.values(value)) look(each)
  }
  for (const [, rows] of snapshot.tables) for (const [, row] of rows) look(row)
  return absent.size
}

/**
 * Who comes into a copy, and has accounts in its parent in this browser, is the same person there: their keys come along, and each
 * account gets a further device once this browser is let in. Never the devices that they have in the parent: one of them may have signed
 * in the copy before, which this browser forgot, and would then sign in one place twice (K5).
 */
export async function bringKeys(store: Store, parent: Hash, snapshot: Snapshot): Promise<void> {
  const registry = await openRegistry()
  const isHere = (await registry.get(parent, store.peer)) !== undefined
  registry.close()
  if (!isHere) return
  const from = await openStore({ world: parent, peer: store.peer })
  try {
    const known = rowsOf(snapshot, accounts)
    const keys = [...(await from.keys('root')), ...(await from.keys('box'))]
    await store.putKeys(keys.filter(({ id }) => known.has(id.slice(id.indexOf('/') + 1))))
  } finally {
    from.close()
  }
}

/** Keys of the accounts that the copy knows. A device that it knows goes on signing there: its rows name another world. */
function peopleOf({ snapshot, keys, personas }: Origin): { keys: readonly KeyRow[]; personas: ReadonlyMap<string, unknown> } {
  const [known, enrolled] = [rowsOf(snapshot, accounts), rowsOf(snapshot, devices)]
  const takes = ({ id, kind, value }: KeyRow): boolean => {
    const account = id.slice(id.indexOf('/') + 1)
    if (kind === 'device') return known.has(account) && enrolled.get((value as KeptSigner).id)?.account === account
    return kind === 'content' || known.has(account)
  }
  const taken = keys.filter(takes)
  const acting = new Set(taken.flatMap(({ id, kind }) => (kind === 'device' ? [`persona/${id.slice('device/'.length)}`] : [])))
  return { keys: taken, personas: new Map([...personas].filter(([key]) => acting.has(key))) }
}
