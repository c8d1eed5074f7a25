import { expect, test } from 'vitest'
import type { Link } from '../../src/sync/link'
import { makeMemoryHub } from '../../src/sync/memory'
import { slowed } from '../../src/sync/slow'
import { virtualTiming } from '../../src/sync/timing'

/** Two ends of one link, of which one is slow, and what each of them heard when. */
async function pair() {
  const timing = virtualTiming()
  const hub = makeMemoryHub({ timing })
  const heard: string[] = []
  const links: Link[] = []
  let delay = 2_000
  for (const name of ['slow', 'other']) {
    const carrier = name === 'slow' ? slowed(hub.carrier(name), () => delay, timing) : hub.carrier(name)
    carrier.onLink((link) => {
      links.push(link)
      link.onFrame((frame) => heard.push(`${timing.now()} ${name} ${frame.join()}`))
      link.onClose((reason) => heard.push(`${timing.now()} ${name} closed: ${reason}`))
    })
    carrier.start({ world: 'w', secret: 's' }, name)
  }
  await timing.pass(0)
  const [slow, other] = links.toSorted((a) => (a.peer === 'other' ? -1 : 1)) as [Link, Link]
  return { timing, heard, slow, other, setDelay: (to: number) => void (delay = to) }
}

test('frames of a slow line take so much longer in both directions, and keep their order when it becomes fast again', async () => {
  const { timing, heard, slow, other, setDelay } = await pair()
  slow.send(Uint8Array.of(1))
  other.send(Uint8Array.of(2))
  await timing.pass(500)
  slow.send(Uint8Array.of(3))
  setDelay(0)
  slow.send(Uint8Array.of(4))
  await timing.pass(1_499)
  expect(heard).toEqual([])
  await timing.pass(1)
  expect(heard.toSorted()).toEqual(['2000 other 1', '2000 slow 2'])
  await timing.pass(500)
  expect(heard.slice(2)).toEqual(['2500 other 3', '2500 other 4'])
  slow.send(Uint8Array.of(5))
  await timing.pass(0)
  expect(heard.at(-1)).toBe('2500 other 5')
})

test('what is under way on a slow line that closes does not arrive', async () => {
  const { timing, heard, slow, other } = await pair()
  slow.send(Uint8Array.of(1))
  other.send(Uint8Array.of(2))
  await timing.pass(10)
  slow.close('enough')
  await timing.pass(5_000)
  expect(heard.toSorted()).toEqual(['10 other closed: enough', '10 slow closed: enough'])
})
