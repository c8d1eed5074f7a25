import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { offices } from '../../src/areas/accounts/tables'
import { profile } from '../../src/areas/accounts/views'
import { maySee, visibility } from '../../src/areas/content/shown'
import { comments, contents } from '../../src/areas/content/tables'
import { commentsOn } from '../../src/areas/content/reactionViews'
import { flags, standing } from '../../src/areas/flags/rules'
import { appealUntil } from '../../src/areas/moderation/appeals'
import { openCaseOn } from '../../src/areas/moderation/subjects'
import { cases, decisions } from '../../src/areas/moderation/tables'
import {
  appeals as appealsQuestion,
  caseAt,
  caseQueue,
  casesBeside,
  checkSample,
  checksStarted,
  deskCounts,
  moderatorStatistics,
  myAppeals,
  myDecisions,
  nextCheck,
  oneCase,
  reviewersLeft,
  sharedKeys,
  stuckCases,
} from '../../src/areas/moderation/views'
import { stubOf } from '../../src/areas/reports/events'
import { isAgain } from '../../src/areas/reports/rules'
import { hashOf } from '../../src/kit/bytes'
import { ana, ben, cleo, nova, type Person } from '../support/cast'
import {
  ada,
  answers,
  appeals,
  claims,
  confirms,
  decides,
  declines,
  edits,
  escalates,
  files,
  finds,
  GRACE,
  house,
  judges,
  max,
  mia,
  moe,
  of,
  ofProfile,
  opens,
  outcomeIn,
  posts,
  releases,
  reportOf,
  reportsInVain,
  reviews,
  secretOf,
  staff,
  stubIn,
  undoes,
} from '../support/desk'
import { act, anyAct, BEGINS, DAY, type Deed, HOUR, stage, type Story, writing } from '../support/given'
import { droplet } from '../support/posts'

const SECOND = 1_000
const { given } = stage(areas, house)
const desk = () => given(...staff)
const seen = (story: Story, post: Deed) => story.read((w) => visibility(w, post.id))
const level = (story: Story, who: Person = ana) => story.read((w) => standing(w, who.account).level)
const stateOf = (story: Story, opening: Deed) => story.expect(cases, opening.id).state

/** A post of ana's with a case on it that mia has claimed. */
function claimedCase(story = desk()) {
  const post = posts()
  const opening = finds(mia, of(post))
  story.play([post, opening, claims(mia, opening)])
  return { story, post, opening }
}
/** The same, decided by mia and in effect. */
function decidedCase(outcome: 'clear' | 'remove' | 'yellow' | 'red', story = desk()) {
  const { post, opening } = claimedCase(story)
  const decision = decides(mia, opening, outcome)
  story.play([decision]).after(GRACE)
  return { story, post, opening, decision }
}
/** A black flag that mia gave and max confirmed. */
function blackCase(story = desk()) {
  const { post, opening } = claimedCase(story)
  const decision = decides(mia, opening, 'black', { breach: 'illegal' })
  story.play([decision, confirms(max, decision)])
  return { story, post, opening, decision }
}

test('CASE-1: only moderators work at the desk, and who has lost the role no longer does', () => {
  const { story, opening } = claimedCase()
  const report = files(ben)
  story.play([report])
  const all = (by: Person) => [
    opens(by, report, of(opening)),
    act(by, 'moderation.reportSetAside', { report: report.id, why: 'moot' }),
    act(by, 'moderation.checkStarted', { kind: 'surprise' }),
    finds(by, of(opening)),
    claims(by, opening),
    releases(by, opening),
    escalates(by, opening),
    decides(by, opening, 'clear'),
    undoes(by, opening),
    confirms(by, opening),
    judges(by, report),
    answers(by, opening, 'kept'),
  ]
  for (const deed of all(ben)) story.when(deed).isRefusedBy('CASE-1')
  story.play([act(cleo, 'accounts.roleRevoked', { account: mia.account, role: 'moderator' })])
  for (const deed of all(mia)) story.when(deed).isRefusedBy('CASE-1')
})

test('CASE-2: reports on one thing gather in one case until it is done', () => {
  const [post, first, second, third] = [posts(), files(ben), files(nova), files(ben)]
  const opening = opens(mia, first, of(post))
  const story = desk().play([post, first, second, third, opening, opens(max, second, of(post), 'copyright')])
  expect(story.expect(cases, opening.id)).toMatchObject({ reports: 2, state: 'open', concerned: ana.account })
  story.when(finds(mia, of(post))).isRefusedBy('CASE-2', { case: opening.id })
  story.play([claims(mia, opening), decides(mia, opening, 'clear'), opens(max, third, of(post))]) // still in its grace
  expect(story.expect(cases, opening.id)).toMatchObject({ reports: 3, state: 'waiting' })
  story.after(GRACE)
  expect([first, second, third].map((report) => outcomeIn(story, report))).toEqual(Array(3).fill('not upheld'))
  const next = finds(mia, of(post))
  story.when(next).isAccepted()
  expect(story.read((w) => openCaseOn(w, of(post)))).toBe(next.id)
})

test('CASE-2: a report that arrives after the removal opens no case and was right', () => {
  const { story, post, opening } = decidedCase('remove')
  const report = files(ben)
  story.play([report, opens(max, report, of(post))])
  expect(stubIn(story, report)).toMatchObject({ case: opening.id, clearedAt: null })
  expect(outcomeIn(story, report)).toBe('upheld')
  story.when(finds(max, of(post))).isRefusedBy('CASE-2', { case: opening.id })
  story.when(judges(max, report)).isRefusedBy('RPT-4')
})

test('CASE-2: a storm of reports takes nothing down by itself, and pushes no other case aside', () => {
  const post = posts()
  const story = desk().play([post])
  const older = finds(mia, ofProfile(story, ana))
  const opening = finds(mia, of(post))
  story.play([older]).after(SECOND).play([opening])
  for (let i = 0; i < 200; i++) {
    const report = files(i % 2 ? ben : nova)
    story.play([report, opens(mia, report, of(post))])
  }
  expect(story.expect(cases, opening.id)).toMatchObject({ reports: 200, state: 'open' })
  expect(seen(story, post)).toBe('shown')
  expect(story.ask(caseQueue, { queue: 'untriaged' }, max).items.map(({ id }) => id)).toEqual([older.id, opening.id])
  story.play([claims(max, opening)])
  expect(story.ask(oneCase, { case: opening.id }, max)?.trace.map(({ did, times }) => [did, times])).toEqual([
    ['opened: moderator', 1],
    ['report', 200],
    ['claimed', 1],
  ])
})

test('CASE-1, CASE-4: place by place a queue is what it is page by page, and beside a case stands what is to be done next', () => {
  const story = desk()
  const found = Array.from({ length: 5 }, (_, i) => {
    const post = posts()
    const opening = finds(mia, of(post), { breach: i === 3 ? 'illegal' : 'unethical' })
    story.play([post, opening]).after(SECOND)
    return opening
  })
  const at = (queue: 'untriaged' | 'mine' | 'done', place: number, who = max) => story.ask(caseAt, { queue, at: place }, who)?.id
  const inOrder = () => story.ask(caseQueue, { queue: 'untriaged' }, max).items.map(({ id }) => id)
  const [a, b, c, urgent, e] = found.map(({ id }) => id)
  expect(inOrder()).toEqual([urgent, a, b, c, e])
  expect(found.map((_, place) => at('untriaged', place))).toEqual(inOrder())
  expect([at('untriaged', 5), at('mine', 0), at('untriaged', 0, ben)]).toEqual([undefined, undefined, undefined])
  const beside = (id: string | undefined, who = max) => story.ask(casesBeside, { case: id ?? '' }, who)
  expect(beside(b)).toEqual({ before: a, after: c })
  expect([beside(urgent).before, beside(e).after]).toEqual([null, null])
  expect(beside(b, ben)).toEqual({ before: null, after: null })

  // What somebody has claimed comes before what nobody has.
  story.play([claims(max, found[2] as Deed), claims(mia, found[4] as Deed)])
  expect(beside(c)).toEqual({ before: null, after: urgent })
  expect(beside(urgent)).toEqual({ before: c, after: a })
  expect(beside(e)).toEqual({ before: c, after: c })
  story.play([decides(max, found[2] as Deed, 'clear')]).after(GRACE)
  expect(beside(c)).toEqual({ before: urgent, after: urgent })
  story.play([decides(mia, found[4] as Deed, 'clear')]).after(GRACE)
  expect([at('done', 0), at('done', 1), at('done', 2)]).toEqual([e, c, undefined])
})

test('CASE-3: nobody deals with what is their own', () => {
  const own = posts(mia)
  const sold = posts(ana)
  const [report, other] = [files(ben), files(ben)]
  const story = desk().play([own, sold, report, other])
  story.write((w) => w.put(contents, sold.id, { ...story.expect(contents, sold.id), owner: mia.account }))
  story.when(opens(mia, report, of(own))).isRefusedBy('CASE-3', { conflict: 'own' })
  story.when(finds(mia, of(own))).isRefusedBy('CASE-3')
  story.when(finds(mia, of(sold))).isRefusedBy('CASE-3')
  story.when(finds(mia, ofProfile(story, mia))).isRefusedBy('CASE-3')
  const opening = opens(max, report, of(own))
  story.play([opening])
  story.when(claims(mia, opening)).isRefusedBy('CASE-3', { conflict: 'own' })
  const decision = decides(max, opening, 'black')
  story.play([claims(max, opening), decision])
  story.when(confirms(mia, decision)).isRefusedBy('CASE-3')
  story.when(declines(mia, decision)).isRefusedBy('CASE-3')
  story.when(confirms(moe, decision)).isAccepted()
})

test('CASE-3: a moderator whom somebody blocked decides nothing about the block', () => {
  const blocking = act(ben, 'accounts.blocked', { account: moe.account })
  const block = { kind: 'block', id: `${ben.account} ${moe.account}`, version: blocking.id }
  const story = desk().play([blocking])
  story.when(finds(moe, block)).isRefusedBy('CASE-3', { conflict: 'own' })
  const opening = finds(mia, block)
  story.play([opening])
  story.when(claims(moe, opening)).isRefusedBy('CASE-3', { conflict: 'own' })
  story.when(claims(mia, opening)).isAccepted()
})

test('CASE-3: a moderator decides nothing about comments under a post of theirs, and may still delete them', () => {
  const own = posts(mia)
  const comment = act(ben, 'content.commented', { content: own.id, text: writing('Ugly'), made: 'human' })
  const [subject, report] = [{ kind: 'comment', id: comment.id, version: '0' }, files(nova)]
  const story = desk().play([own, comment, report])
  story.when(finds(mia, subject)).isRefusedBy('CASE-3', { conflict: 'own' })
  story.when(opens(mia, report, subject)).isRefusedBy('CASE-3', { conflict: 'own' })
  const opening = opens(max, report, subject)
  story.play([opening])
  story.when(claims(mia, opening)).isRefusedBy('CASE-3', { conflict: 'own' })
  expect(story.ask(oneCase, { case: opening.id }, mia)?.dealers.map(({ account }) => account)).not.toContain(mia.account)
  story.when(act(mia, 'content.commentDeleted', { comment: comment.id })).isAccepted()
  story
    .play([claims(max, opening)])
    .when(decides(max, opening, 'remove'))
    .isAccepted()
})

test('CASE-3: what was done to the last one at the desk is told to the admins, also when it is undone by then', () => {
  const blocking = act(ben, 'accounts.blocked', { account: cleo.account })
  const opening = finds(mia, { kind: 'block', id: `${ben.account} ${cleo.account}`, version: blocking.id })
  const leaves = [
    ...[mia, max, moe].map(({ account }) => act(cleo, 'accounts.roleRevoked', { account, role: 'moderator' })),
    act(cleo, 'accounts.roleRevoked', { account: ada.account, role: 'admin' }),
  ]
  const story = desk().play([blocking, opening, ...leaves, act(ben, 'accounts.unblocked', { account: cleo.account })])
  story.when(claims(cleo, opening)).isRefusedBy('CASE-3', { conflict: 'own' })
  expect(story.ask(stuckCases, {}, cleo)).toMatchObject([{ id: opening.id }])
})

test('CASE-3: a case that nobody at the desk may deal with is told to the admins, until somebody else is there', () => {
  const own = posts(cleo)
  const opening = finds(mia, of(own))
  const leaves = (who: Person, role: 'admin' | 'moderator') => act(cleo, 'accounts.roleRevoked', { account: who.account, role })
  const story = desk().play([own, opening])
  const dealers = () => story.ask(oneCase, { case: opening.id }, cleo)?.dealers.map(({ account }) => account)
  const stuck = (who: Person = cleo) => story.ask(stuckCases, {}, who).map(({ id }) => id)
  expect(dealers()?.toSorted()).toEqual([ada, mia, max, moe].map(({ account }) => account).toSorted())
  story.play([...[mia, max, moe].map((who) => leaves(who, 'moderator'))])
  expect([dealers(), stuck()]).toEqual([[ada.account], []])
  story.play([leaves(ada, 'admin')])
  expect([dealers(), stuck()]).toEqual([[], [opening.id]])
  expect(stuck(ben)).toEqual([])
  story.play([joinsDesk(ben)])
  expect([dealers(), stuck()]).toEqual([[ben.account], []])
  story.when(claims(ben, opening)).isAccepted()
})

test('CASE-3, CASE-11: what was escalated and concerns the only admin is stuck, however many moderators there are', () => {
  const own = posts(cleo)
  const opening = finds(mia, of(own))
  const story = desk().play([own, opening, claims(mia, opening), escalates(mia, opening)])
  expect(story.ask(stuckCases, {}, cleo)).toEqual([])
  story.play([act(cleo, 'accounts.roleRevoked', { account: ada.account, role: 'admin' })])
  expect(story.ask(stuckCases, {}, cleo)).toMatchObject([{ id: opening.id }])
})

test('CASE-8, FLAG-10: a black flag that no second moderator, and then no admin, can look at is told to the admins', () => {
  const leaves = (who: Person, role: 'admin' | 'moderator') => act(cleo, 'accounts.roleRevoked', { account: who.account, role })
  const post = posts()
  const opening = finds(mia, of(post))
  const black = decides(mia, opening, 'black')
  const story = desk().play([post, opening, claims(mia, opening), black])
  const stuck = () => story.ask(stuckCases, {}, cleo)
  const told = { id: opening.id, at: BEGINS, appeal: false }
  expect(stuck()).toEqual([])
  story.play([confirms(cleo, black)])
  expect(stuck()).toEqual([])
  story.play([leaves(ada, 'admin')])
  expect(stuck()).toEqual([told])
  story.play([act(cleo, 'accounts.roleGranted', { account: ada.account, role: 'admin' })])
  expect(stuck()).toEqual([])

  const alone = desk().play([post, opening, claims(mia, opening), black, leaves(max, 'moderator'), leaves(moe, 'moderator')])
  alone.play([leaves(ada, 'admin')])
  expect(alone.ask(stuckCases, {}, cleo)).toEqual([])
  const own = decides(cleo, opening, 'black')
  const last = desk().play([post, opening, claims(cleo, opening), own, ...[mia, max, moe].map((who) => leaves(who, 'moderator'))])
  expect(last.ask(stuckCases, {}, cleo)).toEqual([])
  last.play([leaves(ada, 'admin')])
  expect(last.ask(stuckCases, {}, cleo)).toEqual([told])
  expect(last.ask(stuckCases, {}, ben)).toEqual([])
})

test('APL-4: an appeal that nobody without a part in the decision is there to answer is told to the admins', () => {
  const leaves = (who: Person, role: 'admin' | 'moderator') => act(cleo, 'accounts.roleRevoked', { account: who.account, role })
  const post = posts()
  const opening = finds(cleo, of(post))
  const removal = decides(cleo, opening, 'remove')
  const story = desk()
    .play([post, opening, claims(cleo, opening), removal])
    .after(GRACE)
  story.play([appeals(ana, removal), ...[mia, max, moe].map((who) => leaves(who, 'moderator'))])
  expect(story.ask(stuckCases, {}, cleo)).toEqual([])
  story.play([leaves(ada, 'admin')])
  expect(story.ask(stuckCases, {}, cleo)).toMatchObject([{ id: removal.id, appeal: true }])
  story.play([joinsDesk(ben)])
  expect(story.ask(stuckCases, {}, cleo)).toEqual([])
})

test('CASE-5: a case in a queue says what was decided, and whether that still stands', () => {
  const post = posts()
  const opening = finds(mia, of(post))
  const removal = decides(mia, opening, 'remove')
  const story = desk().play([post, opening, claims(mia, opening)])
  const said = () => {
    const card = story.ask(oneCase, { case: opening.id }, moe)
    return [card?.outcome, card?.ended]
  }
  expect(said()).toEqual([null, null])
  story.play([removal])
  expect(said()).toEqual(['remove', null])
  story.after(GRACE).play([appeals(ana, removal), answers(moe, removal, 'overturned')])
  expect(said()).toEqual(['remove', 'overturned'])
})

/** Cleo makes them a moderator. */
const joinsDesk = (who: Person): Deed => act(cleo, 'accounts.roleGranted', { account: who.account, role: 'moderator' })

test('RPT-11: who works at the desk opens a case instead of reporting', () => {
  const story = desk()
  for (const who of [mia, cleo]) story.when(files(who)).isRefusedBy('RPT-11')
  story.when(files(ben)).isAccepted()
  story
    .play([joinsDesk(ben)])
    .when(files(ben))
    .isRefusedBy('RPT-11')
})

test('CASE-3: who joins the desk leaves alone what may hold a report of theirs, and nobody learns which case does', () => {
  const [post, other, his, hers] = [posts(), posts(), files(ben), files(nova)]
  const opening = opens(max, hers, of(post))
  const found = finds(max, of(other))
  const story = desk().play([post, other, hers, opening, found, his, joinsDesk(ben)])
  story.when(act(ben, 'moderation.reportSetAside', { report: his.id, why: 'moot' })).isRefusedBy('CASE-3')
  story.when(claims(ben, opening)).isRefusedBy('CASE-3', { conflict: 'own report', last: BEGINS })
  story.when(claims(ben, found)).isAccepted() // no report is in it
  story.play([opens(max, his, of(other))])
  story.when(decides(ben, found, 'clear')).isRefusedBy('CASE-3', { conflict: 'own report' })
  story.play([claims(max, opening), decides(max, opening, 'clear')]).after(GRACE)
  story.when(judges(ben, hers)).isRefusedBy('CASE-3', { conflict: 'own report' })
  story.when(judges(max, hers)).isAccepted()
})

test.each([
  [30 * DAY - SECOND, false],
  [30 * DAY, true],
])('CASE-3: a reported case that opens %s ms after their last report: theirs to deal with is %s', (at, isTheirs) => {
  const [post, his, later] = [posts(), files(ben), files(nova)]
  const opening = opens(max, later, of(post))
  const story = desk()
    .play([post, his, joinsDesk(ben)])
    .at(BEGINS + at)
    .play([later, opening])
  if (isTheirs) story.when(claims(ben, opening)).isAccepted()
  else story.when(claims(ben, opening)).isRefusedBy('CASE-3')
})

test('CASE-12: keys of earlier reports go from the desk to the desk', () => {
  const shares = (by: Person, to: Person) =>
    act(by, 'moderation.keysShared', { to: to.account, until: BEGINS, sealed: { hash: hashOf('keys'), size: 100 } })
  const story = desk()
  story.when(shares(mia, ben)).isRefusedBy('CASE-12')
  story.when(shares(mia, mia)).isRefusedBy('CASE-12')
  story.when(shares(ben, mia)).isRefusedBy('CASE-1')
  story.when(shares(mia, max)).isAccepted()
  expect(story.ask(sharedKeys, { to: max.account }, max)).toMatchObject([{ by: mia.account, to: max.account, until: BEGINS }])
  expect(story.ask(sharedKeys, { to: max.account }, ben)).toEqual([])
})

test('CASE-4: one moderator at a time, for a day; who releases lets others', () => {
  const { story, opening } = claimedCase()
  story.when(claims(max, opening)).isRefusedBy('CASE-4', { by: mia.account })
  for (const deed of [decides(max, opening, 'clear'), releases(max, opening), escalates(max, opening)])
    story.when(deed).isRefusedBy('CASE-4')
  story
    .at(BEGINS + DAY - SECOND)
    .when(claims(max, opening))
    .isRefusedBy('CASE-4')
  story
    .at(BEGINS + DAY)
    .when(claims(max, opening))
    .isAccepted()
  story.when(decides(mia, opening, 'clear')).isRefusedBy('CASE-4', { by: max.account })
  story.play([releases(max, opening)])
  story.when(decides(max, opening, 'clear')).isRefusedBy('CASE-4')
  story.when(claims(moe, opening)).isAccepted()
  story.play([act(cleo, 'accounts.roleRevoked', { account: moe.account, role: 'moderator' })])
  story.when(claims(mia, opening)).isAccepted()
})

test('CASE-5: a case is decided once', () => {
  const { story, opening } = claimedCase()
  story.play([decides(mia, opening, 'remove')])
  for (const deed of [decides(mia, opening, 'clear'), claims(max, opening), releases(mia, opening), escalates(mia, opening)])
    story.when(deed).isRefusedBy('CASE-5', { state: 'waiting' })
  story.after(GRACE)
  for (const deed of [decides(mia, opening, 'clear'), claims(max, opening)]) story.when(deed).isRefusedBy('CASE-5', { state: 'done' })
})

test('CASE-6: a decision, a judgement, a review and an appeal give reasons within the limit', () => {
  const [none, most, beyond] = [writing(''), writing('a'.repeat(2_000)), writing('a'.repeat(2_001))]
  const { story, opening } = claimedCase()
  for (const reasons of [none, beyond]) story.when(decides(mia, opening, 'remove', { reasons })).isRefusedBy('CASE-6', { most: 2_000 })
  const decision = decides(mia, opening, 'remove', { reasons: most })
  story.when(decision).isAccepted()
  story.after(GRACE)
  story.when(act(ana, 'moderation.appealed', { decision: decision.id, reasons: none })).isRefusedBy('CASE-6')
  story.play([appeals(ana, decision)])
  story.when(act(max, 'moderation.appealDecided', { decision: decision.id, outcome: 'kept', reasons: none })).isRefusedBy('CASE-6')
  const report = reportsInVain(story, ben)
  story.when(anyAct(max, 'moderation.reportJudged', { ...judges(max, report).data, reasons: beyond })).isRefusedBy('CASE-6')
  const black = blackCase(story)
  story.when(reviews(cleo, black.decision, 'banned', { reasons: none })).isRefusedBy('CASE-6')
})

test('CASE-6: everything but a clearing names what was breached', () => {
  const { story, opening } = claimedCase()
  story.when(decides(mia, opening, 'remove', { breach: undefined })).isRefusedBy('LOG-1', { path: 'breach' })
  story.when(decides(mia, opening, 'clear', { breach: 'illegal' })).isRefusedBy('LOG-1', { path: 'breach' })
})

test('CASE-7: a decision takes the post down at once and touches the account only when its grace is over', () => {
  const { story, post, opening } = claimedCase()
  const decision = decides(mia, opening, 'red')
  story.play([decision])
  expect([seen(story, post), level(story), stateOf(story, opening)]).toEqual(['taken down', 'good', 'waiting'])
  expect(story.read((w) => [ana, ben, mia].map(({ account }) => maySee(w, account, post.id)))).toEqual([true, false, true])
  story.at(BEGINS + GRACE - 1)
  expect(level(story)).toBe('good')
  story.at(BEGINS + GRACE)
  expect([seen(story, post), level(story), stateOf(story, opening)]).toEqual(['taken down', 'red', 'done'])
  expect(story.expect(flags, decision.id)).toMatchObject({ at: BEGINS + GRACE, breach: 'unethical' })
})

test('CASE-7: who decided undoes it before its grace is over, and nothing is left of it', () => {
  const { story, post, opening } = claimedCase()
  const decision = decides(mia, opening, 'red')
  story.play([decision])
  story.when(undoes(max, decision)).isRefusedBy('CASE-7', { by: mia.account })
  story
    .at(BEGINS + GRACE - 1)
    .when(undoes(mia, decision))
    .isAccepted()
  story.when(undoes(mia, decision)).isRefusedBy('CASE-7')
  expect([seen(story, post), stateOf(story, opening)]).toEqual(['shown', 'claimed'])
  story.at(BEGINS + 3 * GRACE)
  expect([level(story), story.state(flags, decision.id)]).toEqual(['good', undefined])
  story.when(decides(mia, opening, 'clear')).isAccepted()

  const late = claimedCase()
  const kept = decides(mia, late.opening, 'yellow')
  late.story
    .play([kept])
    .at(BEGINS + GRACE)
    .when(undoes(mia, kept))
    .isRefusedBy('CASE-7', { until: BEGINS + GRACE })
})

test('CASE-7: without a grace a decision takes effect at once', () => {
  const { story, decision } = decidedCase('yellow', stage(areas, { ...house, 'moderation.graceSeconds': 0 }).given(...staff))
  expect(story.expect(decisions, decision.id).effective).toBe(BEGINS)
  expect(level(story)).toBe('yellow')
  story.when(undoes(mia, decision)).isRefusedBy('CASE-7')
})

test('CASE-7: a post that was taken down and edited is shown again as it is now', () => {
  const { story, post, opening } = claimedCase()
  const decision = decides(mia, opening, 'remove')
  story.play([decision, edits(ana, post), undoes(mia, decision)])
  expect([seen(story, post), story.expect(contents, post.id).edits]).toEqual(['shown', 1])
})

test('CASE-8: a black flag is given when another moderator confirms it', () => {
  const { story, post, opening } = claimedCase()
  const decision = decides(mia, opening, 'black')
  story.play([decision]).after(3 * GRACE)
  expect([seen(story, post), level(story), stateOf(story, opening)]).toEqual(['taken down', 'good', 'second'])
  story.when(confirms(mia, decision)).isRefusedBy('CASE-8', { conflict: 'own decision' })
  story.when(reviews(cleo, decision, 'banned')).isRefusedBy('CASE-8', { state: 'second' })
  story.when(confirms(max, decision)).isAccepted()
  expect([level(story), stateOf(story, opening)]).toEqual(['black', 'review'])
  story.when(confirms(moe, decision)).isRefusedBy('CASE-8', { state: 'review' })
  story.when(undoes(mia, decision)).isRefusedBy('CASE-7')
})

test('CASE-8: who finds it too hard declines, and the case is open again', () => {
  const { story, post, opening } = claimedCase()
  const decision = decides(mia, opening, 'black')
  story.play([decision])
  story.when(declines(mia, decision)).isRefusedBy('CASE-8')
  story.when(declines(max, decision)).isAccepted()
  expect([seen(story, post), level(story), stateOf(story, opening)]).toEqual(['shown', 'good', 'open'])
  story.when(confirms(moe, decision)).isRefusedBy('CASE-8')
  story.when(claims(moe, opening)).isAccepted()
})

test('CASE-7: a black flag that waits for its second pair of eyes is undone within its grace, and not at its end', () => {
  for (const [at, isIn] of [
    [BEGINS + GRACE - 1, true],
    [BEGINS + GRACE, false],
  ] as const) {
    const { story, opening } = claimedCase()
    const decision = decides(mia, opening, 'black')
    const outcome = story.play([decision]).at(at).when(undoes(mia, decision))
    if (isIn) outcome.isAccepted()
    else outcome.isRefusedBy('CASE-7', { until: BEGINS + GRACE })
  }
})

test('CASE-3: it stays their own when the thing is gone', () => {
  const [blocking, report] = [act(mia, 'accounts.blocked', { account: ben.account }), files(ben)]
  const opening = opens(max, report, { kind: 'block', id: `${mia.account} ${ben.account}`, version: blocking.id })
  const story = desk().play([blocking, report, opening, act(mia, 'accounts.unblocked', { account: ben.account })])
  story.when(claims(mia, opening)).isRefusedBy('CASE-3', { conflict: 'own' })
  story.when(claims(max, opening)).isAccepted()
})

test('FLAG-10: a black case is reviewed by an admin who had no part in it', () => {
  const { story, decision, opening } = blackCase()
  story.when(reviews(moe, decision, 'cleared')).isRefusedBy('FLAG-10')
  story.when(reviews(cleo, decision, 'banned', { referral: true })).isAccepted()
  expect(story.expect(decisions, decision.id).review).toMatchObject({ outcome: 'banned', referral: true, by: cleo.account })
  expect([level(story), stateOf(story, opening)]).toEqual(['banned', 'done'])
  story.when(posts()).isRefusedBy('FLAG-17', { until: null })

  const other = claimedCase()
  const byAdmin = decides(cleo, other.opening, 'black')
  other.story.play([releases(mia, other.opening), claims(cleo, other.opening), byAdmin, confirms(max, byAdmin)])
  other.story.when(reviews(cleo, byAdmin, 'banned')).isRefusedBy('CASE-8', { conflict: 'own decision' })
  other.story.when(reviews(ada, byAdmin, 'banned')).isAccepted()
})

test('FLAG-10: an admin clears it: everything is as before, and the post is up', () => {
  const { story, post, decision } = blackCase()
  story.when(posts()).isRefusedBy('FLAG-16')
  story.play([reviews(cleo, decision, 'cleared')])
  expect([seen(story, post), level(story)]).toEqual(['shown', 'good'])
  story.when(posts()).isAccepted()
  story.when(appeals(ana, decision)).isRefusedBy('APL-3', { ended: 'cleared' })
})

test('FLAG-10: an admin suspends for some days', () => {
  const { story, decision } = blackCase()
  story.when(reviews(cleo, decision, 'suspended')).isRefusedBy('LOG-1', { path: 'days' })
  story.when(reviews(cleo, decision, 'banned', { days: 3 })).isRefusedBy('LOG-1', { path: 'days' })
  story.play([reviews(cleo, decision, 'suspended', { days: 3 })])
  story
    .at(BEGINS + 3 * DAY - SECOND)
    .when(posts())
    .isRefusedBy('FLAG-17', { until: BEGINS + 3 * DAY })
  story
    .at(BEGINS + 3 * DAY)
    .when(posts())
    .isAccepted()
})

test('CASE-8: who would confirm a black flag is told whether an admin is left to review it', () => {
  const { story, opening } = claimedCase()
  const decision = decides(mia, opening, 'black', { breach: 'illegal' })
  story.play([decision])
  const left = (by: Person) => story.ask(reviewersLeft, { decision: decision.id }, by)
  expect([left(max), left(ada)]).toEqual([2, 1])
  story.play([act(ada, 'accounts.roleRevoked', { account: cleo.account, role: 'admin' })])
  expect([left(max), left(ada)]).toEqual([1, 0])
  story.play([confirms(ada, decision)])
  story.when(reviews(ada, decision, 'cleared')).isRefusedBy('CASE-8', { conflict: 'own decision' })

  // Nor is an admin who decided it themselves.
  const own = desk()
  const post = posts()
  const found = finds(ada, of(post))
  const hers = decides(ada, found, 'black', { breach: 'illegal' })
  own.play([post, found, claims(ada, found), hers])
  expect(own.ask(reviewersLeft, { decision: hers.id }, max)).toBe(1)
})

test('CASE-9: a block is flagged, not removed', () => {
  const [blocking, report] = [act(ana, 'accounts.blocked', { account: ben.account }), files(ben)]
  const opening = opens(mia, report, { kind: 'block', id: `${ana.account} ${ben.account}`, version: blocking.id })
  const story = desk().play([blocking, report, opening, claims(mia, opening)])
  story.when(decides(mia, opening, 'remove')).isRefusedBy('CASE-9', { kind: 'block' })
  story.when(decides(mia, opening, 'yellow')).isAccepted()
  expect(level(story.after(GRACE))).toBe('yellow')
})

test('CASE-9: of a profile name, words and pictures are taken down until others stand in their place', () => {
  const picture = (of: string) => ({ hash: hashOf(of), size: 10, type: 'image/png' as const })
  const looks = (name: string, of: string) =>
    act(ana, 'accounts.profileEdited', {
      name: writing(name),
      bio: writing(`${name} says`),
      picture: picture(of),
      cover: picture(of),
      categories: [],
    })
  const story = desk().play([looks('Nasty', 'nasty')])
  const seenBy = (who: Person | undefined) => {
    const seen = story.ask(profile, { account: ana.account }, who)
    return [seen?.name, seen?.bio?.text, seen?.picture?.hash, seen?.cover?.hash]
  }
  const removes = () => {
    const opening = finds(mia, ofProfile(story, ana))
    const decision = decides(mia, opening, 'remove')
    story.play([opening, claims(mia, opening), decision]).after(GRACE)
    return decision
  }
  const nasty = ['Nasty', 'Nasty says', hashOf('nasty'), hashOf('nasty')]
  const bare = [ana.name, undefined, undefined, undefined]
  const first = removes()
  expect([nova, undefined, ana, max].map(seenBy)).toEqual([bare, bare, nasty, nasty])
  expect([nova, ana].map((who) => story.ask(profile, { account: ana.account }, who)?.takenDown)).toEqual([true, true])

  // New words and pictures are seen; the old picture is not, put up again.
  story.play([looks('Nice', 'nice')])
  expect(seenBy(nova)).toEqual(['Nice', 'Nice says', hashOf('nice'), hashOf('nice')])
  story.play([looks('Nice', 'nasty')])
  expect(seenBy(nova)).toEqual(['Nice', 'Nice says', undefined, undefined])
  const second = removes()
  expect(seenBy(nova)).toEqual(bare)

  // Each decision that falls gives back what it took.
  story.play([appeals(ana, first), answers(max, first, 'overturned')])
  expect(seenBy(nova)).toEqual(bare)
  story.play([appeals(ana, second), answers(max, second, 'overturned')])
  expect(seenBy(nova)).toEqual(['Nice', 'Nice says', hashOf('nasty'), hashOf('nasty')])
})

test('CASE-9: a comment that is taken down is read only by its author and the desk, and counts no more', () => {
  const post = posts()
  const comment = act(ben, 'content.commented', { content: post.id, text: writing('Ugly'), made: 'human' })
  const opening = finds(mia, { kind: 'comment', id: comment.id, version: '0' })
  const decision = decides(mia, opening, 'remove')
  const story = desk().play([post, comment, opening, claims(mia, opening), decision])
  const shownTo = (who: Person) => story.ask(commentsOn, { content: post.id }, who).items.length
  expect([ana, ben, mia, nova].map(shownTo)).toEqual([0, 1, 1, 0])
  expect(story.expect(contents, post.id).comments).toBe(0)
  story.play([undoes(mia, decision)])
  expect([shownTo(nova), story.expect(contents, post.id).comments]).toEqual([1, 1])
  const again = decides(mia, opening, 'remove')
  story.play([again, act(ben, 'content.commentDeleted', { comment: comment.id })])
  expect(story.expect(contents, post.id).comments).toBe(0)
  story.play([undoes(mia, again)])
  expect([story.expect(contents, post.id).comments, story.expect(comments, comment.id).deleted]).toEqual([0, BEGINS])
})

test('CASE-10: a report is opened once, judged once, and is about something that is there', () => {
  const story = desk()
  const report = reportsInVain(story, ben)
  const [sealed, unreadable] = [files(ben), files(ben)]
  story.play([sealed, unreadable, act(mia, 'moderation.reportSetAside', { report: unreadable.id, why: 'unreadable' })])
  const post = posts()
  story.play([post])
  story.when(opens(max, report, of(post))).isRefusedBy('CASE-10', { report: 'opened' })
  story.when(act(mia, 'moderation.reportSetAside', { report: unreadable.id, why: 'moot' })).isRefusedBy('CASE-10', { report: 'set aside' })
  story
    .when(act(mia, 'moderation.reportSetAside', { report: hashOf('no report'), why: 'moot' }))
    .isRefusedBy('CASE-10', { report: 'unknown' })
  story
    .when(anyAct(max, 'moderation.reportJudged', { ...judges(max, report).data, secret: secretOf(sealed) }))
    .isRefusedBy('CASE-10', { report: 'another' })
  story.when(opens(max, sealed, { ...of(post), id: hashOf('no post') })).isRefusedBy('CASE-10', { subject: 'unknown' })
  story.when(opens(max, sealed, { ...of(post), kind: 'planet' })).isRefusedBy('CASE-10', { subject: 'unknown' })
  story.when(claims(max, post)).isRefusedBy('CASE-10')
  story.when(opens(max, sealed, of(post))).isAccepted()
  story.play([judges(max, report)])
  story.when(judges(moe, report)).isRefusedBy('CASE-10', { report: 'judged' })
})

test('CASE-11: an escalated case is for an admin', () => {
  const { story, opening } = claimedCase()
  story.play([escalates(mia, opening)])
  story.when(claims(max, opening)).isRefusedBy('CASE-11')
  story.when(claims(mia, opening)).isRefusedBy('CASE-11')
  story.when(claims(ada, opening)).isAccepted()
  story.when(decides(ada, opening, 'clear')).isAccepted()
})

test('CASE-11: who claimed an escalated case and is an admin no more does not decide it', () => {
  const { story, opening } = claimedCase()
  const office = (to: 'granted' | 'revoked', role: string) =>
    anyAct(cleo, `accounts.role${to === 'granted' ? 'Granted' : 'Revoked'}`, { account: ada.account, role })
  story.play([escalates(mia, opening), office('granted', 'moderator'), claims(ada, opening), office('revoked', 'admin')])
  story.when(decides(ada, opening, 'clear')).isRefusedBy('CASE-11')
})

test('FLAG-4: regular and surprise checks look at a sample that leans on accounts with flags, the same for everybody', () => {
  const story = desk()
  for (let i = 0; i < 12; i++) story.play([posts(ana), posts(ben), posts(nova)])
  story.after(30 * DAY)
  const flagged = finds(mia, ofProfile(story, ana))
  story.play([flagged, claims(mia, flagged), decides(mia, flagged, 'red')]).after(GRACE)
  let hers = 0
  for (let i = 0; i < 30; i++) {
    const check = act(mia, 'moderation.checkStarted', { kind: i % 2 ? 'regular' : 'surprise' })
    story.play([check])
    const sample = story.ask(checkSample, { check: check.id, size: 6 }, mia)
    expect(sample).toHaveLength(6)
    expect(new Set(sample.map(({ subject }) => subject.id)).size).toBe(6)
    expect(story.ask(checkSample, { check: check.id, size: 6 }, max)).toEqual(sample)
    hers += sample.filter(({ subject }) => story.expect(contents, subject.id).author === ana.account).length
  }
  expect(hers).toBeGreaterThan(110) // of 180; a third would be 60
  expect(hers).toBeLessThan(180)

  const check = act(mia, 'moderation.checkStarted', { kind: 'surprise' })
  story.play([check])
  const [first] = story.ask(checkSample, { check: check.id }, mia)
  if (!first) throw new Error('The sample is empty.')
  story.when(finds(mia, first.subject, { check: hashOf('no check') })).isRefusedBy('FLAG-4')
  const found = finds(mia, first.subject, { check: check.id })
  story.when(found).isAccepted()
  expect(story.expect(cases, found.id).source).toBe('check')
  expect(story.ask(checkSample, { check: check.id }, ben)).toEqual([])
})

test('FLAG-4: a regular check is due a week after the last one', () => {
  const story = desk()
  expect(story.ask(nextCheck, {}, mia)).toEqual({ due: null })
  story.play([act(mia, 'moderation.checkStarted', { kind: 'surprise' })])
  expect(story.ask(nextCheck, {}, mia)).toEqual({ due: null })
  story.play([act(mia, 'moderation.checkStarted', { kind: 'regular' })])
  expect(story.ask(nextCheck, {}, mia)).toEqual({ due: BEGINS + 7 * DAY })
})

test('FLAG-4: a check is finished once, by whoever of the desk is through with it', () => {
  const check = act(mia, 'moderation.checkStarted', { kind: 'surprise' })
  const finishes = (by: Person, of = check.id) => act(by, 'moderation.checkFinished', { check: of })
  const story = desk().play([check])
  expect(story.ask(checksStarted, {}, max).items).toMatchObject([{ id: check.id, kind: 'surprise', finishedAt: null }])
  story.when(finishes(ben)).isRefusedBy('CASE-1')
  story.when(finishes(max, hashOf('no check'))).isRefusedBy('FLAG-4')
  story.after(HOUR).play([finishes(max)])
  story.when(finishes(mia)).isRefusedBy('FLAG-4', { finished: BEGINS + HOUR })
  expect(story.ask(checksStarted, {}, mia).items).toMatchObject([{ finishedAt: BEGINS + HOUR, by: { account: mia.account } }])
  expect(story.ask(checksStarted, {}, ben).items).toEqual([])
})

test('APL-1: once, and only by the account that it concerns', () => {
  const { story, decision } = decidedCase('yellow')
  story.when(appeals(ben, decision)).isRefusedBy('APL-1')
  story.when(appeals(ana, { ...decision, id: hashOf('nothing') })).isRefusedBy('APL-1')
  story.when(appeals(ana, decision)).isAccepted()
  story.when(appeals(ana, decision)).isRefusedBy('APL-1', { appealed: BEGINS + GRACE })
  story.play([answers(max, decision, 'kept')])
  story.when(appeals(ana, decision)).isRefusedBy('APL-1')
  expect(level(story)).toBe('yellow')
})

test('APL-2: within six calendar months of taking effect, to the second', () => {
  const until = Date.UTC(2027, 4, 21, 12, 10)
  const intime = decidedCase('yellow')
  expect(intime.story.read((w) => appealUntil(w, intime.story.expect(decisions, intime.decision.id)))).toBe(until)
  intime.story
    .at(until - SECOND)
    .when(appeals(ana, intime.decision))
    .isAccepted()
  const late = decidedCase('yellow')
  late.story.at(until).when(appeals(ana, late.decision)).isRefusedBy('APL-2', { until })
})

test('APL-3: only against what is in effect, and only an open appeal is decided', () => {
  const { story, opening } = claimedCase()
  const decision = decides(mia, opening, 'red')
  story.play([decision]).at(BEGINS + GRACE - 1)
  story.when(appeals(ana, decision)).isRefusedBy('APL-3', { effective: null })
  story
    .at(BEGINS + GRACE)
    .when(answers(max, decision, 'kept'))
    .isRefusedBy('APL-3', { appeal: 'none' })
  story.play([appeals(ana, decision), answers(max, decision, 'kept')])
  story.when(answers(moe, decision, 'overturned')).isRefusedBy('APL-3', { appeal: 'decided' })
  const cleared = decidedCase('clear')
  cleared.story.when(appeals(ana, cleared.decision)).isRefusedBy('APL-3')
})

/** A black flag on somebody of the desk, given by two others, before anybody has reviewed it. */
function blackOn(who: Person, story = desk()) {
  const opening = finds(max, ofProfile(story, who))
  const decision = decides(max, opening, 'black', { breach: 'illegal' })
  story.play([opening, claims(max, opening), decision, confirms(moe, decision)])
  return { story, decision }
}

test('CASE-15: with a black flag that nobody has reviewed nobody works at the desk, and what they had claimed is free', () => {
  const { story, opening } = claimedCase()
  story.when(claims(moe, opening)).isRefusedBy('CASE-4')
  const { decision } = blackOn(mia, story)
  const other = posts(ben)
  story.play([other])
  for (const deed of [
    decides(mia, opening, 'remove'),
    finds(mia, of(other)),
    releases(mia, opening),
    act(mia, 'moderation.checkStarted', { kind: 'surprise' }),
  ])
    story.when(deed).isRefusedBy('CASE-15')
  story.when(claims(moe, opening)).isAccepted()
  story.play([reviews(cleo, decision, 'cleared')])
  story.when(finds(mia, of(other))).isAccepted()
})

test('CASE-15: who is suspended is back at the desk when it is over, to the second', () => {
  const { story, decision } = blackOn(mia)
  const other = posts(ben)
  story.play([other, reviews(cleo, decision, 'suspended', { days: 3 })])
  const until = BEGINS + 3 * DAY
  story
    .at(until - SECOND)
    .when(finds(mia, of(other)))
    .isRefusedBy('CASE-15', { until })
  story
    .at(until)
    .when(finds(mia, of(other)))
    .isAccepted()
})

test('CASE-15: an admin with a black flag that nobody has reviewed appoints nobody and changes nothing of the policy', () => {
  const { story, decision } = blackOn(cleo)
  const deeds = [
    act(cleo, 'accounts.roleGranted', { account: ana.account, role: 'moderator' }),
    act(cleo, 'accounts.roleRevoked', { account: max.account, role: 'moderator' }),
    act(cleo, 'policy.parameterChanged', { name: 'reports.often', value: 4, reasons: writing('While I can') }),
    act(cleo, 'ledger.ratesSet', { EUR: 1, USD: 1, USDC: 1, MESI: 1 }),
  ]
  for (const deed of deeds) story.when(deed).isRefusedBy('CASE-15')
  story.play([reviews(ada, decision, 'cleared')])
  for (const deed of deeds) story.when(deed).isAccepted()
})

test('CASE-15: where every admin is barred they still appoint, so that somebody can review them', () => {
  const { story, decision } = blackOn(cleo)
  const appoints = (by: Person, who: Person) => act(by, 'accounts.roleGranted', { account: who.account, role: 'admin' })
  story.when(appoints(cleo, ana)).isRefusedBy('CASE-15') // ada could review it
  story.play([act(ada, 'accounts.roleRevoked', { account: ada.account, role: 'admin' })])
  story.when(act(cleo, 'policy.parameterChanged', { name: 'reports.often', value: 4, reasons: writing('Alone') })).isAccepted()
  story.when(reviews(cleo, decision, 'cleared')).isRefusedBy('CASE-3', { conflict: 'own' })
  story.when(appoints(cleo, ana)).isAccepted()
  story.when(appoints(cleo, ben)).isRefusedBy('CASE-15')
  story.when(reviews(ana, decision, 'cleared')).isAccepted()
  story.when(appoints(cleo, ben)).isAccepted()
})

test('CASE-15: of two admins with black flags each reviews the other', () => {
  const { story, decision } = blackOn(cleo)
  const other = blackOn(ada, story).decision
  story.when(reviews(cleo, other, 'cleared')).isAccepted()
  story.when(reviews(ada, decision, 'cleared')).isAccepted()
})

test('CASE-15: a ban ends every office, and the admin who gave it is left', () => {
  const { story, decision } = blackOn(cleo)
  story.play([reviews(ada, decision, 'banned')])
  const post = posts(ben)
  story.play([post])
  story.when(finds(cleo, of(post))).isRefusedBy('CASE-1')
  expect(story.state(offices, cleo.account)).toBeUndefined()
  story.when(act(ada, 'accounts.roleGranted', { account: cleo.account, role: 'moderator' })).isRefusedBy('CASE-15', { until: null })
  story.when(act(cleo, 'accounts.roleRevoked', { account: ada.account, role: 'admin' })).isRefusedBy('CASE-15')
  story.when(act(ada, 'accounts.roleRevoked', { account: ada.account, role: 'admin' })).isRefusedBy('ACC-26')
})

test('APL-4: decided by somebody who had no part in it', () => {
  const { story, decision } = decidedCase('remove')
  story.play([appeals(ana, decision)])
  story.when(answers(mia, decision, 'kept')).isRefusedBy('APL-4', { conflict: 'own decision' })
  story.when(answers(max, decision, 'overturned')).isAccepted()

  const black = blackCase()
  black.story.play([reviews(cleo, black.decision, 'banned'), appeals(ana, black.decision)]) // a banned account may still appeal
  for (const by of [mia, max, cleo])
    black.story.when(answers(by, black.decision, 'kept')).isRefusedBy('APL-4', { conflict: 'own decision' })
  black.story.when(answers(moe, black.decision, 'kept')).isRefusedBy('APL-4', { outcome: 'black' })
  black.story.when(answers(ada, black.decision, 'overturned')).isAccepted()
  expect([level(black.story), seen(black.story, black.post)]).toEqual(['good', 'shown'])
})

test('APL-4: nor by whom it concerns, nor by who reported it', () => {
  const [post, report] = [posts(mia), files(ben)]
  const opening = opens(max, report, of(post))
  const decision = decides(max, opening, 'remove')
  const story = desk()
    .play([post, report, opening, claims(max, opening), decision, joinsDesk(ben)])
    .after(GRACE)
  story.play([appeals(mia, decision)])
  story.when(answers(mia, decision, 'overturned')).isRefusedBy('CASE-3', { conflict: 'own' })
  story.when(answers(ben, decision, 'kept')).isRefusedBy('CASE-3', { conflict: 'own report' })
  story.when(answers(cleo, decision, 'kept')).isAccepted()
})

test('APL-5: a removal that is overturned puts the post up, clears it, and its report was wrong', () => {
  const [post, report] = [posts(), files(ben)]
  const opening = opens(mia, report, of(post))
  const decision = decides(mia, opening, 'remove')
  const story = desk()
    .play([post, report, opening, claims(mia, opening), decision])
    .after(GRACE)
  expect([seen(story, post), story.read((w) => standing(w, ana.account).violations)]).toEqual(['taken down', 1])
  story.play([appeals(ana, decision), answers(max, decision, 'overturned')])
  expect([seen(story, post), story.read((w) => standing(w, ana.account).violations)]).toEqual(['shown', 0])
  expect(outcomeIn(story, report)).toBe('not upheld')
  const again = files(nova)
  story.play([again, opens(moe, again, of(post))])
  expect(isAgain(reportOf(story, again), stubIn(story, again))).toBe(true)
  expect(story.expect(decisions, decision.id)).toMatchObject({ outcome: 'remove', ended: { why: 'overturned' } }) // nothing is cut
})

test('APL-5: an appeal that crosses a second yellow flag: in either order the red one is gone and the second stays', () => {
  const second = (story: Story) => decidedCase('yellow', story)
  const before = decidedCase('yellow')
  before.story.play([appeals(ana, before.decision), answers(max, before.decision, 'overturned')])
  second(before.story)
  const after = decidedCase('yellow')
  second(after.story)
  expect(level(after.story)).toBe('red')
  after.story.play([appeals(ana, after.decision), answers(max, after.decision, 'overturned')])
  for (const { story } of [before, after])
    expect(story.read((w) => standing(w, ana.account))).toMatchObject({ level: 'yellow', yellows: 1, redUntil: null })
  after.story.when(act(ana, 'content.published', droplet)).isAccepted()
})

test('FLAG-5: three posts removed within a week make a yellow flag', () => {
  const story = desk()
  for (let i = 0; i < 2; i++) decidedCase('remove', story)
  expect(level(story)).toBe('good')
  decidedCase('remove', story)
  expect(level(story)).toBe('yellow')
})

// What screens ask.

test('the queue: most urgent first, then oldest, each case in one place', () => {
  const story = desk()
  const [old, urgent, young] = [posts(), posts(), posts()]
  const found = [finds(mia, of(old)), finds(mia, of(urgent), { breach: 'illegal' }), finds(mia, of(young))]
  story.play([old, urgent, young])
  for (const deed of found) story.after(HOUR).play([deed])
  const [first, second, third] = found as [Deed, Deed, Deed]
  const ids = (queue: 'untriaged' | 'mine' | 'claimed' | 'escalated' | 'waiting' | 'done', who = mia) =>
    story.ask(caseQueue, { queue }, who).items.map(({ id }) => id)
  expect(ids('untriaged')).toEqual([second.id, first.id, third.id])
  const page = story.ask(caseQueue, { queue: 'untriaged', size: 1 }, mia)
  expect(story.ask(caseQueue, { queue: 'untriaged', size: 1, cursor: page.cursor ?? '' }, mia).items.map(({ id }) => id)).toEqual([
    first.id,
  ])
  story.play([claims(mia, first), claims(mia, second), claims(max, third), escalates(max, third)])
  expect([ids('untriaged'), ids('mine'), ids('mine', max), ids('escalated')]).toEqual([[], [second.id, first.id], [], [third.id]])
  story.play([decides(mia, first, 'clear'), decides(mia, second, 'black')])
  expect([ids('mine'), ids('waiting')]).toEqual([[], [second.id, first.id]])
  story.after(GRACE)
  expect([ids('waiting'), ids('done')]).toEqual([[second.id], [first.id]])
  expect(story.ask(deskCounts, {}, max)).toEqual({
    untriaged: 0,
    mine: 0,
    claimed: 0,
    escalated: 1,
    waiting: 1,
    done: 1,
    appeals: 0,
  })
  expect([ids('done', ana), story.ask(deskCounts, {}, ana), story.ask(caseQueue, { queue: 'done' }).items]).toEqual([[], null, []])
})

test('one case with its reports, its trace, its decisions, the history of the account and what is related', () => {
  const story = desk()
  const related = decidedCase('yellow', story)
  const [post, report] = [posts(), files(ben)]
  const opening = opens(mia, report, of(post))
  const decision = decides(mia, opening, 'remove')
  story.play([post, report, opening, claims(mia, opening), decision]).after(GRACE)
  story.play([appeals(ana, decision), answers(max, decision, 'overturned')])
  const answer = story.ask(oneCase, { case: opening.id }, max)
  expect(answer).toMatchObject({
    state: 'done',
    clause: 'CONT-3',
    standing: 'yellow',
    reports: 1,
    stubs: [stubOf(secretOf(report))],
    decisions: [{ id: decision.id, automated: false, ended: { why: 'overturned' }, appeal: { answer: { outcome: 'overturned' } } }],
    related: [{ id: related.opening.id }],
  })
  expect(answer?.trace.map(({ did, by }) => [did, by])).toEqual([
    ['opened: report', mia.account],
    ['report', mia.account],
    ['claimed', mia.account],
    ['decided: remove', mia.account],
    ['in effect', ''],
    ['appeal: overturned', max.account],
  ])
  expect(answer?.history.map(({ grade, ended }) => [grade, ended?.why])).toEqual([
    ['violation', 'overturned'],
    ['yellow', undefined],
  ])
  expect(story.ask(oneCase, { case: opening.id }, ana)).toBeNull()
})

test('my decisions and appeals: what, by which clause, why, and until when to appeal; nobody else is told', () => {
  const { story, decision, opening } = decidedCase('remove')
  const line = { id: decision.id, outcome: 'remove', clause: 'CONT-3', reasons: { text: 'Because of what it shows' }, case: opening.id }
  expect(story.ask(myDecisions, {}, ana).items).toMatchObject([
    { ...line, appealRefusedBy: null, appealUntil: Date.UTC(2027, 4, 21, 12, 10) },
  ])
  expect(story.ask(myDecisions, {}, ben).items).toEqual([])
  expect(story.ask(myAppeals, {}, ana).items).toEqual([])
  story.play([appeals(ana, decision)])
  expect(story.ask(myAppeals, {}, ana).items).toMatchObject([{ ...line, appealRefusedBy: 'APL-1' }])
  expect(story.ask(appealsQuestion, {}, mia).items).toMatchObject([{ id: decision.id, refusedBy: 'APL-4' }])
  expect(story.ask(appealsQuestion, {}, max).items).toMatchObject([{ refusedBy: null }])
  expect(story.ask(appealsQuestion, {}, ana).items).toEqual([])
  story.play([answers(max, decision, 'kept')])
  expect(story.ask(appealsQuestion, {}, max).items).toEqual([])
  expect(story.ask(appealsQuestion, { answered: true }, max).items).toHaveLength(1)
  const undone = claimedCase(story)
  const slip = decides(mia, undone.opening, 'red')
  story.play([slip])
  expect(story.ask(myDecisions, {}, ana).items).toHaveLength(2)
  story.play([undoes(mia, slip)])
  expect(story.ask(myDecisions, {}, ana).items).toHaveLength(1)
})

test('the statistics of moderators: load, handling time and overturned decisions, all of them for an admin alone', () => {
  const story = desk()
  const post = posts()
  const opening = finds(max, of(post))
  const decision = decides(mia, opening, 'remove')
  story
    .play([post, opening])
    .after(HOUR)
    .play([claims(mia, opening), decision])
    .after(GRACE)
  story.play([appeals(ana, decision), answers(max, decision, 'overturned')])
  decidedCase('clear', story)
  claimedCase(story)
  const all = story.ask(moderatorStatistics, {}, cleo)
  expect(all.find(({ account }) => account?.account === mia.account)).toMatchObject({
    decided: 2,
    overturned: 1,
    load: 1,
    handlingMillis: HOUR / 2,
    overturnRate: 50,
  })
  expect(all.find(({ account }) => account?.account === max.account)).toMatchObject({ decided: 0, appealsDecided: 1, handlingMillis: null })
  expect(story.ask(moderatorStatistics, {}, max).map(({ account }) => account?.account)).toEqual([max.account])
  expect(story.ask(moderatorStatistics, {}, ana)).toEqual([])
})
