import { type Examine, type Examined, FilterFailed, type Work } from './finding'
import type { Answer } from './messages'

/** Assumption: a film of a minute on an old phone, and the model to be fetched first. */
const longest = 120_000
/** A worker that is well is heard of every second; one that was not at four looks in a row hangs. A device that slept is not taken for it. */
const lookEvery = 5_000
const silences = 4

let running: Worker | undefined
let lastInLine: Promise<unknown> = Promise.resolve()

/** Examines a work in a worker, which starts with the first one; works wait in line. See `Examine` for what it rejects with. */
export const examine: Examine = (work, progress, signal) => {
  const job = lastInLine.then(() => {
    signal?.throwIfAborted()
    return inWorker(work, progress, signal)
  })
  lastInLine = job.catch(() => {})
  return signal ? unlessAborted(job, signal) : job
}

/** A work that still waits in line is given up at once. */
function unlessAborted<T>(job: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    job.then(resolve, reject)
  })
}

/**
 * A worker that failed or was stopped is replaced: what it could not load, the next one asks for anew. One that dies or hangs when it has
 * begun does so over this work, which nobody should try again.
 */
function inWorker(work: Work, progress?: (share: number) => void, signal?: AbortSignal): Promise<Examined> {
  const done = new AbortController()
  const heard = { signal: done.signal }
  return new Promise<Examined>((resolve, reject) => {
    const worker = (running ??= start())
    let [begun, silent] = [false, 0]
    const fail = (error: unknown) => {
      worker.terminate()
      running = undefined
      reject(error)
    }
    const give = (why: string) => fail(new FilterFailed(begun ? 'decoder' : 'worker', why))
    const alarm = setTimeout(() => give('the filter took too long'), longest)
    const looks = setInterval(() => ++silent === silences && give('the filter hangs'), lookEvery)
    done.signal.addEventListener('abort', () => {
      clearTimeout(alarm)
      clearInterval(looks)
    })
    signal?.addEventListener('abort', () => fail(signal.reason), heard)
    worker.addEventListener('error', (event) => give(`the filter stopped: ${event.message ?? ''}`), heard)
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<Answer>) => {
        begun = true
        silent = 0
        if ('alive' in data) return
        if ('progress' in data) progress?.(data.progress)
        else if ('examined' in data) resolve(data.examined)
        else fail(new FilterFailed(data.failed, data.message))
      },
      heard,
    )
    worker.postMessage(work)
  }).finally(() => done.abort())
}

function start(): Worker {
  try {
    return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  } catch (cause) {
    throw new FilterFailed('worker', 'the filter could not be started', { cause })
  }
}
