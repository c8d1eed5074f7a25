/**
 * Invite links. A link is short enough for a QR code that any phone reads: it names the world by the hash of its genesis, and whoever
 * comes by it asks the first peer they meet for the genesis itself (`doorstep.ts`). All of it stands in the fragment, which no server sees.
 *
 *     1.<world>.<room>.<invite>.<term>.<number>.<seal>.<name>
 *
 * A link for another device of one's own carries the account's keys behind it:
 *
 *     ~<account>.<root>.<box>
 */
import type { AccountId } from '../areas/area'
import { z } from '../areas/shapes'
import { fromBase64, fromUtf8, toBase64, utf8 } from '../kit/bytes'
import type { Hash } from '../log/types'

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
const keys = z.tuple([letters(43), letters(43), letters(43)])

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
  /** Whoever comes by this link is this account from then on. Seeds in base64url. */
  readonly keys?: { readonly account: AccountId; readonly root: string; readonly box: string }
}

/** Without the keys of an account, which `inviting.ts` writes behind it. */
export const writeTicket = ({ world, room, invite, floor, name }: Ticket): string =>
  ['1', world, room, invite, ...floor, toBase64(utf8([...name].slice(0, 50).join('')))].join('.')

/** Reads a link's fragment, with or without its `#`. @returns `undefined` for anything that `makeTicket` would not have written */
export function readTicket(fragment: string): Ticket | undefined {
  if (fragment.length > 1_000) return undefined
  const [ticket = '', lent, ...more] = fragment.replace(/^#/, '').split('~')
  const reading = parts.safeParse(ticket.split('.'))
  if (!reading.success || more.length > 0) return undefined
  const lending = lent === undefined ? undefined : keys.safeParse(lent.split('.'))
  if (lending && (!lending.success || lending.data.some((each) => !fromBase64(each)))) return undefined
  const [, world, room, invite, term, number, hash, name] = reading.data
  const bytes = fromBase64(name)
  if (!bytes || !fromBase64(invite)) return undefined
  try {
    const read: Ticket = { world, room, invite, floor: [Number(term), Number(number), hash], name: fromUtf8(bytes) }
    if (!lending?.data) return read
    const [account, root, box] = lending.data
    return { ...read, keys: { account, root, box } }
  } catch {
    return undefined
  }
}

/** The ticket in a link as somebody pastes it: the whole address, or its fragment alone. */
export const ticketIn = (link: string): Ticket | undefined => readTicket(link.trim().slice(link.trim().indexOf('#') + 1))
