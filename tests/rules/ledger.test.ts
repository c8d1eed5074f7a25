import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areas, restsOn } from '../../src/areas'
import { conclude, give } from '../../src/areas/flags/rules'
import { deposits as depositRows } from '../../src/areas/ledger/deposits'
import type { Agreed } from '../../src/areas/ledger/events'
import { holds } from '../../src/areas/ledger/holds'
import { booksOf, entries, type LedgerAccount, walletOf } from '../../src/areas/ledger/postings'
import { confirmedBy } from '../../src/areas/ledger/ui/confirmed'
import {
  booksQuestion,
  comingDeposits,
  conversionQuote,
  depositQuestion,
  depositTerms,
  holdsQuestion,
  houseBalances,
  rates,
  statement,
  topUpQuote,
  transferQuote,
  turnovers,
  wallet,
  withdrawalQuote,
} from '../../src/areas/ledger/views'
import { convert, currencies, type Currency, decimals, LIMIT, type Rates } from '../../src/kit/money'
import { hashOf } from '../../src/kit/bytes'
import { ana, ben, cleo, person, town } from '../support/cast'
import { escrow, extendsIt, places, posts, refunds, releases, wakes, watches } from '../support/escrow'
import { act, anyAct, BEGINS, DAY, HOUR, stage, type Story } from '../support/given'
import { converts, deposits, plainly, sends, setsRates, topsUp, withdraws } from '../support/money'

const admin = { 'accounts.firstAdmin': ana.account }
const { given } = stage(areas, admin)
const MINUTE = 60_000

const has = (story: Story, account: LedgerAccount, currency: Currency = 'EUR'): number =>
  story.read((w) => walletOf(w, account, currency).available)

/** All that ana has, in millionths of a millionth of a US dollar: every currency's decimals divide it. */
const worth = (story: Story, rates: Rates): bigint =>
  currencies.reduce(
    (sum, currency) => sum + BigInt(has(story, ana.account, currency)) * BigInt(rates[currency]) * 10n ** BigInt(6 - decimals[currency]),
    0n,
  )

/** What the ledger wrote for an act, as `from>to amount currency kind clause`, people by name. */
function linesOf(story: Story, event: string): string[] {
  const names: Record<string, string> = { [ana.account]: 'ana', [ben.account]: 'ben', [cleo.account]: 'cleo' }
  return story
    .rowsOf(entries)
    .filter(([, row]) => row.event === event)
    .map(
      ([, { from, to, amount, currency, kind, clause }]) =>
        `${names[from] ?? from}>${names[to] ?? to} ${amount} ${currency} ${kind} ${clause}`,
    )
}

test('PAYM-1: a card puts money into a wallet, as it is or as MESI', () => {
  const euros = topsUp(ana, 1000)
  const agreed: Agreed = { total: 1000, fee: 10, net: 10_692_000, rates: 'genesis' }
  const mesi = act(ana, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1000, into: 'MESI', agreed })
  const story = given(...town, euros, mesi)
  expect(linesOf(story, euros.id)).toEqual(['@world>ana 1000 EUR top-up PAYM-1'])
  expect(linesOf(story, mesi.id)).toEqual([
    '@world>ana 1000 EUR top-up PAYM-1',
    'ana>@fees 10 EUR fee ECO-3',
    'ana>@fx 990 EUR conversion PVP-3',
    '@fx>ana 10692000 MESI conversion PVP-3',
  ])
  expect(has(story, ana.account)).toBe(1000)
  expect(has(story, ana.account, 'MESI')).toBe(10_692_000)
})

test('PVP-3, ECO-3, LED-5: a top-up rests on what is said of conversions where it arrives as another currency, and only there', () => {
  const agreed: Agreed = { total: 1000, fee: 10, net: 10_692_000, rates: 'genesis' }
  const into = {
    EUR: topsUp(ana, 1000),
    MESI: act(ana, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1000, into: 'MESI', agreed }),
  }
  const story = given(...town, into.EUR, into.MESI)
  for (const { id, data } of Object.values(into)) {
    const booked = story.rowsOf(entries).flatMap(([, { event, clause }]) => (event === id ? [clause] : []))
    expect(restsOn('ledger.toppedUp', data)).toEqual(expect.arrayContaining(booked))
  }
  const ofConversion = ['PVP-2', 'PVP-3', 'PROC-3', 'PROC-6', 'ECO-3', 'LED-5', 'LED-6']
  const named = ({ data }: { readonly data: unknown }) => restsOn('ledger.toppedUp', data).filter((id) => ofConversion.includes(id))
  expect([named(into.EUR), named(into.MESI)]).toEqual([[], ofConversion])
})

test('LED-7: a card that declines or is empty pays nothing', () => {
  given(...town)
    .when(topsUp(ana, 1000, 'EUR', 'declines'))
    .isRefusedBy('LED-7', { card: 'declines' })
    .when(topsUp(ana, 1000, 'EUR', 'is empty'))
    .isRefusedBy('LED-7', { card: 'is empty' })
})

test('LED-7: the number of a card has no place in an act', () => {
  given(...town)
    .when(anyAct(ana, 'ledger.toppedUp', { card: '4242424242424242', currency: 'EUR', amount: 5, into: 'EUR', agreed: plainly(5) }))
    .isRefusedBy('LOG-1', { path: 'card' })
})

test('LED-8: a day has a limit for each currency, and starts anew at midnight, UTC', () => {
  const midnight = BEGINS + 12 * HOUR
  given(...town, topsUp(ana, 999_999))
    .when(topsUp(ana, 2))
    .isRefusedBy('LED-8', { before: 999_999, amount: 2, most: 1_000_000 })
    .when(topsUp(ana, 1))
    .isAccepted()
    .when(topsUp(ana, 1_000_000, 'USD'))
    .isAccepted()
    .when(topsUp(ben, 1_000_000))
    .isAccepted()
    .at(midnight - 1)
    .when(topsUp(ana, 1))
    .isRefusedBy('LED-8')
    .at(midnight)
    .when(topsUp(ana, 1_000_000))
    .isAccepted()
})

const CONFIRMED = 12 * 15_000

test('ECO-8: USDC and MESI are deposited, fiat is not; under another reading only one of them', () => {
  given(...town)
    .when(deposits(ana, 1, 'EUR'))
    .isRefusedBy('ECO-8', { currency: 'EUR', allowed: ['USDC', 'MESI'] })
    .when(deposits(ana, 1, 'MESI'))
    .isAccepted()
    .when(deposits(ana, 1, 'USDC'))
    .isAccepted()
  const story = stage(areas, { ...admin, 'ledger.depositIn': 'USDC' })
    .given(...town)
    .when(deposits(ana, 1, 'MESI'))
    .isRefusedBy('ECO-8', { allowed: ['USDC'] })
    .when(deposits(ana, 1, 'USDC'))
    .isAccepted()
  expect(story.ask(depositTerms, {}, ana)).toEqual({
    currencies: ['USDC'],
    most: { USDC: 10_000_000_000 },
    confirmations: 12,
    takes: CONFIRMED,
  })
})

test('LED-14: a deposit is booked with its last confirmation, to the millisecond, and is nowhere before', () => {
  const deposit = deposits(ana)
  const story = given(...town, deposit)
  const books = () => story.read((w) => booksOf(w, 'USDC'))
  story.at(BEGINS + CONFIRMED - 1)
  expect(linesOf(story, deposit.id)).toEqual([])
  expect(books()).toEqual({ minted: 0, burnt: 0, balances: 0, held: 0 })
  expect(story.ask(comingDeposits, {}, ana)).toMatchObject([{ id: deposit.id, state: 'coming', due: BEGINS + CONFIRMED }])
  expect(story.ask(comingDeposits, {}, ben)).toEqual([])
  story.when(sends(ana, ben, 1, 'USDC')).isRefusedBy('LED-2', { available: 0 })

  story.at(BEGINS + CONFIRMED)
  expect(linesOf(story, deposit.id)).toEqual(['@world>ana 100000000 USDC deposit ECO-8'])
  expect(books()).toEqual({ minted: 100_000_000, burnt: 0, balances: 100_000_000, held: 0 })
  expect(story.ask(comingDeposits, {}, ana)).toEqual([])
  expect(story.ask(depositQuestion, { event: deposit.id }, ana)).toMatchObject({ state: 'arrived' })
  expect(story.ask(depositQuestion, { event: deposit.id }, ben)).toBeNull()
  expect(story.ask(statement, {}, ana)?.lines).toMatchObject([{ kind: 'deposit', event: deposit.id, clause: 'ECO-8', left: 100_000_000 }])
  story.when(sends(ana, ben, 100_000_000, 'USDC')).isAccepted()
})

test('LED-14: confirmations come in evenly, and the last one exactly at the end', () => {
  const deposit = { at: BEGINS, due: BEGINS + CONFIRMED, confirmations: 12 }
  const after = (millis: number) => confirmedBy(deposit, BEGINS + millis)
  expect([-1, 0, 14_999, 15_000, CONFIRMED - 1, CONFIRMED, CONFIRMED + DAY].map(after)).toEqual([0, 0, 0, 1, 11, 12, 12])
  for (let all = 1; all <= 100; all++) {
    const long = { at: BEGINS, due: BEGINS + all * 15_000, confirmations: all }
    for (let done = 0; done <= all; done++) expect(confirmedBy(long, BEGINS + done * 15_000)).toBe(done)
  }
})

test('LED-14: a policy that changes meanwhile changes nothing for what is on its way', () => {
  const [before, behind] = [deposits(ana), deposits(ana)]
  const story = given(...town, before).write((w) => w.setParameter('ledger.confirmations', 2))
  story.play([behind]).at(BEGINS + 30_000)
  expect([before, behind].map(({ id }) => story.expect(depositRows, id).state)).toEqual(['coming', 'arrived'])
  expect(story.at(BEGINS + CONFIRMED).expect(depositRows, before.id).state).toBe('arrived')
})

test('LED-15: a day has a limit for each currency that is deposited, and starts anew at midnight, UTC', () => {
  const most = 10_000_000_000
  const midnight = BEGINS + 12 * HOUR
  given(...town, deposits(ana, most - 1))
    .when(deposits(ana, 2))
    .isRefusedBy('LED-15', { before: most - 1, amount: 2, most, currency: 'USDC' })
    .when(deposits(ana, 1))
    .isAccepted()
    .when(deposits(ana, most, 'MESI'))
    .isAccepted()
    .when(topsUp(ana, 1_000_000, 'USD'))
    .isAccepted()
    .when(deposits(ben, most))
    .isAccepted()
    .at(midnight - 1)
    .when(deposits(ana, 1))
    .isRefusedBy('LED-15')
    .at(midnight)
    .when(deposits(ana, most))
    .isAccepted()
})

test('LED-16: an account that is deleted before the last confirmation gets nothing, one deleted after it has had it', () => {
  const [early, late] = [deposits(cleo), deposits(cleo)]
  const story = given(...town, act(cleo, 'accounts.deletionRequested'))
    .after(48 * HOUR - CONFIRMED)
    .play([early])
    .after(CONFIRMED)
    .play([late, act(cleo, 'accounts.deletionConfirmed')])
    .after(CONFIRMED)
  expect([early, late].map(({ id }) => story.expect(depositRows, id).state)).toEqual(['arrived', 'returned'])
  expect(linesOf(story, late.id)).toEqual([])
  expect([has(story, cleo.account, 'USDC'), story.read((w) => booksOf(w, 'USDC')).minted]).toEqual([100_000_000, 100_000_000])
})

test('PROC-7: money is sent to another wallet, whole', () => {
  const sent = sends(ana, ben, 400)
  const story = given(...town, topsUp(ana, 1000), sent)
  expect(linesOf(story, sent.id)).toEqual(['ana>ben 400 EUR transfer PROC-7'])
  expect([has(story, ana.account), has(story, ben.account), has(story, '@fees')]).toEqual([600, 400, 0])
})

test('ECO-1: under the other reading what is merely sent pays commission too', () => {
  const sent = sends(ana, ben, 409, 'EUR', { total: 409, fee: 40, net: 369 })
  const story = stage(areas, { ...admin, 'ledger.transferCommission': 1000 }).given(...town, topsUp(ana, 1000), sent)
  expect(linesOf(story, sent.id)).toEqual(['ana>@fees 40 EUR fee ECO-1', 'ana>ben 369 EUR transfer PROC-7'])
})

test('PVP-1: one currency on both sides needs no rates', () => {
  given(...town, topsUp(ana, 1000))
    .when(sends(ana, ben, 10, 'EUR', { ...plainly(10), rates: 'genesis' }))
    .isRefusedBy('LED-4')
    .when(sends(ana, ben, 10))
    .isAccepted()
})

test('LED-2: all that is there can be spent, and not one cent more', () => {
  given(...town, topsUp(ana, 1000))
    .when(sends(ana, ben, 1001))
    .isRefusedBy('LED-2', { currency: 'EUR', available: 1000, needed: 1001 })
    .when(sends(ana, ben, 1000))
    .isAccepted()
    .when(sends(ana, ben, 1))
    .isRefusedBy('LED-2', { available: 0 })
    .when(sends(ben, cleo, 1, 'USD'))
    .isRefusedBy('LED-2', { currency: 'USD' })
})

test('LED-9: money goes to somebody else whose account is open', () => {
  const nobody = person('nobody')
  given(...town, topsUp(ana, 1000))
    .when(sends(ana, ana, 1))
    .isRefusedBy('LED-9')
    .when(sends(ana, nobody, 1))
    .isRefusedBy('LED-9', { to: nobody.account })
})

test('LED-9: a deleted account gets nothing any more', () => {
  given(...town, topsUp(ana, 1000), act(cleo, 'accounts.deletionRequested'))
    .when(sends(ana, cleo, 1))
    .isAccepted()
    .after(48 * HOUR)
    .play([act(cleo, 'accounts.deletionConfirmed')])
    .when(sends(ana, cleo, 1))
    .isRefusedBy('LED-9')
})

test('LED-17: nobody is sent money until the instant at which their suspension ends, nor after a ban; under review they still are', () => {
  const until = BEGINS + 30 * DAY
  const [first, second, decision] = [hashOf('b'), hashOf('b2'), hashOf('review')]
  const story = given(...town, topsUp(ben, 1000)).write((w) => give(w, ana.account, 'black', 'unethical', first))
  story.when(sends(ben, ana, 1)).isAccepted()
  story.write((w) => conclude(w, first, decision, { suspendedUntil: until }))
  story
    .at(until - 1)
    .when(sends(ben, ana, 1))
    .isRefusedBy('LED-17', { until })
  story
    .at(until)
    .when(sends(ben, ana, 1))
    .isAccepted()
  story.write((w) => give(w, ana.account, 'black', 'unethical', second)).write((w) => conclude(w, second, decision, 'banned'))
  story
    .at(until + 10_000 * DAY)
    .when(sends(ben, ana, 1))
    .isRefusedBy('LED-17', { until: null })
})

test('LED-17: what is their own whoever is banned still moves: into their wallet, and to somebody else', () => {
  const story = given(...town, topsUp(ana, 1000)).write((w) => give(w, ana.account, 'black', 'unethical', hashOf('b')))
  story.write((w) => conclude(w, hashOf('b'), hashOf('review'), 'banned'))
  story.when(topsUp(ana, 1)).isAccepted()
  story.when(sends(ana, ben, 1)).isAccepted()
})

test('MOD-3: no money across a block, whoever set it', () => {
  const story = given(...town, topsUp(ana, 1000), topsUp(ben, 1000), act(ben, 'accounts.blocked', { account: ana.account }))
  story
    .when(sends(ana, ben, 1))
    .isRefusedBy('MOD-3')
    .when(sends(ben, ana, 1))
    .isRefusedBy('MOD-3')
    .play([act(ben, 'accounts.unblocked', { account: ana.account })])
    .when(sends(ana, ben, 1))
    .isAccepted()
})

test('LED-3: amounts are whole and within bounds', () => {
  const story = given(...town, topsUp(ana, 1000))
  for (const amount of [0, -1, LIMIT]) story.when(sends(ana, ben, amount, 'EUR', plainly(1))).isRefusedBy('LOG-1', { path: 'amount' })
  story.when(sends(ana, ben, LIMIT - 1)).isRefusedBy('LED-2')
})

test('LED-3: what would arrive as nothing or as too much is not converted', () => {
  const rich = stage(areas, { ...admin, 'ledger.topUpPerDay': LIMIT, 'ledger.conversionFee': 0 })
  const agreed = (total: number, net = 1): Agreed => ({ total, fee: 0, net, rates: 'genesis' })
  rich
    .given(...town, topsUp(ana, 20_000_000, 'USD'), converts(ana, 'USD', 'MESI', 100, agreed(100, 1_000_000)))
    .when(converts(ana, 'MESI', 'USD', 9999, agreed(9999)))
    .isRefusedBy('LED-3')
    .when(converts(ana, 'MESI', 'USD', 10_000, agreed(10_000)))
    .isAccepted()
    .when(converts(ana, 'USD', 'USDC', 10_000_000, agreed(10_000_000)))
    .isRefusedBy('LED-3')
    .when(converts(ana, 'USD', 'USDC', 9_999_999, agreed(9_999_999, 99_999_990_000)))
    .isAccepted()
})

test('LED-4: one unit more or less than was agreed to and the act is void', () => {
  const story = given(...town, topsUp(ana, 10_000))
  const agreed = { total: 1000, fee: 10, net: 10_692_000, rates: 'genesis' } as const
  for (const other of [{ total: 999 }, { total: 1001 }, { fee: 9 }, { fee: 11 }, { net: 10_691_999 }, { net: 10_692_001 }])
    story.when(converts(ana, 'EUR', 'MESI', 1000, { ...agreed, ...other })).isRefusedBy('LED-4', { asked: agreed })
  story.when(converts(ana, 'EUR', 'MESI', 1000, { total: 1000, fee: 10, net: 10_692_000 })).isRefusedBy('LED-4')
  story.when(converts(ana, 'EUR', 'MESI', 1000, agreed)).isAccepted()
})

test('PROC-3, ECO-3: the fee of a conversion is a line of its own, and one percent', () => {
  const converted = converts(ana, 'EUR', 'USD', 1099, { total: 1099, fee: 10, net: 1176, rates: 'genesis' })
  const story = given(...town, topsUp(ana, 1099), converted)
  // 10.99 EUR: 1 % is 0.1099, down to 0.10; 10.89 * 1.08 is 11.7612, down to 11.76.
  expect(linesOf(story, converted.id)).toEqual([
    'ana>@fees 10 EUR fee ECO-3',
    'ana>@fx 1089 EUR conversion PVP-3',
    '@fx>ana 1176 USD conversion PVP-3',
  ])
})

test('LED-6: there and back again makes nobody richer', () => {
  const free = stage(areas, { ...admin, 'ledger.conversionFee': 0 })
  const there = converts(ana, 'USD', 'EUR', 1000, { total: 1000, fee: 0, net: 925, rates: 'genesis' })
  const back = converts(ana, 'EUR', 'USD', 925, { total: 925, fee: 0, net: 999, rates: 'genesis' })
  const story = free.given(...town, topsUp(ana, 1000, 'USD'), there, back)
  expect(has(story, ana.account, 'USD')).toBe(999)
  expect(has(story, '@fx', 'USD')).toBe(1)
})

test.each([
  ['EUR', 'USD'],
  ['EUR', 'USDC'],
  ['EUR', 'MESI'],
  ['USD', 'EUR'],
  ['USDC', 'EUR'],
  ['USDC', 'MESI'],
  ['MESI', 'EUR'],
  ['MESI', 'USDC'],
] as const)('PVP-2: %s can be turned into %s', (from, to) => {
  const story = given(...town, topsUp(ana, 100_000))
  if (from !== 'EUR') {
    const { quote } = story.ask(conversionQuote, { from: 'EUR', to: from, amount: 50_000 }, ana)
    story.play([converts(ana, 'EUR', from, 50_000, quote?.agreed as Agreed)])
  }
  const amount = has(story, ana.account, from)
  const { quote, refusal } = story.ask(conversionQuote, { from, to, amount }, ana)
  expect(refusal).toBeNull()
  story.play([converts(ana, from, to, amount, quote?.agreed as Agreed)])
  expect(has(story, ana.account, from)).toBe(0)
})

test('PVP-2: a currency is not turned into itself', () => {
  given(...town, topsUp(ana, 1000))
    .when(converts(ana, 'EUR', 'EUR', 100, plainly(100)))
    .isRefusedBy('PVP-2')
})

test('PROC-6: the exchange desk pays out a currency that it never took in', () => {
  const story = given(
    ...town,
    topsUp(ana, 1000),
    converts(ana, 'EUR', 'MESI', 1000, { total: 1000, fee: 10, net: 10_692_000, rates: 'genesis' }),
  )
  expect(has(story, '@fx', 'MESI')).toBe(-10_692_000)
  expect(story.ask(booksQuestion, {}).isBalanced).toBe(true)
})

test('PVP-3, LED-5: superseded rates hold for the time of a quote, to the millisecond', () => {
  const agreed: Agreed = { total: 1000, fee: 10, net: 10_692_000, rates: 'genesis' }
  const change = BEGINS + 2 * HOUR
  const story = given(...town, topsUp(ana, 10_000))
    .at(change)
    .play([setsRates(ana, { MESI: 5_000 })])
  story
    .after(MINUTE - 1)
    .when(converts(ana, 'EUR', 'MESI', 1000, agreed))
    .isAccepted()
    .after(1)
    .when(converts(ana, 'EUR', 'MESI', 1000, agreed))
    .isRefusedBy('LED-5', { until: change + MINUTE })
})

test('LED-5: superseded rates that bring more than the new ones hold no moment longer; those that bring the same do', () => {
  const agreed: Agreed = { total: 1000, fee: 10, net: 10_692_000, rates: 'genesis' }
  given(...town, topsUp(ana, 10_000), setsRates(ana, { MESI: 10_001 }))
    .when(converts(ana, 'EUR', 'MESI', 1000, agreed))
    .isRefusedBy('LED-5', { currency: 'MESI', offered: 10_692_000, now: 10_690_930 })
  given(...town, topsUp(ana, 10_000), setsRates(ana, { MESI: 10_000 }))
    .when(converts(ana, 'EUR', 'MESI', 1000, agreed))
    .isAccepted()
})

test('LED-5: by no choice among rates that hold does anybody exchange their way to more than they had', () => {
  const step = fc.oneof(
    fc.record({ sets: fc.record({ EUR: fc.integer({ min: 900_000, max: 1_200_000 }), MESI: fc.integer({ min: 5_000, max: 20_000 }) }) }),
    fc.record({
      from: fc.constantFrom(...currencies),
      to: fc.constantFrom(...currencies),
      by: fc.nat(),
      part: fc.integer({ min: 1, max: 4 }),
    }),
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 10 }), (steps) => {
      const story = stage(areas, { ...admin, 'ledger.conversionFee': 0 }).given(...town, topsUp(ana, 100_000))
      const known: { id: string; rates: Rates }[] = [
        { id: 'genesis', rates: { EUR: 1_080_000, USD: 1_000_000, USDC: 1_000_000, MESI: 10_000 } },
      ]
      for (const each of steps) {
        const { rates } = known.at(-1) as (typeof known)[number]
        if ('sets' in each) {
          const change = setsRates(ana, each.sets)
          story.play([change])
          known.push({ id: change.id, rates: { ...rates, ...each.sets } })
          continue
        }
        const chosen = known[each.by % known.length] as (typeof known)[number]
        const amount = Math.floor(has(story, ana.account, each.from) / each.part)
        const net = convert(amount, each.from, each.to, chosen.rates) ?? 0
        const before = worth(story, rates)
        story.when(converts(ana, each.from, each.to, amount, { total: amount, fee: 0, net, rates: chosen.id }))
        expect(worth(story, rates)).toBeLessThanOrEqual(before)
      }
    }),
  )
})

test('LED-5: rates in force hold as long as they are, and an unknown name is none', () => {
  const change = setsRates(ana, { MESI: 20_000 })
  const agreed: Agreed = { total: 1000, fee: 10, net: 5_346_000, rates: change.id }
  given(...town, topsUp(ana, 10_000), change)
    .after(365 * DAY)
    .when(converts(ana, 'EUR', 'MESI', 1000, agreed))
    .isAccepted()
    .when(converts(ana, 'EUR', 'MESI', 1000, { ...agreed, rates: hashOf('rates of nobody') }))
    .isRefusedBy('LED-5')
})

test('LED-5: rates in force hold, also where a quote has no time beyond them', () => {
  const change = setsRates(ana, { MESI: 20_000 })
  const agreed: Agreed = { total: 1000, fee: 10, net: 5_346_000, rates: change.id }
  stage(areas, { ...admin, 'ledger.quoteSeconds': 0 })
    .given(...town, topsUp(ana, 10_000), change)
    .when(converts(ana, 'EUR', 'MESI', 1000, agreed))
    .isAccepted()
    .play([setsRates(ana)])
    .when(converts(ana, 'EUR', 'MESI', 1000, agreed))
    .isRefusedBy('LED-5')
})

test('LED-5: rates that were superseded twice run out from when they were superseded first', () => {
  const first = setsRates(ana, { MESI: 20_000 })
  const agreed: Agreed = { total: 1000, fee: 10, net: 5_346_000, rates: first.id }
  const story = given(...town, topsUp(ana, 10_000), first, setsRates(ana)).after(MINUTE - 1)
  story
    .play([setsRates(ana, { MESI: 15_000 })])
    .when(converts(ana, 'EUR', 'MESI', 1000, agreed))
    .isAccepted()
    .after(1)
    .when(converts(ana, 'EUR', 'MESI', 1000, agreed))
    .isRefusedBy('LED-5')
})

test('LED-10: an admin sets rates, nobody else', () => {
  const change = setsRates(ana, { EUR: 1_100_000 })
  const story = given(...town)
    .when(setsRates(ben))
    .isRefusedBy('LED-10')
    .when(change)
    .isAccepted()
  expect(story.ask(rates, {})).toMatchObject({ id: change.id, rates: { EUR: 1_100_000, MESI: 10_000 }, until: null })
})

test('PROC-2, PROC-5: USDC and MESI are paid out at once, fiat is not', () => {
  const dollars: Agreed = { total: 10_000, fee: 100, net: 106_920_000, rates: 'genesis' }
  const payout = withdraws(ana, 6_000_000, 'USDC')
  const story = given(...town, topsUp(ana, 20_000), converts(ana, 'EUR', 'USDC', 10_000, dollars))
    .when(withdraws(ana, 100, 'EUR'))
    .isRefusedBy('PROC-2', { currency: 'EUR', allowed: ['USDC', 'MESI'] })
    .when(payout)
    .isAccepted()
  expect(linesOf(story, payout.id)).toEqual(['ana>@world 6000000 USDC withdrawal PROC-5'])
  story.when(withdraws(ana, 1, 'MESI')).isRefusedBy('LED-2')
})

test('PAYM-2: under the other reading only MESI is paid out', () => {
  const mesi: Agreed = { total: 10_000, fee: 100, net: 106_920_000, rates: 'genesis' }
  stage(areas, { ...admin, 'ledger.withdrawIn': 'MESI' })
    .given(...town, topsUp(ana, 20_000), converts(ana, 'EUR', 'MESI', 10_000, mesi))
    .when(withdraws(ana, 1, 'USDC'))
    .isRefusedBy('PAYM-2', { allowed: ['MESI'] })
    .when(withdraws(ana, 106_920_000, 'MESI'))
    .isAccepted()
})

test('LED-11: a withdrawal says where to, in not too many words', () => {
  const mesi: Agreed = { total: 10_000, fee: 100, net: 106_920_000, rates: 'genesis' }
  given(...town, topsUp(ana, 20_000), converts(ana, 'EUR', 'MESI', 10_000, mesi))
    .when(withdraws(ana, 1, 'MESI', ''))
    .isRefusedBy('LED-11', { characters: 0 })
    .when(withdraws(ana, 1, 'MESI', 'x'.repeat(201)))
    .isRefusedBy('LED-11', { characters: 201, most: 200 })
    .when(withdraws(ana, 1, 'MESI', 'x'.repeat(200)))
    .isAccepted()
})

test('CORE-1: every movement has an entry that leads to its act and its clause, and nothing changes one', () => {
  const sent = sends(ana, ben, 400)
  const story = given(...town, topsUp(ana, 1000), sent)
  const before = story.state(entries, `${sent.id}/0`)
  expect(before).toMatchObject({ event: sent.id, clause: 'PROC-7', number: 1, fromLeft: 600, toLeft: 400, at: BEGINS })
  story.play([topsUp(ana, 50), sends(ben, ana, 10)])
  expect(story.state(entries, `${sent.id}/0`)).toBe(before)
})

// What the primitives do for the areas to come.

const withHolds = stage([...areas, escrow(false)], admin)
const HOLD = hashOf('a hold')
const DUE = BEGINS + DAY
const place = () => places(ana, { hold: HOLD, amount: 700, due: DUE })
const release = (amount: number) => releases(ana, { hold: HOLD, amount, to: ben.account })
const held = () => withHolds.given(...town, topsUp(ana, 1000), place())

test('LED-2: what is held cannot be spent and still shows', () => {
  const story = held()
    .when(sends(ana, ben, 301))
    .isRefusedBy('LED-2', { available: 300 })
    .when(sends(ana, ben, 300))
    .isAccepted()
  expect(story.ask(wallet, {}, ana)?.balances[0]).toEqual({ currency: 'EUR', available: 0, held: 700, posted: 700 })
})

test('LED-12: a release pays what it says and the rest goes back', () => {
  const part = release(450)
  const story = held().play([part])
  expect(linesOf(story, part.id)).toEqual(['@held>ben 450 EUR transfer ESC-1', '@held>ana 250 EUR refund ESC-1'])
  expect(story.state(holds, HOLD)).toMatchObject({
    state: 'released',
    end: { event: part.id, by: ana.account, clause: 'ESC-1', paid: 450, returned: 250 },
  })
  expect([has(story, ana.account), has(story, ben.account), has(story, '@held')]).toEqual([550, 450, 0])
  expect(story.ask(wallet, {}, ana)?.balances[0]?.held).toBe(0)
})

test('LED-12: a hold ends once, whatever ends it', () => {
  held()
    .play([release(700)])
    .when(refunds(ana, HOLD))
    .isRefusedBy('ESC-1')
  held()
    .play([refunds(ana, HOLD)])
    .when(release(1))
    .isRefusedBy('ESC-1')
  const late = held()
    .play([refunds(ana, HOLD)])
    .at(DUE)
  expect(late.state(holds, HOLD)).toMatchObject({ state: 'refunded', end: { paid: 0, returned: 700 } })
  expect(has(late, ana.account)).toBe(1000)
})

test('LED-13: untouched, it goes back at its time, to the millisecond', () => {
  const placed = place()
  const story = withHolds.given(...town, topsUp(ana, 1000), placed)
  expect(has(story.at(DUE - 1), ana.account)).toBe(300)
  expect(has(story.at(DUE), ana.account)).toBe(1000)
  expect(story.state(holds, HOLD)).toMatchObject({
    state: 'expired',
    end: { event: placed.id, by: '', at: DUE, clause: 'LED-13', paid: 0, returned: 700 },
  })
  expect(linesOf(story, placed.id)).toEqual(['ana>@held 700 EUR hold ESC-1', '@held>ana 700 EUR refund LED-13'])
  // Both bear the name of one act, and are told as what they are: first it went, then it came back.
  const told = story.ask(turnovers, { size: 2 }, ana).map(({ kind, paid, got }) => [kind, paid?.amount, got?.amount])
  expect(told).toEqual([
    ['refund', undefined, 700],
    ['hold', 700, undefined],
  ])
  story.when(release(1)).isRefusedBy('ESC-1')
})

test('LED-13: a release in the last millisecond is in time', () => {
  const story = held()
    .at(DUE - 1)
    .play([release(700)])
    .at(DUE)
  expect([has(story, ana.account), has(story, ben.account)]).toEqual([300, 700])
})

test('LED-13: a timer that finds another row than it was set for does nothing', () => {
  const story = held().play([wakes(ana, { hold: HOLD, due: DUE - 1 }), wakes(ana, { hold: hashOf('no hold'), due: DUE - 1 })])
  expect(story.at(DUE - 1).state(holds, HOLD)?.state).toBe('open')
  story.play([refunds(ana, HOLD)])
  expect(has(story.at(DUE), ana.account)).toBe(1000)
})

test('LED-13: a hold that was given more time goes back at its new instant, and not at the old one', () => {
  const story = held().play([extendsIt(ana, { hold: HOLD, due: DUE + DAY })])
  expect(story.at(DUE + DAY - 1).state(holds, HOLD)?.state).toBe('open')
  expect(story.at(DUE + DAY).state(holds, HOLD)).toMatchObject({ state: 'expired', end: { at: DUE + DAY, returned: 700 } })
  expect(() => held().play([extendsIt(ana, { hold: HOLD, due: DUE })])).toThrow('cannot be extended')
  expect(() => held().play([refunds(ana, HOLD), extendsIt(ana, { hold: HOLD, due: DUE + DAY })])).toThrow('cannot be extended')
})

test('LED-12: what an area does with a hold at the very end of its time comes before its expiry', () => {
  const story = held().play([watches(ana, { hold: HOLD, due: DUE })])
  expect(story.at(DUE).state(holds, HOLD)).toMatchObject({ state: 'refunded', end: { clause: 'ESC-1', returned: 700 } })
})

test('LED-12: a hold pays nobody less than nothing', () => {
  expect(() => held().play([releases(ana, { hold: HOLD, amount: 700, to: ben.account, fee: -100 })])).toThrow('not a posting')
})

test('LED-12: a fee that rounds to nothing is no posting', () => {
  const paid = releases(ana, { hold: HOLD, amount: 700, to: ben.account, fee: 0 })
  expect(linesOf(held().play([paid]), paid.id)).toEqual(['@held>ben 700 EUR transfer ESC-1'])
})

test('LED-12: the ledger objects to an area that holds, releases or pays what is not there', () => {
  expect(() => held().play([place()])).toThrow('exists')
  expect(() => held().play([release(701)])).toThrow('has 700, not 701')
  expect(() => withHolds.given(...town, place())).toThrow('LED-2')
})

test('LED-1: what does not balance cannot be written, and what overdraws is not written at all', () => {
  const story = withHolds.given(...town, topsUp(ana, 100))
  const line = (from: LedgerAccount, to: LedgerAccount, amount: number) => ({ from, to, amount })
  const writing =
    (...lines: ReturnType<typeof line>[]) =>
    () =>
      story.play([posts(ana, lines)])
  expect(writing(line(ana.account, ben.account, 60), line(ana.account, ben.account, 41))).toThrow('LED-2')
  expect(writing(line(ana.account, ana.account, 1))).toThrow('not a posting')
  expect(writing(line(ana.account, ben.account, 0))).toThrow('not a posting')
  expect(writing(line(ana.account, ben.account, -1))).toThrow('not a posting')
  expect([has(story, ana.account), has(story, ben.account)]).toEqual([100, 0])
  expect(story.read((w) => booksOf(w, 'EUR'))).toEqual({ minted: 100, burnt: 0, balances: 100, held: 0 })
})

test('LED-1: an act that posts twice numbers on, and the books stay', () => {
  const there = { from: ana.account, to: ben.account, amount: 60 }
  const on = { from: ben.account, to: cleo.account, amount: 60 }
  const back = { from: cleo.account, to: ana.account, amount: 60 }
  const posting = posts(ana, [there, on], [back])
  const story = withHolds.given(...town, topsUp(ana, 100), posting)
  expect(linesOf(story, posting.id)).toEqual([
    'ana>ben 60 EUR transfer LED-1',
    'ben>cleo 60 EUR transfer LED-1',
    'cleo>ana 60 EUR transfer LED-1',
  ])
  expect([0, 1, 2].map((position) => story.state(entries, `${posting.id}/${position}`)?.number)).toEqual([1, 2, 3])
  expect([ana, ben, cleo].map(({ account }) => has(story, account))).toEqual([100, 0, 0])
  expect(story.read((w) => booksOf(w, 'EUR'))).toEqual({ minted: 100, burnt: 0, balances: 100, held: 0 })
})

// What screens ask.

test('LED-1: the books light is on the running totals, and on', () => {
  const story = held().play([withdrawMesi(1000)])
  const { isBalanced, currencies } = story.ask(booksQuestion, {})
  expect(isBalanced).toBe(true)
  expect(currencies.find(({ currency }) => currency === 'EUR')).toEqual({
    currency: 'EUR',
    minted: 2000,
    burnt: 990,
    balances: 310,
    held: 700,
    isBalanced: true,
  })
  const house = story.ask(houseBalances, {})
  expect(house.find(({ account }) => account === '@fees')?.balances[0]?.available).toBe(10)
})
const withdrawMesi = (amount: number) =>
  act(ana, 'ledger.toppedUp', {
    card: 'works',
    currency: 'EUR',
    amount,
    into: 'MESI',
    agreed: { total: 1000, fee: 10, net: 10_692_000, rates: 'genesis' },
  })

test('LED-4: a quote is what happens, line by line', () => {
  const story = given(...town, topsUp(ana, 100_000))
  const { quote, refusal } = story.ask(conversionQuote, { from: 'EUR', to: 'MESI', amount: 12_345 }, ana)
  expect(refusal).toBeNull()
  expect(quote?.until).toBe(BEGINS + MINUTE)
  const done = converts(ana, 'EUR', 'MESI', 12_345, quote?.agreed as Agreed)
  story.play([done])
  expect(
    story
      .rowsOf(entries)
      .filter(([, row]) => row.event === done.id)
      .map(([, row]) => row),
  ).toMatchObject(quote?.postings as object[])
  expect(quote?.postings).toHaveLength(3)
})

test('LED-2: a quote says beforehand what would refuse the act', () => {
  const story = given(...town, topsUp(ana, 100))
  expect(story.ask(transferQuote, { to: ben.account, currency: 'EUR', amount: 101 }, ana)).toMatchObject({
    quote: { agreed: plainly(101) },
    refusal: { id: 'LED-2', facts: { available: 100, needed: 101 } },
  })
  expect(story.ask(transferQuote, { to: ana.account, currency: 'EUR', amount: 1 }, ana).refusal?.id).toBe('LED-9')
  expect(story.ask(withdrawalQuote, { currency: 'EUR', amount: 1 }, ana).refusal?.id).toBe('PROC-2')
  expect(story.ask(withdrawalQuote, { currency: 'MESI', amount: 1 }, ana).refusal?.id).toBe('LED-2')
  expect(story.ask(topUpQuote, { currency: 'EUR', amount: 1_000_000, into: 'EUR' }, ana).refusal?.id).toBe('LED-8')
  expect(story.ask(topUpQuote, { currency: 'EUR', amount: 999_900, into: 'MESI' }, ana).refusal).toBeNull()
})

test('CORE-1: a statement pages backwards through all currencies with what was left each time', () => {
  const story = given(...town, topsUp(ana, 1000), sends(ana, ben, 100), topsUp(ana, 500, 'USD'), sends(ana, cleo, 200), sends(ben, ana, 50))
  const brief = (page: ReturnType<typeof read>) =>
    page?.lines.map(({ amount, currency, left, person }) => [amount, currency, left, person?.name ?? null])
  const read = (before?: number, limit?: number) =>
    story.ask(statement, { ...(before === undefined ? {} : { before }), ...(limit === undefined ? {} : { limit }) }, ana)
  const all = [
    [50, 'EUR', 750, 'ben'],
    [-200, 'EUR', 700, 'cleo'],
    [500, 'USD', 500, null],
    [-100, 'EUR', 900, 'ben'],
    [1000, 'EUR', 1000, null],
  ]
  expect(brief(read())).toEqual(all)
  expect(read()?.next).toBeNull()
  const first = read(undefined, 2)
  const second = read(first?.next ?? undefined, 2)
  const third = read(second?.next ?? undefined, 2)
  expect([first, second, third].flatMap(brief)).toEqual(all)
  expect(third?.next).toBeNull()
  expect(brief(story.ask(statement, { currency: 'USD' }, ana))).toEqual([[500, 'USD', 500, null]])
})

test('CORE-1: wallets, statements and holds are for their owner and for admins', () => {
  const story = given(...town, topsUp(ana, 1000), topsUp(ben, 10))
  expect(story.ask(wallet, { account: ana.account }, ben)).toBeNull()
  expect(story.ask(statement, { account: ana.account }, ben)).toBeNull()
  expect(story.ask(statement, { account: '@fees' }, ben)).toBeNull()
  expect(story.ask(holdsQuestion, { account: ana.account }, ben)).toBeNull()
  expect(story.ask(wallet, {})).toBeNull()
  expect(story.ask(wallet, { account: ben.account }, ana)?.balances[0]?.available).toBe(10)
  expect(story.ask(statement, { account: '@world' }, ana)?.lines).toHaveLength(2)
})

test('PVP-3: a wallet is worth its parts at the rates in force', () => {
  const story = given(...town, topsUp(ana, 1000), topsUp(ana, 1080, 'USD'))
  expect(story.ask(wallet, {}, ana)?.worth).toBe(2000)
  expect(story.play([setsRates(ana, { EUR: 2_160_000 })]).ask(wallet, {}, ana)?.worth).toBe(1500)
})

test('LED-12: holds are listed with their state, newest first', () => {
  const story = held()
    .after(1)
    .play([places(ana, { hold: hashOf('another'), amount: 1, due: DUE })])
  expect(story.ask(holdsQuestion, {}, ana)?.items.map(({ amount }) => amount)).toEqual([1, 700])
  story.play([refunds(ana, HOLD)])
  expect(story.ask(holdsQuestion, { state: 'open' }, ana)?.items.map(({ amount }) => amount)).toEqual([1])
})
