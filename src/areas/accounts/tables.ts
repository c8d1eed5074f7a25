/** What is kept of accounts, and what every area may ask of it. */
import { type Reader, type Tools, table } from '../../log/rules'
import { worldTable } from '../../log/state'
import type { DeviceId, Finding, Hash, Millis } from '../../log/types'
import { type AccountId, because } from '../area'
import type { Writing } from '../shapes'
import type * as events from './events'

export interface Invite {
  readonly uses: number
  readonly left: number
  readonly until: Millis
}
/** A device that was let in. `account` is '' until it is enrolled. */
export interface Device {
  readonly invite: string
  readonly account: AccountId
  readonly at: Millis
  readonly revoked: boolean
}
export interface Account {
  readonly kind: events.Kind
  readonly root: string
  readonly box: string
  /** The act that created it. */
  readonly event: Hash
  readonly at: Millis
  /** When a Real Persona accepted the policy on AI. */
  readonly policyAt: Millis | null
  readonly handle: string | null
  /** The act that claimed the handle. */
  readonly handleEvent: Hash | null
  readonly handleAt: Millis
  readonly name: Writing | null
  readonly bio: Writing | null
  readonly picture: events.Picture | null
  readonly cover: events.Picture | null
  /** What others see in the place of pictures that are at the gate still, if they see any. */
  readonly former?: Pictures
  readonly categories: readonly events.Category[]
  readonly persona: { readonly form: events.PersonaCreated['form']; readonly settings: Hash } | null
  /** From when on a deletion that was asked for can be confirmed. */
  readonly closing: Millis | null
  readonly closed: Millis | null
}
export type Pictures = Readonly<Record<events.Place, events.Picture | null>>
/** `until`: given up, and free for everybody from then on. */
export interface Handle {
  readonly account: AccountId
  readonly until: Millis | null
}
export interface Reach {
  readonly followers: number
  readonly following: number
}
/** From one account to another: a follow or a block. */
export interface Tie {
  readonly from: AccountId
  readonly to: AccountId
  readonly event: Hash
  readonly at: Millis
}
export interface Office {
  readonly admin: boolean
  readonly moderator: boolean
}
/** Words or a file, by hash, that are erased for good. `writer` wrote them; a payload of anybody else is not meant. */
export interface Erased {
  readonly writer: AccountId
  readonly at: Millis
}
/** By decision, the oldest first: the hashes of the words and pictures that it took down. What comes in their place is not meant. */
export interface Covered {
  readonly by: readonly { readonly event: Hash; readonly parts: readonly Hash[] }[]
}

/** A picture of a profile, since it was first chosen in a world where the filter looks at uploads. */
export interface Portrait {
  readonly account: AccountId
  readonly file: events.Picture
  /** The filter has not looked at it, or what it saw waits for a moderator; `null`: it went through. */
  readonly gate: 'unexamined' | 'doubtful' | null
  /** Whether it is kept from others meanwhile. */
  readonly hides: boolean
  /** The decision that took it down. */
  readonly down: Hash | null
  readonly at: Millis
}

export const invites = table<Invite>('accounts.invites')
export const devices = table<Device>('accounts.devices')
export const accounts = table<Account>('accounts.accounts')
export const handles = table<Handle>('accounts.handles')
/** Handles in use that look alike, by `skeleton`, the oldest first; of a crowd the first ones. */
export const looks = table<{ readonly handles: readonly string[] }>('accounts.looks')
export const reach = table<Reach>('accounts.reach')
export const followTies = table<Tie>('accounts.follows')
export const blockTies = table<Tie>('accounts.blocks')
export const offices = table<Office>('accounts.offices')
/** One row, key 'house': the admins, in the order in which they came. */
export const house = table<{ readonly admins: readonly AccountId[] }>('accounts.house')
export const erased = table<Erased>('accounts.erased')
/** What of a profile is kept from others, by account. */
export const covered = table<Covered>('accounts.covered')
/** By account and the name of the file: `portraitKey`. */
export const portraits = table<Portrait>('accounts.portraits')
export const tables = [invites, devices, accounts, handles, looks, reach, followTies, blockTies, offices, house, erased, covered, portraits]

// What later areas may ask.

/** The account a device acts for, if it may act at all. `open`: the act does without an account; its own rule decides. */
export function takeSeat(w: Reader, device: DeviceId, open: boolean): AccountId | Finding {
  const seat = w.get(devices, device)
  if (open) return seat?.account ?? ''
  if (!seat) return because('LOG-2')
  if (seat.account === '') return because('ACC-18')
  if (seat.revoked) return because('ACC-19')
  const closed = w.get(accounts, seat.account)?.closed ?? null
  return closed === null ? seat.account : because('DEL-10', { closed })
}

/** LOG-4. */
export const letsIn = ({ left, until }: Pick<Invite, 'left' | 'until'>, at: Millis): boolean => left > 0 && at < until

export const isHost = (w: Reader, device: DeviceId): boolean => w.get(worldTable, 'genesis')?.host === device
/** The account a device is enrolled to; '' for none. */
export const who = (w: Reader, device: DeviceId): AccountId => w.get(devices, device)?.account ?? ''
export const accountOf = (w: Reader, account: AccountId): Account | undefined => w.get(accounts, account)
/** Exists and was not deleted. */
export const isOpen = (w: Reader, account: AccountId): boolean => w.get(accounts, account)?.closed === null
export const kindOf = (w: Reader, account: AccountId): events.Kind | undefined => w.get(accounts, account)?.kind
export const isAdmin = (w: Reader, account: AccountId): boolean => w.get(offices, account)?.admin === true
export const adminsOf = (w: Reader): readonly AccountId[] => w.get(house, 'house')?.admins ?? []
/** Admins are moderators too. */
export const isModerator = (w: Reader, account: AccountId): boolean => w.get(offices, account) !== undefined
export const follows = (w: Reader, from: AccountId, to: AccountId): boolean => w.get(followTies, tie(from, to)) !== undefined
/** Whether `from` blocks `to`; says nothing about the other direction. */
export const blocks = (w: Reader, from: AccountId, to: AccountId): boolean => w.get(blockTies, tie(from, to)) !== undefined
/** Whether either blocks the other (MOD-3). */
export const keptApart = (w: Reader, one: AccountId, other: AccountId): boolean => blocks(w, one, other) || blocks(w, other, one)
/** The key of a follow or a block. */
export const tie = (from: AccountId, to: AccountId): string => `${from} ${to}`

/** A numeric parameter. */
export const limit = (w: Reader, name: string): number => Number(w.parameter(name))

/** Erases somebody's words or a file for good, once the act that does it is final. A name that two have erased stands there for both. */
export function erase(w: Tools, named: { readonly hash: Hash } | null | undefined, writer: AccountId): void {
  if (!named) return
  const first = w.get(erased, named.hash)
  w.put(erased, first && first.writer !== writer ? erasedToo(named.hash, writer) : named.hash, { writer, at: w.now })
}
/** The key of a second one's erasing of the same name. */
export const erasedToo = (hash: Hash, writer: AccountId): string => `${hash} ${writer}`
