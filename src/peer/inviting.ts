/** Making invite links (`ticket.ts` says how they are written). */
import { inLanguage, t } from '../language'
import { invites, letsIn } from '../areas/accounts/tables'
import { toBase64 } from '../kit/bytes'
import { signerFromSeed } from '../log/signing'
import { makeInvitation } from './arriving'
import { invitationOf } from './founding'
import type { Peer } from './peer'
import type { Persona } from './personas'
import { writeTicket } from './ticket'
import { roomSecret } from './worlds'

const DAY = 86_400_000

/**
 * A link's fragment that lets `uses` more devices in, for `days` of world time. Only the host can make one.
 * @throws Error when this browser is not the host, StoreFailure
 */
export async function makeTicket(peer: Peer, uses = 10, days = 30): Promise<string> {
  if (!peer.hostDevice) throw new Error(t`Only the host of a world can invite.`)
  const invitation = await makeInvitation()
  const until = peer.engine.worldTime + days * DAY
  const outcome = await peer.act(peer.hostDevice, [{ type: 'accounts.invited', data: { key: invitation.key, uses, until } }])
  if (!outcome.ok) throw new Error(outcome.clauses.map(({ text }) => inLanguage(text)).join(' '))
  return ticketWith(peer, invitation.seed)
}

/**
 * A link's fragment that makes another browser a device of this account (ACC-18), for one day of world time or for as long as the
 * invitation lasts that let this browser in. @throws Error in plain words, StoreFailure
 */
export async function makeDeviceTicket(peer: Peer, { account }: Pick<Persona, 'account'>): Promise<string> {
  const [root, box] = await Promise.all([peer.store.key(`root/${account}`), peer.store.key(`box/${account}`)])
  if (!(root?.value instanceof Uint8Array) || !(box?.value instanceof Uint8Array))
    throw new Error(t`The keys of this account are not kept in this browser.`)
  const ticket = peer.hostDevice ? await makeTicket(peer, 1, 1) : await passOn(peer)
  return `${ticket}~${account}.${toBase64(root.value)}.${toBase64(box.value)}`
}

/** The invitation by which this browser came in, for one that comes after it. */
async function passOn(peer: Peer): Promise<string> {
  const { seed } = await invitationOf(peer)
  const invite = peer.engine.read(invites, (await signerFromSeed(seed)).id)
  if (!invite || !letsIn(invite, peer.engine.worldTime))
    throw new Error(
      t`The invitation that let this browser in lets nobody else in. Ask the host for a new link, open it here, and try again.`,
    )
  return ticketWith(peer, seed)
}

async function ticketWith(peer: Peer, seed: Uint8Array): Promise<string> {
  const { term, number, hash } = peer.engine.last
  peer.promise(number)
  const room = await roomSecret(peer)
  return writeTicket({ world: peer.world, room, invite: toBase64(seed), floor: [term, number, hash], name: peer.genesis.name })
}
