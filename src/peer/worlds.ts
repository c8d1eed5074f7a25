/** Worlds of this browser: making one, opening one, joining somebody's, letting one go. */
import { t } from '../language'
import { areas } from '../areas'
import { invites } from '../areas/accounts/rules'
import { parametersOf } from '../areas/compose'
import { fromBase64, hashOf, randomBytes, toBase64 } from '../kit/bytes'
import { genesisText, readSeal } from '../log/rows'
import { makeSigner, type Signer, signerFromSeed } from '../log/signing'
import type { Genesis } from '../log/types'
import { openRegistry, type World } from '../store/registry'
import type { StoreFailure } from '../store/failures'
import { readGenesis } from '../store/archive'
import { createStore, openStore, type Store } from '../store/store'
import type { Timing } from '../sync/timing'
import { beginningOf } from './beginning'
import type { Machine } from './clock'
import type { Beginning, Waiting } from './doorstep'
import { holdBack } from './heldStore'
import { Peer } from './peer'
import {
  arrivalOf,
  type Deed,
  forgetDevice,
  type Invitation,
  keepPersona,
  makeInvitation,
  makePersonaKeys,
  type Persona,
  type PersonaKeys,
} from './personas'
import type { AccountId } from '../areas/area'
import type { Kind } from '../areas/accounts/events'
import type { Ticket } from './ticket'

/** How a world is opened in this browser. */
export interface Opening {
  /** Which store of it: '' or the name of a second peer in the same browser. */
  readonly peer?: string
  readonly time?: Machine
  readonly timing?: Timing
  readonly views?: boolean
  /** Told of what befalls the disk unasked. */
  readonly onFailure?: (failure: StoreFailure) => void
}

export interface NewWorld extends Opening {
  readonly name: string
  readonly demo?: boolean
  readonly seed?: number
  /** What the policy is founded with, where it differs from the usual. */
  readonly parameters?: Readonly<Record<string, number | string>>
  /** When the world begins; now, unless a story needs a past. */
  readonly begins?: number
  /** What happened in it before anybody enters, by the clock of that story. It is on the disk as a whole, or there is no such world. */
  readonly past?: { readonly time: Machine; play(peer: Peer): Promise<void> }
}

const YEARS = 50 * 365 * 86_400_000

/** Makes a world with this browser as its host and "Mesi" as its first admin. @throws Error for a name that no world can have */
export async function createWorld({ name, demo = false, seed = 0, parameters, begins, past, ...opening }: NewWorld): Promise<Peer> {
  const { peer = '' } = opening
  const time = past?.time ?? opening.time
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
    parameters: { ...parametersOf(areas), ...parameters, 'accounts.firstAdmin': house.account },
    parent: null,
    base: null,
  }
  if (!readGenesis(genesisText(genesis)).ok) throw new Error(t`A world cannot have this name.`) // nobody could open it
  const real = await createStore({ genesis: genesisText(genesis), peer, ...told(opening) })
  const held = past && holdBack(real)
  const store = held?.store ?? real
  await real.putKeys([{ id: 'device/host', kind: 'device', value: host.keep() }])
  await real.putMeta('clock.offset', start - (time?.wall() ?? Date.now()))
  const made = await Peer.open({ ...opening, ...(time ? { time } : {}), ...(past ? { views: false } : {}), store })
  await inviteHouse(made, host)
  await addPersona(made, house)
  await introduce(made, house, { name: 'Mesi', handle: 'mesi' })
  if (!past || !held) {
    // Only now: a world that a crash left without its first admin or its invite would be opened again and again, and let nobody in.
    await list(made.world, peer, { name, demo })
    return made
  }
  try {
    await past.play(made)
    await made.sealNow({ full: true })
    await held.release()
    await made.saveSnapshot()
  } catch (error) {
    await made.close()
    await removeWorld(made.world, peer)
    throw error
  }
  await made.close()
  await list(made.world, peer, { name, demo })
  return openWorld(made.world, opening)
}

/** The host's own invite, by which the personas of its browser come in. */
export async function inviteHouse(peer: Peer, host: Signer): Promise<void> {
  const invitation = await makeInvitation()
  await peer.store.putKeys([{ id: 'invite', kind: 'device', value: invitation.seed }])
  const until = peer.genesis.begins + YEARS
  must(await peer.act(host, [{ type: 'accounts.invited', data: { key: invitation.key, uses: 100_000, until } }]))
}

export const told = ({ onFailure }: Opening) => (onFailure ? { onFailure } : {})

export async function openWorld(world: string, opening: Opening = {}): Promise<Peer> {
  const { peer = '' } = opening
  const store = await openStore({ world, peer, ...told(opening) })
  const [opened] = await Promise.all([Peer.open({ ...opening, store }), noteOpened(world, opening)])
  return opened
}

async function noteOpened(world: string, { peer = '', onFailure }: Opening): Promise<void> {
  const registry = await openRegistry(onFailure)
  await registry.update(world, peer, { lastOpened: Date.now() })
  registry.close()
}

/** The worlds of this browser, the last opened first. @param onFailure told while an old tab keeps their list from being opened @throws StoreFailure */
export async function listWorlds(onFailure?: (failure: StoreFailure) => void): Promise<World[]> {
  const registry = await openRegistry(onFailure)
  try {
    return await registry.list()
  } finally {
    registry.close()
  }
}

/** Notes in the list of worlds how much room this one takes by now, in bytes. Reads all of it: for the screen with that list. */
export async function measureWorld(peer: Peer): Promise<void> {
  const size = await peer.store.measure()
  const registry = await openRegistry()
  await registry.update(peer.world, peer.store.peer, { size })
  registry.close()
}

/** Deletes a world of this browser with everything in it. Tabs that have it open are told `DatabaseGone`. */
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
  try {
    const outcome = await peer.act(keys.device, await arrivalOf(peer.world, keys, await invitationOf(peer)))
    if (!outcome.ok) await forgetDevice(peer.store, persona)
    must(outcome)
    return persona
  } catch (error) {
    peer.personas = peer.personas.filter((each) => each !== persona)
    throw error
  }
}

/**
 * A new account for a story, let in as anybody is, in one batch with its first acts. Nobody keeps its keys: what it will have done is all
 * that it will ever do.
 */
export async function createStranger(peer: Peer, kind: Kind, acts: (account: AccountId) => readonly Deed[]): Promise<Persona> {
  const keys = await makePersonaKeys(kind)
  const { account, device } = keys
  must(await peer.act(device, [...(await arrivalOf(peer.world, keys, await invitationOf(peer))), ...acts(account)]))
  return { account, kind, device }
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

/** What this browser's devices come in by: what the last link offered if it still lets somebody in, else what was good before. */
export async function invitationOf(peer: Peer): Promise<Invitation> {
  const [offered, kept] = await Promise.all([peer.store.key(OFFERED), peer.store.key('invite')])
  const seeds = [offered?.value, kept?.value].filter((value) => value instanceof Uint8Array)
  await oneIsHere(peer, seeds)
  const seed = (await firstGood(peer, seeds)) ?? seeds.at(-1)
  if (!seed) throw new Error(t`This browser was not invited into this world.`)
  return { key: '', seed }
}
const OFFERED = 'invite/offered'

/** Who is quicker than the line hears that nobody let them in: an invite that is on its way here is waited for a moment. */
async function oneIsHere(peer: Peer, seeds: readonly Uint8Array[]): Promise<void> {
  const ids = await Promise.all(seeds.map(async (seed) => (await signerFromSeed(seed)).id))
  const since = performance.now()
  while (ids.length > 0 && !ids.some((id) => peer.engine.read(invites, id)) && !peer.isClosed && performance.now() - since < ON_ITS_WAY)
    await new Promise((done) => setTimeout(done, 15))
}
const ON_ITS_WAY = 3_000

async function firstGood({ engine }: Peer, seeds: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
  for (const seed of seeds) {
    const invite = engine.read(invites, (await signerFromSeed(seed)).id)
    if (invite && invite.left > 0 && invite.until > engine.worldTime) return seed
  }
  return undefined
}

// ---- pairing (`ticket.ts` has the links)

/**
 * Joins the world of a ticket as a further peer; its rows come over sync. The same ticket twice opens the same world.
 * @param beginning as `fetchBeginning` brought it @throws StoreFailure; Error for one that this build cannot read
 */
export async function joinWorld(ticket: Ticket, beginning: Beginning, opening: Opening = {}): Promise<Peer> {
  const { line } = beginning
  try {
    const peer = await join(ticket, beginning, opening)
    peer.line = line
    return peer
  } catch (error) {
    line?.hangUp()
    throw error
  }
}

async function join(ticket: Ticket, { genesis: text, base }: Beginning, opening: Opening): Promise<Peer> {
  const genesis = readGenesis(text)
  if (!genesis.ok || hashOf(text) !== ticket.world)
    throw new Error(t`This invitation leads into a world that this version of Mesi cannot read.`)
  const { snapshot } = await beginningOf({ blob: async () => base }, genesis.value)
  const { peer = '' } = opening
  const store = await createStore({ genesis: text, peer, ...told(opening) })
  if (base) await store.addBlob(base)
  if (genesis.value.parent !== null) await (await import('./copies')).bringKeys(store, genesis.value.parent, snapshot)
  await list(store.world, peer, { name: genesis.value.name, parent: genesis.value.parent })
  await takeTicket(store, ticket)
  return Peer.open({ ...opening, store })
}

/**
 * Follows an invitation: into a world that is here already at once, else as soon as a peer of it is met.
 * @param waiting how to end the wait for one, and who is told how far it is @throws StoreFailure, Error
 */
export async function followTicket(ticket: Ticket, opening: Opening = {}, waiting: Waiting = {}): Promise<Peer> {
  const registry = await openRegistry(opening.onFailure)
  const known = await registry.get(ticket.world, opening.peer ?? '')
  registry.close()
  if (!known) {
    const { fetchBeginning } = await import('./doorstep')
    return joinWorld(ticket, await fetchBeginning(ticket, waiting), opening)
  }
  const peer = await openWorld(ticket.world, opening)
  if (!(await hasArrived(peer))) await takeTicket(peer.store, ticket)
  else if ((await takeOffer(peer, ticket)) === 'other room') waiting.onOtherRoom?.()
  return peer
}

/** Whether a link has led this peer to where it promised: then its own history says more than any other link. */
const hasArrived = async (peer: Peer): Promise<boolean> =>
  (await peer.store.meta('floor')) !== undefined && peer.engine.last.number > 0 && (await standsOnFloor(peer)) === 'yes'

/**
 * What a ticket adds to a world that one is in. Anybody may have written that link: its floor says nothing that this peer's own seals do
 * not say, peers of a world never change their room, and its invite is tried once the log knows of it.
 */
async function takeOffer(peer: Peer, ticket: Ticket): Promise<'other room' | undefined> {
  await takeKeys(peer.store, ticket)
  if (peer.isHost) return undefined
  const { seed: good } = await invitationOf(peer).catch(() => ({ seed: undefined }))
  const seed = fromBase64(ticket.invite)
  await peer.store.putKeys([
    ...(good ? [{ id: 'invite', kind: 'device' as const, value: good }] : []),
    ...(seed ? [{ id: OFFERED, kind: 'device' as const, value: seed }] : []),
  ])
  return (await peer.store.meta('room')) === ticket.room ? undefined : 'other room'
}

/**
 * What a ticket brings to a peer that has not come to where any ticket promised: all that it says, since none is known to be better. The
 * host learns nothing from it.
 */
async function takeTicket(store: Store, ticket: Ticket): Promise<void> {
  await takeKeys(store, ticket)
  if (await store.key('device/host')) return
  const { room, invite, floor } = ticket
  const seed = fromBase64(invite)
  if (seed) await store.putKeys([{ id: 'invite', kind: 'device', value: seed }])
  await store.putMeta('room', room)
  await store.putMeta('floor', floor)
}

async function takeKeys(store: Store, { keys }: Ticket): Promise<void> {
  if (!keys || (await store.key(`root/${keys.account}`))) return
  // They wait for the account to be known here; keys that are not its own serve nobody (`reviveAccounts`).
  const seeds = [['root', keys.root] as const, ['box', keys.box] as const]
  await store.putKeys(seeds.map(([kind, seed]) => ({ id: `${kind}/${keys.account}`, kind, value: fromBase64(seed) })))
}

/**
 * K20: whether this peer's history stands on the seal that its invitation named: 'not yet' while it is on its way, 'no' when another
 * seal stands in its place.
 */
export async function standsOnFloor({ store, engine, floor: begun }: Peer): Promise<'yes' | 'not yet' | 'no'> {
  const floor = (await store.meta('floor')) as Ticket['floor'] | undefined
  if (!floor || floor[1] === 0) return 'yes'
  const [, number, hash] = floor
  if (engine.last.number < number) return 'not yet'
  if (engine.last.number === number) return engine.last.hash === hash ? 'yes' : 'no'
  // A snapshot behind it stands on the host's word until its history has come, and that is held to what the invitation named.
  if (begun && begun.number > number) return 'yes'
  const [text] = await store.sealsAfter(number - 1, 1)
  const seal = text === undefined ? undefined : readSeal(text)
  if (!seal?.ok || seal.value.body.number !== number) return 'not yet'
  return seal.value.hash === hash ? 'yes' : 'no'
}

/** Puts a world on the list of this browser, unless it stands there. */
export async function list(world: string, peer: string, facts: Partial<World> & Pick<World, 'name'>): Promise<void> {
  const registry = await openRegistry()
  const now = Date.now()
  if (!(await registry.get(world, peer)))
    await registry.put({ parent: null, demo: false, size: 0, createdAt: now, lastOpened: now, ...facts, id: world, peer })
  registry.close()
}

/** The secret that peers of a world meet under; made by the host, carried by links. */
export async function roomSecret(peer: Peer): Promise<string> {
  return (await peer.store.metaOr('room', toBase64(randomBytes(24)))) as string
}

function must(outcome: Awaited<ReturnType<Peer['act']>>): void {
  if (!outcome.ok)
    throw new Error(`refused: ${outcome.clauses.map((clause) => `${clause.id} ${clause.text} ${JSON.stringify(clause.facts)}`).join('; ')}`)
}
