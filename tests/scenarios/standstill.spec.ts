/** What stands in a world's way is said over every screen, with what helps. */
import { axe, desktop, expect, goTo, phone, test } from '../support/app'
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

  await test.step('who would sign up is told so before they have filled anything in', async () => {
    await goTo(page, '/welcome')
    await expect(says).toContainText('too old for this world')
    await expect(page.getByRole('button', { name: 'Set up a new account' })).toHaveCount(0)
    await axe(page)
  })

  await test.step('whom an invitation promised what this build cannot read is not told to wait for it', async () => {
    await page.evaluate(async () => {
      const { world } = window.mesi.hash()
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
      const request = indexedDB.open(names.find((name) => name.startsWith(`mesi/${world}/`) && !name.endsWith('/views')) ?? '')
      const db = await new Promise<IDBDatabase>((done) => (request.onsuccess = () => done(request.result)))
      const putting = db.transaction('meta', 'readwrite')
      putting.objectStore('meta').put({ key: 'floor', value: [1, 999_999, 'A'.repeat(43)] })
      await new Promise((done) => (putting.oncomplete = done))
      db.close()
    })
    await page.goto('/join')
    await expect(page.getByText('This version of Mesi cannot read what happened in this world recently')).toBeVisible()
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await expect(says).toBeVisible()
    await axe(page)
    await page.getByRole('button', { name: 'See the worlds on this device' }).click()
    await expect(page).toHaveURL(/\/world$/)
  })
})
