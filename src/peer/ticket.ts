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
import { fromBase64, fromUtf8, toBase64, utf8 } from '../kit/bytes'
import type { Hash } from '../log/types'

const FORM =
  /^1\.(?<world>[\w-]{43})\.(?<room>[\w-]{32})\.(?<invite>[\w-]{43})\.(?<term>0|[1-9]\d{0,9})\.(?<number>0|[1-9]\d{0,9})\.(?<seal>[\w-]{43})\.(?<name>[\w-]{0,300})$/
const KEYS = /^(?<account>[\w-]{43})\.(?<root>[\w-]{43})\.(?<box>[\w-]{43})$/

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
  const read = FORM.exec(ticket)?.groups
  const keys = lent === undefined ? undefined : (KEYS.exec(lent)?.groups as Ticket['keys'])
  if (!read || more.length > 0 || (lent !== undefined && !keys)) return undefined
  if (keys && Object.values(keys).some((each) => !fromBase64(each))) return undefined
  const { world = '', room = '', invite = '', term, number, seal = '', name = '' } = read
  const bytes = fromBase64(name)
  if (!bytes || !fromBase64(invite)) return undefined
  try {
    const floor: Ticket['floor'] = [Number(term), Number(number), seal]
    return { world, room, invite, floor, name: fromUtf8(bytes), ...(keys ? { keys: { ...keys } } : {}) }
  } catch {
    return undefined
  }
}

/** The ticket in a link as somebody pastes it: the whole address, or its fragment alone. */
export const ticketIn = (link: string): Ticket | undefined => readTicket(link.trim().slice(link.trim().indexOf('#') + 1))
