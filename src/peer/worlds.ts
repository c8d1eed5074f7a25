/** Worlds of this browser: making one, opening one, joining somebody's, letting one go. */
import { areas } from '../areas'
import { parametersOf } from '../areas/compose'
import { fromBase64, randomBytes, toBase64 } from '../kit/bytes'
import { genesisText, worldId } from '../log/rows'
import { makeSigner, type Signer } from '../log/signing'
import type { Genesis } from '../log/types'
import { openRegistry, type World } from '../store/registry'
import type { StoreFailure } from '../store/failures'
import { createStore, openStore } from '../store/store'
import { z } from '../areas/shapes'
import type { Machine } from './clock'
import { Peer } from './peer'
import { arrivalOf, type Invitation, keepPersona, makeInvitation, makePersonaKeys, type Persona, type PersonaKeys } from './personas'
import type { Kind } from '../areas/accounts/events'

/** How a world is opened in this browser. */
export interface Opening {
  /** Which store of it: '' or the name of a second peer in the same browser. */
  readonly peer?: string
  readonly time?: Machine
  readonly views?: boolean
  /** Told of what befalls the disk unasked. */
  readonly onFailure?: (failure: StoreFailure) => void
}

export interface NewWorld extends Opening {
  readonly name: string
  readonly demo?: boolean
  readonly parent?: string | null
  readonly seed?: number
  /** When the world begins; now, unless a story needs a past. */
  readonly begins?: number
}

const YEARS = 50 * 365 * 86_400_000

/** Makes a world with this browser as its host and "Mesi" as its first admin. */
export async function createWorld({ name, demo = true, parent = null, seed = 0, begins, ...opening }: NewWorld): Promise<Peer> {
  const { peer = '', time } = opening
  const host = await makeSigner()
  const house = await makePersonaKeys('real')
  const start = Math.floor(begins ?? time?.wall() ?? Date.now())
  const genesis: Genesis = {
    v: 1,
    name,
    nonce: toBase64(randomBytes(32)),
    seed,
    begins: start,
    host: host.id,
    root: host.id,
    version: 1,
    parameters: { ...parametersOf(areas), 'accounts.firstAdmin': house.account },
    parent,
  }
  const store = await createStore({ genesis: genesisText(genesis), peer, ...told(opening) })
  await store.putKeys([{ id: 'device/host', kind: 'device', value: host.keep() }])
  await store.putMeta('clock.offset', start - (time?.wall() ?? Date.now()))
  const registry = await openRegistry()
  const now = Date.now()
  await registry.put({ id: worldId(genesis), peer, name, createdAt: now, lastOpened: now, parent, demo, size: 0 })
  registry.close()
  const made = await Peer.open({ ...opening, store })
  await inviteHouse(made, host)
  await addPersona(made, house)
  await introduce(made, house, { name: 'Mesi', handle: 'mesi' })
  return made
}

/** The host's own invite, by which the personas of its browser come in. */
async function inviteHouse(peer: Peer, host: Signer): Promise<void> {
  const invitation = await makeInvitation()
  await peer.store.putKeys([{ id: 'invite', kind: 'device', value: invitation.seed }])
  const until = peer.genesis.begins + YEARS
  must(await peer.act(host, [{ type: 'accounts.invited', data: { key: invitation.key, uses: 100_000, until } }]))
}

const told = ({ onFailure }: Opening) => (onFailure ? { onFailure } : {})

export async function openWorld(world: string, opening: Opening = {}): Promise<Peer> {
  const { peer = '' } = opening
  const store = await openStore({ world, peer, ...told(opening) })
  const registry = await openRegistry()
  await registry.update(world, peer, { lastOpened: Date.now() })
  registry.close()
  return Peer.open({ ...opening, store })
}

export async function listWorlds(): Promise<World[]> {
  const registry = await openRegistry()
  try {
    return await registry.list()
  } finally {
    registry.close()
  }
}

export async function removeWorld(world: string, peer = ''): Promise<void> {
  const registry = await openRegistry()
  await registry.remove(world, peer)
  registry.close()
}

// ---- people

export interface Introduction {
  readonly name: string
  readonly handle?: string
  readonly bio?: string
  readonly categories?: readonly string[]
  readonly picture?: object
  readonly cover?: object
}

/** A new account whose keys this browser holds. A Real Persona still has to accept the policy before it publishes. */
export async function createPersona(peer: Peer, kind: Kind): Promise<Persona> {
  const keys = await makePersonaKeys(kind)
  return addPersona(peer, keys)
}

async function addPersona(peer: Peer, keys: PersonaKeys): Promise<Persona> {
  const persona: Persona = { account: keys.account, kind: keys.kind, device: keys.device }
  await keepPersona(peer.store, persona, { root: keys.rootSeed, box: keys.boxSeed })
  peer.personas = [...peer.personas, persona]
  must(await peer.act(keys.device, await arrivalOf(peer.world, keys, await invitationOf(peer))))
  return persona
}

/** Name, handle and the rest of a profile, in one step. */
export async function introduce(peer: Peer, persona: Persona, { name, handle, bio, categories = [], picture, cover }: Introduction) {
  const data = {
    name: peer.write(persona.account, name),
    ...(bio ? { bio: peer.write(persona.account, bio) } : {}),
    ...(picture ? { picture } : {}),
    ...(cover ? { cover } : {}),
    categories,
  }
  return peer.act(persona.device, [
    ...(handle ? [{ type: 'accounts.handleClaimed', data: { handle } }] : []),
    { type: 'accounts.profileEdited', data: data as never },
  ])
}

export async function invitationOf(peer: Peer): Promise<Invitation> {
  const kept = await peer.store.key('invite')
  if (!(kept?.value instanceof Uint8Array)) throw new Error('This browser was not invited into this world.')
  return { key: '', seed: kept.value }
}

// ---- pairing

/** What an invite link carries in its fragment; it never reaches a server. */
const ticket = z.strictObject({
  v: z.literal(1),
  /** The genesis, word for word. */
  genesis: z.string().check(z.maxLength(20_000)),
  /** The room's secret. */
  room: z.string().check(z.maxLength(64)),
  invite: z.string().check(z.maxLength(64)),
  /** No older world is believed: term, number and hash of the last seal when it was written. */
  floor: z.tuple([z.int(), z.int(), z.string().check(z.maxLength(64))]),
})
export type Ticket = z.infer<typeof ticket>

/** A link's fragment that lets `uses` more devices in. Only the host can make one. */
export async function makeTicket(peer: Peer, uses = 10): Promise<string> {
  if (!peer.hostDevice) throw new Error('Only the host of a world can invite.')
  const invitation = await makeInvitation()
  const until = peer.engine.worldTime + 30 * 86_400_000
  must(await peer.act(peer.hostDevice, [{ type: 'accounts.invited', data: { key: invitation.key, uses, until } }]))
  const { term, number, hash } = peer.engine.last
  const written: Ticket = {
    v: 1,
    genesis: genesisText(peer.genesis),
    room: await roomSecret(peer),
    invite: toBase64(invitation.seed),
    floor: [term, number, hash],
  }
  return toBase64(new TextEncoder().encode(JSON.stringify(written)))
}

/** Reads a link's fragment. @returns `undefined` for anything that `makeTicket` would not have written */
export function readTicket(fragment: string): Ticket | undefined {
  if (fragment.length > 40_000) return undefined
  const bytes = fromBase64(fragment.replace(/^#/, ''))
  if (!bytes) return undefined
  try {
    return ticket.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return undefined
  }
}

/** Joins the world of a ticket as a further peer; its rows come over sync. The same ticket twice opens the same world. */
export async function joinWorld(from: Ticket, opening: Opening = {}): Promise<Peer> {
  const { peer = '' } = opening
  const genesis = JSON.parse(from.genesis) as Genesis
  const store = await createStore({ genesis: from.genesis, peer, ...told(opening) })
  const seed = fromBase64(from.invite)
  if (seed && !(await store.key('invite'))) await store.putKeys([{ id: 'invite', kind: 'device', value: seed }])
  await store.putMeta('room', from.room)
  await store.putMeta('floor', from.floor)
  const registry = await openRegistry()
  const now = Date.now()
  const known = await registry.get(store.world, peer)
  if (!known)
    await registry.put({ id: store.world, peer, name: genesis.name, createdAt: now, lastOpened: now, parent: null, demo: false, size: 0 })
  registry.close()
  return Peer.open({ ...opening, store })
}

/** The secret that peers of a world meet under; made by the host, carried by links. */
export async function roomSecret(peer: Peer): Promise<string> {
  const kept = await peer.store.meta('room')
  if (typeof kept === 'string') return kept
  const secret = toBase64(randomBytes(24))
  await peer.store.putMeta('room', secret)
  return secret
}

function must(outcome: Awaited<ReturnType<Peer['act']>>): void {
  if (!outcome.ok)
    throw new Error(`refused: ${outcome.clauses.map((clause) => `${clause.id} ${clause.text} ${JSON.stringify(clause.facts)}`).join('; ')}`)
}
