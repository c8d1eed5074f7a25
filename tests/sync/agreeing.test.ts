/** That both ends of a line have the same: each learns it from the other, soon, and then both are silent. */
import { expect, test } from 'vitest'
import { LIMITS } from '../../src/sync/limits'
import { slowed } from '../../src/sync/slow'
import { startSync } from '../../src/sync/sync'
import { makeNetwork } from './network'
import { deviceOf, feedOf, makeReference, WORLD } from './reference'

test.each([1, 2, 3, 4, 5, 6])(
  'who was asked before it had all, and got the rest from somebody else, soon knows that both have it (%i)',
  async (seed) => {
    const { timing, hub, stop, join } = makeNetwork({ seed })
    const host = feedOf(deviceOf('host'), 20)
    let delay = 50
    const replica = makeReference()
    replica.append(...host)
    const far = startSync({
      replica,
      carriers: [slowed(hub.carrier('far'), () => delay, timing)],
      room: { world: WORLD, secret: 's' },
      timing,
    })
    const late = join('late')
    const isAsked = () => late.sync.links().some(({ counters }) => counters.framesIn > 1)
    expect(await timing.until(isAsked, 10_000)).toBe(true)
    delay = 4_000
    join('near').replica.append(...host)
    expect(await timing.until(() => late.replica.sum() === replica.sum(), 20_000)).toBe(true)
    delay = 50
    expect(await timing.until(() => late.sync.isQuiet(), 5 * LIMITS.quiet)).toBe(true)
    far.stop()
    stop()
  },
)

test('two ends that have the same and compare twice before either is answered fall silent again', async () => {
  const net = makeNetwork()
  const [a, b] = [net.join('a'), net.join('b')]
  expect(await net.settled()).toBe(true)
  a.sync.look()
  a.sync.look()
  expect(await net.settled()).toBe(true)
  const heard = () => b.sync.links().reduce((sum, { counters }) => sum + counters.framesIn, 0)
  const before = heard()
  await net.timing.pass(10_000)
  expect(heard() - before).toBeLessThan(20) // to say that one is there
  expect([a, b].flatMap(({ sync }) => sync.links().map(({ inSync }) => inSync))).toEqual([true, true])
  net.stop()
})
