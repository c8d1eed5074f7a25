/** What Mesi Bay brings along for whoever opens its desk, and for those that the desk had to do with. */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { beforeAll, expect, test } from 'vitest'
import { profileByHandle } from '../../src/areas/accounts/views'
import type { AccountId, Question } from '../../src/areas/area'
import { visibility } from '../../src/areas/content/shown'
import { contents } from '../../src/areas/content/tables'
import { standingQuestion } from '../../src/areas/flags/views'
import {
  appeals,
  caseQueue,
  checksStarted,
  deskCounts,
  moderatorStatistics,
  myAppeals,
  nextCheck,
  stuckCases,
} from '../../src/areas/moderation/views'
import { stubOf } from '../../src/areas/reports/events'
import { openReport } from '../../src/areas/reports/ui/sealing'
import { foundIn, myReports, sealedReports } from '../../src/areas/reports/views'
import { makeBay } from '../../src/bay'
import { names, people, type Who } from '../../src/bay/cast'
import { deskPosts } from '../../src/bay/desk'
import { saidOf } from '../../src/bay/findings'
import { examineWork } from '../../src/filter/work'
import type { Peer } from '../../src/peer/peer'
import { stillMachine } from '../support/peers'

const until = Date.UTC(2026, 10, 21, 18)
const DAY = 86_400_000
let bay: Peer

beforeAll(async () => {
  bay = await makeBay({ peer: 'desk of the bay', time: stillMachine(until), until, views: false })
  return () => bay.close()
})

const accountOf = (who: Who): AccountId => bay.answers.ask(profileByHandle, { handle: people[who].handle })?.account ?? ''
const asks = <A, R>(who: Who, question: Question<A, R>, args: A): R => bay.answers.ask(question, args, accountOf(who))

/** What somebody at the desk can read of all the reports there are, newest first: who wrote each, and what became of it. */
async function reads(who: Who) {
  const all = asks(who, sealedReports, {})
  const payloads = await bay.texts.load(all.map(({ sealed }) => sealed.hash))
  const read: { by: Who | undefined; statement: string; evidence: string; outcome: string }[] = []
  let closed = 0
  for (const report of all) {
    const told = await openReport(bay, accountOf(who), report, payloads.get(report.sealed.hash) ?? null)
    if (typeof told === 'string') {
      closed += told === 'not for me' ? 1 : 0
      continue
    }
    const [found] = asks(who, foundIn, { reports: [{ id: report.id, stub: stubOf(told.secret) }] })
    const by = names.find((name) => accountOf(name) === report.by)
    read.push({ by, statement: told.statement, evidence: told.evidence.words, outcome: found?.outcome ?? '' })
  }
  return { read, closed }
}

test('the desk has something in every queue that a visitor would look into: new reports, an open case, an appeal, and what is done', async () => {
  expect(asks('kwabena', deskCounts, {})).toEqual({ untriaged: 1, mine: 0, claimed: 0, escalated: 0, waiting: 0, done: 4, appeals: 1 })
  const { read, closed } = await reads('kwabena')
  expect(closed).toBe(0)
  expect(read.map(({ by, outcome }) => [by, outcome])).toEqual([
    ['declan', 'sealed'],
    ['lucia', 'sealed'],
    ['amadou', 'in review'],
    ['chichi', 'not upheld'],
    ['anjali', 'upheld'],
    ['tomek', 'not upheld'],
  ])
  expect(read.filter(({ evidence, statement }) => evidence === '' || statement === '')).toEqual([])
  expect(asks('kwabena', caseQueue, { queue: 'untriaged' }).items).toMatchObject([
    { source: 'report', breach: 'low quality', reports: 1, concerned: { handle: 'deco_says' }, standing: 'yellow' },
  ])
  expect(asks('ingrid', stuckCases, {})).toEqual([])
})

test('CASE-3: what was reported of a moderator is not for her to read', async () => {
  const { read, closed } = await reads('marisol')
  expect(closed).toBe(1)
  expect(read.map(({ by }) => by)).not.toContain('declan')
})

test('APL-4: the open appeal is for Kwabena to answer and not for Marisol, who decided', () => {
  expect(asks('kwabena', appeals, {}).items).toMatchObject([{ outcome: 'remove', refusedBy: null }])
  expect(asks('marisol', appeals, {}).items).toMatchObject([{ outcome: 'remove', refusedBy: 'APL-4' }])
  expect(asks('chichi', myAppeals, {}).items).toMatchObject([{ appeal: { answer: null } }])
})

test('FLAG-5, FLAG-15: one appeal was in vain, and its yellow flag counts; another took its flag back, and the post is there', () => {
  expect(asks('declan', standingQuestion, {})).toMatchObject({ level: 'yellow', yellows: 1 })
  expect(asks('declan', myAppeals, {}).items).toMatchObject([{ outcome: 'yellow', ended: null, appeal: { answer: { outcome: 'kept' } } }])
  expect(asks('amadou', standingQuestion, {})).toMatchObject({
    level: 'good',
    history: [{ grade: 'yellow', ended: { why: 'overturned' } }],
  })
  expect(asks('amadou', myAppeals, {}).items).toMatchObject([{ appeal: { answer: { outcome: 'overturned' } } }])
  for (const who of names) if (who !== 'declan') expect(asks(who, standingQuestion, {})?.level).toBe('good')
  const down = [...bay.engine.rowsOf(contents)].filter(([id]) => visibility(bay.engine.reader, id) === 'taken down')
  expect(new Set(down.map(([, { author }]) => author))).toEqual(new Set([accountOf('declan'), accountOf('chichi')]))
  expect(down).toHaveLength(2)
})

test('RPT-4: whoever reported finds it under their standing, and no mistake counts against them', () => {
  for (const who of ['tomek', 'anjali', 'chichi', 'amadou', 'lucia', 'declan'] as const)
    expect(asks(who, myReports, {}).items).toMatchObject([{ aside: null, misuse: null }])
})

test('FLAG-4: two regular checks are on record, and the next one is due today', () => {
  const checks = asks('kwabena', checksStarted, {}).items
  expect(checks.map(({ kind, by, finishedAt }) => [kind, by?.handle, finishedAt !== null])).toEqual([
    ['regular', 'marisol_i', true],
    ['regular', 'kwabena_reads', true],
  ])
  const due = asks('kwabena', nextCheck, {}).due ?? 0
  expect(until - due).toBeGreaterThan(0)
  expect(until - due).toBeLessThan(DAY)
})

test('the admin sees what both moderators have done', () => {
  expect(
    asks('ingrid', moderatorStatistics, {}).toSorted((a, b) => ((a.account?.handle ?? '') < (b.account?.handle ?? '') ? -1 : 1)),
  ).toMatchObject([
    { account: { handle: 'kwabena_reads' }, decided: 2, appealsDecided: 1, overturned: 1, load: 0 },
    { account: { handle: 'marisol_i' }, decided: 2, appealsDecided: 1, overturned: 0, load: 0 },
  ])
})

test('FLT-1: what the filter says of the posts that the desk had to do with is what was shipped', async () => {
  for (const { id, caption, tags, category } of deskPosts) {
    const { advice, hits, prints } = await examineWork(
      { words: [caption, ...tags], files: [], media: 'text', known: [], category },
      () => {},
    )
    const { filter: _, ...said } = saidOf(id)
    expect({ advice, hits, prints }).toEqual(said)
  }
})
