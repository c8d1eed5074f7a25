/** The keyboard map: two letters to go somewhere, one to do something with the post one stands at. */
import { t } from '../language'
import { useNavigate } from '@solidjs/router'
import { onCleanup } from 'solid-js'
import { isMac } from './isMac'
import { open } from './opened'
import { places } from './places'
import { letterKeys } from './preferences'
import { isPane } from './tabStore'

/** Every key there is, as the sheet of keys shows them. */
export const keyMap = [
  {
    title: t`Anywhere`,
    keys: [
      { keys: ['Ctrl', 'K'], also: '/', says: t`Search, or do something` },
      { keys: ['?'], says: t`These keys` },
      { keys: ['Esc'], says: t`Close what is open` },
    ],
  },
  {
    title: t`Go to`,
    keys: [...places.map(({ key, label }) => ({ keys: ['g', key], says: label })), { keys: ['g', 'd'], says: t`World and devices` }],
  },
  {
    title: t`In a feed`,
    keys: [
      { keys: ['j'], says: t`Next post` },
      { keys: ['k'], says: t`Post before` },
      { keys: ['o'], says: t`Open the post` },
      { keys: ['l'], says: t`Like it, or take that back` },
      { keys: ['c'], says: t`Comment on it` },
    ],
  },
  {
    title: t`In vibes`,
    keys: [
      { keys: ['j'], also: '↓', says: t`Next vibe` },
      { keys: ['k'], also: '↑', says: t`Vibe before` },
      { keys: [t`Space`], says: t`Pause, and go on` },
      { keys: ['l'], says: t`Like it, or take that back` },
      { keys: ['c'], says: t`Comment on it` },
      { keys: ['m'], says: t`Sound on and off` },
    ],
  },
  {
    title: t`In The Buzz`,
    keys: [
      { keys: ['←'], says: t`Pass` },
      { keys: ['→'], says: t`Follow` },
      { keys: ['⌫'], says: t`Bring back` },
    ],
  },
] as const

/** How long the second letter may take. */
const PAUSE = 1_500

/** Answers to keys until the component that calls it goes. Letters are left alone while somebody types or a dialog is open. */
export function listenForKeys(): void {
  const navigate = useNavigate()
  let going: number | undefined

  const go = (letter: string): boolean => {
    const to = letter === 'd' ? '/world' : places.find(({ key }) => key === letter)?.to
    if (to === undefined) return false
    navigate(to)
    return true
  }
  const letters: Readonly<Record<string, () => boolean>> = {
    '?': () => show('keys'),
    '/': () => show('palette'),
    j: () => step(1),
    k: () => step(-1),
    o: () => press('.post-time'),
    l: () => press('[data-kind=like]'),
    c: () => {
      const post = here()
      const at = post?.dataset.place === 'page' ? location.pathname : post?.querySelector<HTMLAnchorElement>('.post-time')?.pathname
      if (at === undefined) return false
      if (at !== location.pathname) navigate(`${at}#comments`)
      return writeSoon(at)
    },
  }
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    if (letterKeys() === 'off' || isShortcut(event) || isElsewhere(event.target)) return
    if (early !== undefined && (event.key.length === 1 || event.key === 'Backspace')) {
      early = event.key === 'Backspace' ? [...early].slice(0, -1).join('') : early + event.key
      return event.preventDefault()
    }
    const wasGoing = going !== undefined && event.timeStamp - going < PAUSE
    going = undefined
    if (wasGoing && go(event.key)) return event.preventDefault()
    if (event.key === 'g') {
      going = event.timeStamp
      return
    }
    if (letters[event.key]?.()) event.preventDefault()
  }
  addEventListener('keydown', listen)
  onCleanup(() => removeEventListener('keydown', listen))
}

/**
 * Whether a key is pressed with one that makes it no letter. Windows has AltGr as Ctrl and Alt, and what it writes is a letter all the same;
 * so is what Option writes on a Mac, which is Alt elsewhere.
 */
const isShortcut = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey || (event.altKey && !isMac())) && !event.getModifierState('AltGraph')

function show(what: 'palette' | 'keys'): true {
  open(what)
  return true
}

/** Whether a key pressed there is meant for something else: a field, a choice, what lies open above the page. */
export const isElsewhere = (target: EventTarget | null): boolean =>
  document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null ||
  (target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=tablist], [role=slider]') !== null)

/** The post that has the focus, or holds what has it; on the page of a post, that one. */
const here = (): HTMLElement | undefined =>
  document.activeElement?.closest<HTMLElement>('.post-card') ??
  document.querySelector<HTMLElement>('.post-card[data-place=page]') ??
  undefined

/** To the next or the one before; from outside the feed, to the first that is in sight. */
function step(by: 1 | -1): boolean {
  const posts = [...document.querySelectorAll<HTMLElement>('[role=feed] .post-card')]
  const from = document.activeElement?.closest<HTMLElement>('.post-card')
  const top = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const to =
    from && posts.includes(from) ? posts[posts.indexOf(from) + by] : posts.find((post) => post.getBoundingClientRect().bottom > top * 4)
  if (!to) return posts.length > 0
  to.focus({ preventScroll: true })
  to.scrollIntoView({ block: 'start' })
  return true
}

function press(what: string): boolean {
  const found = here()?.querySelector<HTMLElement>(what)
  found?.click()
  return found !== undefined && found !== null
}

/** What is typed for a field that is on its way. */
let early: string | undefined
/** How long it may take to come, in milliseconds: as long as the screen around it. */
const PATIENCE = 20_000
/** In frames: what stands for so long without a field has none. */
const LONE = 60

/** Keys with a name of their own that write, too. Windows says Control before each AltGraph. */
const WRITING = ['Shift', 'CapsLock', 'Control', 'AltGraph', 'Dead', 'Backspace']
const isWriting = (event: KeyboardEvent): boolean =>
  event.key.length > 1 ? WRITING.includes(event.key) || (event.key === 'Alt' && isMac()) : !isShortcut(event)

/** Comments on that page once it is there, however slow its screen is; who does something else meanwhile is left where they are. */
function writeSoon(page: string): true {
  early = ''
  const over = new AbortController()
  const leave = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || !isWriting(event)) over.abort()
  }
  for (const type of ['keydown', 'pointerdown', 'popstate']) addEventListener(type, leave, { signal: over.signal, capture: true })
  const until = performance.now() + PATIENCE
  let alone = 0
  const look = (): void => {
    const isThere = location.pathname === page
    const field = isThere ? document.querySelector<HTMLTextAreaElement>('.comment-write textarea') : null
    if (isThere && document.querySelector('.comments')) alone++
    const isGone = isThere && document.querySelector('.empty') !== null
    // A dialog may have come meanwhile by itself, or somebody gone on in another pane.
    const isOver = over.signal.aborted || isGone || isElsewhere(document.activeElement) || (isPane() && !document.hasFocus())
    if (!field && !isOver && alone < LONE && performance.now() < until) return void requestAnimationFrame(look)
    over.abort()
    const typed = early ?? ''
    early = undefined
    if (!field || isOver) return
    field.focus()
    if (typed !== '') type(field, typed)
  }
  look()
  return true
}

/** As a hand would, behind what stands there. */
function type(field: HTMLTextAreaElement, data: string): void {
  const end = field.value.length
  field.setRangeText(data, end, end, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data }))
}
