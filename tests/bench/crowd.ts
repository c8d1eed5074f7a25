/**
 * A crowd of 1,000 reporters for half a year under each setting of the policy: how often people who meant well are punished, and how often
 * those who do not get away with it. All of it by the real rules; see tests/support/crowd.ts for who these people are.
 */
import { type Counts, runCrowd } from '../support/crowd'
import { printTable } from './table'

const SEEDS = [1, 2] as const
type Parameters = Readonly<Record<string, number | string>>

/** One parameter is another at a time, so that a difference has one cause. */
const settings: readonly (readonly [name: string, parameters: Parameters])[] = [
  ['as it is', {}],
  ['a warning after 2 abuses', { 'reports.often': 2 }],
  ['after 5', { 'reports.often': 5 }],
  ['"often" is within 7 days', { 'reports.oftenDays': 7 }],
  ['within 90 days', { 'reports.oftenDays': 90 }],
  ['"continues" is 2 more', { 'reports.continues': 2 }],
  ['a warning lapses after 30 days', { 'reports.warningDays': 30 }],
  ['"several violations" are 2', { 'flags.violations': 2 }],
  ['they are 5', { 'flags.violations': 5 }],
  ['"a few days" are 30', { 'flags.violationDays': 30 }],
  ['two yellow flags within one month', { 'flags.yellowsCount': 'one month' }],
]

/** Rates in percent. */
export interface CrowdLine {
  readonly setting: string
  readonly parameters: Parameters
  /** Of those who report honestly or by mistake: ever warned, ever suspended. */
  readonly falselyWarned: number
  readonly falselySuspended: number
  /** Of those who report in malice, or by arrangement: never suspended. */
  readonly maliceMissed: number
  readonly raidersMissed: number
  /** Of creators who broke no rule: ever a yellow flag. Of those who did so six times: never a red one. */
  readonly falselyFlagged: number
  readonly repeatedMissed: number
  readonly reports: number
  readonly events: number
}

export function benchCrowd(): readonly CrowdLine[] {
  return settings.map(([setting, parameters]) => {
    const runs = SEEDS.map((seed) => runCrowd({ parameters, seed }).counts)
    const rate = (part: (of: Counts) => number, all: (of: Counts) => number) =>
      (100 * runs.reduce((sum, run) => sum + part(run), 0)) /
      Math.max(
        1,
        runs.reduce((sum, run) => sum + all(run), 0),
      )
    const meantWell = ({ reporters: { honest, mistaken } }: Counts) => honest.all + mistaken.all
    return {
      setting,
      parameters,
      falselyWarned: rate(({ reporters: { honest, mistaken } }) => honest.warned + mistaken.warned, meantWell),
      falselySuspended: rate(({ reporters: { honest, mistaken } }) => honest.suspended + mistaken.suspended, meantWell),
      maliceMissed: rate(
        ({ reporters: { malicious } }) => malicious.all - malicious.suspended,
        ({ reporters }) => reporters.malicious.all,
      ),
      raidersMissed: rate(
        ({ reporters: { coordinated } }) => coordinated.all - coordinated.suspended,
        ({ reporters }) => reporters.coordinated.all,
      ),
      falselyFlagged: rate(
        ({ innocent }) => innocent.flagged,
        ({ innocent }) => innocent.all,
      ),
      repeatedMissed: rate(
        ({ repeated }) => repeated.neverRed,
        ({ repeated }) => repeated.all,
      ),
      reports: runs.reduce((sum, { reports }) => sum + reports, 0),
      events: runs.reduce((sum, { events }) => sum + events, 0),
    }
  })
}

export function printCrowd(lines: readonly CrowdLine[]): void {
  const percent = (rate: number) => `${rate.toFixed(1)} %`
  printTable([
    ['setting', 'meant well, warned', 'suspended', 'malice missed', 'raiders missed', 'no breach, flagged', '6 breaches, not red'],
    ...lines.map((line) => [
      line.setting,
      percent(line.falselyWarned),
      percent(line.falselySuspended),
      percent(line.maliceMissed),
      percent(line.raidersMissed),
      percent(line.falselyFlagged),
      percent(line.repeatedMissed),
    ]),
  ])
  const sum = (of: 'reports' | 'events') => lines.reduce((all, line) => all + line[of], 0).toLocaleString('en')
  console.log(
    `\nEach line: 1,000 reporters for 180 days, ${SEEDS.length} times. Missed: never suspended, never a red flag. ${sum('reports')} reports, ${sum('events')} events in all.`,
  )
}
