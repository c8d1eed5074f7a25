import { expect, test } from 'vitest'
import { virtualTiming } from '../../src/sync/timing'
import { makeTurns } from '../../src/sync/turns'

/** Has `slices` slices of work, and notes when it gets each; `delay` after each. */
function worker(name: string, slices: number, log: string[], delay = 0) {
  let left = slices
  return {
    async slice() {
      left -= 1
      log.push(name)
      return { more: left > 0, delay }
    },
  }
}

test('whoever has much to do gets one slice, and then it is the next one’s turn', async () => {
  const timing = virtualTiming()
  const turns = makeTurns(timing)
  const log: string[] = []
  turns.request(worker('much', 5, log))
  turns.request(worker('little', 1, log))
  turns.request(worker('some', 2, log))
  await timing.pass(100)
  expect(log).toEqual(['much', 'little', 'some', 'much', 'some', 'much', 'much', 'much'])
})

test('whoever must wait holds up nobody, and asking again does not shorten it', async () => {
  const timing = virtualTiming()
  const turns = makeTurns(timing)
  const log: string[] = []
  const slow = worker('slow', 2, log, 50)
  turns.request(slow)
  turns.request(worker('quick', 3, log))
  await timing.pass(49)
  turns.request(slow)
  await timing.pass(0)
  expect(log).toEqual(['slow', 'quick', 'quick', 'quick'])
  await timing.pass(1)
  expect(log.at(-1)).toBe('slow')
})

test('whoever leaves gets no further turn', async () => {
  const timing = virtualTiming()
  const turns = makeTurns(timing)
  const log: string[] = []
  const gone = worker('gone', 9, log, 10)
  turns.request(gone)
  await timing.pass(5)
  turns.leave(gone)
  await timing.pass(100)
  expect(log).toEqual(['gone'])
})
