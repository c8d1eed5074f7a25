import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Examine, Examined, Library, Looked, Work } from '../../src/filter'
import type { Answer, Message } from '../../src/filter/messages'

/** What a worker does with a work, by the first of its words. */
const fates: Record<string, (worker: TestWorker) => void> = {
  good: (worker) => worker.says({ examined: clean }),
  hangs: () => {},
  dies: (worker) => worker.dispatchEvent(new Event('error')),
  slow: (worker) => {
    const beat = setInterval(() => worker.says({ alive: true }), 1_000)
    worker.done.signal.addEventListener('abort', () => clearInterval(beat))
    setTimeout(() => worker.says({ examined: clean }), 90_000)
  },
  endless: (worker) => {
    const beat = setInterval(() => worker.says({ alive: true }), 1_000)
    worker.done.signal.addEventListener('abort', () => clearInterval(beat))
  },
}
const clean: Examined = { version: 'test', hits: [], advice: 'pass', prints: [] }

class TestWorker extends EventTarget {
  static readonly all: TestWorker[] = []
  static loads = true
  readonly done = new AbortController()
  constructor() {
    super()
    TestWorker.all.push(this)
  }
  says(data: Answer): void {
    if (!this.done.signal.aborted) this.dispatchEvent(new MessageEvent('message', { data }))
  }
  /** What it was told of a library. */
  readonly told: string[] = []
  postMessage(message: Message): void {
    if ('forget' in message) return void this.told.push('forget')
    if ('changes' in message)
      return void this.told.push(...message.changes.map(([name, looked]) => (looked ? `${name} of ${looked.author}` : `no ${name}`)))
    const [fate = ''] = message.words
    queueMicrotask(() => {
      if (!TestWorker.loads) return void this.dispatchEvent(new Event('error'))
      this.says({ alive: true })
      fates[fate]?.(this)
    })
  }
  terminate(): void {
    this.done.abort()
  }
}

let examine: Examine
beforeEach(async () => {
  TestWorker.all.length = 0
  TestWorker.loads = true
  vi.resetModules()
  vi.stubGlobal('Worker', TestWorker)
  vi.useFakeTimers()
  ;({ examine } = await import('../../src/filter'))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const work = (fate: string): Work => ({ words: [fate], files: [], media: 'image', known: [] })
const settled = async (...jobs: readonly Promise<Examined>[]) => {
  const ends = Promise.allSettled(jobs)
  await vi.advanceTimersByTimeAsync(300_000)
  return (await ends).map((end) => (end.status === 'fulfilled' ? 'examined' : (end.reason as { part?: string }).part))
}
const workers = () => TestWorker.all.map(({ done }) => (done.signal.aborted ? 'stopped' : 'at work'))

test.each(['hangs', 'dies', 'endless'])('a worker that %s over one work is replaced, and the next works are examined', async (fate) => {
  expect(await settled(examine(work('good')), examine(work(fate)), examine(work('good')), examine(work('good')))).toEqual([
    'examined',
    'decoder',
    'examined',
    'examined',
  ])
  expect(workers()).toEqual(['stopped', 'at work'])
})

test('one that hangs is given up when it has not been heard of for twenty seconds', async () => {
  const job = examine(work('hangs')).catch(() => 'given up')
  await vi.advanceTimersByTimeAsync(19_000)
  expect(workers()).toEqual(['at work'])
  await vi.advanceTimersByTimeAsync(1_001)
  expect(workers()).toEqual(['stopped'])
  expect(await job).toBe('given up')
})

test('one that takes its time, and is heard of, is not', async () => {
  expect(await settled(examine(work('slow')))).toEqual(['examined'])
  expect(workers()).toEqual(['at work'])
})

test('one that never began could not be loaded, which no work is to blame for', async () => {
  TestWorker.loads = false
  expect(await settled(examine(work('good')))).toEqual(['worker'])
  TestWorker.loads = true
  expect(await settled(examine(work('good')))).toEqual(['examined'])
})

test('a library is told once, and then what has changed; to a new worker, and of another one, all of it', async () => {
  const library = (author: string, log: string[]): Library & { readonly log: string[]; readonly gone: Set<string> } => {
    const gone = new Set<string>()
    const read = (work: string): Looked | undefined =>
      gone.has(work) ? undefined : { work, author, at: 1, since: 1, takenDown: false, prints: ['0'.repeat(16)] }
    return { log, read, gone }
  }
  const [here, there] = [library('ben', ['one', 'two']), library('eva', ['three'])]
  const ask = (fate: string, library: Library) =>
    examine({ ...work(fate), among: { library, work: 'new', author: 'ana', at: 9, since: 9 } })
  const told = () => TestWorker.all.map(({ told }) => told.splice(0))

  await settled(ask('good', here))
  expect(told()).toEqual([['forget', 'one of ben', 'two of ben']])
  await settled(ask('good', here))
  expect(told()).toEqual([[]])
  here.gone.add('one')
  here.log.push('one', 'four')
  await settled(ask('good', here), ask('dies', here), ask('good', here))
  expect(told()).toEqual([
    ['no one', 'four of ben'],
    ['forget', 'no one', 'two of ben', 'no one', 'four of ben'],
  ])
  await settled(ask('good', there))
  expect(told()).toEqual([[], ['forget', 'three of eva']])
})

test('a large library is told in parts, with room in between, and all of it before the work', async () => {
  const names = Array.from({ length: 1_000 }, (_, i) => `${i}`)
  const library: Library = { log: names, read: (work) => ({ work, author: 'ben', at: 1, since: 1, takenDown: false, prints: [] }) }
  const job = examine({ ...work('good'), among: { library, work: 'new', author: 'ana', at: 9, since: 9 } })
  await vi.advanceTimersByTimeAsync(0)
  expect(TestWorker.all[0]?.told.length).toBeLessThan(names.length)
  expect(await settled(job)).toEqual(['examined'])
  expect(TestWorker.all[0]?.told).toHaveLength(1 + names.length)
})
