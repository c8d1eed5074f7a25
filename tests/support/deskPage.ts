/** The desk in a real browser: who sits at it, without walking through the screens. */
import { atRest, does, type Page, signUp } from './app'

/** Somebody else looks at this page; resolves once it stands still, for a row that is made anew takes no click. */
export async function be(page: Page, who: string): Promise<void> {
  await page.evaluate((who) => window.mesi.be(who), who)
  await atRest(page)
}

/** The house, which is called Mesi, is the admin; Mia and Max are moderators; Anna and Ben are not. */
export async function town(page: Page): Promise<void> {
  for (const [name, handle] of [
    ['Mia Roth', 'mia'],
    ['Max Stein', 'max'],
  ] as const) {
    const account = await signUp(page, { name, handle })
    await does(page, 'mesi', 'accounts.roleGranted', { account, role: 'moderator' })
  }
  await signUp(page, { name: 'Anna Lindqvist', handle: 'anna' })
  await signUp(page, { name: 'Ben Okafor', handle: 'ben' })
}
