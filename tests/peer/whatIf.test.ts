import { expect, test } from 'vitest'
import { nothing, openWhatIf, type Supposed, type SupposedAct, takenBack } from '../../src/peer/whatIf'
import type { Question } from '../../src/areas/area'
import { questions } from '../../src/areas/asked'
import { profile } from '../../src/areas/accounts/views'
import { feed } from '../../src/areas/content/views'
import { type QuoteAnswer, wallet } from '../../src/areas/ledger/views'
import { hashOf } from '../../src/kit/bytes'
import type { Past } from '../../src/peer/past'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { whyOf } from '../../src/peer/why'
import { arrive, does, newWorld, stillMachine } from '../support/peers'
import { note } from '../support/posts'

const quote = (peer: Peer, name: string, args: object, as: string): object => {
  const question = questions.get(name) as Question<object, QuoteAnswer>
  const { agreed } = peer.answers.ask(question, args, as).quote ?? {}
  if (!agreed) throw new Error(`${name} has no quote`)
  return agreed
}

/** Ana tops up ten and tips Bo five, an hour later. */
async function town(parameters = {}) {
  const time = stillMachine()
  const peer = await newWorld(time, parameters)
  const [ana, bo] = [await arrive(peer, 'ana'), await arrive(peer, 'bo')]
  const money = { currency: 'EUR', amount: 1_000 } as const
  const topUp = { ...money, into: 'EUR' }
  const paidIn = await peer.act(ana.device, [
    { type: 'ledger.toppedUp', data: { card: 'works', ...topUp, agreed: quote(peer, 'quoteTopUp', topUp, ana.account) } as never },
  ])
  time.pass(10_000)
  await peer.sealNow({ full: true })
  const between = peer.engine.worldTime
  await peer.jump(3_600_000, 'an hour')
  const tip = { to: bo.account, currency: 'EUR', amount: 500 }
  const sent = await peer.act(ana.device, [
    { type: 'tips.sent', data: { ...tip, agreed: quote(peer, 'quoteTip', tip, ana.account) } as never },
  ])
  if (!paidIn.ok || !sent.ok) throw new Error('refused')
  time.pass(10_000)
  await peer.sealNow({ full: true })
  return { peer, ana, bo, paidIn, sent, between, whatIf: await openWhatIf(peer) }
}
const transferOf = (to: string, amount: number) => ({
  type: 'ledger.transferred',
  data: { to, currency: 'EUR', amount, agreed: { total: amount, fee: 0, net: amount } },
})
const balanceOf = (past: Past, who: string): Promise<number | undefined> =>
  new Promise((resolve) => {
    const stop = past.watch(wallet, {}, who, (answer) => resolve(answer?.balances.find(({ currency }) => currency === 'EUR')?.available))
    stop()
  })

test('LED-4: under another commission people would have agreed to what they were quoted then, and paid that', async () => {
  const { peer, bo, sent, whatIf } = await town()
  const half = { ...nothing, parameters: { 'ledger.commission': 5_000 } }
  const { acts, purses } = await whatIf.futures(half)
  expect(acts).toEqual([])
  // Of five euros the half is kept, the rest becomes MESI at 108 for one.
  expect(purses.filter(({ account }) => account === bo.account)).toEqual([
    { account: bo.account, currency: 'MESI', is: 4_860_000, would: 2_700_000 },
  ])
  expect(peer.standing(sent.id)).toBe('final')
})

test('LED-5: without a change of the rates, or with one that never was, people would have agreed to the rates of then, and paid that', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const house = peer.personas[0] as Persona
  const [ana, bo] = [await arrive(peer, 'ana'), await arrive(peer, 'bo')]
  const rates = (MESI: number) => ({ type: 'ledger.ratesSet', data: { EUR: 1_080_000, USD: 1_000_000, USDC: 1_000_000, MESI } })
  const later = async () => {
    time.pass(10_000)
    await peer.sealNow({ full: true })
    await peer.jump(3_600_000, 'an hour')
  }
  const topUp = { currency: 'EUR', amount: 1_000, into: 'EUR' }
  await does(peer, ana, 'ledger.toppedUp', { card: 'works', ...topUp, agreed: quote(peer, 'quoteTopUp', topUp, ana.account) } as never)
  await later()
  const between = peer.engine.worldTime
  const dearer = await does(peer, house, 'ledger.ratesSet', rates(20_000).data)
  await later()
  const tip = { to: bo.account, currency: 'EUR', amount: 500 }
  await does(peer, ana, 'tips.sent', { ...tip, agreed: quote(peer, 'quoteTip', tip, ana.account) } as never)
  await later()
  const whatIf = await openWhatIf(peer)
  const ofBo = { account: bo.account, currency: 'MESI', is: 2_430_000 }
  const as = await whatIf.futures({ ...nothing, without: [dearer] })
  expect(as.acts).toEqual([])
  expect(as.purses.filter(({ account }) => account === bo.account)).toEqual([{ ...ofBo, would: 4_860_000 }])

  const added: SupposedAct[] = []
  const past = whatIf.world(nothing, (act) => added.push(act))
  past.seek(between + 1_800_000)
  expect(past.doing?.act(house.device.id, [rates(5_000)])).toMatchObject({ ok: true })
  const cheaper = await whatIf.futures({ ...nothing, acts: added })
  expect(cheaper.acts).toEqual([])
  expect(cheaper.purses.filter(({ account }) => account === bo.account)).toEqual([{ ...ofBo, would: 9_720_000 }])
  await peer.close()
})

test('the page of an act tells what became of it in the world that is looked at, at its moment', async () => {
  const { peer, paidIn, sent, between, whatIf } = await town()
  const without = whatIf.world({ ...nothing, without: [paidIn.id] })
  const told = (past: Past, id: string) => whyOf(peer, id, { verdict: past.verdict(id) })
  expect(await told(without, paidIn.id)).toMatchObject({ absent: true })
  const refused = await told(without, sent.id)
  expect(refused).toMatchObject({ absent: false, standing: 'void', clauses: [{ id: 'LED-2' }], sealedAt: undefined })
  const as = whatIf.world(nothing)
  expect(await told(as, sent.id)).toEqual(await whyOf(peer, sent.id))
  as.seek(between)
  expect(await told(as, sent.id)).toMatchObject({ absent: true })
  expect(await told(as, paidIn.id)).toMatchObject({ absent: false, standing: 'final' })
  await peer.close()
})

test('LED-3: had a currency been worth nothing, nobody would have been tipped in it', async () => {
  const { peer, sent, whatIf } = await town()
  for (const worthless of ['ledger.rateMESI', 'ledger.rateEUR']) {
    const { acts } = await whatIf.futures({ ...nothing, parameters: { [worthless]: 0 } })
    expect(acts.map(({ step, would }) => [step.id, would?.clauses[0]?.id])).toEqual([[sent.id, 'LED-3']])
  }
  await peer.close()
})

test('without the top-up its tip would have been refused, and everybody would have what they had', async () => {
  const { peer, ana, bo, paidIn, sent, whatIf } = await town()
  const same = await whatIf.futures(nothing)
  expect([same.acts, same.purses, same.fates]).toEqual([[], [], []])

  const { acts, purses } = await whatIf.futures({ ...nothing, without: [paidIn.id] })
  expect(acts.map(({ step, was, would }) => [step.id, was, would?.clauses[0]?.id])).toEqual([[sent.id, null, 'LED-2']])
  expect(purses.find(({ account, currency }) => account === ana.account && currency === 'EUR')).toMatchObject({ is: 500, would: 0 })
  expect(purses.find(({ account, currency }) => account === bo.account && currency === 'MESI')).toMatchObject({ would: 0 })

  const dear = await whatIf.futures({ ...nothing, parameters: { 'tips.leastEUR': 501 } })
  expect(dear.acts.map(({ would }) => would?.clauses[0]?.id)).toEqual(['TIP-8'])
  await peer.close()
})

test('the screens that differ are named by what they are about, and no others', async () => {
  const { peer, ana, bo, paidIn, sent, between } = await town()
  // Later in the book, and not touched by anything before: Cy, who gives Bo a euro and gets it back.
  const cy = await arrive(peer, 'cy')
  const topUp = { currency: 'EUR', amount: 1_000, into: 'EUR' }
  const agreed = quote(peer, 'quoteTopUp', topUp, cy.account)
  await peer.act(cy.device, [{ type: 'ledger.toppedUp', data: { card: 'works', ...topUp, agreed } as never }])
  const given = await peer.act(cy.device, [transferOf(bo.account, 100)])
  const back = await peer.act(bo.device, [transferOf(cy.account, 100)])
  if (!given.ok || !back.ok) throw new Error('refused')
  await peer.sealNow({ full: true })
  const whatIf = await openWhatIf(peer)
  const names = { [ana.account]: 'ana', [bo.account]: 'bo', [cy.account]: 'cy' }
  const said = async (supposed: Partial<Supposed>) => {
    const { screens } = await whatIf.futures({ ...nothing, ...supposed })
    return screens.map((screen) => ('account' in screen ? `${screen.of} of ${names[screen.account]}` : screen.of)).toSorted()
  }
  expect(await said({})).toEqual([])
  const tipped = ['notices of ana', 'notices of bo', 'profile of bo', 'wallet of ana', 'wallet of bo']
  expect(await said({ without: [paidIn.id] })).toEqual(tipped)
  expect(await said({ without: [sent.id] })).toEqual(tipped)
  const returned = ['notices of bo', 'notices of cy', 'wallet of bo', 'wallet of cy'] // what they have is the same
  expect(await said({ without: [given.id, back.id] })).toEqual(returned)
  expect(await said({ parameters: { 'tips.leastEUR': 499 } })).toEqual(['handbook'])

  const added: SupposedAct[] = []
  const past = whatIf.world(nothing, (act) => added.push(act))
  past.seek(between)
  past.doing?.act(ana.device.id, [{ type: 'content.published', data: note }])
  expect(await said({ acts: added })).toEqual(['feed', 'post', 'profile of ana'])
  await peer.close()
})

test('who follows, likes and comments is told to whom it concerns: their notices differ, and nobody else’s', async () => {
  const peer = await newWorld(stillMachine())
  const [ana, bo, cy] = [await arrive(peer, 'ana'), await arrive(peer, 'bo'), await arrive(peer, 'cy')]
  const done = async (who: typeof ana, type: string, data: object) => {
    const outcome = await peer.act(who.device, [{ type, data: data as never }])
    if (!outcome.ok) throw new Error('refused')
    return outcome.id
  }
  const post = await done(ana, 'content.published', note)
  const ofAna = [
    await done(bo, 'accounts.followed', { account: ana.account }),
    await done(bo, 'content.liked', { content: post }),
    await done(cy, 'content.commented', { content: post, text: note.caption, made: 'human' }),
  ]
  const own = await done(ana, 'content.liked', { content: post })
  await peer.sealNow({ full: true })
  const whatIf = await openWhatIf(peer)
  const notified = async (without: string) => {
    const { screens } = await whatIf.futures({ ...nothing, without: [without] })
    return screens.flatMap((screen) => (screen.of === 'notices' ? [screen.account] : []))
  }
  for (const act of ofAna) expect(await notified(act)).toEqual([ana.account])
  expect(await notified(post)).toEqual([ana.account]) // and what was said about it went with it
  expect(await notified(own)).toEqual([])
  await peer.close()
})

test('a role, a collection and what is in it, coins on their way and a check of the desk are on screens: these differ without them', async () => {
  const peer = await newWorld(stillMachine())
  const house = peer.personas[0] as Persona
  const [ana, mia] = [await arrive(peer, 'ana'), await arrive(peer, 'mia')]
  const post = await does(peer, ana, 'content.published', note)
  const role = await does(peer, house, 'accounts.roleGranted', { account: mia.account, role: 'moderator' })
  const collection = await does(peer, ana, 'content.collectionCreated', { name: peer.write(ana.account, 'Rivers') })
  const item = await does(peer, ana, 'content.collectionItemAdded', { collection, content: post })
  const coins = await does(peer, ana, 'ledger.deposited', { currency: 'USDC', amount: 10_000_000 })
  const check = await does(peer, house, 'moderation.checkStarted', { kind: 'surprise' })
  await peer.sealNow({ full: true })
  const whatIf = await openWhatIf(peer)
  const names = { [ana.account]: 'ana', [mia.account]: 'mia' }
  const differ = async (without: string) => {
    const { screens } = await whatIf.futures({ ...nothing, without: [without] })
    return screens.map((screen) => ('account' in screen ? `${screen.of} of ${names[screen.account]}` : screen.of))
  }
  expect(await differ(role)).toEqual(['profile of mia'])
  expect(await differ(item)).toEqual(['profile of ana', 'post'])
  expect(await differ(collection)).toEqual(['profile of ana', 'post'])
  expect(await differ(coins)).toEqual(['wallet of ana'])
  expect(await differ(check)).toEqual(['desk'])
  await peer.close()
})

test('an act that never was, done at a moment of the past: what came later rests on it; nothing of it is kept', async () => {
  const { peer, ana, bo, sent, between, whatIf } = await town()
  const before = [peer.engine.last.sum, peer.engine.open.length]
  const added: SupposedAct[] = []
  const past = whatIf.world(nothing, (act) => added.push(act))
  past.seek(between)
  const transfer = transferOf(bo.account, 600)
  expect(past.doing?.ask(ana.device.id, transfer)).toMatchObject({ ok: true })
  expect(await balanceOf(past, ana.account)).toBe(1_000)
  expect(past.doing?.act(ana.device.id, [transfer])).toMatchObject({ ok: true })
  expect(await balanceOf(past, ana.account)).toBe(400)
  expect(added.map(({ at, type }) => [at, type])).toEqual([[between, 'ledger.transferred']])

  past.seek(past.ends)
  expect(await balanceOf(past, ana.account)).toBe(400) // the tip of five did not happen there
  const supposed = { ...nothing, acts: added }
  const { acts, purses } = await whatIf.futures(supposed)
  expect(acts.map(({ step, would }) => [step.id, would?.clauses[0]?.id])).toEqual([[sent.id, 'LED-2']])
  expect(purses.find(({ account, currency }) => account === ana.account && currency === 'EUR')).toMatchObject({ is: 500, would: 400 })
  const again = whatIf.world(supposed, () => {})
  expect(await balanceOf(again, bo.account)).toBe(await balanceOf(past, bo.account))

  expect([peer.engine.last.sum, peer.engine.open.length]).toEqual(before)
  await peer.close()
})

test('of several acts that never were all count, or none; what is refused leaves no trace', async () => {
  const { peer, ana, bo, between, whatIf } = await town()
  const added: SupposedAct[] = []
  const past = whatIf.world(nothing, (act) => added.push(act))
  past.seek(between)
  const transfer = (amount: number) => transferOf(bo.account, amount)
  expect(past.doing?.act(ana.device.id, [transfer(600), transfer(600)])).toMatchObject({ ok: false, clauses: [{ id: 'LED-2' }] })
  expect([await balanceOf(past, ana.account), added]).toEqual([1_000, []])
  expect(past.worldTime()).toBe(between)
  expect(past.doing?.act(ana.device.id, [transfer(600), transfer(400)])).toMatchObject({ ok: true })
  expect([await balanceOf(past, ana.account), added.length]).toEqual([0, 2])
  past.seek(past.begins)
  past.seek(between)
  expect(await balanceOf(past, ana.account)).toBe(0)
  expect((await whatIf.futures({ ...nothing, acts: added })).acts).toHaveLength(1)
  await peer.close()
})

test('the same act done again after the first of two was taken back has a name of its own', async () => {
  const { peer, ana, bo, between, whatIf } = await town()
  const doIn = (acts: readonly SupposedAct[]): readonly SupposedAct[] => {
    const all = [...acts]
    const past = whatIf.world({ ...nothing, acts }, (act) => all.push(act))
    past.seek(between)
    expect(past.doing?.act(ana.device.id, [transferOf(bo.account, 100)])).toMatchObject({ ok: true })
    return all
  }
  const both = doIn(doIn([]))
  const ids = doIn(both.slice(1)).map(({ id }) => id)
  expect([both.length, ids.length, new Set(ids).size]).toEqual([2, 2, 2])
  await peer.close()
})

test('what somebody would have posted others would have seen: it is supposed, for everybody to read, that the filter found nothing', async () => {
  const { peer, ana, bo, between, whatIf } = await town({ 'content.checks': 'before' })
  const added: SupposedAct[] = []
  const past = whatIf.world(nothing, (act) => added.push(act))
  past.seek(between)
  const post = { type: 'content.published', data: note as never }
  const done = past.doing?.act(ana.device.id, [post])
  expect(added.map(({ type, device }) => [type, device])).toEqual([
    ['content.published', ana.device.id],
    ['filter.found', peer.genesis.host],
  ])
  expect(done).toEqual({ ok: true, id: added[0]?.id })
  const seen = (shown: Past) =>
    new Promise<readonly string[]>((resolve) => shown.watch(feed, {}, bo.account, ({ items }) => resolve(items.map(({ id }) => id)))())
  expect(await seen(past)).toEqual([added[0]?.id])
  expect(await seen(whatIf.world({ ...nothing, acts: added }))).toEqual([added[0]?.id])
  expect(await seen(whatIf.world({ ...nothing, acts: added.slice(0, 1) }))).toEqual([])
  // Either can be taken back: with the post goes what was found in it, else it would stand there as refused.
  const [first, second] = added as [SupposedAct, SupposedAct]
  expect(takenBack(added, second)).toEqual([first])
  expect(takenBack(added, first)).toEqual([])
})

test('FLT-7: so others would have seen the pictures of a profile, and what was found in both goes with it', async () => {
  const { peer, ana, bo, between, whatIf } = await town({ 'content.checks': 'before' })
  const added: SupposedAct[] = []
  const past = whatIf.world(nothing, (act) => added.push(act))
  past.seek(between)
  const [picture, cover] = ['a face', 'a hill'].map((of) => ({ hash: hashOf(of), size: 10, type: 'image/webp' }))
  const data = { name: peer.write(ana.account, 'Ana'), categories: [], picture, cover }
  past.doing?.act(ana.device.id, [
    { type: 'accounts.profileEdited', data: data as never },
    { type: 'content.published', data: note },
  ])
  expect(added.map(({ type }) => type)).toEqual([
    'accounts.profileEdited',
    'filter.found',
    'filter.found',
    'content.published',
    'filter.found',
  ])
  const seen = await new Promise((resolve) => past.watch(profile, { account: ana.account }, bo.account, resolve)())
  expect(seen).toMatchObject({ picture, cover })
  expect(takenBack(added, added[0] as SupposedAct)).toEqual(added.slice(3))
  expect(takenBack(added, added[3] as SupposedAct)).toEqual(added.slice(0, 3))
  expect(takenBack(added, added[1] as SupposedAct)).toEqual(added.filter((_, i) => i !== 1))
})
