/** Things done by keyboard alone, to the end: after each of them the focus is where one goes on, never at the top of the page. */
import type { Agreed } from '../../src/areas/ledger/events'
import { anew, desktop, expect, goTo, type Page, settled, signUp, test, usable } from '../support/app'
import { behindSomething, press, write } from '../support/keys'
import { note } from '../support/scenarios'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

test('by keyboard alone, to the end', async ({ app }) => {
  const page = await app.visit('anna', { viewport: desktop })

  await test.step('a post is changed and deleted, and somebody thinks better of it', async () => {
    await signUp(page, { name: 'Anna Lind', handle: 'anna' })
    for (const words of ['The first', 'The second']) await note(page, 'anna', words)
    await settled(page)
    await page.reload() // both are before her, not one of them behind a word that it has come
    await usable(page)
    const more = button(page, 'More about this post by Anna Lind').first()
    const choose = async (name: string) => {
      await press(page, more, 'button')
      await press(page, page.getByRole('menuitem', { name }), 'menuitem')
    }

    await choose('Edit')
    await write(page, page.getByRole('textbox', { name: 'Your words' }), 'textbox', 'The second, once more')
    await press(page, button(page, 'Save changes'), 'button')
    await expect(more).toBeFocused()
    await expect(page.getByText('The second, once more')).toBeVisible()

    await choose('Delete')
    await expect(button(page, 'Cancel')).toBeFocused() // what cannot be taken back is not what the next press does
    await page.keyboard.press('Enter')
    await expect(more).toBeFocused()
    await choose('Delete')
    await press(page, button(page, 'Delete'), 'button')
    await expect(page.getByText('This post was deleted.')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('article').filter({ hasText: 'The first' }).getByRole('link').first()).toBeFocused()

    // What has nothing more to do once it is done is still where the keyboard is.
    await goTo(page, (await page.locator('.post-time').first().getAttribute('href')) ?? '')
    await write(page, page.getByRole('textbox', { name: 'Say something' }), 'textbox', 'A word')
    await press(page, page.getByRole('button', { name: 'Comment', exact: true }), 'button')
    await expect(page.getByRole('heading', { name: 'Comments (1)' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Comment', exact: true, disabled: true })).toBeFocused()
    await page.evaluate(() => window.mesi.clock.advance('30d'))
    await goTo(page, '/me/edit')
    await write(page, page.getByRole('textbox', { name: 'Handle' }), 'textbox', 'anna_bowls')
    await press(page, button(page, 'Change handle'), 'button')
    await expect(page.getByText('You are @anna_bowls now.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Change handle', disabled: true })).toBeFocused()
    await page.keyboard.press('Enter') // once more, which does nothing
    await page.keyboard.press('Shift+Tab')
    await expect(page.getByRole('textbox', { name: 'Handle' })).toBeFocused()
  })
  await anew(page)

  await test.step('somebody is followed, and no more', async () => {
    await signUp(page, { name: 'Ben Okafor', handle: 'ben' })
    await signUp(page, { name: 'Anna Lind', handle: 'anna' })
    for (const words of ['One', 'Two', 'Three']) await note(page, 'ben', words)
    await goTo(page, '/u/ben')
    const follow = page.getByRole('main').getByRole('button', { name: /^Follow/ })
    await press(page, follow, 'button')
    await expect(follow).toHaveAttribute('aria-pressed', 'true')
    await expect(follow).toBeFocused()
    await press(page, follow, 'button') // once that she follows is on the disk, too
    await expect(follow).toHaveAttribute('aria-pressed', 'false')
    await expect(follow).toBeFocused()

    // The way back lies at the end of the page; from there one is back where one was.
    await page.keyboard.press('Alt+t')
    await press(page, button(page, 'Undo'), 'button')
    await expect(follow).toHaveAttribute('aria-pressed', 'true')
    await expect(follow).toBeFocused()
    await press(page, follow, 'button')

    // What is said about it for ten seconds hides nothing that she comes to meanwhile, to the end of the page.
    await expect(page.getByText('You no longer follow Ben Okafor.')).toBeVisible()
    expect(await behindSomething(page)).toEqual([])
  })
  await anew(page)

  await test.step('money is sent upon a quote that was superseded while it was looked at', async () => {
    await signUp(page, { name: 'Ben Okafor', handle: 'ben' })
    await signUp(page, { name: 'Anna Lind', handle: 'anna' })
    await page.evaluate(async () => {
      const paid = { currency: 'EUR', amount: 20_00, into: 'EUR' } as const
      const { quote } = window.mesi.ask('quoteTopUp', paid, { as: 'anna' })
      await window.mesi.act('anna', 'ledger.toppedUp', { card: 'works', ...paid, agreed: quote?.agreed as Agreed })
    })
    await goTo(page, '/wallet')
    const dialog = page.getByRole('dialog')
    await press(page, button(page, 'Exchange'), 'button')
    await write(page, dialog.getByRole('textbox', { name: 'Amount' }), 'textbox', '10')
    const go = dialog.getByRole('button', { name: /^(?:Exchange|Go on)/ })
    await expect(dialog.getByText('How it is booked')).toBeVisible()
    await page.evaluate(() => window.mesi.act('mesi', 'ledger.ratesSet', { EUR: 1_000_000, USD: 1_000_000, USDC: 1_000_000, MESI: 10_000 }))
    await expect(dialog.getByText('This quote is new')).toBeVisible()
    await press(page, go, 'button')
    await expect(dialog.getByText('This quote is new')).toHaveCount(0)
    await expect(go).toBeFocused()
    await page.keyboard.press('Enter')
    const done = dialog.getByRole('button', { name: 'Done' })
    await press(page, done, 'button')
    await expect(button(page, 'Exchange')).toBeFocused()
  })
  await anew(page)

  await test.step('the rest of a list is asked for: the button stays as long as there is more, and then one goes on at what it brought', async () => {
    await signUp(page, { name: 'Anna Lind', handle: 'anna' })
    await page.evaluate(async () => {
      for (let amount = 1_00; amount <= 65_00; amount += 1_00) {
        const paid = { currency: 'EUR', amount, into: 'EUR' } as const
        const { quote } = window.mesi.ask('quoteTopUp', paid, { as: 'anna' })
        const outcome = await window.mesi.act('anna', 'ledger.toppedUp', { card: 'works', ...paid, agreed: quote?.agreed as Agreed })
        if (!outcome.ok) throw new Error(JSON.stringify(outcome))
      }
    })
    await goTo(page, '/wallet')
    const total = await page.evaluate(() => window.mesi.ask('statement', { limit: 200 }, { as: 'anna' })?.lines.length ?? 0)
    expect(total).toBeGreaterThan(60)
    await expect(page.locator('.statement-line')).toHaveCount(30)
    const earlier = button(page, 'Show earlier ones')
    await press(page, earlier, 'button')
    await expect(page.locator('.statement-line')).toHaveCount(60)
    await expect(earlier).toBeFocused()
    while (await earlier.isVisible()) await page.keyboard.press('Enter')
    await expect(page.locator('.statement-line')).toHaveCount(total)
    const first = page.locator('.statement-line').nth(total - (total % 30 || 30))
    await expect(first.getByRole('link').first()).toBeFocused()
  })
})
