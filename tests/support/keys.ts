/**
 * Hands without a mouse: they go from one part of a screen to the next as somebody does who has only a keyboard, by real key presses, and
 * find fault with what these do not reach, or what does not show that it has been reached.
 */
import type { Locator } from '@playwright/test'
import { expect, type Page } from './app'

/** Presses at most, from wherever the focus is: who needs more is lost. */
const MOST = 120

/** What a key does to a part of a screen that has the focus. */
const pressed: Readonly<Record<string, string>> = { checkbox: 'Space', radio: 'Space', switch: 'Space' }

/** Taps a part of a screen by keys. */
export async function press(page: Page, target: Locator, role: string): Promise<void> {
  await reach(page, target, role)
  // Arrows choose as they go; a key more would do nothing, or undo it.
  if (/^(radio|tab)$/.test(role) && (await target.evaluate(isChosen))) return
  await page.keyboard.press(pressed[role] ?? 'Enter')
}

/** Types over whatever a field says; a list is gone through by its arrows. */
export async function write(page: Page, target: Locator, role: string, text: string): Promise<void> {
  await reach(page, target, role)
  const options = await target.evaluate((element) => (element instanceof HTMLSelectElement ? element.options.length : 0))
  if (options === 0) {
    await page.keyboard.press('Control+a')
    return page.keyboard.type(text)
  }
  const said = () => target.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.label)
  await page.keyboard.press('Home')
  for (let i = 1; i < options && (await said()) !== text; i++) await page.keyboard.press('ArrowDown')
  expect(await said(), 'what the list says').toBe(text)
}

/** Moves the focus there. @throws when no key does, or nobody could see that it is there */
export async function reach(page: Page, target: Locator, role: string): Promise<void> {
  await expect(target).toBeEnabled()
  await expect.poll(() => target.evaluate(isEntered), 'a dialog takes the focus, a moment after it has come').toBe(true)
  // Found once by its name, which takes longer than a press; and again where another took its place meanwhile.
  let element = await target.elementHandle()
  const look = async () => {
    const at = await element?.evaluate(standing)
    if (at !== undefined) return at
    element = await target.elementHandle()
    return (await element?.evaluate(standing)) ?? 'after'
  }
  let at = await look()
  for (let i = 0; i < MOST && at !== 'here'; i++) {
    await page.keyboard.press({ before: 'Shift+Tab', after: 'Tab', beside: role === 'tab' ? 'ArrowRight' : 'ArrowDown' }[at])
    at = await look()
  }
  const name = `${role} ${(await target.textContent()) || (await target.getAttribute('aria-label'))}`
  expect(at, `where the keyboard found ${name}, seen from the focus`).toBe('here')
  await expect.poll(() => target.evaluate(isShown), `the focus on ${name} can be seen`).toBe(true)
}

/** Goes on from the focus to the end of the page. @returns the names of what something else lay over when it was reached */
export async function behindSomething(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  const focused = page.locator(':focus')
  for (let i = 0; i < MOST && (await focused.count()) > 0; i++) {
    if (!(await focused.evaluate(isShown))) found.push(await focused.evaluate((element) => element.outerHTML.slice(0, 200)))
    await page.keyboard.press('Tab')
  }
  return found
}

/** Run in the page: where something is from what has the focus. `beside`: an arrow's press away, in one group. `undefined`: it is gone. */
function standing(element: Element): 'here' | 'before' | 'after' | 'beside' | undefined {
  if (!element.isConnected) return undefined
  const { activeElement: active } = document
  if (active === element || active?.getAttribute('aria-activedescendant') === element.id) return 'here'
  if (!active || active === document.body) return 'after'
  const groupOf = (each: Element) =>
    each instanceof HTMLInputElement && each.type === 'radio'
      ? each.name
      : each.matches('[role=tab], [role=radio], [role^=menuitem]')
        ? each.closest('[role=menu], [role=tablist], [role=radiogroup]')
        : null
  const group = groupOf(element)
  if (group !== null && group === groupOf(active)) return 'beside'
  if (element.matches('[role=option]') && element.closest(`[id="${active.getAttribute('aria-controls')}"]`)) return 'beside'
  return element.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after'
}

/** Run in the page: the dialog that something is in, if it is in one, holds the focus. */
function isEntered(element: Element): boolean {
  const { activeElement, body } = document
  const dialog = element.closest('[role=dialog], [role=alertdialog]')
  return dialog === null || activeElement === body || dialog.contains(activeElement)
}

/** Run in the page: it is chosen already. */
function isChosen(element: Element): boolean {
  return (element as HTMLInputElement).checked || ['aria-checked', 'aria-selected'].some((each) => element.getAttribute(each) === 'true')
}

/** Run in the page: nothing lies over it, and something around it says that it has the focus. */
function isShown(element: Element): boolean {
  const label = (element as HTMLInputElement).labels?.[0]
  if (document.activeElement === element && !element.matches(':focus-visible')) return false
  const { left, top, width, height } = (
    label && /^(radio|checkbox)$/.test((element as HTMLInputElement).type) ? label : element
  ).getBoundingClientRect()
  const over = document.elementFromPoint(left + width / 2, top + height / 2)
  return over !== null && (element.contains(over) || over.contains(element) || label?.contains(over) === true)
}
