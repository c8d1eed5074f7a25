import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { changes } from '../../src/areas/policy'
import { parameters, policyHistory } from '../../src/areas/policyViews'
import { ana, ben, town } from '../support/cast'
import { act, BEGINS, stage, writing } from '../support/given'

const { given } = stage(areas, { 'accounts.firstAdmin': ana.account })
const sets = (by: { readonly device: string }, name: string, value: number | string, reasons = writing('It was time')) =>
  act(by, 'policy.parameterChanged', { name, value, reasons })
const bio = (length: number) =>
  act(ben, 'accounts.profileEdited', { name: writing('Ben'), bio: writing('a'.repeat(length)), categories: [] })

test('POL-1: only an admin changes a parameter, and the rules go by the new one', () => {
  const change = sets(ana, 'accounts.bioCharacters', 200)
  const story = given(...town)
  story.when(sets(ben, 'accounts.bioCharacters', 200)).isRefusedBy('POL-1')
  story.when(bio(161)).isRefusedBy('ACC-14', { most: 160 })
  story.when(change).isAccepted()
  story.when(bio(200)).isAccepted()
  story.when(bio(201)).isRefusedBy('ACC-14', { most: 200 })
  expect(story.state(changes, 'accounts.bioCharacters')).toEqual({ value: 200, by: ana.account, event: change.id, at: BEGINS })
})

test('POL-2: a number stays within its range, and what has no range stays as it was founded', () => {
  const story = given(...town)
  for (const value of [1, 200]) story.when(sets(ana, 'accounts.nameCharacters', value)).isAccepted()
  for (const value of [0, 201, '50']) story.when(sets(ana, 'accounts.nameCharacters', value)).isRefusedBy('POL-2', { value })
  story.when(sets(ana, 'accounts.firstAdmin', ben.account)).isRefusedBy('POL-2')
  story.when(sets(ana, 'accounts.height', 3)).isRefusedBy('POL-2', { name: 'accounts.height' })
  story.when(sets(ana, '__proto__', 3)).isRefusedBy('POL-2')
})

test('POL-3: a change says why, and every one stays on record', () => {
  const story = given(...town)
  for (const why of ['', 'a'.repeat(2_001)])
    story.when(sets(ana, 'reports.often', 4, writing(why))).isRefusedBy('POL-3', { characters: why.length, most: 2_000 })
  story.when(sets(ana, 'reports.often', 4, writing('a'.repeat(2_000)))).isAccepted()
  story.after(1_000).play([sets(ana, 'reports.often', 5, writing('Too many warnings'))])
  expect(story.ask(policyHistory, {}).items).toMatchObject([
    {
      name: 'reports.often',
      before: 4,
      value: 5,
      by: { account: ana.account },
      reasons: { text: 'Too many warnings' },
      at: BEGINS + 1_000,
    },
    { before: 3, value: 4 },
  ])
})

test('POL-2, SHR-6: a world that was founded with a filter looks before or after, and never leaves off looking', () => {
  const story = given(...town)
  story.when(sets(ana, 'content.checks', 'off')).isRefusedBy('POL-2', { value: 'off' })
  story.when(sets(ana, 'content.checks', 'after')).isAccepted()
  story.when(sets(ana, 'content.checks', 'before')).isAccepted()
})

test('POL-2: where the sources disagree, it becomes another of their readings', () => {
  const story = given(...town)
  story.when(sets(ana, 'ledger.withdrawIn', 'MESI')).isAccepted()
  story.when(sets(ana, 'ledger.withdrawIn', 'EUR')).isRefusedBy('POL-2', { value: 'EUR' })
})

test('every number that an admin may set starts within its range', () => {
  for (const area of areas)
    for (const [name, { value, range, readings }] of Object.entries(area.parameters)) {
      if (range) expect(value, name).toSatisfy((number) => number >= range[0] && number <= range[1])
      if (readings) expect(readings, name).toContain(value)
    }
})

test('the parameters are listed with what they may become', () => {
  const story = given(...town, sets(ana, 'accounts.bioCharacters', 200))
  const listed = story.ask(parameters, {})
  expect(listed.find((each) => each.name === 'accounts.bioCharacters')).toMatchObject({
    usual: 160,
    value: 200,
    becomes: null,
    range: [0, 1_000],
    source: 'whitepaper',
    change: { by: ana.account },
  })
  expect(listed).toHaveLength(areas.flatMap((area) => Object.keys(area.parameters)).length)
})
