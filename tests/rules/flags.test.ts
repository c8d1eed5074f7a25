import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { barredBy, breaches } from '../../src/areas/flags/events'
import { clauses, conclude, flags, give, type Grade, overturn, refuseBarred, sheetOf, standing } from '../../src/areas/flags/rules'
import { standingQuestion } from '../../src/areas/flags/views'
import { hashOf } from '../../src/kit/bytes'
import { ana, ben, cleo, town } from '../support/cast'
import { act, BEGINS, DAY, stage, type Story, writing } from '../support/given'
import { droplet, photo, vibe, film } from '../support/posts'

const SECOND = 1_000
const { given } = stage(areas, { 'accounts.firstAdmin': cleo.account })
const withinAMonth = stage(areas, { 'flags.yellowsCount': 'one month' }).given
const event = hashOf('an overturning act')

/** Gives ana a flag, named by any word, as a decision of moderators does. */
const gives = (story: Story, name: string, grade: Grade = 'yellow'): Story =>
  story.write((w) => give(w, ana.account, grade, 'unethical', hashOf(name)))
const overturns = (story: Story, name: string): Story => story.write((w) => overturn(w, hashOf(name), event))
const hers = (story: Story) => story.read((w) => standing(w, ana.account))
const publishes = (more: object = {}) => act(ana, 'content.published', { ...droplet, ...more })
const details = (count: number) => Array.from({ length: count }, (_, i) => ({ hash: hashOf(`detail ${i}`), characters: 20 }))

test('CONT-1, CONT-2, CONT-3, CONT-4, CONT-5, CONT-6: every breach stands for one clause of what is barred', () => {
  expect(breaches.map((breach) => barredBy[breach])).toEqual(['CONT-1', 'CONT-2', 'CONT-3', 'CONT-4', 'CONT-5', 'CONT-6'])
  const story = given(...town)
  for (const breach of breaches) story.write((w) => give(w, ana.account, 'violation', breach, hashOf(breach)))
  const clauses = story.ask(standingQuestion, {}, ana)?.history.filter(({ grade }) => grade === 'violation')
  expect(clauses?.map(({ clause }) => clause).sort()).toEqual(Object.values(barredBy))
})

test('FLAG-5: three violations within seven days make a yellow flag, and the flag says what it was made of', () => {
  const story = given(...town)
  gives(story, 'v1', 'violation')
  gives(story, 'v2', 'violation')
  expect(hers(story)).toMatchObject({ level: 'good', violations: 2, yellows: 0 })
  story.at(BEGINS + 7 * DAY - SECOND)
  gives(story, 'v3', 'violation')
  expect(hers(story)).toMatchObject({ level: 'yellow', violations: 0, yellows: 1 })
  expect(story.expect(flags, `${hashOf('v3')} yellow`).of).toEqual([hashOf('v1'), hashOf('v2'), hashOf('v3')].sort(byTime(story)))
})
const byTime = (story: Story) => (a: string, b: string) => story.expect(flags, a).at - story.expect(flags, b).at || (a < b ? -1 : 1)

test('FLAG-5: at the very end of the seventh day the first violation no longer counts', () => {
  const story = given(...town)
  gives(story, 'v1', 'violation')
  gives(story, 'v2', 'violation')
  story.at(BEGINS + 7 * DAY)
  gives(story, 'v3', 'violation')
  expect(hers(story)).toMatchObject({ level: 'good', violations: 1 })
})

test('FLAG-6: two yellow flags in total make a red one, however far apart', () => {
  const story = given(...town)
  gives(story, 'y1').after(1_000 * DAY)
  expect(hers(story).level).toBe('yellow')
  gives(story, 'y2')
  expect(hers(story)).toMatchObject({ level: 'red', yellows: 0, redUntil: BEGINS + 1_090 * DAY })
})

test('FLAG-6: in the other reading they must lie within one calendar month, to the second', () => {
  const month = Date.UTC(2026, 11, 21, 12)
  const red = gives(withinAMonth(...town), 'y1').at(month - SECOND)
  expect(hers(gives(red, 'y2')).level).toBe('red')
  const yellow = gives(withinAMonth(...town), 'y1').at(month)
  expect(hers(yellow).level).toBe('good')
  expect(hers(gives(yellow, 'y2'))).toMatchObject({ level: 'yellow', yellows: 1 })
})

test('FLAG-6: an admin may change the reading; it goes for what comes after', () => {
  const story = gives(given(...town), 'y1')
  story
    .play([act(cleo, 'policy.parameterChanged', { name: 'flags.yellowsCount', value: 'one month', reasons: writing('One reading') })])
    .after(40 * DAY)
  expect(hers(gives(story, 'y2')).level).toBe('yellow')
})

test('FLAG-7: with a red flag an upload says where it comes from; from 1 MiB on who is in it; from 10 MiB on what its rights rest on', () => {
  const MiB = 1024 * 1024
  const story = given(...town)
  story.when(publishes()).isAccepted()
  gives(story, 'r', 'red')
  const weighing = (size: number) => ({ files: [{ ...photo, size }] })
  for (const [post, asked] of [
    [{ ...weighing(MiB - 1) }, 1],
    [{ ...weighing(MiB) }, 2],
    [{ ...weighing(10 * MiB - 1) }, 2],
    [{ ...weighing(10 * MiB) }, 3],
    [{ files: [photo, { ...photo, size: MiB - photo.size }] }, 2],
    [{ ...vibe, files: [{ ...film, size: 50 * MiB }] }, 3],
    [{ media: 'text', files: [] }, 1],
  ] as const) {
    story.when(publishes({ ...post, details: details(asked) })).isAccepted()
    story.when(publishes({ ...post, details: details(asked - 1) })).isRefusedBy('FLAG-7', { asked, details: asked - 1 })
    story.when(publishes(post)).isRefusedBy('FLAG-7')
  }
  story.when(publishes({ details: [{ hash: hashOf('empty'), characters: 0 }] })).isRefusedBy('FLAG-7')
  story.when(act(ben, 'content.published', droplet)).isAccepted()
})

test('FLAG-8: red flags fade at the instant, and no second before', () => {
  const story = gives(given(...town), 'r', 'red').at(BEGINS + 90 * DAY - SECOND)
  story.when(publishes()).isRefusedBy('FLAG-7')
  story
    .at(BEGINS + 90 * DAY)
    .when(publishes())
    .isAccepted()
  expect(hers(story)).toMatchObject({ level: 'good', redUntil: null })
  expect(story.expect(flags, hashOf('r')).ended).toEqual({ why: 'faded', at: BEGINS + 90 * DAY, event: null })
})

test('FLAG-8: a new red flag restarts the time of them all', () => {
  const story = gives(given(...town), 'r1', 'red').at(BEGINS + 89 * DAY)
  gives(story, 'r2', 'red').at(BEGINS + 90 * DAY)
  expect(hers(story)).toMatchObject({ level: 'red', redUntil: BEGINS + 179 * DAY })
  story.at(BEGINS + 179 * DAY - 1)
  expect(hers(story).level).toBe('red')
  story.at(BEGINS + 179 * DAY)
  expect(hers(story).level).toBe('good')
  for (const name of ['r1', 'r2']) expect(story.expect(flags, hashOf(name)).ended?.at).toBe(BEGINS + 179 * DAY)
})

test.each([
  [10, 90 * DAY],
  [79, 90 * DAY],
  [81, 91 * DAY],
])('FLAG-8: a new red flag after ten days, by when they last %s days, shortens nothing: all fade after %s ms', (redDays, until) => {
  const changed = act(cleo, 'policy.parameterChanged', { name: 'flags.redDays', value: redDays, reasons: writing('Shorter') })
  const story = gives(given(...town), 'r1', 'red').play([changed])
  gives(story.at(BEGINS + 10 * DAY), 'r2', 'red').at(BEGINS + until - 1)
  expect(hers(story)).toMatchObject({ level: 'red', redUntil: BEGINS + until })
  expect(story.read((w) => sheetOf(w, ana.account).red)).toHaveLength(2)
  story.at(BEGINS + until)
  expect(hers(story)).toMatchObject({ level: 'good', redUntil: null })
  for (const name of ['r1', 'r2']) expect(story.expect(flags, hashOf(name)).ended?.at).toBe(BEGINS + until)
})

test('FLAG-8, FLAG-15: when the one that lasts longest falls, the others fade with the latest of what is left', () => {
  const shorter = act(cleo, 'policy.parameterChanged', { name: 'flags.redDays', value: 10, reasons: writing('Shorter') })
  const story = gives(
    gives(given(...town), 'r1', 'red')
      .play([shorter])
      .at(BEGINS + DAY),
    'r2',
    'red',
  )
  expect(hers(gives(story.at(BEGINS + 2 * DAY), 'r3', 'red')).redUntil).toBe(BEGINS + 90 * DAY)
  expect(hers(overturns(story, 'r1')).redUntil).toBe(BEGINS + 12 * DAY)
  story.at(BEGINS + 12 * DAY)
  expect(hers(story).level).toBe('good')
})

test('FLAG-8: two red flags at one instant fade at one instant', () => {
  const story = gives(gives(given(...town), 'r1', 'red'), 'r2', 'red').at(BEGINS + 90 * DAY)
  expect(story.read((w) => sheetOf(w, ana.account))).toMatchObject({ red: [], redUntil: null })
})

test('FLAG-9, FLAG-16: with a black flag an account publishes nothing until an admin has reviewed it', () => {
  const story = gives(given(...town), 'b', 'black')
  expect(hers(story).level).toBe('black')
  story.when(publishes()).isRefusedBy('FLAG-16')
  story.write((w) => conclude(w, hashOf('b'), event, 'cleared'))
  story.when(publishes()).isAccepted()
  expect(story.expect(flags, hashOf('b')).ended).toEqual({ why: 'reviewed', at: BEGINS, event })
})

test('FLAG-11, FLAG-17: a ban is for good', () => {
  const [hers, others] = [publishes(), act(ben, 'content.published', droplet)]
  const story = gives(given(...town, hers, others), 'b', 'black')
  story.write((w) => conclude(w, hashOf('b'), event, 'banned')).after(10_000 * DAY)
  for (const deed of [
    publishes(),
    act(ana, 'content.edited', { content: hers.id, audience: 'everyone', moods: [], tags: [] }),
    act(ana, 'content.liked', { content: others.id }),
    act(ana, 'content.commented', { content: others.id, text: writing('Good morning'), made: 'human' }),
    act(ana, 'content.collectionCreated', { name: writing('Mine') }),
    act(ana, 'accounts.followed', { account: ben.account }),
    act(ana, 'accounts.profileEdited', { name: writing('Ana, banned'), categories: [] }),
    act(ana, 'accounts.handleClaimed', { handle: 'ana_again' }),
  ])
    story.when(deed).isRefusedBy('FLAG-17', { until: null })
  story.when(act(ben, 'content.liked', { content: others.id })).isAccepted()
})

test('FLAG-17: who is banned keeps the way to undo and to leave: unfollowing, blocking, deleting the account', () => {
  const story = gives(given(...town, act(ana, 'accounts.followed', { account: ben.account })), 'b', 'black')
  story.write((w) => conclude(w, hashOf('b'), event, 'banned'))
  for (const deed of [
    act(ana, 'accounts.unfollowed', { account: ben.account }),
    act(ana, 'accounts.blocked', { account: ben.account }),
    act(ana, 'accounts.deletionRequested', {}),
  ])
    story.when(deed).isAccepted()
})

test('FLAG-12, FLAG-17: a suspension ends at its instant; until then, and for good after a ban, an account earns nothing', () => {
  const until = BEGINS + 30 * DAY
  const story = gives(given(...town), 'b', 'black')
  story.write((w) => conclude(w, hashOf('b'), event, { suspendedUntil: until })).at(until - SECOND)
  expect(hers(story)).toMatchObject({ level: 'suspended', earns: false, suspendedUntil: until })
  story.when(publishes()).isRefusedBy('FLAG-17', { until })
  story.at(until).when(publishes()).isAccepted()
  expect(hers(story)).toMatchObject({ level: 'good', earns: true, suspendedUntil: null })
  gives(story, 'b2', 'black').write((w) => conclude(w, hashOf('b2'), event, 'banned'))
  expect(hers(story)).toMatchObject({ level: 'banned', earns: false })
})

test('FLAG-14: a yellow flag that went into a red one does not count again', () => {
  const story = gives(gives(given(...town), 'y1'), 'y2')
  expect(hers(gives(story, 'y3'))).toMatchObject({ level: 'red', yellows: 1 })
  expect(story.read((w) => sheetOf(w, ana.account).red)).toHaveLength(1)
  expect(hers(gives(story, 'y4')).yellows).toBe(0)
  expect(story.read((w) => sheetOf(w, ana.account).red)).toHaveLength(2)
})

test('FLAG-15: a yellow flag that falls takes the red one along, and the other yellow counts again', () => {
  const story = gives(gives(given(...town), 'y1'), 'y2').after(DAY)
  overturns(story, 'y1')
  expect(hers(story)).toMatchObject({ level: 'yellow', yellows: 1, redUntil: null })
  story.when(publishes()).isAccepted()
  expect(story.expect(flags, `${hashOf('y2')} red`).ended).toEqual({ why: 'overturned', at: BEGINS + DAY, event })
  expect(story.expect(flags, hashOf('y2'))).toMatchObject({ into: null, ended: null })
})

test('FLAG-15: a violation that falls takes along a yellow and a red flag', () => {
  const story = given(...town)
  for (const name of ['v1', 'v2', 'v3']) gives(story, name, 'violation')
  gives(story, 'y')
  expect(hers(story).level).toBe('red')
  overturns(story, 'v2')
  expect(hers(story)).toMatchObject({ level: 'yellow', yellows: 1, violations: 2 })
})

test('FLAG-15: when the flag that restarted the time falls, the older ones fade when they would have', () => {
  const story = gives(given(...town), 'r1', 'red').at(BEGINS + 50 * DAY)
  overturns(gives(story, 'r2', 'red'), 'r2')
  expect(hers(story).redUntil).toBe(BEGINS + 90 * DAY)
  story.at(BEGINS + 90 * DAY)
  expect(hers(story).level).toBe('good')

  const late = gives(gives(given(...town), 'r1', 'red').at(BEGINS + 50 * DAY), 'r2', 'red').at(BEGINS + 100 * DAY)
  expect(hers(late).level).toBe('red')
  expect(hers(overturns(late, 'r2')).level).toBe('good')
})

test('FLAG-15: what has faded stays faded: a yellow flag that falls later leaves nobody worse off', () => {
  const story = gives(gives(given(...town), 'y1'), 'y2').after(90 * DAY)
  expect(hers(story)).toMatchObject({ level: 'good', yellows: 0 })
  overturns(story, 'y1')
  expect(hers(story)).toMatchObject({ level: 'good', yellows: 0 })
  overturns(story, 'y2')
  expect(hers(story)).toMatchObject({ level: 'good', yellows: 0 })
})

test('FLAG-15: what counts again makes nothing heavier by itself; the next flag does', () => {
  const story = gives(gives(gives(given(...town), 'y1'), 'y2'), 'y3')
  overturns(story, 'y1')
  expect(hers(story)).toMatchObject({ level: 'yellow', yellows: 2 })
  expect(hers(gives(story, 'y4'))).toMatchObject({ level: 'red', yellows: 1 })
})

test('FLAG-15: overturned flag and second flag, in either order, come to the same', () => {
  const before = gives(overturns(gives(given(...town), 'y1'), 'y1'), 'y2')
  const after = overturns(gives(gives(given(...town), 'y1'), 'y2'), 'y1')
  expect(hers(before)).toEqual(hers(after))
})

test('FLAG-15: a ban that falls is lifted, and another ban stands', () => {
  const story = gives(gives(given(...town), 'b1', 'black'), 'b2', 'black')
  for (const name of ['b1', 'b2']) story.write((w) => conclude(w, hashOf(name), event, 'banned'))
  overturns(story, 'b1')
  expect(story.read((w) => refuseBarred(w, ana.account)?.id)).toBe('FLAG-17')
  overturns(story, 'b2')
  expect(story.read((w) => refuseBarred(w, ana.account))).toBeUndefined()
})

test('my standing says what counts, until when, and how far the next step is; a stranger is told nothing', () => {
  const story = withinAMonth(...town)
  gives(gives(story, 'v', 'violation').after(SECOND), 'y')
  expect(story.ask(standingQuestion, {}, ana)).toMatchObject({
    level: 'yellow',
    violationsToYellow: 2,
    yellowsToRed: 1,
    history: [
      { grade: 'yellow', counts: true, until: Date.UTC(2026, 11, 21, 12) + SECOND, clause: 'CONT-3', decision: hashOf('y') },
      { grade: 'violation', counts: true, until: BEGINS + 7 * DAY },
    ],
  })
  expect(story.ask(standingQuestion, { account: ana.account }, ben)).toBeNull()
  expect(story.ask(standingQuestion, {})).toBeNull()
  const desk = gives(given(...town), 'y')
  expect(desk.ask(standingQuestion, { account: ana.account }, cleo)).toMatchObject({ level: 'yellow' })
  gives(desk, 'y2')
  const history = desk.ask(standingQuestion, {}, ana)?.history
  expect(history?.map(({ grade, counts, until }) => [grade, counts, until])).toEqual(
    expect.arrayContaining([
      ['red', true, BEGINS + 90 * DAY],
      ['yellow', false, null],
    ]),
  )
})

test('FLAG-15: what faded within a red flag does not come back as violations either', () => {
  const story = stage(areas, { 'flags.redDays': 1 }).given(...town)
  for (const name of ['v1', 'v2', 'v3']) gives(story, name, 'violation')
  gives(story, 'y').after(DAY)
  expect(hers(overturns(story, 'v1'))).toMatchObject({ level: 'good', violations: 0, yellows: 0 })
})

test.each(['yellow', 'red', 'black'] as const)('FLAG-13: a flag is shown in its colour: %s', (grade) => {
  const read = (path: string) => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8')
  const colour = new RegExp(`${grade} (#[0-9A-F]{6})`).exec(clauses['FLAG-13']?.text ?? '')?.[1]
  const token = new RegExp(`--flag-${grade}: (#[0-9a-f]{6});`).exec(read('ui/theme.css'))?.[1]
  const style = new RegExp(`\\[data-grade='${grade}'\\] \\{([^}]*)\\}`).exec(read('areas/flags/ui/FlagHistory.css'))?.[1]
  expect(token).toBe(colour?.toLowerCase())
  expect(style).toContain(`background: var(--flag-${grade});`)
})
