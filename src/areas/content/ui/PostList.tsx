import { t } from '../../../language'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { type JSX, Match, onCleanup, onMount, Show, Switch, untrack } from 'solid-js'
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua/solid'
import type { Hash } from '../../../log/types'
import { createAnswer } from '../../../ui/session'
import { type Card, oneContent } from '../views'
import type { FeedList } from './feed'
import { PostCard } from './PostCard'
import './PostList.css'

interface PostListProps {
  readonly feed: FeedList
  readonly label: string
  /** What other areas let one do with a post. */
  readonly actions: (card: Card) => JSX.Element
  /** Where nothing is. */
  readonly children: JSX.Element
}

/** Post after post. Only those in sight exist, so a hundred thousand scroll as ten do. */
export function PostList(props: PostListProps) {
  let list: WindowVirtualizerHandle | undefined
  /** As it was scrolled last: by the time the list goes, the next screen has scrolled already. */
  let top = 0
  const before = untrack(() => props.feed.place())
  onMount(() => {
    if (before) requestAnimationFrame(() => scrollTo({ top: before.top, behavior: 'instant' }))
  })
  onCleanup(() => {
    if (list) props.feed.keepPlace({ top, sizes: list.cache })
  })
  const follow = () => {
    top = scrollY
    const count = props.feed.ids()?.length ?? 0
    if (list && list.findItemIndex(list.scrollOffset + list.viewportSize * 2) >= count - 5) props.feed.more()
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
        <Match when={props.feed.ids() === undefined}>
          <PostSkeleton />
        </Match>
        <Match when={props.feed.ids()?.length === 0}>{props.children}</Match>
        <Match when={props.feed.ids()}>
          {(ids) => (
            <div class="post-list" role="feed" aria-label={props.label}>
              <WindowVirtualizer
                ref={(handle) => (list = handle ?? list)}
                data={ids()}
                itemSize={560}
                bufferSize={600}
                {...(before?.sizes ? { cache: before.sizes } : {})}
                onScroll={follow}
                onResize={follow}
              >
                {(id, index) => <Row id={id} position={index() + 1} actions={props.actions} />}
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
