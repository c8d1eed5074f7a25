/**
 * Accounts: who may act at all, what an account is, its handle and profile, the roles of the house, following, blocking and closing.
 *
 * An account is born by its first device and is one of two kinds for ever: its id is a hash of root key, kind and nonce, so another kind
 * would be another account (ACC-15). Scarce names are claims of their own, so nothing another account does can undo a birth (K17).
 */
import { hashOf } from '../../kit/bytes'
import { days, hours } from '../../kit/time'
import type { Reader, Tools } from '../../log/rules'
import type { Finding } from '../../log/types'
import { type AccountId, type Act, because, type Clauses, type Parameters, rule } from '../area'
import * as events from './events'
import { isAtGate, pictureIn, picturesOf, showingMeanwhile, toGate } from './shown'
import {
  type Account,
  accounts,
  adminsOf,
  blocks,
  blockTies,
  type Device,
  devices,
  erase,
  follows,
  followTies,
  type Handle,
  handles,
  house,
  type Invite,
  invites,
  isAdmin,
  isHost,
  isOpen,
  keptApart,
  letsIn,
  limit,
  looks,
  offices,
  type Reach,
  reach,
  tie,
} from './tables'

export const clauses: Clauses = {
  'LOG-2': { text: 'An act counts only from a device that the host has let into the world.', source: 'design' },
  'LOG-3': { text: 'Only the host of a world invites.', source: 'design' },
  'LOG-4': { text: 'An invite lets in as many devices as it says, each before the moment at which it ends.', source: 'design' },
  'LOG-5': { text: 'A device joins a world once.', source: 'design' },
  'ACC-1': { text: 'There are exactly two kinds of account: Real Persona and AI. Everybody chooses one when joining.', source: 'seed' },
  'ACC-2': {
    text: 'A Real Persona is a human creator and accepts the policy that keeps AI within strict limits; it is for nobody else.',
    source: 'seed',
  },
  'ACC-10': { text: 'The profile of an AI account always carries the tag AI.', source: 'seed' },
  'ACC-12': { text: 'An AI account has one AI persona.', source: 'seed' },
  'ACC-13': {
    text: 'The persona of an AI account is fictional or a digital twin of its owner. Looks, voice and manner can be configured; which of the two it is cannot.',
    source: 'seed',
  },
  'ACC-14': { text: 'A bio has at most as many characters as the policy says.', source: 'whitepaper' },
  'ACC-15': { text: 'The kind of an account is permanent. Whoever needs both kinds has two accounts.', source: 'seed' },
  'ACC-17': { text: 'The AI badge goes with the avatar wherever it appears.', source: 'whitepaper' },
  'ACC-18': { text: 'A device acts for one account, to which the root key of that account enrolled it.', source: 'design' },
  'ACC-19': { text: 'A revoked device acts no more.', source: 'design' },
  'ACC-20': { text: 'An account is created once.', source: 'design' },
  'ACC-21': {
    text: 'A handle belongs to one account. A handle that was given up rests before anybody else can claim it.',
    source: 'assumption',
  },
  'ACC-22': { text: 'An account has one handle, and some days must pass before it changes it again.', source: 'assumption' },
  'ACC-23': {
    text: 'A handle that looks like another one may be claimed, and everybody is told which one it resembles.',
    source: 'assumption',
  },
  'ACC-24': { text: 'A display name has at least one character and at most as many as the policy says.', source: 'assumption' },
  'ACC-25': { text: 'Only an admin grants and revokes roles.', source: 'assumption' },
  'ACC-26': { text: 'There is always an admin: the last one keeps the role and the account.', source: 'assumption' },
  'ACC-27': { text: 'A role is granted to an open account that does not have it, and revoked from one that does.', source: 'assumption' },
  'ACC-28': {
    text: 'A fan has a kind too: whoever has not published is a Real Persona or an AI account all the same.',
    source: 'assumption',
  },
  'ACC-29': { text: 'An account follows another open account, never itself, and at most once.', source: 'assumption' },
  'ACC-30': { text: 'Only who follows can unfollow.', source: 'assumption' },
  'MOD-1': { text: 'An account may block another. The block ends following in both directions.', source: 'whitepaper' },
  'MOD-3': { text: 'While either of two accounts blocks the other, neither may turn to the other.', source: 'assumption' },
  'MOD-4': {
    text: 'An account blocks another account, never itself, once at a time, and only the one who blocked lifts the block.',
    source: 'assumption',
  },
  'DEL-1': { text: 'The owner of an account may ask for its deletion, once at a time.', source: 'whitepaper' },
  'DEL-2': {
    text: 'After a wait, which the policy gives in hours, the owner must confirm the deletion. Without that nothing is deleted.',
    source: 'whitepaper',
  },
  'DEL-10': { text: 'A deleted account does nothing any more.', source: 'assumption' },
  'DEL-11': { text: 'A deletion that was asked for can be called off until it is confirmed.', source: 'assumption' },
}

export const parameters: Parameters = {
  'accounts.firstAdmin': {
    value: '',
    unit: 'account',
    says: 'Who is an admin from birth. The maker of a world writes its own account id here.',
    source: 'design',
  },
  'accounts.bioCharacters': { value: 160, unit: 'characters', says: 'Longest bio.', source: 'whitepaper', range: [0, 1_000] },
  'accounts.nameCharacters': { value: 50, unit: 'characters', says: 'Longest display name.', source: 'assumption', range: [1, 200] },
  'accounts.handleChangeDays': { value: 30, unit: 'days', says: 'Between a claim and the next.', source: 'assumption', range: [0, 3_650] },
  'accounts.handleRestDays': {
    value: 30,
    unit: 'days',
    says: 'How long a handle that was given up stays with nobody.',
    source: 'assumption',
    range: [0, 3_650],
  },
  'accounts.deletionHours': {
    value: 48,
    unit: 'hours',
    says: 'Between asking for deletion and being able to confirm it.',
    source: 'whitepaper',
    range: [0, 87_600],
  },
}

/** How many handles that look alike are remembered. */
const MOST_ALIKE = 16

/** What remains of a handle when everything that looks alike is written alike: `rnesi_1` and `mes1l` share theirs with `mesil`. */
export const skeleton = (handle: string): string =>
  handle
    .replaceAll('_', '')
    .replaceAll(/[01i5z83]/g, (letter) => alike[letter] as string)
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
const alike: { readonly [letter: string]: string } = { '0': 'o', '1': 'l', i: 'l', '5': 's', z: '2', '8': 'b', '3': 'e' }

/** An account's id. Sixteen and more bytes of nonce keep one root key's accounts apart. */
export const accountId = (root: string, kind: events.Kind, nonce: string): AccountId => hashOf(`mesi account ${root} ${kind} ${nonce}`)

const since = 1

/** The account row of who acts; the gate has seen it. */
const own = (w: Reader, act: Act<unknown>): Account => w.get(accounts, act.by) as Account

const change = (w: Tools, account: AccountId, changes: Partial<Account>): void =>
  w.put(accounts, account, { ...(w.get(accounts, account) as Account), ...changes })

function enrol(w: Tools, act: Act<unknown>, account: AccountId): void {
  const seat = w.get(devices, act.device) as Device
  w.put(devices, act.device, { ...seat, account })
}

/** Why a device may not be enrolled, if it may not. */
function refuseEnrolment(w: Reader, act: Act<unknown>): Finding | undefined {
  if (!w.get(devices, act.device)) return because('LOG-2')
  return act.by === '' ? undefined : because('ACC-18', { account: act.by })
}

const invited = rule({
  type: 'accounts.invited',
  since,
  open: true,
  data: events.invited,
  rests: ['LOG-3'],
  refuse(w, act) {
    if (!isHost(w, act.device)) return because('LOG-3')
    const known = w.get(invites, act.data.key)
    return known ? because('LOG-4', { left: known.left, until: known.until }) : undefined
  },
  apply(w, act) {
    const { key, uses, until } = act.data
    w.put(invites, key, { uses, left: uses, until })
  },
})

const joined = rule({
  type: 'accounts.joined',
  since,
  open: true,
  data: events.joined,
  rests: ['LOG-2', 'LOG-4', 'LOG-5'],
  refuse(w, act) {
    if (w.get(devices, act.device)) return because('LOG-5')
    const invite = w.get(invites, act.data.invite)
    if (!invite) return because('LOG-2')
    return letsIn(invite, act.at) ? undefined : because('LOG-4', { left: invite.left, until: invite.until })
  },
  apply(w, act) {
    const invite = w.get(invites, act.data.invite) as Invite
    w.put(invites, act.data.invite, { ...invite, left: invite.left - 1 })
    w.put(devices, act.device, { invite: act.data.invite, account: '', at: act.at, revoked: false })
  },
})

const created = rule({
  type: 'accounts.created',
  since,
  open: true,
  data: events.created,
  rests: ['ACC-1', 'ACC-15', 'ACC-18', 'ACC-20', 'ACC-28'],
  refuse(w, act) {
    const { root, kind, nonce } = act.data
    const no = refuseEnrolment(w, act)
    if (no) return no
    return w.get(accounts, accountId(root, kind, nonce)) ? because('ACC-20') : undefined
  },
  apply(w, act) {
    const { root, box, kind, nonce } = act.data
    const account = accountId(root, kind, nonce)
    w.put(accounts, account, {
      kind,
      root,
      box,
      event: act.id,
      at: act.at,
      policyAt: null,
      handle: null,
      handleEvent: null,
      handleAt: 0,
      name: null,
      bio: null,
      picture: null,
      cover: null,
      categories: [],
      persona: null,
      closing: null,
      closed: null,
    })
    enrol(w, act, account)
    if (account !== w.parameter('accounts.firstAdmin')) return
    w.put(offices, account, { admin: true, moderator: false })
    w.put(house, 'house', { admins: [account] })
  },
})

const enrolled = rule({
  type: 'accounts.enrolled',
  since,
  open: true,
  data: events.enrolled,
  rests: ['ACC-18'],
  refuse(w, act) {
    const no = refuseEnrolment(w, act)
    if (no) return no
    const account = w.get(accounts, act.data.account)
    if (account?.root !== act.data.root) return because('ACC-18')
    return account.closed === null ? undefined : because('DEL-10', { closed: account.closed })
  },
  apply: (w, act) => enrol(w, act, act.data.account),
})

const deviceRevoked = rule({
  type: 'accounts.deviceRevoked',
  since,
  data: events.deviceRevoked,
  rests: ['ACC-18', 'ACC-19'],
  refuse(w, act) {
    const seat = w.get(devices, act.data.device)
    if (seat?.account !== act.by || own(w, act).root !== act.data.root) return because('ACC-18')
    return seat.revoked ? because('ACC-19') : undefined
  },
  apply: (w, act) => w.put(devices, act.data.device, { ...(w.get(devices, act.data.device) as Device), revoked: true }),
})

const policyAccepted = rule({
  type: 'accounts.policyAccepted',
  since,
  data: events.policyAccepted,
  rests: ['ACC-2'],
  refuse: (w, act) => (own(w, act).kind === 'real' ? undefined : because('ACC-2', { kind: 'ai' })),
  apply: (w, act) => change(w, act.by, { policyAt: own(w, act).policyAt ?? act.at }),
})

const handleClaimed = rule({
  type: 'accounts.handleClaimed',
  since,
  barred: 'speech',
  data: events.handleClaimed,
  rests: ['ACC-21', 'ACC-22', 'ACC-23'],
  refuse(w, act) {
    const taken = takenBy(w, act.data.handle, act.by)
    if (taken) return because('ACC-21', { by: taken.account, ...(taken.until === null ? {} : { until: taken.until }) })
    const { handle, handleAt } = own(w, act)
    if (handle === null) return undefined
    const from = handleAt + days(limit(w, 'accounts.handleChangeDays'))
    return act.at >= from ? undefined : because('ACC-22', { from })
  },
  apply(w, act) {
    const { handle } = act.data
    const former = own(w, act).handle
    if (former !== null) giveUp(w, former, act.by)
    const alike = alikeOf(w, handle)
    if (alike.length < MOST_ALIKE) w.put(looks, skeleton(handle), { handles: [...alike, handle] })
    w.put(handles, handle, { account: act.by, until: null })
    change(w, act.by, { handle, handleEvent: act.id, handleAt: act.at })
  },
})

/** The claim that keeps `account` from having a handle now, if any. */
export function takenBy(w: Reader, handle: string, account: AccountId): Handle | undefined {
  const claim = w.get(handles, handle)
  if (!claim) return undefined
  if (claim.until === null) return claim
  return claim.account === account || claim.until <= w.now ? undefined : claim
}

function giveUp(w: Tools, handle: string, account: AccountId): void {
  w.put(handles, handle, { account, until: w.now + days(limit(w, 'accounts.handleRestDays')) })
  const left = alikeOf(w, handle).filter((each) => each !== handle)
  w.put(looks, skeleton(handle), left.length === 0 ? undefined : { handles: left })
}

const alikeOf = (w: Reader, handle: string): readonly string[] => w.get(looks, skeleton(handle))?.handles ?? []

/** The handle in use that this one looks like: the oldest, which everybody is warned of but whoever has that one (ACC-23). @param mine one that does not count */
export function resembled(w: Reader, handle: string, mine: string | null = null): string | null {
  const first = alikeOf(w, handle).find((each) => each !== mine)
  return first === undefined || first === handle ? null : first
}

const profileEdited = rule({
  type: 'accounts.profileEdited',
  since,
  barred: 'speech',
  data: events.profileEdited,
  rests: ['ACC-14', 'ACC-24', 'SHR-8', 'FLT-7'],
  refuse(w, act) {
    const { name, bio, picture, cover } = act.data
    const heaviest = limit(w, 'content.imageBytes')
    for (const file of [picture, cover]) if (file && file.size > heaviest) return because('SHR-8', { size: file.size, most: heaviest })
    const longestName = limit(w, 'accounts.nameCharacters')
    if (name.characters < 1 || name.characters > longestName) return because('ACC-24', { characters: name.characters, most: longestName })
    const longestBio = limit(w, 'accounts.bioCharacters')
    return bio && bio.characters > longestBio ? because('ACC-14', { characters: bio.characters, most: longestBio }) : undefined
  },
  apply(w, act) {
    const { name, bio = null, picture = null, cover = null, categories } = act.data
    const before = own(w, act)
    if (before.name?.hash !== name.hash) erase(w, before.name, act.by)
    if (before.bio?.hash !== bio?.hash) erase(w, before.bio, act.by)
    const shown = { picture: pictureIn(w, act.by, 'picture'), cover: pictureIn(w, act.by, 'cover') }
    const stood = [before.picture, before.cover].map((file) => file?.hash) // also since nobody looked at any: it stays as it is
    for (const file of [picture, cover]) if (file && !stood.includes(file.hash)) toGate(w, act.by, file)
    const meanwhile = (file: events.Picture | null, before: events.Picture | null) => (file && isAtGate(w, act.by, file) ? before : null)
    const former = { picture: meanwhile(picture, shown.picture), cover: meanwhile(cover, shown.cover) }
    w.put(accounts, act.by, showingMeanwhile({ ...before, name, bio, picture, cover, categories }, former))
  },
})

const personaCreated = rule({
  type: 'accounts.personaCreated',
  since,
  barred: 'speech',
  data: events.personaCreated,
  rests: ['ACC-12', 'ACC-13'],
  refuse(w, act) {
    const { kind, persona } = own(w, act)
    if (kind !== 'ai') return because('ACC-13', { kind })
    return persona ? because('ACC-12', { form: persona.form }) : undefined
  },
  apply: (w, act) => change(w, act.by, { persona: act.data }),
})

const personaConfigured = rule({
  type: 'accounts.personaConfigured',
  since,
  barred: 'speech',
  data: events.personaConfigured,
  rests: ['ACC-13'],
  refuse: (w, act) => (own(w, act).persona ? undefined : because('ACC-13', { kind: own(w, act).kind })),
  apply(w, act) {
    const { persona } = own(w, act)
    if (!persona) return
    if (persona.settings !== act.data.settings) erase(w, { hash: persona.settings }, act.by)
    change(w, act.by, { persona: { form: persona.form, settings: act.data.settings } })
  },
})

const roleGranted = rule({
  type: 'accounts.roleGranted',
  since,
  barred: 'office',
  appoints: ({ account }) => account,
  data: events.roleChanged,
  rests: ['ACC-25', 'ACC-27'],
  refuse(w, act) {
    const { account, role } = act.data
    if (!isAdmin(w, act.by)) return because('ACC-25')
    return isOpen(w, account) && !w.get(offices, account)?.[role] ? undefined : because('ACC-27', { role })
  },
  apply: (w, act) => setRole(w, act.data.account, act.data.role, true),
})

const roleRevoked = rule({
  type: 'accounts.roleRevoked',
  since,
  barred: 'office',
  data: events.roleChanged,
  rests: ['ACC-25', 'ACC-26', 'ACC-27'],
  refuse(w, act) {
    const { account, role } = act.data
    if (!isAdmin(w, act.by)) return because('ACC-25')
    if (!w.get(offices, account)?.[role]) return because('ACC-27', { role })
    return role === 'admin' && isLastAdmin(w, account) ? because('ACC-26') : undefined
  },
  apply: (w, act) => setRole(w, act.data.account, act.data.role, false),
})

/** Ends every office of an account. Whoever calls this knows that there is another admin (ACC-26). */
export function leaveOffice(w: Tools, account: AccountId): void {
  for (const role of events.roles) if (w.get(offices, account)?.[role]) setRole(w, account, role, false)
}

const isLastAdmin = (w: Reader, account: AccountId): boolean => isAdmin(w, account) && adminsOf(w).length === 1

function setRole(w: Tools, account: AccountId, role: events.Role, has: boolean): void {
  const office = { admin: false, moderator: false, ...w.get(offices, account), [role]: has }
  w.put(offices, account, office.admin || office.moderator ? office : undefined)
  if (role !== 'admin') return
  const others = adminsOf(w).filter((each) => each !== account)
  w.put(house, 'house', { admins: has ? [...others, account] : others })
}

const followed = rule({
  type: 'accounts.followed',
  since,
  barred: 'speech',
  data: events.toward,
  rests: ['ACC-29', 'MOD-3'],
  refuse(w, act) {
    const { account } = act.data
    if (account === act.by || !isOpen(w, account) || follows(w, act.by, account)) return because('ACC-29')
    return keptApart(w, act.by, account) ? because('MOD-3') : undefined
  },
  apply(w, act) {
    const { account } = act.data
    w.put(followTies, tie(act.by, account), { from: act.by, to: account, event: act.id, at: act.at })
    countFollow(w, act.by, account, 1)
  },
})

const unfollowed = rule({
  type: 'accounts.unfollowed',
  since,
  data: events.toward,
  rests: ['ACC-30'],
  refuse: (w, act) => (follows(w, act.by, act.data.account) ? undefined : because('ACC-30')),
  apply: (w, act) => endFollow(w, act.by, act.data.account),
})

function endFollow(w: Tools, from: AccountId, to: AccountId): void {
  if (!follows(w, from, to)) return
  w.put(followTies, tie(from, to), undefined)
  countFollow(w, from, to, -1)
}

function countFollow(w: Tools, from: AccountId, to: AccountId, by: 1 | -1): void {
  const none: Reach = { followers: 0, following: 0 }
  const source = w.get(reach, from) ?? none
  w.put(reach, from, { followers: source.followers, following: source.following + by })
  const target = w.get(reach, to) ?? none
  w.put(reach, to, { followers: target.followers + by, following: target.following })
}

const blocked = rule({
  type: 'accounts.blocked',
  since,
  data: events.toward,
  rests: ['MOD-1', 'MOD-3', 'MOD-4'],
  refuse(w, act) {
    const { account } = act.data
    return account === act.by || !isOpen(w, account) || blocks(w, act.by, account) ? because('MOD-4') : undefined
  },
  apply(w, act) {
    const { account } = act.data
    endFollow(w, act.by, account)
    endFollow(w, account, act.by)
    w.put(blockTies, tie(act.by, account), { from: act.by, to: account, event: act.id, at: act.at })
  },
})

const unblocked = rule({
  type: 'accounts.unblocked',
  since,
  data: events.toward,
  rests: ['MOD-4'],
  refuse: (w, act) => (blocks(w, act.by, act.data.account) ? undefined : because('MOD-4')),
  apply: (w, act) => w.put(blockTies, tie(act.by, act.data.account), undefined),
})

const deletionRequested = rule({
  type: 'accounts.deletionRequested',
  since,
  data: events.nothing,
  rests: ['DEL-1', 'ACC-26'],
  refuse(w, act) {
    const { closing } = own(w, act)
    if (closing !== null) return because('DEL-1', { from: closing })
    return isLastAdmin(w, act.by) ? because('ACC-26') : undefined
  },
  apply: (w, act) => change(w, act.by, { closing: act.at + hours(limit(w, 'accounts.deletionHours')) }),
})

const deletionCancelled = rule({
  type: 'accounts.deletionCancelled',
  since,
  data: events.nothing,
  rests: ['DEL-11'],
  refuse: (w, act) => (own(w, act).closing === null ? because('DEL-11') : undefined),
  apply: (w, act) => change(w, act.by, { closing: null }),
})

const deletionConfirmed = rule({
  type: 'accounts.deletionConfirmed',
  since,
  data: events.nothing,
  rests: ['DEL-2', 'DEL-10', 'ACC-26'],
  refuse(w, act) {
    const { closing } = own(w, act)
    if (closing === null) return because('DEL-2')
    if (act.at < closing) return because('DEL-2', { from: closing })
    return isLastAdmin(w, act.by) ? because('ACC-26') : undefined
  },
  apply(w, act) {
    const row = own(w, act)
    const { name, bio, persona, handle } = row
    for (const named of [name, bio, ...picturesOf(row), persona && { hash: persona.settings }]) erase(w, named, act.by)
    if (handle !== null) giveUp(w, handle, act.by)
    leaveOffice(w, act.by)
    const { former: _, ...left } = own(w, act)
    w.put(accounts, act.by, { ...left, closed: act.at, name: null, bio: null, picture: null, cover: null, handle: null, persona: null })
  },
})

export const acts = [
  invited,
  joined,
  created,
  enrolled,
  deviceRevoked,
  policyAccepted,
  handleClaimed,
  profileEdited,
  personaCreated,
  personaConfigured,
  roleGranted,
  roleRevoked,
  followed,
  unfollowed,
  blocked,
  unblocked,
  deletionRequested,
  deletionCancelled,
  deletionConfirmed,
] as const
