/**
 * The protocol over one link. Both ends say hello and what they have; each asks the other for what it lacks (`pulls.ts`), passes on
 * what is new, and compares again after things went quiet. Everything that arrives waits in one line, in order, and is worked off in
 * slices (`turns.ts`); everything long that leaves goes through the outbox.
 */
import { type Bytes, concat, fromUtf8, hashOf, utf8 } from '../kit/bytes'
import type { DeviceId, Hash, Millis, Ref } from '../log/types'
import { cut, decode, HASHES_PER_FRAME, isContent, isOtherProtocol, type Message, REFS_PER_FRAME, TEXT_PER_FRAME } from './frames'
import { type Counters, type Limits, makeBucket, makeCounters } from './limits'
import { type Link, LONGEST_FRAME, type PeerId } from './link'
import { jobFrom, makeOutbox, type Outbox, WINDOW } from './outbox'
import type { Arrival, Entry, LastSeal, News, Payload, Replica, Vector } from './replica'
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
/** Asks by hash of one peer that wait to be answered; what it asks beyond that it asks again. */
const MOST_JOBS = 100
/** Asks of any other kind that wait in one lane: for all feeds that one peer may have, or all files that a long page shows. */
const MOST_ASKS = { rows: 400, blobs: 4_096, history: 20 } as const
/** Times the pause before a long frame, in bytes, that a link is given for the next one; what is no pause, and what of one counts a frame later. */
const PAUSES = 3
const SHORT: Millis = 1_000
const LONG = LONGEST_FRAME / 2
const FADING = 0.7
/** Rows or payloads by hash that are read for the line in one go. */
const READ_AT_ONCE = 100

export function openSession(link: Link, shared: Shared, wantRows: (session: Session, hashes: readonly Hash[]) => void): Session {
  const { replica, timing, limits, turns } = shared
  const counters = makeCounters()
  const bucket = makeBucket(timing, limits.rowsPerSecond, limits.rowsAtOnce)
  const outbox = makeOutbox(link, timing, () => end('this peer cannot read its store', false))
  const inbox: { message: Message; size: number }[] = []
  const theirs = new Map<DeviceId, Ref[]>()
  /** How far each feed has been told or sent to the other end, and what was pushed past what it asked for. */
  const known = new Map<DeviceId, number>()
  const pushed = new Map<DeviceId, Set<number>>()
  const live: Entry[] = []
  const moved = new Set<DeviceId>()
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
  let told: { digest: Hash; at: Millis } | undefined
  let cancelDelta: (() => void) | undefined
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
        return session.send({ type: 'pong' })
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
    sendVector()
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
    session.send({ type: 'credit', bytes: worked })
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
        if (inSync) agree()
        else if (mayTell()) sendVector()
        if (ours === undefined) answer(shared.digest())
        return
      }
      case 'askRows':
        return giveRows(message)
      case 'askHashes':
        return giveByHash(message.kind, message.hashes)
      case 'askSeals':
        if (!mayAsk('rows')) return
        return outbox.add(
          'rows',
          jobFrom(replica.sealsAfter(message.after), sealFrames, { type: 'seals', more: false, last: true, bytes: utf8('') }),
        )
      case 'askHistory':
        return giveHistory(message)
      case 'askManifest':
        return session.send({ type: 'manifest', text: (await replica.snapshots.manifest()) ?? '' })
      case 'askChunks':
        return giveChunks(message.hash, message.indexes)
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
    forgetMany()
    for (const ref of message.refs) {
      theirs.set(ref.device, [...(theirs.get(ref.device) ?? []), ref])
      known.set(ref.device, Math.max(known.get(ref.device) ?? 0, ref.seq))
    }
    if (theirs.size > limits.feeds || message.refs.some((ref) => (theirs.get(ref.device)?.length ?? 0) > 16))
      return end('a vector without end', true)
    theirLast = message.last
    inSync = false
    if (filling) return
    if (!caughtUp && message.whole) bucket.grant(Math.min(limits.catchUp, rowsAhead()))
    caughtUp ||= message.whole
    if (message.whole && mayTell() && lackSomething()) sendVector()
    shared.looked(session, message.whole ? undefined : message.refs.map((ref) => ref.device))
    compareWhenQuiet()
  }

  /** Who names other feeds each time makes us forget, at worst to tell what could have been pushed. */
  function forgetMany(): void {
    if (known.size > limits.feeds) known.clear()
  }

  /** Both ends have the same: what was told, sent or pushed before no longer matters. */
  function agree(): void {
    pushed.clear()
    for (const [device, refs] of shared.heads()) known.set(device, Math.max(...refs.map((ref) => ref.seq)))
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

  // ---- what is here

  /** Not the same account twice, unless it is so old that the other end may have lost it. */
  const mayTell = (): boolean => told?.digest !== shared.digest() || timing.now() - told.at >= limits.compare

  function sendVector(): void {
    told = { digest: shared.digest(), at: timing.now() }
    const vector: Vector = replica.vector()
    const last = replica.lastSeal()
    const parts = vector.length > 0 ? cut(vector, REFS_PER_FRAME) : [[]]
    parts.forEach((refs, i) => session.send({ type: 'vector', whole: true, more: i + 1 < parts.length, last, refs }))
  }

  /** What moved here since, in one short message a moment later: most of it will have come from elsewhere by then. */
  function tellMoved(): void {
    cancelDelta ??= timing.later(20, () => {
      cancelDelta = undefined
      const mine = shared.heads()
      const refs = [...moved].flatMap((device) =>
        (mine.get(device) ?? []).filter((ref) => ref.seq > (known.get(device) ?? 0) || (mine.get(device)?.length ?? 0) > 1),
      )
      moved.clear()
      const last = replica.lastSeal()
      if (refs.length === 0 && theirLast?.hash === last.hash) return
      for (const part of refs.length > 0 ? cut(refs, REFS_PER_FRAME) : [[]])
        session.send({ type: 'vector', whole: false, more: false, last, refs: part })
    })
  }

  function tell(news: News): void {
    if (!remote) return
    if (news.from === link.id) {
      for (const row of news.rows) known.set(row.device, Math.max(known.get(row.device) ?? 0, row.seq))
      return
    }
    const before = live.length
    for (const row of news.rows) {
      const far = known.get(row.device) ?? 0
      if (news.from === null && far === row.seq - 1) push(row)
      else if (far < row.seq) moved.add(row.device)
    }
    if (live.length > before) {
      if (before === 0) outbox.add('live', sendLive)
      for (const part of cut(news.payloads, 100, (payload) => payload.bytes.length + 36)) {
        outbox.add(
          'live',
          jobFrom([part], (payloads) => [{ type: 'payloads', payloads }]),
        )
      }
    }
    if (news.seals.length > 0) {
      if (news.from === null) outbox.add('live', jobFrom([news.seals], sealFrames))
      else tellMoved()
    }
    if (moved.size > 0) tellMoved()
    inSync = false
    compareWhenQuiet()
  }

  function push(row: Entry): void {
    live.push(row)
    known.set(row.device, row.seq)
    const seqs = pushed.get(row.device) ?? new Set()
    if (seqs.size > 10_000) seqs.clear() // at worst a row is sent twice
    pushed.set(row.device, seqs.add(row.seq))
  }

  function sendLive(): Message | undefined {
    const part = cut(live, 1_000, sizeOf)[0]
    if (!part) return undefined
    live.splice(0, part.length)
    counters.rowsOut += part.length
    return { type: 'rows', ask: 0, last: false, texts: part.map((row) => row.text) }
  }

  // ---- giving

  /** Who asks and asks, and takes nothing up, costs no more than so many asks. */
  const mayAsk = (lane: keyof typeof MOST_ASKS): boolean => outbox.jobs(lane) < MOST_ASKS[lane]

  function giveRows({ ask, places }: Extract<Message, { type: 'askRows' }>): void {
    if (!mayAsk('rows')) return
    const from = new Map(places.map(({ device, seq }) => [device, seq]))
    forgetMany()
    for (const [device, seq] of from) {
      known.set(device, seq)
      pushed.delete(device)
    }
    // What was to be pushed and has not left yet is among what is asked for.
    live.splice(0, live.length, ...live.filter(({ device, seq }) => seq <= (from.get(device) ?? Number.POSITIVE_INFINITY)))
    const toMessages = (batch: readonly Entry[]): Message[] => {
      const unsent = batch.filter((row) => !pushed.get(row.device)?.has(row.seq))
      for (const row of unsent) known.set(row.device, Math.max(known.get(row.device) ?? 0, row.seq))
      counters.rowsOut += unsent.length
      return rowFrames(unsent, ask)
    }
    outbox.add('rows', jobFrom(replica.rowsAfter(places), toMessages, { type: 'rows', ask, last: true, texts: [] }))
  }

  /** Apart from what is told and pushed: these rows lie behind what the other end counts from. */
  function giveHistory({ ask, after, upTo }: Extract<Message, { type: 'askHistory' }>): void {
    if (!mayAsk('history')) return
    const toMessages = ({ seals, rows }: { readonly seals: readonly string[]; readonly rows: readonly string[] }): Message[] => {
      counters.rowsOut += rows.length
      const frames = cut(rows, 1_000, (text) => text.length + 1)
      return [
        ...(seals.length > 0 ? sealFrames(seals) : []),
        ...frames.map((texts): Message => ({ type: 'rows', ask, last: false, texts })),
      ]
    }
    outbox.add('history', jobFrom(replica.sealedBetween(after, upTo), toMessages, { type: 'rows', ask, last: true, texts: [] }))
  }

  function giveByHash(kind: 'rows' | 'payloads', hashes: readonly Hash[]): void {
    if (outbox.jobs('rows') < MOST_JOBS)
      outbox.add(
        'rows',
        jobFrom(kind === 'rows' ? rowsNamed(hashes) : payloadsNamed(hashes), (frames) => frames),
      )
  }

  /** Read as the line takes them up. */
  async function* rowsNamed(hashes: readonly Hash[]): AsyncGenerator<Message[]> {
    for (const some of cut(hashes, READ_AT_ONCE)) {
      const rows = await replica.rowsByHash(some)
      counters.rowsOut += rows.length
      sayAbsent('rows', some, new Set(rows.map((row) => hashOf(row.text))))
      yield rowFrames(rows, 0)
    }
  }

  async function* payloadsNamed(hashes: readonly Hash[]): AsyncGenerator<Message[]> {
    for (const some of cut(hashes, READ_AT_ONCE)) {
      const payloads = await replica.payloads(some)
      sayAbsent('payloads', some, new Set(payloads.map((payload) => payload.hash)))
      yield cut(payloads, 1_000, (payload) => payload.bytes.length + 36).map((part) => ({ type: 'payloads', payloads: part }))
    }
  }

  function giveChunks(hash: Hash, indexes: readonly number[]): void {
    if (!mayAsk('blobs')) return
    let absent = false
    const give = async (index: number): Promise<Message[]> => {
      const bytes = absent ? undefined : await replica.blobs.read(hash, index)
      if (bytes) return [{ type: 'chunk', hash, index, bytes }]
      absent = true
      return []
    }
    const read = async function* (): AsyncGenerator<Message[]> {
      for (const index of indexes) yield await give(index)
      if (absent) session.send({ type: 'absent', kind: 'blob', hashes: [hash] })
    }
    outbox.add(
      'blobs',
      jobFrom(read(), (messages) => messages),
    )
  }

  function sayAbsent(kind: 'rows' | 'payloads', asked: readonly Hash[], found: ReadonlySet<Hash>): void {
    const absent = asked.filter((hash) => !found.has(hash))
    for (const part of cut(absent, HASHES_PER_FRAME)) session.send({ type: 'absent', kind, hashes: part })
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
    session.send({ type: 'digest', hash: digest })
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
    session.send({ type: 'ping' })
  })
  const stopComparing = every(timing, limits.compare, () => session.compare())

  function strike(why: string): void {
    counters.malformed += 1
    if (counters.malformed >= limits.malformed) end(`malformed frames: ${why}`, true)
  }

  function end(reason: string, hostile: boolean, silently = false): void {
    if (!open) return
    if (!silently) session.send({ type: 'bye', reason })
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
    cancelDelta?.()
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
    account: () => remote && sendVector(),
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

const sizeOf = (row: Entry): number => row.text.length + 1

const rowFrames = (rows: readonly Entry[], ask: number): Message[] =>
  cut(rows, 1_000, sizeOf).map((part) => ({ type: 'rows', ask, last: false, texts: part.map((row) => row.text) }))

function sealFrames(texts: readonly string[]): Message[] {
  const bytes = utf8(texts.join('\n'))
  const count = Math.max(1, Math.ceil(bytes.length / TEXT_PER_FRAME))
  return Array.from({ length: count }, (_, i) => ({
    type: 'seals',
    more: i + 1 < count,
    last: false,
    bytes: bytes.subarray(i * TEXT_PER_FRAME, (i + 1) * TEXT_PER_FRAME),
  }))
}
