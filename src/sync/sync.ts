/**
 * One peer's side of sync: its carriers, a session for each link, and what the sessions share. The replica stays the only judge of
 * what arrives; the carriers know nothing of what they carry.
 */
import { type Bytes, hashOf, randomBytes, toBase64 } from '../kit/bytes'
import type { DeviceId, Hash, Millis, Ref } from '../log/types'
import { type Blobs, type Download, makeBlobs } from './blobs'
import { type Counters, type Limits, LIMITS, makeQuota, type Quota } from './limits'
import type { Carrier, Link, LinkId, LinkKind, PeerId, RoomId } from './link'
import { makeNewcomer } from './newcomer'
import { makeObservable } from './observable'
import { makePulls } from './pulls'
import type { Replica } from './replica'
import { openSession, OTHER_PROTOCOL, type Received, type Session, type Shared } from './session'
import { sameStatus, type Status, statusOf, type SyncStatus } from './status'
import { every, realTiming, type Timing } from './timing'
import { makeTurns } from './turns'
import { makeWanted } from './wanted'

/** One line in the list of peers. */
export interface LinkInfo {
  readonly id: LinkId
  readonly kind: LinkKind
  /** As the other end names itself; '' before its hello. */
  readonly self: PeerId | ''
  /** Another tab of this very device. */
  readonly isOwn: boolean
  /** It carries what is exchanged; another line to the same peer lies idle. */
  readonly isUsed: boolean
  /** The rules version it runs; above ours, this build is the older one. */
  readonly rules: number
  readonly inSync: boolean
  readonly counters: Readonly<Counters>
}

export interface Sync {
  readonly self: PeerId
  readonly status: SyncStatus
  links(): readonly LinkInfo[]
  /** How many peers that behaved as no honest one does are turned away at present. */
  turnedAway(): number
  /** Whether somebody greeted lately whose build this one cannot talk to. */
  metOtherProtocol(): boolean
  /** `false` cuts every link and all signalling until `true`. */
  online(on: boolean): void
  /** Fetches a blob of `size` bytes from whoever has it. @param isSure false: its size is only what somebody says, see `Blobs` */
  fetch(hash: Hash, size: number, isSure?: boolean): Download
  /** Looks for payloads that a screen wants now, at every peer, and at later ones as they join. */
  wantPayloads(hashes: readonly Hash[]): void
  /** Asks every peer that is here now whether it has what this one lacks; what comes of it comes as it always does. */
  look(): void
  /** Rows per device, for the host: who is over quota is not covered (K20). */
  readonly quota: Quota
  /** Nothing is under way, and every peer that is here has what is here. */
  isQuiet(): boolean
  /** Updates of shared drafts, as they come; their bytes are anybody's. @returns what ends it */
  onDraft(listener: (id: Hash, update: Bytes, from: LinkId) => void): () => void
  /** Sends an update of at most 56,000 bytes to one link or to all. */
  sendDraft(id: Hash, update: Bytes, to?: LinkId): void
  /** Called with every link whose other end has said hello. @returns what ends it */
  onJoin(listener: (link: LinkId) => void): () => void
  stop(): void
}

export interface SyncOptions {
  readonly replica: Replica
  readonly carriers: readonly Carrier[]
  readonly room: RoomId
  readonly self?: PeerId
  readonly timing?: Timing
  readonly limits?: Partial<Limits>
  /** False: nobody is looked for until `online(true)`. */
  readonly online?: boolean
}

/** How long a peer that behaved as no honest one does is turned away, doubled each time. */
const TURNED_AWAY: Millis = 30_000
/** Whose build cannot be talked to tries again within so long, as long as it is there. */
const LATELY: Millis = 120_000
/** What one peer tells of, its author is most likely sending us at this very moment: so long it is waited for. */
const GRACE: Millis = 50
/** The better line to one and the same peer carries everything; the other lies idle. */
const RANK: readonly LinkKind[] = ['memory', 'tabs', 'webrtc', 'server']

/** A peer's name: what the tabs of one device have in common, and what tells them apart. @param device as `newDeviceName` made it, once */
export function newPeerId(device = newDeviceName()): PeerId {
  return device + toBase64(randomBytes(7))
}
/** 9 bytes, which are whole letters. */
export const newDeviceName = (): string => toBase64(randomBytes(9))
const deviceNameOf = (peer: PeerId): string => peer.slice(0, 12)

export function startSync(options: SyncOptions): Sync {
  const { replica, carriers, room, timing = realTiming, self = newPeerId() } = options
  const limits = { ...LIMITS, ...options.limits }
  const all = new Set<Session>()
  const ended = new WeakSet<Session>()
  const status = makeObservable<Status>(statusOf(true, 0, { done: 0, total: 0 }), sameStatus)
  const quota = makeQuota(timing)
  const turnedAway = new Map<string, { until: Millis; times: number }>()
  let isOnline = options.online ?? true
  let hasStarted = false
  let otherProtocolAt = Number.NEGATIVE_INFINITY
  const draftListeners = new Set<Parameters<Sync['onDraft']>[0]>()
  const joinListeners = new Set<Parameters<Sync['onJoin']>[0]>()
  let heads: Map<DeviceId, Ref[]> | undefined
  let digest: Hash | undefined

  /** Sessions that are in use: open, and the best line to their peer. */
  const sessions = (): Session[] => {
    const best = new Map<string, Session>()
    const spare: Session[] = []
    for (const session of all) {
      if (!session.isOpen()) continue
      const name = session.remote()?.self ?? ''
      const other = best.get(name)
      // One kind twice is not one peer twice: a name is only what somebody says of themselves.
      if (other && other.link.kind === session.link.kind) spare.push(session)
      else if (!other || RANK.indexOf(session.link.kind) < RANK.indexOf(other.link.kind)) best.set(name, session)
    }
    return [...best.values(), ...spare]
  }
  /** Another tab of this very device. */
  const isOwn = (session: Session): boolean => deviceNameOf(session.remote()?.self ?? '') === deviceNameOf(self)
  const isUsed = (session: Session): boolean => sessions().includes(session)

  const headsByDevice = (): ReadonlyMap<DeviceId, readonly Ref[]> => {
    if (heads) return heads
    heads = new Map()
    for (const ref of replica.vector()) heads.set(ref.device, [...(heads.get(ref.device) ?? []), ref])
    return heads
  }
  const moved = (): void => {
    heads = undefined
    digest = undefined
  }

  const pulls = makePulls(replica, timing, limits, headsByDevice, sessions)
  const rows = makeWanted('rows', timing, limits, sessions)
  const payloads = makeWanted('payloads', timing, limits, sessions)
  const blobs: Blobs = makeBlobs(replica.blobs, timing, limits, sessions)
  const newcomer = makeNewcomer(replica, blobs, timing, limits, sessions, {
    hold(on) {
      if (!on) moved() // a snapshot moves every head without a word of news
      pulls.hold(on)
      if (!on) report()
    },
    whole() {
      moved()
      report()
      for (const session of sessions()) {
        session.account()
        pulls.lookAnew(session)
      }
    },
  })

  const shared: Shared = {
    self,
    replica,
    timing,
    limits,
    turns: makeTurns(timing),
    heads: headsByDevice,
    digest: () => (digest ??= digestOf(replica)),
    joined(session) {
      all.add(session) // a link that kept the other's hello for us delivers it while the session is being opened
      if (isUsed(session)) {
        payloads.joined(session) // first: a world is opened by its genesis while somebody makes the manifest
        newcomer.joined(session)
        rows.want(replica.missing?.() ?? [], session)
        rows.joined(session)
        blobs.joined(session)
        for (const listener of joinListeners) listener(session.link.id)
      }
      report()
    },
    left(session, reason, hostile) {
      if (reason === OTHER_PROTOCOL) otherProtocolAt = timing.now()
      ended.add(session)
      all.delete(session)
      if (hostile) turnAway(session.link.peer)
      newcomer.left(session)
      pulls.left(session)
      rows.left(session)
      payloads.left(session)
      blobs.left(session)
      // A line that lay idle beside the one that is gone takes its place, and was told nothing yet: what was under way is looked for anew.
      for (const other of sessions()) {
        rows.joined(other)
        payloads.joined(other)
        if (other.remote()?.self !== session.remote()?.self) continue
        other.compare()
        for (const listener of joinListeners) listener(other.link.id)
      }
      report()
    },
    changed: () => report(),
    looked(session, devices) {
      if (!isUsed(session)) return
      if (!devices) {
        pulls.lookAnew(session)
        newcomer.lookAnew(session)
      } else if (sessions().length === 1) pulls.look(session, devices)
      else timing.later(GRACE, () => pulls.look(session, devices))
      report()
    },
    owes: (session) => [newcomer, pulls, rows, payloads, blobs].some((one) => one.isAsking(session)),
    isAlone: (session) => !sessions().some((other) => other !== session && !isOwn(other)),
    received(session, arrived: Received) {
      rows.got(arrived.fresh)
      payloads.got(arrived.fresh)
      rows.want(arrived.missing, session)
      payloads.want(arrived.missingPayloads, session)
      if (arrived.fresh.length > 0) pulls.progress(session, arrived.rowsByAsk, arrived.seals)
      for (const ask of arrived.endedAsks) if (ask !== 0) pulls.ended(session, ask)
      if (arrived.sealsEnded) pulls.sealsEnded(session)
      newcomer.received(session, arrived.endedAsks)
    },
    async handle(session, message) {
      switch (message.type) {
        case 'chunk':
          return blobs.take(session, message.hash, message.index, message.bytes)
        case 'manifest':
          return void newcomer.manifest(session, message.text) // not awaited: its pieces arrive on this very link
        case 'draft':
          for (const listener of draftListeners) listener(message.hash, message.bytes, session.link.id)
          return
        case 'absent':
          if (message.kind === 'rows') return rows.absent(session, message.hashes)
          if (message.kind === 'payloads') return payloads.absent(session, message.hashes)
          return blobs.absent(session, message.hashes)
      }
    },
  }

  function turnAway(peer: string): void {
    const times = (turnedAway.get(peer)?.times ?? 0) + 1
    if (turnedAway.size > 1_000) turnedAway.clear()
    turnedAway.set(peer, { until: timing.now() + TURNED_AWAY * 2 ** Math.min(times - 1, 6), times })
  }

  function adopt(link: Link): void {
    if ((turnedAway.get(link.peer)?.until ?? 0) > timing.now()) return link.close('turned away')
    const session = openSession(link, shared, (from, hashes) => rows.claimed(hashes, from))
    if (!ended.has(session)) all.add(session) // what its link kept for us may have ended it already
    report()
  }

  function report(): void {
    const devices = new Set(sessions().map((session) => deviceNameOf(session.remote()?.self ?? '')))
    devices.delete(deviceNameOf(self)) // other tabs of this one
    status.set(
      statusOf(isOnline && carriers.length > 0, devices.size, newcomer.progressOf() ?? pulls.progressOf(), replica.snapshots.backlog()),
    )
  }

  const stopNews = replica.onNews((news) => {
    moved()
    for (const row of news.rows) quota.count(row.device, 1)
    payloads.got(news.payloads.map((payload) => payload.hash))
    for (const session of sessions()) session.tell(news)
  })
  const stopTicks = every(timing, 1_000, () => {
    pulls.tick()
    rows.tick()
    payloads.tick()
    blobs.tick()
    newcomer.tick()
    report()
  })
  const leave = (): void => {
    for (const session of all) session.close('left')
  }
  void replica.snapshots.opened?.().then(() => {
    moved()
    for (const session of sessions()) {
      newcomer.joined(session)
      pulls.lookAnew(session)
    }
  })
  // A page that goes says so; else the others would notice only by its silence.
  if (typeof addEventListener === 'function') addEventListener('pagehide', leave)
  for (const carrier of carriers) carrier.onLink(adopt)
  function start(): void {
    hasStarted = true
    for (const carrier of carriers) carrier.start(room, self)
  }
  if (isOnline) start()
  report()

  return {
    self,
    status,
    links: () =>
      [...all].map((session) => ({
        id: session.link.id,
        kind: session.link.kind,
        self: session.remote()?.self ?? '',
        isOwn: isOwn(session),
        isUsed: isUsed(session),
        rules: session.remote()?.rules ?? 0,
        inSync: session.isInSync(),
        counters: session.counters,
      })),
    metOtherProtocol: () => timing.now() - otherProtocolAt < LATELY,
    turnedAway: () => [...turnedAway.values()].filter(({ until }) => until > timing.now()).length,
    online(on) {
      isOnline = on
      if (!on) for (const session of all) session.close('went offline')
      if (hasStarted) for (const carrier of carriers) carrier.online(on)
      else if (on) start()
      report()
    },
    fetch: blobs.fetch,
    wantPayloads: (hashes) => payloads.want(hashes),
    look() {
      for (const session of sessions()) session.compare()
    },
    quota,
    isQuiet: () =>
      pulls.isIdle() &&
      newcomer.isIdle() &&
      blobs.isIdle() &&
      rows.size().asked === 0 &&
      payloads.size().asked === 0 &&
      sessions().every((session) => session.isDrained() && session.isFlushed() && session.isInSync()),
    onDraft(listener) {
      draftListeners.add(listener)
      return () => draftListeners.delete(listener)
    },
    sendDraft(id, bytes, to) {
      for (const session of sessions()) {
        if (to !== undefined && session.link.id !== to) continue
        let sent = false
        session.outbox.add('live', () => {
          if (sent) return undefined
          sent = true
          return { type: 'draft', hash: id, bytes }
        })
      }
    },
    onJoin(listener) {
      joinListeners.add(listener)
      return () => joinListeners.delete(listener)
    },
    stop() {
      leave()
      if (typeof removeEventListener === 'function') removeEventListener('pagehide', leave)
      for (const carrier of carriers) carrier.stop()
      stopNews()
      stopTicks()
    },
  }
}

/** The same at two peers exactly when their vectors and last seals are. */
function digestOf(replica: Replica): Hash {
  const lines = replica.vector().map((ref) => `${ref.device} ${ref.seq} ${ref.hash}`)
  lines.sort()
  const { term, number, hash } = replica.lastSeal()
  return hashOf([...lines, `${term} ${number} ${hash}`].join('\n'))
}
