/**
 * Personas: the accounts whose root keys this browser holds, each with one device of its own here (and the host's beside them).
 * A root key enrols devices and may be exported; a device key never leaves the browser that made it.
 */
import { accountId } from '../areas/accounts/rules'
import type { Kind } from '../areas/accounts/events'
import { enrolling, joining } from '../areas/accounts/events'
import type { AccountId } from '../areas/area'
import { randomBytes, toBase64 } from '../kit/bytes'
import { type KeptSigner, makeSigner, openSigner, type Signer, signerFromSeed } from '../log/signing'
import type { Data, DeviceId } from '../log/types'
import type { Store } from '../store/store'

export interface Persona {
  readonly account: AccountId
  readonly kind: Kind
  readonly device: Signer
}
interface KeptPersona {
  readonly account: AccountId
  readonly kind: Kind
  readonly since: number
}

/** An act before it is signed. */
export interface Deed {
  readonly type: string
  readonly data: Data
}

/** An invite as its link carries it: the seed of a key pair whose public half the host has named. */
export interface Invitation {
  readonly key: string
  readonly seed: Uint8Array
}

export async function makeInvitation(): Promise<Invitation> {
  const seed = randomBytes(32)
  return { key: (await signerFromSeed(seed)).id, seed }
}

/** The keys of a new account, before any world knows of it. */
export interface PersonaKeys extends Persona {
  readonly rootSeed: Uint8Array
  readonly boxSeed: Uint8Array
  readonly nonce: string
}

export async function makePersonaKeys(kind: Kind): Promise<PersonaKeys> {
  const rootSeed = randomBytes(32)
  const nonce = toBase64(randomBytes(32))
  const root = await signerFromSeed(rootSeed)
  return { account: accountId(root.id, kind, nonce), kind, device: await makeSigner(), rootSeed, boxSeed: randomBytes(32), nonce }
}

/** What a fresh device has to sign to be let in and to bring its account into the world. */
export async function arrivalOf(world: string, keys: PersonaKeys, invitation: Invitation): Promise<readonly Deed[]> {
  const root = await signerFromSeed(keys.rootSeed)
  const { boxKeyOf } = await import('../secrets/boxes') // only who comes in makes a box key
  const box = (await boxKeyOf(keys.boxSeed)).id
  const proof = await root.sign(enrolling(world, keys.account, keys.device.id))
  return [
    await joinAct(world, keys.device.id, invitation),
    { type: 'accounts.created', data: { root: root.id, box, kind: keys.kind, nonce: keys.nonce, proof } },
  ]
}

/** A further device for an account whose root seed is at hand. */
export async function enrolDevice(world: string, account: AccountId, rootSeed: Uint8Array, invitation: Invitation) {
  const device = await makeSigner()
  const root = await signerFromSeed(rootSeed)
  const proof = await root.sign(enrolling(world, account, device.id))
  const acts = [await joinAct(world, device.id, invitation), { type: 'accounts.enrolled', data: { account, root: root.id, proof } }]
  return { device, acts }
}

async function joinAct(world: string, device: DeviceId, invitation: Invitation) {
  const invite = await signerFromSeed(invitation.seed)
  return { type: 'accounts.joined', data: { invite: invite.id, proof: await invite.sign(joining(world, invite.id, device)) } }
}

/** Keeps a persona's keys before its first row is sent. */
export async function keepPersona(
  store: Store,
  persona: Persona,
  seeds: { readonly root?: Uint8Array; readonly box?: Uint8Array },
): Promise<void> {
  const { account, kind, device } = persona
  await store.putKeys([
    { id: `device/${account}`, kind: 'device', value: device.keep() },
    ...(seeds.root ? [{ id: `root/${account}`, kind: 'root' as const, value: seeds.root }] : []),
    ...(seeds.box ? [{ id: `box/${account}`, kind: 'box' as const, value: seeds.box }] : []),
  ])
  await store.putMeta(`persona/${account}`, { account, kind, since: Date.now() } satisfies KeptPersona)
}

/**
 * Lets go of a device whose arrival was refused, unless another tab keeps its own in that place by now. Keys that were lent to it stay:
 * with another invite they serve a new one.
 */
export async function forgetDevice(store: Store, { account, device }: Pick<Persona, 'account' | 'device'>): Promise<void> {
  const key = await store.key(`device/${account}`)
  if ((key?.value as KeptSigner | undefined)?.id === device.id) await store.deleteKey(`device/${account}`)
}

/** The personas of this browser, in the order in which they came. */
export async function openPersonas(store: Store, meta: ReadonlyMap<string, unknown>): Promise<Persona[]> {
  const kept = [...meta].filter(([key]) => key.startsWith('persona/')).map(([, value]) => value as KeptPersona)
  const devices = new Map((await store.keys('device')).map((key) => [key.id, key.value as KeptSigner]))
  const personas: Persona[] = []
  for (const { account, kind } of kept.sort((a, b) => a.since - b.since)) {
    const device = devices.get(`device/${account}`)
    if (device) personas.push({ account, kind, device: await openSigner(device) })
  }
  return personas
}

/** Who of these devices is a persona of this browser, in the order in which they were given. */
export async function personasAt(store: Store, devices: readonly DeviceId[]): Promise<Persona[]> {
  const keys = new Map((await store.keys('device')).map(({ id, value }) => [(value as KeptSigner).id, { id, value: value as KeptSigner }]))
  const personas: Persona[] = []
  for (const device of devices) {
    const key = keys.get(device)
    const kept = key && ((await store.meta(`persona/${key.id.slice('device/'.length)}`)) as KeptPersona | undefined)
    if (kept) personas.push({ account: kept.account, kind: kept.kind, device: await openSigner(key.value) })
  }
  return personas
}
