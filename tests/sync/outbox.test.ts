import { expect, test } from 'vitest'
import { type Bytes, utf8 } from '../../src/kit/bytes'
import { decode, type Message } from '../../src/sync/frames'
import type { Link } from '../../src/sync/link'
import { jobFrom, makeOutbox, WINDOW } from '../../src/sync/outbox'
import { virtualTiming } from '../../src/sync/timing'

test('a seal that goes on in the next frame is not interrupted, not even by what just happened', async () => {
  const sent: Message[] = []
  const link = {
    send(frame) {
      const reading = decode(frame as Bytes)
      if (reading.ok) sent.push(reading.value)
      // A seal of our own is told while the first half of another one has just left.
      if (sent.length === 1)
        outbox.add(
          'live',
          jobFrom([[part('own', false)]], (messages) => messages),
        )
    },
    ready: async () => {},
  } as Pick<Link, 'send' | 'ready'> as Link
  const outbox = makeOutbox(link, virtualTiming(), () => {})
  const part = (text: string, more: boolean): Message => ({ type: 'seals', more, last: false, bytes: utf8(text) })
  outbox.add(
    'rows',
    jobFrom([[part('first half', true), part('second half', false)], [part('next', false)]], (messages) => messages),
  )
  while (sent.length < 4) await new Promise((resolve) => setImmediate(resolve))
  const texts = sent.map((message) => (message.type === 'seals' ? new TextDecoder().decode(message.bytes) : message.type))
  expect(texts).toEqual(['first half', 'second half', 'own', 'next'])
})

test('builds agree on how much may be under way: who sends more is hung up on by those that know of less', () => {
  expect(WINDOW).toBe(1_048_576)
})
