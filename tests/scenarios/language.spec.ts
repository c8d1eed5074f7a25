/** The language of the page: chosen in the settings or spoken by the browser, in words, numbers and what may be typed. */
import { axe, desktop, expect, goTo, phone, signUp, test } from '../support/app'
import { speaking } from '../support/scenarios'
import { spokenIn } from '../support/spoken'

test('Anna chooses Spanish: everything speaks it, an amount is typed and written with a comma, what she had begun stays', async ({
  app,
}) => {
  const page = await app.visit('anna', { viewport: phone })
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  await goTo(page, '/create')
  await page.getByRole('textbox', { name: 'Your words' }).fill('Begun in English')

  await goTo(page, '/settings')
  await page.getByRole('radio', { name: 'Español' }).check()
  await expect(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await axe(page)

  await goTo(page, '/wallet?do=top-up')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Importe' }).fill('1234,50')
  await expect(dialog.getByRole('button', { name: 'Pagar 1234,50 EUR' })).toBeVisible()
  await page.keyboard.press('Escape')
  await goTo(page, '/create')
  await expect(page.getByRole('textbox', { name: 'Tus palabras' })).toHaveValue('Begun in English')

  await goTo(page, '/settings')
  await page.getByRole('radio', { name: 'English' }).check()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
})

test('a browser that speaks Spanish is greeted in it', async ({ app }) => {
  const page = await app.visit('lucia', {
    first: true,
    viewport: phone,
    before: (context) => context.addInitScript(() => Object.defineProperty(navigator, 'languages', { value: ['es-MX', 'en'] })),
  })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('¡Hola!')
  await axe(page)
})

test('a tour speaks the language of the page in its panes, too, and finds there what it asks for', async ({ app }) => {
  const says = spokenIn('es')
  const page = await app.visit('visitor', { viewport: desktop, before: speaking('es') })
  await page.goto('/tours/a-collection')
  const forward = page.locator('.tour-forward')
  const pane = page.frameLocator('iframe')
  let lit = 0
  for (let presses = 0; presses < 20; presses++) {
    await expect(forward).not.toHaveAttribute('aria-disabled', 'true', { timeout: 60_000 }) // a world is made, and another one in it played
    const label = (await forward.textContent())?.trim() ?? ''
    if (new RegExp(says('Once more')).test(label)) break
    if (new RegExp(says('Do it for me')).test(label)) {
      await expect(page.locator('.spotlight')).toBeVisible()
      lit++
    }
    await forward.click()
  }
  await expect(forward).toHaveText(says('Once more'))
  await expect(pane.locator('html')).toHaveAttribute('lang', 'es')
  await expect(pane.getByRole('button', { name: says('Add posts') })).toBeVisible()
  expect(lit).toBeGreaterThan(0)
  await axe(page, 'iframe')
})
