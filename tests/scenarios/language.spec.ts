/** The language of the page: chosen in the settings or spoken by the browser, in words, numbers and what may be typed. */
import { axe, expect, goTo, phone, signUp, test } from '../support/app'

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
