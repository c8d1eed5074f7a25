/**
 * One account on several devices. What crosses from one device to the other are the account's keys, as a text that stands in for a QR
 * code; each device keeps a signing key of its own, and the root key enrols it (ACC-18).
 */
import { inLanguage, t } from '../language'
import { kinds, revoking } from '../areas/accounts/events'
import { accounts, devices } from '../areas/accounts/tables'
import type { AccountId } from '../areas/area'
import { fromBase64, toBase64 } from '../kit/bytes'
import { signerFromSeed } from '../log/signing'
import { boxKeyOf } from '../secrets/boxes'
import type { DeviceId } from '../log/types'
import { databaseName } from '../store/schema'
import type { Peer } from './peer'
import { enrolDevice, forgetDevice, keepPersona } from './arriving'
import type { Deed, Persona } from './personas'
import type { Outcome } from './refusals'
import { oneAtATime } from './tabs'
import { invitationOf } from './founding'

/** The keys of an account for another device of its owner: whoever has them is that person. @throws Error where they are not kept */
export async function lendKeys({ store }: Peer, { account, kind }: Pick<Persona, 'account' | 'kind'>): Promise<string> {
  const [root, box] = await Promise.all([store.key(`root/${account}`), store.key(`box/${account}`)])
  if (!(root?.value instanceof Uint8Array) || !(box?.value instanceof Uint8Array))
    throw new Error(t`The keys of this account are not kept in this browser.`)
  return [account, kind, toBase64(root.value), toBase64(box.value)].join('.')
}

/** What turns a device of an account away for good (ACC-19): an act that its root key signs. @throws Error where that key is not kept */
export async function revocationOf({ store, world }: Peer, { account }: Persona, device: DeviceId) {
  const kept = await store.key(`root/${account}`)
  if (!(kept?.value instanceof Uint8Array)) throw new Error(t`The keys of this account are not kept in this browser.`)
  const root = await signerFromSeed(kept.value)
  const proof = await root.sign(revoking(world, root.id, device))
  return { type: 'accounts.deviceRevoked', data: { device, root: root.id, proof } } as const
}

/**
 * Makes this browser a further device of an account that the world already knows here. Of its tabs one does so at a time, and the next
 * finds it done: a link may let in one device only. @throws Error in plain words, StoreFailure
 */
export async function enrolHere(peer: Peer, keys: string): Promise<AccountId> {
  const [account = '', kindText = '', rootText = '', boxText = ''] = keys.split('.')
  const kind = kinds.find((each) => each === kindText)
  const [root, box] = [fromBase64(rootText), fromBase64(boxText)]
  if (!kind || root?.length !== 32 || box?.length !== 32) throw new Error(t`These are not the keys of an account.`)
  return oneAtATime(`enrols ${databaseName(peer.world, peer.store.peer)}`, async () => {
    await peer.meetOtherTabs()
    if (actsHere(peer, account)) return account
    const { device, acts } = await enrolDevice(peer.world, account, root, await invitationOf(peer))
    // Before anything is kept: a device that is here may still be let in.
    refuseAloud(peer.ask(device.id, acts[0] as Deed))
    const persona: Persona = { account, kind, device }
    await keepPersona(peer.store, persona, { root, box })
    const outcome = await peer.act(device, acts)
    if (!outcome.ok) await forgetDevice(peer.store, persona)
    refuseAloud(outcome)
    peer.personas = [...peer.personas.filter((each) => each.account !== account), persona]
    return account
  })
}

function refuseAloud(outcome: Outcome): void {
  if (!outcome.ok) throw new Error(outcome.clauses.map(({ text }) => inLanguage(text)).join(' '))
}

/** Whether an account has a device here that is let in. One that came too late to its invite serves nobody. */
const actsHere = ({ engine, personas }: Peer, account: AccountId): boolean =>
  personas.some(
    (persona) =>
      persona.account === account &&
      (engine.read(devices, persona.device.id) !== undefined ||
        engine.open.some(({ row: { body }, verdict }) => body.device === persona.device.id && verdict === null)),
  )

/**
 * Accounts whose keys are here and that have no device here, because a file or a link brought them, or because it was not let in. As soon as this browser is invited into
 * their world they get one. A key that is not the account's own brings nothing back. Under a snapshot that is not checked yet (K19) nothing
 * is done: whose key is whose would rest on a claim.
 * @param onWrong told of each account whose keys here were not its own, as when a link was changed on its way
 * @returns those that can act here from now on @throws Error in plain words, StoreFailure
 */
export async function reviveAccounts(peer: Peer, onWrong: (account: AccountId) => void = () => {}): Promise<readonly AccountId[]> {
  if (peer.floor || !(await peer.store.key('invite'))) return []
  const revived: AccountId[] = []
  for (const { id, value } of await peer.store.keys('root')) {
    const account = id.slice('root/'.length)
    const known = peer.engine.read(accounts, account)
    if (!known || known.closed !== null || actsHere(peer, account)) continue
    const box = (await peer.store.key(`box/${account}`))?.value
    if (!(value instanceof Uint8Array) || !(box instanceof Uint8Array)) continue
    if (!(await areKeysOf(known, value, box))) {
      // Somebody made them up, or they were changed on their way; they must not stand in the way of the right ones.
      for (const kind of ['root', 'box']) await peer.store.deleteKey(`${kind}/${account}`)
      onWrong(account)
      continue
    }
    revived.push(await enrolHere(peer, await lendKeys(peer, { account, kind: known.kind })))
  }
  return revived
}

/** Both of them: with another box key nothing that is sealed to the account would ever open here. */
async function areKeysOf(known: { readonly root: string; readonly box: string }, root: Uint8Array, box: Uint8Array): Promise<boolean> {
  if (root.length !== 32 || box.length !== 32) return false
  return (await signerFromSeed(root)).id === known.root && (await boxKeyOf(box)).id === known.box
}
