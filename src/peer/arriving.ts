/** How somebody comes into a world: the keys of a new account, what its first device signs, and how they are kept. */
import { enrolling, joining, type Kind } from '../areas/accounts/events'
import { accountId } from '../areas/accounts/rules'
import type { AccountId } from '../areas/area'
import { randomBytes, toBase64 } from '../kit/bytes'
import { type KeptSigner, makeSigner, signerFromSeed } from '../log/signing'
import type { DeviceId } from '../log/types'
import { boxKeyOf } from '../secrets/boxes'
import type { Store } from '../store/store'
import type { Deed, KeptPersona, Persona } from './personas'

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
