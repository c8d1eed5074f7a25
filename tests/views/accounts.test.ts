import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import type { Category } from '../../src/areas/accounts/events'
import { accounts } from '../../src/areas/accounts/tables'
import { profilesView } from '../../src/areas/accounts/shownViews'
import {
  blockedAccounts,
  deviceState,
  followers,
  following,
  handleCheck,
  myDevices,
  openInvites,
  people,
  profile,
  profileByHandle,
  roles,
} from '../../src/areas/accounts/views'
import { hashOf } from '../../src/kit/bytes'
import { ana, arrives, ben, cleo, INVITE, joins, nova, type Person, person, town } from '../support/cast'
import { act, BEGINS, DAY, HOST, payload, stage, writing } from '../support/given'

const { given } = stage(areas)
const follows = (by: Person, whom: Person, at?: number) => act(by, 'accounts.followed', { account: whom.account }, at)
const blocks = (by: Person, whom: Person) => act(by, 'accounts.blocked', { account: whom.account })
const names = (page: { readonly items: readonly { readonly name: string }[] }) => page.items.map((face) => face.name)

test('a profile holds all that its page shows, and what is between the two', () => {
  const picture = { hash: hashOf('a face'), size: 10, type: 'image/webp' } as const
  const settings = payload({ tone: 'warm', hairstyle: 'short' })
  const story = given(
    ...town,
    act(nova, 'accounts.profileEdited', { name: writing('Nova ✨'), bio: writing('Made of light'), picture, categories: ['music', 'art'] }),
    act(nova, 'accounts.personaCreated', { form: 'digital twin', settings }),
    follows(ana, nova),
    follows(nova, ana),
    follows(ben, nova),
  )
  expect(story.ask(profile, { account: nova.account }, ana)).toEqual({
    account: nova.account,
    name: 'Nova ✨',
    handle: 'nova',
    handleStanding: 'final',
    handleFrom: BEGINS + 30 * DAY,
    resembles: null,
    ai: true,
    kind: 'ai',
    tag: 'AI',
    picture,
    cover: null,
    takenDown: false,
    checked: [],
    coming: false,
    bio: { state: 'here', text: 'Made of light' },
    categories: ['music', 'art'],
    persona: { form: 'digital twin', settings: { tone: 'warm', hairstyle: 'short' } },
    joinedAt: BEGINS,
    policyAccepted: false,
    followers: 2,
    following: 1,
    roles: [],
    closing: null,
    deleted: false,
    boxKey: hashOf(`${nova.root} box`),
    standing: 'final',
    mine: false,
    followed: true,
    followsMe: true,
    blocked: false,
    blocksMe: false,
  })
  expect(story.ask(profile, { account: hashOf('nobody') }, ana)).toBeNull()
})

test('without a name an account goes by its handle, without a handle by its id', () => {
  const dee = person('dee')
  const [join, create, , claim] = arrives(dee)
  const name = (...acts: readonly (typeof join)[]) =>
    given(...town, ...acts.flatMap((each) => each ?? [])).ask(profile, { account: dee.account })?.name
  expect(name(join, create, claim)).toBe('dee')
  expect(name(join, create)).toBe(dee.account.slice(0, 8))
})

test('words that are not as long as their act says are not shown', () => {
  const { hash } = writing('A bio that is longer than it says')
  const story = given(...town, act(ana, 'accounts.profileEdited', { name: writing('Ana'), bio: { hash, characters: 3 }, categories: [] }))
  expect(story.ask(profile, { account: ana.account })?.bio).toEqual({ state: 'unfit', text: '' })
})

test('as long as any of its words are on the way a profile says so: nobody is to save what stands in their place', () => {
  const late = { hash: hashOf('not here yet'), characters: 3 }
  const edited = (by: Person, words: object) => act(by, 'accounts.profileEdited', { name: writing('Ana'), categories: [], ...words })
  const isComing = (...story: readonly ReturnType<typeof act>[]) =>
    given(...town, ...story).ask(profile, { account: ana.account }, ana)?.coming
  expect(isComing()).toBe(false)
  expect(isComing(edited(ana, { bio: writing('Clay') }))).toBe(false)
  expect(isComing(edited(ana, { bio: late }))).toBe(true)
  expect(isComing(edited(ana, { name: late }))).toBe(true)
  const persona = act(nova, 'accounts.personaCreated', { form: 'fictional', settings: late.hash })
  expect(given(...town, persona).ask(profile, { account: nova.account }, nova)?.coming).toBe(true)
})

test('a handle leads to who holds it now', () => {
  const changed = BEGINS + 30 * DAY
  const story = given(...town, act(ana, 'accounts.handleClaimed', { handle: 'anna' }, changed))
  expect(story.ask(profileByHandle, { handle: 'anna' })?.account).toBe(ana.account)
  expect(story.ask(profileByHandle, { handle: 'ana' })).toBeNull()
  expect(story.ask(profileByHandle, { handle: 'NOBODY!' })).toBeNull()
})

test('a handle is checked while it is typed', () => {
  const story = given(...town)
  const check = (handle: string) => story.ask(handleCheck, { handle }, ben)
  expect(check('river')).toEqual({ valid: true, taken: false, freeFrom: null, resembles: null })
  expect(check('ri')).toMatchObject({ valid: false })
  expect(check('River')).toMatchObject({ valid: false })
  expect(check('a'.repeat(31))).toMatchObject({ valid: false })
  expect(check('ana')).toMatchObject({ taken: true, freeFrom: null, resembles: null })
  expect(check('_ana_')).toMatchObject({ taken: false, resembles: 'ana' })
  expect(check('b_en')).toMatchObject({ taken: false, resembles: null }) // like one's own is no warning
  story.play([act(ana, 'accounts.handleClaimed', { handle: 'anna' }, BEGINS + 30 * DAY)])
  expect(check('ana')).toMatchObject({ taken: true, freeFrom: BEGINS + 60 * DAY })
})

test('followers and following are paged, newest first, without deleted accounts', () => {
  const story = given(...town, follows(ben, ana, BEGINS + 1), follows(cleo, ana, BEGINS + 2), follows(nova, ana, BEGINS + 3))
  const first = story.ask(followers, { account: ana.account, size: 2 })
  expect(names(first)).toEqual(['nova', 'cleo'])
  const second = story.ask(followers, { account: ana.account, size: 2, cursor: first.cursor ?? '' })
  expect(names(second)).toEqual(['ben'])
  expect(second.cursor).toBeNull()
  expect(names(story.ask(following, { account: ben.account }))).toEqual(['ana'])
  story
    .play([act(nova, 'accounts.deletionRequested')])
    .after(2 * DAY)
    .play([act(nova, 'accounts.deletionConfirmed')])
  expect(names(story.ask(followers, { account: ana.account }))).toEqual(['cleo', 'ben'])
})

test('a page goes on behind its cursor when what stood there is gone', () => {
  const story = given(...town, follows(ben, ana, BEGINS + 1), follows(cleo, ana, BEGINS + 2), follows(nova, ana, BEGINS + 3))
  const { cursor } = story.ask(followers, { account: ana.account, size: 2 })
  story.play([act(cleo, 'accounts.unfollowed', { account: ana.account })])
  expect(names(story.ask(followers, { account: ana.account, size: 2, cursor: cursor ?? '' }))).toEqual(['ben'])
})

test('a full last page says that it is the last', () => {
  const story = given(...town, follows(ben, ana, BEGINS + 1), follows(cleo, ana, BEGINS + 2))
  expect(story.ask(followers, { account: ana.account, size: 2 }).cursor).toBeNull()
})

test('whom one has blocked only oneself is told', () => {
  const story = given(...town, blocks(ana, ben))
  expect(names(story.ask(blockedAccounts, {}, ana))).toEqual(['ben'])
  expect(names(story.ask(blockedAccounts, {}, ben))).toEqual([])
  expect(story.ask(blockedAccounts, {}).items).toEqual([])
  expect(story.ask(profile, { account: ben.account }, ana)).toMatchObject({ blocked: true, blocksMe: false })
  expect(story.ask(profile, { account: ana.account }, ben)).toMatchObject({ blocked: false, blocksMe: true })
})

test('people are found by what they are about, together with their name', () => {
  const edited = (by: Person, name: string, ...categories: Category[]) =>
    act(by, 'accounts.profileEdited', { name: writing(name), categories })
  const story = given(...town, edited(ana, 'Ana', 'art', 'music'), edited(nova, 'Nova', 'music'))
  const found = (text: string, category?: Category) => story.ask(people, { text, category }).items.map((face) => face.name)
  expect(new Set(found('', 'music'))).toEqual(new Set(['Ana', 'Nova']))
  expect(found('a', 'music')).toEqual(['Ana'])
  expect(found('', 'art')).toEqual(['Ana'])
  expect(found('', 'food')).toEqual([])
})

test('people are found by handle and by any word of their name, but not by those whom they block', () => {
  const story = given(
    ...town,
    act(ben, 'accounts.profileEdited', { name: writing('Benjamin of the Sea'), categories: [] }),
    blocks(cleo, ana),
  )
  const found = (text: string, as = ana) => story.ask(people, { text }, as).items.map((face) => face.handle)
  expect(found('sea')).toEqual(['ben'])
  expect(found('@BEN')).toEqual(['ben'])
  expect(found('enjamin')).toEqual([])
  expect(found('cleo')).toEqual([])
  expect(found('cleo', ben)).toEqual(['cleo'])
  expect(new Set(found(''))).toEqual(new Set(['ana', 'ben', 'nova']))
})

test('roles, devices and invites are listed', () => {
  const second = hashOf('the second device of ana')
  const story = stage(areas, { 'accounts.firstAdmin': ana.account }).given(
    ...town,
    act(ana, 'accounts.roleGranted', { account: ben.account, role: 'moderator' }),
    joins(second),
  )
  expect(story.ask(roles, {}).map(({ name, admin, moderator }) => [name, admin, moderator])).toEqual(
    expect.arrayContaining([
      ['ana', true, false],
      ['ben', false, true],
    ]),
  )
  expect(story.ask(profile, { account: ben.account })?.roles).toEqual(['moderator'])
  expect(story.ask(myDevices, {}, ana)).toEqual([{ id: ana.device, device: ana.device, at: BEGINS, revoked: false }])
  expect(story.ask(deviceState, { device: second })).toEqual({ host: false, admitted: true, revoked: false, account: null })
  expect(story.ask(deviceState, { device: HOST })).toEqual({ host: true, admitted: false, revoked: false, account: null })
  expect(story.ask(openInvites, {})).toMatchObject([{ key: INVITE, uses: 100, left: 95 }])
  story.at(BEGINS + 1000 * DAY)
  expect(story.ask(openInvites, {})).toEqual([])
})

test('the row of a profile in the database is plain data made of the state row and its texts', () => {
  const row = given(...town).expect(accounts, ana.account)
  const view = profilesView.project(row, ana.account, (hash) => (hash === row.name?.hash ? 'Ana' : undefined))
  expect(view).toMatchObject({ id: ana.account, handle: 'ana', name: 'Ana', bio: '', kind: 'real', ai: false })
  expect(structuredClone(view)).toEqual(view)
  expect(profilesView.project(row, ana.account, () => undefined)).toMatchObject({ name: '' })
})
