/**
 * Invite links. A link is short enough for a QR code that any phone reads: it names the world by the hash of its genesis, and whoever
 * comes by it asks the first peer they meet for the genesis itself (`doorstep.ts`). All of it stands in the fragment, which no server sees.
 *
 *     1.<world>.<room>.<invite>.<term>.<number>.<seal>.<name>
 */
import { fromBase64, fromUtf8, toBase64, utf8 } from '../kit/bytes'
import type { Hash } from '../log/types'
import { z } from '../areas/shapes'
import type { Peer } from './peer'
import { makeInvitation } from './personas'
import { roomSecret } from './worlds'

const letters = (count: number) => z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${count}}$`)))
const whole = z.string().check(z.regex(/^(0|[1-9]\d{0,9})$/))
const parts = z.tuple([
  z.literal('1'),
  letters(43),
  letters(32),
  letters(43),
  whole,
  whole,
  letters(43),
  z.string().check(z.regex(/^[A-Za-z0-9_-]{0,300}$/)),
])

/** What an invite link carries in its fragment. */
export interface Ticket {
  readonly world: Hash
  /** The secret under which peers of this world meet. */
  readonly room: string
  /** The seed of the invite's key pair, in base64url. */
  readonly invite: string
  /** K20: no older world is believed. Term, number and hash of the last seal when the link was written. */
  readonly floor: readonly [number, number, Hash]
  /** What the world is called, for the screen that waits for it; the genesis has the last word. */
  readonly name: string
}

const DAY = 86_400_000

/**
 * A link's fragment that lets `uses` more devices in, for `days` of world time. Only the host can make one.
 * @throws Error when this browser is not the host, StoreFailure
 */
export async function makeTicket(peer: Peer, uses = 10, days = 30): Promise<string> {
  if (!peer.hostDevice) throw new Error('Only the host of a world can invite.')
  const invitation = await makeInvitation()
  const until = peer.engine.worldTime + days * DAY
  const outcome = await peer.act(peer.hostDevice, [{ type: 'accounts.invited', data: { key: invitation.key, uses, until } }])
  if (!outcome.ok) throw new Error(outcome.clauses.map((clause) => clause.text).join(' '))
  const { term, number, hash } = peer.engine.last
  const room = await roomSecret(peer)
  return writeTicket({
    world: peer.world,
    room,
    invite: toBase64(invitation.seed),
    floor: [term, number, hash],
    name: peer.genesis.name,
  })
}

const writeTicket = ({ world, room, invite, floor, name }: Ticket): string =>
  ['1', world, room, invite, ...floor, toBase64(utf8([...name].slice(0, 50).join('')))].join('.')

/** Reads a link's fragment, with or without its `#`. @returns `undefined` for anything that `makeTicket` would not have written */
export function readTicket(fragment: string): Ticket | undefined {
  if (fragment.length > 1_000) return undefined
  const reading = parts.safeParse(fragment.replace(/^#/, '').split('.'))
  if (!reading.success) return undefined
  const [, world, room, invite, term, number, hash, name] = reading.data
  const bytes = fromBase64(name)
  if (!bytes || !fromBase64(invite)) return undefined
  try {
    return { world, room, invite, floor: [Number(term), Number(number), hash], name: fromUtf8(bytes) }
  } catch {
    return undefined
  }
}

/** The ticket in a link as somebody pastes it: the whole address, or its fragment alone. */
export const ticketIn = (link: string): Ticket | undefined => readTicket(link.trim().slice(link.trim().indexOf('#') + 1))
