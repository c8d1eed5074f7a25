/**
 * Links inside one process, for tests, the simulator and panes that each have a peer of their own. Delay, cuts and partitions are
 * drawn from a seed and driven by an injected clock, so that a run can be repeated exactly.
 */
import type { Bytes } from '../kit/bytes'
import type { Millis } from '../log/types'
import { type Carrier, type Link, LONGEST_FRAME, type RoomId } from './link'
import { realTiming, type Timing } from './timing'

export interface MemoryHub {
  /** A carrier for one peer. `name` is what other peers see as `link.peer`, and what the controls below take. */
  carrier(name: string): Carrier
  /** Ends the links between two peers; what was under way is lost. They find each other again after a delay. */
  cut(a: string, b: string): void
  /** Only peers of one group reach each other; who is in no group reaches nobody. Ends all other links. */
  partition(...groups: readonly (readonly string[])[]): void
  /** Everybody reaches everybody again. */
  heal(): void
  /** Links that are up, each counted once. */
  size(): number
}

export interface MemoryOptions {
  readonly timing?: Timing
  readonly seed?: number
  /** How long a frame takes, in ms; drawn for each, order kept. */
  readonly delay?: readonly [least: Millis, most: Millis]
}

/** Bytes under way on one link before `ready` waits. */
const HIGH = 1 << 20

interface Member {
  readonly name: string
  room: string | undefined
  online: boolean
  take: (link: Link) => void
  readonly links: Map<string, End>
}

export function makeMemoryHub({ timing = realTiming, seed = 1, delay = [0, 0] }: MemoryOptions = {}): MemoryHub {
  const members = new Map<string, Member>()
  const draw = drawFrom(seed)
  const delayOf = (): Millis => delay[0] + Math.floor(draw() * (delay[1] - delay[0] + 1))
  let groups: readonly (readonly string[])[] | undefined
  let count = 0

  const reaches = (a: Member, b: Member): boolean =>
    a !== b &&
    a.online &&
    b.online &&
    a.room !== undefined &&
    a.room === b.room &&
    (!groups || groups.some((group) => group.includes(a.name) && group.includes(b.name)))

  function meet(a: Member): void {
    for (const b of members.values()) {
      timing.later(delayOf(), () => {
        if (reaches(a, b) && !a.links.has(b.name)) join(a, b)
      })
    }
  }

  function join(a: Member, b: Member): void {
    const [left, right] = makePair(`memory${++count}`, a.name, b.name, timing, delayOf)
    for (const [mine, other, link] of [
      [a, b, left],
      [b, a, right],
    ] as const) {
      mine.links.set(other.name, link)
      link.gone = () => mine.links.delete(other.name)
    }
    a.take(left)
    b.take(right)
  }

  const sever = (allowed: (a: Member, b: Member) => boolean, reason: string): void => {
    for (const a of members.values()) {
      for (const [name, link] of a.links) if (!allowed(a, members.get(name) as Member)) link.sever(reason)
    }
  }

  return {
    carrier(name) {
      const member: Member = { name, room: undefined, online: true, take: () => {}, links: new Map() }
      const closeAll = (reason: string): void => {
        for (const link of member.links.values()) link.sever(reason)
      }
      members.set(name, member)
      return {
        kind: 'memory',
        start(room: RoomId) {
          member.room = `${room.world} ${room.secret}`
          meet(member)
        },
        stop() {
          member.room = undefined
          closeAll('stopped')
        },
        onLink(listener) {
          member.take = listener
        },
        online(on) {
          member.online = on
          if (on) meet(member)
          else closeAll('offline')
        },
      }
    },
    cut(a, b) {
      const member = members.get(a)
      member?.links.get(b)?.sever('cut')
      if (member) meet(member)
    },
    partition(...to) {
      groups = to
      sever(reaches, 'partition')
      for (const member of members.values()) meet(member)
    },
    heal() {
      groups = undefined
      for (const member of members.values()) meet(member)
    },
    size: () => [...members.values()].reduce((sum, member) => sum + member.links.size, 0) / 2,
  }
}

interface End extends Link {
  gone: () => void
  /** Ends both sides at this moment; what was under way is lost. `close` lets it arrive first. */
  sever(reason: string): void
}

function makePair(id: string, a: string, b: string, timing: Timing, delayOf: () => Millis): [End, End] {
  const left = makeEnd(`${id}a`, b, timing, delayOf)
  const right = makeEnd(`${id}b`, a, timing, delayOf)
  left.other = right
  right.other = left
  return [left.link, right.link]
}

interface Half {
  readonly link: End
  other: Half | undefined
  take(frame: Bytes): void
  finish(reason: string): void
  sever(reason: string): void
}

function makeEnd(id: string, peer: string, timing: Timing, delayOf: () => Millis): Half {
  let listener: ((frame: Bytes) => void) | undefined
  let closed: string | undefined
  let onClose = (_reason: string): void => {}
  let early: Bytes[] = []
  let lastAt = 0
  let underWay = 0
  let severed = false
  const waiting: (() => void)[] = []

  const wake = (): void => {
    for (const done of waiting.splice(0)) done()
  }
  const half: Half = {
    other: undefined,
    take(frame) {
      if (closed !== undefined) return
      if (listener) listener(frame)
      else early.push(frame)
    },
    finish(reason) {
      if (closed !== undefined) return
      closed = reason
      half.link.gone()
      wake()
      onClose(reason)
    },
    sever(reason) {
      severed = true
      half.finish(reason)
    },
    link: {
      id,
      peer,
      kind: 'memory',
      gone: () => {},
      send(frame) {
        if (frame.length > LONGEST_FRAME) throw new RangeError('frame too long')
        if (closed !== undefined) return
        const copy = frame.slice()
        underWay += copy.length
        lastAt = Math.max(lastAt, timing.now() + delayOf())
        timing.later(lastAt - timing.now(), () => {
          underWay -= copy.length
          if (underWay < HIGH) wake()
          if (!severed) half.other?.take(copy)
        })
      },
      ready: () => (underWay < HIGH || closed !== undefined ? Promise.resolve() : new Promise((done) => waiting.push(done))),
      onFrame(next) {
        listener = next
        const kept = early
        early = []
        for (const frame of kept) next(frame)
      },
      onClose(next) {
        onClose = next
        if (closed !== undefined) next(closed)
      },
      close(reason) {
        if (closed !== undefined) return
        half.finish(reason)
        timing.later(Math.max(lastAt, timing.now() + delayOf()) - timing.now(), () => half.other?.finish(reason))
      },
      sever(reason) {
        half.sever(reason)
        half.other?.sever(reason)
      },
    },
  }
  return half
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function drawFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
