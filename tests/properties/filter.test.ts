/** The filter and the desk at once: no walk leaves what was blocked before everybody, nor hides what nothing speaks against. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { maySee, wordingFor } from '../../src/areas/content/shown'
import { contents, gates, versions, within } from '../../src/areas/content/tables'
import { findings } from '../../src/areas/filter/rules'
import { openCaseOn } from '../../src/areas/moderation/subjects'
import { cases, decisions } from '../../src/areas/moderation/tables'
import type { Subject } from '../../src/areas/reports/events'
import { subjectKinds } from '../../src/areas/reports/subjects'
import { ana, ben, type Person } from '../support/cast'
import { answers, appeals, claims, decides, finds, GRACE, house, max, mia, moe, of, posts, releases, staff, undoes } from '../support/desk'
import { filters } from '../support/filter'
import { act, type Deed, stage, type Story, writing } from '../support/given'
import { always } from './always'

const desk = [mia, max, moe] as const
const at = fc.noBias(fc.nat(1_000))
const step = (weight: number, what: string) => ({ weight, arbitrary: fc.record({ do: fc.constant(what), at, by: at }) })
const steps = fc.oneof(
  step(2, 'publish'),
  step(4, 'edit'),
  step(4, 'pass'),
  step(5, 'doubt'),
  step(3, 'unseen'),
  step(6, 'block'),
  step(2, 'find'),
  step(6, 'claim'),
  step(1, 'release'),
  step(6, 'clear'),
  step(4, 'remove'),
  step(2, 'black'),
  step(3, 'undo'),
  step(5, 'appeal'),
  step(3, 'kept'),
  step(4, 'overturned'),
  step(1, 'delete'),
  step(6, 'wait'),
)

function deedOf(story: Story, what: string, n: number, by: number): Deed | undefined {
  const pick = <T>(of: readonly T[], preferred: (one: T) => boolean = () => true): T | undefined => {
    const fit = n % 9 === 0 ? of : of.filter(preferred)
    return fit[n % Math.max(1, fit.length)]
  }
  const person = (account: string | null): Person => [ana, ben, ...desk].find((each) => each.account === account) ?? mia
  const post = pick(story.rowsOf(contents), ([, row]) => row.deleted === null)
  const atGate = pick(story.rowsOf(gates), ([, { state }]) => state === 'unexamined')?.[0] ?? post?.[0] ?? ''
  const now = (id: string) => story.read((w) => subjectKinds.get('content')?.version(w, id)) ?? '0'
  const inCase = (state: string) => pick(story.rowsOf(cases), ([, row]) => row.state === state)
  const decided = (fits: (row: ReturnType<typeof story.rowsOf<NonNullable<(typeof decisions)['row']>>>[number][1]) => boolean) =>
    pick(story.rowsOf(decisions), ([, row]) => fits(row))
  switch (what) {
    case 'publish':
      return posts(n % 2 ? ana : ben)
    case 'edit':
      return (
        post &&
        act(person(post[1].author), 'content.edited', {
          content: post[0],
          caption: writing(`words ${n}`),
          audience: 'everyone',
          moods: [],
          tags: [],
        })
      )
    case 'delete':
      return n % 3 === 0 && post ? act(person(post[1].author), 'content.deleted', { content: post[0] }) : undefined
    case 'pass':
    case 'doubt':
    case 'block':
      return filters({ id: atGate }, what, now(atGate))
    case 'unseen':
      return filters({ id: atGate }, 'doubt', now(atGate), { hits: [], unseen: ['pictures'] })
    case 'find':
      return post && finds(desk[by % 3] as Person, of({ id: post[0] }, now(post[0])))
    case 'claim': {
      const found = inCase('open')
      return found && claims(desk[by % 3] as Person, { id: found[0] } as Deed)
    }
    case 'release': {
      const found = inCase('claimed')
      return found && releases(person(found[1].by), { id: found[0] } as Deed)
    }
    case 'clear':
    case 'remove':
    case 'black': {
      const found = inCase('claimed')
      const version = found && (by % 5 === 0 ? found[1].subject.version : now(found[1].subject.id))
      return found && decides(person(found[1].by), { id: found[0] }, what, { version })
    }
    case 'undo': {
      const found = decided((row) => row.effective === null && row.ended === null)
      return found && undoes(person(found[1].by), { id: found[0] } as Deed)
    }
    case 'appeal': {
      const found = decided((row) => !row.appeal && row.effective !== null && row.outcome !== 'clear')
      return found && appeals(person(found[1].concerned), { id: found[0] })
    }
    case 'kept':
    case 'overturned': {
      const found = decided((row) => row.appeal !== null && row.appeal.answer === null)
      return found && answers(desk[by % 3] as Person, { id: found[0] }, what)
    }
    default:
      return undefined
  }
}

/** What speaks against a post: decisions that nobody has taken back. A clearing lifts what it is about when it takes effect. */
const standsAgainst = (story: Story, id: string): boolean =>
  story
    .rowsOf(decisions)
    .some(
      ([, { about, outcome, ended }]) =>
        'case' in about && outcome !== 'clear' && ended === null && story.expect(cases, about.case).subject.id === id,
    )

/** What a post said after so many edits. */
const captionAt = (story: Story, id: string, version: string): string | undefined =>
  (story.state(versions, within(id, Number(version) + 1)) ?? story.expect(contents, id)).caption?.hash

/** What the filter let through, or a person whose word is in effect, and nothing else is read by others where posts are looked at before. */
function letThrough(story: Story, doubtful: string): readonly Subject[] {
  const byFilter = story
    .rowsOf(findings)
    .filter(([, { advice, unseen }]) => advice !== 'doubt' || (unseen === undefined && doubtful === 'shown'))
    .map(([, { subject }]) => subject)
  const byPeople = story.rowsOf(decisions).flatMap(([, { about, outcome, effective, ended, version }]) => {
    const isCleared = outcome === 'clear' ? effective !== null : ended?.why === 'overturned' || ended?.why === 'cleared'
    return isCleared && 'case' in about ? [{ ...story.expect(cases, about.case).subject, version: version ?? '' }] : []
  })
  return [...byFilter, ...byPeople]
}

test('no walk of the filter and the desk leaves before everybody what was blocked or nobody let through, or hides what nothing speaks against', async () => {
  const seen = new Set<string>()
  const walk = fc.property(
    fc.constantFrom('before', 'after'),
    fc.constantFrom('shown', 'waits'),
    fc.noBias(fc.array(steps, { minLength: 60, maxLength: 110, size: 'max' })),
    (checks, doubtful, doings) => {
      const { given } = stage(areas, { ...house, 'content.checks': checks, 'filter.doubtful': doubtful })
      const story = given(...staff, posts(ana), posts(ben))
      for (const { do: what, at: n, by } of doings) {
        if (what === 'wait') story.after(n % 2 ? GRACE : 1_000)
        else {
          const deed = deedOf(story, what, n, by)
          if (!deed) continue
          try {
            story.when(deed).isAccepted()
            seen.add(what)
          } catch {
            continue
          }
        }
        const through = letThrough(story, doubtful)
        for (const [id, row] of story.rowsOf(contents)) {
          if (row.deleted !== null) continue
          const isSeen = story.read((w) => maySee(w, '', id))
          const isAgainst = standsAgainst(story, id)
          if (isAgainst) expect(isSeen, `after ${what}: something speaks against it, and everybody sees it`).toBe(false)
          const gate = story.state(gates, id)
          const waits = gate !== undefined && gate.hides
          if (!isAgainst && !waits) expect(isSeen, `after ${what}: nothing speaks against it, and nobody sees it`).toBe(true)
          if (isSeen && checks === 'before') {
            const said = story.read((w) => wordingFor(w, '', id))?.caption?.hash
            const may = through.filter((each) => each.id === id).map(({ version }) => captionAt(story, id, version))
            expect(may, `after ${what}: everybody sees what nobody has let through`).toContain(said)
          }
          if (gate?.state === 'doubtful' && !isAgainst)
            expect(
              story.read((w) => openCaseOn(w, of({ id }))),
              `after ${what}: it waits for a moderator, and no case is open`,
            ).toBeDefined()
        }
      }
    },
  )
  await always('filter', walk, 150)
  expect([...seen].sort()).toEqual(
    'publish edit delete pass doubt block unseen find claim release clear remove black undo appeal kept overturned'.split(' ').sort(),
  )
}, 60_000)
