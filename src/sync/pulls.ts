/**
 * Who asks whom for what. A peer says what it has; the other asks for what it lacks, and asks one link only for one feed, so that a
 * newcomer among five peers receives the log once and not five times. A link that makes no progress loses its asks to the next one.
 */
import type { DeviceId, Hash, Millis, Ref } from '../log/types'
import { REFS_PER_FRAME, cut } from './frames'
import type { Limits } from './limits'
import type { LastSeal, Place, Replica } from './replica'
import type { Session } from './session'
import type { Timing } from './timing'

interface Ask {
  readonly session: Session
  readonly places: readonly Place[]
  readonly expected: number
  received: number
  touched: Millis
  /** How far its feeds were, added up, when it last seemed lost. */
  reached: number
  /** How far they were at `since`: by that it is known how fast they come. */
  before: number
  since: Millis
}

export interface Pulls {
  /** Asks for what this link has and this peer lacks: in these feeds, or in all. */
  look(session: Session, devices?: Iterable<DeviceId>): void
  /** The other end has just said anew all it has: what was asked for in vain may be asked for again. */
  lookAnew(session: Session): void
  /** So many rows came in for each ask, and perhaps seals: something new among them, for anybody can send junk for ever. */
  progress(session: Session, rowsByAsk: ReadonlyMap<number, number>, seals: boolean): void
  /** The other end has sent everything it has for an ask, and it has been received. */
  ended(session: Session, ask: number): void
  sealsEnded(session: Session): void
  left(session: Session): void
  /** Gives asks without progress to other links. Called about once a second. */
  tick(): void
  /** While true, nothing is asked for: a snapshot is on its way. */
  hold(on: boolean): void
  /** Rows received and rows expected of everything asked for since it last was nothing. */
  progressOf(): { readonly done: number; readonly total: number }
  /** Whether this link was asked for something that has not come. */
  isAsking(session: Session): boolean
  isIdle(): boolean
}

/** Patience times this is how long a link that gives next to nothing may keep a feed to itself of which nothing has come, where another link has it. */
const LONGEST_CLAIM = 6
/** Between two new rows, on average, from a link that gives next to nothing: a narrow line gives more, and whoever lies runs out of them. */
const DRIP: Millis = 1_000

export function makePulls(
  replica: Replica,
  timing: Timing,
  limits: Limits,
  heads: () => ReadonlyMap<DeviceId, readonly Ref[]>,
  sessions: () => Iterable<Session>,
): Pulls {
  const asks = new Map<number, Ask>()
  const claimed = new Map<DeviceId, number>()
  /** What a link was asked for in vain, by hash of what it claims to have. Asked again when it is asked to compare anew. */
  const futile = new Map<Session, Set<Hash>>()
  /** How often a link was asked in vain since it last gave all it was asked for: who claims what it does not have is asked after all others. */
  const failures = new WeakMap<Session, number>()
  const timesOf = (session: Session): number => failures.get(session) ?? 0
  const failed = (session: Session): void => void failures.set(session, timesOf(session) + 1)
  const inOrder = (): Session[] => [...sessions()].sort((a, b) => timesOf(a) - timesOf(b))
  /** Asked once for every seal there is. */
  const askedForAll = new WeakSet<Session>()
  let sealAsk: { session: Session; after: number; touched: Millis; readonly since: Millis } | undefined
  let count = 0
  let held = false
  let done = 0
  let total = 0

  const isFutile = (session: Session, hash: Hash): boolean => futile.get(session)?.has(hash) ?? false
  const giveUp = (session: Session, hash: Hash): void => {
    const given = futile.get(session) ?? new Set()
    if (given.size > limits.feeds) given.clear() // who claims something else each time is asked again at worst
    futile.set(session, given.add(hash))
  }

  const topOf = (device: DeviceId): number => Math.max(0, ...(heads().get(device) ?? []).map((ref) => ref.seq))
  const reachOf = (places: readonly Place[]): number => places.reduce((sum, { device }) => sum + topOf(device), 0)

  function look(session: Session, devices: Iterable<DeviceId> = session.theirs.keys()): void {
    if (held || !session.isOpen()) return
    const mine = heads()
    const places: Place[] = []
    const strays: Ref[] = []
    let gap = 0
    for (const device of devices) {
      const here = mine.get(device) ?? []
      const top = here.reduce<Place>((best, ref) => (ref.seq > best.seq ? ref : best), { device, seq: 0, hash: '' })
      const lacking = (session.theirs.get(device) ?? []).filter(
        (ref) => !here.some((own) => own.hash === ref.hash) && !isFutile(session, ref.hash),
      )
      strays.push(...lacking.filter((ref) => ref.seq <= top.seq))
      const furthest = Math.max(0, ...lacking.map((ref) => ref.seq))
      if (furthest <= top.seq || claimed.has(device)) continue
      const from = replica.wantsBehind ? replica.wantsBehind(top) : top
      if (!from || furthest <= from.seq) continue
      places.push(from)
      gap += furthest - from.seq
    }
    for (const part of cut(places, REFS_PER_FRAME)) request(session, part, Math.ceil((gap * part.length) / places.length))
    if (strays.length > 0) void lookForBranches(session, strays)
    lookForSeals(session)
  }

  function request(session: Session, places: readonly Place[], expected: number): void {
    const id = (count = (count + 1) % 2 ** 32 || 1)
    const reached = reachOf(places)
    asks.set(id, { session, places, expected, received: 0, touched: timing.now(), reached, before: reached, since: timing.now() })
    for (const place of places) claimed.set(place.device, id)
    total += expected
    session.send({ type: 'askRows', ask: id, places })
  }

  /** K5: a row at or below our head with another hash is on another branch, unless it is merely older than what we have. */
  async function lookForBranches(session: Session, strays: readonly Ref[]): Promise<void> {
    for (const ref of strays) giveUp(session, ref.hash)
    const lacking = await replica.lacks(strays).catch(() => []) // a disk that refuses has its own screen
    if (lacking.length > 0) session.wantRows(lacking.map((ref) => ref.hash))
  }

  function lookForSeals(session: Session): void {
    const [mine, theirs] = [replica.lastSeal(), session.theirLast()]
    if (!theirs || theirs.hash === mine.hash || sealAsk) return
    if (replica.isParted?.() && !askedForAll.has(session)) {
      askedForAll.add(session)
      return askForSeals(session, 0)
    }
    if (isFutile(session, theirs.hash)) return
    if (theirs.number < mine.number && theirs.term <= mine.term) return void lookForRival(session, theirs)
    // Another seal of the same number, or another term: from the start of what may differ, so that both are kept as proof.
    const after =
      theirs.number > mine.number && theirs.term === mine.term ? mine.number : Math.max(0, Math.min(theirs.number, mine.number) - 1)
    askForSeals(session, after)
  }

  function askForSeals(session: Session, after: number): void {
    sealAsk = { session, after, touched: timing.now(), since: timing.now() }
    session.send({ type: 'askSeals', after })
  }

  /** K12: who is behind may have another seal in the place of one that is here. */
  async function lookForRival(session: Session, theirs: LastSeal): Promise<void> {
    giveUp(session, theirs.hash)
    const isOurs = (await replica.isOurs?.(theirs).catch(() => true)) ?? true // a disk that refuses has its own screen
    if (!isOurs && !sealAsk && session.isOpen()) askForSeals(session, theirs.number - 1)
  }

  function release(id: number): Ask | undefined {
    const ask = asks.get(id)
    if (!ask) return
    asks.delete(id)
    for (const { device } of ask.places) if (claimed.get(device) === id) claimed.delete(device)
    total -= Math.max(0, ask.expected - ask.received)
    if (asks.size === 0) done = total = 0
    return ask
  }

  /** Whoever is still ahead in these feeds is asked next. */
  function lookElsewhere(devices?: readonly DeviceId[]): void {
    for (const session of inOrder())
      look(
        session,
        devices?.filter((device) => session.theirs.has(device)),
      )
  }

  function lose(id: number): void {
    const ask = release(id)
    if (!ask) return
    failed(ask.session)
    for (const { device } of ask.places) for (const ref of ask.session.theirs.get(device) ?? []) giveUp(ask.session, ref.hash)
    lookElsewhere(ask.places.map((place) => place.device))
  }

  /** What it was asked for may be on its way from others, whom it was asked for before: then it gives the same, and is not asked for yet again. */
  function loseUnlessReached(id: number, ask: Ask): void {
    const reached = reachOf(ask.places)
    if (reached <= ask.reached) return lose(id)
    ask.reached = reached
    ask.touched = timing.now()
  }

  /** Feeds of which a link has brought nothing for long, although it brings a little of others: whoever else has them is asked. */
  function share(id: number, ask: Ask): void {
    const { session, places } = ask
    const reached = reachOf(places)
    const isDripping = (reached - ask.before) * DRIP < timing.now() - ask.since
    ask.before = reached
    ask.since = timing.now()
    if (!isDripping) return // asked of two, all would come twice, and on a narrow line neither would get anywhere
    const isElsewhere = (device: DeviceId, top: number): boolean =>
      [...sessions()].some(
        (other) => other !== session && (other.theirs.get(device) ?? []).some((ref) => ref.seq > top && !isFutile(other, ref.hash)),
      )
    const devices = places
      .filter(({ device, seq }) => claimed.get(device) === id && topOf(device) <= seq && isElsewhere(device, topOf(device)))
      .map(({ device }) => device)
    for (const device of devices) {
      claimed.delete(device)
      for (const ref of session.theirs.get(device) ?? []) giveUp(session, ref.hash)
    }
    if (devices.length > 0) lookElsewhere(devices)
  }

  const isLate = (session: Session, touched: Millis): boolean => timing.now() - touched > session.patience()

  /** Whether the seals that a link was asked for must be asked of another one: it says nothing, or for long nothing of use. */
  function areSealsLate(long: Millis): boolean {
    if (!sealAsk) return false
    const { session, after, touched, since } = sealAsk
    if (isLate(session, touched)) return session.isDrained()
    const { number } = replica.lastSeal()
    return (
      since < long && number <= after && [...sessions()].some((other) => other !== session && (other.theirLast()?.number ?? 0) > number)
    )
  }

  return {
    look,
    lookAnew(session) {
      futile.delete(session)
      look(session)
    },
    progress(session, rowsByAsk, seals) {
      if (seals && sealAsk?.session === session) sealAsk.touched = timing.now()
      for (const [id, rows] of rowsByAsk) {
        const ask = asks.get(id)
        if (ask?.session !== session) continue
        ask.touched = timing.now()
        const counted = Math.min(rows, Math.max(0, ask.expected - ask.received))
        ask.received += counted
        done += counted
      }
    },
    ended(session, id) {
      if (asks.get(id)?.session !== session) return
      const ask = release(id) as Ask
      // It gave what it had and nothing came of it: refused, waiting in a pen, or on a branch that is asked for by hash.
      const inVain = ask.places.filter((place) => topOf(place.device) <= place.seq)
      for (const { device } of inVain) for (const ref of session.theirs.get(device) ?? []) giveUp(session, ref.hash)
      if (inVain.length > 0) failed(session)
      else failures.delete(session)
      lookElsewhere(ask.places.map((place) => place.device))
    },
    sealsEnded(session) {
      if (sealAsk?.session !== session) return
      const [mine, theirs] = [replica.lastSeal(), session.theirLast()]
      // All it has was received. If we still stand elsewhere, asking again would bring the same.
      if (theirs && (mine.number <= sealAsk.after || mine.number >= theirs.number)) giveUp(session, theirs.hash)
      if (mine.number <= sealAsk.after) failed(session)
      sealAsk = undefined
      for (const other of inOrder()) lookForSeals(other)
    },
    left(session) {
      futile.delete(session)
      if (sealAsk?.session === session) sealAsk = undefined
      for (const [id, ask] of asks) if (ask.session === session) release(id)
      lookElsewhere()
    },
    tick() {
      const long = timing.now() - LONGEST_CLAIM * limits.patience
      for (const [id, ask] of asks) {
        if (isLate(ask.session, ask.touched) && ask.session.isDrained()) loseUnlessReached(id, ask)
        else if (ask.since < long) share(id, ask)
      }
      if (sealAsk && areSealsLate(long)) {
        const theirs = sealAsk.session.theirLast()
        failed(sealAsk.session)
        if (theirs) giveUp(sealAsk.session, theirs.hash)
        sealAsk = undefined
        lookElsewhere([])
      }
    },
    hold(on) {
      held = on
      if (!on) lookElsewhere()
    },
    progressOf: () => ({ done, total }),
    isAsking: (session) => sealAsk?.session === session || [...asks.values()].some((ask) => ask.session === session),
    isIdle: () => asks.size === 0 && !sealAsk,
  }
}
