/** Coming into somebody's world by an invitation (`ticket.ts` has the links). */
import { t } from '../language'
import { fromBase64, hashOf } from '../kit/bytes'
import { readGenesis } from '../store/archive'
import { openRegistry } from '../store/registry'
import type { Store } from '../store/store'
import { beginningOf } from './beginning'
import { type Beginning, fetchBeginning, type Waiting } from './doorstep'
import { invitationOf, OFFERED } from './founding'
import { Peer } from './peer'
import type { Ticket } from './ticket'
import { beginStore, list, type Opening, openWorld, removeWorld, standsOnFloor } from './worlds'

/**
 * Joins the world of a ticket as a further peer; its rows come over sync. The same ticket twice opens the same world.
 * @param beginning as `fetchBeginning` brought it @param stop ends it, as long as it is not done
 * @throws StoreFailure; Error for one that this build cannot read
 */
export async function joinWorld(ticket: Ticket, beginning: Beginning, opening: Opening = {}, stop?: AbortSignal): Promise<Peer> {
  const { line } = beginning
  try {
    const peer = await join(ticket, beginning, opening, stop)
    peer.line = line
    return peer
  } catch (error) {
    line?.hangUp()
    throw error
  }
}

async function join(ticket: Ticket, { genesis: text, base }: Beginning, opening: Opening, stop?: AbortSignal): Promise<Peer> {
  const genesis = readGenesis(text)
  if (!genesis.ok || hashOf(text) !== ticket.world)
    throw new Error(t`This invitation leads into a world that this version of Mesi cannot read.`)
  const { snapshot } = await beginningOf({ blob: async () => base }, genesis.value)
  const { peer = '' } = opening
  const store = await beginStore({ ...opening, genesis: text, peer })
  let opened: Peer | undefined
  try {
    if (base) await store.addBlob(base)
    if (genesis.value.parent !== null) await (await import('./copies')).bringKeys(store, genesis.value.parent, snapshot)
    await takeTicket(store, ticket)
    opened = await Peer.open({ ...opening, store })
    stop?.throwIfAborted()
    await list(store.world, peer, { name: genesis.value.name, parent: genesis.value.parent })
    return opened
  } catch (error) {
    await (opened ?? store).close()
    await removeUnlisted(store.world, peer).catch(() => undefined)
    throw error
  }
}

/** Nobody would find it to delete it. */
async function removeUnlisted(world: string, peer: string): Promise<void> {
  const registry = await openRegistry()
  const known = await registry.get(world, peer)
  registry.close()
  if (!known) await removeWorld(world, peer)
}

/**
 * Follows an invitation: into a world that is here already at once, else as soon as a peer of it is met.
 * @param waiting how to end the wait for one, and who is told how far it is @throws StoreFailure, Error
 */
export async function followTicket(ticket: Ticket, opening: Opening = {}, waiting: Waiting = {}): Promise<Peer> {
  const registry = await openRegistry(opening.onFailure)
  const known = await registry.get(ticket.world, opening.peer ?? '')
  registry.close()
  if (!known) return joinWorld(ticket, await fetchBeginning(ticket, waiting), opening, waiting.stop)
  const peer = await openWorld(ticket.world, opening)
  try {
    if (!(await hasArrived(peer))) await takeTicket(peer.store, ticket)
    else if ((await takeOffer(peer, ticket)) === 'other room') waiting.onOtherRoom?.()
    waiting.stop?.throwIfAborted()
    return peer
  } catch (error) {
    await peer.close()
    throw error
  }
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
