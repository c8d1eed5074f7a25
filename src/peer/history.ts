/**
 * The history behind a snapshot (K19). It comes from peers, seal by seal, is proven and folded from the genesis like any other log, apart
 * from the live world, and kept. At the snapshot's seal the two must be one: the same seal, heads and stops, and tables of the same
 * SHA-256. Until then nobody acts here; so if they are not, nothing of ours rests on what the host made up.
 */
import { areas } from '../areas'
import { breathe } from '../kit/breathe'
import { digestOf, utf8 } from '../kit/bytes'
import { Engine } from '../log/engine'
import { type Manifest, piecesOf, readManifest, tablesOf } from '../log/manifest'
import { hostsOf, makeProver } from '../log/proof'
import { readRow, readSeal } from '../log/rows'
import type { Genesis, Hash, Ref, Row, Seal } from '../log/types'
import { history as keptHistory } from '../store/history'
import type { Floor } from '../store/schema'
import type { Settlement } from '../store/feeds'
import type { Store } from '../store/store'
import { beginningOf } from './beginning'
import { okay, rules } from './life'
import { readAll } from './readAll'
import type { Ticket } from './ticket'

/** `open`: more is to come. Otherwise why the snapshot cannot stand, or that it does. */
export type Standing = 'open' | 'confirmed' | { readonly misled: string }

/** What was made of what came. `refused`: why some of it was thrown away. */
export interface Taken {
  readonly standing: Standing
  readonly refused: readonly string[]
}

export interface History {
  readonly floor: Floor
  /** The last seal of it that is here. */
  readonly number: number
  /** Rows of it that are here, and in all. */
  readonly progress: { readonly done: number; readonly total: number }
  /** Reads and proves what came from a link, and folds and keeps it once it is enough. */
  receive(from: string, rows: readonly string[], seals: readonly string[]): Promise<Taken>
  /** Folds and keeps what is here, however little. */
  fold(): Promise<Standing>
}

/** Whether a row at this place belongs to the history behind a snapshot. */
export type Covers = (place: Pick<Ref, 'device' | 'seq'>) => boolean
export function coveredBy({ heads }: Floor): Covers {
  const last = new Map(heads.map(({ device, seq }) => [device, seq]))
  return ({ device, seq }) => seq <= (last.get(device) ?? 0)
}

/** How many rows it has. */
export const totalOf = ({ heads }: Floor): number => heads.reduce((sum, { seq }) => sum + seq, 0)

const proofs = areas.flatMap((area) => area.proofs ?? [])
/** So many rows are folded and kept in one go: a write to the disk costs the same for ten. */
const AT_ONCE = 2_048
/** How many rows are folded between two breaths of the page. */
const BREATH = 512

export async function openHistory(store: Store, genesis: Genesis, floor: Floor): Promise<History> {
  const { snapshot: start } = await beginningOf(store, genesis)
  const engine = new Engine(rules, { world: store.world, snapshot: start }, { local: () => 0 })
  const prover = makeProver({ world: store.world, host: hostsOf(genesis), proofs, onlySealed: true })
  const invited = (await store.meta('floor')) as Ticket['floor'] | undefined
  /** Texts of rows that no seal has taken up yet. */
  const texts = new Map<Hash, string>()
  const total = totalOf(floor)
  /** Proven, and not folded yet. There is one good seal of each number: more of them are rivals. */
  let rows: Row[] = []
  let unfounded: Hash[] = []
  const seals = new Map<Hash, Seal>()
  let settlements: Settlement[] = []
  let strayed: string | undefined
  let done = 0
  engine.onSettled = (seal, settled) => {
    settlements.push({ seal, settled })
    done += settled.length
    const [, number, hash] = invited ?? []
    if (seal.body.number === number && seal.hash !== hash) strayed ??= 'its history is not the one that the invitation names'
    if (seal.body.number === floor.number && seal.hash !== floor.hash) strayed ??= 'its history ends with another seal'
  }
  await readKept()
  settlements = []
  /** Rows that have come, some perhaps twice: once it is all of them, nothing more is waited for. */
  let seen = done

  /** What an earlier run of this page has kept: it was proven then, and is folded again. */
  async function readKept(): Promise<void> {
    for (let after = 0; after < floor.number; ) {
      const some = (await store.sealsAfter(after, 500)).flatMap((text) => okay(readSeal(text)))
      const next = some.filter(({ body }, i) => body.number === after + 1 + i && body.number <= floor.number)
      engine.add([], next)
      after = next.at(-1)?.body.number ?? Number.POSITIVE_INFINITY
    }
    for await (const batch of keptHistory(store.connection)) {
      const kept = batch.flatMap(({ text, settled }) => (settled.seal <= floor.number ? okay(readRow(text)) : []))
      if (kept.length === 0) break
      engine.add(kept, [], await prover.unfounded(kept))
    }
    prover.settled(engine.heads.values())
  }

  async function standing(): Promise<Standing> {
    if (strayed !== undefined) return { misled: strayed }
    // A seal that was signed twice, or that nobody could have signed: more of the same would not mend it.
    if (engine.frozen) return { misled: 'the host has sealed two accounts of its history' }
    if (engine.malformed.size > 0) return { misled: 'a seal of its history is malformed' }
    if (engine.unfit === 'diverged') return { misled: engine.alarms[0] ?? 'its history comes to another result' }
    if (engine.last.number < floor.number) return 'open'
    const manifest = readManifest(floor.manifest)
    const snapshot = engine.snapshot()
    const found: Hash[] = []
    for (const text of piecesOf(snapshot)) {
      found.push(await digestOf(utf8(text)))
      await breathe()
    }
    // The pieces hold rows; of which tables they are stands beside them.
    const account = (tables: Manifest['tables'], contents: readonly Hash[]) => JSON.stringify([tables, contents])
    const isSame =
      manifest.ok &&
      account(
        manifest.value.tables,
        manifest.value.pieces.map(({ content }) => content),
      ) === account(tablesOf(snapshot), found)
    const { term, version, upTo, sum } = engine.last
    if (isSame && term === floor.term && version === floor.version && upTo === floor.upTo && sum === floor.sum) return 'confirmed'
    return { misled: 'its history comes to another state than it said' }
  }

  async function fold(): Promise<Standing> {
    const [some, failed] = [rows, unfounded]
    rows = []
    unfounded = []
    engine.add([], [...seals.values()])
    seals.clear()
    for (let at = 0; at < some.length; at += BREATH) {
      const next = some.slice(at, at + BREATH)
      for (const { hash, text } of next) texts.set(hash, text)
      engine.add(next, [], failed)
      await breathe()
    }
    const fresh = settlements
    settlements = []
    if (fresh.length > 0) {
      await store.backfill(fresh, texts)
      for (const { settled } of fresh) for (const { hash } of settled) texts.delete(hash)
      prover.settled(engine.heads.values())
    }
    return standing()
  }

  return {
    floor,
    get number() {
      return engine.last.number
    },
    get progress() {
      return { done, total }
    },
    async receive(from, rowTexts, sealTexts) {
      const refused: string[] = []
      const someRows = await readAll(rowTexts, readRow, refused)
      const someSeals = await readAll(sealTexts, readSeal, refused)
      seen += someRows.length
      const missing = someSeals.filter(({ body }) => body.number <= floor.number && body.number > engine.last.number)
      const found = await prover.prove(from, someRows, missing)
      refused.push(...found.refused.map(({ why }) => why))
      rows.push(...found.proven)
      unfounded.push(...found.unfounded)
      for (const seal of found.seals) seals.set(seal.hash, seal)
      const isEnough = rows.length >= AT_ONCE || seen >= total || seals.size > floor.number - engine.last.number
      return { standing: isEnough ? await fold() : 'open', refused }
    },
    fold,
  }
}
