/**
 * What did not happen: acts of this browser's accounts that the rules refused at their place, perhaps long after they were done here.
 * A void act leaves no trace in the world, so what there is to tell its author is kept beside the log.
 */
import type { AccountId } from '../areas/area'
import { bodyText } from '../log/rows'
import type { Body, Data, DeviceId, Hash, Json, Millis, Placed, Row, Verdict } from '../log/types'
import type { Settlement } from '../store/feeds'
import { apart } from './apart'

export interface VoidAct {
  readonly id: Hash
  readonly account: AccountId
  readonly type: string
  readonly data: Data
  /** When it was done, and the time that counted for the rules. */
  readonly stamp: Millis
  readonly at: Millis
  /** False: it has no effect as things stand, and may still get one. */
  readonly final: boolean
  readonly clauses: readonly { readonly id: string; readonly text: string; readonly facts: Readonly<Record<string, Json>> }[]
}

/** What is lost for good: the newest of it as it is shown, and of all the rest only which acts they were. */
export interface Lost {
  readonly acts: readonly VoidAct[]
  readonly more: readonly Hash[]
}

interface Means {
  /** The account of this browser that a device acts for, if any. */
  readonly mine: (device: DeviceId) => AccountId | undefined
  /** Whether no seal will ever tell of what a device has signed beside what is final. */
  readonly isLeftOut: (device: DeviceId) => boolean
  readonly entry: (hash: Hash) => (Placed & { readonly verdict: Verdict }) | undefined
  readonly texts: (hashes: readonly Hash[]) => Promise<ReadonlyMap<Hash, string>>
  readonly kept: () => Promise<Lost>
  /** Notes what comes of what is kept, in one go: another tab may note something at the same moment. @returns what that is */
  readonly keep: (change: (kept: Lost) => Lost) => Promise<Lost>
  readonly inWords: (verdict: NonNullable<Verdict>) => VoidAct['clauses']
}

const MOST = 200
const newest = (acts: readonly VoidAct[]) => acts.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).slice(0, MOST)

export class Voids {
  private acts: readonly VoidAct[]
  private readonly sealed: Set<Hash>
  /** No seal tells of these, and that is final: told once, however often they are folded. */
  private readonly leftOut = new Set<Hash>()
  private readonly listeners = new Set<(lost: readonly VoidAct[]) => void>()

  /** @param kept what was final when this browser was last open */
  constructor(
    private readonly means: Means,
    { acts, more }: Lost = { acts: [], more: [] },
  ) {
    this.acts = acts
    this.sealed = new Set([...acts.map((act) => act.id), ...more])
  }

  /** Newest first. */
  get list(): readonly VoidAct[] {
    return this.acts
  }
  /** Whether a seal made this void, as far as this page can tell. */
  has(hash: Hash): boolean {
    return this.sealed.has(hash)
  }

  /** Told whenever the list has changed, with what is now lost for good. @returns stops it */
  onChange(listener: (lost: readonly VoidAct[]) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** The verdicts of these were given again: pending acts without effect come and go, also those whose seal the disk did not take. */
  judged(hashes: Iterable<Hash>): void {
    const acts = new Map(this.acts.map((act) => [act.id, act]))
    const lost: VoidAct[] = []
    let changed = false
    for (const hash of hashes) {
      const entry = this.means.entry(hash)
      if (entry) this.sealed.delete(hash)
      const account = entry?.verdict ? this.means.mine(entry.row.body.device) : undefined
      if (entry?.verdict && account !== undefined) {
        const { body } = entry.row
        const act = this.make(hash, account, body, entry.at, entry.verdict, this.means.isLeftOut(body.device))
        if (act.final && !this.leftOut.has(hash)) lost.push(act)
        if (act.final) this.leftOut.add(hash)
        acts.set(hash, act)
        changed = true
      } else if (entry || acts.get(hash)?.final === false) changed = acts.delete(hash) || changed
    }
    if (changed) this.show([...acts.values()], lost)
  }

  /** Before what these seals settled is kept: which acts of this browser are lost for good. */
  async settled(settlements: readonly Settlement[], texts: ReadonlyMap<Hash, string> = new Map()): Promise<void> {
    const lost = settlements.flatMap(({ settled }) =>
      settled.flatMap(({ hash, device, at, verdict }) => {
        const account = verdict ? this.means.mine(device) : undefined
        return verdict && account !== undefined ? [{ hash, account, at, verdict }] : []
      }),
    )
    // Noted when a seal was made that the disk did not take, perhaps in another tab: it has happened after all.
    const happened = new Set(settlements.flatMap(({ settled }) => settled.flatMap(({ hash, verdict }) => (verdict ? [] : [hash]))))
    for (const hash of happened) this.sealed.delete(hash)
    const { acts, more } = await this.means.kept()
    if (lost.length === 0 && ![...acts.map(({ id }) => id), ...more].some((id) => happened.has(id))) return
    const here = await this.means.texts(lost.map(({ hash }) => hash))
    const final = lost.flatMap(({ hash, account, at, verdict }) => {
      const text = texts.get(hash) ?? here.get(hash)
      return text === undefined ? [] : [this.make(hash, account, JSON.parse(bodyText(text)) as Body, at, verdict, true)]
    })
    const ids = new Set(final.map((act) => act.id))
    const news = final.filter(({ id }) => !this.sealed.has(id) && !this.leftOut.has(id))
    for (const id of ids) this.sealed.add(id)
    this.show([...this.acts.filter(({ id }) => !ids.has(id) && !happened.has(id)), ...final], news)
    await this.note(happened)
  }

  /** These were cut (K5): which acts of this browser are lost for good with them. */
  async cut(rows: readonly Row[]): Promise<void> {
    const lost = rows.flatMap(({ hash, body }) => {
      const account = this.sealed.has(hash) ? undefined : this.means.mine(body.device)
      return account === undefined ? [] : [this.make(hash, account, body, body.stamp, { why: 'fork', clauses: [] }, true)]
    })
    if (lost.length === 0) return
    for (const { id } of lost) this.sealed.add(id)
    this.show([...this.acts.filter((act) => !this.sealed.has(act.id) || act.final), ...lost], lost)
    await this.note()
  }

  /** Beside what other tabs have noted, which may have heard of more. @param happened of which that is not so */
  private async note(happened: ReadonlySet<Hash> = new Set()): Promise<void> {
    const here = this.acts.filter((act) => act.final)
    const ids = new Set([...here.map(({ id }) => id), ...happened])
    const noted = await this.means.keep((kept) => {
      // What is open here as yet is lost where a seal has come: no start folds that seal again.
      const others = kept.acts.filter(({ id }) => !ids.has(id))
      const acts = newest([...here, ...others])
      const more = new Set([...this.sealed, ...kept.more.filter((id) => !happened.has(id)), ...others.map(({ id }) => id)])
      for (const { id } of acts) more.delete(id)
      return { acts, more: [...more] }
    })
    this.readAgain(noted)
  }

  /** Of what this build came to alone nothing is left (K18): lost is what is noted, and what is open here. */
  beginAnew({ acts, more }: Lost): void {
    this.sealed.clear()
    for (const id of [...acts.map((act) => act.id), ...more]) this.sealed.add(id)
    this.show([...acts, ...this.acts.filter((act) => !act.final)], [])
  }

  /** The disk was read anew: what another tab has noted there meanwhile is lost here as well. */
  readAgain({ acts, more }: Lost): void {
    for (const id of more) if (!this.means.entry(id)) this.sealed.add(id)
    const known = new Set(this.acts.flatMap((act) => (act.final ? [act.id] : [])))
    const lost = acts.filter(({ id }) => !known.has(id) && !this.means.entry(id))
    if (lost.length === 0) return
    const ids = new Set(lost.map(({ id }) => id))
    const news = lost.filter(({ id }) => !this.sealed.has(id)) // the list may have had no room for it
    for (const id of ids) this.sealed.add(id)
    this.show([...this.acts.filter((act) => !ids.has(act.id)), ...lost], news)
  }

  private make(id: Hash, account: AccountId, body: Body, at: Millis, verdict: NonNullable<Verdict>, final: boolean): VoidAct {
    const { type, data, stamp } = body
    return { id, account, type, data, stamp, at, final, clauses: this.means.inWords(verdict) }
  }

  private show(acts: readonly VoidAct[], lost: readonly VoidAct[]): void {
    this.acts = newest(acts)
    for (const listener of this.listeners) apart(() => listener(lost))
  }
}
