/** Reporting a post without the form, and looking into a report without the desk's screen: what they ask for, in one call. */
import { breach as breaches } from '../areas/flags/events'
import type { AccountId } from '../areas/area'
import { misuse as misuses, stubOf } from '../areas/reports/events'
import { reports } from '../areas/reports/rules'
import { openReport, sealReport } from '../areas/reports/ui/sealing'
import { subjectShown } from '../areas/reports/ui/subjectShown'
import type { Hash } from '../log/types'
import type { Peer } from './peer'
import type { Outcome } from './refusals'
import type { Persona } from './personas'

/** A post, which breach it is said to be, and why, in one's own words. */
export interface Reported {
  readonly content: Hash
  readonly breach: string
  readonly words: string
}

/** Seals a report to the desk and files it. @throws RangeError where nobody at the desk could open it; ZodError for a breach that is none; Error for what cannot be reported now */
export async function report(peer: Peer, { account, device }: Persona, { content, breach, words }: Reported): Promise<Outcome> {
  const about = peer.answers.ask(subjectShown, { kind: 'content', id: content }, account)
  if (!about) throw new Error('There is no such post here.')
  const subject = { kind: 'content', id: content, version: about.version }
  const told = { subject, breach: breaches.parse(breach), statement: words, evidence: about.evidence }
  const data = await sealReport(peer, account, told, about.people)
  if ('refusedBy' in data) throw new Error(`It cannot be reported: ${data.refusedBy}.`)
  return peer.act(device, [{ type: 'reports.filed', data }])
}

/** A report, which kind of misuse it is said to be, and why. */
export interface Judged {
  readonly report: Hash
  readonly misuse: string
  readonly words: string
}

async function toldIn(peer: Peer, account: AccountId, report: Hash) {
  const row = peer.engine.read(reports, report)
  const words = row && (await peer.texts.load([row.sealed.hash])).get(row.sealed.hash)
  const told = row && words ? await openReport(peer, account, row, words) : 'not for me'
  if (typeof told === 'string') throw new Error(`This report is ${told}.`)
  return told
}

/** Somebody at the desk calls a report misuse. @throws Error where they cannot read it; ZodError for a misuse that is none */
export async function judge(peer: Peer, { account, device }: Persona, { report, misuse, words }: Judged): Promise<Outcome> {
  const { secret } = await toldIn(peer, account, report)
  const data = { report, secret, misuse: misuses.parse(misuse), reasons: peer.write(account, words) }
  return peer.act(device, [{ type: 'moderation.reportJudged', data }])
}

/** Somebody at the desk opens a report. @throws Error where they cannot read it */
export async function lookInto(peer: Peer, { account, device }: Persona, report: Hash): Promise<Outcome> {
  const { secret, subject, breach } = await toldIn(peer, account, report)
  return peer.act(device, [{ type: 'moderation.reportOpened', data: { stub: stubOf(secret), subject, breach } }])
}
