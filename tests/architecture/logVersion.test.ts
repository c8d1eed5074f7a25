import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { logFormat } from '../../src/areas/format'
import { startOf } from '../../src/log/engine'
import { Fold } from '../../src/log/fold'
import type { Event } from '../../src/log/rules'
import type { Millis, Snapshot } from '../../src/log/types'
import { runCrowd } from '../support/crowd'
import { makeWorld } from '../support/worlds'

/**
 * Devices on different builds must fold one log alike, so a change of any shape, clause or parameter must be meant, and so must a change
 * of what the rules answer. Shapes, clauses and parameters have a line each in logFormat.txt; logAnswers.txt has one for each kind of act
 * that a small town and a crowd with its desk do, over the verdicts and over what changed in the tables, and sees what those come to.
 * After a deliberate change: `npx vitest run tests/architecture -u`, and read the diff. What is promised stands in decision 0004 (K18).
 */
const history: readonly (readonly [version: number, says: string])[] = [
  [1, 'accounts, ledger, flags, content, reports, moderation, filter, tips'],
]
/** Said where something differs. */
const meant = 'if it is meant: npx vitest run tests/architecture -u, then read the diff (decision 0004, K18)'

test('the format of the log is the one on record', async () => {
  const format = JSON.parse(logFormat(areas)) as Record<string, Record<string, unknown>>
  const lines = Object.entries(format).flatMap(([kind, entries]) =>
    Object.entries(entries).map(
      ([name, entry]) => `${kind} ${name} ${createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 12)}`,
    ),
  )
  await expect(`${lines.join('\n')}\n`, meant).toMatchFileSnapshot('./logFormat.txt')
})

test('K18: what the rules answer to a town and to a crowd with its desk is what is on record', async () => {
  const town = await makeWorld({ events: 1_000, signed: false, sealEvery: 0 })
  const { snapshot } = startOf(town.genesis)
  const acts = town.rows.map(({ hash, body }) => ({ id: hash, body, at: body.stamp }))
  const parameters = { 'content.checks': 'before' } // so that what a moderator clears comes before others by it
  const { start, steps } = runCrowd({ days: 30, reporters: 60, creators: 30, parameters })
  const lines = [
    ...answersTo('town', snapshot, acts),
    ...answersTo(
      'crowd',
      start,
      steps.filter((step) => step.kind === 'act'),
    ),
  ]
  await expect(`${lines.join('\n')}\n`, meant).toMatchFileSnapshot('./logAnswers.txt')
})

/** For each kind of act, and for timers: all verdicts, and how each changed the sum over the tables. */
function answersTo(who: string, { tables, last }: Snapshot, acts: readonly (Event & { readonly at: Millis })[]): string[] {
  const fold = new Fold(compose(areas), tables, last)
  const answers = new Map<string, string[]>()
  const note = (what: string, answer: unknown) => {
    const before = answers.get(what) ?? []
    answers.set(what, [...before, `${JSON.stringify(answer)} ${fold.state.sumSince('0'.repeat(16))}`])
    fold.state.forget()
  }
  for (const act of acts) {
    note('timers', fold.fire(act.at).length)
    note(act.body.type, fold.judge(act, act.at))
  }
  const digest = (lines: readonly string[]) => createHash('sha256').update(lines.join()).digest('hex').slice(0, 12)
  return [...answers].map(([what, lines]) => `${who} ${what} ${digest(lines)}`).sort()
}

test('every rules version has a line of history', () => {
  expect(history.map(([version]) => version)).toEqual(Array.from({ length: compose(areas).version }, (_, i) => i + 1))
})
