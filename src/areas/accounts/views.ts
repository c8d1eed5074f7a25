/** What screens and tests may ask about accounts, and the lists they page through. */
import { nameShown } from '../../kit/names'
import { days } from '../../kit/time'
import type { Hash, Json } from '../../log/types'
import { type AccountId, type Index, type Inquiry, question } from '../area'
import { type Page, page, paged } from '../paging'
import { characters, hash, type Writing, z } from '../shapes'
import * as events from './events'
import { resembled, takenBy } from './rules'
import { isCovered, pictureIn, picturesOf, portraitKey } from './shown'
import {
  type Account,
  accounts,
  blocks,
  blockTies,
  type Device,
  devices,
  type Erased,
  erased,
  follows,
  followTies,
  type Invite,
  invites,
  isHost,
  isModerator,
  letsIn,
  limit,
  type Office,
  offices,
  type Portrait,
  portraits,
  reach,
  type Tie,
} from './tables'

// Lists.

/** All accounts that are open: 'all'. And who shows a picture, by its hash: `picture <hash>`. */
export const peopleIndex: Index<Account> = {
  name: 'accounts.people',
  of: accounts,
  lists: (row) => (row.closed === null ? ['all', ...new Set(picturesOf(row).map(({ hash }) => `picture ${hash}`))] : []),
  rank: (row) => row.at,
}
/** `unexamined`: pictures of profiles that the filter has not looked at, in the order in which they came. */
export const portraitIndex: Index<Portrait> = {
  name: 'accounts.portraits',
  of: portraits,
  lists: ({ gate }) => (gate === null ? [] : [gate]),
  rank: ({ at }) => at,
}
/** `of <account>`: whom it follows. `to <account>`: who follows it. */
export const followIndex: Index<Tie> = { name: 'accounts.follows', of: followTies, lists: bothEnds, rank: (row) => row.at }
/** `of <account>`: whom it blocks. */
export const blockIndex: Index<Tie> = { name: 'accounts.blocks', of: blockTies, lists: bothEnds, rank: (row) => row.at }
export const officeIndex: Index<Office> = { name: 'accounts.offices', of: offices, lists: () => ['all'], rank: () => 0 }
/** The devices of an account, by its id; those of nobody under ''. */
export const deviceIndex: Index<Device> = { name: 'accounts.devices', of: devices, lists: (row) => [row.account], rank: (row) => row.at }
export const inviteIndex: Index<Invite> = { name: 'accounts.invites', of: invites, lists: () => ['all'], rank: (row) => row.until }
/** Payloads that are erased for good: 'all'. */
export const erasedIndex: Index<Erased> = { name: 'accounts.erased', of: erased, lists: () => ['all'], rank: (row) => row.at }

function bothEnds({ from, to }: Tie): readonly string[] {
  return [`of ${from}`, `to ${to}`]
}

// Answers that other areas show too.

/** What somebody wrote. `unfit`: not what its act said it was, so it is not shown. */
export interface Words {
  readonly state: 'here' | 'coming' | 'erased' | 'unfit'
  /** '' unless it is here. */
  readonly text: string
}

/** Rules trust the length that an act states; here it is held to it. */
export function wordsOf(q: Inquiry, writing: Writing): Words {
  const text = q.text(writing.hash)
  if (text === undefined) return { state: 'coming', text: '' }
  if (text === null) return { state: 'erased', text: '' }
  return typeof text === 'string' && characters(text) === writing.characters ? { state: 'here', text } : { state: 'unfit', text: '' }
}

/** An account as it appears beside anything it did. */
export interface Face {
  readonly account: AccountId
  /** Display name, else handle, else the beginning of the id. Never empty. */
  readonly name: string
  readonly handle: string | null
  /** `pending`: the handle is reserved until final. */
  readonly handleStanding: ReturnType<Inquiry['standing']> | null
  /** The handle that this one looks like, to warn of (ACC-23). */
  readonly resembles: string | null
  /** Whether the AI badge goes with it (ACC-10, ACC-17). */
  readonly ai: boolean
  readonly picture: events.Picture | null
  readonly deleted: boolean
}

/** Somebody in a list. */
export interface Listed extends Face {
  /** The account: by it a screen knows one again. */
  readonly id: AccountId
}
export const listed = (face: Face): Listed => ({ ...face, id: face.account })

/** `undefined` for an id that no account has. */
export function faceOf(q: Inquiry, account: AccountId): Face | undefined {
  const row = q.get(accounts, account)
  if (!row) return undefined
  const name = row.name && !isHidden(q, account, row.name) ? nameShown(wordsOf(q, row.name).text) : ''
  return {
    account,
    name: name || (row.handle ?? account.slice(0, 8)),
    handle: row.handle,
    handleStanding: row.handleEvent === null || row.handle === null ? null : q.standing(row.handleEvent),
    resembles: row.handle === null ? null : resembled(q, row.handle),
    ai: row.kind === 'ai',
    picture: pictureFor(q, row, account, 'picture'),
    deleted: row.closed !== null,
  }
}

/** What was taken down of a profile, or is at the gate, is there for its owner and for moderators. */
const seesAll = (q: Inquiry, account: AccountId): boolean => q.as === account || isModerator(q, q.as ?? '')
const isHidden = (q: Inquiry, account: AccountId, { hash }: { readonly hash: Hash }): boolean =>
  isCovered(q, account, hash) && !seesAll(q, account)
const pictureFor = (q: Inquiry, row: Account, account: AccountId, place: events.Place): events.Picture | null =>
  seesAll(q, account) ? row[place] : pictureIn(q, account, place)

export interface Profile extends Face {
  readonly kind: events.Kind
  /** 'AI' or nothing (ACC-10). */
  readonly tag: 'AI' | null
  readonly bio: Words | null
  /** Its name, its bio or what is told of its persona has not come to this device yet: what stands here in their place is no word of theirs. */
  readonly coming: boolean
  readonly cover: events.Picture | null
  /** Moderators took some of what it says and shows down: its owner and they see it still. */
  readonly takenDown: boolean
  /** What those of its pictures wait for that others do not see yet, for its owner and moderators: the filter, or a moderator. */
  readonly checked: readonly { readonly place: events.Place; readonly waits: NonNullable<Portrait['gate']> }[]
  readonly categories: readonly events.Category[]
  readonly persona: { readonly form: events.PersonaCreated['form']; readonly settings: Json | null } | null
  readonly joinedAt: number
  readonly policyAccepted: boolean
  /** From when on the handle may be changed. */
  readonly handleFrom: number
  readonly followers: number
  readonly following: number
  readonly roles: readonly events.Role[]
  /** From when on a deletion that was asked for can be confirmed. */
  readonly closing: number | null
  readonly boxKey: string
  readonly standing: ReturnType<Inquiry['standing']>
  /** Between who asks and this account. */
  readonly mine: boolean
  readonly followed: boolean
  readonly followsMe: boolean
  readonly blocked: boolean
  readonly blocksMe: boolean
}

const places: readonly events.Place[] = ['picture', 'cover']
const portraitOf = (q: Inquiry, row: Account, account: AccountId, place: events.Place): Portrait | undefined => {
  const file = row[place]
  return file ? q.get(portraits, portraitKey(account, file.hash)) : undefined
}

function isSomeDown(q: Inquiry, row: Account, account: AccountId): boolean {
  const isDown = places.some((place) => (portraitOf(q, row, account, place)?.down ?? null) !== null)
  return isDown || [row.name, row.bio, row.picture, row.cover].some((part) => part && isCovered(q, account, part.hash))
}

const checkedOf = (q: Inquiry, row: Account, account: AccountId): Profile['checked'] =>
  places.flatMap((place) => {
    const { gate, hides, down } = portraitOf(q, row, account, place) ?? { gate: null, hides: false, down: null }
    return gate !== null && hides && down === null ? [{ place, waits: gate }] : []
  })

const isComing = (q: Inquiry, { name, bio, persona }: Account): boolean =>
  [name?.hash, bio?.hash, persona?.settings].some((words) => words !== undefined && q.text(words) === undefined)

function profileOf(q: Inquiry, account: AccountId): Profile | null {
  const row = q.get(accounts, account)
  const face = faceOf(q, account)
  if (!row || !face) return null
  const me = q.as ?? ''
  const office = q.get(offices, account)
  return {
    ...face,
    kind: row.kind,
    tag: row.kind === 'ai' ? 'AI' : null,
    bio: row.bio && !isHidden(q, account, row.bio) ? wordsOf(q, row.bio) : null,
    coming: isComing(q, row),
    cover: pictureFor(q, row, account, 'cover'),
    takenDown: isSomeDown(q, row, account),
    checked: seesAll(q, account) ? checkedOf(q, row, account) : [],
    categories: row.categories,
    persona: row.persona && { form: row.persona.form, settings: q.text(row.persona.settings) ?? null },
    joinedAt: row.at,
    policyAccepted: row.policyAt !== null,
    handleFrom: row.handle === null ? row.at : row.handleAt + days(limit(q, 'accounts.handleChangeDays')),
    followers: q.get(reach, account)?.followers ?? 0,
    following: q.get(reach, account)?.following ?? 0,
    roles: events.roles.filter((role) => office?.[role]),
    closing: row.closing,
    boxKey: row.box,
    standing: q.standing(row.event),
    mine: account === me,
    followed: follows(q, me, account),
    followsMe: follows(q, account, me),
    blocked: blocks(q, me, account),
    blocksMe: blocks(q, account, me),
  }
}

// Questions.

const none = z.strictObject({})
const ofAccount = z.strictObject({ account: hash })
const pageOfAccount = z.strictObject({ account: hash, ...paged })

export const profile = question({ name: 'profile', args: ofAccount, answer: (q, { account }) => profileOf(q, account) })

/** The account that holds a handle now. */
export const profileByHandle = question({
  name: 'profileByHandle',
  args: z.strictObject({ handle: z.string() }),
  answer(q, { handle }) {
    const claim = takenBy(q, handle, '')
    return claim && claim.until === null ? profileOf(q, claim.account) : null
  },
})

/** What a sign-up form says about a handle while it is typed. */
export const handleCheck = question({
  name: 'handleCheck',
  args: z.strictObject({ handle: z.string() }),
  answer(q, { handle }) {
    const valid = events.handle.safeParse(handle).success
    const taken = valid ? takenBy(q, handle, q.as ?? '') : undefined
    const mine = q.as === undefined ? null : (q.get(accounts, q.as)?.handle ?? null)
    return {
      valid,
      taken: taken !== undefined,
      /** When a handle that rests becomes free. */
      freeFrom: taken?.until ?? null,
      /** Not refused, but everybody will be told (ACC-23). */
      resembles: valid ? resembled(q, handle, mine) : null,
    }
  },
})

/** Who follows an account, newest first. */
export const followers = question({
  name: 'followers',
  args: pageOfAccount,
  answer: (q, { account, ...paging }) => ties(q, followIndex, `to ${account}`, paging, 'from'),
})

/** Whom an account follows, newest first. */
export const following = question({
  name: 'following',
  args: pageOfAccount,
  answer: (q, { account, ...paging }) => ties(q, followIndex, `of ${account}`, paging, 'to'),
})

/** Whom the one who asks has blocked. Nobody may ask that of another. */
export const blockedAccounts = question({
  name: 'blockedAccounts',
  args: z.strictObject(paged),
  answer: (q, paging) => ties(q, blockIndex, `of ${q.as ?? ''}`, paging, 'to'),
})

function ties(
  q: Inquiry,
  index: Index<Tie>,
  list: string,
  paging: { cursor?: string | undefined; size?: number | undefined },
  end: 'from' | 'to',
) {
  return page(q, index, list, paging, 'newest', (key) => {
    const tie = q.get(index.of, key)
    const face = tie && faceOf(q, tie[end])
    return tie && face && !face.deleted ? { ...listed(face), since: tie.at, standing: q.standing(tie.event) } : undefined
  })
}

/** People by the beginning of their handle or of a word of their name, and by what they are about, newest first; '' finds everybody. */
export const people = question({
  name: 'people',
  args: z.strictObject({ text: z.string().check(z.maxLength(100)), category: z.optional(events.category), ...paged }),
  answer(q, { text, category, ...paging }): Page<Listed> {
    const sought = text.trim().replace(/^@/, '').toLowerCase()
    return page(q, peopleIndex, 'all', paging, 'newest', (key) => {
      const face = faceOf(q, key)
      if (!face || blocks(q, key, q.as ?? '')) return undefined
      if (category !== undefined && !q.get(accounts, key)?.categories.includes(category)) return undefined
      const words = [face.handle ?? '', face.name.toLowerCase(), ...face.name.toLowerCase().split(/\s+/)]
      return words.some((word) => word.startsWith(sought)) ? listed(face) : undefined
    })
  },
})

/** Who holds a role of the house. */
export const roles = question({
  name: 'roles',
  args: none,
  answer: (q) =>
    q.list(officeIndex, 'all').flatMap((account) => {
      const face = faceOf(q, account)
      const office = q.get(offices, account)
      return face && office ? [{ ...listed(face), admin: office.admin, moderator: office.moderator }] : []
    }),
})

/** The devices of the account that asks. */
export const myDevices = question({
  name: 'devices',
  args: none,
  answer: (q) =>
    q.as === undefined
      ? []
      : q.list(deviceIndex, q.as).flatMap((device) => {
          const row = q.get(devices, device)
          return row ? [{ id: device, device, at: row.at, revoked: row.revoked }] : []
        }),
})

/** What a device may do: whether it is the host's, was let in, and for whom it acts. */
export const deviceState = question({
  name: 'device',
  args: z.strictObject({ device: hash }),
  answer(q, { device }) {
    const row = q.get(devices, device)
    return { host: isHost(q, device), admitted: row !== undefined, revoked: row?.revoked === true, account: row?.account || null }
  },
})

/** Invites that still let somebody in. */
export const openInvites = question({
  name: 'invites',
  args: none,
  answer: (q) =>
    q.list(inviteIndex, 'all').flatMap((key) => {
      const invite = q.get(invites, key)
      return invite && letsIn(invite, q.now) ? [{ key, ...invite }] : []
    }),
})
