/**
 * A newcomer's short way in (K19): the host's signed manifest from any peer, its pieces from all peers, then the rows behind it, and with
 * them the history before it, from one peer after the other. Whatever goes wrong, the long way is always there: every row from the first.
 */
import type { Millis } from '../log/types'
import type { Blobs, Download } from './blobs'
import type { Limits } from './limits'
import { chunksOf, type Replica } from './replica'
import type { Session } from './session'
import type { Timing } from './timing'

export interface Newcomer {
  joined(session: Session): void
  manifest(session: Session, text: string): Promise<void>
  /** The other end has said anew all it has: it may have the history by now. */
  lookAnew(session: Session): void
  received(session: Session, endedAsks: readonly number[]): void
  left(session: Session): void
  tick(): void
  /** Whether this link was asked for something that has not come. */
  isAsking(session: Session): boolean
  /** Nothing is asked for. History that nobody here has is waited for, quietly. */
  isIdle(): boolean
  /** Of a snapshot that is on its way, chunks that are here and all of them. */
  progressOf(): { readonly done: number; readonly total: number } | undefined
}

export interface Way {
  /** Stops the pulling of rows while a snapshot is on its way, and starts it again. */
  hold(on: boolean): void
  /** The history has come to its end, and this peer can serve all of it; or its snapshot had to go, and it begins anew. */
  whole(): void
}

/** All at once would come in turns, and all be whole at the very end; so one is looked at while others are on their way. */
const PIECES_AT_ONCE = 4

/** Patience times these: how long it is watched how fast pieces come, and for how long the rest may still take where another peer is there. */
const WATCHED = 6
const LONGEST_REST = 60

/** Asks for history are told from asks for feeds by this bit. */
const HISTORY = 2 ** 31

export function makeNewcomer(
  replica: Replica,
  blobs: Blobs,
  timing: Timing,
  limits: Limits,
  sessions: () => Iterable<Session>,
  way: Way,
): Newcomer {
  const asked = new Set<Session>()
  let waiting: { session: Session; since: Millis } | undefined
  let fetching: { downloads: readonly Download[]; have: number; at: Millis; readonly size: number; readonly since: Millis } | undefined
  let over = false
  /** The history on its way, and peers that were asked for it in vain. */
  let pull: { session: Session; ask: number; after: number; reached: number; at: Millis } | undefined
  const without = new Set<Session>()
  let asks = 0
  let isBehind = false

  function finish(): void {
    over = true
    waiting = undefined
    fetching = undefined
    replica.snapshots.abandon()
    way.hold(false)
    askHistory()
  }

  /** The next peer that has not been asked yet, or the long way. */
  function askNext(first: readonly Session[] = []): void {
    if (over || waiting || fetching) return
    if (!replica.snapshots.wanted()) return finish()
    const session = [...first, ...sessions()].find((one) => one.isOpen() && !asked.has(one))
    if (!session && asked.size > 0) return finish()
    if (!session) return way.hold(false) // nobody is there any more
    asked.add(session)
    waiting = { session, since: timing.now() }
    way.hold(true)
    session.send({ type: 'askManifest' })
  }

  async function fetchPieces(text: string): Promise<boolean | 'refused'> {
    const pieces = await replica.snapshots.admit(text)
    if (!pieces) return 'refused'
    const downloads: Download[] = []
    const size = pieces.reduce((sum, piece) => sum + piece.size, 0)
    fetching = { downloads, have: 0, at: timing.now(), size, since: timing.now() }
    const next = pieces.values()
    const fetchSome = async (): Promise<boolean> => {
      for (const { hash, size } of next) {
        const download = blobs.fetch(hash, size)
        downloads.push(download)
        if (!(await download.done)) return false
      }
      return true
    }
    const came = await Promise.all(Array.from({ length: PIECES_AT_ONCE }, fetchSome))
    return came.every(Boolean) && replica.snapshots.install(text)
  }

  function askHistory(): void {
    const backlog = replica.snapshots.backlog()
    if (!backlog) {
      pull = undefined
      if (isBehind) way.whole()
      isBehind = false
      return
    }
    isBehind = true
    if (pull || backlog.isOpening) return
    const session = [...sessions()].find((one) => one.isOpen() && !without.has(one))
    if (!session) return
    asks = (asks + 1) % HISTORY
    pull = { session, ask: HISTORY + asks, after: backlog.after, reached: backlog.after, at: timing.now() }
    session.expectRows(backlog.total - backlog.done)
    session.send({ type: 'askHistory', ask: pull.ask, after: backlog.after, upTo: backlog.upTo })
  }

  /** Only seals that took effect count: a frame may be full of anything. */
  function lookAtProgress(): void {
    const after = replica.snapshots.backlog()?.after ?? 0
    if (pull && after > pull.reached) pull = { ...pull, reached: after, at: timing.now() }
  }

  /** @param inVain whether this peer is passed over until it says anew what it has */
  function endPull(inVain: boolean): void {
    if (inVain && pull) without.add(pull.session)
    pull = undefined
    askHistory()
  }

  return {
    joined(session) {
      over &&= !replica.snapshots.wanted() // those before it had nothing to begin with: perhaps this one has
      askNext([session])
      if (over) askHistory()
    },
    async manifest(session, text) {
      if (waiting?.session !== session) return
      waiting = undefined
      fetching = { downloads: [], have: 0, at: timing.now(), size: 0, since: timing.now() } // nobody else is asked meanwhile
      await replica.snapshots.opened?.()
      if (text === '') fetching = undefined
      else {
        const isHere = await fetchPieces(text).catch(() => false) // a disk that refuses has its own screen
        fetching = undefined
        if (isHere === true) return finish()
        if (isHere === 'refused') session.strike('a manifest that does not check out')
      }
      askNext()
    },
    lookAnew(session) {
      without.delete(session)
      if (over) askHistory()
    },
    received(session, endedAsks) {
      if (pull?.session !== session) return
      const backlog = replica.snapshots.backlog()
      if (!backlog || backlog.isOpening) return endPull(false) // what was asked for came too late, or too soon
      lookAtProgress()
      if (!endedAsks.includes(pull.ask)) return
      // It gave all it has. Where that brought nothing further, asking again would not either.
      endPull((replica.snapshots.backlog()?.after ?? 0) === pull.after)
    },
    left(session) {
      asked.delete(session)
      without.delete(session)
      if (pull?.session === session) endPull(false)
      if (waiting?.session !== session) return
      waiting = undefined
      askNext()
    },
    tick() {
      const late = timing.now() - limits.patience
      if (isBehind && !replica.snapshots.backlog()) endPull(false)
      if (over && !pull) askHistory()
      lookAtProgress()
      // What has arrived may have to be worked off first, but who sends without end is not waited for.
      if (pull && timing.now() - pull.at > pull.session.patience() + (pull.session.isDrained() ? 0 : limits.patience)) endPull(true)
      if (waiting && waiting.since < late) {
        waiting = undefined
        askNext()
      }
      if (!fetching) return
      const have = haveOf(fetching)
      if (have > fetching.have) fetching = { ...fetching, have, at: timing.now() }
      // Who has the pieces of a manifest may make them only when it is asked for one: where nobody is left that has them, the next is asked.
      const isLost = fetching.downloads.some((download) => download.progress.get().state === 'searching')
      const isAnyLeft = [...sessions()].some((one) => one.isOpen() && !asked.has(one))
      // Who gives a little now and then would keep this peer at the door for hours.
      const watched = timing.now() - fetching.since
      const rest = ((fetching.size - have) * watched) / Math.max(1, have)
      const isDripping = watched > WATCHED * limits.patience && rest > LONGEST_REST * limits.patience
      const patience = Math.max(limits.patience, ...[...sessions()].map((one) => one.patience()))
      if (timing.now() - fetching.at > patience || ((isLost || isDripping) && isAnyLeft))
        for (const download of fetching.downloads) download.stop()
    },
    isAsking: (session) => waiting?.session === session || pull?.session === session,
    isIdle: () => !waiting && !fetching && !pull,
    progressOf: () =>
      fetching && fetching.size > 0
        ? { done: Math.floor((chunksOf(fetching.size) * haveOf(fetching)) / fetching.size), total: chunksOf(fetching.size) }
        : undefined,
  }
}

const haveOf = ({ downloads }: { readonly downloads: readonly Download[] }): number =>
  downloads.reduce((sum, download) => sum + download.progress.get().have, 0)
