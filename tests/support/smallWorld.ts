/** Rows, seals and engines written by hand, for examples that fit on a screen. Instants are milliseconds after the world's beginning. */
import { hashOf } from '../../src/kit/bytes'
import { Engine, type Start } from '../../src/log/engine'
import type { Rules } from '../../src/log/rules'
import type { Data, Hash, Millis, Row, Seal, SealBody, Settled, Verdict } from '../../src/log/types'
import { refOf, rowOf, sealOf, START } from './randomWorld'
import { BEGINS, deviceId, toyRules } from './toyRules'

export const at = (ms: Millis): Millis => BEGINS + ms

/** What `by` signs behind `before`, its own last row, having seen `seen`. */
export function row(by: string, before: Row | undefined, stamp: Millis, type: string, data: Data = {}, seen: readonly Row[] = []): Row {
  return rowOf({
    v: 1,
    world: START.world,
    device: deviceId(by),
    seq: (before?.body.seq ?? 0) + 1,
    prev: before?.hash ?? null,
    stamp: at(stamp),
    seen: seen.map(refOf),
    type,
    data,
  })
}

/** A claim of a handle: the smallest act there is. */
export const claim = (by: string, before: Row | undefined, stamp: Millis, handle: string, seen: readonly Row[] = []): Row =>
  row(by, before, stamp, 'toy.claimed', { handle }, seen)

/** A seal over the heads `rows`, behind `before`. Its sum is not the state's, so the engine is alarmed; who asks about that uses `propose`. */
export function seal(before: Seal | undefined, upTo: Millis, rows: readonly Row[], more: Partial<SealBody> = {}): Seal {
  return sealOf({
    v: 1,
    world: START.world,
    term: 1,
    number: (before?.body.number ?? 0) + 1,
    prevSeal: before?.hash ?? START.world,
    upTo: at(upTo),
    heads: rows.map(refOf),
    stopped: [],
    version: 1,
    parameters: [],
    jump: null,
    quarantined: [],
    quarantinedTimers: [],
    sum: '0'.repeat(16),
    ...more,
  })
}

/** An engine with a clock that stands until it is moved, and what it settled. */
export interface Small {
  readonly engine: Engine
  readonly settled: Settled[]
  /** Lets time pass on this device. */
  wait(ms: Millis): void
  /** Verdict of a row, pending or final, as a short word: `accepted`, the clause that refused it, or the log's own reason. */
  verdict(row: Row): string
  /** The hashes of the pending rows in order. */
  order(): Hash[]
}

export function small(options: { rules?: Rules; start?: Start; host?: boolean } = {}): Small {
  let local = 0
  const clock = options.host ? { local: () => local, host: () => BEGINS + local } : { local: () => local }
  const engine = new Engine(options.rules ?? toyRules(), options.start ?? START, clock)
  const settled: Settled[] = []
  engine.onSettled = (_, more) => void settled.push(...more)
  return {
    engine,
    settled,
    wait: (ms) => void (local += ms),
    verdict({ hash }) {
      const found = settled.find((each) => each.hash === hash) ?? engine.open.find((each) => each.hash === hash)
      return found ? wordOf(found.verdict) : 'not here'
    },
    order: () => engine.open.map((entry) => entry.hash),
  }
}
export const wordOf = (verdict: Verdict): string =>
  verdict === null ? 'accepted' : verdict.why === 'refused' ? (verdict.clauses[0]?.id ?? '') : verdict.why

/** Any hash that belongs to nothing. */
export const nothing = (name: string): Hash => hashOf(`nothing called ${name}`)
