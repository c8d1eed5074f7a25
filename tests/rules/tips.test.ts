import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import type { Agreed } from '../../src/areas/ledger/events'
import { conclude, give } from '../../src/areas/flags/rules'
import { entries, type LedgerAccount, walletOf } from '../../src/areas/ledger/postings'
import { conversionQuote, statement } from '../../src/areas/ledger/views'
import { tips, tipSum } from '../../src/areas/tips/rules'
import { tipQuote, tipsOn } from '../../src/areas/tips/views'
import { hashOf } from '../../src/kit/bytes'
import { type Currency, LIMIT } from '../../src/kit/money'
import { ana, ben, cleo, nova, type Person, person, town } from '../support/cast'
import { act, anyAct, BEGINS, DAY, type Deed, stage, type Story, writing } from '../support/given'
import { converts, sends, setsRates, topsUp } from '../support/money'

const admin = { 'accounts.firstAdmin': cleo.account }
const { given } = stage(areas, admin)

const has = (story: Story, account: LedgerAccount, currency: Currency): number =>
  story.read((w) => walletOf(w, account, currency).available)

/** Agreed to at the rates that a world begins with: 1 EUR is 108 MESI. */
const agreed = (total: number, fee: number, net: number) => ({ total, fee, net, rates: 'genesis' }) as const
const tip = (from: Person, to: Person, currency: Currency, terms: Agreed, more: object = {}): Deed =>
  act(from, 'tips.sent', { to: to.account, currency, amount: terms.total, agreed: terms, ...more })
/** Ten euros and what arrives of them. */
const tenner = agreed(1000, 100, 9_720_000)

const linesOf = (story: Story, event: string) =>
  story
    .rowsOf(entries)
    .flatMap(([, { event: of, from, to, amount, currency, kind, clause, party }]) =>
      of === event ? [{ from, to, amount, currency, kind, clause, ...(party === undefined ? {} : { party }) }] : [],
    )

const post: Deed = act(ana, 'content.published', {
  form: 'droplet',
  media: 'text',
  files: [],
  caption: writing('hello'),
  audience: 'everyone',
  moods: [],
  tags: [],
  rightsConfirmed: true,
  made: 'human',
  persona: 'none',
})

test('TIP-3, TIP-7: ten euros: one to the house, nine become MESI', () => {
  const given10 = tip(ben, ana, 'EUR', tenner)
  const story = given(...town, topsUp(ben, 1000), given10)
  expect(linesOf(story, given10.id)).toEqual([
    { from: ben.account, to: '@fees', amount: 100, currency: 'EUR', kind: 'fee', clause: 'TIP-7', party: ana.account },
    { from: ben.account, to: '@fx', amount: 900, currency: 'EUR', kind: 'tip', clause: 'TIP-3', party: ana.account },
    { from: '@fx', to: ana.account, amount: 9_720_000, currency: 'MESI', kind: 'tip', clause: 'TIP-3', party: ben.account },
  ])
  expect([has(story, ben.account, 'EUR'), has(story, ana.account, 'MESI'), has(story, ana.account, 'EUR')]).toEqual([0, 9_720_000, 0])
})

test('TIP-12: nobody is tipped until the instant at which their suspension ends, nor after a ban; under review they still are', () => {
  const until = BEGINS + 30 * DAY
  const [first, decision] = [hashOf('b'), hashOf('review')]
  const story = given(...town, topsUp(ben, 3000)).write((w) => give(w, ana.account, 'black', 'unethical', first))
  story.when(tip(ben, ana, 'EUR', tenner)).isAccepted()
  story.write((w) => conclude(w, first, decision, { suspendedUntil: until }))
  story
    .at(until - 1)
    .when(tip(ben, ana, 'EUR', tenner))
    .isRefusedBy('TIP-12', { until })
  story
    .at(until)
    .when(tip(ben, ana, 'EUR', tenner))
    .isAccepted()
  const second = hashOf('b2')
  story.write((w) => give(w, ana.account, 'black', 'unethical', second)).write((w) => conclude(w, second, decision, 'banned'))
  story
    .at(until + 10_000 * DAY)
    .when(tip(ben, ana, 'EUR', tenner))
    .isRefusedBy('TIP-12', { until: null })
})

test('TIP-1, FLAG-16: who is barred may still give, without words', () => {
  const story = given(...town, topsUp(ben, 2000))
  story.write((w) => give(w, ben.account, 'black', 'illegal', hashOf('a decision')))
  story.when(tip(ben, ana, 'EUR', tenner, { note: writing('Remember me') })).isRefusedBy('FLAG-16')
  story.when(tip(ben, ana, 'EUR', tenner)).isAccepted()
})

// amount, fee (10 %, down), net in MESI at 1.08 / 1 / 1 / 0.01 dollars (down)
test.each([
  ['EUR', 50, 5, 486_000],
  ['EUR', 59, 5, 583_200],
  ['EUR', 99, 9, 972_000],
  ['EUR', 1001, 100, 9_730_800],
  ['USD', 59, 5, 540_000],
  ['USD', 999, 99, 9_000_000],
  ['USDC', 500_009, 50_000, 450_009],
  ['USDC', 1_234_567, 123_456, 1_111_111],
  ['MESI', 500_009, 50_000, 450_009],
  ['MESI', 999_999, 99_999, 900_000],
] as const)('TIP-2: a tip in %s: %i, of which %i stay with the house and %i arrive', (currency, amount, fee, net) => {
  const story = given(...town, topsUp(ben, 100_000), topsUp(ben, 100_000, 'USD'))
  if (currency === 'USDC' || currency === 'MESI') {
    const { quote } = story.ask(conversionQuote, { from: 'USD', to: currency, amount: 50_000 }, ben)
    story.play([converts(ben, 'USD', currency, 50_000, quote?.agreed as Agreed)])
  }
  const terms = currency === 'MESI' ? { total: amount, fee, net } : agreed(amount, fee, net)
  story.play([tip(ben, ana, currency, terms)])
  expect([has(story, '@fees', currency), has(story, ana.account, 'MESI')]).toEqual([fee, net])
})

test('TIP-3: odd rates: what a rate yields is rounded down once, at the end', () => {
  // 8.99 EUR less 0.89 is 8.10; 8.10 * 1.083337 / 0.013337 = 657.94629..., so 657.9462 MESI.
  const rates = setsRates(cleo, { EUR: 1_083_337, MESI: 13_337 })
  const terms = { total: 899, fee: 89, net: 6_579_462, rates: rates.id }
  given(...town, topsUp(ben, 1000), rates)
    .when(tip(ben, ana, 'EUR', { ...terms, net: 6_579_463 }))
    .isRefusedBy('LED-4')
    .when(tip(ben, ana, 'EUR', terms))
    .isAccepted()
})

test('TIP-1, TIP-5: anybody tips anybody: fan and creator, creator and fan, AI account and person', () => {
  given(...town, topsUp(ben, 1000), topsUp(ana, 1000), topsUp(nova, 1000))
    .when(tip(ben, ana, 'EUR', tenner))
    .isAccepted()
    .when(tip(ana, ben, 'EUR', tenner))
    .isAccepted()
    .when(tip(nova, ben, 'EUR', tenner))
    .isAccepted()
})

test('TIP-4: all that one amount can be may be a tip', () => {
  const large = stage(areas, { ...admin, 'ledger.topUpPerDay': LIMIT, 'ledger.rateMESI': 1_000_000 })
  const most = LIMIT - 1
  const terms = agreed(100_000_000, 10_000_000, 9_720_000_000)
  const story = large
    .given(...town, topsUp(ben, most), topsUp(ben, 1))
    .when(tip(ben, ana, 'EUR', terms))
    .isAccepted()
  story.when(tip(ben, ana, 'EUR', { ...terms, total: LIMIT })).isRefusedBy('LOG-1', { path: 'amount' })
  // What would not fit into one amount of MESI has no quote.
  story.when(tip(ben, ana, 'EUR', agreed(most - 200_000_000, 1, 1))).isRefusedBy('LED-3', { into: 'MESI' })
})

test.each([
  ['EUR', 50, 5, 486_000],
  ['USD', 50, 5, 450_000],
  ['USDC', 500_000, 50_000, 450_000],
  ['MESI', 500_000, 50_000, 450_000],
] as const)('TIP-8: the smallest tip in %s is %i', (currency, least, fee, net) => {
  const story = given(...town, topsUp(ben, 100_000), topsUp(ben, 100_000, 'USD'))
  for (const into of ['USDC', 'MESI'] as const) {
    const { quote } = story.ask(conversionQuote, { from: 'EUR', to: into, amount: 5_000 }, ben)
    story.play([converts(ben, 'EUR', into, 5_000, quote?.agreed as Agreed)])
  }
  const rates = currency === 'MESI' ? {} : { rates: 'genesis' as const }
  story
    .when(tip(ben, ana, currency, { total: least - 1, fee, net, ...rates }))
    .isRefusedBy('TIP-8', { amount: least - 1, least })
    .when(tip(ben, ana, currency, { total: least, fee, net, ...rates }))
    .isAccepted()
})

test('TIP-9: a tip for a post goes to whoever made it', () => {
  const story = given(...town, topsUp(ben, 10_000), post)
  story
    .when(tip(ben, nova, 'EUR', tenner, { content: post.id }))
    .isRefusedBy('TIP-9', { content: post.id, to: nova.account })
    .when(tip(ben, ana, 'EUR', tenner, { content: hashOf('no post') }))
    .isRefusedBy('TIP-9')
    .when(tip(ben, ana, 'EUR', tenner, { content: post.id }))
    .isAccepted()
    .play([act(ana, 'content.deleted', { content: post.id })])
    .when(tip(ben, ana, 'EUR', tenner, { content: post.id }))
    .isRefusedBy('TIP-9')
    .when(tip(ben, ana, 'EUR', tenner))
    .isAccepted()
})

test('TIP-9: whoever may not see a post cannot tip for it', () => {
  const moment = anyAct(ana, 'content.published', { ...post.data, audience: 'followers' })
  given(...town, topsUp(ben, 10_000), moment)
    .when(tip(ben, ana, 'EUR', tenner, { content: moment.id }))
    .isRefusedBy('TIP-9')
    .play([act(ben, 'accounts.followed', { account: ana.account })])
    .when(tip(ben, ana, 'EUR', tenner, { content: moment.id }))
    .isAccepted()
})

test('TIP-10: a few words go along, and no more than that', () => {
  const story = given(...town, topsUp(ben, 10_000))
  const note = (text: string) => ({ note: writing(text) })
  story
    .when(tip(ben, ana, 'EUR', tenner, note('')))
    .isRefusedBy('TIP-10', { characters: 0 })
    .when(tip(ben, ana, 'EUR', tenner, note('x'.repeat(201))))
    .isRefusedBy('TIP-10', { characters: 201, most: 200 })
    .when(tip(ben, ana, 'EUR', tenner, note('x'.repeat(200))))
    .isAccepted()
    .after(1) // of two at once chance says which comes first
    .when(tip(ben, ana, 'EUR', tenner, note('Danke! 🎉')))
    .isAccepted()
  const read = (who: Person) => story.ask(tipsOn, { on: ana.account }, who).items[0]?.words
  expect([ana, ben, cleo, nova].map(read)).toEqual([{ state: 'here', text: 'Danke! 🎉' }, { state: 'here', text: 'Danke! 🎉' }, null, null])
  expect(story.ask(statement, {}, ana)?.lines[0]?.words).toEqual({ state: 'here', text: 'Danke! 🎉' })
})

test('TIP-11: what was tipped is spent: the tipper has it no more and the receiver can use it', () => {
  const story = given(...town, topsUp(ben, 1000), tip(ben, ana, 'EUR', tenner))
  story
    .when(tip(ben, ana, 'EUR', tenner))
    .isRefusedBy('LED-2', { available: 0, needed: 1000 })
    .when(sends(ana, cleo, 9_720_000, 'MESI'))
    .isAccepted()
  expect(story.ask(tipsOn, { on: ana.account })).toMatchObject({ count: 1, net: 9_720_000 })
})

test('LED-9, MOD-3: no tip to oneself, to nobody, or across a block', () => {
  const nobody = person('nobody')
  given(...town, topsUp(ben, 10_000))
    .when(tip(ben, ben, 'EUR', tenner))
    .isRefusedBy('LED-9')
    .when(tip(ben, nobody, 'EUR', tenner))
    .isRefusedBy('LED-9')
    .play([act(ana, 'accounts.blocked', { account: ben.account })])
    .when(tip(ben, ana, 'EUR', tenner))
    .isRefusedBy('MOD-3')
})

test('LED-2: the commission is within the amount, so ten euros suffice for a tip of ten', () => {
  given(...town, topsUp(ben, 999))
    .when(tip(ben, ana, 'EUR', tenner))
    .isRefusedBy('LED-2', { available: 999, needed: 1000 })
    .play([topsUp(ben, 1)])
    .when(tip(ben, ana, 'EUR', tenner))
    .isAccepted()
})

test('LED-4: a tip signed for one commission is void once that has changed', () => {
  const story = stage(areas, { ...admin, 'ledger.commission': 500 }).given(...town, topsUp(ben, 1000))
  story
    .when(tip(ben, ana, 'EUR', tenner))
    .isRefusedBy('LED-4', { agreed: tenner, asked: agreed(1000, 50, 10_260_000) })
    .when(tip(ben, ana, 'EUR', agreed(1000, 50, 10_260_000)))
    .isAccepted()
})

test('LED-5: a tip that was signed offline stands for as long as its rates do, and a minute longer', () => {
  const signed = () => tip(ben, ana, 'EUR', tenner)
  const change = BEGINS + 30 * DAY
  given(...town, topsUp(ben, 10_000))
    .at(change)
    .when(signed())
    .isAccepted()
    .play([setsRates(cleo, { EUR: 1_090_000 })])
    .at(change + 59_999)
    .when(signed())
    .isAccepted()
    .at(change + 60_000)
    .when(signed())
    .isRefusedBy('LED-5')
})

test('PVP-1: a tip in MESI needs no rates, and names none', () => {
  const story = given(...town, topsUp(ben, 10_000))
  const { quote } = story.ask(conversionQuote, { from: 'EUR', to: 'MESI', amount: 10_000 }, ben)
  story.play([converts(ben, 'EUR', 'MESI', 10_000, quote?.agreed as Agreed)])
  const given100 = tip(ben, ana, 'MESI', { total: 1_000_000, fee: 100_000, net: 900_000 })
  story
    .when(tip(ben, ana, 'MESI', agreed(1_000_000, 100_000, 900_000)))
    .isRefusedBy('LED-4')
    .when(given100)
    .isAccepted()
  expect(linesOf(story, given100.id)).toEqual([
    { from: ben.account, to: '@fees', amount: 100_000, currency: 'MESI', kind: 'fee', clause: 'TIP-7', party: ana.account },
    { from: ben.account, to: ana.account, amount: 900_000, currency: 'MESI', kind: 'tip', clause: 'TIP-3' },
  ])
})

test('TIP-3: the quote shows the exact postings, and what would refuse the tip', () => {
  const story = given(...town, topsUp(ben, 1000), post)
  const asked = { to: ana.account, content: post.id, currency: 'EUR', amount: 1000 } as const
  const { quote, refusal } = story.ask(tipQuote, asked, ben)
  expect(quote?.agreed).toEqual(tenner)
  expect(quote?.until).toBe(BEGINS + 60_000)
  expect(refusal).toBeNull()
  const sent = tip(ben, ana, 'EUR', tenner, { content: post.id })
  story.play([sent])
  expect(linesOf(story, sent.id)).toEqual(quote?.postings)
  expect(story.ask(tipQuote, asked, ben).refusal?.id).toBe('LED-2')
  expect(story.ask(tipQuote, { ...asked, amount: 49 }, ben).refusal?.id).toBe('TIP-8')
  expect(story.ask(tipQuote, { ...asked, to: ben.account }, ben).refusal?.id).toBe('LED-9')
})

test('TIP-9: a post counts its own tips, a profile all of them', () => {
  const forPost = tip(ben, ana, 'EUR', tenner, { content: post.id })
  const story = given(...town, topsUp(ben, 10_000), post, forPost, tip(ben, ana, 'EUR', agreed(50, 5, 486_000)))
  expect(story.read((w) => tipSum(w, post.id))).toEqual({ count: 1, net: 9_720_000 })
  expect(story.read((w) => tipSum(w, ana.account))).toEqual({ count: 2, net: 10_206_000 })
  const page = story.ask(tipsOn, { on: post.id })
  expect(page).toMatchObject({ count: 1, items: [{ id: forPost.id, total: 1000, currency: 'EUR', net: 9_720_000, from: { name: 'ben' } }] })
  expect(story.ask(tipsOn, { on: ana.account, size: 1 }).items).toHaveLength(1)
  expect(story.state(tips, forPost.id)).toMatchObject({ from: ben.account, to: ana.account, content: post.id, fee: 100, note: null })
})
