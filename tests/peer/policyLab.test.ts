import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { sanctions } from '../../src/areas/reports/rules'
import { Replay } from '../../src/log/replay'
import { compare, without } from '../../src/peer/fates'
import { openLab } from '../../src/peer/policyLab'
import { runCrowd } from '../support/crowd'
import { DAY, deskTown, flagged, sets } from '../support/deskTown'

test('who would not have been suspended: exactly those who were, when nobody is warned before a hundred abuses', () => {
  const { start, steps } = runCrowd({ reporters: 200, creators: 60, days: 60 })
  const parameters = { 'reports.often': 100 }
  const rules = compose(areas)
  const [as, other] = [new Replay(rules, start, steps), new Replay(rules, start, without(steps, parameters), parameters)]
  as.seek(steps.length)
  other.seek(steps.length)
  const { fates, acts } = compare(as, steps, other, steps)
  const were = [...(as.state.maps[sanctions.id] as Map<string, object>).values()] as { readonly account: string }[]
  expect(were.length).toBeGreaterThan(5)
  expect(new Set(fates.map(({ account }) => account))).toEqual(new Set(were.map(({ account }) => account)))
  const suspended = fates.flatMap(({ differences }) => differences).filter(({ what }) => what === 'suspension')
  expect(suspended.length).toBeGreaterThan(0)
  for (const { is, would, causes } of suspended) {
    expect([is === null, would]).toEqual([false, null])
    expect(causes.map(({ clause }) => clause)).toEqual(['RPT-3'])
  }
  expect(
    acts.every(({ step, was, would }) => step.body.type === 'reports.filed' && was?.clauses[0]?.id === 'RPT-3' && would === null),
  ).toBe(true)
  expect(compare(as, steps, as, steps)).toEqual({ fates: [], acts: [] })
})

test('FLAG-6: in the other reading a red flag would be a yellow one, by these two decisions; a later change of it did not happen', async () => {
  const { peer, house, mia, ana } = await deskTown()
  const first = await flagged(peer, mia, ana, 'yellow')
  await peer.jump(40 * DAY, 'a test')
  const second = await flagged(peer, mia, ana, 'yellow')
  await sets(peer, house, { 'flags.yellowsCount': 'in total' })

  const lab = await openLab(peer)
  expect((await lab.suppose({})).fates).toEqual([])
  const { fates, acts, events } = await lab.suppose({ 'flags.yellowsCount': 'one month' })
  expect(events).toBeGreaterThan(20)
  expect(acts).toEqual([])
  expect(fates).toMatchObject([{ account: ana.account, level: { is: 'red', would: 'yellow' } }])
  const red = fates[0]?.differences.find(({ what }) => what === 'red')
  expect(red).toMatchObject({ is: { state: 'counts' }, would: null })
  expect(red?.causes).toEqual([first, second].map((event) => ({ event, clause: 'FLAG-6' })))
  const longer = await lab.suppose({ 'flags.redDays': 10 })
  expect(longer.fates[0]?.differences.map(({ what }) => what)).toEqual(['red'])
})
