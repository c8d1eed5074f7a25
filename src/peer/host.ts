/**
 * The host's part (K8, K10): it seals what can be covered, at most every two seconds while there is something, and at deadlines.
 * `upTo` lies behind world time by a lag that lets slower peers in: none when alone, five seconds with peers.
 */
import type { Engine } from '../log/engine'
import { makeSeal, writeSeal } from '../log/rows'
import type { DeviceId, Hash, Millis, Row, Seal, SealBody } from '../log/types'

export const SEAL_EVERY = 2_000
export const LAG_WITH_PEERS = 5_000
/** K20: what the host covers of one admitted device: a burst, then so many rows a second. More waits, nothing is refused. */
export const BURST = 2_000
export const RATE = 20

export interface HostParts {
  engine(): Engine
  sign(text: string): Promise<string>
  /** Durable before anybody hears of it; `false` when another tab of ours has sealed this number first. */
  keep(seal: Seal): Promise<boolean>
  /** Whether other people's browsers are connected. */
  hasPeers(): boolean
  /** Devices of this browser's own personas: not held to the quota. */
  isOwn(device: DeviceId): boolean
  steady(): Millis
}

export class Host {
  /** The seal that was made last, whether or not it stands. */
  lastMade: Hash | undefined
  private lastSealed = Number.NEGATIVE_INFINITY
  private readonly allowances = new Map<DeviceId, { left: number; at: Millis }>()

  constructor(private readonly parts: HostParts) {}

  /** What `upTo` would be now. */
  get boundary(): Millis {
    const engine = this.parts.engine()
    return Math.max(engine.last.upTo, engine.worldTime - (this.parts.hasPeers() ? LAG_WITH_PEERS : 0))
  }

  /** Whether a seal now would make anything final. */
  isDue(): boolean {
    const engine = this.parts.engine()
    return engine.open.some((entry) => entry.row.body.stamp <= this.boundary) || engine.hasTimerBy(this.boundary)
  }

  /** Seals if it is time to; to be called often. */
  async step(): Promise<Seal | undefined> {
    if (this.parts.steady() - this.lastSealed < SEAL_EVERY || !this.isDue()) return undefined
    return this.seal()
  }

  /** Seals now. @param jump why the world's clock has just leapt (K11) */
  async seal(options: { jump?: string; upTo?: Millis } = {}): Promise<Seal | undefined> {
    const engine = this.parts.engine()
    if (engine.unfit || engine.frozen) return undefined
    if (engine.next.length > 0) return undefined // its own, which it forgot with an older copy of its disk: its rows are waited for
    const taken = new Map<DeviceId, number>()
    const upTo = options.upTo ?? this.boundary
    const hasTimer = engine.hasTimerBy(upTo)
    const body: SealBody = engine.propose(upTo, {
      jump: options.jump ?? null,
      version: Math.max(engine.last.version, engine.knows), // K18: what the host's build knows is in force for all behind its next seal
      isDue: (row) => this.allow(row, taken),
    })
    this.lastSealed = this.parts.steady()
    // All that waits is over quota or rests on what is not here: an empty seal would say nothing.
    const isEmpty = body.heads.length + body.stopped.length === 0 && !hasTimer && body.jump === null && body.version === engine.last.version
    if (isEmpty) return undefined
    const text = writeSeal(body)
    const seal = makeSeal((await this.parts.sign(text)) + text, body)
    this.lastMade = seal.hash
    if (!(await this.parts.keep(seal))) return undefined
    for (const [device, rows] of taken) this.allowance(device).left -= rows
    return seal
  }

  private allow(row: Row, taken: Map<DeviceId, number>): boolean {
    const { device } = row.body
    if (this.parts.isOwn(device)) return true
    const already = taken.get(device) ?? 0
    if (already >= this.allowance(device).left) return false
    taken.set(device, already + 1)
    return true
  }

  private allowance(device: DeviceId): { left: number; at: Millis } {
    const now = this.parts.steady()
    let allowance = this.allowances.get(device)
    if (!allowance) this.allowances.set(device, (allowance = { left: BURST, at: now }))
    const earned = Math.floor(((now - allowance.at) * RATE) / 1000)
    if (earned > 0) {
      allowance.left = Math.min(BURST, allowance.left + earned)
      allowance.at = now
    }
    return allowance
  }
}
