import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { skeleton } from '../../src/areas/accounts/rules'
import { accounts, erased, handles, house, isModerator, kindOf, offices, reach, takeSeat, who } from '../../src/areas/accounts/tables'
import { followers, people, profile } from '../../src/areas/accounts/views'
import { clausesOf, parametersOf } from '../../src/areas/compose'
import { commentsOn } from '../../src/areas/content/reactionViews'
import { oneContent } from '../../src/areas/content/views'
import { hashOf } from '../../src/kit/bytes'
import { ana, arrives, ben, cleo, creates, INVITE, invite, joins, nova, type Person, person, SIGNATURE, town } from '../support/cast'
import { act, anyAct, BEGINS, DAY, type Deed, HOST, HOUR, payload, stage, writing } from '../support/given'
import { droplet } from '../support/posts'

const { given } = stage(areas)
/** A town whose first admin is ana. */
const house1 = stage(areas, { 'accounts.firstAdmin': ana.account })

const guest = hashOf('a guest device')
const follows = (by: { readonly device: string }, whom: { readonly account: string }) =>
  act(by, 'accounts.followed', { account: whom.account })
const blocks = (by: { readonly device: string }, whom: { readonly account: string }) =>
  act(by, 'accounts.blocked', { account: whom.account })
const claims = (by: { readonly device: string }, handle: string, at?: number) => act(by, 'accounts.handleClaimed', { handle }, at)
const edits = (by: { readonly device: string }, more: object = {}) =>
  act(by, 'accounts.profileEdited', { name: writing('Ana'), categories: [], ...more })

// Who may act at all.

test('LOG-1: data of another shape is refused with the place where it leaves the shape', () => {
  given(...town)
    .when(act(ana, 'accounts.followed', { account: 'short' }))
    .isRefusedBy('LOG-1', { path: 'account' })
  given(...town)
    .when(anyAct(ana, 'accounts.followed', { account: ben.account, note: 1 }))
    .isRefusedBy('LOG-1', { path: 'note' })
  given(...town)
    .when(act(ana, 'accounts.profileEdited', { name: writing('Ana'), categories: ['music', 'music'] }))
    .isRefusedBy('LOG-1', { path: 'categories' })
  given(...town)
    .when(follows(ana, ben))
    .isAccepted()
})

test('LOG-2: a device that was not let in can do nothing, and neither can an invite nobody issued', () => {
  given(...town)
    .when(act(guest, 'accounts.followed', { account: ben.account }))
    .isRefusedBy('LOG-2')
  given(invite)
    .when(creates({ ...ana, device: guest }))
    .isRefusedBy('LOG-2')
  given().when(joins(guest)).isRefusedBy('LOG-2')
  given(invite).when(joins(guest)).isAccepted()
})

test('LOG-3: only the host invites', () => {
  const data = { key: hashOf('another invite'), uses: 1, until: BEGINS + DAY }
  given(...town)
    .when(act(ana, 'accounts.invited', data))
    .isRefusedBy('LOG-3')
  given(...town)
    .when(act(HOST, 'accounts.invited', data))
    .isAccepted()
})

test('LOG-4: an invite for two lets in two, and nobody at the moment at which it ends', () => {
  const until = BEGINS + DAY
  const two = act(HOST, 'accounts.invited', { key: INVITE, uses: 2, until })
  const [first, second, third] = ['first', 'second', 'third'].map((name) => joins(hashOf(name))) as [Deed, Deed, Deed]
  given(two, first).when(second).isAccepted().when(third).isRefusedBy('LOG-4', { left: 0 })
  given(two)
    .at(until - 1)
    .when(first)
    .isAccepted()
    .at(until)
    .when(second)
    .isRefusedBy('LOG-4', { left: 1, until })
  given(two)
    .when(act(HOST, 'accounts.invited', { key: INVITE, uses: 2, until }))
    .isRefusedBy('LOG-4')
})

test('LOG-5: a device joins once', () => {
  given(invite, joins(guest)).when(joins(guest)).isRefusedBy('LOG-5')
})

// What an account is.

test('ACC-1: an account is Real Persona or AI, and there is no third kind', () => {
  for (const kind of ['real', 'ai'] as const)
    given(invite, joins(guest))
      .when(creates({ ...ana, kind, device: guest }))
      .isAccepted()
  given(invite, joins(guest))
    .when(creates({ ...ana, kind: 'brand' as 'ai', device: guest }))
    .isRefusedBy('LOG-1', { path: 'kind' })
})

test('ACC-28: a fan who never publishes has a kind as well', () => {
  const story = given(invite, joins(ana.device), creates(ana))
  expect(story.state(accounts, ana.account)?.kind).toBe('real')
})

test('ACC-15: the kind is part of the id, and no act of any area changes it', () => {
  expect(person('x', 'ai').account).not.toBe(person('x', 'real').account)
  const story = given(...town)
  for (const { kind, account } of [ana, nova]) expect(story.state(accounts, account)?.kind).toBe(kind)
  // Every act after which an account row may read differently, done by an account of either kind.
  for (const me of [ana, nova]) {
    const story = given(
      ...town,
      edits(me),
      claims(me, `${me.name}_two`, BEGINS + 30 * DAY),
      act(me, 'accounts.deletionRequested', {}),
      act(me, 'accounts.deletionConfirmed', {}, BEGINS + 33 * DAY),
    )
    expect(story.state(accounts, me.account)?.kind).toBe(me.kind)
  }
})

test('ACC-18: a device acts for the one account that it is enrolled to', () => {
  const second = hashOf('the second device of ana')
  const enrols = (device: string, root = ana.root) => act(device, 'accounts.enrolled', { account: ana.account, root, proof: SIGNATURE })
  const story = given(...town, joins(second))
  story.when(act(second, 'accounts.followed', { account: ben.account })).isRefusedBy('ACC-18')
  story.when(enrols(second, ben.root)).isRefusedBy('ACC-18')
  story.when(enrols(ben.device)).isRefusedBy('ACC-18', { account: ben.account })
  story.when(creates({ ...cleo, nonce: hashOf('more'), device: ana.device })).isRefusedBy('ACC-18')
  story
    .when(enrols(second))
    .isAccepted()
    .when(act(second, 'accounts.followed', { account: ben.account }))
    .isAccepted()
  expect(story.read((w) => who(w, second))).toBe(ana.account)
  given(...town)
    .when(enrols(second))
    .isRefusedBy('LOG-2')
})

test('ACC-19: a revoked device acts no more, and only devices of the own account are revoked', () => {
  const second = hashOf('the second device of ana')
  const revokes = (device: string, root = ana.root) => act(ana, 'accounts.deviceRevoked', { device, root, proof: SIGNATURE })
  const story = given(...town, joins(second), act(second, 'accounts.enrolled', { account: ana.account, root: ana.root, proof: SIGNATURE }))
  story.when(revokes(ben.device)).isRefusedBy('ACC-18')
  story.when(revokes(second, ben.root)).isRefusedBy('ACC-18')
  story.when(act(second, 'accounts.followed', { account: ben.account })).isAccepted()
  story.when(revokes(second)).isAccepted()
  story.when(act(second, 'accounts.unfollowed', { account: ben.account })).isRefusedBy('ACC-19')
  story.when(revokes(second)).isRefusedBy('ACC-19')
  story.when(creates({ ...ana, nonce: hashOf('anew'), device: second })).isRefusedBy('ACC-18')
})

test('ACC-20: an account is created once', () => {
  given(...town, joins(guest))
    .when(creates({ ...ana, device: guest }))
    .isRefusedBy('ACC-20')
  given(...town, joins(guest))
    .when(creates({ ...ana, device: guest, nonce: hashOf('another nonce') }))
    .isAccepted()
})

test('ACC-2: the policy for human creators is for Real Personas, and it comes before the first post', () => {
  const policy = { policy: 'human creator' } as const
  given(...town)
    .when(act(nova, 'accounts.policyAccepted', policy))
    .isRefusedBy('ACC-2', { kind: 'ai' })
  const story = given(invite, joins(ana.device), creates(ana))
  story.when(act(ana, 'content.published', droplet)).isRefusedBy('ACC-2')
  story
    .when(act(ana, 'accounts.policyAccepted', policy))
    .isAccepted()
    .when(act(ana, 'content.published', droplet))
    .isAccepted()
})

// Handle and profile.

test('ACC-21: a handle belongs to one account; given up, it rests for 30 days and then is free', () => {
  const changed = BEGINS + 30 * DAY
  const story = given(...town)
    .when(claims(ben, 'ana'))
    .isRefusedBy('ACC-21', { by: ana.account })
    .play([claims(ana, 'anna', changed)])
  story
    .at(changed + 30 * DAY - 1)
    .when(claims(ben, 'ana'))
    .isRefusedBy('ACC-21', { until: changed + 30 * DAY })
  story
    .at(changed + 30 * DAY)
    .when(claims(ben, 'ana'))
    .isAccepted()
  expect(story.state(handles, 'ana')).toEqual({ account: ben.account, until: null })
  // Who gave it up may have it back meanwhile.
  given(...town, claims(ana, 'anna', changed), claims(ana, 'ana', changed + 30 * DAY))
    .when(claims(ben, 'anna'))
    .isRefusedBy('ACC-21', { by: ana.account })
})

test('ACC-22: a handle can be changed 30 days after it was claimed', () => {
  given(...town)
    .at(BEGINS + 30 * DAY - 1)
    .when(claims(ana, 'anna'))
    .isRefusedBy('ACC-22', { from: BEGINS + 30 * DAY })
    .at(BEGINS + 30 * DAY)
    .when(claims(ana, 'anna'))
    .isAccepted()
})

test('ACC-23: a look-alike handle is accepted and says whom it resembles', () => {
  const [twin, third] = [person('an_a'), person('a_na')]
  const story = given(...town, ...arrives(twin))
  const resembles = (told: typeof story, who: Person) => told.ask(profile, { account: who.account })?.resembles
  expect(resembles(story, twin)).toBe('ana')
  expect(resembles(story, ana)).toBeNull()
  // Whom nobody is called any more nobody resembles, and whoever still has the look is resembled in their place.
  const later = given(...town, ...arrives(twin), claims(ana, 'other', BEGINS + 30 * DAY), ...arrives(third))
  expect(resembles(later, twin)).toBeNull()
  expect(resembles(later, third)).toBe('an_a')
})

test.each([
  ['mesi', 'rnesi'],
  ['mesi', 'm_e_s_i'],
  ['mesi', 'me5l'],
  ['oliver', '0l1ver'],
  ['will', 'vvi11'],
  ['dana', 'c1ana'],
  ['zoe_80', '2oe_bo'],
])('ACC-23: %s and %s look alike', (one, other) => {
  expect(skeleton(other)).toBe(skeleton(one))
})

test('ACC-23: handles that do not look alike differ', () => {
  expect(new Set(['ana', 'anna', 'hana', 'nana', 'ani'].map(skeleton)).size).toBe(5)
})

test('ACC-24: a display name has 1 to 50 characters', () => {
  const story = given(...town)
  story.when(edits(ana, { name: writing('') })).isRefusedBy('ACC-24', { characters: 0 })
  story.when(edits(ana, { name: writing('a'.repeat(51)) })).isRefusedBy('ACC-24', { characters: 51, most: 50 })
  story.when(edits(ana, { name: writing('a'.repeat(50)) })).isAccepted()
  story.when(edits(ana, { name: writing('a') })).isAccepted()
})

test('ACC-14: a bio has at most 160 characters, counted as code points', () => {
  const story = given(...town)
  story.when(edits(ana, { bio: writing('🌊'.repeat(161)) })).isRefusedBy('ACC-14', { characters: 161, most: 160 })
  story.when(edits(ana, { bio: writing('🌊'.repeat(160)) })).isAccepted()
  expect(story.state(accounts, ana.account)?.bio?.characters).toBe(160)
})

test('K3: words that a profile no longer holds are erased, words that it still holds are not', () => {
  const bio = writing('Painter')
  const story = given(...town, edits(ana, { name: writing('Ana'), bio }), edits(ana, { name: writing('Ana B.'), bio }))
  expect(story.state(erased, writing('Ana').hash)).toEqual({ writer: ana.account, at: BEGINS })
  expect(story.state(erased, bio.hash)).toBeUndefined()
  story.play([edits(ana, { name: writing('Ana B.') })])
  expect(story.state(erased, bio.hash)?.writer).toBe(ana.account)
})

test('ACC-12: an AI account has one persona', () => {
  const creates = () => act(nova, 'accounts.personaCreated', { form: 'fictional', settings: payload({ tone: 'warm' }) })
  given(...town)
    .when(creates())
    .isAccepted()
    .when(creates())
    .isRefusedBy('ACC-12', { form: 'fictional' })
})

test('ACC-13: only an AI account has a persona; its manner changes, being fictional or a twin does not', () => {
  const settings = payload({ voice: 'low' })
  const creates = (by: { readonly device: string }) => act(by, 'accounts.personaCreated', { form: 'digital twin', settings: payload({}) })
  const configures = (by: { readonly device: string }) => act(by, 'accounts.personaConfigured', { settings })
  given(...town)
    .when(creates(ana))
    .isRefusedBy('ACC-13', { kind: 'real' })
  given(...town)
    .when(configures(ana))
    .isRefusedBy('ACC-13', { kind: 'real' })
  given(...town)
    .when(configures(nova))
    .isRefusedBy('ACC-13')
  const story = given(...town, creates(nova))
    .when(configures(nova))
    .isAccepted()
  expect(story.state(accounts, nova.account)?.persona).toEqual({ form: 'digital twin', settings })
  story.when(anyAct(nova, 'accounts.personaConfigured', { form: 'fictional', settings })).isRefusedBy('LOG-1', { path: 'form' })
})

test('ACC-10: the profile of an AI account always carries the tag AI, that of a Real Persona never', () => {
  const story = given(...town, edits(nova), edits(ana))
  const tag = (who: Person) => story.ask(profile, { account: who.account }, ben)?.tag
  expect([tag(nova), tag(ana)]).toEqual(['AI', null])
})

test('ACC-17: the AI badge goes with the avatar beside a post, a comment, a follow and in a search', () => {
  const post = act(nova, 'content.published', droplet)
  const comment = act(nova, 'content.commented', { content: post.id, text: writing('Thank you'), made: 'human' })
  const story = given(...town, post, comment, follows(nova, ben))
  expect(story.ask(oneContent, { content: post.id }, ben)).toMatchObject({ author: { ai: true }, labels: ['AI'] })
  expect(story.ask(commentsOn, { content: post.id }, ben).items.map((each) => each.author.ai)).toEqual([true])
  expect(story.ask(followers, { account: ben.account }, ben).items.map((face) => face.ai)).toEqual([true])
  expect(story.ask(people, { text: '' }, ben).items.map((face) => [face.handle, face.ai])).toContainEqual(['nova', true])
  expect(story.ask(people, { text: 'ana' }, ben).items.map((face) => face.ai)).toEqual([false])
})

// Roles.

const grants = (by: { readonly device: string }, to: { readonly account: string }, role: 'admin' | 'moderator') =>
  act(by, 'accounts.roleGranted', { account: to.account, role })
const revokes = (by: { readonly device: string }, from: { readonly account: string }, role: 'admin' | 'moderator') =>
  act(by, 'accounts.roleRevoked', { account: from.account, role })

test('ACC-25: the genesis names the first admin; only admins grant and revoke roles', () => {
  expect(parametersOf(areas)['accounts.firstAdmin']).toBe('')
  given(...town)
    .when(grants(ana, ben, 'moderator'))
    .isRefusedBy('ACC-25')
  const story = house1.given(...town)
  expect(story.state(offices, ana.account)).toEqual({ admin: true, moderator: false })
  story.when(grants(ben, ben, 'admin')).isRefusedBy('ACC-25')
  story.when(grants(ana, ben, 'moderator')).isAccepted()
  story.when(grants(ben, cleo, 'moderator')).isRefusedBy('ACC-25')
  story.when(revokes(ben, ana, 'admin')).isRefusedBy('ACC-25')
  story.when(revokes(ana, ben, 'moderator')).isAccepted()
  expect(story.state(offices, ben.account)).toBeUndefined()
})

test('ACC-25: an admin is a moderator too, others are not', () => {
  const story = house1.given(...town)
  expect(story.read((w) => [isModerator(w, ana.account), isModerator(w, ben.account)])).toEqual([true, false])
})

test('ACC-26: the last admin keeps the role and the account; one of two does not', () => {
  const story = house1.given(...town)
  story.when(revokes(ana, ana, 'admin')).isRefusedBy('ACC-26')
  story.when(act(ana, 'accounts.deletionRequested')).isRefusedBy('ACC-26')
  story
    .play([grants(ana, ben, 'admin')])
    .when(revokes(ben, ana, 'admin'))
    .isAccepted()
    .when(revokes(ben, ben, 'admin'))
    .isRefusedBy('ACC-26')
  // Asked for while there were two, confirmed when there is one.
  const leaving = house1.given(...town, grants(ana, ben, 'admin'), act(ana, 'accounts.deletionRequested'), revokes(ana, ben, 'admin'))
  leaving
    .after(48 * HOUR)
    .when(act(ana, 'accounts.deletionConfirmed'))
    .isRefusedBy('ACC-26')
})

test('ACC-27: a role is granted to who lacks it and revoked from who has it', () => {
  const story = house1.given(...town, grants(ana, ben, 'moderator'))
  story.when(grants(ana, ben, 'moderator')).isRefusedBy('ACC-27')
  story.when(grants(ana, { account: hashOf('nobody') }, 'moderator')).isRefusedBy('ACC-27')
  story.when(revokes(ana, cleo, 'moderator')).isRefusedBy('ACC-27')
  story.when(grants(ana, ben, 'admin')).isAccepted()
  expect(story.state(offices, ben.account)).toEqual({ admin: true, moderator: true })
  expect(story.state(house, 'house')).toEqual({ admins: [ana.account, ben.account] })
})

// Following and blocking.

test('ACC-29: an account follows another open one, once, and never itself', () => {
  const story = given(...town)
  story.when(follows(ana, ana)).isRefusedBy('ACC-29')
  story.when(follows(ana, { account: hashOf('nobody') })).isRefusedBy('ACC-29')
  story.when(follows(ana, ben)).isAccepted().when(follows(ana, ben)).isRefusedBy('ACC-29')
  expect(story.state(reach, ben.account)).toEqual({ followers: 1, following: 0 })
  expect(story.state(reach, ana.account)).toEqual({ followers: 0, following: 1 })
})

test('ACC-30: only who follows unfollows', () => {
  const unfollows = () => act(ana, 'accounts.unfollowed', { account: ben.account })
  const story = given(...town, follows(ana, ben), follows(cleo, ben))
  story.when(unfollows()).isAccepted().when(unfollows()).isRefusedBy('ACC-30')
  expect(story.state(reach, ben.account)?.followers).toBe(1)
})

test('MOD-1: a block ends following in both directions', () => {
  const story = given(...town, follows(ana, ben), follows(ben, ana), follows(cleo, ana))
    .when(blocks(ana, ben))
    .isAccepted()
  expect(story.state(reach, ana.account)).toEqual({ followers: 1, following: 0 })
  expect(story.state(reach, ben.account)).toEqual({ followers: 0, following: 0 })
})

test('MOD-3: while either blocks the other neither follows', () => {
  const story = given(...town, blocks(ana, ben))
  story.when(follows(ben, ana)).isRefusedBy('MOD-3')
  story.when(follows(ana, ben)).isRefusedBy('MOD-3')
  story
    .play([act(ana, 'accounts.unblocked', { account: ben.account })])
    .when(follows(ben, ana))
    .isAccepted()
})

test('MOD-4: one blocks another, once, and lifts only the own block', () => {
  const story = given(...town)
  const lifts = (by: { readonly device: string }, whom: { readonly account: string }) =>
    act(by, 'accounts.unblocked', { account: whom.account })
  story.when(blocks(ana, ana)).isRefusedBy('MOD-4')
  story.when(blocks(ana, { account: hashOf('nobody') })).isRefusedBy('MOD-4')
  story.when(blocks(ana, ben)).isAccepted().when(blocks(ana, ben)).isRefusedBy('MOD-4')
  story.when(lifts(ben, ana)).isRefusedBy('MOD-4')
  story.when(blocks(ben, ana)).isAccepted()
  story.when(lifts(ana, ben)).isAccepted().when(follows(ana, ben)).isRefusedBy('MOD-3') // the other block still stands
})

// Deletion.

const asks = (at?: number) => act(ana, 'accounts.deletionRequested', {}, at)
const confirms = () => act(ana, 'accounts.deletionConfirmed')
const cancels = () => act(ana, 'accounts.deletionCancelled')

test('DEL-1: deletion is asked for once at a time', () => {
  given(...town)
    .when(asks())
    .isAccepted()
    .when(asks())
    .isRefusedBy('DEL-1', { from: BEGINS + 48 * HOUR })
})

test('DEL-2: it can be confirmed from 48 hours later on, not a millisecond before, and does not happen by itself', () => {
  const due = BEGINS + 48 * HOUR
  given(...town)
    .when(confirms())
    .isRefusedBy('DEL-2')
  const story = given(...town, asks())
  story
    .at(due - 1)
    .when(confirms())
    .isRefusedBy('DEL-2', { from: due })
  expect(story.at(due + 1000 * DAY).state(accounts, ana.account)?.closed).toBeNull()
  given(...town, asks())
    .at(due)
    .when(confirms())
    .isAccepted()
})

test('DEL-10: a deleted account does nothing, can be followed by nobody, and gives up handle, roles and words', () => {
  const story = house1.given(...town, grants(ana, ben, 'admin'), edits(ana, { bio: writing('Painter') }), asks())
  story.after(48 * HOUR).play([confirms()])
  story.when(follows(ana, ben)).isRefusedBy('DEL-10', { closed: BEGINS + 48 * HOUR })
  story.when(follows(ben, ana)).isRefusedBy('ACC-29')
  story.when(blocks(ben, ana)).isRefusedBy('MOD-4')
  story.when(grants(ben, ana, 'admin')).isRefusedBy('ACC-27')
  for (const words of ['Ana', 'Painter']) expect(story.state(erased, writing(words).hash)?.writer).toBe(ana.account)
  expect(story.state(handles, 'ana')?.until).toBe(BEGINS + 48 * HOUR + 30 * DAY)
  expect(story.state(house, 'house')).toEqual({ admins: [ben.account] })
  const second = hashOf('a late device of ana')
  story
    .play([joins(second)])
    .when(act(second, 'accounts.enrolled', { account: ana.account, root: ana.root, proof: SIGNATURE }))
    .isRefusedBy('DEL-10')
})

test('DEL-11: a deletion is called off until it is confirmed, and can be asked for again', () => {
  const story = given(...town)
  story.when(cancels()).isRefusedBy('DEL-11')
  story
    .play([asks()])
    .after(100 * DAY)
    .when(cancels())
    .isAccepted()
  story.when(confirms()).isRefusedBy('DEL-2')
  story.when(asks()).isAccepted()
})

test('takeSeat: an open act is judged by its own rule, whoever the device is', () => {
  const story = given(...town)
  expect(story.read((w) => [takeSeat(w, guest, true), takeSeat(w, ana.device, false), kindOf(w, nova.account)])).toEqual([
    '',
    ana.account,
    'ai',
  ])
})

test('every clause that an act rests on is one of the policy', () => {
  const known = clausesOf(areas)
  for (const area of areas)
    for (const { type, rests } of area.acts) for (const id of rests) expect(known, `${type} rests on ${id}`).toHaveProperty(id)
})
