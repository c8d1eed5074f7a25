/** Money as people handle it: topped up, tipped, sent, exchanged and withdrawn, and every unit of it accounted for. */
import type { Agreed, ToppedUp } from '../../src/areas/ledger/events'
import type { Currency } from '../../src/kit/money'
import { anew, type App, axe, desktop, expect, goTo, holdDisk, type Page, phone, settled, signUp, test } from '../support/app'
import { note } from '../support/scenarios'

const kinds: Readonly<Record<Currency, string>> = {
  EUR: 'Euro, Fiat',
  USD: 'US dollar, Fiat',
  USDC: 'USD Coin, Stablecoin',
  MESI: 'MESI, Token',
}

/** Ana and Ben, played in one browser; Ana is who the page belongs to. */
async function anaAndBen(app: App, viewport = phone): Promise<{ page: Page; ben: string }> {
  const page = await app.visit('ana', { viewport })
  return { page, ben: await both(page) }
}
/** @returns Ben's account */
async function both(page: Page): Promise<string> {
  const ben = await signUp(page, { name: 'Ben Okafor', handle: 'ben' })
  await signUp(page, { name: 'Ana Lima', handle: 'ana' })
  return ben
}
/** The two in another world, with nothing yet. */
const anewBoth = (page: Page): Promise<string> => anew(page).then(() => both(page))

/** What Ana has, without walking through the screens. Amounts are minor units of the card's currency. */
async function has(page: Page, ...topUps: readonly Omit<ToppedUp, 'card' | 'agreed'>[]): Promise<void> {
  for (const topUp of topUps) {
    const ok = await page.evaluate(async (topUp) => {
      const { quote } = window.mesi.ask('quoteTopUp', topUp, { as: 'ana' })
      const agreed = quote?.agreed as Agreed
      return (await window.mesi.act('ana', 'ledger.toppedUp', { card: 'works', ...topUp, agreed })).ok
    }, topUp)
    expect(ok).toBe(true)
  }
}

/** Amounts in minor units as the screen states them, in reading order: '-450 EUR'. */
const amounts = (within: ReturnType<Page['locator']>): Promise<string[]> =>
  within.locator('data').evaluateAll((found) => found.map((each) => each.getAttribute('value') ?? ''))

const dialog = (page: Page) => page.getByRole('dialog').last()
const amountField = (page: Page) => dialog(page).getByRole('textbox', { name: 'Amount' })
const quoted = (page: Page) =>
  amounts(
    dialog(page)
      .locator('dl')
      .filter({ hasText: /Arrives|You get|paid out/ }),
  )
const booked = (page: Page) => amounts(page.getByRole('region', { name: 'How it was booked' }))
const lines = (page: Page) => page.getByRole('tabpanel').getByRole('listitem')
/** What each line of the statement says came or went, newest first. */
async function moved(page: Page, count: number): Promise<string[]> {
  const all = await lines(page).all()
  return Promise.all(all.slice(0, count).map(async (line) => (await amounts(line))[0] ?? ''))
}
const hasNow = (page: Page, ...wanted: string[]) => expect.poll(() => amounts(page.getByRole('list', { name: 'Balances' }))).toEqual(wanted)

test('money as it comes and goes', async ({ app }) => {
  const { page } = await anaAndBen(app)

  await test.step('LED-7: a card that works, one that declines, one that is empty; what was entered outlives a dialog closed by mistake', async () => {
    await goTo(page, '/wallet')
    await expect(page.getByRole('heading', { name: 'No movement yet' })).toBeVisible()
    await axe(page)
    await page.getByRole('button', { name: 'Top up' }).click()
    await expect(dialog(page)).toContainText('This is a simulation')
    await dialog(page)
      .getByRole('radio', { name: /Stern card/ })
      .check()
    await dialog(page).getByRole('button', { name: 'Top up' }).click()
    await expect(dialog(page)).toContainText('Type an amount.')
    await amountField(page).fill('25')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('button', { name: 'Top up' }).click()
    await expect(amountField(page)).toHaveValue('25')
    await expect(dialog(page).getByRole('radio', { name: /Stern card/ })).toBeChecked()
    await axe(page)

    for (const card of [/Stern card/, /Empty card/]) {
      await dialog(page).getByRole('radio', { name: card }).check()
      await expect(dialog(page).getByRole('alert')).toHaveCount(0)
      await dialog(page).getByRole('button', { name: 'Pay 25.00 EUR' }).click()
      await expect(dialog(page).getByRole('alert')).toContainText('LED-7')
    }

    await dialog(page)
      .getByRole('radio', { name: /Sunny card/ })
      .check()
    await dialog(page).getByRole('radio', { name: kinds.MESI }).check()
    // 25.00 EUR less 1 % is 24.75 EUR, at 108 MESI each.
    await expect.poll(() => quoted(page)).toEqual(['2500 EUR', '-25 EUR', '2475 EUR', '26730000 MESI'])
    await dialog(page).getByRole('button', { name: 'Pay 25.00 EUR' }).click()
    await expect(dialog(page).getByRole('heading', { name: '2,673.00 MESI' })).toBeFocused()
    await axe(page)
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await hasNow(page, '0 EUR', '0 USD', '0 USDC', '26730000 MESI')
    await expect.poll(() => moved(page, 4)).toEqual(['26730000 MESI', '-2475 EUR', '-25 EUR', '2500 EUR'])
    await expect(lines(page)).toHaveCount(4) // what was declined left nothing
    await page.getByRole('button', { name: 'Top up' }).click()
    await expect(amountField(page)).toHaveValue('')
  })
  await anewBoth(page)

  await test.step('PROC-7, PVP-3, PROC-2: money is sent, exchanged and withdrawn; the statement leads to what caused each line', async () => {
    await has(page, { currency: 'EUR', amount: 100_00, into: 'EUR' })
    await goTo(page, '/wallet')

    await page.getByRole('button', { name: 'Send' }).click()
    await amountField(page).fill('12.34')
    await dialog(page).getByRole('button', { name: 'Send 12.34 EUR' }).click()
    await expect(dialog(page)).toContainText('Choose whom to send it to.')
    await axe(page)
    await dialog(page).getByRole('searchbox', { name: 'To' }).fill('@be')
    await dialog(page).getByRole('button', { name: 'Ben Okafor' }).click()
    await expect.poll(() => quoted(page)).toEqual(['1234 EUR', '1234 EUR'])
    await dialog(page).getByRole('button', { name: 'Send 12.34 EUR' }).click()
    await expect(dialog(page).getByRole('heading', { name: '12.34 EUR to Ben Okafor' })).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await expect.poll(() => moved(page, 1)).toEqual(['-1234 EUR'])
    await expect(page.getByRole('dialog')).toHaveCount(0)
    // A dialog is no step of the way: one Back leads to where one came from.
    await page.goBack()
    await expect(page).toHaveURL('/')
    await page.goForward()

    await page.getByRole('button', { name: 'Exchange' }).click()
    await expect(dialog(page)).toBeVisible()
    // A phone's Back asks to close it. On a keyboard Escape asks the same where no dialog hears the key.
    await page.evaluate(() => addEventListener('keydown', (event) => event.stopImmediatePropagation(), { capture: true, once: true }))
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
    await expect(page).toHaveURL('/wallet')
    await page.getByRole('button', { name: 'Exchange' }).click()
    await expect(dialog(page)).toBeVisible()
    await page.evaluate(() => history.back()) // a desktop's Back closes it, too
    await expect(dialog(page)).toHaveCount(0)
    await expect(page).toHaveURL('/wallet')
    await page.getByRole('button', { name: 'Exchange' }).click()
    await dialog(page).getByRole('button', { name: 'All' }).click()
    await expect(amountField(page)).toHaveValue('87.66')
    await dialog(page).getByRole('group', { name: 'Get' }).getByRole('radio', { name: kinds.USDC }).check()
    // 1 % of 87.66 is 0.8766, rounded down; 86.79 EUR at 1.08 USDC each.
    await expect.poll(() => quoted(page)).toEqual(['8766 EUR', '-87 EUR', '8679 EUR', '93733200 USDC'])
    await axe(page)
    // Whoever is quicker than the disk keeps what they agreed to before them, and cannot begin it once more.
    await settled(page)
    const letGo = await holdDisk(page)
    await dialog(page).getByRole('button', { name: 'Exchange 87.66 EUR' }).click()
    await expect(dialog(page).getByRole('group', { name: 'Give' })).toContainText('Fiat0.00 EUR')
    await page.keyboard.press('Escape')
    await expect(dialog(page).getByRole('button', { name: 'Close' })).toBeDisabled()
    expect(await quoted(page)).toEqual(['8766 EUR', '-87 EUR', '8679 EUR', '93733200 USDC'])
    await expect(dialog(page)).not.toContainText('LED-2')
    await letGo()
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await hasNow(page, '0 EUR', '0 USD', '93733200 USDC', '0 MESI')
    await expect.poll(() => moved(page, 3)).toEqual(['93733200 USDC', '-8679 EUR', '-87 EUR'])

    await page.getByRole('button', { name: 'Withdraw' }).click()
    await expect(dialog(page).getByRole('radio')).toHaveCount(2) // PROC-2: USDC and MESI
    await dialog(page).getByRole('radio', { name: kinds.USDC }).check()
    await amountField(page).fill('93.733201')
    await expect(dialog(page)).toContainText('LED-2')
    await amountField(page).fill('93.7332')
    await dialog(page).getByRole('button', { name: 'Withdraw 93.7332 USDC' }).click()
    await expect(dialog(page)).toContainText('Say where it should go.')
    await dialog(page).getByRole('textbox', { name: 'Where to' }).fill('the jar on the shelf')
    await axe(page)
    await dialog(page).getByRole('button', { name: 'Withdraw 93.7332 USDC' }).click()
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await hasNow(page, '0 EUR', '0 USD', '0 USDC', '0 MESI')
    await expect(lines(page).first()).toContainText('the jar on the shelf')

    await page.getByRole('radio', { name: 'USDC' }).check()
    await expect(lines(page)).toHaveCount(2)
    await page.getByRole('radio', { name: 'All' }).check()
    await lines(page).filter({ hasText: 'Sent to Ben Okafor' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Transfer of 12.34 EUR to Ben Okafor' })).toBeVisible()
    const rests = page.getByRole('list').filter({ hasText: 'PROC-7' }).first()
    await expect(rests).toContainText('Money may be sent to another wallet.')
    await page.getByRole('button', { name: 'Back' }).click()

    await page.getByRole('tab', { name: 'Set aside' }).click()
    await expect(page.getByRole('heading', { name: 'Nothing is set aside' })).toBeVisible()
    await axe(page)
    await page.getByRole('tab', { name: 'Did not happen' }).click()
    await expect(page.getByRole('heading', { name: 'Nothing went wrong' })).toBeVisible()
    await page.getByRole('button', { name: 'The books balance' }).click()
    await expect(dialog(page).getByRole('heading', { name: 'EUR balanced' })).toBeVisible()
    await axe(page)
  })
  await anewBoth(page)

  await test.step('ECO-8, LED-14: coins from outside are deposited, confirmed as the clock goes on, and then in the wallet', async () => {
    await goTo(page, '/wallet')
    await page.getByRole('button', { name: 'Deposit' }).click()
    await expect(dialog(page).getByRole('img', { name: 'Your address, as a code to scan' })).toBeVisible()
    await expect(dialog(page)).toContainText('12 confirmations, about 3 minutes')
    await dialog(page).getByRole('button', { name: 'Send from outside' }).click()
    await expect(dialog(page)).toContainText('Type an amount.')
    await amountField(page).fill('10000.000001')
    await expect(dialog(page)).toContainText('LED-15')
    await expect(dialog(page).getByRole('button', { name: 'Send 10,000.000001 USDC from outside' })).toBeDisabled()
    await axe(page)
    await dialog(page).getByRole('button', { name: '50 USDC' }).click()
    await dialog(page).getByRole('button', { name: 'Send 50.00 USDC from outside' }).click()
    await expect(dialog(page).getByRole('heading', { name: '50.00 USDC' })).toBeFocused()
    await expect(dialog(page)).toContainText(/\b[0-3] of 12 confirmations/) // one comes every quarter of a minute, by itself
    await axe(page)
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await hasNow(page, '0 EUR', '0 USD', '0 USDC', '0 MESI')
    await expect(page.getByRole('region', { name: 'On its way to you' })).toContainText('50.00 USDC')
    await page.evaluate(() => window.mesi.clock.advance('1m'))
    await expect(page.getByText(/^([4-9]|1[01]) of 12 confirmations$/)).toBeVisible()
    await axe(page)
    await page.evaluate(() => window.mesi.clock.advance('2m'))
    await hasNow(page, '0 EUR', '0 USD', '50000000 USDC', '0 MESI')
    await expect(page.getByRole('region', { name: 'On its way to you' })).toHaveCount(0)
    await expect.poll(() => moved(page, 1)).toEqual(['50000000 USDC'])
    await expect(page.getByRole('button', { name: 'The books balance' })).toBeVisible()
    await lines(page).getByRole('link', { name: 'Deposit from outside' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Deposit of 50.00 USDC' })).toBeVisible()
    await expect(page.getByText('It is in your wallet.')).toBeVisible()
    await expect(page.getByText('ECO-8').first()).toBeVisible()
    await expect.poll(() => booked(page)).toEqual(['50000000 USDC'])
    await axe(page)
    // An admin may look at it, and is told whose it is.
    await page.evaluate(() => window.mesi.be('mesi'))
    await expect(page.getByText('It is in their wallet.')).toBeVisible()
  })
})

const tips = [
  { currency: 'EUR', typed: '5', quote: ['500 EUR', '-50 EUR', '450 EUR', '4860000 MESI'], posted: ['-450 EUR', '-50 EUR'] },
  { currency: 'USD', typed: '3.33', quote: ['333 USD', '-33 USD', '300 USD', '3000000 MESI'], posted: ['-300 USD', '-33 USD'] },
  {
    currency: 'USDC',
    typed: '1.000009',
    quote: ['1000009 USDC', '-100000 USDC', '900009 USDC', '900009 MESI'],
    posted: ['-900009 USDC', '-100000 USDC'],
  },
  { currency: 'MESI', typed: '100.0001', quote: ['1000001 MESI', '-100000 MESI', '900001 MESI'], posted: ['-900001 MESI', '-100000 MESI'] },
] as const

test('TIP-2, TIP-3: a tip in each kind of money, on a profile and on a post, arrives as MESI, to the unit that was quoted', async ({
  app,
}) => {
  const { page } = await anaAndBen(app)
  await has(
    page,
    { currency: 'EUR', amount: 20_00, into: 'EUR' },
    { currency: 'USD', amount: 20_00, into: 'USD' },
    { currency: 'USD', amount: 20_00, into: 'USDC' },
    { currency: 'EUR', amount: 20_00, into: 'MESI' },
  )
  const post = await note(page, 'ben', 'Low tide, one lamp, nobody about.')
  let given = 0
  for (const [nth, { currency, typed, quote, posted }] of tips.entries()) {
    const on = nth % 2 === 0 ? 'profile' : 'post'
    await page.setViewportSize(on === 'profile' ? phone : desktop)
    await goTo(page, on === 'profile' ? '/u/ben' : `/post/${post}`)
    await page.getByRole('button', { name: on === 'profile' ? 'Tip' : 'Tip Ben Okafor for this post', exact: true }).click()
    await dialog(page).getByRole('radio', { name: kinds[currency] }).check()
    await amountField(page).fill(typed)
    await dialog(page).getByRole('textbox', { name: 'A few words' }).fill(`In ${currency}`)
    await expect.poll(() => quoted(page)).toEqual(quote)
    if (nth < 2) {
      await dialog(page).getByText('How it is booked').click()
      await expect.poll(() => amounts(dialog(page).getByRole('listitem'))).toEqual([quote[1].slice(1), ...quote.slice(2)])
      await axe(page)
    }
    await dialog(page).getByRole('button', { name: 'Send' }).click()
    await expect(dialog(page).getByRole('heading', { name: 'to Ben Okafor' })).toBeFocused()
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await goTo(page, '/wallet')
    await expect(lines(page).first()).toContainText(`In ${currency}`)
    await expect.poll(() => moved(page, 2)).toEqual(posted)
    given += Number.parseInt(quote.at(-1) ?? '')
  }
  await page.evaluate(() => window.mesi.be('ben'))
  await hasNow(page, '0 EUR', '0 USD', '0 USDC', `${given} MESI`)
  await expect.poll(() => moved(page, 4)).toEqual(tips.map(({ quote }) => quote.at(-1)).toReversed())
  await expect(page.getByRole('button', { name: 'The books balance' })).toBeVisible()
  await page.evaluate(() => window.mesi.settled())
})

test('what stands in the way of money, and how that is said', async ({ app }) => {
  const { page } = await anaAndBen(app)

  await test.step('LED-2, TIP-8: too little money and too small a tip are refused by their clause, with a way on', async () => {
    await has(page, { currency: 'EUR', amount: 3_00, into: 'EUR' })
    await goTo(page, '/u/ben')
    await page.getByRole('button', { name: 'Tip', exact: true }).click()
    await amountField(page).fill('3.01')
    await expect(dialog(page)).toContainText('LED-2')
    await expect(dialog(page)).toContainText('Available3.00 EUR')
    await expect(dialog(page).getByRole('button', { name: 'Send 3.01 EUR' })).toBeDisabled()
    await axe(page)
    // More comes in meanwhile: the clause counts anew, and the way on keeps the focus.
    await amountField(page).fill('9')
    await dialog(page).getByRole('button', { name: 'Top up EUR' }).focus()
    await has(page, { currency: 'EUR', amount: 1_00, into: 'EUR' })
    await expect(dialog(page)).toContainText('Available4.00 EUR')
    await expect(dialog(page).getByRole('button', { name: 'Top up EUR' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog(page).getByText('This is a simulation')).toBeVisible()
    await expect(amountField(page)).toBeFocused()
    await dialog(page).getByRole('button', { name: 'Pay 5.00 EUR' }).click() // what is lacking stands there
    await dialog(page).getByRole('button', { name: 'Done' }).click()
    await expect(amountField(page)).toHaveValue('9')
    await expect(dialog(page).getByRole('button', { name: 'Send 9.00 EUR' })).toBeEnabled()

    await amountField(page).fill('0.49')
    await expect(dialog(page)).toContainText('TIP-8')
    await expect(dialog(page).getByRole('button', { name: 'Send 0.49 EUR' })).toBeDisabled()
    await dialog(page).getByRole('button', { name: 'Make it 0.50 EUR' }).click()
    await expect(dialog(page).getByText('TIP-8')).toHaveCount(0)
    await dialog(page).getByRole('button', { name: 'Send 0.50 EUR' }).click()
    await expect(dialog(page).getByRole('heading', { name: '0.50 EUR to Ben Okafor' })).toBeVisible()
    await dialog(page).getByRole('link', { name: 'See every entry' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Tip of 0.50 EUR to Ben Okafor' })).toBeVisible()
    // 10 % of 50 cents is 5; 45 cents at 108 MESI each euro.
    await expect.poll(() => booked(page)).toEqual(['5 EUR', '45 EUR', '486000 MESI'])
    await expect(page.getByText('Final since')).toBeVisible()
    await axe(page)
  })
  await anewBoth(page)

  await test.step('ECO-1: where what is merely sent pays commission, too, what is said to be in their wallet is what arrived', async () => {
    await has(page, { currency: 'EUR', amount: 100_00, into: 'EUR' })
    await page.evaluate(async () => {
      const reasons = window.mesi.write('mesi', 'The other reading.')
      await window.mesi.act('mesi', 'policy.parameterChanged', { name: 'ledger.transferCommission', value: 1000, reasons })
      await window.mesi.clock.advance('1m')
    })
    await goTo(page, '/wallet?do=send')
    await amountField(page).fill('10')
    await dialog(page).getByRole('searchbox', { name: 'To' }).fill('@be')
    await dialog(page).getByRole('button', { name: 'Ben Okafor' }).click()
    await expect.poll(() => quoted(page)).toEqual(['1000 EUR', '-100 EUR', '900 EUR'])
    await dialog(page).getByRole('button', { name: 'Send 10.00 EUR' }).click()
    await expect(dialog(page)).toContainText('It is in their wallet.')
    await expect(dialog(page).getByRole('heading', { name: '9.00 EUR to Ben Okafor' })).toBeVisible()
  })
  await anewBoth(page)

  await test.step('LED-15: where nothing may be deposited, the dialog says so before anything is typed', async () => {
    await page.evaluate(async () => {
      const reasons = window.mesi.write('mesi', 'Not for now.')
      await window.mesi.act('mesi', 'policy.parameterChanged', { name: 'ledger.depositUSDC', value: 0, reasons })
      await window.mesi.clock.advance('1m')
    })
    await goTo(page, '/wallet?do=deposit')
    await expect(dialog(page).getByText('0.00 USDC', { exact: true }).last()).toBeVisible()
    await expect(dialog(page)).toContainText('At most in a day')
  })
})

test('on a wide screen: rates that change, and a top-up by keyboard alone', async ({ app }) => {
  const { page } = await anaAndBen(app, desktop)

  await test.step('TIP-5, LED-5: by a link to a tip: rates by which nothing else would arrive change no quote, others make a new one, which has to be seen', async () => {
    await has(page, { currency: 'EUR', amount: 10_00, into: 'EUR' })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await goTo(page, '/u/ana')
    await page.getByRole('button', { name: /^More about Ana/ }).click()
    await page.getByRole('menuitem', { name: 'Share a link to tip me' }).click()
    await expect(page.getByText('Link copied. It opens for everybody in this world.')).toBeVisible()
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText()))
    expect(link.pathname + link.search).toBe('/u/ana?do=tip')
    await goTo(page, '/u/ben?do=tip')
    await amountField(page).fill('10')
    await expect.poll(() => quoted(page)).toEqual(['1000 EUR', '-100 EUR', '900 EUR', '9720000 MESI'])
    const rates = (rates: { readonly EUR?: number; readonly USDC?: number; readonly MESI?: number }) =>
      page.evaluate(
        (rates) => window.mesi.act('mesi', 'ledger.ratesSet', { EUR: 1_080_000, USD: 1_000_000, USDC: 1_000_000, MESI: 10_000, ...rates }),
        rates,
      )
    await rates({ USDC: 999_000 })
    await page.evaluate(() => window.mesi.settled())
    await expect(dialog(page).getByText('This quote is new')).toHaveCount(0)
    await rates({ MESI: 20_000 })
    await expect(dialog(page)).toContainText('486.00 MESI would arrive, not 972.00 MESI')
    await rates({})
    await expect(dialog(page).getByText('This quote is new')).toHaveCount(0)
    await rates({ EUR: 1_000_000 })
    await expect(dialog(page).getByText('This quote is new')).toBeVisible()
    await expect(dialog(page)).toContainText('900.00 MESI would arrive, not 972.00 MESI')
    await dialog(page).getByRole('button', { name: 'Go on with the new quote' }).click()
    await expect(dialog(page).getByText('This quote is new')).toHaveCount(0)
    await expect.poll(() => quoted(page)).toEqual(['1000 EUR', '-100 EUR', '900 EUR', '9000000 MESI'])
    await dialog(page).getByRole('button', { name: 'Send 10.00 EUR' }).click()
    await expect(dialog(page)).toContainText('900.00 MESI arrive')
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/\/u\/ben$/)
  })
  await anewBoth(page)

  await test.step('a top-up by keyboard alone', async () => {
    await goTo(page, '/wallet')
    const open = page.getByRole('region', { name: 'Everything together' }).getByRole('button', { name: 'Top up' })
    await open.focus()
    await page.keyboard.press('Enter')
    await expect(amountField(page)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(open).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(amountField(page)).toBeFocused()
    await page.keyboard.press('Shift+Tab') // the currency of the card
    await page.keyboard.press('ArrowRight')
    await expect(dialog(page).getByRole('group', { name: 'The card pays in' }).getByRole('radio', { name: kinds.USD })).toBeChecked()
    await page.keyboard.press('Tab')
    await page.keyboard.type('7.50')
    await page.keyboard.press('Enter')
    await expect(
      dialog(page)
        .getByRole('heading', { name: '7.50 EUR' })
        .or(dialog(page).getByRole('heading', { name: 'EUR' })),
    ).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    // 7.50 USD less 1 % is 7.43 USD, and 6.87 EUR at 1.08.
    await hasNow(page, '687 EUR', '0 USD', '0 USDC', '0 MESI')
  })
})

test('a tip that was given twice offline: its giver is told that one did not happen, at once and for good', async ({ app }) => {
  const { page: home, ben } = await anaAndBen(app)
  await has(home, { currency: 'EUR', amount: 10_00, into: 'EUR' })
  await home.evaluate(() => window.mesi.settled())
  const link = await home.evaluate(() => window.mesi.peers.invite())
  const away = await app.visit('away', { at: link, viewport: phone })
  await expect(away).not.toHaveURL(/join/)
  const keys = await home.evaluate(() => window.mesi.lend('ana'))
  await expect.poll(() => away.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'ana' }))).not.toBeNull()
  await away.evaluate(async (lent) => window.mesi.be(await window.mesi.enrol(lent)), keys)
  await settled(home, away)
  for (const page of [home, away]) await page.evaluate(() => window.mesi.peers.online(false))
  const tip = (page: Page, amount: number) =>
    page.evaluate(
      ([to, amount]) => {
        const { quote } = window.mesi.ask('quoteTip', { to, currency: 'EUR', amount }, { as: 'ana' })
        return window.mesi.act('ana', 'tips.sent', { to, currency: 'EUR', amount, agreed: quote?.agreed as Agreed })
      },
      [ben, amount] as const,
    )
  expect(await tip(away, 7_00)).toMatchObject({ ok: true })
  expect(await tip(home, 8_00)).toMatchObject({ ok: true })
  await home.evaluate(() => window.mesi.settled())
  for (const page of [away, home]) await page.evaluate(() => window.mesi.peers.online(true))
  const lost = () => away.evaluate(() => window.mesi.voids('ana').filter((act) => act.final).length)
  await expect.poll(lost, { timeout: 60_000 }).toBe(1)
  await expect(away.getByText('Your tip of 7.00 EUR to Ben Okafor did not happen.')).toBeVisible()
  await away.getByRole('button', { name: 'Why?' }).click()
  await expect(away.getByRole('heading', { name: 'What refused it' })).toBeVisible()
  await expect(away.getByText('It arrived late')).toBeVisible()
  await expect(away.getByText('LED-2')).toBeVisible()
  await expect(away.getByText('Available2.00 EUR')).toBeVisible()
  await axe(away)
  await away.reload()
  await goTo(away, '/wallet')
  await away.getByRole('tab', { name: 'Did not happen 1' }).click()
  await expect(away.getByRole('link', { name: 'Your tip of 7.00 EUR to Ben Okafor did not happen.' })).toBeVisible()
  await away.getByRole('button', { name: 'Why?' }).click()
  await expect(dialog(away).getByRole('heading', { name: 'Tip of 7.00 EUR to Ben Okafor' })).toBeVisible()
  await expect(dialog(away)).toContainText('It did not happen.')
  await axe(away)
  await away.keyboard.press('Escape')
  await axe(away)
})

test('the second click of a double click chooses nothing in the dialog that the first one has opened', async ({ app }) => {
  const { page } = await anaAndBen(app)
  await has(page, { amount: 5_000, currency: 'EUR', into: 'EUR' })
  await goTo(page, '/wallet')
  const chosen = () =>
    dialog(page).evaluate((element) => ({
      checked: [...element.querySelectorAll('input')].map(({ checked }) => checked),
      typed: [...element.querySelectorAll('input')].map(({ value }) => value),
    }))
  for (const viewport of [phone, desktop]) {
    await page.setViewportSize(viewport)
    for (const name of ['Top up', 'Send', 'Exchange', 'Withdraw']) {
      const opener = page.getByRole('button', { name, exact: true }).first()
      await opener.click()
      await expect(dialog(page)).toBeVisible()
      const meant = await chosen()
      await page.keyboard.press('Escape')
      await expect(dialog(page)).toHaveCount(0)
      const { x, y, width, height } = (await opener.boundingBox()) as { x: number; y: number; width: number; height: number }
      await page.mouse.click(x + width / 2, y + height / 2)
      await expect(dialog(page)).toBeVisible()
      // All over the dialog, as if that had been where the first click was.
      const box = (await dialog(page).boundingBox()) as { x: number; y: number; width: number; height: number }
      for (let part = 1; part < 10; part++) {
        await page.mouse.move(box.x + box.width / 2, box.y + (box.height * part) / 10)
        await page.mouse.down({ clickCount: 2 })
        await page.mouse.up({ clickCount: 2 })
      }
      expect(await chosen(), name).toEqual(meant)
      await page.keyboard.press('Escape')
      await expect(dialog(page)).toHaveCount(0)
    }
  }
})
