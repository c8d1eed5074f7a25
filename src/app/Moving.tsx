/**
 * From one screen to the next the old one fades into the new one, and the picture of a post grows into its page, where the browser can do
 * that. It begins when the next screen is at hand, so that nothing waits longer than for a frame; the way back, which browsers animate and
 * scroll by themselves, is left alone.
 */
import { useBeforeLeave, useIsRouting } from '@solidjs/router'
import { createEffect, createRoot } from 'solid-js'
import './moving.css'
import { setFading } from './onTheWay'
import { isCalm } from './preferences'
import { isPane } from './tabStore'

/** For so long, in ms, the old screen may be kept on show while the new one is drawn; then it changes at once. */
const LATEST = 150

interface MovingProps {
  /** Resolves when the screen of an address is at hand. */
  readonly fetched: (path: string) => Promise<unknown>
  /** Whether an address is beside the product. */
  readonly isBare: (path: string) => boolean
}

export function Moving(props: MovingProps) {
  const isRouting = useIsRouting()
  /** Whoever presses twice goes where they pressed last. */
  let turn = 0

  const routed = () =>
    createRoot((dispose) => new Promise<void>((resolve) => createEffect(() => isRouting() || resolve())).finally(dispose))
  const isSeen = (from: string, to: string) =>
    from !== to && !(from.startsWith('/vibes') && to.startsWith('/vibes')) && !props.isBare(from) && !props.isBare(to)

  useBeforeLeave((leaving) => {
    turn++
    setFading(false)
    const { from, to } = leaving
    if (typeof to !== 'string' || leaving.defaultPrevented || !mover()) return
    const path = new URL(to, location.origin).pathname
    if (!isSeen(from.pathname, path)) return
    leaving.preventDefault()
    const mine = turn
    const go = () => mine === turn && leaving.retry(true)
    setFading(true)
    void props
      .fetched(path)
      .then(() => (mine === turn ? move(postIn(path) ?? postIn(from.pathname), go) : undefined), go)
      .finally(() => mine === turn && setFading(false))
  })

  /** @param post whose picture both screens may show */
  async function move(post: string | undefined, go: () => unknown): Promise<void> {
    const begin = mover()
    if (!begin) return void go()
    const names = [name(post)]
    const moving = begin.call(document, async () => {
      go()
      let timer: ReturnType<typeof setTimeout> | undefined
      const isLate = await Promise.race([routed(), new Promise<true>((resolve) => (timer = setTimeout(() => resolve(true), LATEST)))])
      clearTimeout(timer)
      names.pop()?.()
      if (isLate) moving.skipTransition()
      else names.push(name(post))
    })
    // One that another comes before, or that a page put away has no use for, says so; the screen has changed all the same.
    await Promise.allSettled([moving.ready, moving.finished])
    for (const forget of names) forget()
  }

  return <></>
}

/** How the browser moves on; nothing where it cannot, where nobody sees it, and for who wants nothing to move. */
const mover = () => (isCalm() || isPane() || document.hidden ? undefined : (document as Partial<Document>).startViewTransition)
const postIn = (path: string): string | undefined => /^\/post\/([\w-]+)$/.exec(path)?.[1]

/** Names the picture of a post that is in sight, if there is one. The answer forgets the name. */
function name(post: string | undefined): () => void {
  const all = post === undefined ? [] : document.querySelectorAll<HTMLElement>(`[data-post="${post}"] :is(.post-media, .post-face)`)
  const picture = [...all].find((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  })
  picture?.style.setProperty('view-transition-name', 'picture')
  return () => picture?.style.removeProperty('view-transition-name')
}
