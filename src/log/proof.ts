/**
 * Intake: which of the rows and seals that arrive are really their author's (K1, K8).
 *
 *      unsigned   unsigned   signed            a row is proven by its own signature,
 *        n  <─prev─  n+1  <─prev─  n+2         or by a proven row of the same device that names its hash as `prev`,
 *                                   ^          or by a seal that names its hash as a head.
 *                              seal: head
 *
 * So one signature proves everything behind it, and what a seal covers is proven by hashing alone. The host is trusted to have
 * checked what it seals; the signatures stay in the rows for whoever wants to check the host.
 * Rows that nothing proves yet wait in a pen of bounded size. Whoever is dropped there is asked for again by hash once a proof names it.
 */
import { breathe } from '../kit/breathe'
import { bodyText, signatureOf } from './rows'
import { verify } from './signing'
import type { Body, DeviceId, Genesis, Hash, Ref, Row, Seal } from './types'

/**
 * Public-key checks that are a pure function of a row's own bytes (the areas' `Proof`). For lack of means it throws, and never answers
 * false: an answer stands for good.
 */
export interface DataProof {
  readonly type: string
  check(row: { readonly world: string; readonly device: DeviceId; readonly data: unknown }): Promise<boolean>
}

/** world: of another world. term: no host is known for that term. signature: not the device's, or not the host's. */
export interface Refused {
  readonly hash: Hash
  readonly why: 'world' | 'term' | 'signature'
}

export interface Intake {
  /** Each row once, as long as it lies above what is settled; a device's rows in order of seq. Two rows in one slot are a fork: both are here. */
  readonly proven: readonly Row[]
  /**
   * Those among `proven` whose data proof failed. They keep their slot, because whoever comes behind in their feed, saw them or sealed
   * them needs them to be delivered; for every rule they are void. The answer is a pure function of the row, so all peers agree.
   */
  readonly unfounded: readonly Hash[]
  /** Signed by their term's host, ascending by number. Whether they are well-formed and fit their chain is the engine's question. */
  readonly seals: readonly Seal[]
  readonly refused: readonly Refused[]
  /** Rows in the pen now. */
  readonly waiting: number
  /** Rows that fell out of the pen in this intake, oldest first. */
  readonly dropped: number
}

export interface Prover {
  /**
   * Takes what came from one source, in any order, and gives out what is proven by it. Intakes run one after the other.
   * Rejects only when there are no means to verify (the fallback could not be loaded). Then give all of it again: twice is harmless,
   * and what was already proven comes out with the next intake.
   */
  prove(source: string, rows: readonly Row[], seals?: readonly Seal[]): Promise<Intake>
  /** These are here already and were proven before: own rows as they are written, the tail at start. What stands before them is proven by them. */
  trust(rows: Iterable<Row>): void
  /** These were given out and then thrown away for lack of room: they may come again. */
  dropped(rows: Iterable<Row>): void
  /** A seal took effect, or a snapshot was vouched for: nothing at or below these heads is needed any more. Frees memory. */
  settled(heads: Iterable<Ref>): void
  /**
   * Hashes that something verified elsewhere vouches for: the heads of a snapshot, for a prover that fills the history in behind it.
   * What of them waits already comes out with the next intake.
   */
  expect(refs: Iterable<Ref>): void
  /** Proven by hash but not here: what to ask peers for, at most `most`. @param isOfUse what there is room for; all of it unless told */
  wanted(most: number, isOfUse?: (ref: Ref) => boolean): Ref[]
  /** Which of these rows, proven before, have a data proof that fails: for the tail at start. */
  unfounded(rows: readonly Row[]): Promise<Hash[]>
  /** How much of what a source sent was refused, since it was last forgotten. */
  refusals(source: string): number
  forget(source: string): void
}

export interface ProverOptions {
  readonly world: string
  /** The device that may sign the seals of a term; `hostsOf` while nobody can take the host's part over (K12). */
  readonly host: (term: number) => DeviceId | undefined
  readonly proofs?: readonly DataProof[]
  /** True: a row comes in only where a seal names it, or what stands on it. For history, where what no seal covers is nothing. */
  readonly onlySealed?: boolean
  /** Size of the pen in letters (UTF-16 units), for one device and for all. */
  readonly pen?: { readonly device: number; readonly total: number }
}

/** The genesis names the host of term 1; of other terms nothing is believed yet (K12). */
export const hostsOf =
  (genesis: Genesis) =>
  (term: number): DeviceId | undefined =>
    term === 1 ? genesis.host : undefined

/** Verified at once: enough to keep WebCrypto's threads busy where it has some, few enough where it takes the page's own. */
const BATCH = 128
const PEN = { device: 2_000_000, total: 16_000_000 }

/** What is known of one device's rows above its settled head. */
interface Feed {
  floor: number
  /** Let through. */
  readonly known: Map<Hash, number>
  /** Proven by hash and not here. */
  readonly wanted: Map<Hash, number>
  /** Here and not proven, oldest first. */
  readonly pen: Map<Hash, Row>
  letters: number
}

export function makeProver({ world, host, proofs = [], onlySealed = false, pen: cap = PEN }: ProverOptions): Prover {
  const feeds = new Map<DeviceId, Feed>()
  /** The pens of all feeds in one, for its order. */
  const pen = new Map<Hash, Row>()
  const checks = new Map(proofs.map((proof) => [proof.type, proof]))
  const refusals = new Map<string, number>()
  let letters = 0
  let turn: Promise<unknown> = Promise.resolve()
  /** Proven, but not given out yet. Outlives an intake that had to stop half-way. */
  let ready: Row[] = []
  let readySeals: Seal[] = []

  function feedOf(device: DeviceId): Feed {
    let feed = feeds.get(device)
    if (!feed) feeds.set(device, (feed = { floor: 0, known: new Map(), wanted: new Map(), pen: new Map(), letters: 0 }))
    return feed
  }

  function putIn(feed: Feed, row: Row): void {
    feed.pen.set(row.hash, row)
    pen.set(row.hash, row)
    feed.letters += row.text.length
    letters += row.text.length
  }
  function takeOut(feed: Feed, row: Row): void {
    if (!feed.pen.delete(row.hash)) return
    pen.delete(row.hash)
    feed.letters -= row.text.length
    letters -= row.text.length
  }
  function dropIfIdle(device: DeviceId, feed: Feed): void {
    if (feed.floor === 0 && feed.known.size + feed.wanted.size + feed.pen.size === 0) feeds.delete(device)
  }

  /** Lets a proven row through, and with it all that stands behind it in its feed. */
  function letThrough(feed: Feed, proven: Row): void {
    let row: Row | undefined = proven
    while (row) {
      takeOut(feed, row)
      feed.wanted.delete(row.hash)
      ready.push(row)
      const { seq, prev }: Body = row.body
      feed.known.set(row.hash, seq)
      if (prev === null || feed.known.has(prev)) return
      const before: Row | undefined = feed.pen.get(prev)
      if (!before && seq - 1 > feed.floor) feed.wanted.set(prev, seq - 1)
      row = before?.body.seq === seq - 1 ? before : undefined
    }
  }

  function want(refs: Iterable<Ref>): void {
    for (const { device, seq, hash } of refs) {
      const feed = feedOf(device)
      if (seq <= feed.floor || feed.known.has(hash)) continue
      feed.wanted.set(hash, seq)
      const row = feed.pen.get(hash)
      if (row?.body.seq === seq) letThrough(feed, row)
    }
  }

  /** A seal that a good one names as the seal before it needs no signature of its own. */
  async function takeSeals(seals: readonly Seal[], refuse: (hash: Hash, why: Refused['why']) => void): Promise<void> {
    const vouched = new Set<Hash>()
    const byNumber = seals.toSorted((a, b) => b.body.number - a.body.number)
    for (const seal of byNumber) {
      const { hash, body, text } = seal
      const key = host(body.term)
      if (body.world !== world) refuse(hash, 'world')
      else if (key === undefined) refuse(hash, 'term')
      else if (!vouched.has(hash) && !(await verify(key, bodyText(text), signatureOf(text)))) refuse(hash, 'signature')
      else {
        vouched.add(body.prevSeal)
        readySeals.push(seal)
        want(body.heads)
      }
    }
  }

  /** Verifies these, 128 at once, and lets the good ones through; answers the others. Rows proven meanwhile are passed over. */
  async function takeSigned(rows: readonly Row[]): Promise<Row[]> {
    const bad: Row[] = []
    for (let at = 0; at < rows.length; at += BATCH) {
      if (at > 0) await breathe()
      const batch = rows.slice(at, at + BATCH).filter((row) => pen.has(row.hash))
      const good = await Promise.all(batch.map((row) => verify(row.body.device, bodyText(row.text), signatureOf(row.text))))
      batch.forEach((row, i) => {
        if (!good[i]) bad.push(row)
        else if (pen.has(row.hash)) letThrough(feedOf(row.body.device), row)
      })
    }
    return bad
  }

  async function checkData(rows: readonly Row[]): Promise<Hash[]> {
    const failed: Hash[] = []
    const asked = rows.flatMap((row) => {
      const proof = checks.get(row.body.type)
      return proof ? [{ row, proof }] : []
    })
    for (let at = 0; at < asked.length; at += BATCH) {
      if (at > 0) await breathe()
      const batch = asked.slice(at, at + BATCH)
      const good = await Promise.all(batch.map(({ row, proof }) => proof.check(row.body)))
      batch.forEach(({ row }, i) => {
        if (!good[i]) failed.push(row.hash)
      })
    }
    return failed
  }

  /** Keeps the pen within its bounds; the oldest goes first. Answers how many went. */
  function trim(touched: Iterable<Feed>): number {
    let dropped = 0
    const drop = (feed: Feed, row: Row) => {
      takeOut(feed, row)
      dropIfIdle(row.body.device, feed)
      dropped++
    }
    for (const feed of touched) {
      for (const row of feed.pen.values()) {
        if (feed.letters <= cap.device) break
        drop(feed, row)
      }
    }
    for (const row of pen.values()) {
      if (letters <= cap.total) break
      drop(feedOf(row.body.device), row)
    }
    return dropped
  }

  async function intake(source: string, rows: readonly Row[], seals: readonly Seal[]): Promise<Intake> {
    const refused: Refused[] = []
    const refuse = (hash: Hash, why: Refused['why']) => {
      refused.push({ hash, why })
      refusals.set(source, (refusals.get(source) ?? 0) + 1)
    }
    await takeSeals(seals, refuse)

    const touched = new Set<Feed>()
    const signed: Row[] = []
    for (const row of rows) {
      const { hash, text, body } = row
      if (body.world !== world) {
        refuse(hash, 'world')
        continue
      }
      const feed = feedOf(body.device)
      if (feed.known.has(hash) || feed.pen.has(hash)) continue
      const isSigned = !onlySealed && signatureOf(text) !== ''
      if (feed.wanted.get(hash) === body.seq) letThrough(feed, row)
      else if (isSigned || body.seq > feed.floor) {
        putIn(feed, row)
        touched.add(feed)
        if (isSigned) signed.push(row)
      }
    }
    try {
      // The last row of a run first: its signature spares those behind it theirs. What that leaves is verified one by one.
      const bad = new Set(await takeSigned(tips(signed)))
      for (const row of await takeSigned(signed.filter((row) => !bad.has(row)))) bad.add(row)
      for (const { hash } of bad) if (pen.has(hash)) refuse(hash, 'signature') // unless a good row behind it vouched for it after all
    } finally {
      for (const row of signed) takeOut(feedOf(row.body.device), row)
    }
    const dropped = trim(touched)
    for (const row of rows) {
      const feed = feeds.get(row.body.device)
      if (feed) dropIfIdle(row.body.device, feed)
    }

    const unfounded = await checkData(ready)
    const proven = ready.sort((a, b) => a.body.seq - b.body.seq)
    const sealed = readySeals.sort((a, b) => a.body.number - b.body.number)
    ready = []
    readySeals = []
    return { proven, unfounded, seals: sealed, refused, waiting: pen.size, dropped }
  }

  /** Those of these rows that no other of them stands on, by `prev` through the pen. */
  function tips(signed: readonly Row[]): Row[] {
    const covered = new Set<Hash>()
    return signed
      .toSorted((a, b) => b.body.seq - a.body.seq)
      .filter((tip) => {
        if (covered.has(tip.hash)) return false
        const { device, prev } = tip.body
        const here = feedOf(device).pen
        for (let hash = prev; hash !== null && !covered.has(hash); hash = here.get(hash)?.body.prev ?? null) covered.add(hash)
        return true
      })
  }

  return {
    prove(source, rows, seals = []) {
      const mine = turn.then(() => intake(source, rows, seals))
      turn = mine.catch(() => undefined)
      return mine
    },
    trust(rows) {
      const all = [...rows]
      for (const { hash, body } of all) {
        const feed = feedOf(body.device)
        if (body.seq > feed.floor) feed.known.set(hash, body.seq)
        feed.wanted.delete(hash)
        const waiting = feed.pen.get(hash)
        if (waiting) takeOut(feed, waiting)
      }
      // The row before may be an unsigned one that never came: by itself it would prove nothing.
      want(all.flatMap(({ body: { device, seq, prev } }) => (prev === null ? [] : [{ device, seq: seq - 1, hash: prev }])))
    },
    dropped(rows) {
      for (const { hash, body } of rows) feeds.get(body.device)?.known.delete(hash)
    },
    settled(heads) {
      for (const { device, seq, hash } of heads) {
        const feed = feedOf(device)
        if (seq <= feed.floor) continue
        feed.floor = seq
        for (const known of [feed.known, feed.wanted]) {
          for (const [hash, at] of known) if (at <= seq) known.delete(hash)
        }
        for (const row of feed.pen.values()) if (row.body.seq <= seq) takeOut(feed, row)
        feed.known.set(hash, seq)
      }
    },
    expect: want,
    wanted(most, isOfUse = () => true) {
      const refs: Ref[] = []
      for (const [device, feed] of feeds) {
        for (const [hash, seq] of feed.wanted) {
          if (refs.length >= most) return refs
          const ref = { device, seq, hash }
          if (isOfUse(ref)) refs.push(ref)
        }
      }
      return refs
    },
    unfounded: checkData,
    refusals: (source) => refusals.get(source) ?? 0,
    forget: (source) => void refusals.delete(source),
  }
}
