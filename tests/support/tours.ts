/** Tours as somebody drives them who would rather look: the tour does each thing by itself, in its panes. */
import type { Page } from './app'

export const forward = (page: Page) => page.locator('.tour-forward')

/** A world is made, and all that came before a step is played in it: that takes a slow machine longer than a screen. */
export const settingUp = { timeout: 90_000 }

/** The tour has done what it was at: until then it takes no further orders. */
export const ready = (page: Page) => page.locator('.tour-forward:not([aria-disabled=true])').waitFor(settingUp)

/** Lets the tour do what comes next until there is no more. @param key instead of a click @throws Error that names the tour and the step where it got stuck */
export async function untilDone(page: Page, key?: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    await ready(page)
    const says = (await forward(page).textContent())?.trim()
    if (says === 'Once more') return
    if (says === 'Set it up again')
      throw new Error((await page.locator('details.tour-asked').textContent())?.replace('What went wrong', ''))
    await (key === undefined ? forward(page).click() : forward(page).press(key))
  }
  throw new Error('the tour does not end')
}
