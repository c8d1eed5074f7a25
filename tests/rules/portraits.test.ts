/** Pictures of profiles before the filter: FLT-7, and what a moderator does about one. */
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { portraitKey } from '../../src/areas/accounts/shown'
import { portraits } from '../../src/areas/accounts/tables'
import { profile } from '../../src/areas/accounts/views'
import { sheetOf } from '../../src/areas/flags/rules'
import { filterStatistics, finding, unexamined } from '../../src/areas/filter/views'
import { openCaseOn } from '../../src/areas/moderation/subjects'
import { subjectShown } from '../../src/areas/reports/ui/subjectShown'
import { hashOf } from '../../src/kit/bytes'
import { ana, ben, cleo, type Person } from '../support/cast'
import { answers, appeals, claims, decides, GRACE, house, mia, posts, staff } from '../support/desk'
import { filtersPicture } from '../support/filter'
import { act, anyAct, BEGINS, DAY, type Deed, type Story, stage, writing } from '../support/given'

const before = { ...house, 'content.checks': 'before' }
const file = (of: string, size = 10) => ({ hash: hashOf(of), size, type: 'image/webp' as const })
const [boat, tree, hill] = [file('boat'), file('tree'), file('hill')]
const shows = (by: Person, what: object): Deed => act(by, 'accounts.profileEdited', { name: writing(by.name), categories: [], ...what })
const withStaff = (parameters: object = {}): Story => stage(areas, { ...before, ...parameters }).given(...staff)

/** The picture and the cover that `who` sees on ana's profile, by the first letters that tell them apart. */
const seenBy = (story: Story, who: Person) => {
  const { picture, cover } = story.ask(profile, { account: ana.account }, who) ?? {}
  const name = (hash: string | undefined) => Object.entries({ boat, tree, hill }).find(([, each]) => each.hash === hash)?.[0] ?? null
  return [name(picture?.hash), name(cover?.hash)]
}
/** Which of ana's pictures wait, and for what. */
const waitsFor = (story: Story, who: Person) =>
  story.ask(profile, { account: ana.account }, who)?.checked.map(({ place, waits }) => `${place}: ${waits}`)
const subject = ({ hash }: { readonly hash: string }, by = ana) => ({ kind: 'picture', id: portraitKey(by.account, hash), version: '0' })
const caseOn = (story: Story, of: { readonly hash: string }) => ({ id: story.read((w) => openCaseOn(w, subject(of))) ?? '' })

test('FLT-7, SHR-6: a picture of a profile is before everybody once the filter has let it through; until then its owner and moderators see it', () => {
  const story = withStaff()
  story.play([shows(ana, { picture: boat, cover: tree })])
  expect([ana, mia, ben].map((who) => seenBy(story, who))).toEqual([
    ['boat', 'tree'],
    ['boat', 'tree'],
    [null, null],
  ])
  const both = ['picture: unexamined', 'cover: unexamined']
  expect([ana, mia, ben].map((who) => waitsFor(story, who))).toEqual([both, both, []])
  story.play([filtersPicture(ana, boat, 'pass')])
  expect(waitsFor(story, ana)).toEqual(['cover: unexamined'])
  expect(seenBy(story, ben)).toEqual(['boat', null])
  story.play([filtersPicture(ana, tree, 'pass')])
  expect(seenBy(story, ben)).toEqual(['boat', 'tree'])
  expect(waitsFor(story, ana)).toEqual([])
})

test('FLT-7: until then others see the one before, through two changes in a row as well', () => {
  const story = withStaff()
  story.play([shows(ana, { picture: boat }), filtersPicture(ana, boat, 'pass'), shows(ana, { picture: tree })])
  expect([seenBy(story, ana)[0], seenBy(story, ben)[0]]).toEqual(['tree', 'boat'])
  story.play([shows(ana, { picture: hill })])
  expect([seenBy(story, ana)[0], seenBy(story, ben)[0]]).toEqual(['hill', 'boat'])
  story.play([filtersPicture(ana, hill, 'pass')])
  expect(seenBy(story, ben)[0]).toBe('hill')
})

test('FLT-7: who takes a picture away shows none, whatever waits and whatever stood there before', () => {
  const story = withStaff()
  story.play([shows(ana, { picture: boat }), filtersPicture(ana, boat, 'pass'), shows(ana, { picture: tree }), shows(ana, {})])
  expect([ana, ben].map((who) => seenBy(story, who)[0])).toEqual([null, null])
})

test('FLT-2: a picture is looked at once: chosen again it is there at once, and one that nobody chose is not looked at', () => {
  const story = withStaff()
  story.when(filtersPicture(ana, boat, 'pass')).isRefusedBy('FLT-2', { version: null })
  story.play([
    shows(ana, { picture: boat }),
    filtersPicture(ana, boat, 'pass'),
    shows(ana, { picture: tree }),
    shows(ana, { picture: boat }),
  ])
  expect(seenBy(story, ben)[0]).toBe('boat')
  story.when(filtersPicture(ana, boat, 'pass')).isRefusedBy('FLT-2', { gate: null })
  story.when(anyAct(ben, 'filter.found', filtersPicture(ana, tree, 'pass').data)).isRefusedBy('FLT-1')
})

test('FLT-7: the same picture on two profiles is looked at for each of them', () => {
  const story = withStaff()
  story.play([shows(ana, { picture: boat }), shows(ben, { picture: boat }), filtersPicture(ana, boat, 'pass')])
  const line = story.ask(unexamined, { size: 10 })
  expect(line.map(({ subject }) => subject)).toEqual([subject(boat, ben)])
})

test('FLT-3, FLT-7: where the policy has the filter look afterwards, a picture is seen at once; where it is off, nobody looks', () => {
  const after = withStaff({ 'content.checks': 'after' })
  after.play([shows(ana, { picture: boat })])
  expect([seenBy(after, ben)[0], waitsFor(after, ana)]).toEqual(['boat', []])
  expect(after.ask(unexamined, { size: 10 })).toHaveLength(1)
  const off = withStaff({ 'content.checks': 'off' })
  off.play([shows(ana, { picture: boat })])
  expect(seenBy(off, ben)[0]).toBe('boat')
  expect([off.ask(unexamined, { size: 10 }), off.rowsOf(portraits)]).toEqual([[], []])
})

test('FLT-4: what is doubtful goes to a moderator, seen meanwhile or not as the policy says; what could not be looked at is never seen', () => {
  const doubtful = (parameters: object, more: object = {}) => {
    const story = withStaff(parameters)
    story.play([shows(ana, { picture: boat }), filtersPicture(ana, boat, 'doubt', more)])
    return [seenBy(story, ben)[0], waitsFor(story, ana), caseOn(story, boat).id !== '']
  }
  expect(doubtful({})).toEqual(['boat', [], true])
  expect(doubtful({ 'filter.doubtful': 'waits' })).toEqual([null, ['picture: doubtful'], true])
  expect(doubtful({}, { unseen: ['pictures'] })).toEqual([null, ['picture: doubtful'], true])
})

test('FLT-4: a moderator who finds nothing wrong lets it through', () => {
  const story = withStaff({ 'filter.doubtful': 'waits' })
  story.play([shows(ana, { picture: boat }), filtersPicture(ana, boat, 'doubt')])
  const opened = caseOn(story, boat)
  story.play([act(mia, 'moderation.claimed', { case: opened.id }), decides(mia, opened, 'clear')])
  expect(seenBy(story.after(GRACE), ben)[0]).toBe('boat')
})

test('FLT-5: what the filter takes down brings no flag, and its owner may appeal at once; overturned, it is up again', () => {
  const story = withStaff()
  const block = filtersPicture(ana, tree, 'block')
  story.play([shows(ana, { picture: boat }), filtersPicture(ana, boat, 'pass'), shows(ana, { picture: tree }), block])
  expect([ana, mia, ben].map((who) => seenBy(story, who)[0])).toEqual(['tree', 'tree', null])
  expect(story.ask(profile, { account: ana.account }, ben)).toMatchObject({ takenDown: true, name: 'ana' })
  expect(story.read((w) => sheetOf(w, ana.account))).toMatchObject({ violation: [], yellow: [], red: [] })
  story.play([appeals(ana, block), answers(mia, block, 'overturned')])
  expect(seenBy(story, ben)[0]).toBe('tree')
})

test('CASE-9: a picture that a moderator removes is down for good, and its name and words are not', () => {
  const story = withStaff()
  const opening = act(mia, 'moderation.caseOpened', { subject: subject(boat), breach: 'unethical' })
  story.play([shows(ana, { picture: boat, cover: tree }), filtersPicture(ana, boat, 'pass'), filtersPicture(ana, tree, 'pass')])
  story.play([opening, claims(mia, opening), decides(mia, opening, 'remove')])
  expect(story.ask(profile, { account: ana.account }, ben)).toMatchObject({ picture: null, cover: tree, name: 'ana', takenDown: true })
  story.after(DAY).play([shows(ana, { picture: boat, cover: boat })])
  expect(seenBy(story, ben)).toEqual([null, null])
})

test('FLT-2: what the filter said of a picture is told to its owner and to moderators', () => {
  const story = withStaff()
  story.play([shows(ana, { picture: boat }), filtersPicture(ana, boat, 'block')])
  const { kind, id } = subject(boat)
  const told = (who: Person) => story.ask(finding, { kind, id }, who)?.advice ?? null
  expect([ana, mia, ben].map(told)).toEqual(['block', 'block', null])
})

test('FLT-1: pictures wait in the line of their owner, and are counted as waiting', () => {
  const story = withStaff()
  const post = posts()
  story.play([post, shows(ana, { picture: boat, cover: tree }), shows(ben, { picture: hill })])
  const line = story.ask(unexamined, { size: 10 }).map(({ subject }) => `${subject.kind} ${subject.id.slice(0, 43)}`)
  expect(line.slice(0, 2).toSorted()).toEqual([`picture ${ana.account}`, `picture ${ben.account}`].toSorted())
  expect(line.slice(2)).toEqual([`picture ${ana.account}`, `content ${post.id}`])
  expect(story.ask(filterStatistics, {}, cleo)?.waiting).toBe(4)
})

test('FLT-4, FLT-7: a picture that was replaced before the filter came to it is looked at no more; chosen again, it is waited for anew', () => {
  const story = withStaff()
  story.play([shows(ana, { picture: boat }), shows(ana, { picture: tree })])
  expect(story.ask(unexamined, { size: 10 }).map(({ subject }) => subject)).toEqual([subject(tree)])
  expect(story.ask(filterStatistics, {}, cleo)?.waiting).toBe(1)
  story.when(filtersPicture(ana, boat, 'block')).isRefusedBy('FLT-2', { gate: null })
  story.after(8 * DAY).play([filtersPicture(ana, tree, 'pass'), shows(ana, { picture: boat })])
  expect(story.ask(unexamined, { size: 10 }).map(({ subject }) => subject)).toEqual([subject(boat)])
  expect(story.expect(portraits, subject(boat).id).at).toBeGreaterThan(BEGINS + 7 * DAY)
  expect(seenBy(story, ben)[0]).toBe('tree')
})

test('FLT-7: a picture that stood there while the filter looked at none stays before everybody when something else is changed', () => {
  const story = withStaff({ 'content.checks': 'off' })
  const looks = act(cleo, 'policy.parameterChanged', { name: 'content.checks', value: 'before', reasons: writing('Time for it') })
  story.play([shows(ana, { picture: boat }), looks]).after(DAY)
  story.play([shows(ana, { picture: boat, cover: tree })])
  expect(seenBy(story, ben)).toEqual(['boat', null])
  expect(story.ask(unexamined, { size: 10 }).map(({ subject }) => subject)).toEqual([subject(tree)])
})

test('CASE-9, FLT-4: a doubtful picture that a moderator has removed waits for nobody any more', () => {
  const story = withStaff({ 'filter.doubtful': 'waits' })
  story.play([shows(ana, { picture: boat }), filtersPicture(ana, boat, 'doubt')])
  const opened = caseOn(story, boat)
  story.play([act(mia, 'moderation.claimed', { case: opened.id }), decides(mia, opened, 'remove')]).after(GRACE)
  expect(story.ask(profile, { account: ana.account }, ana)).toMatchObject({ takenDown: true, checked: [] })
})

test('FLT-7, FLAG-3: what goes along with a report of a profile is what others see of it', () => {
  const story = withStaff()
  story.play([shows(ana, { picture: boat }), filtersPicture(ana, boat, 'pass'), shows(ana, { picture: tree, cover: hill })])
  const about = story.ask(subjectShown, { kind: 'profile', id: ana.account }, ben)
  expect(about?.evidence.files.map(({ hash }) => hash)).toEqual([boat.hash])
})

test.each(['doubt', 'block'] as const)(
  'FLT-7: after a %s, a picture that was replaced before a person looked is not let through unseen: chosen again, the filter looks at it again',
  (advice) => {
    const story = withStaff({ 'filter.doubtful': 'waits' })
    const found = filtersPicture(ana, boat, advice)
    story.play([shows(ana, { picture: boat }), found, shows(ana, { picture: tree })])
    const opened = caseOn(story, boat)
    if (advice === 'block') story.play([appeals(ana, found), answers(mia, found, 'overturned')])
    else story.play([act(mia, 'moderation.claimed', { case: opened.id }), decides(mia, opened, 'clear')]).after(GRACE)
    story.play([shows(ana, { picture: boat })])
    expect([ana, ben].map((who) => seenBy(story, who)[0])).toEqual(['boat', null])
    expect(story.ask(unexamined, { size: 10 }).map(({ subject }) => subject)).toEqual([subject(boat)])
    story.play([filtersPicture(ana, boat, 'pass')])
    expect(seenBy(story, ben)[0]).toBe('boat')
  },
)

test('DEL-2: pictures of an account that is deleted are looked at no more', () => {
  const story = withStaff()
  story.play([shows(ana, { picture: boat }), act(ana, 'accounts.deletionRequested', {})]).after(2 * DAY)
  story.play([act(ana, 'accounts.deletionConfirmed', {})])
  expect(story.ask(unexamined, { size: 10 })).toEqual([])
  story.when(filtersPicture(ana, boat, 'doubt')).isRefusedBy('FLT-2', { gate: null })
})

test('SHR-8: a picture of a profile weighs as much as an image may, and no more', () => {
  const story = withStaff({ 'content.imageBytes': 1_000 })
  story.when(shows(ana, { picture: file('fits', 1_000), cover: file('fits too', 1_000) })).isAccepted()
  story.when(shows(ana, { picture: file('heavy', 1_001) })).isRefusedBy('SHR-8', { size: 1_001, most: 1_000 })
  story.when(shows(ana, { cover: file('heavy', 1_001) })).isRefusedBy('SHR-8', { size: 1_001, most: 1_000 })
})
