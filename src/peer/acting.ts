/** Acts of this browser's own: the rules asked, signed, folded and shown, durable, told to other peers. */
import type { AccountId } from '../areas/area'
import type { Engine } from '../log/engine'
import { makeRow, MOST_SEEN, readRow, writeBody } from '../log/rows'
import type { Signer } from '../log/signing'
import type { Body, DeviceId, Hash, Json, Ref, Row, Verdict } from '../log/types'
import type { Payload } from '../store/payloads'
import { LONGEST_PAYLOAD } from '../sync/replica'
import type { Core } from './core'
import { gather, letIn } from './life'
import { namesIn, wrap } from './payload'
import type { Deed } from './personas'
import { type Outcome, refusal, tooLong } from './refusals'
import { isLeftOut } from './verdicts'

/** K20: acts of one device, behind its seal, on which an act of ours may rest: so many are covered within seconds, however it floods. */
export const MOST_RESTED_ON = 100
/** Of two tabs that act at the same moment each wins about every second time: so many losses in a row mean that something else is wrong. */
const ATTEMPTS = 20

export class Acting {
  private readonly drafts = new Map<Hash, Payload>()

  /** @param hindrance why nobody may act here at all, if that is so */
  constructor(
    private readonly core: Core,
    private readonly hindrance: () => Outcome | undefined,
  ) {}

  private get engine(): Engine {
    return this.core.life().engine
  }

  /** A payload around somebody's words: kept with the first act that names it. */
  write(writer: AccountId, words: Json): { readonly hash: Hash; readonly characters: number } {
    const payload = wrap(writer, words)
    this.drafts.set(payload.hash, payload)
    this.core.texts.know(payload.hash, words)
    return { hash: payload.hash, characters: typeof words === 'string' ? [...words].length : JSON.stringify(words).length }
  }

  /**
   * Does acts as one device, all or none, in one durable batch (K1). Resolves once they are on disk. The screens follow at once.
   * @throws StoreFailure when the disk refuses: then nothing has happened
   */
  act(signer: Signer, deeds: readonly Deed[]): Promise<Outcome> {
    const { core } = this
    return core.turn(async () => {
      const hindrance = this.hindrance()
      if (hindrance) return hindrance
      for (let attempt = 0; ; attempt++) {
        const rows = await this.prepare(signer, deeds)
        if (!Array.isArray(rows)) return rows
        const payloads = this.payloadsOf(rows)
        if (payloads.some(({ bytes }) => bytes.length > LONGEST_PAYLOAD)) {
          this.withdraw(rows)
          return { ok: false, clauses: [{ id: 'too long', text: tooLong, facts: {} }] }
        }
        const keeping = core.store.appendOwn(signer.id, rows, payloads)
        core.show() // while the disk works
        const kept = await keeping.catch((error: unknown) => {
          this.withdraw(rows)
          core.show()
          core.lookLater()
          throw error
        })
        if (kept.ok) {
          for (const { hash } of payloads) this.drafts.delete(hash)
          core.life().prover.trust(rows)
          core.kept()
          core.tell({ from: null, rows, seals: [], payloads })
          return { ok: true, id: (rows.at(-1) as Row).hash }
        }
        // Another tab acted as this device first: fold what it did, then ask the rules again.
        this.withdraw(rows)
        await core.look()
        if (attempt === ATTEMPTS) throw new Error('another tab keeps acting as this account')
      }
    })
  }

  /** Signs each act where the one before left the world; folds them. Any refusal takes all of them back. */
  private async prepare(signer: Signer, deeds: readonly Deed[]): Promise<Row[] | Outcome> {
    const rows: Row[] = []
    const refuse = (verdict: NonNullable<Verdict>): Outcome => {
      this.withdraw(rows)
      return refusal(verdict)
    }
    try {
      letIn(this.core.life())
      for (const [i, { type, data }] of deeds.entries()) {
        const verdict = this.engine.try(signer.id, type, data)
        if (verdict !== null) return refuse(verdict)
        const draft = this.engine.draft(signer.id)
        const body: Body = { ...draft, seen: this.seenBy(signer.id, draft.seen), type, data }
        const text = writeBody(body)
        const signature = i === deeds.length - 1 ? await signer.sign(text) : ''
        const reading = readRow(signature + text)
        if (!reading.ok) throw new Error(`${type} cannot be written: ${reading.why}`)
        const row = makeRow(signature + text, body)
        if ((await this.core.life().prover.unfounded([row])).length > 0) return refuse({ why: 'unfounded', clauses: [] })
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
   * would wait for all of it. A feed's earlier row says less than its last one, and nothing that is untrue. Who was left out has done nothing
   * on which an act could rest, and nobody else has heard of it. What stood behind one that is not named is named itself.
   * @param own who acts, behind their own rows anyway
   */
  private seenBy(own: DeviceId, seen: readonly Ref[]): readonly Ref[] {
    const { core, engine } = this
    const isFlood = engine.open.length > MOST_RESTED_ON
    const mayRest = ({ device }: { readonly device: DeviceId }) => !isLeftOut(core, device)
    if (!isFlood && seen.every(mayRest)) return seen
    const soon = new Map<DeviceId, Ref>()
    /** Up to where one of these rows names another feed. */
    const behind = new Map<DeviceId, number>()
    const headOf = (device: DeviceId) => soon.get(device) ?? engine.head(device)
    const isCovered = (ref: Ref) => ref.seq <= (headOf(ref.device)?.seq ?? 0)
    for (const { hash, row } of engine.open) {
      const { device, seq } = row.body
      const isNext = seq === (headOf(device)?.seq ?? 0) + 1
      const isFar = seq > (engine.head(device)?.seq ?? 0) + MOST_RESTED_ON && !(core.isHost && core.isOwn(device))
      if (isFlood && (!isNext || isFar || !row.body.seen.every(isCovered))) continue
      soon.delete(device) // so that the latest come last
      soon.set(device, { device, seq, hash })
      if (mayRest(row.body)) for (const ref of row.body.seen) behind.set(ref.device, Math.max(ref.seq, behind.get(ref.device) ?? 0))
    }
    if (seen.every((ref) => isCovered(ref) && mayRest(ref))) return seen
    const isTip = (ref: Ref) => ref.device !== own && mayRest(ref) && ref.seq > (behind.get(ref.device) ?? 0)
    return [...soon.values()].filter(isTip).slice(-MOST_SEEN)
  }

  /** Takes back rows of ours that nobody has seen. */
  private withdraw(rows: readonly Row[]): void {
    gather(this.core.life()) // what somebody may have read meanwhile is told again once it is undone
    for (const row of rows.toReversed()) this.engine.withdraw(row.hash)
  }

  private payloadsOf(rows: readonly Row[]): Payload[] {
    const names = new Set<Hash>()
    for (const row of rows) namesIn(row.body.data, names)
    return [...names].flatMap((hash) => this.drafts.get(hash) ?? [])
  }
}
