import * as fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { breathe } from '../../src/kit/breathe'
import { hashOf } from '../../src/kit/bytes'
import { hostsOf, makeProver } from '../../src/log/proof'
import type { DataProof, Intake, Prover, ProverOptions } from '../../src/log/proof'
import { bodyText, readRow, readSeal, signatureOf, writeBody, writeSeal } from '../../src/log/rows'
import { signerFromSeed } from '../../src/log/signing'
import type { Signer } from '../../src/log/signing'
import type { Genesis, Hash, Ref, Row, Seal, SealBody } from '../../src/log/types'

let ana: Signer
let ben: Signer
let host: Signer
beforeAll(async () => {
  ;[ana, ben, host] = (await Promise.all([1, 2, 3].map((n) => signerFromSeed(new Uint8Array(32).fill(n))))) as [Signer, Signer, Signer]
})
afterEach(() => vi.restoreAllMocks())

const world = hashOf('world')
const garbage = `${'g'.repeat(85)}A`

function read(text: string): Row {
  const reading = readRow(text)
  if (!reading.ok) throw new Error(reading.why)
  return reading.value
}

interface Next {
  readonly by?: Signer
  /** Whose signature it carries; 'none' inside a batch. Default: its author's. */
  readonly signed?: Signer | 'none' | 'garbage'
  readonly seq?: number
  readonly prev?: Hash | null
  readonly type?: string
  readonly data?: object
  readonly world?: string
}
async function next(before: Row | null, { by = ana, signed = by, type = 'toy.made', data = {}, ...own }: Next = {}): Promise<Row> {
  const seq = own.seq ?? (before ? before.body.seq + 1 : 1)
  const prev = own.prev === undefined ? (before?.hash ?? null) : own.prev
  const text = writeBody({
    v: 1,
    world: own.world ?? world,
    device: by.id,
    seq,
    prev,
    stamp: 1000 + seq,
    seen: [],
    type,
    data: data as Row['body']['data'],
  })
  return read((signed === 'none' ? '' : signed === 'garbage' ? garbage : await signed.sign(text)) + text)
}
/** A feed: one letter a row, `s` signed, `-` inside a batch, `x` with a worthless signature. */
async function feed(pattern: string, by: Signer = ana, before: Row | null = null, data: object = {}): Promise<Row[]> {
  const rows: Row[] = []
  for (const letter of pattern) {
    before = await next(before, { by, signed: letter === 's' ? by : letter === 'x' ? 'garbage' : 'none', data })
    rows.push(before)
  }
  return rows
}
const refOf = ({ hash, body }: Row): Ref => ({ device: body.device, seq: body.seq, hash })
async function seal(heads: readonly Row[] | readonly Ref[], changes: Partial<SealBody> = {}, signer = host): Promise<Seal> {
  const body: SealBody = {
    v: 1,
    world,
    term: 1,
    number: 1,
    prevSeal: world,
    upTo: 5000,
    heads: heads.map((head) => ('body' in head ? refOf(head) : head)),
    stopped: [],
    version: 1,
    parameters: [],
    jump: null,
    quarantined: [],
    quarantinedTimers: [],
    sum: '0'.repeat(16),
    ...changes,
  }
  const reading = readSeal((await signer.sign(writeSeal(body))) + writeSeal(body))
  if (!reading.ok) throw new Error(reading.why)
  return reading.value
}
const prover = (options: Partial<ProverOptions> = {}): Prover =>
  makeProver({ world, host: (term) => (term === 1 ? host.id : undefined), ...options })
const hashes = (rows: readonly { readonly hash: Hash }[]) => rows.map((row) => row.hash)
const sorted = (rows: readonly { readonly hash: Hash }[]) => hashes(rows).sort()
const quiet: Omit<Intake, 'proven'> = { unfounded: [], seals: [], refused: [], waiting: 0, dropped: 0 }
const countVerified = () => vi.spyOn(crypto.subtle, 'verify')

describe('K1: a row is let in by its own signature', () => {
  it('lets a signed row in, once', async () => {
    const p = prover()
    const [row] = (await feed('s')) as [Row]
    expect(await p.prove('b', [row, row])).toEqual({ ...quiet, proven: [row] })
    expect(await p.prove('b', [row])).toEqual({ ...quiet, proven: [] })
  })

  it('refuses a forged author, a changed body, a worthless signature and another world, and counts them by source', async () => {
    const p = prover()
    const [row] = (await feed('s')) as [Row]
    const forged = await next(null, { by: ana, signed: ben })
    const changed = read(signatureOf(row.text) + bodyText(row.text).replace('"stamp":1001', '"stamp":1002'))
    const worthless = await next(null, { signed: 'garbage' })
    const foreign = await next(null, { world: hashOf('another') })
    const answer = await p.prove('mallory', [forged, changed, worthless, foreign])
    expect(answer.proven).toEqual([])
    expect(answer.waiting).toBe(0)
    expect(answer.refused).toEqual(
      expect.arrayContaining([
        { hash: foreign.hash, why: 'world' },
        ...[forged, changed, worthless].map(({ hash }) => ({ hash, why: 'signature' })),
      ]),
    )
    expect(answer.refused).toHaveLength(4)
    expect([p.refusals('mallory'), p.refusals('b')]).toEqual([4, 0])
    p.forget('mallory')
    expect(p.refusals('mallory')).toBe(0)
    expect((await p.prove('b', [row])).proven).toEqual([row])
  })

  it('holds what came unsigned until something proves it: a stripped signature proves nothing', async () => {
    const p = prover()
    const [row] = (await feed('s')) as [Row]
    const stripped = read(bodyText(row.text))
    expect(await p.prove('b', [stripped])).toEqual({ ...quiet, proven: [], waiting: 1 })
    expect(await p.prove('b', [row, stripped])).toEqual({ ...quiet, proven: [row], waiting: 1 })
  })
})

describe('K1: a batch is signed once, on its last row', () => {
  it('lets the rows behind a signature in, from any order', async () => {
    const rows = await feed('----s')
    expect((await prover().prove('b', rows)).proven).toEqual(rows)
    expect((await prover().prove('b', rows.toReversed())).proven).toEqual(rows)
    const p = prover()
    for (const row of rows.slice(0, 4)) expect((await p.prove('b', [row])).proven).toEqual([])
    expect(await p.prove('b', rows.slice(4))).toEqual({ ...quiet, proven: rows })
  })

  it('lets nothing in that stands above the last signature', async () => {
    const rows = await feed('-s--')
    expect(await prover().prove('b', rows)).toEqual({ ...quiet, proven: rows.slice(0, 2), waiting: 2 })
  })

  it('asks for the rows between by hash, and lets them in by hash', async () => {
    const p = prover()
    const rows = (await feed('---s')) as [Row, Row, Row, Row]
    expect((await p.prove('b', [rows[0], rows[3]])).proven).toEqual([rows[3]])
    expect(p.wanted(10)).toEqual([refOf(rows[2])])
    expect(p.wanted(0)).toEqual([])
    const verified = countVerified()
    expect((await p.prove('b', [rows[2]])).proven).toEqual([rows[2]])
    expect(await p.prove('b', [rows[1]])).toEqual({ ...quiet, proven: [rows[0], rows[1]] })
    expect(p.wanted(10)).toEqual([])
    expect(verified).not.toHaveBeenCalled()
  })

  it('verifies one signature for a whole run of signed rows', async () => {
    const rows = await feed('s'.repeat(300))
    const verified = countVerified()
    expect((await prover().prove('b', rows)).proven).toEqual(rows)
    expect(verified).toHaveBeenCalledTimes(1)
  })

  it('lets an honest run in below a forged row, at the cost of one signature each at most', async () => {
    const rows = await feed('s'.repeat(300))
    for (const signed of ['garbage', ben] as const) {
      const forged = await next(rows.at(-1) as Row, { signed })
      const verified = countVerified()
      expect((await prover().prove('b', [forged, ...rows.toReversed()])).proven).toEqual(rows)
      verified.mockClear()
      const answer = await prover().prove('b', [...rows, forged])
      expect(answer).toEqual({ ...quiet, proven: rows, refused: [{ hash: forged.hash, why: 'signature' }] })
      expect(verified.mock.calls.length).toBeLessThanOrEqual(301)
      verified.mockRestore()
    }
  })

  it('verifies at most 128 at once, and lets others in between where the browser has each answer at once', async () => {
    const signers = await Promise.all(Array.from({ length: 300 }, (_, i) => signerFromSeed(new Uint8Array(32).fill(1).fill(i, 0, 2))))
    const distinct = [...new Map(signers.map((signer) => [signer.id, signer])).values()]
    const rows = await Promise.all(
      Array.from({ length: 600 }, (_, i) => next(null, { by: distinct[i % distinct.length] as Signer, data: { i } })),
    )
    let now = 0
    let most = 0
    const verify = crypto.subtle.verify.bind(crypto.subtle)
    vi.spyOn(crypto.subtle, 'verify').mockImplementation(async (...args: Parameters<SubtleCrypto['verify']>) => {
      most = Math.max(most, ++now)
      return verify(...args).finally(() => now--)
    })
    expect(sorted((await prover().prove('b', rows)).proven)).toEqual(sorted(rows))
    expect(most).toBe(128)

    vi.spyOn(crypto.subtle, 'importKey').mockResolvedValue({} as CryptoKey)
    vi.spyOn(crypto.subtle, 'verify').mockResolvedValue(true)
    const proving = prover().prove('b', rows)
    let others = 0
    let isDone = false
    void proving.then(() => (isDone = true))
    for (; !isDone; others++) await breathe()
    expect(others).toBeGreaterThanOrEqual(4)
  })

  it('takes the device at its word for a row within its chain, whatever that row carries', async () => {
    const rows = (await feed('xs')) as [Row, Row]
    expect(await prover().prove('b', rows)).toEqual({ ...quiet, proven: rows })
    const p = prover()
    expect((await p.prove('b', [rows[0]])).refused).toEqual([{ hash: rows[0].hash, why: 'signature' }])
    expect((await p.prove('b', [rows[1]])).proven).toEqual([rows[1]])
    expect(p.wanted(9)).toEqual([refOf(rows[0])])
    expect(await p.prove('b', [rows[0]])).toEqual({ ...quiet, proven: [rows[0]] })
  })

  it('refuses each of a run of worthless signatures', async () => {
    const rows = (await feed('xxx')) as [Row, Row, Row]
    const answer = await prover().prove('m', rows)
    expect(answer).toMatchObject({ proven: [], waiting: 0 })
    expect(sorted(answer.refused)).toEqual(sorted(rows))
  })

  it('never calls one row both proven and refused', async () => {
    const rows = await feed('xsx')
    expect(await prover().prove('b', rows)).toEqual({
      ...quiet,
      proven: rows.slice(0, 2),
      refused: [{ hash: (rows[2] as Row).hash, why: 'signature' }],
    })
  })
})

describe('K1: unsigned rows forged on a victim’s device stay out', () => {
  it('on top of its feed', async () => {
    const p = prover()
    const rows = await feed('-s')
    await p.prove('b', rows)
    const forged = await feed('--', ana, rows[1], { forged: true })
    expect(await p.prove('mallory', forged)).toEqual({ ...quiet, proven: [], waiting: 2 })
    const honest = await feed('-s', ana, rows[1])
    expect((await p.prove('b', honest)).proven).toEqual(honest)
  })

  it('when the forger’s own signed row names them as its prev', async () => {
    const p = prover()
    const forged = await next(null, { by: ana, signed: 'none' })
    const own = await next(forged, { by: ben })
    expect(own.body.prev).toBe(forged.hash)
    for (const rows of [
      [forged, own],
      [own, forged],
    ]) {
      const answer = await p.prove('ben', rows)
      expect(hashes(answer.proven)).not.toContain(forged.hash)
    }
    expect((await p.prove('ben', [forged])).proven).toEqual([])
  })

  it('when a signed row of the victim names another row at that slot', async () => {
    const rows = (await feed('--s')) as [Row, Row, Row]
    const forged = await next(rows[0], { signed: 'none', data: { forged: true } })
    const answer = await prover().prove('mallory', [rows[0], forged, rows[2]])
    expect(answer.proven).toEqual([rows[2]])
    expect(answer.waiting).toBe(2)
  })

  it('when seq does not descend by one', async () => {
    const first = await next(null, { signed: 'none' })
    const third = await next(first, { seq: 3 })
    const second = await next(first, { seq: 2, signed: 'none' })
    const skipped = await next(second, { seq: 9 })
    const other = prover()
    expect((await other.prove('b', [first, third])).proven).toEqual([third])
    expect(other.wanted(9)).toEqual([])
    expect((await prover().prove('b', [second, skipped])).proven).toEqual([skipped])
    const p = prover()
    await p.prove('b', [third])
    expect((await p.prove('b', [first])).proven, 'also when it arrives later').toEqual([])
  })
})

describe('K5: two proven rows in one slot are a fork, and both are let in', () => {
  it('with their batches', async () => {
    const trunk = await feed('-s')
    const one = await feed('--s', ana, trunk[1], { branch: 1 })
    const other = await feed('-s', ana, trunk[1], { branch: 2 })
    const all = [...trunk, ...one, ...other]
    expect(sorted((await prover().prove('b', all)).proven)).toEqual(sorted(all))
    const p = prover()
    expect(sorted((await p.prove('b', [...trunk, ...one])).proven)).toEqual(sorted([...trunk, ...one]))
    expect((await p.prove('c', other)).proven).toEqual(other)
  })

  it('also below what is settled, if it carries its own signature', async () => {
    const p = prover()
    const rows = await feed('sss')
    await p.prove('b', rows)
    p.settled([refOf(rows[2] as Row)])
    const rival = await next(rows[0] as Row, { data: { branch: 2 } })
    const unsigned = await next(rows[0] as Row, { data: { branch: 3 }, signed: 'none' })
    expect(await p.prove('c', [rival, unsigned])).toEqual({ ...quiet, proven: [rival] })
    expect(await p.prove('c', [rival, unsigned])).toEqual({ ...quiet, proven: [] })
    const onRival = await next(await next(rival, { signed: 'none' }))
    expect(onRival.body.seq).toBe(4)
    expect(await p.prove('c', [onRival]), 'a branch that the seal cut off is not asked for').toEqual({ ...quiet, proven: [onRival] })
    expect(p.wanted(9)).toEqual([])
  })
})

describe('hostile feeds', () => {
  it('rewritten in the middle: the true row is asked for, the rest is let in', async () => {
    const p = prover()
    const rows = await feed('-----s')
    const rewritten = read((rows[2] as Row).text.replace('"stamp":1003', '"stamp":1004'))
    const sent = rows.with(2, rewritten)
    expect((await p.prove('mallory', sent)).proven).toEqual(rows.slice(3))
    expect(p.wanted(9)).toEqual([refOf(rows[2] as Row)])
    expect((await p.prove('b', [rows[2] as Row])).proven).toEqual(rows.slice(0, 3))
  })

  it('truncated: what the signature would prove waits for it', async () => {
    const p = prover()
    const rows = await feed('s---s')
    expect(await p.prove('b', rows.slice(0, 4))).toEqual({ ...quiet, proven: rows.slice(0, 1), waiting: 3 })
    expect(await p.prove('b', rows.slice(4))).toEqual({ ...quiet, proven: rows.slice(1) })
  })

  it('any mix of feeds, forks, forgeries, seals, duplicates and splits lets in exactly what is proven', async () => {
    const step = fc.record({ by: fc.nat(1), on: fc.nat(30), kind: fc.constantFrom('s', 's', '-', '-', '-', 'x', 'thief') })
    const world = fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 30 }),
      heads: fc.array(fc.nat(29), { maxLength: 3 }),
      order: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }),
      frames: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
      sealAt: fc.nat(8),
    })
    await fc.assert(
      fc.asyncProperty(world, async ({ steps, heads, order, frames, sealAt }) => {
        const rows: Row[] = []
        for (const [i, { by, on, kind }] of steps.entries()) {
          const author = by === 0 ? ana : ben
          const before = on < rows.length ? (rows[on] as Row) : null // mostly rows of the same device, sometimes of the other
          const signed = kind === 's' ? author : kind === '-' ? 'none' : kind === 'x' ? 'garbage' : host
          rows.push(await next(before, { by: author, signed, data: { i } }))
        }
        const covered = [...new Map(heads.flatMap((i) => (rows[i] ? [[rows[i].body.device, rows[i]] as const] : []))).values()]
        const cover = await seal(covered)

        // The oracle: asks every row's own signature, then goes down by prev until nothing changes.
        const proven = new Set(covered.map(({ hash }) => hash))
        steps.forEach(({ kind }, i) => kind === 's' && proven.add((rows[i] as Row).hash))
        for (let before = -1; before !== proven.size; ) {
          before = proven.size
          for (const { hash, body } of rows) {
            const parent = rows.find((row) => row.hash === body.prev && row.body.device === body.device && row.body.seq === body.seq - 1)
            if (proven.has(hash) && parent) proven.add(parent.hash)
          }
        }

        const p = prover()
        const arrivals = [...rows, ...rows.slice(0, 10)].map((row, i) => ({ row, at: order[i] as number })).sort((a, b) => a.at - b.at)
        const got: Hash[] = []
        for (let at = 0, i = 0; at < arrivals.length || i <= sealAt; i++) {
          const size = frames[i % frames.length] as number
          const answer = await p.prove(
            'b',
            arrivals.slice(at, at + size).map(({ row }) => row),
            i === sealAt ? [cover] : [],
          )
          got.push(...hashes(answer.proven))
          at += size
        }
        // Rows with a worthless signature are sent away and come back when they are asked for.
        got.push(...hashes((await p.prove('b', rows)).proven), ...hashes((await p.prove('b', rows)).proven))
        for (let round = 0; round < 30; round++) got.push(...hashes((await p.prove('b', rows)).proven))
        expect(got.toSorted()).toEqual([...proven].sort())
        expect(await p.prove('b', [])).toMatchObject({ proven: [], refused: [] })
      }),
      { numRuns: 120 },
    )
  }, 60_000)
})

describe('K8: a row whose hash a seal covers needs no other proof', () => {
  it('lets in what stands behind a sealed head without asking for a signature', async () => {
    const rows = await feed('---')
    for (const order of [rows, rows.toReversed()]) {
      const sealed = await seal([rows[2] as Row])
      const verified = countVerified()
      const p = prover()
      expect(await p.prove('b', order, [sealed])).toEqual({ ...quiet, proven: rows, seals: [sealed] })
      expect(verified).toHaveBeenCalledTimes(1)
      verified.mockRestore()
    }
  })

  it('whichever comes first, the seal or its rows', async () => {
    const rows = await feed('-s-', ben)
    const sealed = await seal([rows[2] as Row])
    const p = prover()
    expect(await p.prove('b', [], [sealed])).toEqual({ ...quiet, proven: [], seals: [sealed] })
    expect(p.wanted(9)).toEqual([refOf(rows[2] as Row)])
    expect((await p.prove('b', rows)).proven).toEqual(rows)
    const q = prover()
    expect((await q.prove('b', rows)).proven).toEqual(rows.slice(0, 2))
    expect((await q.prove('b', [], [sealed])).proven).toEqual(rows.slice(2))
    expect(await q.prove('b', rows, [sealed])).toMatchObject({ proven: [] })
    expect(q.wanted(9), 'what is here is not wanted').toEqual([])
  })

  it('believes only the host of the term, in this world, for what it signed', async () => {
    const rows = await feed('-')
    const good = await seal(rows)
    const cases: [Seal, string][] = [
      [await seal(rows, {}, ben), 'signature'],
      [await seal(rows, { world: hashOf('another') }), 'world'],
      [await seal(rows, { term: 2 }), 'term'],
    ]
    const changed = readSeal(good.text.replace('"upTo":5000', '"upTo":5001'))
    if (changed.ok) cases.push([changed.value, 'signature'])
    expect(cases).toHaveLength(4)
    const p = prover()
    for (const [bad, why] of cases) expect((await p.prove('m', rows, [bad])).refused).toEqual([{ hash: bad.hash, why }])
    expect(p.wanted(9)).toEqual([])
    expect(p.refusals('m')).toBe(4)
    expect((await p.prove('b', rows, [good])).proven).toEqual(rows)
  })

  it('K12: knows the genesis host for term 1 and nobody for later terms', () => {
    const genesis = { host: host.id, root: ana.id } as Genesis
    expect([1, 2, 0].map(hostsOf(genesis))).toEqual([host.id, undefined, undefined])
  })

  it('takes a head at its word: device, seq and hash', async () => {
    const rows = await feed('--')
    const wrong = [
      { ...refOf(rows[1] as Row), seq: 1 },
      { ...refOf(rows[1] as Row), device: ben.id },
    ]
    const p = prover()
    for (const head of wrong) expect((await p.prove('b', rows, [await seal([head])])).proven).toEqual([])
    for (const head of wrong) expect((await p.prove('b', [], [await seal([head])])).proven, 'also when the rows were first').toEqual([])
  })

  it('verifies the last seal of a run: it vouches for those before it', async () => {
    const seals: Seal[] = []
    for (let i = 1; i <= 50; i++) seals.push(await seal([], { number: i, prevSeal: seals.at(-1)?.hash ?? world }))
    for (const arriving of [seals, seals.toReversed()]) {
      const verified = countVerified()
      expect((await prover().prove('b', [], arriving)).seals).toEqual(seals)
      expect(verified).toHaveBeenCalledTimes(1)
      verified.mockRestore()
    }
  })

  it('K12: a good seal vouches for none of a term that nobody is known for', async () => {
    const foreign = await seal([], { number: 1, term: 2 })
    const good = await seal([], { number: 2, prevSeal: foreign.hash })
    const proven = await prover().prove('b', [], [foreign, good])
    expect([proven.seals, proven.refused]).toEqual([[good], [{ hash: foreign.hash, why: 'term' }]])
  })

  it('gives a seal out once', async () => {
    const p = prover()
    const one = await seal([])
    expect((await p.prove('b', [], [one])).seals).toEqual([one])
    expect((await p.prove('b', [])).seals).toEqual([])
  })

  it('gives out two good seals of one number: the proof of a lying host', async () => {
    const two = [await seal([]), await seal([], { upTo: 6000 })]
    expect(sorted((await prover().prove('b', [], two)).seals)).toEqual(sorted(two))
  })
})

describe('K20: what nothing proves waits in a capped pen', () => {
  it('drops a device’s oldest rows first, at the exact letter, and counts them', async () => {
    const rows = await feed('----')
    const size = rows.slice(1).reduce((sum, row) => sum + row.text.length, 0)
    expect(await prover({ pen: { device: size, total: 1e9 } }).prove('b', rows)).toMatchObject({ waiting: 3, dropped: 1 })
    expect(await prover({ pen: { device: size - 1, total: 1e9 } }).prove('b', rows)).toMatchObject({ waiting: 2, dropped: 2 })
    expect(await prover({ pen: { device: size + (rows[0] as Row).text.length, total: 1e9 } }).prove('b', rows)).toMatchObject({
      waiting: 4,
      dropped: 0,
    })
  })

  it('counts a row that comes again once', async () => {
    const rows = (await feed('---')) as [Row, Row, Row]
    const size = rows.reduce((sum, row) => sum + row.text.length, 0)
    const p = prover({ pen: { device: size, total: size } })
    for (let i = 0; i < 3; i++) expect(await p.prove('m', [rows[0], rows[0]])).toMatchObject({ waiting: 1, dropped: 0 })
    expect(await p.prove('m', rows)).toMatchObject({ waiting: 3, dropped: 0 })
  })

  it('keeps nothing unsigned at or below what is settled', async () => {
    const rows = (await feed('---')) as [Row, Row, Row]
    const p = prover()
    p.settled([refOf(rows[1])])
    const rival = await next(rows[0], { signed: 'none', data: { branch: 2 } })
    expect(await p.prove('m', [rows[0], rival])).toEqual({ ...quiet, proven: [] })
    expect(await p.prove('m', [rows[2]])).toEqual({ ...quiet, proven: [], waiting: 1 })
  })

  it('has no more room for strangers when others came in', async () => {
    const rows = await feed('----')
    const size = rows.slice(1).reduce((sum, row) => sum + row.text.length, 0)
    const p = prover({ pen: { device: 1e9, total: size } })
    await p.prove('b', [...(await feed('-ss', ben)), await next(null, { signed: 'garbage' })])
    expect(await p.prove('m', rows)).toMatchObject({ waiting: 3, dropped: 1 })
  })

  it('drops the oldest of all when all together are too many', async () => {
    const p = prover({ pen: { device: 1e9, total: 1000 } })
    const flood = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => next(null, { by: await signerFromSeed(new Uint8Array(32).fill(i + 9)), signed: 'none' })),
    )
    const fitting = Math.floor(1000 / (flood[0] as Row).text.length)
    expect(await p.prove('m', flood)).toMatchObject({ waiting: fitting, dropped: 20 - fitting })
    const last = flood.slice(-fitting)
    expect((await p.prove('b', [], [await seal(last)])).proven.length, 'the newest are still here').toBe(fitting)
  })

  it('takes back by hash what a flood pushed out', async () => {
    const p = prover({ pen: { device: 600, total: 600 } })
    const rows = await feed('-----s')
    expect((await p.prove('b', rows.slice(0, 5))).dropped).toBeGreaterThan(0)
    await p.prove('m', await feed('----', ben))
    const got: Row[] = [...(await p.prove('b', rows.slice(5))).proven]
    for (let round = 0; round < 10; round++) {
      const asked = new Set(p.wanted(9).map((ref) => ref.hash))
      got.push(
        ...(
          await p.prove(
            'b',
            rows.filter((row) => asked.has(row.hash)),
          )
        ).proven,
      )
    }
    expect(sorted(got)).toEqual(sorted(rows))
    expect(p.wanted(9)).toEqual([])
  })
})

describe('data proofs', () => {
  const honest: DataProof = { type: 'toy.enrolled', check: async ({ data }) => (data as { readonly ok: boolean }).ok }
  const chain = async (signed: Signer | 'none' = ana) => {
    const one = await next(null, { signed })
    const lie = await next(one, { type: 'toy.enrolled', data: { ok: false }, signed })
    const truth = await next(lie, { type: 'toy.enrolled', data: { ok: true }, signed })
    return [one, lie, truth, await next(truth)] as const
  }

  it('lets a row whose data proof fails keep its slot, marked, so that those behind it are delivered', async () => {
    for (const signed of [ana, 'none'] as const) {
      const rows = await chain(signed)
      expect(await prover({ proofs: [honest] }).prove('b', rows)).toEqual({ ...quiet, proven: rows, unfounded: [rows[1].hash] })
    }
  })

  it('marks it in the intake that lets it in, also below a seal, and again for a restart', async () => {
    const [one, lie, truth] = await chain('none')
    const p = prover({ proofs: [honest] })
    expect((await p.prove('b', [one, lie, truth])).unfounded).toEqual([])
    expect(await p.prove('b', [], [await seal([truth])])).toMatchObject({ proven: [one, lie, truth], unfounded: [lie.hash] })
    expect(await p.prove('b', [lie])).toMatchObject({ proven: [], unfounded: [] })
    expect(await prover({ proofs: [honest] }).unfounded([one, lie, truth])).toEqual([lie.hash])
  })

  it('is asked of every row, however many come at once', async () => {
    const rows = await Promise.all(
      Array.from({ length: 300 }, async (_, i) =>
        next(null, { type: i % 2 ? 'toy.made' : 'toy.enrolled', data: { ok: ![0, 126, 128, 256, 298].includes(i), i } }),
      ),
    )
    const failing = [0, 126, 128, 256, 298].map((i) => (rows[i] as Row).hash)
    expect(await prover({ proofs: [honest] }).unfounded(rows)).toEqual(failing)
    expect(new Set((await prover({ proofs: [honest] }).prove('b', rows)).unfounded)).toEqual(new Set(failing))
  })

  it('is asked with the bytes of the row and nothing else, and not for rows that are not proven', async () => {
    const asked: unknown[] = []
    const spy: DataProof = { type: 'toy.enrolled', check: async (row) => asked.push(row) > 0 }
    const [one, lie] = await chain('none')
    const p = prover({ proofs: [spy] })
    await p.prove('b', [one, lie])
    expect(asked).toEqual([])
    await p.prove('b', [], [await seal([lie])])
    expect(asked).toEqual([lie.body])
  })

  it('loses nothing when a check has no means to answer', async () => {
    let broken = true
    const shaky: DataProof = {
      type: 'toy.enrolled',
      check: async () => {
        if (broken) throw new Error('chunk not loaded')
        return true
      },
    }
    const p = prover({ proofs: [shaky] })
    const rows = await chain()
    await expect(p.prove('b', rows)).rejects.toThrow('chunk not loaded')
    broken = false
    expect(await p.prove('b', rows)).toEqual({ ...quiet, proven: rows })
  })
})

describe('what is known already', () => {
  it('is not given out again, and asks for nothing behind it', async () => {
    const rows = (await feed('--ss')) as [Row, Row, Row, Row]
    const p = prover()
    p.trust(rows.slice(0, 3))
    expect(await p.prove('b', rows)).toEqual({ ...quiet, proven: [rows[3]] })
    expect(p.wanted(9)).toEqual([])
  })

  it('is not wanted any more', async () => {
    const rows = (await feed('-s')) as [Row, Row]
    const p = prover()
    await p.prove('b', [rows[1]])
    expect(p.wanted(9)).toEqual([refOf(rows[0])])
    p.trust([rows[0]])
    expect(p.wanted(9)).toEqual([])
  })

  it('settles: the feed goes on from its sealed head, and strays below it are not kept', async () => {
    const rows = await feed('----ss')
    const p = prover()
    p.settled([refOf(rows[3] as Row)])
    expect(await p.prove('b', rows.slice(0, 3))).toEqual({ ...quiet, proven: [] })
    expect(await p.prove('b', rows.slice(4))).toEqual({ ...quiet, proven: rows.slice(4) })
    expect(p.wanted(9)).toEqual([])
    p.settled([refOf(rows[0] as Row)])
    expect(await p.prove('b', rows), 'an older head changes nothing').toMatchObject({ proven: [], waiting: 0 })
  })

  it('settling clears what waited and what was wanted below the head', async () => {
    const rows = (await feed('---s')) as [Row, Row, Row, Row]
    const p = prover()
    await p.prove('b', [rows[0], rows[3]])
    p.settled([refOf(rows[3])])
    expect(p.wanted(9)).toEqual([])
    expect(await p.prove('b', [])).toMatchObject({ waiting: 0, proven: [] })
  })

  it('settles only what lies at or below the head: what waits above it waits on, and what came in does not come again', async () => {
    const rows = (await feed('----s')) as [Row, Row, Row, Row, Row]
    const p = prover()
    expect(await p.prove('b', rows.slice(0, 4))).toMatchObject({ waiting: 4 })
    p.settled([refOf(rows[1])])
    expect(await p.prove('b', [])).toMatchObject({ waiting: 2 })
    expect(await p.prove('b', [rows[4]])).toEqual({ ...quiet, proven: rows.slice(2) })
    expect(p.wanted(9)).toEqual([])
    p.settled([refOf(rows[2])])
    expect(await p.prove('b', rows)).toEqual({ ...quiet, proven: [] })
  })

  it('does not give a sealed head out again, though it is signed', async () => {
    const rows = (await feed('ss')) as [Row, Row]
    const p = prover()
    p.settled([refOf(rows[1])])
    const verified = countVerified()
    expect(await p.prove('b', [rows[1]])).toEqual({ ...quiet, proven: [] })
    expect(verified).not.toHaveBeenCalled()
  })

  it('settles only what was asked for at or below the head', async () => {
    const rows = await feed('---s---s')
    const p = prover()
    await p.prove('b', [rows[3], rows[7]] as Row[])
    expect(new Set(p.wanted(9).map(({ seq }) => seq))).toEqual(new Set([3, 7]))
    p.settled([refOf(rows[2] as Row)])
    expect(p.wanted(9).map(({ seq }) => seq)).toEqual([7])
    expect((await p.prove('b', rows.slice(4, 7))).proven).toEqual(rows.slice(4, 7))
  })

  it('makes room in the pen when it is settled, or trusted', async () => {
    const rows = (await feed('----')) as [Row, Row, Row, Row]
    const two = rows.map(({ text }) => text.length).sort((a, b) => b - a)
    const size = (two[0] as number) + (two[1] as number)
    for (const pen of [
      { device: size, total: 1e9 },
      { device: 1e9, total: size },
    ])
      for (const clear of [(p: Prover) => p.settled([refOf(rows[1])]), (p: Prover) => p.trust(rows.slice(0, 2))]) {
        const p = prover({ pen })
        expect(await p.prove('b', rows.slice(0, 2))).toMatchObject({ waiting: 2, dropped: 0 })
        clear(p)
        expect(await p.prove('b', [])).toMatchObject({ waiting: 0 })
        expect(await p.prove('b', rows.slice(2))).toMatchObject({ waiting: 2, dropped: 0 })
      }
  })

  it('is not given out where it waited, and proves what stands before it, whether that waits here or is asked for', async () => {
    const rows = (await feed('---s')) as [Row, Row, Row, Row]
    const p = prover()
    await p.prove('b', rows.slice(1, 3))
    p.trust([rows[2]])
    expect(await p.prove('b', [rows[2]])).toEqual({ ...quiet, proven: [rows[1]] })
    expect(p.wanted(9)).toEqual([refOf(rows[0])])
    expect(await p.prove('b', rows)).toEqual({ ...quiet, proven: [rows[0], rows[3]] })
    expect(p.wanted(9)).toEqual([])
  })

  it('comes in again, once, when it was thrown away', async () => {
    const rows = (await feed('--ss')) as [Row, Row, Row, Row]
    const p = prover()
    p.dropped(rows)
    expect((await p.prove('b', rows)).proven).toEqual(rows)
    p.dropped(rows.slice(1, 3))
    expect((await p.prove('b', rows)).proven).toEqual(rows.slice(1, 3))
    expect((await p.prove('b', rows)).proven).toEqual([])
  })

  it('what something else vouches for comes in with the next intake where it waits already, and only as the row that it says it is', async () => {
    const rows = (await feed('---')) as [Row, Row, Row]
    const p = prover()
    expect(await p.prove('b', rows)).toMatchObject({ waiting: 3 })
    p.expect([{ ...refOf(rows[2]), seq: 2 }])
    expect(await p.prove('b', [])).toMatchObject({ proven: [], waiting: 3 })
    p.expect([refOf(rows[2])])
    expect(await p.prove('b', [])).toEqual({ ...quiet, proven: rows })
    p.expect(rows.map(refOf))
    expect(p.wanted(9)).toEqual([])
  })

  it('what is settled is not asked for, whoever vouches for it', async () => {
    const rows = (await feed('---')) as [Row, Row, Row]
    const rival = await next(rows[0], { data: { branch: 2 } })
    const p = prover()
    p.settled([refOf(rows[1])])
    p.expect([...rows, rival].map(refOf))
    expect(p.wanted(9)).toEqual([refOf(rows[2])])
  })

  it('asks for as many as it is told, and only for what there is room for', async () => {
    const [hers, his] = [(await feed('--s')) as [Row, Row, Row], (await feed('--s', ben)) as [Row, Row, Row]]
    const p = prover()
    await p.prove('b', [hers[2], his[2]])
    expect(p.wanted(9)).toEqual([refOf(hers[1]), refOf(his[1])])
    expect(p.wanted(1)).toEqual([refOf(hers[1])])
    expect(p.wanted(1, ({ device }) => device === ben.id)).toEqual([refOf(his[1])])
    expect(p.wanted(9, () => false)).toEqual([])
  })

  it('of a history a row comes in only where a seal names it, or what stands on it: no signature lets it in', async () => {
    const rows = (await feed('s-ss')) as [Row, Row, Row, Row]
    const sealed = await seal([rows[2]])
    const p = prover({ onlySealed: true })
    expect(await p.prove('b', rows)).toEqual({ ...quiet, proven: [], waiting: 4 })
    const verified = countVerified()
    expect(await p.prove('b', [], [sealed])).toEqual({ ...quiet, proven: rows.slice(0, 3), seals: [sealed], waiting: 1 })
    expect(verified).toHaveBeenCalledTimes(1) // the seal's
    p.settled([refOf(rows[2])])
    expect(await p.prove('b', rows)).toMatchObject({ proven: [], waiting: 1 })
  })

  it('fills a history in behind a snapshot, by hash', async () => {
    const rows = await feed('----')
    const p = prover()
    p.expect([refOf(rows[3] as Row)])
    expect(p.wanted(9)).toEqual([refOf(rows[3] as Row)])
    const verified = countVerified()
    expect((await p.prove('b', rows.slice(0, 3))).proven).toEqual([])
    expect((await p.prove('b', rows.slice(3))).proven).toEqual(rows)
    expect(verified).not.toHaveBeenCalled()
  })
})

describe('intakes run one after the other', () => {
  it('each row comes out of one of them', async () => {
    const rows = await feed('--s-s--s')
    const p = prover()
    const answers = await Promise.all([p.prove('a', rows), p.prove('b', rows), p.prove('c', rows.toReversed())])
    expect(answers.flatMap(({ proven }) => hashes(proven))).toEqual(hashes(rows))
  })

  it('a row that is proven while another’s data is being checked is checked as well', async () => {
    const lie = await next(null, { type: 'toy.enrolled' })
    const other = await next(null, { by: ben, type: 'toy.enrolled' })
    const answers: ((good: boolean) => void)[] = []
    const slow: DataProof = {
      type: 'toy.enrolled',
      check: ({ device }) => (device === ana.id ? new Promise<boolean>((resolve) => answers.push(resolve)) : Promise.resolve(false)),
    }
    const p = prover({ proofs: [slow] })
    p.expect([refOf(lie), refOf(other)]) // by hash, so that nothing but the check is waited for
    const first = p.prove('a', [lie])
    const second = p.prove('b', [other])
    await new Promise(setImmediate)
    expect(answers).toHaveLength(1)
    answers[0]?.(true)
    expect(await first).toEqual({ ...quiet, proven: [lie] })
    expect(await second).toEqual({ ...quiet, proven: [other], unfounded: [other.hash] })
  })

  it('asks the fallback where WebCrypto throws', async () => {
    const [row] = (await feed('s')) as [Row]
    const failing = vi.spyOn(crypto.subtle, 'verify').mockRejectedValue(new Error('no means'))
    expect((await prover().prove('b', [row])).proven).toEqual([row])
    expect(failing).toHaveBeenCalled()
  })
})
