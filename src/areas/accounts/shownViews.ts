/** All that can be asked about accounts, for scripts and tests, and their tables on the disk, for DevTools and for paging. */
import type { Json } from '../../log/types'
import type { Shown, View } from '../area'
import {
  type Account,
  accounts,
  blockTies,
  type Device,
  devices,
  type Erased,
  erased,
  followTies,
  type Office,
  offices,
  type Tie,
} from './tables'
import {
  blockedAccounts,
  blockIndex,
  deviceIndex,
  deviceState,
  erasedIndex,
  followers,
  followIndex,
  following,
  handleCheck,
  inviteIndex,
  myDevices,
  officeIndex,
  openInvites,
  people,
  peopleIndex,
  portraitIndex,
  profile,
  profileByHandle,
  roles,
} from './views'

const indexes = [peopleIndex, followIndex, blockIndex, officeIndex, deviceIndex, inviteIndex, erasedIndex, portraitIndex]
const questions = [
  profile,
  profileByHandle,
  handleCheck,
  followers,
  following,
  blockedAccounts,
  people,
  roles,
  myDevices,
  deviceState,
  openInvites,
] as const

/** What a row names, where it is words. */
export const plain = (text: Json | undefined): string => (typeof text === 'string' ? text : '')

export const profilesView: View<Account> = {
  name: 'profiles',
  version: 2,
  schema: 'id, handle, kind, at, *categories',
  of: accounts,
  project: (row, id, text) => ({
    id,
    // Dexie leaves out of a unique index what has no entry at all.
    ...(row.handle === null ? {} : { handle: row.handle }),
    kind: row.kind,
    ai: row.kind === 'ai',
    name: row.name ? plain(text(row.name.hash)) : '',
    bio: row.bio ? plain(text(row.bio.hash)) : '',
    picture: row.picture?.hash ?? null,
    cover: row.cover?.hash ?? null,
    categories: [...row.categories],
    persona: row.persona?.form ?? null,
    policyAt: row.policyAt,
    closing: row.closing,
    closed: row.closed,
    at: row.at,
  }),
}
export const followsView: View<Tie> = {
  name: 'follows',
  version: 1,
  schema: 'id, from, to, at',
  of: followTies,
  project: (row, id) => ({ id, from: row.from, to: row.to, at: row.at }),
}
export const blocksView: View<Tie> = { ...followsView, name: 'blocks', of: blockTies }
export const devicesView: View<Device> = {
  name: 'devices',
  version: 1,
  schema: 'id, account, at',
  of: devices,
  project: (row, id) => ({ id, account: row.account, invite: row.invite, at: row.at, revoked: row.revoked }),
}
export const rolesView: View<Office> = {
  name: 'roles',
  version: 1,
  schema: 'id',
  of: offices,
  project: (row, id) => ({ id, admin: row.admin, moderator: row.moderator }),
}
export const erasedView: View<Erased> = {
  name: 'erased',
  version: 1,
  schema: 'id, writer, at',
  of: erased,
  project: (row, id) => ({ id, writer: row.writer, at: row.at }),
}
const views = [profilesView, followsView, blocksView, devicesView, rolesView, erasedView]

export const shown = { indexes, questions, views } satisfies Shown
