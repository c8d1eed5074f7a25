/**
 * The content policy as a state machine: random walks of everybody who has a part in it never leave the tables of states below.
 * And the same policy in the real log: who decides, appeals and reports out of touch ends at the same on every device.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { visibility } from '../../src/areas/content/shown'
import { contents } from '../../src/areas/content/tables'
import { type Flag, flags, give, type Grade, type Sheet, sheetOf, sheets, standing } from '../../src/areas/flags/rules'
import { type Case, cases, decisions } from '../../src/areas/moderation/tables'
import { stubOf } from '../../src/areas/reports/events'
import { reporters, reporting, reports, sanctions, stubs } from '../../src/areas/reports/rules'
import { makeSeal, writeSeal } from '../../src/log/rows'
import { sumOf } from '../../src/log/state'
import type { Row } from '../../src/log/types'
import type { Engine } from '../../src/log/engine'
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
  house,
  judges,
  max,
  mia,
  moe,
  of,
  opens,
  outcomeIn,
  posts,
  releases,
  reviews,
  secretOf,
  staff,
  undoes,
} from '../support/desk'
import { scribe, worldWith } from '../support/devices'
import { anyAct, BEGINS, DAY, type Deed, HOUR, stage, type Story } from '../support/given'
import { always } from './always'

// ---- The states and the ways between them.

type Level = ReturnType<typeof standing>['level']
const gravity: { readonly [L in Level]: number } = { good: 0, yellow: 1, red: 2, suspended: 3, black: 4, banned: 5 }

/** From where to where a case may go, whatever was done. */
const caseWays: { readonly [S in Case['state']]: readonly Case['state'][] } = {
  open: ['claimed'],
  claimed: ['open', 'waiting', 'second'],
  waiting: ['claimed', 'done'],
  second: ['claimed', 'open', 'review'],
  review: ['done'],
  done: [],
}

/** How the gravity of an account's standing may change by an act; everything not named here leaves it as it is. */
const accountWays: { readonly [act: string]: (before: Level, after: Level) => boolean } = {
  confirm: (before, after) => after === (before === 'banned' ? 'banned' : 'black'),
  review: (before, after) => (before === 'banned' ? after === 'banned' : after !== 'black' || before === 'black'),
  answer: (before, after) => gravity[after] <= gravity[before],
  // Time lets flags fade and decisions take effect. It bans, suspends and accuses nobody.
  wait: (before, after) => gravity[after] <= gravity.red || after === before || (before === 'black' && after === 'suspended'),
}
/** normal -> warned -> suspended -> normal, and lighter by an appeal. */
const reporterWays: { readonly [act: string]: readonly string[] } = {
  judge: ['normal warned', 'warned suspended'],
  wait: ['warned normal', 'suspended normal'],
  answer: ['warned normal', 'suspended warned', 'suspended normal'],
}

const creators = [ana, ben] as const
const reportersHere = [ben, nova] as const

const desk = [mia, max, moe] as const
const admins = [cleo, ada] as const
const everybody = [ana, ben, nova] as const

/** Evenly, for a walk that always takes the first one gets nowhere. */
const index = fc.noBias(fc.nat(1_000))
const steps = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('publish' as const), by: index }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('report' as const), by: index }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), by: index }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('open' as const), by: index, report: index, post: index }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('find' as const), by: index, post: index }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('claim' as const), by: index, of: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), by: index, of: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('escalate' as const), by: index, of: index }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      of: index,
      outcome: fc.constantFrom('clear', 'clear', 'clear', 'remove', 'yellow', 'red', 'black', 'black'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), of: index }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('confirm' as const, 'decline' as const), by: index, of: index }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('review' as const),
      by: index,
      of: index,
      outcome: fc.constantFrom('cleared', 'cleared', 'suspended', 'suspended', 'banned'),
    }),
  },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('judge' as const), by: index, report: index }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('appeal' as const), of: index }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('answer' as const), by: index, of: index, outcome: fc.constantFrom('kept', 'overturned') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('edit' as const), post: index }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(0, 1, 1, 24, 24 * 8, 24 * 31, 24 * 95) }) },
)
type Doing = typeof steps extends fc.Arbitrary<infer D> ? D : never

const pick = <T>(of: readonly T[], at: number): T | undefined => of[at % Math.max(1, of.length)]
/** Mostly what it can be done to, now and then anything. */
const aim = <T>(of: readonly T[], fits: (one: T) => boolean, at: number): T | undefined => {
  const fitting = of.filter(fits)
  return at % 7 === 0 || fitting.length === 0 ? pick(of, at) : pick(fitting, at)
}
const someone = <T>(of: readonly [T, ...T[]], at: number): T => of[at % of.length] as T

/** The deed, about something that is there; `undefined` while there is nothing to do it to. */
function deedOf(story: Story, doing: Exclude<Doing, { do: 'wait' }>): Deed | undefined {
  const post =
    'post' in doing ? aim(story.rowsOf(contents), ([id]) => story.read((w) => visibility(w, id)) === 'shown', doing.post) : undefined
  const subject = post && of({ id: post[0] }, String(post[1].edits))
  const filed = story.rowsOf(reports)
  const named = ([id]: readonly [string, unknown]) => ({ id }) as Deed
  const caseIn = (at: number, ...states: Case['state'][]) => aim(story.rowsOf(cases), ([, row]) => states.includes(row.state), at)
  const decided = story.rowsOf(decisions)
  const waitsFor = (state: Case['state'], at: number) =>
    aim(decided, ([id]) => story.rowsOf(cases).some(([, row]) => row.state === state && row.decision === id), at)
  switch (doing.do) {
    case 'publish':
      return anyAct(someone(creators, doing.by), 'content.published', { ...posts().data, details: [detail, detail, detail] })
    case 'report':
      return files(someone(reportersHere, doing.by))
    case 'repeat':
      return files(someone(reportersHere, doing.by), 1_000, sameThing)
    case 'open': {
      const report = aim(filed, (row) => outcomeIn(story, named(row)) === 'sealed', doing.report)
      return report && subject && opens(someone(desk, doing.by), named(report), subject)
    }
    case 'find':
      return subject && finds(someone(desk, doing.by), subject)
    case 'claim': {
      const found = caseIn(doing.of, 'open')
      return found && claims(someone(found[1].escalated ? admins : desk, doing.by), named(found))
    }
    case 'release':
    case 'escalate': {
      const found = caseIn(doing.of, 'claimed')
      return found && (doing.do === 'release' ? releases : escalates)(whoIs(found[1].by), named(found))
    }
    case 'decide': {
      const found = caseIn(doing.of, 'claimed')
      return found && decides(whoIs(found[1].by), named(found), doing.outcome, { version: found[1].subject.version })
    }
    case 'undo': {
      const found = aim(decided, ([, row]) => row.effective === null && row.ended === null, doing.of)
      return found && undoes(whoIs(found[1].by), named(found))
    }
    case 'confirm':
    case 'decline': {
      const found = waitsFor('second', doing.of)
      return found && (doing.do === 'confirm' ? confirms : declines)(someone(desk, doing.by), named(found))
    }
    case 'review': {
      const found = waitsFor('review', doing.of)
      const more = doing.outcome === 'suspended' ? { days: 5 } : {}
      return found && reviews(someone(admins, doing.by), named(found), doing.outcome, more)
    }
    case 'judge': {
      const report = aim(filed, (row) => !row[1].misuse && outcomeIn(story, named(row)) === 'not upheld', doing.report)
      return report && judges(someone(desk, doing.by), named(report))
    }
    case 'appeal': {
      const found = aim(decided, ([, row]) => !row.appeal && row.effective !== null && row.outcome !== 'clear', doing.of)
      return found && appeals(whoIs(found[1].concerned), named(found))
    }
    case 'answer': {
      const found = aim(decided, ([, row]) => row.appeal !== null && row.appeal.answer === null, doing.of)
      return found && answers(someone([...desk, ...admins], doing.by), named(found), doing.outcome)
    }
    case 'edit': {
      const author = post && whoIs(post[1].author)
      return post && author && edits(author, { id: post[0] })
    }
  }
}
const sameThing = hashOf('what is reported again and again')
const detail = { hash: hashOf('a detail'), characters: 10 }
const whoIs = (account: string | null): Person => [...everybody, ...desk, ...admins].find((each) => each.account === account) ?? ana

/** Does it, and says whether it was let. */
function stood(story: Story, deed: Deed): boolean {
  const outcome = story.when(deed)
  try {
    outcome.isAccepted()
    return true
  } catch {
    return false
  }
}

/** What must hold at every moment, whatever was done. */
function expectSound(story: Story, wasOverturned: ReadonlySet<string>): void {
  const now = story.read((w) => w.now)
  const lists = new Map<string, Grade>()
  for (const [account, sheet] of story.rowsOf(sheets)) {
    for (const grade of ['violation', 'yellow', 'red', 'black'] as const) for (const key of sheet[grade]) lists.set(key, grade)
    expect(sheet.redUntil === null, 'a red flag has a time, and only a red flag').toBe(sheet.red.length === 0)
    if (sheet.redUntil !== null) expect(sheet.redUntil).toBeGreaterThan(now)
    if (!wasOverturned.has(account)) {
      expect(sheet.yellow.length, 'two yellow flags are a red one').toBeLessThan(2)
      const recent = sheet.violation.filter((key) => now - story.expect(flags, key).at < 7 * DAY)
      expect(recent.length, 'three violations are a yellow flag').toBeLessThan(3)
    }
  }
  for (const [key, flag] of story.rowsOf(flags)) {
    const places = [flag.ended !== null, flag.ended === null && flag.into !== null, flag.ended === null && lists.get(key) === flag.grade]
    expect(places.filter(Boolean), `flag ${key} is in one place`).toHaveLength(1)
    expect(lists.has(key) && flag.ended !== null).toBe(false)
    const whole = flag.into === null ? undefined : story.expect(flags, flag.into)
    if (whole) expect(whole.of).toContain(key)
    expectMadeOf(story, flag)
  }
  const standsAgainst = new Set(
    story.rowsOf(decisions).flatMap(([, { about, outcome, ended }]) => {
      if (!('case' in about) || outcome === 'clear' || ended !== null) return []
      return [story.expect(cases, about.case).subject.id]
    }),
  )
  for (const [id] of story.rowsOf(contents))
    expect(story.read((w) => visibility(w, id))).toBe(standsAgainst.has(id) ? 'taken down' : 'shown')
  const gathering = story.rowsOf(cases).flatMap(([, { state, subject }]) => (state === 'done' ? [] : [subject.id]))
  expect(new Set(gathering).size, 'one open case for one thing').toBe(gathering.length)
  for (const [account] of story.rowsOf(reporters)) {
    const { state, until } = story.read((w) => reporting(w, account))
    expect(until === null).toBe(state === 'normal')
    if (until !== null) expect(until).toBeGreaterThan(now)
  }
  for (const [, { opened, misuse }] of story.rowsOf(reports))
    expect(opened === null, 'nobody learns what was reported, unless it was judged').toBe(misuse === null)
  for (const [, { of: parts, ended, step }] of story.rowsOf(sanctions)) {
    expect(parts).toHaveLength(1)
    if (ended?.why === 'overturned')
      expect(parts.some((id) => story.expect(reports, id).misuse?.overturned) || step === 'suspension').toBe(true)
  }
}

/** A flag made of others counts only while all of them stand. */
function expectMadeOf(story: Story, flag: Flag): void {
  if (flag.ended !== null) return
  for (const part of flag.of) expect(story.expect(flags, part)).toMatchObject({ ended: null })
}

test('random walks of the whole desk never reach an impossible state, nor go an impossible way', async () => {
  const { given } = stage(areas, { ...house, 'reports.often': 1 })
  const reached = new Set<string>()
  const refusals = new Set<string>()
  const walk = fc.property(fc.noBias(fc.array(steps, { minLength: 60, maxLength: 120, size: 'max' })), (doings) => {
    const story = given(...staff, posts(ana), posts(ben), posts(ana))
    const wasOverturned = new Set<string>()
    const repeated = new Set<string>()
    let now = BEGINS
    const levels = () => new Map(everybody.map((who) => [who.account, story.read((w) => standing(w, who.account).level)]))
    const reportings = () => new Map(everybody.map((who) => [who.account, story.read((w) => reporting(w, who.account).state)]))
    for (const doing of doings) {
      const [levelsBefore, reportingsBefore] = [levels(), reportings()]
      const casesBefore = new Map(story.rowsOf(cases).map(([id, row]) => [id, row.state]))
      if (doing.do === 'wait') story.at((now += doing.hours * HOUR + 700_000))
      else {
        const deed = deedOf(story, doing)
        if (!deed) continue
        const isLet = stood(story, deed)
        if (doing.do === 'report') {
          const state = reportingsBefore.get(someone(reportersHere, doing.by).account)
          const level = levelsBefore.get(someone(reportersHere, doing.by).account) as Level
          expect(isLet).toBe(state !== 'suspended' && gravity[level] < gravity.suspended)
        }
        if (doing.do === 'repeat' && isLet) {
          expect(repeated, 'one account reports one thing once').not.toContain(deed.device)
          repeated.add(deed.device)
        }
        if (!isLet) {
          refusals.add(doing.do)
          continue
        }
        if (doing.do === 'answer' && doing.outcome === 'overturned') {
          const { concerned } = story.expect(decisions, deed.data.decision as string)
          wasOverturned.add(concerned)
        }
      }
      for (const [account, after] of levels()) {
        const before = levelsBefore.get(account) as Level
        if (before === after) continue
        reached.add(`${doing.do}: ${before} -> ${after}`)
        expect(accountWays[doing.do]?.(before, after), `${doing.do}: ${before} -> ${after}`).toBe(true)
      }
      for (const [account, after] of reportings()) {
        const way = `${reportingsBefore.get(account)} ${after}`
        if (reportingsBefore.get(account) === after) continue
        reached.add(`${doing.do}: ${way}`)
        expect(reporterWays[doing.do] ?? [], way).toContain(way)
      }
      for (const [id, { state }] of story.rowsOf(cases)) {
        const before = casesBefore.get(id)
        if (before === undefined || before === state) continue
        reached.add(`case ${before} -> ${state}`)
        expect(caseWays[before], `${before} -> ${state}`).toContain(state)
      }
      expectSound(story, wasOverturned)
    }
  })
  // Walks that reach nothing would prove nothing: these reach every way below, and further ones are new each time.
  // Shrinking a long walk takes minutes: whoever needs it leaves out `endOnFailure`.
  fc.assert(walk, { numRuns: 150, seed: 3, endOnFailure: true })
  for (const way of [
    'wait: good -> yellow',
    'wait: yellow -> red',
    'wait: red -> good',
    'confirm: good -> black',
    'review: black -> banned',
    'review: black -> good',
    'review: black -> suspended',
    'answer: yellow -> good',
    'judge: normal warned',
    'judge: warned suspended',
    'wait: suspended normal',
    ...Object.entries(caseWays).flatMap(([from, to]) => to.map((state) => `case ${from} -> ${state}`)),
  ])
    expect.soft([...reached]).toContain(way)
  expect([...refusals]).toEqual(expect.arrayContaining(['repeat', 'open', 'claim', 'confirm', 'review', 'judge', 'appeal', 'answer']))
  await always('desk', walk, 20)
}, 120_000)

test('without appeals, flags are what a bookkeeper with a pencil comes to', async () => {
  const gift = fc.record({
    grade: fc.constantFrom('violation', 'violation', 'violation', 'yellow', 'red'),
    hours: fc.integer({ min: 0, max: 24 * 40 }),
  })
  const { given } = stage(areas, house)
  const seen = new Set<Level>()
  await always(
    'flags',
    fc.property(fc.array(gift, { maxLength: 30 }), (gifts) => {
      const story = given(...staff)
      let [now, yellows, redUntil]: [number, number, number] = [BEGINS, 0, 0]
      let violations: number[] = []
      const red = () => (redUntil = now + 90 * DAY)
      const yellow = () => {
        if (++yellows === 2) {
          yellows = 0
          red()
        }
      }
      for (const [i, { grade, hours }] of gifts.entries()) {
        story.at((now += hours * HOUR))
        story.write((w) => give(w, ana.account, grade, 'rules', hashOf(`gift ${i}`)))
        if (grade === 'red') red()
        else if (grade === 'yellow') yellow()
        else {
          violations = [...violations.filter((at) => now - at < 7 * DAY), now]
          if (violations.length === 3) {
            violations = []
            yellow()
          }
        }
        const level: Level = now < redUntil ? 'red' : yellows > 0 ? 'yellow' : 'good'
        seen.add(level)
        const is = story.read((w) => standing(w, ana.account))
        const counting = violations.filter((at) => now - at < 7 * DAY).length
        expect(is).toMatchObject({ level, yellows, violations: counting, redUntil: now < redUntil ? redUntil : null })
      }
    }),
    200,
  )
  expect(seen.size).toBe(3)
})

// ---- The real log: out of touch, late, and in any order of arrival.

const swift = { ...house, 'moderation.graceSeconds': 0, 'reports.often': 1 }

/** Everybody is here; `write` goes on from there. */
function together(...more: readonly Deed[]) {
  const place = worldWith(swift)
  const write = scribe(place.world)
  const rows: Row[] = []
  let stamp = BEGINS
  for (const deed of [...staff, ...more]) rows.push(write(deed, ++stamp, rows.slice(-1)))
  return { ...place, write, rows, stamp, last: rows.slice(-1) }
}
/** Two devices that hear the same in different orders, twice over. */
function heardBoth(engine: () => Engine, rows: readonly Row[], late: readonly Row[]): readonly [Engine, Engine] {
  const [one, other] = [engine(), engine()]
  for (const row of [...rows, ...late]) one.add([row])
  for (const row of [...late.toReversed(), ...rows.toReversed(), ...late]) other.add([row])
  expect(sumOf(other.tables())).toBe(sumOf(one.tables()))
  return [one, other]
}
const clauseOf = (engine: Engine, row: Row) => engine.openEntry(row.hash)?.verdict?.clauses[0]?.id ?? null
const sheetAt = (engine: Engine, who: Person): Sheet => sheetOf(engine.reader, who.account)

test('CASE-4: two moderators claim and decide one case out of touch: one decision counts, the other is void with its clause, everywhere', () => {
  const post = posts()
  const opening = finds(moe, of(post))
  const { engine, write, rows, stamp, last } = together(post, opening)
  const hers = [write(claims(mia, opening), stamp + 1, last), write(decides(mia, opening, 'clear'), stamp + 3, last)]
  const his = [write(claims(max, opening), stamp + 2, last), write(decides(max, opening, 'red'), stamp + 4, last)]
  for (const one of heardBoth(engine, rows, [...his, ...hers])) {
    expect(hers.map((row) => clauseOf(one, row))).toEqual([null, null])
    expect(his.map((row) => clauseOf(one, row))).toEqual(['CASE-4', 'CASE-5'])
    expect(sheetAt(one, ana).red).toEqual([])
    expect([...one.rowsOf(cases)].map(([, { state, by }]) => [state, by])).toEqual([['done', mia.account]])
  }
})

test('a report that was made out of touch arrives after the removal: it joins no new case, and was right', () => {
  const [post, report] = [posts(), files(ben)]
  const opening = finds(moe, of(post))
  const { engine, write, rows, stamp, last } = together(post, opening)
  const removal = [write(claims(mia, opening), stamp + 1, last)]
  removal.push(write(decides(mia, opening, 'remove'), stamp + 2, removal))
  const late = write(report, stamp + 1, last)
  const looked = write(opens(max, report, of(post)), stamp + 9, [late, ...removal.slice(-1)])
  for (const one of heardBoth(engine, rows, [...removal, late, looked])) {
    expect([late, looked, ...removal].map((row) => clauseOf(one, row))).toEqual([null, null, null, null])
    expect(one.rowsOf(cases).size).toBe(1)
    expect(one.read(reports, late.hash)).toBeDefined()
    expect(one.read(stubs, stubOf(secretOf(report)))?.case).toBe([...one.rowsOf(cases).keys()][0])
    expect(sheetAt(one, ana).violation).toHaveLength(1)
  }
})

test('FLAG-15: an overturned first yellow flag and a second one, out of touch, in either order: one yellow flag, no red one', () => {
  for (const [answerAt, secondAt] of [
    [10, 20],
    [20, 10],
  ] as const) {
    const [first, second] = [posts(), posts()]
    const [one, two] = [finds(moe, of(first)), finds(moe, of(second))]
    const decision = decides(mia, one, 'yellow')
    const before = together(first, second, one, two, claims(mia, one), claims(mia, two), decision, appeals(ana, decision))
    const { engine, write, rows, stamp, last } = before
    const answer = write(answers(max, decision, 'overturned'), stamp + answerAt, last)
    const yellow = write(decides(mia, two, 'yellow'), stamp + secondAt, last)
    for (const each of heardBoth(engine, rows, [answer, yellow])) {
      expect([answer, yellow].map((row) => clauseOf(each, row))).toEqual([null, null])
      expect(sheetAt(each, ana)).toMatchObject({ yellow: [yellow.hash], red: [], redUntil: null })
    }
  }
})

test('RPT-3: what a suspended reporter made out of touch, before knowing, comes in behind the seal and is void with its clause', () => {
  const [post, abuse, again] = [posts(), files(ben), files(ben)]
  const opening = opens(mia, abuse, of(post))
  const [warns, suspends] = [judges(max, abuse), judges(max, again)]
  const { engine, write, rows, stamp } = together(
    post,
    abuse,
    opening,
    claims(mia, opening),
    decides(mia, opening, 'clear'),
    warns,
    again,
    opens(mia, again, of(post)),
    suspends,
  )
  // All three are stamped before the suspension. One of them the host had heard in time.
  const early = write(files(ben), stamp - 1, [])
  const late = [write(files(ben), stamp - 1, []), write(files(ben), stamp - 1, [])]
  const [one, other] = [engine(), engine()]
  one.add([...rows, early])
  const body = one.propose(stamp + 1)
  const seal = makeSeal(writeSeal(body), body)
  one.add([], [seal])
  one.add(late)
  for (const row of [...late.toReversed(), early, ...rows.toReversed()]) other.add([row])
  other.add([], [seal])
  expect([one.alarms, other.alarms]).toEqual([[], []])
  expect(sumOf(other.tables())).toBe(sumOf(one.tables()))
  for (const each of [one, other]) {
    expect(each.read(reports, early.hash)).toBeDefined()
    expect(late.map((row) => clauseOf(each, row))).toEqual(['RPT-3', 'RPT-3'])
  }
})

test('whatever the desk does out of touch, every device ends at the same, in any order of arrival', async () => {
  const story = fc.tuple(
    fc.array(
      fc.record({
        by: fc.nat(2),
        of: fc.nat(2),
        what: fc.constantFrom('claim', 'claim', 'clear', 'remove', 'yellow', 'red', 'black', 'confirm', 'appeal', 'answer'),
        days: fc.constantFrom(0, 0, 1, 30, 95),
      }),
      { minLength: 4, maxLength: 24 },
    ),
    fc.infiniteStream(fc.nat(1_000_000)),
  )
  let [stoodCount, voidCount] = [0, 0]
  await always(
    'desk-out-of-touch',
    fc.property(story, ([doings, dice]) => {
      const three = [posts(), posts(), posts()]
      const openings = three.map((post) => finds(cleo, of(post)))
      const { engine, write, rows, stamp, last } = together(...three, ...openings)
      const made: Row[] = []
      const decided: Deed[] = []
      let at = stamp
      for (const { by, of: which, what, days } of doings) {
        const who = desk[by] as Person
        const opening = openings[which] as Deed
        const decision = decided[which % Math.max(1, decided.length)]
        at += days * DAY + 1
        const deed =
          what === 'claim'
            ? claims(who, opening)
            : what === 'confirm'
              ? decision && confirms(who, decision)
              : what === 'appeal'
                ? decision && appeals(ana, decision)
                : what === 'answer'
                  ? decision && answers(who, decision, 'overturned')
                  : decides(who, opening, what)
        if (!deed) continue
        if (deed.type === 'moderation.decided') decided.push(deed)
        // An act about a decision has seen it; beyond that nobody hears of anybody.
        const about = made.filter((row) => JSON.stringify(deed.data).includes(row.hash))
        made.push(write(deed, at, [...last, ...about]))
      }
      const random = dice[Symbol.iterator]()
      const shuffled = [...rows, ...made, ...made]
        .map((row) => ({ row, rank: random.next().value as number }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ row }) => row)
      const [one, other] = [engine(), engine()]
      one.add([...rows, ...made])
      for (const row of shuffled) other.add([row])
      expect(sumOf(other.tables())).toBe(sumOf(one.tables()))
      one.tick()
      other.tick()
      expect(sumOf(other.tables())).toBe(sumOf(one.tables()))
      expect(sheetAt(one, ana).redUntil, 'ten years on every red flag has faded').toBeNull()
      one.untick()
      const later = one.open.filter(({ hash }) => made.some((row) => row.hash === hash))
      expect(later.filter(({ verdict }) => verdict && verdict.why !== 'refused')).toEqual([])
      stoodCount += later.filter(({ verdict }) => !verdict).length
      voidCount += later.filter(({ verdict }) => verdict).length
    }),
    60,
  )
  expect(Math.min(stoodCount, voidCount)).toBeGreaterThan(20)
}, 120_000)
