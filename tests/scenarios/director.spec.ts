import { axe, expect, phone, signUp, test } from '../support/app'

test('the director leaps ahead, looks back, and finds the way to now; F2 hides the instruments', async ({ app }) => {
  const page = await app.visit('anna', { viewport: phone })
  await signUp(page, { name: 'Anna Lind', handle: 'anna' })
  const instruments = page.getByRole('complementary', { name: "Director's instruments" })
  await expect(page.getByRole('button', { name: "Director's instruments" })).toBeVisible() // loaded behind the product
  await page.keyboard.press('F2')
  await instruments.getByRole('tab', { name: 'Clock' }).click()
  const before = await page.evaluate(() => window.mesi.clock.now())
  await instruments.getByRole('button', { name: 'A month on' }).click()
  await expect.poll(() => page.evaluate(() => window.mesi.clock.now())).toBeGreaterThan(before + 27 * 86_400_000)
  await page.evaluate(() => window.mesi.settled())
  await axe(page)

  await instruments.getByRole('button', { name: 'Look back' }).click()
  const back = page.getByRole('region', { name: 'Looking back' })
  await back.getByRole('slider', { name: 'Moment' }).press('Home')
  await expect(page.getByRole('link', { name: 'Sign up' })).toBeVisible() // nobody had come yet
  await axe(page)
  await back.getByRole('button', { name: 'Back to now' }).click()
  await expect(page.getByRole('link', { name: 'Sign up' })).toHaveCount(0)
  await expect(back).toHaveCount(0)

  await page.keyboard.press('F2')
  await expect(instruments).toHaveCount(0)
  await page.keyboard.press('Shift+F2')
  await expect(page.getByRole('button', { name: "Director's instruments" })).toHaveCount(0)
})
