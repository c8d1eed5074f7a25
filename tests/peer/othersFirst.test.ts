/** What others did while the host slept, and that is not here yet when the host wakes (K11). */
import { expect, test } from 'vitest'
import { OTHERS_FIRST, othersFirst } from '../../src/peer/othersFirst'
import { virtualTiming } from '../../src/sync/timing'
import { arrive, does, makeTown, newcomer, newWorld, reopen, stillMachine } from '../support/peers'

const DAY = 86_400_000

test('K11: what somebody did one day into a sleep, and comes when the host wakes, stands at its own instant', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const ana = await arrive(host, 'ana')
  const guest = await newcomer(host, time)
  await host.sealNow({ full: true })
  const town = makeTown()
  town.join('host', host)
  town.join('guest', guest)
  expect(await town.settled()).toBe(true)
  const ben = await arrive(guest, 'ben')
  expect(await town.settled()).toBe(true)
  await host.sealNow({ full: true })
  expect(await town.settled()).toBe(true)
  town.leave('host')
  await host.close()
  time.pass(DAY)
  const act = await does(guest, ben, 'accounts.followed', { account: ana.account })
  const at = guest.engine.openEntry(act)?.at as number
  time.pass(2 * DAY)

  const again = await reopen(host, time)
  const sync = town.join('again', again)
  expect(await othersFirst(sync, town.timing)).toBe('nobody')
  expect(await town.timing.until(() => sync.links().length > 0, 10_000)).toBe(true)
  expect(again.engine.openEntry(act)).toBeUndefined()
  let came: string | undefined
  const caughtUp = othersFirst(sync, town.timing).then((how) => {
    came = how
    return again.catchUp()
  })
  expect(await town.timing.until(() => came !== undefined, OTHERS_FIRST)).toBe(true)
  await caughtUp
  expect(came).toBe('here')
  expect(await town.settled()).toBe(true)
  await again.sealNow({ full: true })
  expect(await again.verdict(act)).toMatchObject({ standing: 'final', at })
  town.stop()
})

test('K11: what does not come to its end is waited for ten seconds and no longer; who leaves is not waited for', async () => {
  const timing = virtualTiming(0, async () => {})
  let links = [
    { isOwn: true, self: 'tab' },
    { isOwn: false, self: 'other' },
  ]
  const sync = { links: () => links, isQuiet: () => false }
  const told: string[] = []
  void othersFirst(sync, timing).then((how) => told.push(how))
  await timing.pass(OTHERS_FIRST - 1)
  expect(told).toEqual([])
  await timing.pass(1)
  expect(told).toEqual(['late'])
  void othersFirst(sync, timing).then((how) => told.push(how))
  links = links.slice(0, 1)
  await timing.pass(50)
  expect(told).toEqual(['late', 'nobody'])
})
