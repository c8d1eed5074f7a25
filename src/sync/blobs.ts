/**
 * Fetching a blob by its hash from every peer that has it, chunk by chunk. What the store has kept from an earlier try is not asked
 * for again. Only the whole can be checked, so if several peers helped and the whole is wrong, it is fetched again from one at a time,
 * and the one whose bytes are not what the name says is not asked again.
 */
import type { Bytes } from '../kit/bytes'
import type { Hash, Millis } from '../log/types'
import type { Limits } from './limits'
import { makeObservable, type Observable } from './observable'
import { type BlobStore, CHUNK, chunksOf } from './replica'
import type { Session } from './session'
import type { Timing } from './timing'

export interface Progress {
  /** `searching`: nobody who is here has it; it goes on by itself when somebody with it joins. `refused`: the disk does not keep it. */
  readonly state: 'coming' | 'searching' | 'here' | 'erased' | 'stopped' | 'refused'
  /** Bytes kept so far, and of the whole. */
  readonly have: number
  readonly size: number
}
export interface Download {
  readonly hash: Hash
  readonly progress: Observable<Progress>
  /** True once the blob is here and verified; false when it was erased, or refused, or the download stopped. */
  readonly done: Promise<boolean>
  /** Gives up; chunks that came are kept. */
  stop(): void
}

export interface Blobs {
  /**
   * Fetches a blob of `size` bytes. Asked for twice, it is one download.
   * @param isSure false: somebody says that it is so large, who may be wrong or lie. Nobody is blamed for bytes that do not fit then, and
   * another size that is named is tried once this one has come to nothing.
   */
  fetch(hash: Hash, size: number, isSure?: boolean): Download
  take(session: Session, hash: Hash, index: number, bytes: Bytes): Promise<void>
  absent(session: Session, hashes: readonly Hash[]): void
  joined(session: Session): void
  left(session: Session): void
  tick(): void
  /** Whether this link was asked for something that has not come. */
  isAsking(session: Session): boolean
  isIdle(): boolean
}

/** Chunks asked for and not yet come, of one blob from one peer: about one round trip's worth. */
const AHEAD = 16
/** Chunks are handed out so many at a time, so that a fast peer takes more of them than a slow one. */
const HANDFUL = 4
/** Chunks of all blobs that one peer is asked for at once: many small files would wait for each other, and pass for late. */
const MOST_OUT = 16
/** Patience times this is how long the only peer that could give it may keep a blob waiting. */
const LONGEST_WAIT = 6
/** Chunks of others that a peer gives while it keeps one blob waiting: chunks come in the order in which they were asked for, or nearly. */
const MOST_BEFORE = 24
/** Sizes of one blob that are tried one after the other. */
const MOST_SIZES = 8

interface Source {
  /** Chunks asked for here. */
  out: number
  gave: boolean
  /** When it last gave some of it, or was first asked since, and how many chunks of any blob it had given by then. */
  heard: Millis
  given: number
}
interface Work extends Download {
  readonly size: number
  readonly isSure: boolean
  /** What else its size is said to be. */
  readonly others: Set<number>
  readonly progress: ReturnType<typeof makeObservable<Progress>>
  readonly needed: Set<number>
  readonly out: Map<number, Session>
  readonly sources: Map<Session, Source>
  /** Peers that said they lack it, or were too slow; asked again after a while. Never again: those whose bytes were wrong. */
  readonly without: Set<Session>
  readonly wrong: Set<Session>
  triedAt: Millis
  kept: number
  writing: number
  /** After a wrong whole: one source at a time. */
  alone: boolean
  /** Somebody who has given some of it is gone. */
  orphaned: boolean
  ready: boolean
  end(state: 'here' | 'erased' | 'stopped' | 'refused'): void
}

export function makeBlobs(store: BlobStore, timing: Timing, limits: Limits, sessions: () => Iterable<Session>): Blobs {
  const works = new Map<Hash, Work>()
  /** When a peer last gave some of any blob: many at once share a line, and each comes slowly. */
  const lastGave = new WeakMap<Session, Millis>()
  const given = new WeakMap<Session, number>()
  const givenBy = (session: Session): number => given.get(session) ?? 0
  /** Chunks that a peer was asked for, and that are not waited for any more: it may give them all the same. */
  const late = new WeakMap<Session, number>()
  const lateOf = (session: Session): number => late.get(session) ?? 0
  const outOf = (session: Session): number => [...works.values()].reduce((sum, work) => sum + (work.sources.get(session)?.out ?? 0), 0)

  function fetch(hash: Hash, size: number, isSure = true): Download {
    const running = works.get(hash)
    if (running && (running.size === size || running.isSure)) return running
    if (running && (running.wrong.size === 0 || ableFor(running).length > 0)) {
      if (running.others.size < MOST_SIZES) running.others.add(size)
      return running
    }
    running?.end('stopped')
    return begun(hash, size, isSure)
  }

  function begun(hash: Hash, size: number, isSure: boolean, others: readonly number[] = []): Work {
    let settle = (_: boolean): void => {}
    const work: Work = {
      hash,
      size,
      isSure,
      others: new Set(others),
      progress: makeObservable<Progress>({ state: 'searching', have: 0, size }, (a, b) => a.state === b.state && a.have === b.have),
      done: new Promise((resolve) => (settle = resolve)),
      needed: new Set(),
      out: new Map(),
      sources: new Map(),
      without: new Set(),
      wrong: new Set(),
      triedAt: timing.now(),
      kept: 0,
      writing: 0,
      alone: false,
      orphaned: false,
      ready: false,
      stop: () => work.end('stopped'),
      end(state) {
        if (works.get(hash) !== work) return
        works.delete(hash)
        for (const session of work.out.values()) late.set(session, lateOf(session) + 1)
        work.progress.set({ state, have: state === 'here' ? size : work.progress.get().have, size })
        settle(state === 'here')
      },
    }
    works.set(hash, work)
    begin(work).catch(() => work.end('refused'))
    return work
  }

  /** From what the store has: everything, a part, nothing, or a tombstone. */
  async function begin(work: Work): Promise<void> {
    const holding = await store.holding(work.hash)
    if (holding.state === 'here' || holding.state === 'erased') return work.end(holding.state)
    const kept = holding.state === 'coming' && holding.size === work.size ? holding.chunks : new Set<number>()
    work.kept = kept.size
    work.needed.clear()
    for (let index = 0; index < chunksOf(work.size); index++) if (!kept.has(index)) work.needed.add(index)
    work.ready = true
    await pump(work)
  }

  const ableFor = (work: Work): Session[] =>
    [...sessions()].filter((session) => session.isOpen() && !work.without.has(session) && !work.wrong.has(session))

  async function pump(work: Work): Promise<void> {
    if (!works.has(work.hash) || !work.ready) return
    if (work.needed.size === 0 && work.out.size === 0 && work.writing === 0) return check(work)
    const able = ableFor(work)
    if (able.length === 0 && work.wrong.size > 0 && tryOtherSize(work)) return
    for (let asked = true; asked; ) {
      asked = false
      for (const session of work.alone ? able.slice(0, 1) : able) asked = askFrom(work, session) || asked
    }
    report(work, able.length > 0)
  }

  /** Asks for one handful; false when this peer has enough to do or nothing is left. */
  function askFrom(work: Work, session: Session): boolean {
    const source = work.sources.get(session) ?? { out: 0, gave: false, heard: 0, given: 0 }
    const most = source.gave ? AHEAD : HANDFUL
    if (source.out + HANDFUL > most || work.needed.size === 0 || outOf(session) + HANDFUL > MOST_OUT) return false
    const indexes = firstOf(work.needed, HANDFUL)
    if (source.out === 0) {
      source.heard = timing.now()
      source.given = givenBy(session)
    }
    for (const index of indexes) {
      work.needed.delete(index)
      work.out.set(index, session)
    }
    source.out += indexes.length
    work.sources.set(session, source)
    session.send({ type: 'askChunks', hash: work.hash, indexes })
    return true
  }

  /** Blobs that waited because this peer had enough to do are asked for, the first one first. */
  function pumpOthers(session: Session): void {
    for (const work of works.values()) {
      if (work.needed.size === 0 || work.without.has(session)) continue
      if (outOf(session) + HANDFUL > MOST_OUT) return
      void pump(work)
    }
  }

  async function check(work: Work): Promise<void> {
    work.ready = false // one check at a time
    try {
      if (await store.finish(work.hash)) work.end('here')
      else await beginAgain(work)
    } catch {
      work.end('refused') // the line is as good as before
    }
  }

  async function beginAgain(work: Work): Promise<void> {
    const holding = await store.holding(work.hash)
    if (holding.state === 'erased') return work.end('erased')
    // Some of it was let go while the rest came: nobody's bytes were looked at, and only that is fetched again.
    if (holding.state === 'coming' && holding.size === work.size && holding.chunks.size > 0) return begin(work)
    const helpers = [...work.sources].filter(([, source]) => source.gave).map(([session]) => session)
    const [only, ...others] = helpers
    // With several helpers, gone ones among them, or chunks kept from an earlier run, nobody can say whose fault it was: from nothing, and
    // from one peer.
    const isSure = others.length === 0 && work.kept === 0 && !work.orphaned
    work.alone = true
    work.orphaned = false
    work.sources.clear()
    if (only && isSure) {
      work.wrong.add(only)
      if (work.isSure) for (let count = 0; count < limits.malformed; count++) only.strike('a blob that is not what its name says')
      else if (tryOtherSize(work)) return
    }
    await begin(work)
  }

  /** Somebody gave what does not fit this size, and there is another: nobody else is waited for. */
  const isDoubtful = ({ wrong, others }: Work): boolean => wrong.size > 0 && others.size > 0

  /** What somebody gave does not fit the size that somebody else has named: one of both is wrong. */
  function tryOtherSize(work: Work): boolean {
    const [size, ...others] = work.others
    if (size === undefined || works.get(work.hash) !== work) return false
    work.end('stopped')
    begun(work.hash, size, false, others)
    return true
  }

  function giveBack(work: Work, chosen: (session: Session) => boolean): void {
    for (const [index, session] of work.out) {
      if (!chosen(session)) continue
      work.out.delete(index)
      work.needed.add(index)
      const source = work.sources.get(session)
      if (source) source.out -= 1
    }
  }

  function report(work: Work, found: boolean): void {
    const missing = [...work.needed, ...work.out.keys()].reduce((sum, index) => sum + lengthOf(work.size, index), 0)
    work.progress.set({ state: found ? 'coming' : 'searching', have: Math.max(0, work.size - missing), size: work.size })
  }

  return {
    fetch,
    async take(session, hash, index, bytes) {
      const work = works.get(hash)
      const isAwaited = work?.out.get(index) === session // else it is here already, or another peer was asked in the meantime
      // What comes too late counts, too: a peer has to give it before it comes to what it is asked for now. Nothing more does.
      if (!isAwaited && lateOf(session) === 0) return
      if (!isAwaited) late.set(session, lateOf(session) - 1)
      lastGave.set(session, timing.now())
      given.set(session, givenBy(session) + 1)
      if (!work || !isAwaited) return
      const source = work.sources.get(session) as Source
      source.heard = timing.now()
      source.given = givenBy(session)
      work.out.delete(index)
      source.out -= 1
      if (bytes.length !== lengthOf(work.size, index)) {
        work.needed.add(index)
        work.wrong.add(session)
        giveBack(work, (from) => from === session)
        if (work.isSure) session.strike('a chunk of another length')
        else if (tryOtherSize(work)) return
        return pump(work)
      }
      source.gave = true
      work.writing += 1
      try {
        await store.write(hash, work.size, index, bytes)
      } catch {
        return work.end('refused') // the line is as good as before
      } finally {
        work.writing -= 1
      }
      await pump(work)
      pumpOthers(session)
    },
    absent(session, hashes) {
      for (const hash of hashes) {
        const work = works.get(hash)
        if (!work) continue
        work.without.add(session)
        giveBack(work, (from) => from === session)
        void pump(work)
      }
      pumpOthers(session)
    },
    joined() {
      for (const work of works.values()) void pump(work)
    },
    left(session) {
      for (const work of works.values()) {
        giveBack(work, (from) => from === session)
        work.orphaned ||= work.sources.get(session)?.gave === true
        work.sources.delete(session)
        work.without.delete(session)
        work.wrong.delete(session)
        void pump(work)
      }
    },
    tick() {
      const long = timing.now() - LONGEST_WAIT * limits.patience
      for (const work of works.values()) {
        if (work.progress.get().state === 'searching' && timing.now() - work.triedAt >= limits.compare) {
          work.triedAt = timing.now()
          work.without.clear()
          void pump(work)
        }
        const isSlow = (session: Session, source: Source): boolean => {
          const late = timing.now() - session.patience()
          const hasGiven = (lastGave.get(session) ?? 0) >= late && givenBy(session) - source.given <= MOST_BEFORE
          return source.out > 0 && source.heard < late && !hasGiven
        }
        const slow = new Set([...work.sources].flatMap(([session, source]) => (isSlow(session, source) ? [session] : [])))
        // Passed over while somebody else is there to ask. If not, what is on its way is waited for: asked for anew, it would come twice.
        const isElsewhere = ableFor(work).some((session) => !slow.has(session))
        for (const session of slow) {
          if (isElsewhere || isDoubtful(work)) work.without.add(session)
          else if ((work.sources.get(session)?.heard ?? 0) >= long) slow.delete(session)
        }
        for (const session of work.out.values()) if (slow.has(session)) late.set(session, lateOf(session) + 1)
        if (slow.size > 0) giveBack(work, (session) => slow.has(session))
        if (work.needed.size > 0) void pump(work)
      }
    },
    isAsking: (session) => outOf(session) > 0,
    isIdle: () => [...works.values()].every((work) => work.out.size === 0 && work.writing === 0),
  }
}

const lengthOf = (size: number, index: number): number => Math.min(CHUNK, size - index * CHUNK)

function firstOf<T>(items: Iterable<T>, count: number): T[] {
  const out: T[] = []
  for (const item of items) {
    if (out.length === count) break
    out.push(item)
  }
  return out
}
