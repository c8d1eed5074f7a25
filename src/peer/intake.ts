/** What comes from elsewhere: read, proven, let in, folded and shown, durable, told to other peers. */
import { readRow, readSeal } from '../log/rows'
import type { Hash, Row, Seal } from '../log/types'
import type { Payload } from '../store/payloads'
import type { Store } from '../store/store'
import type { Place } from '../sync/replica'
import { type Core, FILE, LATER, type Told } from './core'
import { Gate } from './gate'
import type { Ground } from './ground'
import { hold } from './life'
import { wordsNamedIn } from './payload'
import { readAll } from './readAll'

/** Words that acts have named and that have not come yet; of more, a screen that shows them asks anew. */
const MOST_AWAITED = 1_000_000

/** More rows at once than this are history: their words are fetched when a screen asks for them. */
const FRESH = 500

/** Words that these acts name and that are not here. */
export async function wordsLacked(store: Store, rows: readonly Row[]): Promise<Hash[]> {
  const named = rows.length > FRESH ? [] : rows.flatMap((row) => wordsNamedIn(row.body.data))
  const here = named.length > 0 ? await store.payloads(named) : new Map()
  return named.filter((hash) => !here.has(hash))
}

export class Intake {
  private readonly gate: Gate
  private readonly awaited = new Set<Hash>()

  /** @param meetPersonas told of rows that came in, in case another tab's persona is among their authors */
  constructor(
    private readonly core: Core,
    private readonly ground: Ground,
    private readonly meetPersonas: (rows: readonly Row[]) => Promise<void>,
  ) {
    this.gate = new Gate(
      core.life,
      (device) => device === core.genesis.host || core.isOwn(device),
      () => core.time.steady(),
    )
  }

  /** From where on a feed is to be asked for; `undefined`: not now (K20). @param last its last row that came in */
  wantsBehind(last: Place): Place | undefined {
    return this.gate.wantsBehind(last)
  }

  /** Lets in what waited and may come in by now: seals have taken effect, or time has passed (K20). Answers it. */
  async admitWaiting(): Promise<readonly Row[]> {
    return this.gate.hasWaiting ? (await this.receive(LATER, [], [], [])).rows : []
  }
  /** Another tab has kept these: they wait here no more. */
  letGo(rows: readonly Row[]): void {
    this.gate.letGo(rows)
  }

  /** Takes in what another peer sent. Resolves when it is durable. Never rejects for what a stranger can send. */
  async receive(from: string, texts: readonly string[], sealTexts: readonly string[], payloads: readonly Payload[]) {
    const { core } = this
    const refused: string[] = []
    const { past, live } = this.ground.sort(texts, sealTexts)
    const readRows = await readAll(live.rows, readRow, refused)
    const readSeals = await readAll(live.seals, readSeal, refused)
    return core.turn(async () => {
      await this.ground.takeHistory(past, refused, from)
      const { rows, seals } = this.ground.stillLive(readRows, readSeals)
      const proven = await core.life().prover.prove(from, await this.withoutKept(rows), seals)
      refused.push(...proven.refused.map(({ why }) => why))
      hold(core.life(), proven.seals)
      const admitted = this.gate.admit(proven.proven, proven.seals, proven.unfounded, from === FILE)
      core.show()
      this.awaitWords(admitted)
      const good = payloads.filter((payload) => (from === FILE || this.isAwaited(payload.hash)) && core.life().erasure.mayKeep(payload))
      const { erased } = await this.keep(admitted, proven.seals, good)
      for (const { hash } of good) this.awaited.delete(hash)
      const words = good.filter(({ hash }) => !erased.includes(hash))
      core.texts.arrived(words)
      const { coming } = core.life()
      const told: Told = { from, rows: admitted.filter((row) => !coming.has(row.hash)), seals: proven.seals, payloads: words }
      core.tellKept(told)
      return { told, rows: admitted, refused, missing: this.missing() }
    })
  }

  /** Rows that are asked for by hash: others here rest on them, or prove them. */
  missing(): Hash[] {
    const { engine, prover } = this.core.life()
    const proven = prover.wanted(256, (ref) => this.gate.hasUseOf(ref))
    return [...engine.missing().filter((hash) => !this.gate.isWaiting(hash)), ...proven.map((ref) => ref.hash)]
  }

  /** Final rows that are kept here come again from whoever wants to: beside themselves they would pass for proof that their device forked. */
  private async withoutKept(rows: readonly Row[]): Promise<readonly Row[]> {
    const { engine } = this.core.life()
    const old = rows.filter(({ body }) => body.seq <= (engine.head(body.device)?.seq ?? 0))
    if (old.length === 0) return rows
    const kept = await this.core.store.rowsByHash(old.map(({ hash }) => hash))
    return rows.filter(({ hash }) => !kept.has(hash))
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
    try {
      await this.meetPersonas(rows)
      const { engine, settlements, coming, promised, cut } = core.life()
      const covered = new Set(settlements.flatMap(({ settled }) => settled.map(({ hash }) => hash)))
      // K5: what comes for a place that is sealed is not what was sealed there. No seal will tell of it, and the engine looks at no such row.
      const isDead = ({ hash }: Row) => !engine.has(hash) && !covered.has(hash) && !cut.some((row) => row.hash === hash)
      const dead = this.ground.floor ? [] : rows.filter(isDead)
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
      cut.push(...(await this.withoutKept(dead))) // what waited here while another tab let it in may be what was sealed
      const isNothing = open.length + others.length + payloads.length === 0
      const taken = isNothing
        ? { erased: [] }
        : await core.store.appendForeign({ rows: open, seals: others, payloads, isStopped: (device) => engine.isStopped(device) })
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
    if (past.some(({ hash, body }) => (known.get(body.number) ?? hash) !== hash)) life().hasOtherPast = true
    const before = (number: number) => (number === 0 ? store.world : known.get(number))
    return past.some(({ hash, body }) => before(body.number - 1) === body.prevSeal && (known.get(body.number) ?? hash) !== hash)
  }
}
