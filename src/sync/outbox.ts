/**
 * What waits to leave over one link. Short messages go at once. Content is produced only when the line has room for it and the other
 * end has taken up enough of what it was sent, so a slow peer costs neither memory here nor a moment of anybody else's time.
 */
import type { Bytes } from '../kit/bytes'
import type { Millis } from '../log/types'
import { encode, isContent, type Message } from './frames'
import { type Link, LONGEST_FRAME } from './link'
import type { Timing } from './timing'

/** Bytes of content that may be under way on one link: sent, and not yet taken up at the other end. Builds must agree on it. */
export const WINDOW = 1 << 20
/** What may be under way before it is known how much the line carries, or where it carries next to nothing: the next frame is sent below it. */
const LEAST = LONGEST_FRAME
/** Else what it carries in so many ms: what just happened waits for no more than that. */
const AHEAD: Millis = 3_000

/** What a person waits for first. Within a lane, jobs take turns frame by frame. */
const LANES = ['live', 'rows', 'blobs', 'history'] as const
export type Lane = (typeof LANES)[number]

/** Gives the next message of a job; `undefined`: it is finished. */
export type Job = () => Message | undefined | Promise<Message | undefined>

export interface Outbox {
  /** For messages that are not content. */
  send(message: Message): void
  add(lane: Lane, job: Job): void
  /** How many jobs of a lane are not finished. */
  jobs(lane: Lane): number
  /** The other end has taken up so many bytes since the link opened. Of a line that brought something twice it counts more than was sent. */
  credit(bytes: number): void
  /** Nothing waits and nothing is under way. */
  isIdle(): boolean
  readonly sentBytes: () => number
  stop(): void
}

/** `failed` is told when a job throws: the replica could not be read, so this link can no longer be served. */
export function makeOutbox(link: Link, timing: Timing, failed: (error: unknown) => void): Outbox {
  const lanes = new Map<Lane, Job[]>(LANES.map((lane) => [lane, []]))
  let sent = 0
  let credited = 0
  /** So many bytes at least it has counted that were not sent: what they would make room for is under way. */
  let surplus = 0
  /** How much may be under way, by what was taken up since this moment, from which on something always was. */
  let room = LEAST
  let since: { readonly at: Millis; readonly credited: number } | undefined
  let stopped = false
  let pumping = false
  let roomMade = (): void => {}
  /** The job in the midst of something that goes on in its next frame: nothing may come between. */
  let midst: Job | undefined

  const write = (message: Message): Bytes => {
    const frame = encode(message)
    link.send(frame)
    return frame
  }
  const next = (): Job | undefined => {
    for (const lane of LANES) {
      const job = lanes.get(lane)?.shift()
      if (job) return job
    }
  }
  const laneOf = new WeakMap<Job, Lane>()
  const windowOpen = (): Promise<void> | undefined => (sent - credited < room ? undefined : new Promise((done) => (roomMade = done)))

  function measure(from: { readonly at: Millis; readonly credited: number }): void {
    const took = Math.max(1, timing.now() - from.at)
    room = Math.min(WINDOW, Math.max(LEAST, ((credited - from.credited) / took) * AHEAD))
    if (sent === credited) since = undefined
    else if (took > AHEAD) since = { at: from.at + took / 2, credited: (from.credited + credited) / 2 }
  }

  async function pump(): Promise<void> {
    if (pumping) return
    pumping = true
    try {
      for (;;) {
        await link.ready()
        await windowOpen()
        if (stopped) return
        const job: Job | undefined = midst ?? next()
        if (!job) return
        const message = await job()
        if (stopped) return
        midst = message?.type === 'seals' && message.more ? job : undefined
        if (!message) continue
        since ??= { at: timing.now(), credited }
        sent += write(message).length
        if (!midst) lanes.get(laneOf.get(job) as Lane)?.push(job)
      }
    } catch (error) {
      failed(error)
    } finally {
      pumping = false
    }
  }

  return {
    send(message) {
      if (isContent(message.type)) throw new Error(`${message.type} goes through a lane`)
      if (!stopped) write(message)
    },
    add(lane, job) {
      if (stopped) return
      laneOf.set(job, lane)
      lanes.get(lane)?.push(job)
      void pump()
    },
    jobs: (lane) => lanes.get(lane)?.length ?? 0,
    credit(bytes) {
      surplus = Math.max(surplus, bytes - sent)
      credited = Math.max(credited, bytes - surplus)
      if (since) measure(since)
      if (sent - credited < room) roomMade()
    },
    isIdle: () => !pumping && sent === credited,
    sentBytes: () => sent,
    stop() {
      stopped = true
      for (const jobs of lanes.values()) jobs.length = 0
      roomMade()
    },
  }
}

/** A job that sends what an iterable yields, as messages. */
export function jobFrom<T>(items: AsyncIterable<T> | Iterable<T>, toMessages: (item: T) => readonly Message[], ending?: Message): Job {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  let ready: Message[] = []
  let ended = false
  return async () => {
    while (ready.length === 0 && !ended) {
      const step = await iterator.next()
      if (!step.done) ready = [...toMessages(step.value)]
      else {
        ended = true
        if (ending) ready.push(ending)
      }
    }
    return ready.shift()
  }
}
