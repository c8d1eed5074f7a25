/** What the host, the people concerned and the desk ask about the filter. */
import { days } from '../../kit/time'
import type { Hash, Millis } from '../../log/types'
import { isChosen, portraitAt } from '../accounts/shown'
import { isAdmin, isModerator, limit, type Portrait } from '../accounts/tables'
import { portraitIndex } from '../accounts/views'
import { type Index, type Inquiry, question, type Shown, type View } from '../area'
import { visibility } from '../content/shown'
import { contents, gates } from '../content/tables'
import { gateIndex } from '../content/views'
import { barredBy } from '../flags/events'
import { filterIndex } from '../moderation/views'
import { type Subject, subject } from '../reports/events'
import { peopleOf, subjectKey, versionOf } from '../reports/subjects'
import { whole, z } from '../shapes'
import type { Found } from './events'
import { breachIn, findings, latest, type Looks, looks, type Report, type Tally, tallies } from './rules'

/** `all`: the posts whose pictures are known again. */
export const looksIndex: Index<Looks> = {
  name: 'filter.looks',
  of: looks,
  lists: ({ prints }) => (prints.length > 0 ? ['all'] : []),
  rank: ({ since }) => since,
}
export const tallyIndex: Index<Tally> = { name: 'filter.tallies', of: tallies, lists: () => ['all'], rank: () => 0 }
const indexes = [looksIndex, tallyIndex]

/** A post, or a picture of a profile, that the filter has to look at as it says now. */
export interface Unexamined {
  readonly subject: Subject
  /** Its words and its files are here, or are not waited for any longer: it can be looked at. Else they are still on their way. */
  readonly ready: boolean
}
/** Of the posts of one maker so many are looked through for those that can be examined: whoever posts thousands waits for their own. */
const LOOKED_THROUGH = 200

/**
 * The first ones that the filter can look at, and the first that are still on their way, for the host: of each maker the oldest, then of each
 * the next, so that who posts a great deal keeps nobody else waiting.
 */
export const unexamined = question({
  name: 'unexamined',
  args: z.strictObject({ size: whole(1, 200) }),
  answer(q, { size }): readonly Unexamined[] {
    const line = [...portraitsInLine(q), ...postsInLine(q)]
    return [true, false].flatMap((ready) => inTurn(line.filter(({ each }) => each.ready === ready)).slice(0, size))
  },
})

interface InLine {
  readonly author: string
  readonly each: Unexamined
}

/** Not those that were replaced before the filter came to them: nobody sees them, and their files go. */
const portraitsWaiting = (q: Inquiry): readonly string[] =>
  q.list(portraitIndex, 'unexamined').filter((id) => isChosen(q, portraitAt(q, id) as Portrait))

function* portraitsInLine(q: Inquiry): Iterable<InLine> {
  for (const id of portraitsWaiting(q)) {
    const row = portraitAt(q, id) as Portrait
    yield {
      author: row.account,
      each: { subject: { kind: 'picture', id, version: '0' }, ready: isIn(q, row.file.hash) || isOverdue(q, row) },
    }
  }
}

function* postsInLine(q: Inquiry): Iterable<InLine> {
  const looked = new Map<string, number>()
  for (const id of q.list(gateIndex, 'unexamined')) {
    const author = q.get(contents, id)?.author ?? ''
    const before = looked.get(author) ?? 0
    if (before === LOOKED_THROUGH || visibility(q, id) === 'deleted') continue
    looked.set(author, before + 1)
    const version = versionOf(q, { kind: 'content', id }) ?? ''
    const ready = isHere(q, id) || isOverdue(q, q.get(gates, id))
    yield { author, each: { subject: { kind: 'content', id, version }, ready } }
  }
}

function inTurn(line: readonly InLine[]): readonly Unexamined[] {
  const so = new Map<string, number>()
  const turns = line.map(({ author, each }) => {
    const turn = so.get(author) ?? 0
    so.set(author, turn + 1)
    return { each, turn }
  })
  return turns.sort((a, b) => a.turn - b.turn).map(({ each }) => each)
}

function isHere(q: Inquiry, content: Hash): boolean {
  const row = q.get(contents, content)
  if (!row || (row.caption && q.text(row.caption.hash) === undefined)) return false
  return row.files.flatMap(({ hash, thumb }) => [hash, ...(thumb ? [thumb.hash] : [])]).every((hash) => isIn(q, hash))
}

/** Nothing more of a file will come. */
const isIn = (q: Inquiry, file: Hash): boolean => ['here', 'erased'].includes(q.blob(file).state)

/** What has not come by now could not be looked at (FLT-4). */
const isOverdue = (q: Inquiry, since: { readonly at: Millis } | undefined): boolean =>
  q.now >= (since?.at ?? 0) + days(limit(q, 'filter.filesDays'))

/** What the filter said of a thing, as its maker and the desk read it. */
export interface FindingLine extends Pick<Found, 'advice' | 'hits' | 'filter' | 'unseen'> {
  readonly id: Hash
  readonly at: Millis
  /** It says so still; else it was changed since. */
  readonly current: boolean
  /** The clause under which the gravest thing falls. */
  readonly clause: string
  readonly standing: ReturnType<Inquiry['standing']>
}
/** What the filter said last of a post or a picture: for its maker, its owner and moderators. */
export const finding = question({
  name: 'finding',
  args: z.strictObject({ kind: subject.shape.kind, id: subject.shape.id }),
  answer(q, about): FindingLine | null {
    const id = q.get(latest, subjectKey(about))?.finding
    const row = id === undefined ? undefined : q.get(findings, id)
    const me = q.as ?? ''
    if (id === undefined || !row || !(isModerator(q, me) || peopleOf(q, about).includes(me))) return null
    const { advice, hits, filter, unseen, at } = row
    return {
      id,
      at,
      advice,
      hits,
      filter,
      ...(unseen ? { unseen } : {}),
      current: row.subject.version === versionOf(q, about),
      clause: barredBy[breachIn(row)],
      standing: q.standing(id),
    }
  },
})

/** How often the filter said what, by its versions, and what people made of what it took down. Only for admins. */
export const filterStatistics = question({
  name: 'filterStatistics',
  args: z.strictObject({}),
  answer(q) {
    if (!isAdmin(q, q.as ?? '')) return null
    const count = (list: string) => q.list(filterIndex, list).length
    return {
      versions: q.list(tallyIndex, 'all').flatMap((filter) => {
        const tally = q.get(tallies, filter)
        return tally ? [{ filter, ...tally }] : []
      }),
      waiting: q.list(gateIndex, 'unexamined').length + portraitsWaiting(q).length,
      standing: count('stands'),
      confirmed: count('confirmed'),
      overturned: count('overturned'),
      changed: count('changed'),
    }
  },
})
const questions = [unexamined, finding, filterStatistics] as const

const findingsView: View<Report> = {
  name: 'findings',
  version: 1,
  schema: 'id, subject, advice, filter, at',
  of: findings,
  project: (row, id) => ({
    id,
    subject: subjectKey(row.subject),
    version: row.subject.version,
    advice: row.advice,
    filter: row.filter,
    hits: row.hits.map(({ category, sure, where, saw }) => `${category} ${sure} ${where}: ${saw}`),
    at: row.at,
  }),
}
const views = [findingsView]

export const shown = { indexes, questions, views } satisfies Shown
