/**
 * The filter: its host looks at what is published and says what it saw. The first word is the filter's, the last one a person's.
 *
 * A post comes to the gate when it says something new (content). What is clean goes through, what is doubtful goes to a moderator, and what
 * is clear is taken down at once, with a case and a way to appeal. No flag ever comes of the filter alone.
 */
import { barredAs } from '../../filter/finding'
import { type Reader, type Tools, table } from '../../log/rules'
import type { Finding, Hash, Millis } from '../../log/types'
import { isHost, limit } from '../accounts/tables'
import { type Act, assumed, because, type Clauses, type Parameters, rule } from '../area'
import type { Breach } from '../flags/events'
import { filterBlocks, filterDoubts, filterPasses } from '../moderation/filtering'
import type { Subject } from '../reports/events'
import { subjectKey, subjectKinds, versionOf } from '../reports/subjects'
import * as events from './events'

export const clauses: Clauses = {
  'FLAG-1': {
    text: 'An AI system finds and removes what is not allowed when it is uploaded, and when prompts are given to an AI.',
    source: 'seed',
  },
  'FLAG-2': {
    text: 'Moderators look at what the AI flagged, such as bad language or a breach of copyright, and confirm it or not.',
    source: 'seed',
  },
  'GEN-7': {
    text: 'What is asked of an AI goes through the filter before anything is made. What is not allowed is not made.',
    source: 'seed',
  },
  'SHR-6': { text: 'An upload goes through the filter.', source: 'seed' },
  'CORE-6': { text: 'Works are compared with those that are already here, to protect who made them.', source: 'whitepaper' },
  'FLT-1': {
    text: 'What the filter finds counts when the host of the world has signed it. What an author’s own device finds is a preview.',
    source: 'assumption',
  },
  'FLT-2': {
    text: 'A finding is about what a post says now, and there is one for each thing that it says. A picture of a profile is looked at once.',
    source: 'assumption',
  },
  'FLT-3': {
    text: 'Until the filter has looked at a post, its maker and moderators see it and nobody else; of a changed post others see what it said before. Unless the policy has it look afterwards.',
    source: 'assumption',
  },
  'FLT-4': {
    text: 'What is doubtful goes to a moderator, and is seen meanwhile or not, as the policy says. What could not be looked at, such as files that never come, or is nearly clear, is never seen before a person has looked.',
    source: 'assumption',
  },
  'FLT-5': {
    text: 'What the filter takes down brings no flag. A moderator looks at it, and its maker may appeal at once.',
    source: 'assumption',
  },
  'FLT-6': {
    text: 'What the filter took down is up again once its maker has changed it so that nothing is found, unless a person has spoken meanwhile.',
    source: 'assumption',
  },
  'FLT-7': {
    text: 'A picture of a profile, or its cover, goes through the filter by itself, like a post. Until then others see the one before, unless the policy has it look afterwards.',
    source: 'assumption',
  },
}

export const parameters: Parameters = {
  'filter.filesDays': assumed(
    7,
    'days',
    'How long the filter waits for the files of a post or a profile. What has not come by then could not be looked at, and goes to a moderator.',
    [1, 365],
  ),
  'filter.doubtful': {
    value: 'shown',
    unit: 'reading',
    says: 'Whether others see what the filter is not sure about while it waits for a moderator. A doubt is no finding, so nobody is silenced by a queue.',
    source: 'assumption',
    readings: ['shown', 'waits'],
    isChoice: true,
  },
  'filter.waitsFrom': assumed(
    7_700,
    'hundredths of a percent',
    'How sure the filter has to be of what it is not clear about, that nobody sees it before a moderator has looked, as with a threat in jest.',
    [4_000, 10_000],
  ),
}

/** What the filter said of a thing, by the act. */
export interface Report extends Omit<events.Found, 'prints'> {
  readonly at: Millis
}
/** How a post looks, by its id: an edit changes its words and not its files, so that is kept once. `since`: when the host first looked at it. */
export interface Looks extends Pick<events.Found, 'prints'> {
  readonly since: Millis
}
/** How often it said what. */
export interface Tally {
  readonly pass: number
  readonly doubt: number
  readonly block: number
}
export const findings = table<Report>('filter.findings')
/** The last one, by `subjectKey`. */
export const latest = table<{ readonly finding: Hash }>('filter.latest')
/** By filter version. */
export const tallies = table<Tally>('filter.tallies')
export const looks = table<Looks>('filter.looks')
export const tables = [findings, latest, tallies, looks]

/** Under which breach it falls: that of what the filter is surest of. What it could not look at may be anything. */
export const breachIn = ({ hits }: Pick<events.Found, 'hits'>): Breach => {
  const gravest = hits.reduce<events.Found['hits'][number] | undefined>(
    (best, hit) => (best && best.sure >= hit.sure ? best : hit),
    undefined,
  )
  return gravest ? barredAs[gravest.category] : 'policy'
}

/** Why there is nothing to be said about a thing now. */
function refuseAgain(w: Reader, subject: Subject): Finding | undefined {
  const version = versionOf(w, subject)
  if (version !== subject.version) return because('FLT-2', { version: version ?? null })
  const gate = subjectKinds.get(subject.kind)?.gate?.(w, subject.id) ?? null
  return gate === 'unexamined' ? undefined : because('FLT-2', { gate })
}

const isNearlyClear = (w: Reader, { hits }: events.Found): boolean => hits.some(({ sure }) => sure * 10 >= limit(w, 'filter.waitsFrom'))

/** A post or a picture goes through the gate, stays there, or is taken down. */
function follow(w: Tools, act: Act<events.Found>): void {
  const { subject, advice, unseen } = act.data
  const breach = breachIn(act.data)
  const kind = subjectKinds.get(subject.kind)
  const letThrough = () => kind?.letThrough?.(w, subject.id, subject.version)
  switch (advice) {
    case 'pass':
      letThrough()
      return filterPasses(w, act, subject)
    case 'doubt':
      if (unseen !== undefined || isNearlyClear(w, act.data) || w.parameter('filter.doubtful') === 'waits') kind?.holdBack?.(w, subject.id)
      else letThrough()
      return filterDoubts(w, act, subject, breach)
    case 'block':
      letThrough()
      return filterBlocks(w, act, subject, breach)
  }
}

/** Works are known again by how they look (CORE-6); a picture of a profile is none. */
function noteLooks(w: Tools, content: Hash, prints: Looks['prints'], at: Millis): void {
  const seen = w.get(looks, content)
  w.put(looks, content, { prints: prints.length > 0 ? prints : (seen?.prints ?? []), since: seen?.since ?? at })
}

const found = rule({
  type: 'filter.found',
  since: 1,
  open: true,
  data: events.found,
  rests: ['FLAG-1', 'FLAG-2', 'SHR-6', 'CORE-6', 'FLT-1', 'FLT-2', 'FLT-3', 'FLT-4', 'FLT-5', 'FLT-6', 'FLT-7'],
  refuse: (w, { device, data }) => (isHost(w, device) ? refuseAgain(w, data.subject) : because('FLT-1')),
  apply(w, act) {
    const { prints, ...said } = act.data
    const { subject, filter, advice } = said
    w.put(findings, act.id, { ...said, at: act.at })
    if (subject.kind === 'content') noteLooks(w, subject.id, prints, act.at)
    w.put(latest, subjectKey(subject), { finding: act.id })
    const before = w.get(tallies, filter) ?? { pass: 0, doubt: 0, block: 0 }
    w.put(tallies, filter, { ...before, [advice]: before[advice] + 1 })
    follow(w, { ...act, by: '' })
  },
})
export const acts = [found] as const
