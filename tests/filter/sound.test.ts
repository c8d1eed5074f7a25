import { createHash } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Known } from '../../src/filter'
import type { Task } from '../../src/filter/messages'
import { examineWork } from '../../src/filter/work'

vi.setConfig({ testTimeout: 30_000 }) // the phrases are compiled when they are first searched for

const heard = vi.hoisted(() => ({ loudest: 0.5, seconds: 10 }))
vi.mock('../../src/filter/recording', () => ({ loudness: () => Promise.resolve(heard) }))
beforeEach(() => void Object.assign(heard, { loudest: 0.5, seconds: 10 }))

const bytes = new TextEncoder().encode('a tune')
const tune = (type = 'audio/mp4', content: Uint8Array<ArrayBuffer> = bytes) => new Blob([content], { type })
const known = (mine: boolean): Known => ({ hash: createHash('sha256').update(bytes).digest('hex'), work: 'earlier', mine })
const examine = (file: Blob, more: Partial<Task> = {}) =>
  examineWork({ words: [], files: [file], media: 'audio', known: [], ...more }, () => {})

test('CORE-6: a sound is known again by its very bytes, and by nothing less', async () => {
  expect(await examine(tune(), { known: [known(false)] })).toMatchObject({
    advice: 'block',
    hits: [{ category: 'duplicate', of: 'earlier', where: 'audio 1' }],
  })
  const other = bytes.slice()
  other[0] = (other[0] ?? 0) ^ 1
  expect(await examine(tune('audio/mp4', other), { known: [known(false)] })).toMatchObject({ advice: 'pass', hits: [] })
  expect(await examine(tune(), { known: [known(true)] })).toMatchObject({ advice: 'pass', hits: [] })
})

test.each([
  ['audio/mp4', 'audio', []],
  ['audio/mp4', 'image', ['offtopic']],
  ['audio/mp4', 'video', ['offtopic']],
  ['', 'audio', []],
] as const)('CONT-4: a file of type %j in a work that is said to be %s', async (type, media, expected) => {
  const { advice, hits } = await examine(tune(type), { media })
  expect(hits.map(({ category }) => category)).toEqual(expected)
  expect(advice).toBe(expected.length > 0 ? 'doubt' : 'pass')
})

test.each([
  [0.003, 0.5, 'pass'],
  [0.003, 0.49, 'doubt'],
  [0.0029, 10, 'block'],
] as const)('CONT-4: a sound as loud as %d for %d seconds: %s', async (loudest, seconds, advice) => {
  Object.assign(heard, { loudest, seconds })
  expect((await examine(tune())).advice).toBe(advice)
})
