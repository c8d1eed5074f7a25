/** A pane of the stage as a peer of a scenario: its window's own door, and its page as somebody sees and touches it. */
import type { ActName, QuestionName } from '../areas/typed'
import type { Mesi } from '../peer/mesi'
import { find, LEAVING } from './find'
import { type Acted, cameOf, type Door, type How, type Picked, type Screen } from './play'
import type { Target } from './scenario'

/** The window of a page of this app. */
export type Page = Window & typeof globalThis & { readonly mesi?: Mesi }

/** How long a screen may take to show something, in milliseconds. */
const PATIENCE = 10_000

/** @param page the window at this moment: a page that loads anew has another one */
export function openPane(page: () => Page): Door & Screen {
  const acted: Acted[] = []
  let heard: Mesi | undefined
  mesi()
  return { ...doorOf(page, mesi, acted), ...screenOf(page) }

  function mesi(): Mesi {
    const door = page().mesi
    if (!door) throw new Error('This pane has closed.')
    // A page that has loaded anew is listened to anew.
    if (door !== heard) door.onAct(({ id, account, type }) => void acted.push({ id, account, type }))
    heard = door
    return door
  }
}

/** Resolves once the app in a window can be used. @throws Error when it does not come to that */
export async function usable(page: () => Page | null | undefined): Promise<void> {
  await until(30_000, 'This pane does not open.', () => {
    const now = page()
    return now?.mesi !== undefined && now.mesi.questions().length > 0 && now.document.querySelector('.frame') !== null
  })
}

function doorOf(page: () => Page, mesi: () => Mesi, acted: readonly Acted[]): Door {
  // Its own objects, as if they had been made there.
  const there = (value: unknown) => page().JSON.parse(JSON.stringify(value))
  return {
    async join(kind, introduction) {
      const account = await mesi().join(kind, there(introduction))
      mesi().be(account)
      return account
    },
    be: async (who) => mesi().be(who),
    act: async (who, type, data) => cameOf(await mesi().act(who, type as ActName, there(data))),
    report: async (who, reported) => cameOf(await mesi().report(who, there(reported))),
    judge: async (who, judged) => cameOf(await mesi().judge(who, there(judged))),
    lookInto: async (who, report) => cameOf(await mesi().lookInto(who, report)),
    acted: async () => [...acted],
    write: async (who, words) => mesi().write(who, words),
    put: async (file) => (await mesi().blobs.put(fileIn(page(), file))).file,
    ask: async (question, args, as) => mesi().ask(question as QuestionName, there(args), as === undefined ? {} : { as }),
    advance: async (span) => void (await mesi().clock.advance(span)),
    online: (on) => mesi().peers.online(on),
    settled: () => mesi().settled(),
    stand: async () => mesi().hash(),
    invite: () => mesi().peers.invite(),
    lend: (who) => mesi().lend(who),
    async enrol(keys) {
      const account = await mesi().enrol(keys)
      mesi().be(account)
      return account
    },
  }
}

/** Leads a page to an address of the app, as a link would. */
export function goTo(page: Page, to: string): void {
  page.history.replaceState(null, '', to)
  page.dispatchEvent(new page.PopStateEvent('popstate'))
}

function screenOf(page: () => Page): Screen {
  const isShown = (text: string) => {
    const tidy = (words: string) => words.replaceAll(/\s+/g, ' ').toLowerCase()
    return tidy(page().document.body.innerText).includes(tidy(text))
  }
  return {
    go: async (to) => goTo(page(), to),
    async tap(target, how) {
      await until(PATIENCE, `there is no ${target.role} "${target.name}" that can be used`, () => {
        const { document } = page()
        return document.querySelector(LEAVING) === null && isReady(find(document, target))
      })
      touch(page(), find(page().document, target) as HTMLElement, how)
    },
    shows: (text) => until(PATIENCE, `"${text}" is not to be seen`, () => isShown(text)),
    lacks: (text) => until(PATIENCE, `"${text}" is still to be seen`, () => !isShown(text)),
  }
}

const isReady = (element: HTMLElement | undefined): boolean =>
  element !== undefined && !element.matches(':disabled') && element.getAttribute('aria-disabled') !== 'true'

const fileIn = (page: Page, { name, bytes }: Picked) => new page.File([bytes], name)

/** Does to an element what a person's hand would. */
function touch(page: Page, element: HTMLElement, { type, file, key }: How): void {
  element.scrollIntoView({ block: 'nearest' })
  element.focus({ preventScroll: true })
  if (key !== undefined) pressKey(page, element, key)
  else if (type !== undefined) typeInto(page, element, type)
  else if (file !== undefined) {
    const input = element instanceof page.HTMLInputElement && element.type === 'file' ? element : askedFor(page, () => press(page, element))
    if (!input) throw new Error('no file was asked for')
    giveFile(page, input, file)
  } else press(page, element)
}

function press(page: Page, element: HTMLElement): void {
  const { left, top, width, height } = element.getBoundingClientRect()
  const at = {
    bubbles: true,
    cancelable: true,
    composed: true,
    view: page,
    clientX: left + width / 2,
    clientY: top + height / 2,
    button: 0,
  }
  const pointer = { ...at, pointerId: 1, pointerType: 'mouse', isPrimary: true }
  element.dispatchEvent(new page.PointerEvent('pointerdown', { ...pointer, buttons: 1 }))
  element.dispatchEvent(new page.MouseEvent('mousedown', { ...at, buttons: 1 }))
  element.dispatchEvent(new page.PointerEvent('pointerup', pointer))
  element.dispatchEvent(new page.MouseEvent('mouseup', at))
  element.click()
}

function typeInto(page: Page, element: HTMLElement, text: string): void {
  if (element instanceof page.HTMLSelectElement) {
    element.value = [...element.options].find((option) => option.label === text)?.value ?? element.value
    element.dispatchEvent(new page.Event('change', { bubbles: true }))
    return
  }
  ;(element as HTMLInputElement).value = text
  element.dispatchEvent(new page.InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }))
  element.dispatchEvent(new page.Event('change', { bubbles: true }))
}

function pressKey(page: Page, element: HTMLElement, key: string): void {
  element.dispatchEvent(new page.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  if (element instanceof page.HTMLInputElement && element.type === 'range') {
    const to = { Home: element.min, End: element.max }[key]
    if (to !== undefined) {
      element.value = to
      element.dispatchEvent(new page.InputEvent('input', { bubbles: true }))
    }
  }
  element.dispatchEvent(new page.KeyboardEvent('keyup', { key, bubbles: true }))
}

/** The field whose picker a press would have opened. */
function askedFor(page: Page, presses: () => void): HTMLInputElement | undefined {
  let input: HTMLInputElement | undefined
  const stop = catchPickers(page, (found) => (input = found))
  presses()
  stop()
  return input
}

/** No picker of files opens in this page; who would have opened one is told instead. @returns how to stop that */
export function catchPickers(page: Page, caught: (input: HTMLInputElement) => void): () => void {
  const { prototype } = page.HTMLInputElement
  const click = Object.getOwnPropertyDescriptor(prototype, 'click')
  Object.defineProperty(prototype, 'click', {
    configurable: true,
    value(this: HTMLInputElement) {
      if (this.type === 'file') caught(this)
      else page.HTMLElement.prototype.click.call(this)
    },
  })
  return () => {
    if (click) Object.defineProperty(prototype, 'click', click)
    else delete (prototype as { click?: unknown }).click
  }
}

/** Fills a field for files, as if somebody had picked this one. */
export function giveFile(page: Page, input: HTMLInputElement, file: Picked): void {
  const transfer = new page.DataTransfer()
  transfer.items.add(fileIn(page, file))
  input.files = transfer.files
  input.dispatchEvent(new page.Event('change', { bubbles: true }))
}

/** Whether what a step asks for is so already, because somebody was quicker: a field that says it, a box that is ticked. */
export function isDone(
  element: HTMLElement,
  { type, file, key }: { type?: unknown; file?: unknown; key?: unknown },
  { role }: Target,
): boolean {
  if (file !== undefined || key !== undefined) return false
  if (type !== undefined) return said(element) === type
  return (
    (role === 'checkbox' || role === 'radio') && ((element as HTMLInputElement).checked || element.getAttribute('aria-checked') === 'true')
  )
}

/** What a field says: of a list, the words of the choice. */
export const said = (element: HTMLElement): string =>
  'selectedOptions' in element
    ? ((element as HTMLSelectElement).selectedOptions[0]?.label ?? '')
    : ((element as HTMLInputElement).value ?? '')

async function until(patience: number, wrong: string, look: () => boolean): Promise<void> {
  for (const end = Date.now() + patience; !look(); ) {
    if (Date.now() > end) throw new Error(wrong)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
