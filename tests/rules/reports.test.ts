import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { openCaseOn } from '../../src/areas/moderation/subjects'
import { standing } from '../../src/areas/flags/rules'
import { cases } from '../../src/areas/moderation/tables'
import { stubOf, ticketOf } from '../../src/areas/reports/events'
import { isAgain, reporters, reporting, sanctions, stubs } from '../../src/areas/reports/rules'
import { subjectShown } from '../../src/areas/reports/ui/subjectShown'
import { foundIn, myReports, reportable, reporterQuestion, sealedReports, toldBefore } from '../../src/areas/reports/views'
import { hashOf } from '../../src/kit/bytes'
import { ana, ben, cleo, nova, type Person } from '../support/cast'
import {
  ada,
  answers,
  appeals,
  claims,
  confirms,
  decides,
  edits,
  files,
  finds,
  GRACE,
  house,
  judges,
  max,
  mia,
  of,
  ofProfile,
  opens,
  outcomeIn,
  posts,
  reasons,
  reportOf,
  reportsInVain,
  reviews,
  secretOf,
  staff,
  stubIn,
  undoes,
} from '../support/desk'
import { filters } from '../support/filter'
import { act, anyAct, BEGINS, DAY, type Deed, HOUR, payload, stage, type Story, writing } from '../support/given'
import { deposits, topsUp, withdraws } from '../support/money'

const SECOND = 1_000
const { given } = stage(areas, house)
const desk = () => given(...staff)
const state = (story: Story) => story.read((w) => reporting(w, ben.account))
const outcome = outcomeIn
const again = (story: Story, report: Deed) => isAgain(reportOf(story, report), stubIn(story, report))
const renames = (by: Person, name: string) => act(by, 'accounts.profileEdited', { name: writing(name), categories: [] })

/** Ben reports in vain, a moderator says why that was an abuse. */
function abuses(story: Story): Deed {
  const report = reportsInVain(story, ben)
  const judgement = judges(max, report)
  story.play([judgement])
  return judgement
}

test('FLAG-3: anybody with an account reports a post, a comment or a profile, and moderators decide', () => {
  const post = posts()
  const comment = act(nova, 'content.commented', { content: post.id, text: reasons, made: 'human' })
  const story = desk().play([post, comment])
  for (const [by, subject] of [
    [ben, of(post)],
    [nova, ofProfile(story, ana)],
    [ben, { kind: 'comment', id: comment.id, version: '0' }],
  ] as const) {
    const report = files(by)
    const opening = opens(mia, report, subject)
    story.when(report).isAccepted()
    expect(outcome(story, report)).toBe('sealed')
    story.play([opening])
    expect(outcome(story, report)).toBe('in review')
    story.play([claims(mia, opening), decides(mia, opening, 'yellow')]).after(GRACE)
    expect(outcome(story, report)).toBe('upheld')
  }
  story.when(anyAct('A'.repeat(43), 'reports.filed', files(ben).data)).isRefusedBy('LOG-2')
})

test('RPT-6: a report says nothing but that it is one, and weighs at most what the policy says', () => {
  const story = desk()
  expect(Object.keys(files(ben).data)).toEqual(['sealed', 'ticket', 'mark'])
  story.when(files(ben, 1024 * 1024)).isAccepted()
  story.when(files(ben, 1024 * 1024 + 1)).isRefusedBy('RPT-6', { most: 1024 * 1024 })
  story.when(anyAct(ben, 'reports.filed', { ...files(ben).data, subject: of(posts()) })).isRefusedBy('LOG-1', { path: 'subject' })
})

test('RPT-6: nothing that the desk says of a report names it, until it is judged a misuse', () => {
  const story = desk()
  const [post, report] = [posts(), files(ben)]
  const opening = opens(mia, report, of(post))
  story.play([post, report, opening, claims(mia, opening), decides(mia, opening, 'clear')]).after(GRACE)
  const filedRow = JSON.stringify(reportOf(story, report))
  for (const hidden of [post.id, opening.id, stubOf(secretOf(report)), secretOf(report)]) expect(filedRow).not.toContain(hidden)
  const deskRows = JSON.stringify([story.rowsOf(stubs), story.rowsOf(cases)])
  for (const hidden of [report.id, ben.account, ticketOf(secretOf(report)), secretOf(report)]) expect(deskRows).not.toContain(hidden)
  story.play([judges(max, report)])
  expect(reportOf(story, report).opened).toMatchObject({ case: opening.id, subject: { id: post.id } })
})

test('RPT-10: one thing is reported once, as long as it says the same; unless the desk could make nothing of the report', () => {
  const mark = hashOf('a post of which ben has thoughts')
  const first = files(ben, 1_000, mark)
  const story = desk().play([first])
  story.when(files(ben, 1_000, mark)).isRefusedBy('RPT-10', { report: first.id, at: BEGINS })
  expect(story.ask(toldBefore, { mark }, ben)).toEqual({ at: BEGINS })
  expect([story.ask(toldBefore, { mark }, nova), story.ask(toldBefore, { mark: hashOf('other') }, ben)]).toEqual([
    { at: null },
    { at: null },
  ])
  story.when(files(nova, 1_000, mark)).isAccepted() // marks of two people are two marks
  story.when(files(ben)).isAccepted()
  story.play([act(mia, 'moderation.reportSetAside', { report: first.id, why: 'unreadable' })])
  story.when(files(ben, 1_000, mark)).isAccepted()
})

test('RPT-1 RPT-10: what moderators have cleared is not reported again by whoever reported it: refused when it is filed', () => {
  const [post, mark] = [posts(), hashOf('the mark of that post')]
  const report = files(ben, 1_000, mark)
  const opening = opens(mia, report, of(post))
  const story = desk()
    .play([post, report, opening, claims(mia, opening), decides(mia, opening, 'clear')])
    .after(GRACE)
  story.when(files(ben, 1_000, mark)).isRefusedBy('RPT-10', { report: report.id })
  story
    .play([edits(ana, post)])
    .when(files(ben, 1_000, hashOf('the mark of what it says now')))
    .isAccepted()
})

test('MOD-2: who is blocked reports the block; nobody else can', () => {
  const blocking = act(ana, 'accounts.blocked', { account: ben.account })
  const report = files(ben)
  const story = desk().play([blocking, report])
  const block = { kind: 'block', id: `${ana.account} ${ben.account}`, version: blocking.id }
  story.when(opens(mia, report, block)).isAccepted()
  expect(story.ask(reportable, { kind: 'block', id: block.id }, ben)).toMatchObject({ refusedBy: null, version: blocking.id })
  expect(story.ask(reportable, { kind: 'block', id: block.id }, nova)).toMatchObject({ refusedBy: 'MOD-2' })
})

/** Ten euros. */
const tips = (by: Person, to: Person, more: object = {}) =>
  act(by, 'tips.sent', {
    to: to.account,
    currency: 'EUR',
    amount: 1_000,
    agreed: { total: 1_000, fee: 100, net: 9_720_000, rates: 'genesis' },
    ...more,
  })

test('RPT-13, CASE-9: who was sent words with money reports them: they are flagged, not removed, and shown to nobody else', () => {
  const [tip, silent, away] = [
    tips(ana, ben, { note: writing('Nobody would miss you') }),
    tips(ana, ben),
    withdraws(ana, 20_000_000, 'USDC'),
  ]
  const story = desk()
    .play([topsUp(ana, 10_000), deposits(ana)])
    .after(HOUR)
    .play([tip, silent, away])
  const refusedBy = (by: Person) => story.ask(reportable, { kind: 'note', id: tip.id }, by).refusedBy
  expect([ben, nova, mia, ana].map(refusedBy)).toEqual([null, 'RPT-13', 'RPT-13', 'RPT-13'])
  const read = (by: Person) => story.ask(subjectShown, { kind: 'note', id: tip.id }, by)?.evidence.words
  expect([ben, nova, mia].map(read)).toEqual(['Nobody would miss you', '', ''])
  for (const { id } of [silent, away])
    expect(story.ask(reportable, { kind: 'note', id }, ben)).toMatchObject({ refusedBy: 'FLAG-3', version: null })

  const report = files(ben)
  const opening = opens(mia, report, { kind: 'note', id: tip.id, version: '0' })
  story.play([report, opening])
  expect(story.expect(cases, opening.id).concerned).toBe(ana.account)
  story.when(decides(mia, opening, 'remove')).isRefusedBy('CASE-4')
  story.play([claims(mia, opening)])
  story.when(decides(mia, opening, 'remove')).isRefusedBy('CASE-9', { kind: 'note' })
  story.play([decides(mia, opening, 'yellow')]).after(GRACE)
  expect([outcomeIn(story, report), story.read((w) => standing(w, ana.account).level)]).toEqual(['upheld', 'yellow'])
})

test('CASE-3: who was written to decides nothing about it', () => {
  const sent = tips(ana, mia, { note: writing('Nobody would miss you') })
  const opening = finds(max, { kind: 'note', id: sent.id, version: '0' })
  const story = desk().play([topsUp(ana, 10_000), sent, opening])
  story.when(claims(mia, opening)).isRefusedBy('CASE-3')
  story.when(claims(max, opening)).isAccepted()
})

test('FLAG-3: what an AI persona says of itself goes along with a report of its profile', () => {
  const settings = payload({ tone: 'cruel', role: 'a bully' })
  const story = desk().play([act(nova, 'accounts.personaCreated', { form: 'fictional', settings })])
  const { words } = story.ask(subjectShown, { kind: 'profile', id: nova.account }, ben)?.evidence ?? {}
  expect(words).toBe('cruel\na bully')
})

test('RPT-12: nobody reports what is their own: a post or a profile', () => {
  const post = posts(ana)
  const story = desk().play([post])
  const refusedBy = (kind: string, id: string, by: Person) => story.ask(reportable, { kind, id }, by).refusedBy
  expect(refusedBy('content', post.id, ana)).toBe('RPT-12')
  expect(refusedBy('profile', ana.account, ana)).toBe('RPT-12')
  expect(refusedBy('profile', ana.account, nova)).toBeNull()
  expect(refusedBy('content', post.id, nova)).toBeNull()
})

test('RPT-1: all three kinds of misuse are named by a moderator, of a report that was not upheld', () => {
  for (const misuse of ['to bother', 'no reason'] as const) {
    const story = desk()
    const report = reportsInVain(story, ben)
    story.when(judges(max, report, misuse)).isAccepted()
    expect(reportOf(story, report).misuse).toMatchObject({ kind: misuse })
  }
  const story = desk()
  const first = reportsInVain(story, ben)
  const again = files(ben)
  story.play([again, opens(max, again, stubIn(story, first).subject)])
  story.when(judges(max, first, 'cleared before')).isRefusedBy('RPT-1', { again: false })
  story.when(judges(max, again, 'cleared before')).isAccepted()
  story.when(judges(max, first, 'sulking' as never)).isRefusedBy('LOG-1', { path: 'misuse' })
})

test('RPT-2: the third abusive report within thirty days brings a warning, and reporting goes on', () => {
  const story = desk()
  abuses(story)
  abuses(story)
  expect(state(story)).toEqual({ state: 'normal', until: null })
  const judgement = abuses(story)
  const { at } = story.expect(sanctions, `${judgement.id} warning`)
  expect(state(story)).toEqual({ state: 'warned', until: at + 180 * DAY })
  story.when(files(ben)).isAccepted()
})

test('RPT-2: what lies thirty days apart is not "often"; a second less is', () => {
  const spread = (apart: number) => {
    const story = desk()
    const first = reportsInVain(story, ben)
    const second = reportsInVain(story, ben)
    story.at(BEGINS + apart)
    const third = reportsInVain(story, ben)
    for (const report of [third, first, second]) story.play([judges(max, report)]) // in whatever order they are judged
    return state(story).state
  }
  expect(spread(30 * DAY - SECOND)).toBe('warned')
  expect(spread(30 * DAY)).toBe('normal')
})

/** Ben is warned, then reports abusively again, and that is judged at `at`. */
function suspendedAt(at: number): { readonly story: Story; readonly judgement: Deed } {
  const story = desk()
  for (let i = 0; i < 3; i++) abuses(story)
  const report = reportsInVain(story, ben)
  const judgement = judges(max, report)
  story.at(at).play([judgement])
  return { story, judgement }
}

test('RPT-3: after a warning one more suspends reporting for one calendar month, to the second, and then it is restored by itself', () => {
  const { story, judgement } = suspendedAt(BEGINS + DAY)
  const until = Date.UTC(2026, 11, 22, 12)
  expect(state(story)).toEqual({ state: 'suspended', until })
  story.when(files(ben)).isRefusedBy('RPT-3', { until })
  story.when(files(nova)).isAccepted()
  story
    .at(until - SECOND)
    .when(files(ben))
    .isRefusedBy('RPT-3')
  story.at(until).when(files(ben)).isAccepted()
  expect(state(story).state).toBe('normal')
  expect(story.expect(sanctions, `${judgement.id} suspension`).ended).toEqual({ why: 'restored', at: until, event: null })
})

test.each([
  [Date.UTC(2027, 0, 31, 23, 59, 59), Date.UTC(2027, 1, 28, 23, 59, 59)],
  [Date.UTC(2028, 0, 31, 23, 59, 59), Date.UTC(2028, 1, 29, 23, 59, 59)],
  [Date.UTC(2027, 1, 28, 0, 0, 0), Date.UTC(2027, 2, 28, 0, 0, 0)],
  [Date.UTC(2026, 11, 31, 0, 0, 0), Date.UTC(2027, 0, 31, 0, 0, 0)],
])('RPT-3: suspended at %s, restored at %s', (at, until) => {
  const story = stage(areas, { ...house, 'reports.warningDays': 3_650 }).given(...staff)
  for (let i = 0; i < 3; i++) abuses(story)
  const report = reportsInVain(story, ben)
  story.at(at).play([judges(max, report)])
  expect(state(story)).toEqual({ state: 'suspended', until })
  story
    .at(until - SECOND)
    .when(files(ben))
    .isRefusedBy('RPT-3')
  story.at(until).when(files(ben)).isAccepted()
})

test('RPT-4: a mistake in good faith never counts, however often it happens', () => {
  const story = desk()
  for (let i = 0; i < 10; i++) reportsInVain(story, ben)
  expect(state(story).state).toBe('normal')
  expect(story.ask(reporterQuestion, {}, ben)).toMatchObject({ filed: 10, abusive: 0, toNextStep: 3 })
})

test('RPT-4: a report that was upheld, or not answered yet, is no misuse', () => {
  const [post, report] = [posts(), files(ben)]
  const opening = opens(mia, report, of(post))
  const story = desk().play([post, report])
  story.when(judges(max, report)).isRefusedBy('RPT-4', { outcome: 'sealed' })
  story.play([opening, claims(mia, opening), decides(mia, opening, 'remove')])
  story.when(judges(max, report)).isRefusedBy('RPT-4', { outcome: 'in review' })
  story.after(GRACE).when(judges(max, report)).isRefusedBy('RPT-4', { outcome: 'upheld' })
})

test.each([
  ['by an appeal', 'remove'],
  ['by the review of a black flag', 'black'],
] as const)(
  'RPT-4: a report that was upheld until the decision fell %s is no misuse; one that came at that instant or after is',
  (_, how) => {
    const [post, first, unopened, late] = [posts(), files(ben), files(nova), files(ben)]
    const opening = opens(mia, first, of(post))
    const removal = decides(mia, opening, how, { breach: 'illegal' })
    const story = desk().play([post, first, opening, claims(mia, opening), removal])
    if (how === 'black') story.play([confirms(max, removal)])
    story.after(GRACE)
    expect(outcome(story, first)).toBe('upheld')
    story.after(DAY - GRACE - 1).play([unopened])
    if (how === 'remove') story.play([appeals(ana, removal)])
    const falls = how === 'remove' ? answers(max, removal, 'overturned') : reviews(cleo, removal, 'cleared')
    story.at(BEGINS + DAY).play([falls, late, opens(mia, unopened, of(post)), opens(mia, late, of(post))])
    expect([first, unopened, late].map((report) => outcome(story, report))).toEqual(Array(3).fill('not upheld'))
    for (const report of [first, unopened]) story.when(judges(max, report)).isRefusedBy('RPT-4', { upheld: BEGINS + DAY })
    story.when(judges(max, late, 'cleared before')).isAccepted()
    const ends = [first, late].map((report) => ({ id: report.id, stub: stubOf(secretOf(report)) }))
    expect(story.ask(foundIn, { reports: ends }, max).map(({ upheldUntil }) => upheldUntil)).toEqual([BEGINS + DAY, null])
  },
)

test('RPT-4: what was never upheld can be misuse, though the filter had taken the thing down and lost the appeal', () => {
  const [post, report] = [posts(), files(ben)]
  const block = filters(post, 'block')
  const story = stage(areas, { ...house, 'content.checks': 'before' }).given(...staff, post, report, block)
  story.play([opens(mia, report, of(post)), appeals(ana, block), answers(max, block, 'overturned')])
  expect(outcome(story, report)).toBe('not upheld')
  story.when(judges(mia, report)).isAccepted()
})

test('RPT-5: what was cleared opens no case again, until it changes', () => {
  const [post, first, second, third] = [posts(), files(ben), files(nova), files(nova)]
  const opening = opens(mia, first, of(post))
  const story = desk()
    .play([post, first, opening, claims(mia, opening), decides(mia, opening, 'clear')])
    .after(GRACE)
  const open = () => story.read((w) => openCaseOn(w, of(post)))
  expect(story.ask(reportable, { kind: 'content', id: post.id }, nova)).toMatchObject({ refusedBy: 'RPT-5', clearedAt: BEGINS + GRACE })
  story.play([second, opens(mia, second, of(post))])
  expect([again(story, second), stubIn(story, second).case]).toEqual([true, opening.id])
  expect([outcome(story, second), open()]).toEqual(['not upheld', undefined])

  story.play([edits(ana, post)])
  expect(story.ask(reportable, { kind: 'content', id: post.id }, nova)).toMatchObject({ refusedBy: null, version: '1' })
  const late = files(nova)
  story.play([late, opens(mia, late, of(post, '0'))]) // about the version that was cleared
  expect([again(story, late), open()]).toEqual([true, undefined])
  const changed = opens(mia, third, of(post, '1'))
  story.play([third, changed])
  expect([outcome(story, third), open()]).toEqual(['in review', changed.id])
})

test('RPT-5: who reported before it was cleared did not report again', () => {
  const [post, first, before] = [posts(), files(ben), files(nova)]
  const opening = opens(mia, first, of(post))
  const decision = decides(mia, opening, 'clear')
  const story = desk().play([post, first, opening, claims(mia, opening), decision])
  story
    .at(BEGINS + GRACE - 1)
    .play([before])
    .at(BEGINS + GRACE)
  const exactly = files(nova)
  story.play([exactly, opens(mia, before, of(post)), opens(mia, exactly, of(post))])
  expect([again(story, before), again(story, exactly)]).toEqual([false, true])
  story.when(judges(max, before, 'cleared before')).isRefusedBy('RPT-1')
})

test('CASE-2, RPT-5: a report of new words is not answered by a decision about the old ones that is in its grace', () => {
  const [post, first, later] = [posts(), files(nova), files(ben)]
  const [opening, other] = [opens(mia, first, of(post)), opens(max, later, of(post, '1'), 'illegal')]
  const story = desk().play([post, first, opening, claims(mia, opening), decides(mia, opening, 'clear'), edits(ana, post), later, other])
  expect(story.rowsOf(cases)).toHaveLength(1)
  story.after(GRACE)
  expect([outcomeIn(story, first), outcomeIn(story, later)]).toEqual(['not upheld', 'in review'])
  const fresh = stubIn(story, later).case
  expect(story.expect(cases, fresh)).toMatchObject({ state: 'open', reports: 1, breach: 'illegal', subject: of(post, '1') })
  expect(story.expect(cases, opening.id)).toMatchObject({ state: 'done', reports: 1 })
  story.play([claims(mia, { ...opening, id: fresh }), decides(mia, { id: fresh }, 'remove', { version: '1' })]).after(GRACE)
  expect(outcomeIn(story, later)).toBe('upheld')
})

test('CASE-2, FLAG-11: nor is it by the review of a black flag, or an appeal, that found nothing wrong with the old ones', () => {
  const story = desk()
  const [before, later] = [files(nova), files(ben)]
  const opening = opens(mia, before, ofProfile(story, ana))
  const black = decides(mia, opening, 'black', { breach: 'illegal', version: ofProfile(story, ana).version })
  story.play([before, opening, claims(mia, opening), black, renames(ana, 'Another')])
  story.play([later, opens(max, later, ofProfile(story, ana)), confirms(max, black), reviews(ada, black, 'cleared')])
  expect([outcomeIn(story, before), outcomeIn(story, later)]).toEqual(['not upheld', 'in review'])
  const [second, last] = [files(nova), files(ben)]
  const fresh = { ...opening, id: stubIn(story, later).case }
  const red = decides(mia, fresh, 'red', { version: ofProfile(story, ana).version })
  story.play([second, opens(max, second, ofProfile(story, ana)), claims(mia, fresh), red, renames(ana, 'One more')])
  story.play([last, opens(max, last, ofProfile(story, ana))]).after(GRACE)
  story.play([appeals(ana, red), answers(max, red, 'overturned')])
  expect([outcomeIn(story, later), outcomeIn(story, second), outcomeIn(story, last)]).toEqual(['not upheld', 'not upheld', 'in review'])
})

test('CASE-7: a decision that is taken back is made anew about all that was reported by then', () => {
  const [post, first, later] = [posts(), files(nova), files(ben)]
  const opening = opens(mia, first, of(post))
  const cleared = decides(mia, opening, 'clear')
  const story = desk().play([post, first, opening, claims(mia, opening), cleared, edits(ana, post), later])
  story.play([opens(max, later, of(post, '1')), undoes(mia, cleared), decides(mia, opening, 'clear', { version: '1' })]).after(GRACE)
  expect([outcomeIn(story, first), outcomeIn(story, later)]).toEqual(['not upheld', 'not upheld'])
  expect(story.rowsOf(cases)).toHaveLength(1)
})

test('RPT-5: a profile that was cleared can be reported again when it was edited', () => {
  const story = desk()
  const report = files(ben)
  const opening = opens(mia, report, ofProfile(story, ana))
  story
    .play([report, opening, claims(mia, opening), decides(mia, opening, 'clear', { version: ofProfile(story, ana).version })])
    .after(GRACE)
  const ask = () => story.ask(reportable, { kind: 'profile', id: ana.account }, ben).refusedBy
  expect(ask()).toBe('RPT-5')
  story.play([act(ana, 'accounts.profileEdited', { name: reasons, categories: [] })])
  expect(ask()).toBeNull()
})

test('RPT-5: what was reported stays what it was, though its owner puts back what was cleared before', () => {
  const story = desk()
  const looks = (of: string) =>
    act(ana, 'accounts.profileEdited', { name: reasons, picture: { hash: hashOf(of), size: 10, type: 'image/png' }, categories: [] })
  story.play([looks('clean')])
  const clean = ofProfile(story, ana)
  const opening = finds(mia, clean)
  story.play([opening, claims(mia, opening), decides(mia, opening, 'clear', { version: clean.version })]).after(GRACE)
  story.play([looks('nasty')])
  const [nasty, report] = [ofProfile(story, ana), files(ben)]
  story.play([report, looks('clean'), opens(max, report, nasty)])
  expect(outcome(story, report)).toBe('in review')
})

test('RPT-7: a warning lapses at its instant: what comes then has to be often again', () => {
  const warned = (at: number) => {
    const story = desk()
    for (let i = 0; i < 3; i++) abuses(story)
    const { until } = state(story)
    const report = reportsInVain(story, ben)
    story.at((until ?? 0) + at).play([judges(max, report)])
    return state(story).state
  }
  expect(warned(-SECOND)).toBe('suspended')
  expect(warned(0)).toBe('normal')
})

test('RPT-7: after a suspension an account starts anew, without a warning', () => {
  const { story } = suspendedAt(BEGINS + DAY)
  story.at(Date.UTC(2026, 11, 22, 12))
  abuses(story)
  abuses(story)
  expect(state(story).state).toBe('normal')
  abuses(story)
  expect(state(story).state).toBe('warned')
})

test('RPT-8: only what was reported after the warning shows that misuse continues', () => {
  const story = desk()
  const early = reportsInVain(story, ben)
  for (let i = 0; i < 3; i++) abuses(story)
  story.play([judges(max, early)])
  expect(state(story).state).toBe('warned')
  abuses(story)
  expect(state(story).state).toBe('suspended')
})

test('RPT-8, RPT-9: a suspension rests on nothing that was reported before the warning', () => {
  const story = desk()
  const early = reportsInVain(story, ben)
  const old = judges(max, early)
  story.play([old]).after(40 * DAY)
  for (let i = 0; i < 3; i++) abuses(story)
  story.after(DAY)
  abuses(story)
  expect(state(story).state).toBe('suspended')
  story.play([appeals(ben, old), answers(mia, old, 'overturned')])
  expect(state(story).state).toBe('suspended')
})

test('RPT-9: when the judgement falls, the suspension made of it falls, and reporting is open at once', () => {
  const { story, judgement } = suspendedAt(BEGINS + DAY)
  story.play([appeals(ben, judgement), answers(mia, judgement, 'overturned')])
  expect(state(story).state).toBe('warned')
  story.when(files(ben)).isAccepted()
  story.at(Date.UTC(2026, 11, 22, 12))
  expect(story.expect(sanctions, `${judgement.id} suspension`).ended?.why).toBe('overturned')
})

test('RPT-9: when a judgement behind the warning falls, the warning and the suspension that rests on it fall', () => {
  const story = desk()
  const [first] = [abuses(story), abuses(story), abuses(story)]
  abuses(story)
  expect(state(story).state).toBe('suspended')
  story.play([appeals(ben, first), answers(mia, first, 'overturned')])
  expect(state(story)).toEqual({ state: 'normal', until: null })
  expect(story.ask(reporterQuestion, {}, ben)).toMatchObject({ abusive: 3 })
})

test('reports that a suspended reporter made offline and that come in late are void, with the clause', () => {
  const { story } = suspendedAt(BEGINS + DAY)
  for (let i = 0; i < 3; i++)
    story
      .after(HOUR)
      .when(files(ben))
      .isRefusedBy('RPT-3', { until: Date.UTC(2026, 11, 22, 12) })
  expect(story.ask(myReports, {}, ben).items).toHaveLength(4)
})

test('my reports say what became of each; the desk sees what is sealed, and nobody else does', () => {
  const story = desk()
  const vain = reportsInVain(story, ben)
  const report = files(ben)
  story.play([report, judges(max, vain, 'no reason')])
  expect(story.ask(myReports, {}, ben).items).toMatchObject([
    { id: report.id, aside: null, misuse: null },
    { id: vain.id, misuse: { kind: 'no reason' } },
  ])
  const asked = { reports: [report, vain].map((each) => ({ id: each.id, stub: stubOf(secretOf(each)) })) }
  expect(story.ask(foundIn, asked, ben)).toMatchObject([
    { outcome: 'sealed', case: null },
    { outcome: 'not upheld', again: false },
  ])
  expect(story.ask(myReports, {}, nova).items).toEqual([])
  expect(story.ask(sealedReports, {}, mia)).toMatchObject([{ id: report.id, by: ben.account }, { id: vain.id }])
  expect(story.ask(sealedReports, {}, nova)).toEqual([])
  story.play([act(mia, 'moderation.reportSetAside', { report: report.id, why: 'unreadable' })])
  expect(story.ask(sealedReports, {}, mia)).toMatchObject([{ aside: 'unreadable' }, { aside: null }])
  expect(story.ask(foundIn, asked, ben)).toMatchObject([{ outcome: 'set aside' }, { outcome: 'not upheld' }])
  expect(story.ask(reporterQuestion, { account: ben.account }, cleo)).toMatchObject({ filed: 2, abusive: 1, toNextStep: 2 })
  expect(story.ask(reporterQuestion, { account: ben.account }, nova)).toBeNull()
})

test('RPT-9: a suspension that comes after one that fell runs its own month', () => {
  const { story, judgement } = suspendedAt(BEGINS + DAY)
  story.play([appeals(ben, judgement), answers(mia, judgement, 'overturned')])
  story.at(BEGINS + 2 * DAY)
  abuses(story)
  const { until } = state(story)
  expect(until).toBeGreaterThan(Date.UTC(2026, 11, 22, 12))
  story.at(Date.UTC(2026, 11, 22, 12)) // when the first one would have ended
  expect(state(story)).toEqual({ state: 'suspended', until })
})

test('RPT-9: a warning that has lapsed is not unmade: what went into it does not count again', () => {
  const story = desk()
  const first = abuses(story)
  abuses(story)
  const last = abuses(story)
  story.at((state(story).until ?? 0) - DAY).at(state(story).until ?? 0)
  story.play([appeals(ben, first), answers(mia, first, 'overturned')])
  expect(story.expect(sanctions, `${last.id} warning`).ended).toBeNull()
  expect(story.expect(reporters, ben.account).marks).toEqual([])
})
