/**
 * A peer: one store of one world, brought to life. It keeps the engine, the disk and the screens in step:
 *
 *     an act here      rules asked -> signed -> folded and shown -> durable -> told to other peers
 *     from elsewhere   read -> proven -> folded and shown -> durable -> told to other peers
 *
 * All changes run one after the other through `turn`. What is shown before it is durable is taken back if the disk refuses it.
 */
import { t } from '../language'
import { devices } from '../areas/accounts/rules'
import type { AccountId, Question } from '../areas/area'
import type { Engine } from '../log/engine'
import { makeRow, readRow, readSeal, writeBody } from '../log/rows'
import type { Table } from '../log/rules'
import { type KeptSigner, openSigner, type Signer } from '../log/signing'
import type { Body, DeviceId, Genesis, Hash, Json, Last, Millis, Ref, Row, Seal, Snapshot, Verdict } from '../log/types'
import type { BlobState } from '../store/blobs'
import type { Payload } from '../store/payloads'
import { databaseName, FLOOR, type Floor, MISLED, type Misled } from '../store/schema'
import type { Loaded, Store } from '../store/store'
import type { Examining } from './examining'
import type { Backlog } from '../sync/replica'
import { every, realTiming, type Timing } from '../sync/timing'
import { Answers } from './answers'
import { apart } from './apart'
import { FollowerClock, HostClock, type Machine, machine } from './clock'
import { Gate } from './gate'
import { type History, openHistory, type Standing } from './history'
import { Host } from './host'
import { AWAKE, AWAKE_EVERY, HostTime, OFFSET, type Slept } from './hostTime'
import { differences, gather, hold, type Life, okay, revive, SEALED_AT, type SealedAt } from './life'
import { namesIn, wordsNamedIn, wrap } from './payload'
import { type Deed, openPersonas, type Persona, personasAt } from './personas'
import { hindrances, type Outcome, refusal } from './refusals'
import { makeStall, type Stall } from './stall'
import { meetTabs, takeTurn } from './tabs'
import { Texts } from './texts'
import { ViewsBehind } from './viewsBehind'
import { type VoidAct, Voids } from './voids'

/** What has just become verified and durable here. `from` is the link that brought it, `null` for this peer's own. */
export interface Told {
  readonly from: string | null
  readonly rows: readonly Row[]
  readonly seals: readonly Seal[]
  readonly payloads: readonly Payload[]
}

export interface PeerOptions {
  readonly store: Store
  readonly time?: Machine
  /** By what its seconds tick: real ones, unless a test or a tour moves time itself. */
  readonly timing?: Timing
  /** Views on disk are for DevTools and long lists; tests of other things do without. */
  readonly views?: boolean
}

/** What stands between this world and finality, for the status line. `says` is empty while nothing does. */
export interface Finality {
  readonly state: 'sealing' | 'elsewhere' | 'asleep' | 'unchecked' | 'frozen' | 'diverged' | 'outdated' | 'stuck'
  /** What is older than this is final. */
  readonly asOf: Millis
  readonly says: string
}

const TICK = 1_000
/** Milliseconds of each second for reading what a start could do without. */
const READ_AHEAD = 4
/** K19: history that has not come on for so long is folded as far as it is here; after that it is given up, and the long way taken. */
const HISTORY_SLOW = 5_000
const HISTORY_STALLED = 20_000
/** So many final rows behind the last snapshot are worth a new one: a start folds them again. */
const SNAPSHOT_EVERY = 1_000
/** No snapshot while seals are still coming in. */
const QUIET = 1_000
/** K20: acts of one device, behind its seal, on which an act of ours may rest: so many are covered within seconds, however it floods. */
const MOST_RESTED_ON = 100
/** Words that acts have named and that have not come yet; of more, a screen that shows them asks anew. */
const MOST_AWAITED = 1_000_000
/** Of two tabs that act at the same moment each wins about every second time: so many losses in a row mean that something else is wrong. */
const ATTEMPTS = 20

export class Peer {
  readonly answers: Answers
  readonly texts: Texts
  personas: Persona[] = []
  host: Host | undefined
  /** Acts of accounts of this browser that did not happen. */
  readonly voids: Voids
  /** Told when another tab has made a persona. */
  onPersonas = (): void => {}
  /** K11: told when this world's clock stands still, and when it goes on. */
  onSleep = (): void => {}
  /** FLT-1: the filter of this browser, once it runs; of a world's host alone. */
  examining: Promise<Examining> | undefined
  /** K19: told when the history behind the snapshot has been checked, or the snapshot was thrown away: one may act from now on. */
  onChecked = (): void => {}
  /** Sync fetches a blob from whoever has it; until it runs, nobody does. */
  fetchBlob = (_hash: Hash, _size: number): void => {}
  /** Files that came with the app itself, by their hash: looked for before anybody is asked. */
  shippedBlob: (hash: Hash) => Promise<Blob | undefined> = async () => undefined
  /** K19: the snapshot from which this world began here, as long as the history behind it is not here and checked. Nobody acts until then. */
  floor: Floor | undefined
  /** The newest seal that an invitation of ours names: what is published for newcomers is no older. */
  promisedFloor = 0
  /** Sync makes what newcomers begin with before the first of them asks. */
  publish = (): void => {}
  private history: History | undefined
  private stall: Stall | undefined
  private misled: Misled | undefined
  private readonly unpacking = new Set<Hash>()
  /** Sync tells the host how many strangers listen. */
  peersConnected = (): number => 0
  /** Sync says whether a link from which something came is still there. */
  isLinked = (_link: string): boolean => false
  private readonly tellers = new Set<(told: Told) => void>()
  private readonly blobStates = new Map<Hash, BlobState>()
  private readonly askedBlobs = new Set<Hash>()
  private readonly drafts = new Map<Hash, Payload>()
  private readonly awaited = new Set<Hash>()
  private readonly gate = new Gate(
    () => this.life,
    (device) => device === this.genesis.host || this.isOwn(device),
  )
  private readonly tabs: ReturnType<typeof meetTabs>
  private readonly sealing: ReturnType<typeof takeTurn>
  /** Another tab's seal stood where this tab wanted to put its own. */
  private wasLate = false
  private isLookDue = false
  /** Why the last second's work could not be done, if it could not. */
  private trouble: Error | undefined
  private sinceSnapshot = 0
  private settledAt = 0
  /** The seal of which the disk says when it took effect. */
  private timedSeal = -1
  private tail: Promise<unknown> = Promise.resolve()
  private readonly beside = new Set<Promise<unknown>>()
  private stopTicking = (): void => {}
  private readonly hostTime: HostTime | undefined
  private readonly views: ViewsBehind
  private closed = false

  private constructor(
    readonly store: Store,
    readonly genesis: Genesis,
    private life: Life,
    private readonly clock: HostClock | FollowerClock,
    private readonly hostSigner: Signer | undefined,
    private readonly time: Machine,
    lost: readonly VoidAct[],
    unviewed: Map<string, Set<string>> | undefined,
  ) {
    this.voids = new Voids(
      {
        mine: (device) => this.accountHere(device),
        entry: (hash) => this.engine.openEntry(hash),
        texts: (hashes) => store.rowsByHash(hashes),
        keep: (acts) => store.putMeta('voids', acts),
        inWords: (verdict) => refusal(verdict).clauses,
      },
      lost,
    )
    this.texts = new Texts(
      store,
      (hashes) => {
        this.answers.tell({ changed: new Map(), texts: hashes })
        this.views.textsChanged(hashes)
      },
      (hash) => this.life.erasure.isNamed(hash),
    )
    this.answers = new Answers({
      reader: () => this.engine.reader,
      rows: (of) => this.engine.rowsOf(of as Table<object>),
      text: (hash) => this.texts.read(hash),
      blob: (hash) => this.blobState(hash),
      standing: (event) => this.standing(event),
    })
    this.views = new ViewsBehind(store, this.texts, () => this.engine, unviewed)
    if (clock instanceof HostClock)
      this.hostTime = new HostTime({
        store,
        clock,
        time,
        engine: () => this.engine,
        turn: (body) => this.turn(body),
        seal: (options) => this.seal(options),
        show: () => this.show(),
        onSleep: () => this.onSleep(),
      })
    const database = databaseName(store.world, store.peer)
    this.tabs = meetTabs(database, () => this.lookSoon())
    this.sealing = hostSigner ? takeTurn(`seals ${database}`) : { isMine: false, release() {} }
    if (hostSigner) this.host = this.makeHost(hostSigner)
  }

  /** Brings a kept world to life. */
  static async open({ store, time = machine, timing = realTiming, views = true }: PeerOptions): Promise<Peer> {
    const [loaded, hostKey] = await Promise.all([store.load(), store.key('device/host')])
    const genesis = JSON.parse(loaded.genesis) as Genesis
    const hostSigner = hostKey ? await openSigner(hostKey.value as KeptSigner) : undefined
    const personas = await openPersonas(store, loaded.meta)
    const offset = (loaded.meta.get(OFFSET) as number | undefined) ?? 0
    const stood = Math.max(lastInstant(loaded, genesis), (loaded.meta.get(AWAKE) as number | undefined) ?? 0)
    const clock = hostSigner ? new HostClock(offset, stood, time) : new FollowerClock(time)
    const life = await revive({ store, loaded, clock, own: devicesOf(hostSigner, personas), time })
    gather(life)
    life.engine.takeJudged()
    const loadedBehind = new Map([...life.changed].map(([table, keys]) => [table.name, keys]))
    life.changed.clear()
    const peer = new Peer(
      store,
      genesis,
      life,
      clock,
      hostSigner,
      time,
      (loaded.meta.get('voids') ?? []) as VoidAct[],
      views ? loadedBehind : undefined,
    )
    peer.misled = loaded.meta.get(MISLED) as Misled | undefined
    // A device that is not known and has no row here never arrived: the page was killed between its keys and its first row.
    const arrived = new Set(life.engine.vector().map(({ device }) => device))
    peer.personas = personas.filter(({ device }) => arrived.has(device.id) || life.engine.read(devices, device.id) !== undefined)
    peer.sinceSnapshot = loaded.rows.length - life.engine.open.length
    peer.voids.judged(life.engine.open.map((entry) => entry.hash))
    await peer.keepSettled()
    peer.floor = loaded.meta.get(FLOOR) as Floor | undefined
    if (peer.floor)
      void peer.turn(() => (loaded.snapshot ? peer.openHistory() : peer.forsake('what was kept of it is damaged'))).catch(() => undefined)
    void peer.turn(() => peer.destroyErased()).catch(() => undefined) // what a crash or an import left to be erased
    peer.stopTicking = every(timing, TICK, () => void peer.tick())
    return peer
  }

  /** Replaced as a whole when the disk and the engine have parted: never keep it across an await. */
  get engine(): Engine {
    return this.life.engine
  }
  get isClosed(): boolean {
    return this.closed
  }
  get world(): string {
    return this.store.world
  }
  get isHost(): boolean {
    return this.hostSigner !== undefined
  }
  get hostDevice(): Signer | undefined {
    return this.hostSigner
  }

  // ---- acts

  /** A payload around somebody's words: kept with the first act that names it. */
  write(writer: AccountId, words: Json): { readonly hash: Hash; readonly characters: number } {
    const payload = wrap(writer, words)
    this.drafts.set(payload.hash, payload)
    this.texts.know(payload.hash, words)
    return { hash: payload.hash, characters: typeof words === 'string' ? [...words].length : JSON.stringify(words).length }
  }

  /** Asks the rules whether an act would stand here and now; changes nothing. */
  ask(device: DeviceId, { type, data }: Deed): Outcome {
    if (this.floor) return this.unchecked()
    if (this.letIn()) this.show()
    const verdict = this.engine.try(device, type, data)
    return verdict === null ? { ok: true, id: '' } : refusal(verdict)
  }

  /**
   * Does acts as one device, all or none, in one durable batch (K1). Resolves once they are on disk. The screens follow at once.
   * @throws StoreFailure when the disk refuses: then nothing has happened
   */
  act(signer: Signer, deeds: readonly Deed[]): Promise<Outcome> {
    return this.turn(async () => {
      if (this.floor) return this.unchecked()
      if (this.engine.unfit) return { ok: false, clauses: [{ id: this.engine.unfit, text: this.finality.says, facts: {} }] }
      for (let attempt = 0; ; attempt++) {
        const rows = await this.prepare(signer, deeds)
        if (!Array.isArray(rows)) return rows
        const payloads = this.payloadsOf(rows)
        this.show()
        const kept = await this.store.appendOwn(signer.id, rows, payloads).catch((error: unknown) => {
          this.withdraw(rows)
          this.show()
          throw error
        })
        if (kept.ok) {
          for (const { hash } of payloads) this.drafts.delete(hash)
          this.life.prover.trust(rows)
          this.tabs.kept()
          this.tell({ from: null, rows, seals: [], payloads })
          return { ok: true, id: (rows.at(-1) as Row).hash }
        }
        // Another tab acted as this device first: fold what it did, then ask the rules again.
        this.withdraw(rows)
        await this.look()
        if (attempt === ATTEMPTS) throw new Error('another tab keeps acting as this account')
      }
    })
  }

  private unchecked(): Outcome {
    return { ok: false, clauses: [{ id: 'unchecked', text: this.finality.says, facts: { ...this.history?.progress } }] }
  }

  /** Signs each act where the one before left the world; folds them. Any refusal takes all of them back. */
  private async prepare(signer: Signer, deeds: readonly Deed[]): Promise<Row[] | Outcome> {
    const rows: Row[] = []
    const refuse = (verdict: NonNullable<Verdict>): Outcome => {
      this.withdraw(rows)
      return refusal(verdict)
    }
    try {
      this.letIn()
      for (const [i, { type, data }] of deeds.entries()) {
        const verdict = this.engine.try(signer.id, type, data)
        if (verdict !== null) return refuse(verdict)
        const draft = this.engine.draft(signer.id)
        const body: Body = { ...draft, seen: this.soonCovered(draft.seen), type, data }
        const text = writeBody(body)
        const signature = i === deeds.length - 1 ? await signer.sign(text) : ''
        const reading = readRow(signature + text)
        if (!reading.ok) throw new Error(`${type} cannot be written: ${reading.why}`)
        const row = makeRow(signature + text, body)
        if ((await this.life.prover.unfounded([row])).length > 0) return refuse({ why: 'unfounded', clauses: [] })
        this.engine.add([row])
        rows.push(row)
        // The rules let it pass, and still it is void: the device has forked, and what it signs counts for nothing.
        const entry = this.engine.openEntry(row.hash)
        if (entry?.verdict) return refuse(entry.verdict)
        if (this.engine.isStopped(signer.id)) return refuse({ why: 'fork', clauses: [] })
      }
      return rows
    } catch (error) {
      this.withdraw(rows)
      throw error
    }
  }

  /**
   * K20: what is seen of a flood is named only as far as the host will soon cover it, and so is what rests on a flood: else our act
   * would wait for all of it. A feed's earlier row says less than its last one, and nothing that is untrue.
   */
  private soonCovered(seen: readonly Ref[]): readonly Ref[] {
    const { engine } = this
    if (seen.length === 0 || engine.open.length <= MOST_RESTED_ON) return seen
    const soon = new Map<DeviceId, Ref>()
    const headOf = (device: DeviceId) => soon.get(device) ?? engine.head(device)
    const isCovered = (ref: Ref) => ref.seq <= (headOf(ref.device)?.seq ?? 0)
    for (const { hash, row } of engine.open) {
      const { device, seq } = row.body
      const isNext = seq === (headOf(device)?.seq ?? 0) + 1
      const isFar = seq > (engine.head(device)?.seq ?? 0) + MOST_RESTED_ON && !(this.host && this.isOwn(device))
      if (isNext && !isFar && row.body.seen.every(isCovered)) soon.set(device, { device, seq, hash })
    }
    return seen.flatMap((ref) => (isCovered(ref) ? [ref] : (soon.get(ref.device) ?? [])))
  }

  /** Takes back rows of ours that nobody has seen. */
  private withdraw(rows: readonly Row[]): void {
    gather(this.life) // what somebody may have read meanwhile is told again once it is undone
    for (const row of rows.toReversed()) this.engine.withdraw(row.hash)
  }

  /** Rows that were kept aside because of their stamp come in once their time has come (K7). */
  private letIn(): boolean {
    if (this.engine.asideCount === 0) return false
    this.engine.check()
    return true
  }

  private payloadsOf(rows: readonly Row[]): Payload[] {
    const names = new Set<Hash>()
    for (const row of rows) namesIn(row.body.data, names)
    return [...names].flatMap((hash) => this.drafts.get(hash) ?? [])
  }

  // ---- what comes from elsewhere

  /** Takes in what another peer sent. Resolves when it is durable. Never rejects for what a stranger can send. */
  receive(from: string, texts: readonly string[], sealTexts: readonly string[], payloads: readonly Payload[]) {
    return this.turn(async () => {
      const refused: string[] = []
      const read = <T>(text: string, as: (text: string) => { ok: true; value: T } | { ok: false; why: string }): T[] => {
        const reading = as(text)
        if (!reading.ok) refused.push(reading.why)
        return reading.ok ? [reading.value] : []
      }
      const { rows, seals } = await this.takeHistory(
        texts.flatMap((text) => read(text, readRow)),
        sealTexts.flatMap((text) => read(text, readSeal)),
        refused,
        from,
      )
      const proven = await this.life.prover.prove(from, rows, seals)
      refused.push(...proven.refused.map(({ why }) => why))
      hold(this.life, proven.seals)
      const admitted = this.gate.admit(proven.proven, proven.seals, proven.unfounded)
      this.show()
      await this.meetPersonas(admitted)
      this.awaitWords(admitted)
      const good = payloads.filter((payload) => this.isAwaited(payload.hash) && this.life.erasure.mayKeep(payload))
      const { erased } = await this.keep(admitted, proven.seals, good)
      for (const { hash } of good) this.awaited.delete(hash)
      const words = good.filter(({ hash }) => !erased.includes(hash))
      this.texts.arrived(words)
      const { coming } = this.life
      const told: Told = { from, rows: admitted.filter((row) => !coming.has(row.hash)), seals: proven.seals, payloads: words }
      this.tellKept(told)
      return { told, rows: admitted, refused, missing: [...this.engine.missing(), ...this.life.prover.wanted(256).map((ref) => ref.hash)] }
    })
  }

  // ---- the short way in (K19)

  /** What of the history behind a snapshot is still to come. */
  get backlog(): Backlog | undefined {
    if (!this.floor || !this.history) return undefined
    return { after: this.history.number, upTo: this.floor.number, ...this.history.progress }
  }

  /** Whether every row has to be waited for: a snapshot of this world could not stand. */
  get isLongWay(): boolean {
    return this.misled !== undefined
  }

  /** An invitation names this seal: whoever follows it believes nothing older (K20). */
  promise(number: number): void {
    this.promisedFloor = Math.max(this.promisedFloor, number)
    this.publish()
  }

  /** Begins with a snapshot that was checked, if nothing is here. @param manifest the host's word for it @returns whether it did */
  beginFrom(snapshot: Snapshot, manifest: string): Promise<boolean> {
    return this.turn(async () => {
      if (this.isHost || this.engine.last.number > 0 || this.engine.vector().length > 0) return false
      const isKept = await this.store.beginFrom(snapshot, manifest).then(
        () => true,
        () => false, // another tab was first, or the disk refuses, which has its own screen
      )
      await this.reload()
      this.tabs.kept()
      return isKept
    })
  }

  /** Of what came, the history goes its own way; answers the rest. */
  private async takeHistory(rows: readonly Row[], seals: readonly Seal[], refused: string[], from: string) {
    const { history } = this
    const isPast = (row: Row) => history?.covers(row) === true
    const isPastSeal = ({ body }: Seal) => body.number <= (history?.floor.number ?? 0)
    const isAny = rows.some(isPast) || seals.some(isPastSeal)
    if (history && (isAny || refused.length > 0)) this.stall?.heard(from)
    if (!history || !isAny) return { rows, seals }
    const taken = await history.receive(from, rows.filter(isPast), seals.filter(isPastSeal))
    refused.push(...taken.refused)
    await this.judgeHistory(taken.standing)
    return { rows: rows.filter((row) => !isPast(row)), seals: seals.filter((seal) => !isPastSeal(seal)) }
  }

  private async openHistory(): Promise<void> {
    if (!this.floor) return
    this.history = await openHistory(this.store, this.genesis, this.floor)
    this.stall = makeStall(
      () => this.time.steady(),
      (link) => this.isLinked(link),
    )
    await this.judgeHistory(await this.history.fold())
  }

  /**
   * Once a second, while history is on its way: whoever sends it may be slow, send junk, or have only parts of it that can be told from
   * its seals; a row whose own past nobody has (K5) is in none of them. The long way is always right.
   */
  pressHistory(): Promise<void> {
    return this.turn(async () => {
      const { history, stall } = this
      if (!history || !stall) return
      const before = history.number
      const waited = stall.look(before)
      if (waited < HISTORY_SLOW) return
      await this.judgeHistory(await history.fold())
      const isStalled = waited >= HISTORY_STALLED && this.history === history && history.number === before
      if (isStalled) await this.forsake('the history behind it did not come')
    })
  }

  private async judgeHistory(standing: Standing): Promise<void> {
    if (standing === 'open') return
    if (standing !== 'confirmed') return this.forsake(standing.misled)
    await this.store.confirmFloor()
    this.floor = undefined
    this.history = undefined
    this.tabs.kept()
    apart(() => this.onChecked())
  }

  /** The snapshot goes with all that stood on it, and every row is waited for from the first. Nothing of ours is lost: nobody could act. */
  private async forsake(why: string): Promise<void> {
    await this.store.forsakeFloor(why)
    await this.reload()
    this.tabs.kept()
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
    return this.awaited.has(hash) || this.texts.isWanted(hash)
  }

  /**
   * Keeps what others sent: what a seal covers already goes straight into segments, what a held seal will cover waits for that, the rest
   * goes into the tail. A disk that refuses leaves the engine ahead of it, so the engine is made anew from what is there.
   */
  private async keep(rows: readonly Row[], seals: readonly Seal[], payloads: readonly Payload[]): Promise<{ erased: readonly Hash[] }> {
    const { settlements, coming, promised } = this.life
    const covered = new Set(settlements.flatMap(({ settled }) => settled.map(({ hash }) => hash)))
    const bulk = new Map(rows.filter((row) => covered.has(row.hash)).map((row) => [row.hash, row.text]))
    const inEffect = new Set(settlements.map(({ seal }) => seal.hash))
    const others = seals.filter((seal) => !inEffect.has(seal.hash))
    const isComing = ({ body }: Row) => !this.engine.frozen && body.seq <= (promised.get(body.device) ?? 0) && !this.isOwn(body.device)
    const open: Row[] = []
    for (const row of rows) {
      if (covered.has(row.hash)) continue
      if (isComing(row)) coming.set(row.hash, row)
      else open.push(row)
    }
    try {
      const isNothing = open.length + others.length + payloads.length === 0
      const taken = isNothing ? { erased: [] } : await this.store.appendForeign({ rows: open, seals: others, payloads })
      await this.keepSettled(bulk)
      if (await this.isRival(others)) await this.reload() // only an engine that knows the seals around it can tell
      return taken
    } catch (error) {
      await this.reload().catch(() => undefined) // a disk that cannot even be read has its own screen
      throw error
    }
  }

  /** Rows whose seal does not take effect after all are kept like any others. */
  private async keepComing(): Promise<void> {
    const { coming } = this.life
    if (coming.size === 0) return
    const rows = [...coming.values()]
    await this.store.appendForeign({ rows })
    coming.clear()
    this.tellKept({ from: LATER, rows, seals: [], payloads: [] })
  }

  private tellKept(told: Told): void {
    if (told.rows.length + told.seals.length + told.payloads.length === 0) return
    this.tabs.kept()
    this.tell(told)
  }

  /** Whether one of these seals stands where another one took effect, in a run before this one. */
  private async isRival(seals: readonly Seal[]): Promise<boolean> {
    const past = seals.filter(({ hash, body }) => body.number <= this.engine.last.number && !this.engine.rivals.has(hash))
    if (past.length === 0) return false
    const known = await this.store.sealsAt(past.flatMap(({ body }) => [body.number - 1, body.number]))
    const before = (number: number) => (number === 0 ? this.world : known.get(number))
    return past.some(({ hash, body }) => before(body.number - 1) === body.prevSeal && (known.get(body.number) ?? hash) !== hash)
  }

  private isOwn(device: DeviceId): boolean {
    return devicesOf(this.hostSigner, this.personas).includes(device)
  }

  // ---- seals

  private makeHost(signer: Signer): Host {
    return new Host({
      engine: () => this.engine,
      sign: (text) => signer.sign(text),
      keep: (seal) => this.takeOwnSeal(seal),
      hasPeers: () => this.peersConnected() > 0,
      isOwn: (device) => this.isOwn(device),
      steady: () => this.time.steady(),
    })
  }

  /** Nobody hears of a seal of ours before it is on the disk; there, another tab's may stand already. */
  private async takeOwnSeal(seal: Seal): Promise<boolean> {
    this.engine.add([], [seal])
    if (this.engine.last.hash !== seal.hash) throw new Error('our own seal took no effect')
    this.show()
    try {
      await this.keepSettled()
    } catch (error) {
      await this.reload().catch(() => undefined) // a disk that cannot even be read has its own screen
      throw error
    }
    this.wasLate = this.engine.last.hash !== seal.hash
    if (this.wasLate) return false
    this.tabs.kept()
    this.tell({ from: null, rows: [], seals: [seal], payloads: [] })
    return true
  }

  /** Seals at once what can be covered (the host only). @param full without waiting for slower peers: everything that is here */
  sealNow({ full = false } = {}): Promise<Seal | undefined> {
    return this.turn(async () => (this.isStopped ? undefined : this.seal(() => (full ? { upTo: this.engine.worldTime } : {}))))
  }

  // ---- the world's clock (K11), where its host is

  /** It leaps, with a seal that says why. @param by milliseconds @throws Error where the host is not */
  async jump(by: Millis, why: string): Promise<Seal | undefined> {
    if (!this.hostTime) throw new Error(t`Only the host of a world can move its clock.`)
    return this.hostTime.jump(by, why)
  }
  /** For how long its host slept, while it stands still and waits for `resume` or `catchUp`. */
  get sleptFor(): Slept | undefined {
    return this.hostTime?.slept
  }
  private get isStopped(): boolean {
    return this.hostTime?.isStopped === true
  }
  async resume(): Promise<void> {
    await this.hostTime?.resume()
  }
  async catchUp(onProgress?: (share: number) => void, atOnce?: number): Promise<void> {
    await this.hostTime?.catchUp(onProgress, atOnce)
  }
  /** To be called when the page is about to go. */
  async noteAwake(): Promise<void> {
    await this.hostTime?.noteAwake()
  }

  // ---- what is final

  /** Again, as long as another tab seals in between. */
  private async seal(options: () => Parameters<Host['seal']>[0]): Promise<Seal | undefined> {
    for (let attempt = 0; attempt < 5; attempt++) {
      this.wasLate = false
      this.letIn()
      const seal = await this.host?.seal(options())
      if (seal || !this.wasLate) return seal
    }
    throw new Error('another tab keeps sealing')
  }

  get finality(): Finality {
    const { engine } = this
    const asOf = engine.last.upTo
    if (engine.frozen) return { state: 'frozen', asOf, says: hindrances.frozen }
    if (engine.unfit) return { state: engine.unfit, asOf, says: hindrances[engine.unfit] }
    if (this.isStopped) return { state: 'asleep', asOf, says: hindrances.asleep }
    if (this.floor) return { state: 'unchecked', asOf, says: hindrances.unchecked }
    if (this.trouble) return { state: 'stuck', asOf, says: this.trouble.message }
    const says = this.misled
      ? `A first picture of this world was thrown away: ${this.misled.why}. What you see follows from its history.`
      : ''
    return { state: this.sealing.isMine ? 'sealing' : 'elsewhere', asOf, says }
  }

  /** The last seal that is here with all seals before it, whether or not it could take effect yet. */
  heldSeal(): Pick<Last, 'term' | 'number' | 'hash'> {
    const { engine, held } = this.life
    let last: Pick<Last, 'term' | 'number' | 'hash'> = engine.last
    for (let next = held.get(last.hash); next; next = held.get(last.hash)) last = { ...next.body, hash: next.hash }
    return last
  }
  /** Seals that are here and could not take effect: waiting ones, and those by which the host spoke twice. Ascending. */
  heldSeals(): Seal[] {
    const { engine, held } = this.life
    return [...new Set([...held.values(), ...engine.rivals.values()])].toSorted((a, b) => a.body.number - b.body.number)
  }

  // ---- what others want to know

  onTold(listener: (told: Told) => void): () => void {
    this.tellers.add(listener)
    return () => this.tellers.delete(listener)
  }

  standing(event: Hash): 'pending' | 'final' | 'void' {
    if (this.voids.has(event) || this.life.voids.has(event)) return 'void'
    const entry = this.engine.openEntry(event)
    if (entry) return entry.verdict === null ? 'pending' : 'void'
    return this.engine.has(event) ? 'pending' : 'final'
  }

  /** pending, final or void, with the clauses that refused it: for programs as `verdict`, in plain words as `clauses`. */
  async verdict(event: Hash): Promise<{
    readonly standing: 'pending' | 'final' | 'void' | 'unknown'
    readonly verdict: Verdict
    readonly clauses: Extract<Outcome, { ok: false }>['clauses']
    readonly at?: number
    readonly seal?: number
  }> {
    const said = (verdict: Verdict) => ({ verdict, clauses: verdict ? refusal(verdict).clauses : [] })
    const entry = this.engine.openEntry(event)
    if (entry) return { standing: entry.verdict ? 'void' : 'pending', ...said(entry.verdict), at: entry.at }
    const settled = await this.store.verdictOf(event)
    if (settled) return { standing: settled.verdict ? 'void' : 'final', ...said(settled.verdict), at: settled.at, seal: settled.seal }
    if (this.engine.has(event)) return { standing: 'pending', ...said(null) }
    // It has an effect, and is not of this world: it happened in the one that this one was copied from (K21).
    if (this.genesis.base && this.hasInState(event)) return { standing: 'final', ...said(null) }
    return { standing: 'unknown', ...said(null) }
  }

  /** Whether something of this name is in force, such as a post, which is called by the act that made it. */
  hasInState(name: Hash): boolean {
    return [...this.engine.tables().values()].some((rows) => rows.has(name))
  }

  /** The account of this browser that a device acts for, if any. */
  private accountHere(device: DeviceId): AccountId | undefined {
    const account = this.engine.read(devices, device)?.account
    return this.personas.some((persona) => persona.account === account) ? account : undefined
  }

  watch<A, R>(question: Question<A, R>, args: A, as: AccountId | undefined, told: (answer: R) => void): () => void {
    return this.answers.watch(question, args, as, told)
  }

  blobChanged(state: BlobState): void {
    this.blobStates.set(state.hash, state)
    this.answers.tell({ changed: new Map(), blobs: [state.hash] })
  }

  /** A screen wants these bytes: they are fetched unless they are here, erased or already on their way. Asking again does no harm. */
  async wantBlob(hash: Hash, size: number): Promise<void> {
    const state = (await this.store.blobStates([hash])).get(hash)
    if (state?.state === 'here' || state?.state === 'erased') return this.blobChanged(state) // perhaps by another tab
    if (this.isGone(hash) || this.unpacking.has(hash) || (await this.unpack(hash))) return
    this.fetchBlob(hash, size)
  }

  /** Keeps a file that came with the app, if this is one. */
  private async unpack(hash: Hash): Promise<boolean> {
    this.unpacking.add(hash)
    try {
      const shipped = await this.shippedBlob(hash)
      if (!shipped) return false
      const { size } = await this.store.addBlob(shipped)
      this.blobChanged({ hash, state: 'here', have: size, size })
      return true
    } finally {
      this.unpacking.delete(hash)
    }
  }

  /** Whether a file was erased and nobody shows it any more: it is neither fetched nor served. */
  isGone(file: Hash): boolean {
    return this.life.erasure.isGone(file, (index, name) => this.answers.list(index, name))
  }

  /** What of a blob is here, as far as is known at this moment; who watches is told when more is. */
  blobState(hash: Hash) {
    const known = this.blobStates.get(hash)
    if (!known && !this.askedBlobs.has(hash)) {
      this.askedBlobs.add(hash)
      void this.store.blobStates([hash]).then((states) => {
        const state = states.get(hash)
        if (state) this.blobChanged(state)
      })
    }
    if (!known || known.state === 'wrong') return { state: 'absent' as const, have: 0, size: known?.size ?? 0 }
    return { state: known.state, have: known.have, size: known.size }
  }

  // ---- keeping in step

  /** One change at a time. */
  private turn<T>(body: () => Promise<T>): Promise<T> {
    const next = this.tail.then(body, body)
    this.tail = next.catch(() => undefined)
    return next
  }
  /** Resolves when all that was begun so far is done. */
  async idle(): Promise<void> {
    await Promise.all(this.beside)
    await this.turn(async () => undefined)
  }
  /** Long work that keeps no change waiting; `idle` waits for it. */
  async aside<T>(work: Promise<T>): Promise<T> {
    const done = work.catch(() => undefined)
    this.beside.add(done)
    try {
      return await work
    } finally {
      this.beside.delete(done)
    }
  }

  /**
   * Puts on the disk which seals took effect, with the rows that they cover. If another tab sealed first, this tab takes that seal for
   * its own; if both are of the host's making and known to others, both are kept, and the world is frozen (K12).
   */
  private async keepSettled(bulk?: ReadonlyMap<Hash, string>): Promise<void> {
    const { settlements, engine, prover } = this.life
    if (settlements.length === 0) return
    this.life.settlements = []
    await this.voids.settled(settlements, bulk)
    const came = settlements.flatMap(({ settled }) => settled.flatMap(({ hash }) => this.life.coming.get(hash) ?? []))
    const kept = await this.store.settle(settlements, new Map([...came.map((row) => [row.hash, row.text] as const), ...(bulk ?? [])]))
    if (!kept.ok) {
      const foreign = settlements.flatMap(({ seal }) => (this.host?.lastMade === seal.hash ? [] : [seal]))
      if (foreign.length > 0) await this.store.appendForeign({ seals: foreign })
      return this.reload()
    }
    prover.settled(engine.heads.values())
    hold(this.life, [])
    for (const { hash } of came) this.life.coming.delete(hash)
    this.tellKept({ from: LATER, rows: came, seals: [], payloads: [] })
    if (settlements.some(({ seal }) => seal.body.jump !== null)) await this.hostTime?.follow()
    this.settledAt = this.time.steady()
    this.sinceSnapshot += settlements.reduce((sum, { settled }) => sum + settled.length, 0)
    await this.destroyErased()
  }

  /** What may wait until things are quiet, so that catching up is not slowed by it: without it a restart folds a little more. */
  private async tidyUp(): Promise<void> {
    const { last, elapsed } = this.engine
    // The host's clock does not count from its seals.
    if (last.number !== this.timedSeal && !this.isHost) {
      const sealedAt: SealedAt = { seal: last.number, at: this.time.wall() - elapsed }
      await this.store.putMeta(SEALED_AT, sealedAt)
      this.timedSeal = last.number
    }
    await this.hostTime?.noteAwake(AWAKE_EVERY)
    const isQuiet = this.time.steady() - this.settledAt >= QUIET
    if (isQuiet) await this.keepComing()
    if (this.sinceSnapshot >= SNAPSHOT_EVERY && (isQuiet || this.sinceSnapshot >= 50 * SNAPSHOT_EVERY)) await this.saveSnapshot()
  }

  private async destroyErased(): Promise<void> {
    const gone = await this.life.erasure.destroy((index, name) => this.answers.list(index, name))
    this.texts.erased(gone.words)
    this.views.tell(gone.rows)
    for (const hash of gone.files) this.blobChanged({ hash, state: 'erased', have: 0, size: 0 })
    this.forgetBlobs(gone.dropped)
  }

  /** Takes files off the disk that nothing names. They may come again. */
  async letGo(files: readonly Hash[]): Promise<void> {
    await this.store.dropBlobs(files)
    this.forgetBlobs(files)
  }
  private forgetBlobs(files: readonly Hash[]): void {
    for (const hash of files) this.blobStates.delete(hash)
    if (files.length > 0) this.answers.tell({ changed: new Map(), blobs: files })
  }

  /** The state at the last seal, and how many acts stand behind it: what a copy takes along, and what it leaves (K21). */
  atLastSeal(): Promise<{ readonly snapshot: Snapshot; readonly open: number }> {
    return this.turn(async () => {
      const snapshot = this.engine.snapshot()
      this.show() // what a snapshot took back is folded again
      return { snapshot, open: this.engine.open.length }
    })
  }

  async saveSnapshot(): Promise<void> {
    this.sinceSnapshot = 0
    await this.views.open()
    await this.store.saveSnapshot(this.engine.snapshot())
    this.show() // a snapshot takes the pending tail back and folds it again
  }

  // ---- other tabs, and a disk that the engine has run ahead of

  private lookSoon(): void {
    if (this.isLookDue || this.closed) return
    this.isLookDue = true
    void this.turn(() => this.look()).catch(() => undefined)
  }

  /** Resolves when all that other tabs of this browser have kept so far is here, with whom they brought. */
  meetOtherTabs(): Promise<void> {
    return this.turn(() => this.look())
  }

  /** Folds what other tabs of this browser have kept since this one last looked. It was proven before it was kept. */
  private async look(): Promise<void> {
    this.isLookDue = false
    if (((await this.store.meta(FLOOR)) !== undefined) !== (this.floor !== undefined)) return this.reload()
    const { engine, prover, mark } = this.life
    const news = await this.store.since({ ...mark, seal: engine.last.number })
    const rows = news.rows.flatMap((text) => okay(readRow(text))).filter((row) => !engine.has(row.hash))
    const seals = news.seals.flatMap((text) => okay(readSeal(text)))
    prover.trust(rows)
    hold(this.life, seals)
    engine.add(rows, seals, await prover.unfounded(rows))
    this.life.mark = news.mark
    this.show()
    await this.meetPersonas(rows)
    await this.keepSettled()
    if (rows.length + seals.length > 0) this.tell({ from: ANOTHER_TAB, rows, seals, payloads: [] })
  }

  /** Whom another tab has made or brought since: their first row has just come from there, and their keys were on the disk before it. */
  private async meetPersonas(rows: readonly Row[]): Promise<void> {
    const first = rows.filter(({ body }) => body.seq === 1 && !this.isOwn(body.device)).map(({ body }) => body.device)
    const met = first.length === 0 ? [] : await personasAt(this.store, first)
    if (met.length === 0) return
    this.personas = [...this.personas.filter(({ account }) => !met.some((each) => each.account === account)), ...met]
    this.onPersonas()
  }

  /** Begins anew from what is durable here. Screens are told of what differs. */
  private async reload(): Promise<void> {
    const { store, clock, time, life: before } = this
    before.engine.untick()
    const loaded = await store.load()
    this.life = await revive({ store, loaded, clock, own: devicesOf(this.hostSigner, this.personas), time })
    gather(this.life)
    this.life.changed.clear()
    for (const [table, keys] of differences(before.engine, this.engine)) {
      this.life.changed.set(table, new Set([...keys, ...(before.changed.get(table) ?? [])]))
    }
    this.show([...before.engine.open, ...this.engine.open].map(({ hash }) => hash))
    await this.keepSettled()
    const floor = loaded.meta.get(FLOOR) as Floor | undefined
    this.misled = loaded.meta.get(MISLED) as Misled | undefined
    if (floor?.hash !== this.floor?.hash) {
      this.floor = floor
      this.history = undefined
      await this.openHistory()
      if (!floor) apart(() => this.onChecked())
    }
    this.tell({ from: ANOTHER_TAB, rows: [], seals: [], payloads: [] }) // sync looks anew at how far everything is here
  }

  /** @param again events whose verdict a screen should look at anew, beside those that were judged */
  private show(again: readonly Hash[] = []): void {
    this.engine.tick()
    gather(this.life)
    const changed = new Map(this.life.changed)
    this.life.changed.clear()
    const judged = new Set([...this.engine.takeJudged(), ...again])
    this.voids.judged(judged)
    this.answers.tell({ changed, judged })
    this.views.tell(changed)
  }

  private tell(told: Told): void {
    for (const teller of this.tellers) apart(() => teller(told))
  }

  /** Once a second: what was kept aside may come in, what is due shows, the host seals, and clocks on screens move. */
  private async tick(): Promise<void> {
    if (this.closed || this.store.failed) return
    void this.views.open().catch(() => undefined) // without them everything works but DevTools
    const pressed = this.pressHistory()
    const work = this.turn(async () => {
      await pressed
      await this.hostTime?.look()
      this.letIn()
      if (this.sealing.isMine && !this.isStopped) await this.host?.step()
      await this.tidyUp()
      this.readAhead()
      this.show()
      this.answers.tell({ changed: new Map(), time: true })
    })
    this.trouble = await work.then(
      () => undefined,
      (error: Error) => error,
    )
  }

  /** What the snapshot still holds unread is read a little each second, so that no later act waits for it. */
  private readAhead(): void {
    const began = this.time.steady()
    while (this.time.steady() - began < READ_AHEAD && this.engine.readAhead());
  }

  async close(): Promise<void> {
    this.closed = true
    this.stopTicking()
    void this.examining?.then((examining) => examining.stop()).catch(() => undefined)
    await this.turn(() => this.keepComing()).catch(() => undefined)
    this.tabs.close()
    await this.turn(() => this.tidyUp()).catch(() => undefined)
    await this.noteAwake().catch(() => undefined)
    this.sealing.release()
    this.views.close()
    this.store.close()
  }
}

/** No link's name either: what was received a while ago is on the disk now. */
const LATER = 'later'
/** No link's name: what another tab kept is told of to all links, and sent to those that ask for it. */
const ANOTHER_TAB = 'another tab'

const devicesOf = (host: Signer | undefined, personas: readonly Persona[]): DeviceId[] => [
  ...(host ? [host.id] : []),
  ...personas.map((persona) => persona.device.id),
]

/** The latest instant that is final on the disk. */
function lastInstant({ seals, snapshot }: Loaded, genesis: Genesis): Millis {
  const last = seals.slice(-1).flatMap((text) => okay(readSeal(text)))[0]
  return last?.body.upTo ?? snapshot?.last.upTo ?? genesis.begins
}
