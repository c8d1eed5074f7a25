/**
 * Random worlds for the kernel: peers, liars among them, a bad network, clocks that drift, a host that seals, and after every step
 * the questions that must always have the same answer. A world is a short list of steps; each step's details come from its own
 * dice. So a world that fails is a small JSON file, and any step can be left out of it and the rest still means something.
 */
import fc from 'fast-check'
import { hashOf } from '../../src/kit/bytes'
import { type Beginning, Engine, type Start, startOf } from '../../src/log/engine'
import { pack, PackedRows } from '../../src/log/packs'
import { HOLD_BACK } from '../../src/log/order'
import { makeRow, writeBody, writeSeal } from '../../src/log/rows'
import { sumOf } from '../../src/log/state'
import type { Rules } from '../../src/log/rules'
import type {
  Body,
  Data,
  DeviceId,
  Genesis,
  Hash,
  KeptSnapshot,
  Millis,
  Ref,
  Row,
  Seal,
  SealBody,
  Settled,
  Snapshot,
  Verdict,
} from '../../src/log/types'
import { deliveries, type Dice, makeDice, makeNetwork } from './network'
import { foldAccepted, Oracle } from './oracle'
import { audit, BEGINS, DAY, deviceId, holds, HOST, items, nameOf, totalOf, toyRules } from './toyRules'

// ---- what a world is made of

export const doings = [
  'act', // somebody does something; a liar may lie about it
  'instant', // the clock stands exactly where something is due at the host, or a millisecond before, and somebody acts
  'talk', // two peers exchange some of what they have
  'report', // somebody talks to the host
  'seal', // the host seals
  'badSeal', // a faulty host signs a seal that must have no effect
  'part', // the network falls apart
  'heal',
  'join', // a newcomer starts from a peer's snapshot
  'restart', // a peer's page is closed and opened again
  'upgrade', // the host's next seals name version 2
  'jump', // the world's clock jumps
  'look', // every way to the same state is tried on one peer
] as const
export interface Step {
  readonly do: (typeof doings)[number]
  /** Milliseconds that pass before it. */
  readonly wait: Millis
  readonly dice: number
}
export interface World {
  readonly peers: number
  /** Draws the cast: who lies, whose build is old or broken, whose clock drifts. */
  readonly cast: number
  readonly steps: readonly Step[]
}

const weights: Record<Step['do'], number> = {
  act: 100,
  instant: 8,
  talk: 60,
  report: 30,
  seal: 18,
  badSeal: 6,
  part: 2,
  heal: 4,
  join: 2,
  restart: 3,
  upgrade: 1,
  jump: 1,
  look: 5,
}

/** Worlds of up to `longest` steps. */
export function worlds(longest: number): fc.Arbitrary<World> {
  const doing = fc.oneof(...doings.map((each) => ({ arbitrary: fc.constant(each), weight: weights[each] })))
  const wait = fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 1_500 }), weight: 9 },
    { arbitrary: fc.integer({ min: 0, max: 120_000 }), weight: 1 },
  )
  const step = fc.record({ do: doing, wait, dice: fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })) })
  return fc.record({
    peers: fc.integer({ min: 4, max: 8 }),
    cast: fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
    steps: fc.noBias(fc.array(step, { minLength: 0, maxLength: longest, size: 'max' })),
  })
}

// ---- what happened, so that a test can say that it did happen

/** How often each thing took place, over all worlds that were played with this tally. */
export type Tally = Record<string, number>
const count = (tally: Tally, what: string, by = 1): void => void (tally[what] = (tally[what] ?? 0) + by)

export const genesis: Genesis = {
  v: 1,
  name: 'toy',
  nonce: 'n'.repeat(22),
  seed: 1,
  begins: BEGINS,
  host: HOST,
  root: deviceId('root'),
  version: 1,
  parameters: { fee: 10 },
  parent: null,
  base: null,
}
/** As a disk gives it back: in packs, here of two rows each. */
const kept = ({ tables, ...stand }: Snapshot): KeptSnapshot => ({
  ...(JSON.parse(JSON.stringify(stand)) as typeof stand),
  tables: tables.map(([name, rows]) => [name, new PackedRows([...pack(rows, 2)], rows.length)]),
})

export const START: Beginning = startOf(genesis)

export const rowOf = (body: Body): Row => makeRow(writeBody(body), body)
export function sealOf(body: SealBody): Seal {
  const text = writeSeal(body)
  return { hash: hashOf(text), text, body }
}
export const refOf = ({ hash, body }: Row): Ref => ({ device: body.device, seq: body.seq, hash })

/** All that two peers with the same rows and seals must agree on, as text. */
export function faceOf(engine: Engine): string {
  engine.untick()
  return JSON.stringify([
    tablesText(engine.tables()),
    engine.open.map(({ hash, at, step, verdict }) => [hash, at, step, verdict]),
    engine.last,
    [...engine.heads.values()].map((ref) => `${ref.device}/${ref.seq}/${ref.hash}`).sort(),
    [...engine.stopped].sort(),
  ])
}
export function tablesText(tables: ReadonlyMap<string, ReadonlyMap<string, object>>): string {
  const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1)
  return JSON.stringify([...tables].sort(byKey).map(([name, rows]) => [name, [...rows].sort(byKey)]))
}

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what)
}
function same(got: string, wanted: string, what: string): void {
  if (got === wanted) return
  let at = 0
  while (got[at] === wanted[at]) at++
  const from = Math.max(0, at - 120)
  throw new Error(`${what}\n  got    …${got.slice(from, at + 160)}\n  wanted …${wanted.slice(from, at + 160)}`)
}

// ---- the stage

interface Peer {
  readonly name: string
  readonly device: DeviceId
  readonly rules: Rules
  readonly build: 'new' | 'old' | 'broken'
  readonly isLiar: boolean
  /** Its local clock runs this much too fast or too slow, and began anywhere. */
  readonly rate: number
  origin: Millis
  engine: Engine
  /** The second reading, on some of the peers. */
  readonly oracle: Oracle | undefined
  readonly rows: Map<Hash, Row>
  readonly seals: Map<Hash, Seal>
  readonly own: Row[]
  readonly settled: Settled[]
  /** How many final rows stood before this peer's first; what it started from. */
  readonly base: number
  readonly start: Snapshot
  /** The latest world time that it ever had. */
  latest: Millis
}

type Trick =
  | 'none'
  | 'unfounded'
  | 'backdate'
  | 'flood'
  | 'far'
  | 'fork'
  | 'branch'
  | 'lieAbove'
  | 'lieCut'
  | 'lieSettled'
  | 'liePrev'
  | 'junk'
/** What a liar wrote so that nobody could ever deliver it. */
const hopeless: readonly Trick[] = ['far', 'lieAbove', 'lieCut', 'liePrev']

/** Plays a world and throws at the first thing that must not be. */
export function playWorld(world: World, tally: Tally = {}): void {
  new Stage(world, tally).play()
}

class Stage {
  private now = BEGINS + 1_000
  /** The host's world time is `now + offset`. */
  private offset = 0
  private version = 1
  private drifts = false
  private readonly peers: Peer[] = []
  private readonly network = makeNetwork()
  private readonly every = new Map<Hash, Row>()
  private readonly everySeal: Seal[] = []
  private readonly goodSeals: Seal[] = []
  private readonly final = new Map<Hash, string>()
  private readonly bornBehind = new Map<Hash, number>()
  private readonly tricks = new Map<Hash, Trick>()
  private readonly expected = new Map<Hash, string>()

  constructor(
    private readonly world: World,
    private readonly tally: Tally,
  ) {}

  play(): void {
    const cast = makeDice(this.world.cast)
    this.drifts = cast.happens(0.5)
    const liars = this.world.peers > 5 ? 2 : 1
    for (let i = 0; i < this.world.peers; i++) {
      const isLiar = i >= this.world.peers - liars
      const odd = i === 2 && cast.happens(0.3) ? cast.pick(['old', 'broken'] as const) : 'new'
      const rate = i === 0 || !this.drifts ? 1 : 0.98 + cast.chance() * 0.04
      this.enter(i === 0 ? 'host' : `p${i}`, START, { isLiar, build: odd, rate, origin: cast.int(1e9), watched: i < 3, base: 0 })
    }
    const host = this.host
    for (const peer of this.peers) this.write(host, 'toy.minted', { to: peer.name, amount: 1_000 }, 'none', cast)
    for (const peer of this.peers) this.hand(peer, [...host.rows.values()], [])
    this.world.steps.forEach((step, i) => {
      this.now += step.wait
      try {
        this.step(step.do, makeDice(step.dice))
      } catch (error) {
        throw new Error(`step ${i} (${step.do}): ${(error as Error).message}`, { cause: error })
      }
    })
    this.end(makeDice(this.world.cast + 1))
    count(this.tally, 'worlds')
    count(this.tally, 'rows', this.every.size)
  }

  private get host(): Peer {
    return this.peers[0] as Peer
  }
  private hostTime(): Millis {
    return this.now + this.offset
  }

  private enter(
    name: string,
    start: Beginning,
    as: {
      isLiar: boolean
      build: Peer['build']
      rate: number
      origin: Millis
      watched: boolean
      base: number
      settledBefore?: readonly Settled[]
    },
  ): Peer {
    const rules = toyRules({ version: as.build === 'old' ? 1 : 2, broken: as.build === 'broken' })
    const peer: Peer = {
      name,
      device: deviceId(name),
      rules,
      build: as.build,
      isLiar: as.isLiar,
      rate: as.rate,
      origin: as.origin,
      engine: undefined as unknown as Engine,
      oracle: undefined,
      rows: new Map(),
      seals: new Map(),
      own: [],
      settled: [],
      base: as.base,
      start: start.snapshot,
      latest: 0,
    }
    this.boot(peer, start)
    if (as.watched)
      Object.assign(peer, {
        oracle: new Oracle(rules, start, this.local(peer), this.hostClock(peer), (row) => this.tricks.get(row.hash) === 'unfounded'),
      })
    this.peers.push(peer)
    return peer
  }

  private boot(peer: Peer, start: Start): void {
    const isHost = peer.name === 'host'
    const clock = isHost ? { local: () => this.local(peer), host: () => this.hostTime() } : { local: () => this.local(peer) }
    peer.engine = new Engine(peer.rules, start, clock)
    peer.engine.onSettled = (_, settled) => void peer.settled.push(...settled)
  }
  private local(peer: Peer): Millis {
    return peer.origin + (this.now - BEGINS) * peer.rate
  }
  private hostClock(peer: Peer): Millis | undefined {
    return peer.name === 'host' ? this.hostTime() : undefined
  }

  private step(what: Step['do'], dice: Dice): void {
    switch (what) {
      case 'act':
        return this.act(dice, dice.pick(this.peers))
      case 'instant':
        return this.instant(dice)
      case 'talk':
        return this.talk(dice, dice.pick(this.peers), dice.pick(this.peers))
      case 'report':
        return this.talk(dice, dice.pick(this.peers), this.host)
      case 'seal':
        return this.seal(dice.pick([0, 0, 5_000]))
      case 'badSeal':
        return this.badSeal(dice)
      case 'part':
        return this.network.part(dice)
      case 'heal':
        return this.network.heal()
      case 'join':
        return this.join(dice)
      case 'restart':
        return this.restart(dice, dice.pick(this.peers))
      case 'upgrade':
        this.version = 2
        return
      case 'jump':
        return this.seal(0, dice.pick([DAY, 31 * DAY]))
      case 'look':
        return this.look(dice, dice.pick(this.peers))
    }
  }

  // ---- acts

  private act(dice: Dice, peer: Peer): void {
    const { engine } = peer
    // K18: who is told not to write does not.
    if (!peer.isLiar && engine.unfit) {
      count(this.tally, `silent: ${engine.unfit}`)
      must(peer.build !== 'new', `${peer.name} was told not to write: ${engine.unfit}, ${engine.alarms.join()}`)
      return
    }
    this.hand(peer, [], []) // time has passed since it last looked
    engine.tick()
    this.sound(peer, engine.tables())
    const open = [...engine.rowsOf(holds)].filter(([, hold]) => hold.from === peer.name && hold.state === 'held').map(([id]) => id)
    const wares = [...engine.rowsOf(items).keys()]
    engine.untick()
    const to = dice.pick(this.peers.filter((other) => other !== peer)).name
    const amount = 50 + dice.int(300)
    const fee = engine.reader.parameter('fee') as number
    const soon = engine.worldTime + 500 + (dice.int(3) ? dice.int(60_000) : dice.int(30 * DAY))
    const trick = peer.isLiar ? this.trick(dice) : 'none'
    const acts: readonly (readonly [weight: number, type: string, data: Data])[] = [
      [20, 'toy.sent', { to, amount, total: totalOf(amount, fee) - (dice.happens(0.05) ? 1 : 0) }],
      [16, 'toy.held', { to, amount, due: soon }],
      [open.length ? 14 : 0, 'toy.released', { hold: dice.pick(open) ?? '' }],
      [8, 'toy.made', { price: 100 }],
      [wares.length ? 14 : 0, 'toy.bought', { item: dice.pick(wares) ?? '' }],
      [10, 'toy.claimed', { handle: `name_${dice.int(12)}` }],
      [7, 'toy.subscribed', { to, total: 40 }],
      [2, 'toy.broken', {}],
      [2, 'toy.fused', { due: soon }],
      [peer.name === 'host' ? 12 : 1, 'toy.feeSet', { fee: dice.pick([5, 10, 20]) }],
      [peer.name === 'host' ? 12 : 1, 'toy.minted', { to, amount: 100 }],
      [engine.last.version > 1 ? 10 : peer.isLiar ? 5 : 0, 'toy.boosted', {}],
    ]
    let at = dice.int(acts.reduce((sum, [weight]) => sum + weight, 0))
    const found = acts.find(([weight]) => (at -= weight) < 0)
    if (!found) return
    const [, type, data] = trick === 'junk' ? [0, 'toy.nonsense', {}] : found
    this.write(peer, type, data, trick, dice)
  }

  /** A deadline is exact: who stands at it, or right before it, is where a wrong sign would show. */
  private instant(dice: Dice): void {
    const { engine } = this.host
    const dues = [...(engine.tables().get('log.due') ?? new Map<string, object>()).values()].map((timer) => (timer as { due: Millis }).due)
    const stamps = engine.pendingRows().map((row) => row.body.stamp - HOLD_BACK)
    const soon = (instants: readonly Millis[]): Millis[] =>
      instants.filter((at) => at - 1 > this.hostTime() && at < this.hostTime() + 120_000)
    const ahead = dice.pick([soon(dues), soon(stamps)].filter((instants) => instants.length > 0))
    if (!ahead) return
    this.now = dice.pick(ahead) - this.offset - dice.int(2)
    this.hand(this.host, [], [])
    this.act(dice, dice.happens(0.5) ? this.host : dice.pick(this.peers))
    count(this.tally, 'instants')
  }

  private trick(dice: Dice): Trick {
    if (dice.happens(0.1)) return dice.pick(['far', 'lieAbove', 'lieCut', 'liePrev'])
    return dice.pick([
      'none',
      'backdate',
      'flood',
      'flood',
      'fork',
      'fork',
      'branch',
      'branch',
      'lieSettled',
      'lieSettled',
      'junk',
      'unfounded',
    ])
  }

  private write(peer: Peer, type: string, data: Data, trick: Trick, dice: Dice): void {
    const { engine } = peer
    const asked = engine.try(peer.device, type, data)
    const isHonest = !peer.isLiar
    // K17: a refused act does not enter the log. Some go in all the same, as if what they rest on had changed meanwhile.
    if (isHonest && asked && !dice.happens(0.3)) return
    const body = this.spoil(peer, { ...engine.draft(peer.device), type, data }, trick, dice)
    if (!body) return
    const row = rowOf(body)
    if (this.every.has(row.hash)) return
    this.every.set(row.hash, row)
    this.bornBehind.set(row.hash, this.goodSeals.length)
    this.tricks.set(row.hash, trick)
    peer.own.push(row)
    count(this.tally, trick === 'none' ? type : `trick: ${trick}`)
    this.hand(peer, [row], [])
    if (!isHonest) {
      // Somebody believes the liar at once and builds on what it says; others may hear of that before they hear the liar.
      const believer = dice.pick(this.peers)
      if (!dice.happens(0.4) || believer.isLiar) return
      this.hand(believer, [...peer.rows.values()], [...peer.seals.values()])
      return this.act(dice, believer)
    }
    // A seal may put a peer's clock back (it ran ahead, or the seal is old): after a restart its own rows wait for the time that they bear.
    if (engine.asideCount > 0 && !engine.open.some((entry) => entry.hash === row.hash)) return count(this.tally, 'own rows kept aside')
    const entry = engine.open.at(-1)
    must(entry?.hash === row.hash, `the act that ${peer.name} has just done does not stand last`)
    same(JSON.stringify(entry.verdict), JSON.stringify(asked), 'K17: the answer before the act is not the verdict on it')
    if (type === 'toy.boosted' && engine.last.version > 1) this.expected.set(row.hash, 'known')
  }

  /** What a liar makes of an honest draft. */
  private spoil(peer: Peer, honest: Body, trick: Trick, dice: Dice): Body | undefined {
    const { engine } = peer
    switch (trick) {
      case 'none':
      case 'junk':
      case 'unfounded':
        return honest
      case 'backdate': {
        const back = dice.happens(0.5) ? dice.int(20_000) : dice.int(40 * DAY)
        return { ...honest, stamp: honest.stamp - back, seen: dice.happens(0.5) ? [] : honest.seen }
      }
      case 'flood':
        return { ...honest, stamp: this.hostTime() + HOLD_BACK + dice.pick([0, 0, 1, 5_000, 60_000]) }
      case 'far':
        return { ...honest, stamp: this.hostTime() + 400 * DAY }
      case 'fork': {
        // Another row in a slot that is taken.
        const rival = dice.pick(peer.own.slice(-6))
        return rival && { ...honest, seq: rival.body.seq, prev: rival.body.prev }
      }
      case 'branch': {
        // Goes on from any row of its own, so a dead branch may grow.
        const before = dice.pick(peer.own.slice(-4))
        return before && { ...honest, seq: before.body.seq + 1, prev: before.hash }
      }
      case 'lieAbove':
        return { ...honest, seen: [{ device: HOST, seq: 5_000 + dice.int(40), hash: hashOf(`${dice.int(1e9)}`) }] }
      case 'lieCut': {
        // Names a real row, one that was cut if there is any, and says that it is another one.
        const pending = new Set(engine.pendingRows())
        const dead = [...peer.rows.values()].filter((row) => engine.has(row.hash) && !pending.has(row))
        const real = dice.pick(dead.length > 0 ? dead : [...peer.rows.values()])
        return real && { ...honest, seen: [{ device: HOST, seq: 5_000, hash: real.hash }] }
      }
      case 'lieSettled': {
        // A reference that is settled by its seq, with the hash of a row that is pending.
        const head = dice.pick([...engine.heads.values()].filter((ref) => ref.device !== peer.device))
        const pending = engine.open.findLast((entry) => entry.row.body.device !== peer.device)
        if (!head || !pending) return undefined
        return {
          ...honest,
          stamp: honest.stamp - dice.int(20_000),
          seen: [{ device: head.device, seq: 1 + dice.int(head.seq), hash: pending.hash }],
        }
      }
      case 'liePrev': {
        const real = dice.pick([...peer.rows.values()])
        return real && honest.seq > 1 ? { ...honest, seq: honest.seq + 1, prev: real.hash } : undefined
      }
    }
  }

  // ---- seals

  private seal(lag: Millis, jump = 0): void {
    const { host } = this
    this.offset += jump
    this.hand(host, [], [])
    const { engine } = host
    const upTo = Math.max(engine.last.upTo, this.hostTime() - lag)
    const before = faceOf(engine)
    const body = engine.propose(upTo, { version: this.version, jump: jump ? 'a test' : null })
    same(faceOf(engine), before, 'proposing a seal left a trace')
    must(host.oracle?.look(body).is === 'good', `the host proposes a seal that is not good: ${JSON.stringify(host.oracle?.look(body))}`)
    const seal = sealOf(body)
    this.goodSeals.push(seal)
    this.everySeal.push(seal)
    this.hand(host, [], [seal])
    must(engine.last.hash === seal.hash, 'the seal that the host has just made took no effect')
    same(engine.last.sum, sumOf(engine.snapshot().tables), 'K19: the running sum is not the sum')
    count(this.tally, 'seals')
    if (jump) count(this.tally, 'jumps')
    if (body.stopped.length) count(this.tally, 'stops', body.stopped.length)
    if (body.quarantinedTimers.length) count(this.tally, 'quarantined timers', body.quarantinedTimers.length)
    if (body.parameters.length) count(this.tally, 'parameters changed')
  }

  /**
   * What a faulty host could sign: a seal that is not closed, goes back, names what is not there… Nobody hears it, since two seals of
   * one number would freeze the world (`treason`); every peer that is watched says what it would be worth. Strays, which continue
   * nothing, do go round.
   */
  private badSeal(dice: Dice): void {
    const { engine } = this.host
    const good = engine.propose(Math.max(engine.last.upTo, this.hostTime()), { version: this.version })
    const some = engine.open.filter(() => dice.happens(0.3)).map((entry) => refOf(entry.row))
    const ghost: Ref = { device: deviceId('p1'), seq: 900, hash: hashOf('nothing') }
    const dead = dice.pick([...this.every.values()])
    const kinds: readonly SealBody[] = [
      good,
      { ...good, heads: good.heads.filter(() => dice.happens(0.6)) },
      { ...good, upTo: Math.max(0, good.upTo - 3_000) },
      { ...good, upTo: engine.last.upTo - 1 },
      { ...good, stopped: [] },
      { ...good, stopped: [...good.stopped, dice.pick(this.peers).device] },
      { ...good, heads: [...good.heads.filter((ref) => ref.device !== ghost.device), ghost] },
      { ...good, heads: [...new Map(some.map((ref) => [ref.device, ref])).values()] },
      { ...good, heads: [...engine.heads.values()].slice(0, 1) },
      { ...good, heads: [...good.heads.filter((ref) => ref.device !== dead.body.device), refOf(dead)] },
      { ...good, heads: [{ ...refOf(dead), device: dice.pick(this.peers).device }] },
    ]
    for (const body of kinds)
      for (const peer of this.peers) {
        if (!peer.oracle || peer.engine.last.hash !== body.prevSeal) continue
        const worth = peer.oracle.look(body)
        same(
          peer.engine.look(body).is,
          worth.is,
          `K8: what a seal is worth to ${peer.name} (${worth.is === 'good' ? '' : worth.why}) ${JSON.stringify(body)}`,
        )
        count(this.tally, `seals looked at: ${worth.is}`)
      }
    const strays = [
      { ...good, number: good.number + 1_000 + this.everySeal.length },
      { ...good, term: 2 },
    ]
    const stray = sealOf(dice.pick(strays))
    this.everySeal.push(stray)
    for (const peer of [dice.pick(this.peers), this.host]) this.hand(peer, [], [stray])
    must(engine.last.hash === good.prevSeal, 'a stray seal took effect')
  }

  /** The host signs two seals under one number. Whoever hears both stops, whatever came first, and keeps both as proof (K12). */
  private treason(dice: Dice): void {
    const { engine } = this.host
    const one = sealOf(engine.propose(this.hostTime(), { version: this.version }))
    const two = sealOf({ ...one.body, ...dice.pick([{ upTo: one.body.upTo + 1 }, { heads: [] }, { upTo: 0 }]), jump: 'a second one' })
    for (const peer of this.peers.filter(({ engine }) => engine.unfit !== 'outdated')) {
      const before = peer.engine.last.hash
      for (const seals of dice.pick([[[one, two]], [[two, one]], [[one], [two]], [[two], [one]], [[two], [], [one]]])) {
        peer.engine.add([], seals)
        peer.oracle?.hear([], seals, this.local(peer), this.hostClock(peer))
      }
      must(peer.engine.frozen && peer.oracle?.frozen !== false, `K12: ${peer.name} does not see that the host spoke twice`)
      const then = peer.engine.last.hash
      for (const { hash } of [one, two]) must(peer.engine.rivals.has(hash) || then === hash, 'K12: the proof against the host is not kept')
      must([before, one.hash, two.hash].includes(then), 'K12: frozen at another seal')
      const third = sealOf({ ...one.body, number: peer.engine.last.number + 1, prevSeal: then, heads: [], upTo: one.body.upTo + 2 })
      peer.engine.add([], [third])
      must(peer.engine.last.hash === then, 'K12: a seal took effect while finality is frozen')
    }
    count(this.tally, 'treasons')
  }

  // ---- carrying

  private talk(dice: Dice, from: Peer, to: Peer): void {
    if (!this.network.reaches(from.name, to.name)) return
    for (const { rows, seals } of deliveries(dice, from.rows.values(), from.seals.values())) this.hand(to, rows, seals)
  }

  /** Gives a peer rows and seals, and asks all that must be so afterwards. */
  private hand(peer: Peer, rows: readonly Row[], seals: readonly Seal[]): void {
    for (const row of rows) peer.rows.set(row.hash, row)
    for (const seal of seals) peer.seals.set(seal.hash, seal)
    const known = peer.settled.length
    peer.engine.add(rows, seals, this.unfounded(rows))
    peer.oracle?.hear(rows, seals, this.local(peer), this.hostClock(peer))
    this.check(peer, known)
  }

  /** Rows whose data does not prove what it must; whoever reads such a row says so with it. */
  private unfounded(rows: readonly Row[]): Hash[] {
    return rows.filter((row) => this.tricks.get(row.hash) === 'unfounded').map((row) => row.hash)
  }

  private check(peer: Peer, known: number): void {
    const { engine } = peer
    peer.latest = Math.max(peer.latest, engine.worldTime)
    this.sound(peer, engine.tables())
    must(!engine.frozen, `${peer.name} is frozen`)
    if (peer.build === 'new') must(engine.alarms.length === 0, `${peer.name} is alarmed: ${engine.alarms.join()}`)
    for (let i = known; i < peer.settled.length; i++) this.isFinal(peer, peer.settled[i] as Settled, peer.base + i)

    const places = new Map(engine.open.map((entry, i) => [entry.hash, i]))
    engine.open.forEach(({ row, at }, i) => {
      for (const parent of [row.body.prev, ...row.body.seen.map((ref) => ref.hash)])
        must(
          (places.get(parent as Hash) ?? -1) < i || this.tricks.get(row.hash) === 'lieSettled',
          'K6: a row stands before what it rests on',
        )
      must(at >= engine.last.upTo, 'K9: a pending row stands in front of the seal')
      must(at <= Math.max(peer.latest, this.hostTime()) + HOLD_BACK, 'K7: a place lies further ahead than a clock could let in')
    })
    const slack = (this.hostTime() - BEGINS) * 0.02 + 1
    must(engine.worldTime <= this.hostTime() + (this.drifts ? slack : 0), 'K7: world time runs ahead of the host')
    if (peer.oracle) this.agrees(peer, peer.oracle)
  }

  /** Engine and oracle read the statements alike. */
  private agrees(peer: Peer, oracle: Oracle): void {
    const { engine } = peer
    const view = oracle.view()
    same(`${engine.worldTime}`, `${view.worldTime}`, `K7: world time of ${peer.name}`)
    same(JSON.stringify(engine.last), JSON.stringify(view.last), `the last seal of ${peer.name}`)
    const text = (order: readonly { hash: Hash; at: Millis; step: number; verdict: Verdict }[]): string =>
      JSON.stringify(order.map(({ hash, at, step, verdict }) => [hash, at, step, verdict]))
    same(text(engine.open), text(view.order), `the pending order of ${peer.name}`)
    same(tablesText(engine.tables()), tablesText(view.tables), `the state of ${peer.name}`)
    const short = (settled: Settled | undefined): string => JSON.stringify(settled)
    same(`${peer.settled.length}`, `${oracle.settled.length}`, `how much is final at ${peer.name}`)
    same(short(peer.settled.at(-1)), short(oracle.settled.at(-1)), `what is final at ${peer.name}`)
    for (const hash of engine.malformed.keys()) must(oracle.malformed.has(hash), `${peer.name} calls a seal malformed that is not`)
    count(this.tally, 'oracle agreed')
  }

  private sound(peer: Peer, tables: ReadonlyMap<string, ReadonlyMap<string, object>>): void {
    const wrong = audit(tables)
    must(wrong.length === 0, `the state of ${peer.name} is wrong: ${wrong.join(', ')}`)
  }

  /** Every peer finalises the same rows at the same places with the same verdicts, and nothing gets in front of a seal. */
  private isFinal(peer: Peer, settled: Settled, index: number): void {
    const seals = this.goodSeals
    const born = this.bornBehind.get(settled.hash) as number
    must(settled.seal > born && settled.at >= (seals[born - 1]?.body.upTo ?? BEGINS), 'K9: a row got in front of a seal')
    must(settled.at <= (seals[settled.seal - 1] as Seal).body.upTo, 'K8: a row stands behind the seal that covers it')
    const verdict = peer.build === 'new' ? settled.verdict : undefined // an odd build may judge otherwise, and knows it (K18)
    const text = JSON.stringify([index, settled.at, settled.seal, verdict])
    const known = this.final.get(settled.hash)
    if (known === undefined && verdict !== undefined) this.final.set(settled.hash, text)
    if (known !== undefined && verdict !== undefined) same(text, known, `${peer.name} finalises otherwise than another peer`)
    if (this.expected.get(settled.hash) === 'known' && peer.build === 'new')
      must(settled.verdict?.why !== 'unknown type', 'K18: an honest act of the new version is void')
  }

  // ---- coming and going

  private join(dice: Dice): void {
    const from = dice.pick(this.peers)
    if (this.peers.length >= this.world.peers + 2 || from.engine.last.number === 0 || from.build !== 'new') return
    const snapshot = JSON.parse(JSON.stringify(from.engine.snapshot())) as Snapshot
    const start: Beginning = { world: START.world, snapshot, elapsed: Math.max(0, from.engine.worldTime - snapshot.last.upTo) }
    const base = from.base + from.settled.length
    const rate = 1
    this.enter(`p${this.peers.length}`, start, {
      isLiar: false,
      build: 'new',
      rate,
      origin: dice.int(1e9),
      watched: dice.happens(0.5),
      base,
    })
    count(this.tally, 'newcomers')
  }

  /** The page is closed and opened: snapshot and tail come back from disk, the local clock counts from anywhere. */
  private restart(dice: Dice, peer: Peer): void {
    const { engine } = peer
    const before = engine.worldTime
    const start: Start = {
      world: START.world,
      snapshot: kept(engine.snapshot()),
      elapsed: engine.elapsed,
    }
    // With what is cut: only who has a cut row knows that references to it are settled.
    const tail = [...peer.rows.values()].filter((row) => row.body.seq > (engine.heads.get(row.body.device)?.seq ?? 0))
    peer.origin = dice.int(1e9) - (this.now - BEGINS) * peer.rate
    this.boot(peer, start)
    if (peer.name !== 'host') same(`${Math.abs(peer.engine.worldTime - before) <= 1}`, 'true', 'K7: elapsed time did not survive a restart')
    // An alarm is about what was folded before; the runtime keeps it with the snapshot.
    peer.engine.alarms.push(...engine.alarms)
    peer.engine.add(dice.shuffled(tail), dice.shuffled(peer.seals.values()), this.unfounded(tail))
    peer.oracle?.restart(this.local(peer), start.elapsed ?? 0)
    this.hand(peer, [], [])
    count(this.tally, 'restarts')
  }

  // ---- the same state by every way

  private look(dice: Dice, peer: Peer): void {
    this.hand(peer, [], [])
    const { engine } = peer
    const wanted = faceOf(engine)
    engine.snapshot()
    same(faceOf(engine), wanted, 'K15: undo and redo do not lead back')
    engine.tick()
    if (peer.oracle) same(tablesText(engine.tables()), tablesText(peer.oracle.present()), 'K14: the present')
    engine.tick()
    same(faceOf(engine), wanted, 'K14: the tick left a trace')
    engine.try(peer.device, 'toy.sent', { to: 'host', amount: 1, total: 1 })
    engine.try(peer.device, 'toy.broken', {})
    same(faceOf(engine), wanted, 'K17: asking left a trace')

    const rows = [...peer.rows.values()]
    same(this.again(dice, peer, { world: START.world, snapshot: peer.start }, rows), wanted, 'a refold from the start differs')
    const snapshot = JSON.parse(JSON.stringify(engine.snapshot())) as Snapshot
    same(this.again(dice, peer, { world: START.world, snapshot }, rows), wanted, 'K19: snapshot and tail differ')
    if (peer.oracle && peer.build === 'new') this.leavesNoTrace(peer, peer.oracle)
    count(this.tally, 'looks')
  }

  /** Another engine hears the same, in another order, in pieces and twice. Its clock is set so that it lets in what this one let in. */
  private again(dice: Dice, peer: Peer, start: Start, rows: readonly Row[]): string {
    const { engine } = peer
    let local = 0
    const other = new Engine(peer.rules, start, { local: () => local })
    const open = new Set(engine.open.map((entry) => entry.hash))
    const pending = new Set(engine.pendingRows().map((row) => row.hash))
    const isAside = ({ hash, body }: Row): boolean => body.stamp > engine.worldTime + HOLD_BACK && pending.has(hash) && !open.has(hash)
    const now = rows.filter((row) => !isAside(row))
    const seals = [...peer.seals.values()]
    const bad = this.unfounded(rows)
    other.add(dice.shuffled(now.filter(() => dice.happens(0.4))), [], bad)
    other.add(dice.shuffled(now.filter(() => dice.happens(0.4))), dice.shuffled(seals), bad)
    other.add(dice.shuffled(now), dice.shuffled(seals), bad)
    local = 1e12
    other.check()
    local = engine.worldTime - engine.last.upTo
    other.add(dice.shuffled(rows), [], bad)
    return faceOf(other)
  }

  private leavesNoTrace(peer: Peer, oracle: Oracle): void {
    const rowOf = (hash: Hash): Row => this.every.get(hash) as Row
    const seals = this.goodSeals.slice(peer.start.last.number, peer.engine.last.number)
    const accepted = foldAccepted(peer.rules, peer.start, seals, peer.settled, rowOf)
    same(tablesText(accepted), tablesText(oracle.atSeal()), 'void left a trace')
  }

  // ---- the end: the network heals, the host hears everything

  private end(dice: Dice): void {
    this.network.heal()
    const { host, peers } = this
    for (let round = 0; round < 4; round++) {
      for (const peer of dice.shuffled(peers)) this.hand(host, dice.shuffled(peer.rows.values()), dice.shuffled(peer.seals.values()))
      this.now += 30_000 + (round === 0 ? Math.ceil((this.now - BEGINS) * 0.03) : 0) // a clock that ran ahead lets the others catch up
      this.seal(0)
      for (const peer of peers) this.hand(peer, dice.shuffled(host.rows.values()), dice.shuffled(host.seals.values()))
    }
    for (const peer of peers) {
      this.hand(peer, dice.shuffled(this.every.values()), dice.shuffled(this.everySeal))
      this.look(dice, peer)
    }
    for (const peer of peers) {
      if (peer.engine.unfit === 'outdated') continue // it waits for a build that can tell what is final
      must(peer.engine.last.hash === host.engine.last.hash, `${peer.name} stands at another seal than the host`)
      const order = (engine: Engine): string => JSON.stringify(engine.open.map(({ hash, at, step }) => [hash, at, step]))
      same(order(peer.engine), order(host.engine), `the order of ${peer.name} is not the host's`)
      if (peer.build === 'new') same(faceOf(peer.engine), faceOf(host.engine), `${peer.name} is not where the host is`)
    }
    this.everythingEnds()
    if (dice.happens(0.5)) this.treason(dice)
    for (const settled of host.settled) count(this.tally, `final: ${settled.verdict?.why ?? 'accepted'}`)
  }

  /** Liveness: honest rows are final; a liar's are final, cut, or rest on something that nobody can deliver. */
  private everythingEnds(): void {
    const { host } = this
    const oracle = host.oracle as Oracle
    const isHopeless = (row: Row): boolean => {
      if (hopeless.includes(this.tricks.get(row.hash) ?? 'none')) return true
      return [row.body.prev, ...row.body.seen.map((ref) => ref.hash)].some((hash) => {
        const parent = this.every.get(hash ?? '')
        return parent !== undefined && !this.final.has(parent.hash) && isHopeless(parent)
      })
    }
    const isDead = (row: Row): boolean => row.body.seq <= (oracle.heads.get(row.body.device)?.seq ?? 0) || oracle.isCut(row, oracle)
    for (const row of this.every.values()) {
      const isLiar = this.peers.find((peer) => peer.device === row.body.device)?.isLiar
      const isFinal = this.final.has(row.hash)
      if (!isLiar && row.body.seen.some((ref) => this.every.has(ref.hash) && !this.final.has(ref.hash)))
        count(this.tally, 'rested on what was cut')
      if (!isLiar) must(isFinal, `an honest row of ${nameOf(row.body.device)} never became final: ${row.body.type}`)
      else if (!isFinal) {
        must(isDead(row) || isHopeless(row), `a row of ${nameOf(row.body.device)} is neither final nor cut (${this.tricks.get(row.hash)})`)
        count(this.tally, isDead(row) ? 'cut' : 'never delivered')
      }
    }
  }
}
