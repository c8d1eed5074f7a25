import { unlessAborted } from '../kit/aborted'
import { watch } from '../kit/pulse'
import { type Examine, type Examined, FilterFailed, type Library, type Work } from './finding'
import type { Answer, Message } from './messages'

/** Assumption: a film of a minute on an old phone, and the model to be fetched first. */
const longest = 120_000

/** So many works of a library are told at a time; the page goes on in between. */
const portion = 250

let running: Worker | undefined
/** What the running worker knows of which library. */
let told: { readonly library: Library; upTo: number } | undefined
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

/** Brings a worker up to date with a library. */
async function tell(worker: Worker, library: Library): Promise<void> {
  const say = (message: Message) => worker.postMessage(message)
  if (told?.library !== library) {
    say({ forget: true })
    told = { library, upTo: 0 }
  }
  for (const known = told; known.upTo < library.log.length; ) {
    const names = library.log.slice(known.upTo, known.upTo + portion)
    say({ changes: names.map((name) => [name, library.read(name)] as const) })
    known.upTo += names.length
    if (known.upTo < library.log.length) await new Promise((resolve) => setTimeout(resolve))
  }
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
    let begun = false
    const fail = (error: unknown) => {
      worker.terminate()
      running = told = undefined
      reject(error)
    }
    const give = (why: string) => fail(new FilterFailed(begun ? 'decoder' : 'worker', why))
    const alarm = setTimeout(() => give('the filter took too long'), longest)
    const pulse = watch(() => give('the filter hangs'))
    done.signal.addEventListener('abort', () => {
      clearTimeout(alarm)
      pulse.end()
    })
    signal?.addEventListener('abort', () => fail(signal.reason), heard)
    worker.addEventListener('error', (event) => give(`the filter stopped: ${event.message ?? ''}`), heard)
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<Answer>) => {
        begun = true
        pulse.heard()
        if ('alive' in data) return
        if ('progress' in data) progress?.(data.progress)
        else if ('examined' in data) resolve(data.examined)
        else fail(new FilterFailed(data.failed, data.message))
      },
      heard,
    )
    const { among, ...rest } = work
    const asking = among && { work: among.work, author: among.author, at: among.at, since: among.since }
    const ask = () => worker.postMessage({ ...rest, ...(asking ? { among: asking } : {}) } satisfies Message)
    if (among) tell(worker, among.library).then(ask, fail)
    else ask()
  }).finally(() => done.abort())
}

function start(): Worker {
  try {
    return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  } catch (cause) {
    throw new FilterFailed('worker', 'the filter could not be started', { cause })
  }
}
