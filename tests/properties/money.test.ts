import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { deposits } from '../../src/areas/ledger/deposits'
import { holds } from '../../src/areas/ledger/holds'
import { entries, wallets } from '../../src/areas/ledger/postings'
import { isFinding, type Quote } from '../../src/areas/ledger/quotes'
import { quoteConversion, quoteTopUp, quoteTransfer, quoteWithdrawal } from '../../src/areas/ledger/rules'
import { quoteTip } from '../../src/areas/tips/rules'
import { hashOf } from '../../src/kit/bytes'
import { convert, currencies, LIMIT, MOST_RATE, type Rates, share } from '../../src/kit/money'
import { Engine, startOf } from '../../src/log/engine'
import { makeRow, writeBody } from '../../src/log/rows'
import type { Reader } from '../../src/log/rules'
import { sumOf } from '../../src/log/state'
import type { Body, Finding, Genesis, Ref, Row } from '../../src/log/types'
import { ana, ben, cleo, type Person, town } from '../support/cast'
import { escrow, places, refunds, releases } from '../support/escrow'
import { act, BEGINS, DAY, type Deed, HOST, stage, type Story, writing } from '../support/given'
import { plainly, topsUp } from '../support/money'
import { auditMoney } from '../support/moneyAudit'
import { unfiltered } from '../support/policy'
import { always } from './always'

const people = [ana, ben, cleo] as const
const withEscrow = [...areas, escrow(true)]
const admin = { 'accounts.firstAdmin': ana.account }

/** Mostly what people have; now and then far too much. */
const amount = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 3_000 }) },
  { weight: 4, arbitrary: fc.integer({ min: 500_000, max: 30_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: LIMIT - 1 }) },
)
const someone = fc.integer({ min: 0, max: people.length - 1 })
const currency = fc.constantFrom(...currencies)
const doings = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('topUp' as const), by: someone, amount: fc.integer({ min: 1, max: 50_000 }), into: currency }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('transfer' as const), by: someone, to: someone, amount, currency }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('tip' as const), by: someone, to: someone, amount, currency }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('convert' as const), by: someone, amount, currency, into: currency }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), by: someone, amount, currency }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deposit' as const), by: someone, amount, currency }) },
)
const deskWork = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      by: someone,
      hold: fc.nat(2),
      amount: fc.integer({ min: 1, max: 5_000 }),
      days: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('release' as const),
      by: someone,
      hold: fc.nat(2),
      amount: fc.integer({ min: 1, max: 5_000 }),
      to: someone,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund' as const), by: someone, hold: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rates' as const), MESI: fc.integer({ min: 1, max: 100_000 }) }) },
)
type Doing = typeof doings extends fc.Arbitrary<infer D> ? D : never

const personAt = (i: number): Person => people[i] as Person

/** The act, agreed to at the quote that `w` gives; without one to some other sum, which must then be refused. */
function deedOf(w: Reader, doing: Doing): Deed {
  const by = personAt(doing.by)
  const account = by.account
  const { amount } = doing
  const agreed = (quote: Quote | Finding) => (isFinding(quote) ? plainly(amount) : quote.agreed)
  switch (doing.do) {
    case 'topUp': {
      const { into } = doing
      return act(by, 'ledger.toppedUp', {
        card: 'works',
        currency: 'EUR',
        amount,
        into,
        agreed: agreed(quoteTopUp(w, { account, amount, currency: 'EUR', into })),
      })
    }
    case 'transfer': {
      const { currency } = doing
      const to = personAt(doing.to).account
      return act(by, 'ledger.transferred', { to, currency, amount, agreed: agreed(quoteTransfer(w, { account, to, amount, currency })) })
    }
    case 'tip': {
      const { currency } = doing
      const to = personAt(doing.to).account
      return act(by, 'tips.sent', { to, currency, amount, agreed: agreed(quoteTip(w, { from: account, to, amount, currency })) })
    }
    case 'convert': {
      const { currency, into } = doing
      return act(by, 'ledger.converted', {
        from: currency,
        to: into,
        amount,
        agreed: agreed(quoteConversion(w, { account, amount, currency, into })),
      })
    }
    case 'deposit':
      return act(by, 'ledger.deposited', { currency: doing.currency, amount })
    case 'withdraw': {
      const { currency } = doing
      return act(by, 'ledger.withdrawn', {
        currency,
        amount,
        destination: writing('home'),
        agreed: agreed(quoteWithdrawal(w, { account, amount, currency })),
      })
    }
  }
}

/** Does it, and says whether it was let. */
function stands(story: Story, deed: Deed): boolean {
  const outcome = story.when(deed)
  try {
    outcome.isAccepted()
    return true
  } catch {
    return false
  }
}

test('whatever people do, the books add up, nobody is overdrawn, and every hold ends once', async () => {
  const { given } = stage(withEscrow, admin)
  let accepted = 0
  let refused = 0
  let ended = 0
  await always(
    'books',
    fc.property(
      fc.array(fc.oneof({ weight: 3, arbitrary: doings }, { weight: 2, arbitrary: deskWork }), {
        minLength: 10,
        maxLength: 40,
        size: 'large',
      }),
      (steps) => {
        const story = given(...town, ...people.map((who) => topsUp(who, 20_000)))
        let now = BEGINS
        const endings = new Map<string, object>()
        const placed: string[] = []
        let holdCount = 0
        for (const step of steps) {
          const before = story.rowsOf(entries).length
          const isIn = (deed: Deed): void => void (stands(story, deed) ? accepted++ : refused++)
          if (step.do === 'hold') placed[step.hold] = hashOf(`hold ${step.hold} placed as ${++holdCount}`)
          const hold = 'hold' in step ? (placed[step.hold] ?? hashOf('no hold')) : ''
          switch (step.do) {
            case 'wait':
              story.at((now += step.hours * 3_600_000))
              break
            case 'rates':
              isIn(act(ana, 'ledger.ratesSet', { EUR: 1_080_000, USD: 1_000_000, USDC: 1_000_000, MESI: step.MESI }))
              break
            case 'hold':
              isIn(places(personAt(step.by), { hold, amount: step.amount, due: now + step.days * DAY }))
              break
            case 'release':
              isIn(releases(personAt(step.by), { hold, amount: step.amount, to: personAt(step.to).account }))
              break
            case 'refund':
              isIn(refunds(personAt(step.by), hold))
              break
            default:
              isIn(story.read((w) => deedOf(w, step)))
          }
          expect(auditMoney((table) => story.rowsOf(table))).toEqual([])
          expect(story.rowsOf(entries).length).toBeGreaterThanOrEqual(before)
          for (const [key, row] of story.rowsOf(holds)) {
            if (endings.has(key)) expect(row).toBe(endings.get(key))
            else if (row.state !== 'open') endings.set(key, row)
          }
        }
        ended += endings.size
        story.at(now + 4 * DAY)
        expect(story.rowsOf(holds).filter(([, row]) => row.state === 'open')).toEqual([])
        expect(story.rowsOf(deposits).filter(([, row]) => row.state === 'coming')).toEqual([])
        expect(auditMoney((table) => story.rowsOf(table))).toEqual([])
      },
    ),
    50,
  )
  // Random acts that are all refused would prove nothing.
  expect(Math.min(accepted, refused, ended)).toBeGreaterThan(10)
})

test('with every fee and rate, fee and net are never more than what was paid', () => {
  const rate = fc.integer({ min: 1, max: MOST_RATE })
  const rates: fc.Arbitrary<Rates> = fc.record({ EUR: rate, USD: rate, USDC: rate, MESI: rate })
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 10_000 }), currency, currency, rates, (total, points, from, to, rates) => {
      const fee = share(total, points)
      expect(fee).toBeLessThanOrEqual(total)
      expect(BigInt(fee) * 10_000n).toBeLessThanOrEqual(BigInt(total) * BigInt(points))
      expect((BigInt(fee) + 1n) * 10_000n).toBeGreaterThan(BigInt(total) * BigInt(points))
      const there = convert(total, from, to, rates)
      const back = there === undefined ? undefined : convert(there, to, from, rates)
      if (back !== undefined) expect(back).toBeLessThanOrEqual(total)
    }),
  )
})

test('no round through the currencies makes money', () => {
  const rates: Rates = { EUR: 1_083_337, USD: 1_000_000, USDC: 999_999, MESI: 13_337 }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.array(currency, { minLength: 1, maxLength: 6 }), (start, path) => {
      let have = start
      let at: (typeof currencies)[number] = 'EUR'
      for (const next of [...path, 'EUR' as const]) {
        have = convert(have, at, next, rates) as number
        at = next
      }
      expect(have).toBeLessThanOrEqual(start)
    }),
  )
})

// The same money in the real log: two phones, out of touch.

const genesis: Genesis = {
  v: 1,
  name: 'money',
  nonce: 'nonce',
  seed: 1,
  begins: BEGINS,
  host: HOST,
  root: hashOf('platform root'),
  version: 1,
  parameters: { ...unfiltered(areas), ...admin },
  parent: null,
  base: null,
}
const start = startOf(genesis)
const rules = compose(areas)
const makeEngine = () => new Engine(rules, start, { local: () => 0, host: () => BEGINS + 10 * DAY })

/** Writes rows as devices do; `seen` is what the author had seen of others. */
function makeScribe() {
  const heads = new Map<string, Ref>()
  return (deed: Deed, stamp: number, seen: readonly Ref[]): Row => {
    const head = heads.get(deed.device)
    const others = seen.filter(({ device }) => device !== deed.device)
    const body: Body = {
      v: 1,
      world: start.world,
      device: deed.device,
      seq: (head?.seq ?? 0) + 1,
      prev: head?.hash ?? null,
      stamp,
      seen: others,
      type: deed.type,
      data: deed.data,
    }
    const row = makeRow(writeBody(body), body)
    heads.set(deed.device, { device: deed.device, seq: body.seq, hash: row.hash })
    return row
  }
}
const refOf = ({ body, hash }: Row): Ref => ({ device: body.device, seq: body.seq, hash })

test('two phones that were out of touch agree to the last cent, in any order of arrival and with duplicates', async () => {
  let voided = 0
  let stood = 0
  const story = fc.tuple(
    fc.array(doings, { minLength: 2, maxLength: 8 }),
    fc.array(doings, { minLength: 2, maxLength: 16 }),
    fc.infiniteStream(fc.nat(1_000_000)),
  )
  await always(
    'two-phones',
    fc.property(story, ([together, apart, dice]) => {
      const write = makeScribe()
      const engine = makeEngine()
      let stamp = BEGINS
      const rows: Row[] = []
      for (const deed of town) {
        rows.push(write(deed, ++stamp, rows.length > 0 ? [refOf(rows.at(-1) as Row)] : []))
      }
      engine.add(rows)
      for (const doing of together) {
        rows.push(write(deedOf(engine.reader, doing), ++stamp, [refOf(rows.at(-1) as Row)]))
        engine.add(rows.slice(-1))
      }
      // From here on nobody hears of anybody; all acts of one moment stand beside each other.
      const seen = refOf(rows.at(-1) as Row)
      for (const doing of apart) rows.push(write(deedOf(engine.reader, doing), (stamp += doing.by === 0 ? 1 : 0), [seen]))
      engine.add(rows)

      const random = dice[Symbol.iterator]()
      const shuffled = [...rows, ...rows]
        .map((row) => ({ row, rank: random.next().value as number }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ row }) => row)
      const other = makeEngine()
      for (const row of shuffled) other.add([row])

      const text = (one: Engine) => [...one.rowsOf(wallets)].map((entry) => JSON.stringify(entry)).sort()
      expect(text(other)).toEqual(text(engine))
      expect(sumOf(other.tables())).toBe(sumOf(engine.tables()))
      expect(auditMoney((table) => other.rowsOf(table))).toEqual([])
      expect(other.open.filter(({ verdict }) => verdict && verdict.why !== 'refused')).toEqual([])
      const later = other.open.slice(town.length)
      voided += later.filter(({ verdict }) => verdict).length
      stood += later.filter(({ verdict }) => !verdict).length
    }),
    60,
  )
  expect(Math.min(voided, stood)).toBeGreaterThan(20)
})

test('LED-2: one wallet spent on two phones out of touch: the first place in the order stands, the other is void with its clause', () => {
  const phone = { device: hashOf("ana's second phone") }
  const write = makeScribe()
  const rows: Row[] = []
  let stamp = BEGINS
  const enrols = act(phone.device, 'accounts.enrolled', { account: ana.account, root: ana.root, proof: 'A'.repeat(86) })
  const joined = act(phone.device, 'accounts.joined', { invite: hashOf('the invite of the rule tests'), proof: 'A'.repeat(86) })
  const topUp = act(ana, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1000, into: 'EUR', agreed: plainly(1000) })
  for (const deed of [...town, joined, enrols, topUp]) rows.push(write(deed, ++stamp, rows.length > 0 ? [refOf(rows.at(-1) as Row)] : []))
  const seen = [refOf(rows.at(-1) as Row)]
  const spend = (by: { readonly device: string }, to: Person) =>
    act(by, 'ledger.transferred', { to: to.account, currency: 'EUR', amount: 700, agreed: plainly(700) })
  const first = write(spend(ana, ben), stamp + 1, seen)
  const second = write(spend(phone, cleo), stamp + 2, seen)
  const engines = [
    [...rows, first, second],
    [...rows, second, first],
  ].map((order) => {
    const engine = makeEngine()
    for (const row of order) engine.add([row])
    return engine
  })
  for (const engine of engines) {
    expect(engine.openEntry(first.hash)?.verdict).toBeNull()
    expect(engine.openEntry(second.hash)?.verdict).toEqual({
      why: 'refused',
      clauses: [{ id: 'LED-2', facts: { currency: 'EUR', available: 300, needed: 700 } }],
    })
    const has = (who: Person) => engine.read(wallets, `${who.account}/EUR`)?.available ?? 0
    expect(people.map(has)).toEqual([300, 700, 0])
  }
  expect(sumOf((engines[0] as Engine).tables())).toBe(sumOf((engines[1] as Engine).tables()))
})
