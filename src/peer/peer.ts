/**
 * A peer: one store of one world, brought to life. It keeps the engine, the disk and the screens in step:
 *
 *     an act here      rules asked -> signed -> folded and shown -> durable -> told to other peers
 *     from elsewhere   read -> proven -> folded and shown -> durable -> told to other peers
 *
 * All changes run one after the other through `turn`. What is shown before it is durable is taken back if the disk refuses it.
 */
import { areas } from '../areas'
import { devices, erased } from '../areas/accounts/rules'
import type { AccountId, Question } from '../areas/area'
import { compose } from '../areas/compose'
import { Engine, type Start, startOf } from '../log/engine'
import { hostsOf, makeProver, type Prover } from '../log/proof'
import { makeRow, readRow, readSeal, writeBody } from '../log/rows'
import type { Table } from '../log/rules'
import { type KeptSigner, openSigner, type Signer } from '../log/signing'
import type { Body, DeviceId, Genesis, Hash, Json, Row, Seal, Verdict } from '../log/types'
import type { Settlement } from '../store/feeds'
import type { Payload } from '../store/payloads'
import type { Store } from '../store/store'
import { openViews, type Views } from '../store/views'
import type { BlobState } from '../store/blobs'
import { Answers } from './answers'
import { FollowerClock, HostClock, type Machine, machine, slept } from './clock'
import { Host } from './host'
import { type Deed, openPersonas, type Persona } from './personas'
import { Texts } from './texts'
import { type VoidAct, Voids } from './voids'
import { namesIn, unwrap, wrap } from './payload'

/** What came of an act. `clauses` quote the policy, with the facts that were looked at. */
export type Outcome =
  | { readonly ok: true; readonly id: Hash }
  | {
      readonly ok: false
      readonly clauses: readonly { readonly id: string; readonly text: string; readonly facts: Readonly<Record<string, Json>> }[]
    }

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
  /** Views on disk are for DevTools and long lists; tests of other things do without. */
  readonly views?: boolean
}

const TICK = 1_000
const SNAPSHOT_EVERY = 2_000
const PEN_ROWS = 5_000
const rules = compose(areas)
const clauseTexts = new Map(areas.flatMap((area) => Object.entries(area.clauses).map(([id, clause]) => [id, clause.text] as const)))
const proofs = areas.flatMap((area) => area.proofs ?? [])

export class Peer {
  readonly answers: Answers
  readonly texts: Texts
  personas: Persona[] = []
  host: Host | undefined
  /** Sync fetches a blob from whoever has it; until it runs, nobody does. */
  fetchBlob = (_hash: Hash, _size: number): void => {}
  /** Sync tells the host how many strangers listen. */
  peersConnected = (): number => 0
  private readonly tellers = new Set<(told: Told) => void>()
  private readonly blobStates = new Map<Hash, BlobState>()
  private readonly askedBlobs = new Set<Hash>()
  private readonly drafts = new Map<Hash, Payload>()
  /** Rows of devices that nobody has let in: they wait here, in memory, and are the first to go (K20). */
  private readonly pen = new Map<Hash, Row>()
  private settlements: Settlement[] = []
  /** Acts of accounts of this browser that did not happen. */
  readonly voids: Voids
  private sinceSnapshot = 0
  private tail: Promise<unknown> = Promise.resolve()
  private ticking: ReturnType<typeof setInterval> | undefined
  private views: Views | undefined
  private closed = false

  private constructor(
    readonly store: Store,
    readonly genesis: Genesis,
    readonly engine: Engine,
    private readonly clock: HostClock | FollowerClock,
    private readonly prover: Prover,
    private readonly hostSigner: Signer | undefined,
    private readonly time: Machine,
    lost: readonly VoidAct[],
  ) {
    this.voids = new Voids(
      {
        mine: (device) => this.accountHere(device),
        entry: (hash) => engine.openEntry(hash),
        texts: (hashes) => store.rowsByHash(hashes),
        keep: (acts) => store.putMeta('voids', acts),
        inWords: (verdict) => refusal(verdict).clauses,
      },
      lost,
    )
    this.texts = new Texts(store, (hashes) => {
      this.answers.tell({ changed: new Map(), texts: hashes })
      this.views?.textsChanged(hashes)
    })
    this.answers = new Answers({
      reader: () => engine.reader,
      rows: (of) => engine.rowsOf(of as Table<object>),
      text: (hash) => this.texts.read(hash),
      blob: (hash) => this.blobState(hash),
      standing: (event) => this.standing(event),
    })
    engine.onSettled = (seal, settled) => {
      this.settlements.push({ seal, settled })
      for (const { hash, verdict } of settled) if (verdict) this.voids.note(hash)
    }
    if (hostSigner)
      this.host = new Host({
        engine,
        sign: (text) => hostSigner.sign(text),
        keep: (seal) => this.takeOwnSeal(seal),
        hasPeers: () => this.peersConnected() > 0,
        isOwn: (device) => device === hostSigner.id || this.personas.some((persona) => persona.device.id === device),
        steady: () => time.steady(),
      })
  }

  /** Brings a kept world to life. */
  static async open({ store, time = machine, views = true }: PeerOptions): Promise<Peer> {
    const loaded = await store.load()
    const genesis = JSON.parse(loaded.genesis) as Genesis
    const begin: Start = startOf(genesis)
    const snapshot = loaded.snapshot ?? begin.snapshot
    const hostKey = await store.key('device/host')
    const hostSigner = hostKey ? await openSigner(hostKey.value as KeptSigner) : undefined
    const offset = (loaded.meta.get('clock.offset') as number | undefined) ?? 0
    const clock = hostSigner ? new HostClock(offset, snapshot.last.upTo, time) : new FollowerClock(time)
    const sealedAt = loaded.meta.get('clock.sealedAt') as number | undefined
    const elapsed = sealedAt === undefined ? 0 : slept(sealedAt, time)
    const engine = new Engine(rules, { world: store.world, snapshot, elapsed }, clock)
    const prover = makeProver({ world: store.world, host: hostsOf(genesis), proofs })
    const rows = [...loaded.rows, ...loaded.forks].flatMap((text) => okay(readRow(text)))
    const seals = [...loaded.seals, ...loaded.otherSeals].flatMap((text) => okay(readSeal(text)))
    engine.add(rows, seals, await prover.unfounded(rows))
    prover.trust(engine.pendingRows())
    prover.settled(engine.heads.values())
    engine.takeChanged()
    engine.takeJudged()
    const peer = new Peer(store, genesis, engine, clock, prover, hostSigner, time, (loaded.meta.get('voids') ?? []) as VoidAct[])
    peer.personas = await openPersonas(store, loaded.meta)
    peer.voids.judged(engine.open.map((entry) => entry.hash))
    if (views) await peer.openViews()
    peer.ticking = setInterval(() => void peer.tick(), TICK)
    return peer
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
    const verdict = this.engine.try(device, type, data)
    return verdict === null ? { ok: true, id: '' } : refusal(verdict)
  }

  /**
   * Does acts as one device, all or none, in one durable batch (K1). Resolves once they are on disk. The screens follow at once.
   * @throws StoreFailure when the disk refuses: then nothing has happened
   */
  act(signer: Signer, deeds: readonly Deed[]): Promise<Outcome> {
    return this.turn(async () => {
      if (this.engine.unfit === 'outdated') return refusal({ why: 'unknown type', clauses: [] })
      for (let attempt = 0; ; attempt++) {
        const rows = await this.prepare(signer, deeds)
        if (!Array.isArray(rows)) return rows
        const payloads = this.payloadsOf(rows)
        this.settle()
        this.show()
        const kept = await this.store.appendOwn(signer.id, rows, payloads).catch((error: unknown) => {
          for (const row of rows.toReversed()) this.engine.withdraw(row.hash)
          this.show()
          throw error
        })
        if (kept.ok) {
          for (const { hash } of payloads) this.drafts.delete(hash)
          this.prover.trust(rows)
          await this.keepSettled()
          this.tell({ from: null, rows, seals: [], payloads })
          return { ok: true, id: (rows.at(-1) as Row).hash }
        }
        // Another tab acted as this device first: fold what it did, then ask the rules again.
        for (const row of rows.toReversed()) this.engine.withdraw(row.hash)
        this.engine.add(kept.behind.flatMap((text) => okay(readRow(text))))
        this.show()
        if (attempt === 4) throw new Error('another tab keeps acting as this account')
      }
    })
  }

  /** Signs each act where the one before left the world; folds them. Any refusal takes all of them back. */
  private async prepare(signer: Signer, deeds: readonly Deed[]): Promise<Row[] | Outcome> {
    const rows: Row[] = []
    for (const [i, { type, data }] of deeds.entries()) {
      const verdict = this.engine.try(signer.id, type, data)
      if (verdict !== null) {
        for (const row of rows.toReversed()) this.engine.withdraw(row.hash)
        return refusal(verdict)
      }
      const body: Body = { ...this.engine.draft(signer.id), type, data }
      const text = writeBody(body)
      const signature = i === deeds.length - 1 ? await signer.sign(text) : ''
      const reading = readRow(signature + text)
      if (!reading.ok) throw new Error(`${type} cannot be written: ${reading.why}`)
      const row = makeRow(signature + text, body)
      this.engine.add([row])
      rows.push(row)
    }
    return rows
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
      const rows = texts.flatMap((text) => read(text, readRow))
      const seals = sealTexts.flatMap((text) => read(text, readSeal))
      const proven = await this.prover.prove(from, rows, seals)
      refused.push(...proven.refused.map(({ why }) => why))
      const unfounded = new Set(proven.unfounded)
      const fresh = proven.proven.filter((row) => !this.engine.has(row.hash))
      const admitted = fresh.filter((row) => this.isAdmitted(row, unfounded) || !this.putInPen(row))
      const good = payloads.filter((payload) => this.mayKeep(payload))
      this.engine.add(admitted, proven.seals, proven.unfounded)
      admitted.push(...this.releasePen(unfounded))
      this.settle()
      this.show()
      const taken = await this.keep(admitted, proven.seals, good)
      this.texts.arrived(good)
      const told: Told = { from, rows: admitted, seals: proven.seals, payloads: good.filter(({ hash }) => !taken.erased.includes(hash)) }
      if (told.rows.length + told.seals.length + told.payloads.length > 0) this.tell(told)
      return { told, refused, missing: [...this.engine.missing(), ...this.prover.wanted(256).map((ref) => ref.hash)] }
    })
  }

  /** Keeps what others sent: what a seal covers already goes straight into segments, the rest into the tail. */
  private async keep(rows: readonly Row[], seals: readonly Seal[], payloads: readonly Payload[]) {
    const covered = new Set(this.settlements.flatMap(({ settled }) => settled.map(({ hash }) => hash)))
    const bulk = new Map(rows.filter((row) => covered.has(row.hash)).map((row) => [row.hash, row.text]))
    const inEffect = new Set(this.settlements.map(({ seal }) => seal.hash))
    const taken = await this.store.appendForeign({
      rows: rows.filter((row) => !covered.has(row.hash)),
      seals: seals.filter((seal) => !inEffect.has(seal.hash)),
      payloads,
    })
    await this.keepSettled(bulk)
    return taken
  }

  /** K20: a feed counts once its device was let in; until then, and for anybody's floods, there is a pen of fixed size. */
  private isAdmitted(row: Row, unfounded: ReadonlySet<Hash>): boolean {
    const { device, type, seq } = row.body
    return (
      this.engine.read(devices, device) !== undefined ||
      device === this.genesis.host ||
      (type === 'accounts.joined' && seq === 1 && !unfounded.has(row.hash))
    )
  }
  private putInPen(row: Row): boolean {
    this.pen.set(row.hash, row)
    if (this.pen.size > PEN_ROWS) this.pen.delete(this.pen.keys().next().value as Hash)
    return true
  }
  private releasePen(unfounded: ReadonlySet<Hash>): Row[] {
    const released: Row[] = []
    for (;;) {
      const awaited = new Set(this.engine.missing())
      const rows = [...this.pen.values()].filter((row) => awaited.has(row.hash) || this.isAdmitted(row, unfounded))
      if (rows.length === 0) return released
      for (const row of rows) this.pen.delete(row.hash)
      this.engine.add(rows)
      released.push(...rows)
    }
  }

  /** Erased words never come back: the writer inside the payload is who erased them. */
  private mayKeep(payload: Payload): boolean {
    const written = unwrap(payload.bytes)
    const tombstone = this.engine.read(erased, payload.hash)
    return written !== undefined && tombstone?.writer !== written.writer
  }

  // ---- seals

  private async takeOwnSeal(seal: Seal): Promise<boolean> {
    this.engine.add([], [seal])
    if (this.engine.last.hash !== seal.hash) throw new Error('our own seal took no effect')
    this.settle()
    this.show()
    await this.keepSettled()
    this.tell({ from: null, rows: [], seals: [seal], payloads: [] })
    return true
  }

  /** Seals at once what can be covered (the host only). @param full without waiting for slower peers: everything that is here */
  sealNow({ full = false } = {}): Promise<Seal | undefined> {
    return this.turn(async () => this.host?.seal(full ? { upTo: this.engine.worldTime } : {}))
  }

  /** K11: the world's clock leaps, with a seal that says why. @param by milliseconds */
  jump(by: number, why: string): Promise<Seal | undefined> {
    return this.turn(async () => {
      if (!(this.clock instanceof HostClock) || !this.host) throw new Error('Only the host of a world can move its clock.')
      await this.store.putMeta('clock.offset', this.clock.jump(by))
      return this.host.seal({ jump: why, upTo: this.engine.worldTime })
    })
  }

  // ---- what others want to know

  onTold(listener: (told: Told) => void): () => void {
    this.tellers.add(listener)
    return () => this.tellers.delete(listener)
  }

  standing(event: Hash): 'pending' | 'final' | 'void' {
    if (this.voids.has(event)) return 'void'
    const entry = this.engine.openEntry(event)
    if (entry) return entry.verdict === null ? 'pending' : 'void'
    return this.engine.has(event) ? 'pending' : 'final'
  }

  /** pending, final or void, with the clauses that refused it. */
  async verdict(event: Hash): Promise<{
    readonly standing: 'pending' | 'final' | 'void' | 'unknown'
    readonly verdict: Verdict
    readonly at?: number
    readonly seal?: number
  }> {
    const entry = this.engine.openEntry(event)
    if (entry) return { standing: entry.verdict ? 'void' : 'pending', verdict: entry.verdict, at: entry.at }
    const settled = await this.store.verdictOf(event)
    if (settled) return { standing: settled.verdict ? 'void' : 'final', verdict: settled.verdict, at: settled.at, seal: settled.seal }
    return { standing: this.engine.has(event) ? 'pending' : 'unknown', verdict: null }
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
    if (state?.state === 'here' || state?.state === 'erased') return
    this.fetchBlob(hash, size)
  }

  private blobState(hash: Hash) {
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
    await this.turn(async () => undefined)
  }

  /** After a fold: the prover may forget what is settled. */
  private settle(): void {
    if (this.settlements.length > 0) this.prover.settled(this.engine.heads.values())
  }

  private async keepSettled(bulk?: ReadonlyMap<Hash, string>): Promise<void> {
    if (this.settlements.length === 0) return
    const settlements = this.settlements
    this.settlements = []
    await this.voids.settled(settlements, bulk)
    const kept = await this.store.settle(settlements, bulk)
    if (!kept.ok) throw new Error('another tab sealed first')
    await this.store.putMeta('clock.sealedAt', this.time.wall() - this.engine.elapsed)
    await this.eraseFor(settlements)
    this.sinceSnapshot += settlements.reduce((sum, { settled }) => sum + settled.length, 0)
    if (this.sinceSnapshot >= SNAPSHOT_EVERY) await this.saveSnapshot()
  }

  /** What its writer erased is destroyed once that is final. */
  private async eraseFor(settlements: readonly Settlement[]): Promise<void> {
    const names = this.toErase
    if (names.size === 0 || settlements.length === 0) return
    const final = [...names].filter((hash) => this.engine.read(erased, hash) !== undefined && !this.isErasurePending(hash))
    for (const hash of final) names.delete(hash)
    if (final.length === 0) return
    const here = await this.store.payloads(final)
    const rightful = final.filter((hash) => {
      const bytes = here.get(hash)
      return !bytes || unwrap(bytes)?.writer === this.engine.read(erased, hash)?.writer
    })
    await this.store.erasePayloads(rightful.filter((hash) => here.has(hash)))
    this.texts.erased(rightful)
  }
  private readonly toErase = new Set<Hash>()
  private isErasurePending(hash: Hash): boolean {
    const at = this.engine.read(erased, hash)?.at ?? 0
    return at > this.engine.last.upTo
  }

  async saveSnapshot(): Promise<void> {
    this.sinceSnapshot = 0
    await this.store.saveSnapshot(this.engine.snapshot())
    this.show() // a snapshot takes the pending tail back and folds it again
  }

  private show(): void {
    this.engine.tick()
    const changed = this.engine.takeChanged()
    const judged = this.engine.takeJudged()
    for (const hash of changed.get(erased) ?? []) this.toErase.add(hash)
    this.voids.judged(judged)
    this.answers.tell({ changed, judged })
    this.views?.applyChanges([...changed].map(([table, keys]) => [table.name, keys] as const))
  }

  private tell(told: Told): void {
    for (const teller of this.tellers) teller(told)
  }

  /** Once a second: what was kept aside may come in, what is due shows, the host seals, and clocks on screens move. */
  private async tick(): Promise<void> {
    if (this.closed || this.store.failed) return
    await this.turn(async () => {
      if (this.engine.asideCount > 0) this.engine.check()
      await this.host?.step()
      this.show()
      this.answers.tell({ changed: new Map(), time: true })
    }).catch(() => undefined)
  }

  private async openViews(): Promise<void> {
    const byName = this.engine.tables()
    this.views = await openViews({
      world: this.world,
      peer: this.store.peer,
      views: areas.flatMap((area) => area.views ?? []),
      source: {
        get: (table, key) => byName.get(table)?.get(key),
        keys: (table) => byName.get(table)?.keys() ?? [],
        texts: (hashes) => this.texts.load(hashes),
      },
    })
    this.store.attachViews(this.views)
  }

  async close(): Promise<void> {
    this.closed = true
    clearInterval(this.ticking)
    await this.idle()
    this.views?.close()
    this.store.close()
  }
}

const okay = <T>(reading: { ok: true; value: T } | { ok: false; why: string }): T[] => (reading.ok ? [reading.value] : [])

const otherwise: Record<Exclude<NonNullable<Verdict>['why'], 'refused'>, string> = {
  fork: 'This account signed two different things at the same place, so what it does is on hold.',
  'unknown type': 'This version of Mesi is too old for this world. Update it, then try again.',
  quarantined: 'Something in Mesi itself went wrong with this. It had no effect.',
  unfounded: 'A signature in it is not what it says, so it had no effect.',
}

/** A verdict in the policy's own words. */
export function refusal(verdict: NonNullable<Verdict>): Extract<Outcome, { ok: false }> {
  if (verdict.why !== 'refused') return { ok: false, clauses: [{ id: verdict.why, text: otherwise[verdict.why], facts: {} }] }
  return { ok: false, clauses: verdict.clauses.map(({ id, facts }) => ({ id, text: clauseTexts.get(id) ?? logText(id), facts })) }
}
const logText = (id: string): string => (id === 'LOG-1' ? 'What was entered is not in the form that this needs.' : id)
