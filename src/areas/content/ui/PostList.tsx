import { t } from '../../../language'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { createComputed, createMemo, createSignal, type JSX, Match, on, onCleanup, onMount, Show, Switch, untrack } from 'solid-js'
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua/solid'
import type { Hash } from '../../../log/types'
import { createAnswer } from '../../../ui/session'
import { type Card, oneContent } from '../views'
import type { FeedList } from './feed'
import { PostCard } from './PostCard'
import './PostList.css'
import { moveOn, whole } from './stretch'

interface PostListProps {
  readonly feed: FeedList
  readonly label: string
  /** What other areas let one do with a post. */
  readonly actions: (card: Card) => JSX.Element
  /** Where nothing is. */
  readonly children: JSX.Element
}

/** Post after post. Only those in sight exist, and only a stretch around them has a place, so a hundred thousand scroll as ten do. */
export function PostList(props: PostListProps) {
  let list: WindowVirtualizerHandle | undefined
  /** As it was scrolled last: by the time the list goes, the next screen has scrolled already. */
  let top = 0
  const before = untrack(() => props.feed.place())
  const [stretch, setStretch] = createSignal(before?.stretch ?? whole)
  // A list goes on at its end; one that begins with another post, or is shorter, is another list.
  createComputed(
    on(
      () => props.feed.ids(),
      (now, was) => void (now && was && (now[0] !== was[0] || now.length < was.length) && setStretch(whole)),
    ),
  )
  const ids = createMemo(() => props.feed.ids()?.slice(stretch().from, stretch().to))
  /** Where a change of them begins above what is looked at, that stays where it is. */
  const isAbove = createMemo(
    (was: { readonly from: number; readonly isIt: boolean }) => {
      ids()
      const { from } = stretch()
      return { from, isIt: from !== was.from }
    },
    { from: untrack(stretch).from, isIt: false },
  )
  // Before the rows of where it is now are made: to ask behind that would lay them out at once.
  const note = () => (top = scrollY)
  onMount(() => {
    addEventListener('scroll', note, { capture: true, passive: true })
    if (before) requestAnimationFrame(() => scrollTo({ top: before.top, behavior: 'instant' }))
  })
  onCleanup(() => {
    removeEventListener('scroll', note, { capture: true })
    cancelAnimationFrame(moving ?? 0)
    if (list) props.feed.keepPlace({ top, sizes: list.cache, stretch: stretch() })
  })
  let moving: number | undefined
  const look = () => {
    if (!list || moving !== undefined) return
    const seen = { first: list.findItemIndex(list.scrollOffset), last: list.findItemIndex(list.scrollOffset + list.viewportSize * 2) }
    const next = moveOn(stretch(), seen, props.feed.ids()?.length ?? 0)
    if (next === 'more') return props.feed.more()
    if (next === stretch()) return
    // Not while the list counts what it has measured; and looked at again when it stands where it was, a frame later.
    queueMicrotask(() => setStretch(next))
    moving = requestAnimationFrame(() => {
      moving = undefined
      look()
    })
  }
  const words = () => {
    const { count, atLeast } = props.feed.fresh()
    return t`${atLeast ? `${count}+` : count} new`
  }
  return (
    <>
      {/* That there are some is said once; how many, with each that comes, is not. */}
      <span class="unseen" role="status">
        {props.feed.fresh().count > 0 ? t`New posts` : ''}
      </span>
      <div class="post-fresh-place">
        <Show when={props.feed.fresh().count > 0}>
          <button
            type="button"
            class="button post-fresh"
            data-look="dark"
            onClick={() => {
              props.feed.refresh()
              scrollTo({ top: 0, behavior: 'instant' })
            }}
          >
            <ArrowUp aria-hidden="true" /> {words()}
          </button>
        </Show>
      </div>
      <Switch>
        <Match when={ids() === undefined}>
          <PostSkeleton />
        </Match>
        <Match when={ids()?.length === 0}>{props.children}</Match>
        <Match when={ids()}>
          {(ids) => (
            <div class="post-list" role="feed" aria-label={props.label}>
              <WindowVirtualizer
                ref={(handle) => (list = handle ?? list)}
                data={ids()}
                shift={isAbove().isIt}
                itemSize={560}
                bufferSize={600}
                {...(before?.sizes ? { cache: before.sizes } : {})}
                onScroll={look}
                onResize={look}
              >
                {(id, index) => <Row id={id} position={stretch().from + index() + 1} actions={props.actions} />}
              </WindowVirtualizer>
            </div>
          )}
        </Match>
      </Switch>
    </>
  )
}

function Row(props: { readonly id: Hash; readonly position: number; readonly actions: (card: Card) => JSX.Element }) {
  const post = createAnswer(oneContent, () => ({ content: props.id }))
  const shown = () => {
    const now = post()
    return now?.state === 'shown' ? now : undefined
  }
  return (
    <div class="post-row">
      <Show when={shown()} fallback={<Show when={post()}>{(gone) => <Gone state={gone().state} />}</Show>}>
        {(card) => <PostCard card={card()} place="feed" position={props.position} actions={props.actions(card())} />}
      </Show>
    </div>
  )
}

/** What was read a moment ago and is gone now keeps a line, so that nothing jumps without a word. */
function Gone(props: { readonly state: string }) {
  return (
    <article class="post-gone" tabindex="-1">
      {props.state === 'deleted' ? t`This post was deleted.` : t`This post is not for you any more.`}
    </article>
  )
}

/** Where a post will be. */
export function PostSkeleton() {
  return (
    <div class="post-card" aria-busy="true" aria-label={t`Loading`}>
      <div class="skeleton post-skeleton-head" />
      <div class="skeleton post-skeleton-media" />
      <div class="skeleton post-skeleton-words" />
    </div>
  )
}
