/** Reporting a post without the form: what the form asks for, in one call. */
import { breach as breaches } from '../areas/flags/events'
import { sealReport } from '../areas/reports/ui/sealing'
import { subjectShown } from '../areas/reports/ui/subjectShown'
import type { Hash } from '../log/types'
import type { Outcome, Peer } from './peer'
import type { Persona } from './personas'

/** A post, which breach it is said to be, and why, in one's own words. */
export interface Reported {
  readonly content: Hash
  readonly breach: string
  readonly words: string
}

/** Seals a report to the desk and files it. @throws RangeError where nobody at the desk could open it; ZodError for a breach that is none */
export async function report(peer: Peer, { account, device }: Persona, { content, breach, words }: Reported): Promise<Outcome> {
  const about = peer.answers.ask(subjectShown, { kind: 'content', id: content }, account)
  if (!about) throw new Error('There is no such post here.')
  const subject = { kind: 'content', id: content, version: about.version }
  const told = { subject, breach: breaches.parse(breach), statement: words, evidence: about.evidence }
  return peer.act(device, [{ type: 'reports.filed', data: await sealReport(peer, account, told, about.people) }])
}
