/**
 * The protocol over one link. Both ends say hello and what they have; each asks the other for what it lacks (`pulls.ts`, `giving.ts`),
 * passes on what is new (`telling.ts`), and compares again after things went quiet. Everything that arrives waits in one line, in order,
 * and is worked off in slices (`turns.ts`); everything long that leaves goes through the outbox.
 */
import { type Bytes, concat, fromUtf8 } from '../kit/bytes'
import type { DeviceId, Hash, Millis, Ref } from '../log/types'
import { decode, isContent, isOtherProtocol, type Message } from './frames'
import { makeGiving } from './giving'
import { type Counters, type Limits, makeBucket, makeCounters } from './limits'
import { type Link, LONGEST_FRAME, type PeerId } from './link'
import { makeOutbox, type Outbox, WINDOW } from './outbox'
import type { Arrival, LastSeal, News, Payload, Replica } from './replica'
import { makeTelling } from './telling'
import { every, type Timing } from './timing'
import type { Turns } from './turns'

/** Why a link ends with whom this build cannot talk to. */
export const OTHER_PROTOCOL = 'another protocol'

/** What one session shares with all others. */
export interface Shared {
  readonly self: PeerId
  readonly replica: Replica
  readonly timing: Timing
  readonly limits: Limits
  readonly turns: Turns
  /** What is here by feed, and a hash of all of it. Cached until news. */
  heads(): ReadonlyMap<DeviceId, readonly Ref[]>
  digest(): Hash
  joined(session: Session): void
  left(session: Session, reason: string, hostile: boolean): void
  /** Something about this session changed that the status line or the other parts look at. */
  changed(session: Session): void
  /** An arrival was received from this link. */
  received(session: Session, arrived: Received): void
  /** Messages that concern all links together. */
  handle(session: Session, message: Outside): void | Promise<void>
  /** The other end's account of what it has is complete (again), or only these feeds of it moved. */
  looked(session: Session, devices?: readonly DeviceId[]): void
  /** Whether this link was asked for something that is still on its way. */
  owes(session: Session): boolean
  /** Nobody else is there who could be asked, but for other tabs. */
  isAlone(session: Session): boolean
}
export type Outside = Extract<Message, { type: 'absent' | 'chunk' | 'manifest' | 'draft' }>
export interface Received {
  readonly fresh: readonly Hash[]
  readonly missing: readonly Hash[]
  readonly missingPayloads: readonly Hash[]
  /** Rows that came in for each ask, and asks that are finished with it. */
  readonly rowsByAsk: ReadonlyMap<number, number>
  readonly endedAsks: readonly number[]
  readonly seals: boolean
  readonly sealsEnded: boolean
}

export interface Session {
  readonly link: Link
  readonly counters: Readonly<Counters>
  /** What the other end says it is; `undefined` before its hello. */
  remote(): { readonly self: PeerId; readonly rules: number } | undefined
  /** What the other end says it has. */
  readonly theirs: ReadonlyMap<DeviceId, readonly Ref[]>
  theirLast(): LastSeal | undefined
  isOpen(): boolean
  /** Nothing that has arrived waits to be worked off. */
  isDrained(): boolean
  /** Nothing waits to leave, and the other end has taken up all it was sent. */
  isFlushed(): boolean
  /** Both ends had the same when they last compared. */
  isInSync(): boolean
  /** Sends a short message at once. */
  send(message: Message): void
  readonly outbox: Pick<Outbox, 'add'>
  /** Asks this link for rows by hash that it says to have. */
  wantRows(hashes: readonly Hash[]): void
  tell(news: News): void
  /** Sends a hash of all there is here; the other end answers with its whole vector if it has something else. */
  compare(): void
  /** How long it is waited for the next of what it was asked for, before another link is asked. */
  patience(): Millis
  /** So many rows more were asked for: they are not held against it. */
  expectRows(count: number): void
  /** Says anew all that is here, for it can serve more of it than before. */
  account(): void
  /** Something that no honest peer sends. After a few of them the link is closed. */
  strike(why: string): void
  close(reason: string): void
}

/** Bytes and rows that are received in one go: about ten milliseconds of verifying. */
const SLICE_BYTES = 1 << 20
const SLICE_ROWS = 2_048
const SLICE_MESSAGES = 64
const LONGEST_SEALS = 32 << 20
/** Seals in one message; ours hold some hundreds. */
const MOST_SEALS = 10_000
const NEW_LINE = 10
/** Times the pause before a long frame, in bytes, that a link is given for the next one; what is no pause, and what of one counts a frame later. */
const PAUSES = 3
const SHORT: Millis = 1_000
const LONG = LONGEST_FRAME / 2
const FADING = 0.7

export function openSession(link: Link, shared: Shared, wantRows: (session: Session, hashes: readonly Hash[]) => void): Session {
  const { replica, timing, limits, turns } = shared
  const counters = makeCounters()
  const bucket = makeBucket(timing, limits.rowsPerSecond, limits.rowsAtOnce)
  const outbox = makeOutbox(link, timing, () => end('this peer cannot read its store', false))
  const send = (message: Message): void => session.send(message)
  const telling = makeTelling({ shared, outbox, counters, send, theirLast: () => theirLast })
  const giving = makeGiving({ replica, outbox, telling, counters, send })
  const inbox: { message: Message; size: number }[] = []
  const theirs = new Map<DeviceId, Ref[]>()
  let sealParts: Bytes[] = []
  let sealBytes = 0
  let theirLast: LastSeal | undefined
  let remote: { self: PeerId; rules: number } | undefined
  let open = true
  let caughtUp = false
  let inSync = false
  /** The digest that we sent last and have heard nothing of: the next one that comes answers it, or asks the same. */
  let asked: Hash | undefined
  let answered: { readonly digest: Hash; readonly at: Millis } | undefined
  let filling = false
  let waiting = 0
  let short = 0
  let worked = 0
  let restUntil = 0
  let heard = timing.now()
  let unanswered = 0
  /** When content last came or was asked for, and how long it lately took from one to the next: a narrow line takes its time. */
  let expected = timing.now()
  let pause = 0
  let cancelQuiet: (() => void) | undefined

  // ---- arriving

  function arrive(frame: Bytes): void {
    if (!open) return
    heard = timing.now()
    unanswered = 0
    counters.framesIn += 1
    counters.bytesIn += frame.length
    if (!remote && isOtherProtocol(frame)) return end(OTHER_PROTOCOL, false)
    const reading = decode(frame)
    if (!reading.ok) return strike(reading.why)
    const message = reading.value
    if (!remote && message.type !== 'hello' && message.type !== 'bye') return strike('no hello')
    switch (message.type) {
      case 'hello':
        return greet(message)
      case 'ping':
        return send({ type: 'pong' })
      case 'pong':
        return
      case 'bye':
        return end(`the other end said: ${message.reason}`, false, true)
      case 'credit':
        outbox.credit(message.bytes)
        shared.changed(session)
        return
      default: {
        const size = isContent(message.type) ? frame.length : 0
        if (size > 0) notePause(size)
        waiting += size
        inbox.push({ message, size })
        if (size === 0) short += 1
        const isTooMany = short > limits.waitingFrames || inbox.length - short > limits.waitingContent
        // Who keeps to the window never has more than one under way; two and a frame is nobody's mistake.
        if (waiting > 2 * WINDOW || isTooMany) return end('flood', true)
        turns.request(worker)
      }
    }
  }

  function notePause(size: number): void {
    const waited = timing.now() - expected
    expected = timing.now()
    const isNarrow = waited > SHORT && size > LONG && shared.owes(session)
    pause = Math.max(pause * FADING, isNarrow ? waited : 0)
  }

  function greet(hello: Extract<Message, { type: 'hello' }>): void {
    if (remote) return strike('second hello')
    if (hello.world !== replica.world) return end('another world', false)
    if (hello.self === shared.self) return end('myself', false)
    remote = { self: hello.self, rules: hello.rules }
    telling.account()
    shared.joined(session)
  }

  const worker = {
    async slice() {
      const wait = restUntil - timing.now()
      if (wait > 0) return { more: true, delay: wait }
      try {
        await work()
      } catch {
        end('this peer cannot write its store', false)
      }
      const delay = Math.max(0, restUntil - timing.now())
      counters.delayed += delay
      if (open) shared.changed(session)
      return { more: open && inbox.length > 0, delay }
    },
  }

  /** One slice: short messages until the first that brings rows, seals or payloads, then as many of those as fit. */
  async function work(): Promise<void> {
    for (let count = 0; count < SLICE_MESSAGES && open; count++) {
      const first = inbox[0]
      if (!first) return
      if (isArrival(first.message)) return receive()
      inbox.shift()
      if (first.size === 0) short -= 1
      await handle(first.message)
      settle(first.size)
    }
  }

  async function receive(): Promise<void> {
    const rows: string[] = []
    const seals: string[] = []
    const payloads: Payload[] = []
    const rowsByAsk = new Map<number, number>()
    const endedAsks: number[] = []
    let sealsEnded = false
    let size = 0
    while (size < SLICE_BYTES && rows.length < SLICE_ROWS) {
      const first = inbox[0]
      if (!first || !isArrival(first.message)) break
      inbox.shift()
      size += first.size
      const message = first.message
      if (message.type === 'rows') {
        rows.push(...message.texts)
        rowsByAsk.set(message.ask, (rowsByAsk.get(message.ask) ?? 0) + message.texts.length)
        if (message.last) endedAsks.push(message.ask)
      } else if (message.type === 'seals') {
        const texts = joinSeals(message)
        if (texts) seals.push(...texts)
        if (message.last) sealsEnded = true
      } else payloads.push(...message.payloads)
    }
    counters.rowsIn += rows.length
    const arrival: Arrival = { rows, seals, payloads }
    settle(size) // more may come while this is worked off
    const receipt =
      rows.length + seals.length + payloads.length > 0
        ? await replica.receive(arrival, link.id)
        : { fresh: [], refused: [], missing: [], missingPayloads: [] }
    if (!open) return
    counters.rowsFresh += receipt.fresh.length
    counters.rowsRefused += receipt.refused.length
    restUntil = timing.now() + bucket.pay(rows.length + receipt.refused.length * limits.refusedWeighs)
    const { fresh, missing, missingPayloads } = receipt
    shared.received(session, { fresh, missing, missingPayloads, rowsByAsk, endedAsks, seals: seals.length > 0, sealsEnded })
    if (fresh.length > 0) compareWhenQuiet()
  }

  /** Tells the other end that this much of what it sent has been taken up: it makes room. */
  function settle(size: number): void {
    if (size === 0) return
    waiting -= size
    worked += size
    send({ type: 'credit', bytes: worked })
  }

  function joinSeals(message: Extract<Message, { type: 'seals' }>): string[] | undefined {
    sealParts.push(message.bytes)
    sealBytes += message.bytes.length
    if (sealBytes > LONGEST_SEALS) {
      end('a seal without end', true)
      return undefined
    }
    if (message.more) return undefined
    const whole = concat(...sealParts)
    sealParts = []
    sealBytes = 0
    let lines = 0
    for (const byte of whole) if (byte === NEW_LINE) lines++
    if (lines > MOST_SEALS) {
      end('more seals than anybody sends', true)
      return undefined
    }
    try {
      return fromUtf8(whole).split('\n').filter(Boolean)
    } catch {
      strike('seals: not UTF-8')
      return undefined
    }
  }

  async function handle(message: Message): Promise<void> {
    switch (message.type) {
      case 'vector':
        return readVector(message)
      case 'digest': {
        const ours = asked
        asked = undefined
        if (message.hash === ours && ours !== shared.digest()) return // it agrees with what was here when we asked; we ask again anyway
        inSync = message.hash === shared.digest()
        if (inSync) telling.agree()
        else telling.accountAnew()
        if (ours === undefined) answer(shared.digest())
        return
      }
      case 'askRows':
        return giving.rows(message)
      case 'askHashes':
        return giving.byHash(message)
      case 'askSeals':
        return giving.seals(message)
      case 'askHistory':
        return giving.history(message)
      case 'askManifest':
        return send({ type: 'manifest', text: (await replica.snapshots.manifest()) ?? '' })
      case 'askChunks':
        return giving.chunks(message)
      case 'absent':
      case 'chunk':
      case 'manifest':
      case 'draft':
        return shared.handle(session, message)
      default:
        return strike(`unexpected ${message.type}`)
    }
  }

  // ---- what they have

  function readVector(message: Extract<Message, { type: 'vector' }>): void {
    if (message.whole && !filling) theirs.clear()
    if (!message.whole) for (const ref of message.refs) theirs.delete(ref.device)
    filling = message.whole && message.more
    for (const ref of message.refs) theirs.set(ref.device, [...(theirs.get(ref.device) ?? []), ref])
    telling.has(message.refs)
    if (theirs.size > limits.feeds || message.refs.some((ref) => (theirs.get(ref.device)?.length ?? 0) > 16))
      return end('a vector without end', true)
    theirLast = message.last
    inSync = false
    if (filling) return
    if (!caughtUp && message.whole) bucket.grant(Math.min(limits.catchUp, rowsAhead()))
    caughtUp ||= message.whole
    if (message.whole && lackSomething()) telling.accountAnew()
    shared.looked(session, message.whole ? undefined : message.refs.map((ref) => ref.device))
    compareWhenQuiet()
  }

  function rowsAhead(): number {
    const mine = shared.heads()
    let ahead = 0
    for (const [device, refs] of theirs) {
      const top = Math.max(0, ...(mine.get(device) ?? []).map((ref) => ref.seq))
      ahead += Math.max(0, ...refs.map((ref) => ref.seq - top))
    }
    return ahead
  }

  const lackSomething = (): boolean =>
    [...shared.heads()].some(([device, refs]) => refs.some((ref) => !theirs.get(device)?.some((other) => other.hash === ref.hash)))

  // ---- what is new

  function tell(news: News): void {
    if (!remote) return
    if (news.from === link.id) return telling.came(news.rows)
    telling.tell(news)
    inSync = false
    compareWhenQuiet()
  }

  // ---- comparing, and staying alive

  /**
   * The other end learns it only from us, whatever we told it before, and takes what we say next for the answer to what it asks now: so it
   * is told that we have something else, too. Not twice in a moment: answers that are taken for questions would be answered for ever.
   */
  function answer(digest: Hash): void {
    const now = timing.now()
    if (answered?.digest === digest && now - answered.at < limits.quiet / 2) return
    answered = { digest, at: now }
    send({ type: 'digest', hash: digest })
  }

  function compareWhenQuiet(): void {
    cancelQuiet?.()
    cancelQuiet = timing.later(limits.quiet, () => {
      cancelQuiet = undefined
      if (inbox.length > 0 || !outbox.isIdle()) compareWhenQuiet()
      else session.compare()
    })
  }

  const patience = (): Millis =>
    shared.isAlone(session) ? limits.longestPatience : Math.min(limits.longestPatience, Math.max(limits.patience, pause * PAUSES))

  const stopPings = every(timing, limits.ping, () => {
    const silent = timing.now() - heard
    // Only unanswered pings count: a page that slept did not send any, and must not take its own sleep for the other's silence.
    const isDead = silent >= limits.silence && (silent >= patience() || !shared.owes(session))
    if (isDead && unanswered >= 2) return end('silent', false)
    if (silent < limits.ping) return
    unanswered += 1
    send({ type: 'ping' })
  })
  const stopComparing = every(timing, limits.compare, () => session.compare())

  function strike(why: string): void {
    counters.malformed += 1
    if (counters.malformed >= limits.malformed) end(`malformed frames: ${why}`, true)
  }

  function end(reason: string, hostile: boolean, silently = false): void {
    if (!open) return
    if (!silently) send({ type: 'bye', reason })
    finish(reason, hostile)
    link.close(reason)
  }

  function finish(reason: string, hostile: boolean): void {
    if (!open) return
    open = false
    inbox.length = 0
    outbox.stop()
    turns.leave(worker)
    stopPings()
    stopComparing()
    telling.stop()
    cancelQuiet?.()
    shared.left(session, reason, hostile)
  }

  const session: Session = {
    link,
    get counters() {
      return { ...counters, bytesOut: outbox.sentBytes() }
    },
    remote: () => remote,
    theirs,
    theirLast: () => theirLast,
    isOpen: () => open && remote !== undefined,
    isDrained: () => inbox.length === 0,
    isFlushed: () => outbox.isIdle(),
    isInSync: () => inSync,
    send(message) {
      if (message.type.startsWith('ask')) expected = timing.now()
      if (open) outbox.send(message)
    },
    outbox,
    wantRows: (hashes) => wantRows(session, hashes),
    tell,
    compare() {
      if (!remote) return
      asked = shared.digest()
      session.send({ type: 'digest', hash: asked })
    },
    patience,
    expectRows: (count) => bucket.grant(Math.min(limits.catchUp, count)),
    account: () => remote && telling.account(),
    strike,
    close: (reason) => end(reason, false),
  }

  session.send({ type: 'hello', world: replica.world, self: shared.self, rules: replica.rulesVersion() })
  link.onClose((reason) => finish(reason, false))
  link.onFrame(arrive)
  return session
}

const isArrival = (message: Message): message is Extract<Message, { type: 'rows' | 'seals' | 'payloads' }> =>
  message.type === 'rows' || message.type === 'seals' || message.type === 'payloads'
