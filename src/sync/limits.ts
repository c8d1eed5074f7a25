/** How much one peer may ask of another. Limits delay; only what no honest build of ours sends ends a link. */
import type { DeviceId, Millis } from '../log/types'
import type { Timing } from './timing'

export interface Limits {
  /** Rows a second that one link may bring for good, and how many at once. */
  readonly rowsPerSecond: number
  readonly rowsAtOnce: number
  /** Rows that a newcomer may catch up with beyond that, once per link. */
  readonly catchUp: number
  /** A row that was refused weighs as many as this: whoever relays verifies first. */
  readonly refusedWeighs: number
  /** Malformed frames before the link is closed. */
  readonly malformed: number
  /** Feeds that one peer may say to have. */
  readonly feeds: number
  /** Rows and payloads by hash that may be looked for at once. */
  readonly wanted: number
  /** Frames waiting to be worked off on one link: short messages, and those of content, which the window keeps from being heavy. */
  readonly waitingFrames: number
  readonly waitingContent: number
  /** Silence after which a link counts as dead, and how often it is asked. */
  readonly silence: Millis
  readonly ping: Millis
  /** Time without any progress after which another link is asked. */
  readonly patience: Millis
  /** The same on a narrow line, which takes so long for one frame, and where nobody else could be asked. */
  readonly longestPatience: Millis
  /** How often vectors are compared, and how soon after things went quiet. */
  readonly compare: Millis
  readonly quiet: Millis
}

export const LIMITS: Limits = {
  rowsPerSecond: 2_000,
  rowsAtOnce: 20_000,
  catchUp: 1_000_000,
  refusedWeighs: 10,
  malformed: 8,
  feeds: 200_000,
  wanted: 20_000,
  waitingFrames: 4_096,
  waitingContent: 65_536,
  silence: 5_000,
  ping: 1_500,
  patience: 10_000,
  longestPatience: 30_000,
  compare: 30_000,
  quiet: 1_000,
}

/** A token bucket that goes into debt instead of refusing: `pay` answers how long to wait before the next slice. */
export function makeBucket(timing: Timing, perSecond: number, burst: number) {
  let tokens = burst
  let at = timing.now()
  return {
    pay(cost: number): Millis {
      const now = timing.now()
      const earned = (Math.max(0, now - at) * perSecond) / 1000
      tokens = Math.max(tokens, Math.min(burst, tokens + earned)) - cost // a grant stands above the burst until it is spent
      at = now
      return tokens >= 0 ? 0 : Math.ceil((-tokens / perSecond) * 1000)
    },
    /** Tokens beyond the burst. */
    grant(extra: number): void {
      tokens += extra
    },
  }
}

/**
 * How many rows each device has brought lately, for the host: it does not cover what is over quota until it is not (K20).
 * `burst` rows at once, `perMinute` for good.
 */
export function makeQuota(timing: Timing, perMinute = 600, burst = 300) {
  const used = new Map<DeviceId, { level: number; at: Millis }>()
  const levelOf = (device: DeviceId): number => {
    const entry = used.get(device)
    return entry ? Math.max(0, entry.level - (Math.max(0, timing.now() - entry.at) * perMinute) / 60_000) : 0
  }
  return {
    count(device: DeviceId, rows: number): void {
      used.set(device, { level: levelOf(device) + rows, at: timing.now() })
    },
    isOver: (device: DeviceId): boolean => levelOf(device) > burst,
    /** Devices over quota at this moment. Forgets those that have long been quiet. */
    over(): readonly DeviceId[] {
      for (const device of used.keys()) if (levelOf(device) === 0) used.delete(device)
      return [...used.keys()].filter((device) => levelOf(device) > burst)
    },
  }
}
export type Quota = ReturnType<typeof makeQuota>

/** What happened on one link so far, for the developers' door and for tests. */
export interface Counters {
  framesIn: number
  bytesIn: number
  bytesOut: number
  malformed: number
  rowsIn: number
  rowsFresh: number
  rowsRefused: number
  rowsOut: number
  delayed: Millis
}
export const makeCounters = (): Counters => ({
  framesIn: 0,
  bytesIn: 0,
  bytesOut: 0,
  malformed: 0,
  rowsIn: 0,
  rowsFresh: 0,
  rowsRefused: 0,
  rowsOut: 0,
  delayed: 0,
})
