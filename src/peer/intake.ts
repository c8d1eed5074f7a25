/** What comes from elsewhere: read, proven, let in, folded and shown, durable, told to other peers. */
import { readRow, readSeal } from '../log/rows'
import type { Hash, Row, Seal } from '../log/types'
import type { Payload } from '../store/payloads'
import { type Core, LATER, type Told } from './core'
import { Gate } from './gate'
import type { Ground } from './ground'
import { hold } from './life'
import { wordsNamedIn } from './payload'

/** Words that acts have named and that have not come yet; of more, a screen that shows them asks anew. */
const MOST_AWAITED = 1_000_000

export class Intake {
  private readonly gate: Gate
  private readonly awaited = new Set<Hash>()

  /** @param meetPersonas told of rows that came in, in case another tab's persona is among their authors */
  constructor(
    private readonly core: Core,
    private readonly ground: Ground,
    private readonly meetPersonas: (rows: readonly Row[]) => Promise<void>,
  ) {
    this.gate = new Gate(core.life, (device) => device === core.genesis.host || core.isOwn(device))
  }

  /** Takes in what another peer sent. Resolves when it is durable. Never rejects for what a stranger can send. */
  receive(from: string, texts: readonly string[], sealTexts: readonly string[], payloads: readonly Payload[]) {
    const { core } = this
    return core.turn(async () => {
      const refused: string[] = []
      const read = <T>(text: string, as: (text: string) => { ok: true; value: T } | { ok: false; why: string }): T[] => {
        const reading = as(text)
        if (!reading.ok) refused.push(reading.why)
        return reading.ok ? [reading.value] : []
      }
      const { rows, seals } = await this.ground.takeHistory(
        texts.flatMap((text) => read(text, readRow)),
        sealTexts.flatMap((text) => read(text, readSeal)),
        refused,
        from,
      )
      const proven = await core.life().prover.prove(from, rows, seals)
      refused.push(...proven.refused.map(({ why }) => why))
      hold(core.life(), proven.seals)
      const admitted = this.gate.admit(proven.proven, proven.seals, proven.unfounded)
      core.show()
      await this.meetPersonas(admitted)
      this.awaitWords(admitted)
      const good = payloads.filter((payload) => this.isAwaited(payload.hash) && core.life().erasure.mayKeep(payload))
      const { erased } = await this.keep(admitted, proven.seals, good)
      for (const { hash } of good) this.awaited.delete(hash)
      const words = good.filter(({ hash }) => !erased.includes(hash))
      core.texts.arrived(words)
      const { coming } = core.life()
      const told: Told = { from, rows: admitted.filter((row) => !coming.has(row.hash)), seals: proven.seals, payloads: words }
      core.tellKept(told)
      return {
        told,
        rows: admitted,
        refused,
        missing: [
          ...core.life().engine.missing(),
          ...core
            .life()
            .prover.wanted(256)
            .map((ref) => ref.hash),
        ],
      }
    })
  }

  /** Nobody can fill this disk with words that nobody here has named or asked for. */
  private awaitWords(rows: readonly Row[]): void {
    for (const row of rows) for (const hash of wordsNamedIn(row.body.data)) this.awaited.add(hash)
    for (const hash of this.awaited) {
      if (this.awaited.size <= MOST_AWAITED) break
      this.awaited.delete(hash)
    }
  }
  private isAwaited(hash: Hash): boolean {
    return this.awaited.has(hash) || this.core.texts.isWanted(hash)
  }

  /**
   * Keeps what others sent: what a seal covers already goes straight into segments, what a held seal will cover waits for that, the rest
   * goes into the tail. A disk that refuses leaves the engine ahead of it, so the engine is made anew from what is there.
   */
  private async keep(rows: readonly Row[], seals: readonly Seal[], payloads: readonly Payload[]): Promise<{ erased: readonly Hash[] }> {
    const { core } = this
    const { engine, settlements, coming, promised } = core.life()
    const covered = new Set(settlements.flatMap(({ settled }) => settled.map(({ hash }) => hash)))
    const bulk = new Map(rows.filter((row) => covered.has(row.hash)).map((row) => [row.hash, row.text]))
    const inEffect = new Set(settlements.map(({ seal }) => seal.hash))
    const others = seals.filter((seal) => !inEffect.has(seal.hash))
    const isComing = ({ body }: Row) => !engine.frozen && body.seq <= (promised.get(body.device) ?? 0) && !core.isOwn(body.device)
    const open: Row[] = []
    for (const row of rows) {
      if (covered.has(row.hash)) continue
      if (isComing(row)) coming.set(row.hash, row)
      else open.push(row)
    }
    try {
      const isNothing = open.length + others.length + payloads.length === 0
      const taken = isNothing ? { erased: [] } : await core.store.appendForeign({ rows: open, seals: others, payloads })
      await core.keepSettled(bulk)
      if (await this.isRival(others)) await core.reload() // only an engine that knows the seals around it can tell
      return taken
    } catch (error) {
      await core.reload().catch(() => undefined) // a disk that cannot even be read has its own screen
      throw error
    }
  }

  /** Rows whose seal does not take effect after all are kept like any others. */
  async keepComing(): Promise<void> {
    const { core } = this
    const { coming } = core.life()
    if (coming.size === 0) return
    const rows = [...coming.values()]
    await core.store.appendForeign({ rows })
    coming.clear()
    core.tellKept({ from: LATER, rows, seals: [], payloads: [] })
  }

  /** Whether one of these seals stands where another one took effect, in a run before this one. */
  private async isRival(seals: readonly Seal[]): Promise<boolean> {
    const { life, store } = this.core
    const { engine } = life()
    const past = seals.filter(({ hash, body }) => body.number <= engine.last.number && !engine.rivals.has(hash))
    if (past.length === 0) return false
    const known = await store.sealsAt(past.flatMap(({ body }) => [body.number - 1, body.number]))
    const before = (number: number) => (number === 0 ? store.world : known.get(number))
    return past.some(({ hash, body }) => before(body.number - 1) === body.prevSeal && (known.get(body.number) ?? hash) !== hash)
  }
}
