import { expect, test } from 'vitest'
import { type Relay, restBetween } from '../../src/sync/relayRest'
import { virtualTiming } from '../../src/sync/timing'

/** A relay as lib0 asks for it: again a moment after each failure, as long as it should. */
function aRelay(timing: ReturnType<typeof virtualTiming>) {
  const asked: number[] = []
  const relay: Relay & { connected: boolean; unsuccessfulReconnects: number; isBack: boolean } = {
    connected: false,
    connecting: false,
    unsuccessfulReconnects: 0,
    shouldConnect: true,
    isBack: false,
    connect() {
      relay.shouldConnect = true
      ask()
    },
  }
  function ask(): void {
    if (!relay.shouldConnect || relay.connected) return
    asked.push(timing.now())
    relay.connected = relay.isBack
    relay.unsuccessfulReconnects = relay.isBack ? 0 : relay.unsuccessfulReconnects + 1
    if (!relay.isBack) timing.later(2_500, ask)
  }
  ask()
  return { relay, asked }
}

test('a relay that stays away is asked for later and later, twice a minute at last', async () => {
  const timing = virtualTiming()
  const { relay, asked } = aRelay(timing)
  const { stop } = restBetween(relay, timing, () => 0.5)
  await timing.pass(300_000)
  const waits = asked.slice(1).map((at, i) => at - (asked[i] as number))
  expect(waits.slice(0, 3)).toEqual([2_500, 2_500, 2_500])
  expect(waits.slice(3).every((wait, i) => wait >= (waits[i + 2] as number))).toBe(true)
  expect(waits.at(-1)).toBeGreaterThanOrEqual(30_000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(33_000)
  expect(asked.length).toBeLessThan(20)
  stop()
})

test('it is asked for at once when somebody looks, and quickly again once it has been there', async () => {
  const timing = virtualTiming()
  const { relay, asked } = aRelay(timing)
  const { wake, stop } = restBetween(relay, timing, () => 0.5)
  await timing.pass(60_000)
  const before = asked.length
  wake()
  expect(asked.length).toBe(before + 1)
  await timing.pass(2_000)
  relay.isBack = true
  wake()
  expect(relay.connected).toBe(true)
  await timing.pass(2_000)
  // Gone again: the first tries follow each other as they did at first, and the first rest is a short one.
  Object.assign(relay, { connected: false, isBack: false, unsuccessfulReconnects: 0 })
  relay.connect()
  const from = asked.length
  await timing.pass(30_000)
  expect(asked.length - from).toBeGreaterThanOrEqual(4)
  stop()
})

test('a relay that was let go on purpose is not asked for', async () => {
  const timing = virtualTiming()
  const { relay, asked } = aRelay(timing)
  const { stop, wake } = restBetween(relay, timing)
  await timing.pass(2_600)
  stop()
  relay.shouldConnect = false
  wake()
  await timing.pass(120_000)
  expect(asked.length).toBe(2)
})
