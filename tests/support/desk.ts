/** The desk for rule tests: two admins, three moderators, and what they do. The stage needs `house` as its parameters. */
import type { Breach } from '../../src/areas/flags/events'
import type { Outcome } from '../../src/areas/moderation/events'
import { type Misuse, stubOf, ticketOf } from '../../src/areas/reports/events'
import { outcomeOf, type ReportOutcome, reports, type Stub, stubs } from '../../src/areas/reports/rules'
import { versionOf } from '../../src/areas/reports/subjects'
import { hashOf } from '../../src/kit/bytes'
import { ana, arrives, cleo, type Person, person, town } from './cast'
import { act, anyAct, type Deed, type Story, writing } from './given'
import { droplet } from './posts'

/** Cleo is the first admin, ada the second. */
export const ada = person('ada')
export const mia = person('mia')
export const max = person('max')
export const moe = person('moe')
export const house = { 'accounts.firstAdmin': cleo.account }

const grants = (to: Person, role: 'admin' | 'moderator'): Deed => act(cleo, 'accounts.roleGranted', { account: to.account, role })
export const staff: readonly Deed[] = [
  ...town,
  ...[ada, mia, max, moe].flatMap(arrives),
  grants(ada, 'admin'),
  ...[mia, max, moe].map((who) => grants(who, 'moderator')),
]

export const GRACE = 600_000
export const reasons = writing('Because of what it shows')

const secrets = new Map<string, string>()
/** What is sealed into a report, by its deed. */
export const secretOf = (report: { readonly id: string }): string => secrets.get(report.id) ?? hashOf(`no secret ${report.id}`)
/** A report on something new each time, unless a mark is given. */
export function files(by: Person, size = 1_000, mark = hashOf(`mark ${secrets.size}`)): Deed {
  const secret = hashOf(`secret ${secrets.size}`)
  const deed = act(by, 'reports.filed', { sealed: { hash: hashOf('sealed'), size }, ticket: ticketOf(secret), mark })
  secrets.set(deed.id, secret)
  return deed
}
export const posts = (by: Person = ana): Deed => act(by, 'content.published', droplet)
export const edits = (by: Person, post: { readonly id: string }): Deed =>
  act(by, 'content.edited', { content: post.id, audience: 'everyone', moods: [], tags: [] })

/** How a report or a case names a post: as it stands when nobody has edited it, unless another version is given. */
export const of = (post: { readonly id: string }, version = '0') => ({ kind: 'content', id: post.id, version })
export const ofProfile = (story: Story, who: Person) => ({
  kind: 'profile',
  id: who.account,
  version: story.read((w) => versionOf(w, { kind: 'profile', id: who.account })) ?? '',
})

type Subject = ReturnType<typeof of>
export const opens = (by: Person, report: Deed, subject: Subject, breach: Breach = 'unethical'): Deed =>
  act(by, 'moderation.reportOpened', { stub: stubOf(secretOf(report)), subject, breach })
export const finds = (by: Person, subject: Subject, more: object = {}): Deed =>
  act(by, 'moderation.caseOpened', { subject, breach: 'unethical', ...more })
const onCase = (type: string) => (by: Person, of: Deed) => anyAct(by, `moderation.${type}`, { case: of.id })
export const claims = onCase('claimed')
export const releases = onCase('released')
export const escalates = onCase('escalated')
export const decides = (by: Person, of: { readonly id: string }, outcome: Outcome, more: object = {}): Deed =>
  act(by, 'moderation.decided', {
    case: of.id,
    version: '0',
    outcome,
    ...(outcome === 'clear' ? {} : { breach: 'unethical' }),
    reasons,
    ...more,
  })
const onDecision = (type: string) => (by: Person, decision: Deed) => anyAct(by, `moderation.${type}`, { decision: decision.id })
export const undoes = onDecision('undone')
export const confirms = onDecision('blackConfirmed')
export const declines = onDecision('blackDeclined')
export const reviews = (by: Person, decision: Deed, outcome: 'cleared' | 'suspended' | 'banned', more: object = {}): Deed =>
  act(by, 'moderation.blackReviewed', { decision: decision.id, outcome, referral: false, reasons, ...more })
export const judges = (by: Person, report: Deed, misuse: Misuse = 'to bother'): Deed =>
  act(by, 'moderation.reportJudged', { report: report.id, secret: secretOf(report), misuse, reasons })
export const appeals = (by: Person, decision: { readonly id: string }): Deed =>
  act(by, 'moderation.appealed', { decision: decision.id, reasons })
export const answers = (by: Person, decision: { readonly id: string }, outcome: 'kept' | 'overturned'): Deed =>
  act(by, 'moderation.appealDecided', { decision: decision.id, outcome, reasons })

/** A report by `by` on a fresh post of ana's that mia clears; the case is done. Returns the report. */
export function reportsInVain(story: Story, by: Person): Deed {
  const [post, report] = [posts(), files(by)]
  const opening = opens(mia, report, of(post))
  story.play([post, report, opening, claims(mia, opening), decides(mia, opening, 'clear')]).after(GRACE)
  return report
}

/** The report's row. */
export const reportOf = (story: Story, report: Deed) => story.expect(reports, report.id)
/** What the desk found in it. */
export const stubIn = (story: Story, report: Deed): Stub => story.expect(stubs, stubOf(secretOf(report)))
export const outcomeIn = (story: Story, report: Deed): ReportOutcome =>
  story.read((w) => outcomeOf(w, reportOf(story, report), stubOf(secretOf(report))))
