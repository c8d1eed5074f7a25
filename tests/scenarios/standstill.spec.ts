/** What stands in a world's way is said over every screen, with what helps. */
import { axe, desktop, expect, phone, test } from '../support/app'
import { putWorldInPage } from '../support/worldsInPage'

test('K18: a world of newer rules says on every screen that Mesi has to be updated, and that nothing can be done', async ({ app }) => {
  const page = await app.visit('anna', {
    viewport: phone,
    before: async (context) => void (await putWorldInPage(context, app.origin, { events: 1_000, version: 2 })),
  })
  const says = page.getByRole('alert').filter({ hasText: 'Mesi has to be updated' })
  await expect(says).toContainText('too old for this world')
  await page.getByRole('navigation').getByRole('link', { name: 'Gallery' }).click()
  await expect(says).toBeVisible()
  for (const size of [phone, desktop]) {
    await page.setViewportSize(size)
    await expect(says).toBeVisible()
    await axe(page)
  }
  await says.getByRole('link', { name: 'Look at this world' }).click()
  await expect(page).toHaveURL(/\/world$/)
  await expect(says.getByRole('button', { name: 'Reload' })).toBeVisible()
  await expect(says.getByRole('link')).toHaveCount(0)
})
