import { unlessAborted } from '../kit/aborted'
import { language } from '../language'
import { type Limits, limits as defaults } from './limits'
import type { Answer, Task } from './messages'
import type { PrepareOptions, Prepared } from './prepared'
import { MediaRefused, refusals } from './refusal'

let lastInLine: Promise<unknown> = Promise.resolve()

/**
 * Makes a picked file ready to be shared: its kind told from its bytes, its metadata removed, with a thumbnail or a waveform. Runs in a worker,
 * one file at a time, since a phone has room for one decoded photo but not for ten.
 *
 * Rejects with MediaRefused if the file cannot be shared (its `refusal` has a code, a sentence and a hint), with the signal's reason if it was
 * aborted, and with another Error if the fault is ours.
 */
export function prepare(file: File, options: PrepareOptions = {}): Promise<Prepared> {
  const limits: Limits = { ...defaults, ...options.limits }
  const most = Math.max(limits.imageBytesMax, limits.audioBytesMax, limits.videoBytesMax)
  const job = lastInLine.then(() => {
    options.signal?.throwIfAborted()
    if (file.size === 0) throw new MediaRefused(refusals.empty())
    if (file.size > most) throw new MediaRefused(refusals.tooLarge(undefined, file.size, most))
    return inWorker({ file, kinds: options.kinds, limits }, options)
  })
  lastInLine = job.catch(() => {})
  return options.signal ? unlessAborted(job, options.signal) : job
}

function inWorker(task: Task, { signal, onProgress }: PrepareOptions): Promise<Prepared> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: language })
  const budget = task.limits.workMillisMax
  const { promise, resolve, reject } = Promise.withResolvers<Prepared>()
  const stop = () => reject(signal?.reason)
  const alarm = setTimeout(() => reject(new MediaRefused(refusals.tookTooLong(budget))), budget)
  let begun = false

  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    begun = true
    if ('ready' in data) worker.postMessage(task)
    else if ('progress' in data) onProgress?.(data.progress)
    else if ('prepared' in data) resolve(data.prepared)
    else if ('refusal' in data) reject(new MediaRefused(data.refusal))
    else reject(new Error(data.failure))
  })
  // A worker that dies at work ran out of memory over this file; one that never spoke could not be loaded.
  worker.addEventListener('error', (event) => {
    reject(begun ? new MediaRefused(refusals.damaged()) : new Error(`the media worker could not start: ${event.message ?? ''}`))
  })
  signal?.addEventListener('abort', stop, { once: true })

  return promise.finally(() => {
    clearTimeout(alarm)
    signal?.removeEventListener('abort', stop)
    worker.terminate()
  })
}
