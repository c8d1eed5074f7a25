/** New worlds of this browser, and new accounts in a world. */
import { inLanguage, later, t } from '../language'
import { areas } from '../areas'
import type { Kind } from '../areas/accounts/events'
import { invites, letsIn } from '../areas/accounts/tables'
import type { AccountId } from '../areas/area'
import { parameterSheet, parametersOf } from '../areas/compose'
import { randomBytes, toBase64 } from '../kit/bytes'
import { genesisText } from '../log/rows'
import { makeSigner, type Signer, signerFromSeed } from '../log/signing'
import type { Genesis } from '../log/types'
import { readGenesis } from '../store/archive'
import { arrivalOf, forgetDevice, type Invitation, keepPersona, makeInvitation, makePersonaKeys, type PersonaKeys } from './arriving'
import type { Machine } from './clock'
import { holdBack } from './heldStore'
import { LAG_WITH_PEERS } from './host'
import { Peer } from './peer'
import type { Deed, Persona } from './personas'
import { beginStore, list, type Opening, openWorld, removeWorld } from './worlds'

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
  const usual = parametersOf(areas)
  refuseParameters(parameters ?? {})
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
    parameters: { ...usual, ...parameters, 'accounts.firstAdmin': house.account },
    parent: null,
    base: null,
  }
  if (!readGenesis(genesisText(genesis)).ok) throw new Error(t`A world cannot have this name.`) // nobody could open it
  const real = await beginStore({ ...opening, genesis: genesisText(genesis), peer })
  const held = past && holdBack(real)
  const store = held?.store ?? real
  let made: Peer | undefined
  try {
    await real.putKeys([{ id: 'device/host', kind: 'device', value: host.keep() }])
    await real.putMeta('clock.offset', start - (time?.wall() ?? Date.now()))
    made = await Peer.open({ ...opening, ...(time ? { time } : {}), ...(past ? { views: false } : {}), store })
    await inviteHouse(made, host)
    await addPersona(made, house)
    await introduce(made, house, { name: 'Mesi', handle: 'mesi' })
    if (past && held) {
      await past.play(made)
      await made.sealNow({ full: true })
      await held.release()
      await made.saveSnapshot()
      await made.close()
    }
    // Only now: a world that a crash left without its first admin or its invite would be opened again and again, and let nobody in.
    await list(real.world, peer, { name, demo })
  } catch (error) {
    // Nobody would find it to delete it, and where the disk is full it takes what room there is.
    await (made ?? real).close()
    await removeWorld(real.world, peer).catch(() => undefined)
    throw error
  }
  return past ? openWorld(made.world, opening) : made
}

/** Whoever founds a world may go beyond the range of a number, and no further. @throws Error that names what no policy has */
function refuseParameters(parameters: Readonly<Record<string, number | string>>): void {
  const sheet = parameterSheet(areas)
  for (const [name, value] of Object.entries(parameters)) {
    const parameter = sheet.get(name)
    if (!parameter) throw new Error(`No parameter is called "${name}".`)
    const { readings, value: usual } = parameter
    if (readings && !readings.includes(value)) throw new Error(`"${name}" is one of ${readings.join(', ')}, and not ${value}.`)
    if (typeof usual === 'number' && !(Number.isSafeInteger(value) && (value as number) >= 0))
      throw new Error(`"${name}" is a whole number, and not ${value}.`)
  }
}

/** The host's own invite, by which the personas of its browser come in. */
export async function inviteHouse(peer: Peer, host: Signer): Promise<void> {
  const invitation = await makeInvitation()
  await peer.store.putKeys([{ id: 'invite', kind: 'device', value: invitation.seed }])
  const until = peer.genesis.begins + YEARS
  must(await peer.act(host, [{ type: 'accounts.invited', data: { key: invitation.key, uses: 100_000, until } }]))
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

/**
 * A new account whose keys this browser holds. A Real Persona still has to accept the policy before it publishes.
 * @param acts its first ones: it comes with all of them, or not at all
 */
export async function createPersona(peer: Peer, kind: Kind, acts?: (account: AccountId) => readonly Deed[]): Promise<Persona> {
  const keys = await makePersonaKeys(kind)
  return addPersona(peer, keys, acts?.(keys.account))
}

async function addPersona(peer: Peer, keys: PersonaKeys, acts: readonly Deed[] = []): Promise<Persona> {
  const persona: Persona = { account: keys.account, kind: keys.kind, device: keys.device }
  await keepPersona(peer.store, persona, { root: keys.rootSeed, box: keys.boxSeed })
  peer.personas = [...peer.personas, persona]
  try {
    const outcome = await peer.act(keys.device, [...(await arrivalOf(peer.world, keys, await invitationOf(peer))), ...acts])
    if (!outcome.ok) {
      await forgetDevice(peer.store, persona)
      const closed = await noEntry(peer)
      if (closed) throw new Error(inLanguage(noEntryWords[closed]))
    }
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
export const introduce = (peer: Peer, { account, device }: Persona, introduction: Introduction) =>
  peer.act(device, introductionOf(peer, account, introduction))

/** The acts by which somebody is known from then on. */
export function introductionOf(
  peer: Peer,
  account: AccountId,
  { name, handle, bio, categories = [], picture, cover }: Introduction,
): readonly Deed[] {
  const data = {
    name: peer.write(account, name),
    ...(bio ? { bio: peer.write(account, bio) } : {}),
    ...(picture ? { picture } : {}),
    ...(cover ? { cover } : {}),
    categories,
  }
  return [
    ...(handle ? [{ type: 'accounts.handleClaimed', data: { handle } }] : []),
    { type: 'accounts.profileEdited', data: data as never },
  ]
}

/** What this browser's devices come in by: what the last link offered if it still lets somebody in, else what was good before. */
export async function invitationOf(peer: Peer): Promise<Invitation> {
  const seeds = await seedsOf(peer)
  await oneIsHere(peer, seeds)
  const seed = (await firstGood(peer, seeds)) ?? seeds.at(-1)
  if (!seed) throw new Error(t`This browser was not invited into this world.`)
  return { key: '', seed }
}
/** What the last link offered, beside what let this browser in. */
export const OFFERED = 'invite/offered'

async function seedsOf({ store }: Peer): Promise<Uint8Array[]> {
  const [offered, kept] = await Promise.all([store.key(OFFERED), store.key('invite')])
  return [offered?.value, kept?.value].filter((value) => value instanceof Uint8Array)
}

/** Why this browser's invitations let no further device in, if that is so: `used`, as often as they could be, or `over`. */
export async function noEntry(peer: Peer): Promise<keyof typeof noEntryWords | undefined> {
  const { engine } = peer
  const known = await Promise.all((await seedsOf(peer)).map(async (seed) => engine.read(invites, (await signerFromSeed(seed)).id)))
  const [first] = known
  // One that is not here yet may be a good one.
  if (!first || known.some((invite) => !invite || letsIn(invite, engine.worldTime))) return undefined
  return first.left > 0 ? 'over' : 'used'
}
export const noEntryWords = {
  used: later`This invitation has let in as many devices as it could. Ask whoever sent it for a new one, and open that here.`,
  over: later`This invitation has ended. Ask whoever sent it for a new one, and open that here.`,
}

/** Who is quicker than the line hears that nobody let them in: an invite that is on its way here is waited for a moment. */
async function oneIsHere(peer: Peer, seeds: readonly Uint8Array[]): Promise<void> {
  const ids = await Promise.all(seeds.map(async (seed) => (await signerFromSeed(seed)).id))
  const since = performance.now()
  while (ids.length > 0 && !ids.some((id) => peer.engine.read(invites, id)) && !peer.isClosed && performance.now() - since < ON_ITS_WAY)
    await new Promise((done) => setTimeout(done, 15))
}
/** Where the world has stood still its newest rows are ahead of a newcomer's clock, and come in with the next seal. */
const ON_ITS_WAY = LAG_WITH_PEERS + 3_000

async function firstGood({ engine }: Peer, seeds: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
  for (const seed of seeds) {
    const invite = engine.read(invites, (await signerFromSeed(seed)).id)
    if (invite && letsIn(invite, engine.worldTime)) return seed
  }
  return undefined
}

function must(outcome: Awaited<ReturnType<Peer['act']>>): void {
  if (outcome.ok) return
  const said = outcome.clauses.map(({ text, facts: { path } }) => inLanguage(text) + (typeof path === 'string' ? ` Not so: ${path}.` : ''))
  throw new Error(said.join(' '))
}
