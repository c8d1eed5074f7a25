/**
 * Personas: the accounts whose root keys this browser holds, each with one device of its own here (and the host's beside them).
 * A root key enrols devices and may be exported; a device key never leaves the browser that made it.
 */
import type { Kind } from '../areas/accounts/events'
import type { AccountId } from '../areas/area'
import { type KeptSigner, openSigner, type Signer } from '../log/signing'
import type { Data, DeviceId } from '../log/types'
import type { Store } from '../store/store'

export interface Persona {
  readonly account: AccountId
  readonly kind: Kind
  readonly device: Signer
}
export interface KeptPersona {
  readonly account: AccountId
  readonly kind: Kind
  readonly since: number
}

/** An act before it is signed. */
export interface Deed {
  readonly type: string
  readonly data: Data
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
