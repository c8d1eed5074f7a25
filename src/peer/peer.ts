/**
 * A peer: one store of one world, brought to life. It keeps the engine, the disk and the screens in step:
 *
 *     an act here      rules asked -> signed -> folded and shown -> durable -> told to other peers
 *     from elsewhere   read -> proven -> folded and shown -> durable -> told to other peers
 *
 * All changes run one after the other through `turn`. What is shown before it is durable is taken back if the disk refuses it.
 */
import { inLanguage, t } from '../language'
import { devices } from '../areas/accounts/tables'
import type { AccountId, Question } from '../areas/area'
import type { Engine } from '../log/engine'
import { readRow, readSeal } from '../log/rows'
import type { Rules, Table } from '../log/rules'
import { type KeptSigner, openSigner, type Signer } from '../log/signing'
import type { DeviceId, Genesis, Hash, Json, KeptSnapshot, Millis, Row, Seal, Snapshot } from '../log/types'
import type { Payload } from '../store/payloads'
import { databaseName, FLOOR, type Floor, MISLED, type Misled } from '../store/schema'
import type { Loaded, Store } from '../store/store'
import type { Examining } from './examining'
import type { Backlog, Place } from '../sync/replica'
import { every, realTiming, type Timing } from '../sync/timing'
import { Acting } from './acting'
import { Answers } from './answers'
import { apart } from './apart'
import { BlobsHere, type Known } from './blobsHere'
import { FollowerClock, HostClock, type Machine, machine } from './clock'
import type { Core, Told } from './core'
import type { Line } from './doorstep'
import { Ground } from './ground'
import { makeHelper } from './helper'
import type { Host } from './host'
import { AWAKE, HostTime, OFFSET, type Slept } from './hostTime'
import { Intake, wordsLacked } from './intake'
import { differences, gather, hold, letIn, type Life, okay, revive, rules } from './life'
import { Keeping } from './keeping'
import { OwnSeals } from './ownSeals'
import { type Deed, openPersonas, type Persona, personasAt } from './personas'
import { hindrances, type Outcome, refusal } from './refusals'
import { makeSign, meetTabs, takeTurn } from './tabs'
import { Texts } from './texts'
import { ViewsBehind } from './viewsBehind'
import { allHeld, type Finality, finalityOf, isLeftOut, type Judged, lastHeld, pendingIn, standingOf, verdictOn } from './verdicts'
import { type Lost, type VoidAct, Voids } from './voids'

export interface PeerOptions {
  readonly store: Store
  readonly time?: Machine
  /** By what its seconds tick: real ones, unless a test or a tour moves time itself. */
  readonly timing?: Timing
  /** Views on disk are for DevTools and long lists; tests of other things do without. */
  readonly views?: boolean
  /** By which it judges: those of this build, unless a test plays another one (K18). */
  readonly by?: Rules
}

const TICK = 1_000

export class Peer {
  readonly answers: Answers
  readonly texts: Texts
  personas: Persona[] = []
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
  /** By which a newcomer has just come in, until its sync takes it over. */
  line: Line | undefined
  /** Sync fetches a blob from whoever has it; until it runs, nobody does. */
  fetchBlob = (_hash: Hash, _size: number): void => {}
  /** Files that came with the app itself, by their hash: looked for before anybody is asked. */
  shippedBlob: (hash: Hash) => Promise<Blob | undefined> = async () => undefined
  /** The newest seal that an invitation of ours names: what is published for newcomers is no older. */
  promisedFloor = 0
  /** Sync makes what newcomers begin with before the first of them asks. */
  publish = (): void => {}
  /** Sync tells the host how many strangers listen. */
  peersConnected = (): number => 0
  /** Sync says whether a link from which something came is still there. */
  isLinked = (_link: string): boolean => false
  /** Idle but where a large world is opened. */
  readonly helper = makeHelper()
  private readonly tellers = new Set<(told: Told) => void>()
  private readonly acting: Acting
  private readonly core: Core
  private readonly intake: Intake
  private readonly keeping: Keeping
  private readonly ground: Ground
  private readonly blobs: BlobsHere
  private readonly ownSeals: OwnSeals | undefined
  private readonly tabs: ReturnType<typeof meetTabs>
  private readonly sealing: ReturnType<typeof takeTurn>
  private readonly awaySign: ReturnType<typeof makeSign>
  private isLookDue = false
  /** The engine may hold what the disk does not: the next look begins anew. */
  private isAhead = false
  /** Why the last second's work could not be done, if it could not. */
  private trouble: Error | undefined
  private tail: Promise<unknown> = Promise.resolve()
  private readonly beside = new Set<Promise<unknown>>()
  private stopTicking = (): void => {}
  private readonly hostTime: HostTime | undefined
  private readonly views: ViewsBehind
  private isHolding = false
  /** Another tab of this browser holds the host away, as far as this second knows. */
  private isHeld = false
  private closed = false

  private constructor(
    readonly store: Store,
    readonly genesis: Genesis,
    private life: Life,
    private readonly clock: HostClock | FollowerClock,
    private readonly hostSigner: Signer | undefined,
    private readonly time: Machine,
    private readonly by: Rules,
    lost: Lost,
    unviewed: Map<string, Set<string>> | undefined,
  ) {
    this.voids = new Voids(
      {
        mine: (device) => this.accountHere(device),
        isLeftOut: (device) => this.isLeftOut(device),
        entry: (hash) => this.engine.openEntry(hash),
        texts: (hashes) => store.rowsByHash(hashes),
        kept: () => keptVoids(store),
        // K18: what the host did not come to is told to who sees this page, and noted for nobody.
        keep: (change) => (this.engine.alarms.length > 0 ? keptVoids(store).then(change) : changeVoids(store, change)),
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
      blob: (hash) => this.blobs.state(hash),
      standing: (event) => this.standing(event),
      finalAsOf: () => this.engine.last.upTo,
    })
    this.views = new ViewsBehind(store, this.texts, () => this.engine, unviewed)
    if (clock instanceof HostClock)
      this.hostTime = new HostTime({
        store,
        clock,
        time,
        engine: () => this.engine,
        turn: (body) => this.inStep(body),
        seal: async (options) => this.ownSeals?.seal(options),
        along: (entry) => void (this.life.along = entry),
        show: () => this.show(),
        onSleep: () => this.onSleep(),
      })
    const database = databaseName(store.world, store.peer)
    this.tabs = meetTabs(database, () => this.lookSoon())
    this.sealing = hostSigner ? takeTurn(`seals ${database}`) : { isMine: false, release() {} }
    this.awaySign = makeSign(`away ${database}`)
    this.core = {
      store,
      genesis,
      time,
      texts: this.texts,
      isHost: hostSigner !== undefined,
      helper: this.helper,
      life: () => this.life,
      isOwn: (device) => this.isOwn(device),
      turn: (body) => this.turn(body),
      show: () => this.show(),
      look: () => this.look(),
      lookLater: () => void (this.isLookDue = true),
      reload: (kept) => this.reload(kept),
      keepSettled: (bulk) => this.keeping.settled(bulk),
      kept: () => this.tabs.kept(),
      tell: (told) => this.tell(told),
      tellKept: (told) => this.tellKept(told),
    }
    this.ground = new Ground(this.core, { onChecked: () => this.onChecked(), isLinked: (link) => this.isLinked(link) })
    this.acting = new Acting(this.core, () => this.hindrance)
    this.intake = new Intake(this.core, this.ground, (rows) => this.meetPersonas(rows))
    this.blobs = new BlobsHere(store, {
      isGone: (file) => this.isGone(file),
      fetch: (hash, size) => this.fetchBlob(hash, size),
      shipped: (hash) => this.shippedBlob(hash),
      tell: (files) => this.answers.tell({ changed: new Map(), blobs: files }),
    })
    if (hostSigner) this.ownSeals = new OwnSeals(this.core, hostSigner, () => this.peersConnected() > 0)
    const { answers, blobs, hostTime, intake, views, voids } = this
    this.keeping = new Keeping(this.core, { answers, blobs, hostTime, intake, views, voids, lastMade: () => this.host?.lastMade })
  }

  /** Brings a kept world to life. */
  static async open({ store, time = machine, timing = realTiming, views = true, by = rules }: PeerOptions): Promise<Peer> {
    const [loaded, hostKey] = await Promise.all([store.load(), store.key('device/host')])
    const genesis = JSON.parse(loaded.genesis) as Genesis
    const hostSigner = hostKey ? await openSigner(hostKey.value as KeptSigner) : undefined
    const personas = await openPersonas(store, loaded.meta)
    const offset = (loaded.meta.get(OFFSET) as number | undefined) ?? 0
    const stood = Math.max(lastInstant(loaded, genesis), (loaded.meta.get(AWAKE) as number | undefined) ?? 0)
    const clock = hostSigner ? new HostClock(offset, stood, time) : new FollowerClock(time)
    const life = await revive({ store, loaded, clock, own: devicesOf(hostSigner, personas), time, by })
    gather(life)
    life.engine.takeJudged()
    const loadedBehind = new Map([...life.changed].map(([table, keys]) => [table.name, keys]))
    life.changed.clear()
    const peer = new Peer(store, genesis, life, clock, hostSigner, time, by, voidsIn(loaded.meta), views ? loadedBehind : undefined)
    peer.ground.misled = loaded.meta.get(MISLED) as Misled | undefined
    peer.personas = arrivedAmong(personas, life.engine)
    peer.keeping.foldedAgain(loaded.rows.length - life.engine.open.length)
    peer.voids.judged(life.engine.open.map((entry) => entry.hash))
    await peer.keeping.settled()
    await peer.keeping.mend().catch(() => undefined) // a disk that refuses has its own screen; the next start does it
    peer.ground.floor = loaded.meta.get(FLOOR) as Floor | undefined
    if (peer.floor) {
      const { ground } = peer
      void peer
        .turn(() => (loaded.snapshot ? ground.openHistory() : ground.forsake('what was kept of it is damaged')))
        .catch(() => undefined)
    }
    void peer.turn(() => peer.keeping.destroyErased()).catch(() => undefined) // what a crash or an import left to be erased
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
  get host(): Host | undefined {
    return this.ownSeals?.host
  }

  // ---- acts

  /** A payload around somebody's words: kept with the first act that names it. */
  write(writer: AccountId, words: Json): { readonly hash: Hash; readonly characters: number } {
    return this.acting.write(writer, words)
  }

  /** Asks the rules whether an act would stand here and now; changes nothing. */
  ask(device: DeviceId, { type, data }: Deed): Outcome {
    const { hindrance } = this
    if (hindrance) return hindrance
    if (letIn(this.life)) this.show()
    const verdict = this.engine.try(device, type, data)
    return verdict === null ? { ok: true, id: '' } : refusal(verdict)
  }

  /**
   * Does acts as one device, all or none, in one durable batch (K1). Resolves once they are on disk. The screens follow at once.
   * @throws StoreFailure when the disk refuses: then nothing has happened
   */
  act(signer: Signer, deeds: readonly Deed[]): Promise<Outcome> {
    return this.acting.act(signer, deeds)
  }

  private unchecked(): Outcome {
    return { ok: false, clauses: [{ id: 'unchecked', text: this.finality.says, facts: { ...this.ground.progress } }] }
  }

  /** Why nobody may act here at all, if that is so. */
  private get hindrance(): Outcome | undefined {
    if (this.floor) return this.unchecked()
    const { unfit } = this.engine
    return unfit && { ok: false, clauses: [{ id: unfit, text: this.finality.says, facts: {} }] }
  }

  private isOwn(device: DeviceId): boolean {
    return devicesOf(this.hostSigner, this.personas).includes(device)
  }

  // ---- what comes from elsewhere

  /** Takes in what another peer sent. Resolves when it is durable. Never rejects for what a stranger can send. */
  receive(
    from: string,
    texts: readonly string[],
    sealTexts: readonly string[],
    payloads: readonly Payload[],
  ): ReturnType<Intake['receive']> {
    return this.intake.receive(from, texts, sealTexts, payloads)
  }

  /** From where on a feed is to be asked for, whose last row here is this one; `undefined`: there is no room for more of it now (K20). */
  wantsBehind(last: Place): Place | undefined {
    return this.intake.wantsBehind(last)
  }
  /** Rows on which others here rest and that are not here: what to ask peers for. */
  missing(): Hash[] {
    return this.intake.missing()
  }
  /** Lets in what waited for seals or for its turn (K20). Words that came before it found nobody who had named them: they are asked for. */
  async admitWaiting(): Promise<void> {
    const lacked = await wordsLacked(this.store, await this.intake.admitWaiting())
    if (lacked.length > 0) this.texts.onMissing(lacked)
  }

  // ---- the short way in (K19)

  /** The snapshot from which this world began here, as long as the history behind it is not here and checked. Nobody acts until then. */
  get floor(): Floor | undefined {
    return this.ground.floor
  }
  /** What of the history behind a snapshot is still to come. */
  get backlog(): Backlog | undefined {
    return this.ground.backlog
  }
  /** Whether every row has to be waited for: a snapshot of this world could not stand. */
  get isLongWay(): boolean {
    return this.ground.misled !== undefined
  }
  /** Begins with a snapshot that was checked, if nothing is here. @param manifest the host's word for it @returns whether it did */
  beginFrom(snapshot: KeptSnapshot, manifest: string): Promise<boolean> {
    return this.ground.beginFrom(snapshot, manifest)
  }
  /** Once a second, while history is on its way. */
  pressHistory(): Promise<void> {
    return this.ground.press()
  }
  /** An invitation names this seal: whoever follows it believes nothing older (K20). */
  promise(number: number): void {
    this.promisedFloor = Math.max(this.promisedFloor, number)
    this.publish()
  }

  /** Seals at once what can be covered (the host only). @param full without waiting for slower peers: everything that is here */
  sealNow({ full = false } = {}): Promise<Seal | undefined> {
    return this.inStep(async () =>
      this.isStopped || this.isAway ? undefined : this.ownSeals?.seal(() => (full ? { upTo: this.engine.worldTime } : {})),
    )
  }

  /** Whether the host's part stands still: this tab, or another one of this browser, has stepped aside. */
  get isAway(): boolean {
    return this.isHolding || this.isHeld
  }
  /** Whether it was this tab. */
  get hasSteppedAside(): boolean {
    return this.isHolding
  }
  /**
   * Leaves the host's part undone until `false`, as if its page were closed: nothing is sealed, no clock leaps, nothing is examined. Other
   * tabs of this browser do so within a second.
   */
  stepAside(on: boolean): void {
    this.isHolding = on && this.isHost
    this.isHeld = false
    this.awaySign.show(this.isHolding)
  }

  // ---- the world's clock (K11), where its host is

  /** It leaps, with a seal that says why. @param by milliseconds @throws Error where the host is not */
  async jump(by: Millis, why: string): Promise<Seal | undefined> {
    if (!this.hostTime) throw new Error(t`Only the host of a world can move its clock.`)
    if (this.isAway) throw new Error(inLanguage(hindrances.away))
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

  /** How many acts here may still become final. */
  get pending(): number {
    return pendingIn(this.engine, this.genesis.host)
  }
  /** Whether a device came too late to its invite, for good: what else it signed stays in this browser. */
  isLeftOut(device: DeviceId): boolean {
    return isLeftOut(this.core, device)
  }

  get finality(): Finality {
    return finalityOf(this.core, {
      isAsleep: this.isStopped,
      isUnchecked: this.floor !== undefined,
      isAway: this.isAway,
      trouble: this.trouble,
      wasMisled: this.isLongWay,
      isSealing: this.isSealing,
    })
  }
  /** Whether this tab is the one that seals, or does so for one that does not. */
  private get isSealing(): boolean {
    return this.sealing.isMine || this.ownSeals?.isLeft === true
  }

  /** The last seal that is here with all seals before it, whether or not it could take effect yet. */
  heldSeal(): ReturnType<typeof lastHeld> {
    return lastHeld(this.life)
  }
  /** Whether seals have come that do not go on from ours: the host has spoken twice, and it is not known yet where (K12). */
  get isParted(): boolean {
    const { number } = this.heldSeal()
    return !this.engine.frozen && (this.life.hasOtherPast || [...this.life.held.values()].some(({ body }) => body.number === number + 1))
  }
  /** Seals that are here and could not take effect. Ascending. */
  heldSeals(): Seal[] {
    return allHeld(this.life)
  }

  // ---- what others want to know

  onTold(listener: (told: Told) => void): () => void {
    this.tellers.add(listener)
    return () => this.tellers.delete(listener)
  }

  /** Of what this browser did, and of what has an effect. Whether something else had none may have to be looked up: `verdict` does. */
  standing(event: Hash): 'pending' | 'final' | 'void' {
    return standingOf(this.life, this.voids, event)
  }
  /** pending, final or void, with the clauses that refused it. */
  verdict(event: Hash): Promise<Judged> {
    return verdictOn(this.core, this.voids, event)
  }

  /** The account of this browser that a device acts for, if any; also one of ours that was not let in, or not enrolled. */
  private accountHere(device: DeviceId): AccountId | undefined {
    const own = this.personas.find((persona) => persona.device.id === device)
    const account = this.engine.read(devices, device)?.account || own?.account
    return this.personas.some((persona) => persona.account === account) ? account : undefined
  }

  watch<A, R>(question: Question<A, R>, args: A, as: AccountId | undefined, told: (answer: R) => void): () => void {
    return this.answers.watch(question, args, as, told)
  }

  // ---- files

  blobChanged(state: Known): void {
    this.blobs.changed(state)
  }
  /** A screen wants these bytes: they are fetched unless they are here, erased or already on their way. Asking again does no harm. */
  wantBlob(hash: Hash, size: number): Promise<void> {
    return this.blobs.want(hash, size)
  }
  /** What of a blob is here, as far as is known at this moment; who watches is told when more is. */
  blobState(hash: Hash): ReturnType<BlobsHere['state']> {
    return this.blobs.state(hash)
  }
  /** Takes files off the disk that nothing names. They may come again. */
  letGo(files: readonly Hash[]): Promise<void> {
    return this.blobs.letGo(files)
  }
  /** Whether a file was erased and nobody shows it any more: it is neither fetched nor served. */
  isGone(file: Hash): boolean {
    return this.life.erasure.isGone(file, (index, name) => this.answers.list(index, name))
  }

  // ---- keeping in step

  /** One change at a time. */
  private turn<T>(body: () => Promise<T>): Promise<T> {
    const next = this.tail.then(body, body)
    this.tail = next.catch(() => undefined)
    return next
  }
  /** A change that rests on what the disk holds: where the last look at that failed, it looks once more first. */
  private inStep<T>(body: () => Promise<T>): Promise<T> {
    return this.turn(async () => {
      if (this.isAhead) await this.look()
      return body()
    })
  }
  /** Resolves when all that was begun so far is done. */
  async idle(): Promise<void> {
    await Promise.all(this.beside)
    await this.turn(async () => undefined)
    await this.keeping.written
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

  /** The state at the last seal, and how many acts may become final behind it: what a copy takes along, and what it leaves (K21). */
  atLastSeal(): Promise<{ readonly snapshot: Snapshot; readonly open: number }> {
    return this.turn(async () => ({ snapshot: this.keeping.snapshot(), open: this.pending }))
  }
  saveSnapshot(): Promise<void> {
    return this.keeping.saveSnapshot()
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

  /** Where the disk refuses, the next second looks again: nobody says twice that something was kept. */
  private async look(): Promise<void> {
    this.isLookDue = false
    try {
      await (this.isAhead ? this.reload() : this.lookAtDisk())
    } catch (error) {
      this.isLookDue = this.isAhead = true
      throw error
    }
  }

  /** Folds what other tabs of this browser have kept since this one last looked. It was proven before it was kept. */
  private async lookAtDisk(): Promise<void> {
    this.texts.lookAgain()
    if (((await this.store.meta(FLOOR)) !== undefined) !== (this.floor !== undefined)) return this.reload()
    const { engine, prover, mark } = this.life
    const news = await this.store.since({ ...mark, seal: engine.last.number })
    const rows = news.rows.flatMap((text) => okay(readRow(text))).filter((row) => !engine.has(row.hash))
    const seals = news.seals.flatMap((text) => okay(readSeal(text)))
    prover.trust(rows)
    hold(this.life, seals)
    engine.add(rows, seals, await prover.unfounded(rows))
    this.intake.letGo(rows)
    this.life.mark = news.mark
    this.show()
    await this.meetPersonas(rows)
    await this.keeping.settled()
    this.voids.readAgain(await keptVoids(this.store))
    if (rows.length + seals.length > 0) this.tell({ from: ANOTHER_TAB, rows, seals, payloads: [] })
  }

  /** Whom another tab has made or brought since: their first row has just come from there, and their keys were on the disk before it. */
  private async meetPersonas(rows: readonly Row[]): Promise<void> {
    const first = rows.filter(({ body }) => body.seq === 1 && !this.isOwn(body.device)).map(({ body }) => body.device)
    this.bring(first.length === 0 ? [] : await personasAt(this.store, first))
  }
  private bring(met: readonly Persona[]): void {
    if (met.length === 0) return
    this.personas = [...this.personas.filter(({ account }) => !met.some((each) => each.account === account)), ...met]
    this.onPersonas()
  }

  /**
   * Begins anew from what is durable here, as a start does: also with what other tabs have kept beside the log. Screens are told of what differs.
   * @param kept a snapshot with which a world without anything has just begun: it need not be read again
   */
  private async reload(kept?: KeptSnapshot): Promise<void> {
    const { store, clock, time, by, life: before } = this
    this.isAhead = true
    before.engine.untick()
    this.texts.lookAgain()
    const here = await store.load()
    // Another tab may have kept a newer one meanwhile: what was loaded stands behind that.
    const loaded = kept && (here.snapshot?.last.number ?? 0) <= kept.last.number ? { ...here, snapshot: kept } : here
    const personas = await openPersonas(store, here.meta)
    this.life = await revive({ store, loaded, clock, own: devicesOf(this.hostSigner, [...this.personas, ...personas]), time, by })
    gather(this.life)
    this.life.changed.clear()
    const isAtOne = before.engine.alarms.length > 0 && this.engine.alarms.length === 0 // it begins behind what it had come to alone
    if (isAtOne) this.voids.beginAnew(voidsIn(here.meta))
    this.voids.readAgain(voidsIn(here.meta))
    if (kept) {
      this.views.tellAnew() // to tell what differs from nothing would be to read all of it
      this.answers.tell({ changed: new Map(), anew: true })
    } else {
      // A screen may have come to grief over what a host made up, and then it waits for no row.
      if (this.floor && !here.meta.has(FLOOR)) this.answers.tell({ changed: new Map(), anew: true })
      for (const [table, keys] of differences(before.engine, this.engine)) {
        this.life.changed.set(table, new Set([...keys, ...(before.changed.get(table) ?? [])]))
      }
    }
    this.show([...before.engine.open, ...this.engine.open].map(({ hash }) => hash))
    this.bring(arrivedAmong(personas, this.engine).filter(({ device }) => !this.isOwn(device.id)))
    await this.hostTime?.readAgain()
    await this.keeping.settled()
    await this.ground.readAgain(loaded)
    this.isAhead = false
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

  private tellKept(told: Told): void {
    if (told.rows.length + told.seals.length + told.payloads.length === 0) return
    this.tabs.kept()
    this.tell(told)
  }

  private tell(told: Told): void {
    for (const teller of this.tellers) apart(() => teller(told))
  }

  /** Once a second: what was kept aside may come in, what is due shows, the host seals, and clocks on screens move. */
  private async tick(): Promise<void> {
    if (this.closed || this.store.failed) return
    // Who comes in lets them wait, for what comes needs the disk.
    if (!this.floor && (this.isHost || this.engine.last.number > 0)) void this.keeping.areViewsOpen()
    const pressed = this.pressHistory()
    const work = this.turn(async () => {
      await pressed
      if (this.isLookDue || this.isAhead) await this.look()
      await this.hostTime?.look()
      letIn(this.life)
      if (this.isHost && !this.isHolding) this.isHeld = await this.awaySign.isShown()
      if (!this.sealing.isMine) this.ownSeals?.watch(this.isAway)
      if (this.isSealing && !this.isStopped && !this.isAway) await this.host?.step()
      await this.keeping.tidyUp()
      this.keeping.readAhead()
      this.show()
      this.answers.tell({ changed: new Map(), time: true })
    })
    this.trouble = await work.then(
      () => undefined,
      (error: Error) => error,
    )
    await this.admitWaiting().catch(() => undefined) // a disk that refuses has its own screen
  }

  async close(): Promise<void> {
    this.closed = true
    this.helper.close()
    this.stopTicking()
    this.line?.hangUp()
    this.line = undefined
    void this.examining?.then((examining) => examining.stop()).catch(() => undefined)
    await this.turn(() => this.intake.keepComing()).catch(() => undefined)
    this.tabs.close()
    await this.turn(() => this.keeping.tidyUp()).catch(() => undefined)
    await this.keeping.written
    await this.noteAwake().catch(() => undefined)
    this.sealing.release()
    this.awaySign.show(false)
    this.views.close()
    this.store.close()
  }
}

/** No link's name: what another tab kept is told of to all links, and sent to those that ask for it. */
const ANOTHER_TAB = 'another tab'

const devicesOf = (host: Signer | undefined, personas: readonly Persona[]): DeviceId[] => [
  ...(host ? [host.id] : []),
  ...personas.map((persona) => persona.device.id),
]

/** A device that is not known and has no row here never arrived: the page was killed between its keys and its first row. */
function arrivedAmong(personas: readonly Persona[], engine: Engine): Persona[] {
  const arrived = new Set(engine.vector().map(({ device }) => device))
  return personas.filter(({ device }) => arrived.has(device.id) || engine.read(devices, device.id) !== undefined)
}

const VOIDS = 'voids'
const MORE_VOIDS = 'voids.more'
const voidsIn = (meta: ReadonlyMap<string, unknown>): Lost => ({
  acts: (meta.get(VOIDS) ?? []) as VoidAct[],
  more: (meta.get(MORE_VOIDS) ?? []) as Hash[],
})
const keptVoids = async (store: Store): Promise<Lost> => voidsIn(await store.metaFrom(VOIDS))
async function changeVoids(store: Store, change: (kept: Lost) => Lost): Promise<Lost> {
  const put = ({ acts, more }: Lost) =>
    new Map<string, unknown>([
      [VOIDS, acts],
      [MORE_VOIDS, more],
    ])
  return voidsIn(await store.changeMeta(VOIDS, (meta) => put(change(voidsIn(meta)))))
}

/** The latest instant that is final on the disk. */
function lastInstant({ seals, snapshot }: Loaded, genesis: Genesis): Millis {
  const last = seals.slice(-1).flatMap((text) => okay(readSeal(text)))[0]
  return last?.body.upTo ?? snapshot?.last.upTo ?? genesis.begins
}
