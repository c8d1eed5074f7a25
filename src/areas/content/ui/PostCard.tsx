import { plural, t } from '../../../language'
import { A } from '@solidjs/router'
import Heart from 'lucide-solid/icons/heart'
import MessageCircle from 'lucide-solid/icons/message-circle'
import ScanSearch from 'lucide-solid/icons/scan-search'
import Users from 'lucide-solid/icons/users'
import { createUniqueId, For, type JSX, Show } from 'solid-js'
import { Notice } from '../../../ui/Notice'
import { Pending } from '../../../ui/Pending'
import { Refusal } from '../../../ui/Refusal'
import { Time } from '../../../ui/Time'
import { Face } from '../../accounts/ui/Face'
import type { Card } from '../views'
import { createLiking } from './liking'
import { MoodIcon } from './MoodIcon'
import { BeingChecked } from './BeingChecked'
import './PostCard.css'
import { PostMedia } from './PostMedia'
import { PostMenu } from './PostMenu'
import { few, formWords, labelsBeside, moodWords } from './words'
import { WordsShown } from './WordsShown'

interface PostCardProps {
  readonly card: Card
  /** `feed`: words are cut and lead to the page. `page`: all of it. `preview`: nothing can be done with it. */
  readonly place: 'feed' | 'page' | 'preview'
  /** What other areas let one do with a post, such as tipping. */
  readonly actions?: JSX.Element
  readonly onDeleted?: () => void
  /** Where it stands in a feed, from 1. */
  readonly position?: number | undefined
}

/** A post: who, when, what, and what one can do about it. */
export function PostCard(props: PostCardProps) {
  const title = createUniqueId()
  const isShort = () => props.card.media === 'text' && (props.card.caption?.text.length ?? 0) <= 180
  const address = () => `/post/${props.card.id}`
  return (
    <article
      class="post-card"
      data-place={props.place}
      data-post={props.card.id}
      aria-labelledby={title}
      aria-posinset={props.position}
      tabindex={props.position === undefined ? undefined : -1}
      aria-setsize={props.position === undefined ? undefined : -1}
    >
      <header class="post-head">
        <div class="post-who" id={title}>
          <Face face={props.card.author}>
            <span class="post-when">
              <Show
                when={props.place === 'feed'}
                fallback={
                  <span>
                    <Time at={props.card.at} />
                  </span>
                }
              >
                <A class="post-time" href={address()}>
                  <Time at={props.card.at} />
                </A>
              </Show>
              <Show when={props.card.form !== 'droplet'}>
                <span>{formWords[props.card.form].label}</span>
              </Show>
              <Show when={props.card.audience === 'followers'}>
                <span class="post-followers">
                  <Users aria-hidden="true" /> {t`Followers`}
                </span>
              </Show>
              <Show when={props.card.edits > 0}>
                <span>{t`edited`}</span>
              </Show>
            </span>
          </Face>
        </div>
        <div class="post-marks">
          <For each={labelsBeside(props.card.labels)}>{(label) => <span class="post-label">{label}</span>}</For>
          <Pending standing={props.card.standing} />
        </div>
        <Show when={props.place !== 'preview'}>
          <PostMenu card={props.card} onDeleted={() => props.onDeleted?.()} />
        </Show>
      </header>
      <Show when={props.card.takenDown}>
        <Notice kind="warn" title={t`Taken down`}>
          <p>{t`Only its maker and moderators still see this post.`}</p>
          <Show when={props.card.mine}>
            <p>
              <A href="/standing?tab=decisions">{t`Why, and how to appeal`}</A>
            </p>
          </Show>
        </Notice>
      </Show>
      <Show when={!props.card.takenDown && props.card.waits}>
        {(waits) => (
          <p class="post-waits" role="status">
            <ScanSearch aria-hidden="true" /> {waits() === 'unexamined' ? t`Being checked` : t`A moderator will look at it`}
            <span>{props.card.passed ? t`Others see what it said before.` : t`Others see it after that.`}</span>
            <Show when={waits() === 'unexamined' && props.place !== 'preview'}>
              <BeingChecked content={props.card.id} />
            </Show>
          </p>
        )}
      </Show>
      <PostMedia
        card={props.card}
        whole={props.place === 'page'}
        to={props.place === 'feed' && props.card.form === 'vibe' ? `/vibes/${props.card.id}` : undefined}
      />
      <Show when={props.card.tags.length > 0}>
        <ul class="post-tags" aria-label={t`Tags`}>
          <For each={props.card.tags}>
            {(tag) => (
              <li class="post-tag" dir="auto">
                #{tag}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.card.caption}>
        {(caption) => (
          <div class="post-words" data-set={props.card.media === 'text' ? (isShort() ? 'large' : 'text') : undefined}>
            <WordsShown words={caption()} {...(props.place === 'feed' ? { most: 280 } : {})} />
          </div>
        )}
      </Show>
      <Show when={props.card.moods.length > 0}>
        <ul class="post-moods" aria-label={t`Moods`}>
          <For each={props.card.moods}>
            {(mood) => (
              <li>
                <MoodIcon mood={mood} /> {moodWords[mood]}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.place !== 'preview'}>
        <Reactions card={props.card} place={props.place}>
          {props.actions}
        </Reactions>
      </Show>
    </article>
  )
}

/** Like, comments, and what other areas add. */
function Reactions(props: { readonly card: Card; readonly place: 'feed' | 'page' | 'preview'; readonly children: JSX.Element }) {
  const liking = createLiking(() => props.card)
  return (
    <>
      <footer class="post-foot">
        <button
          type="button"
          class="post-react"
          data-kind="like"
          aria-pressed={props.card.liked}
          aria-label={t`Like, ${plural(props.card.likes, t`1 like`, t`${props.card.likes} likes`)}`}
          onClick={() => void liking.turn()}
        >
          <Heart aria-hidden="true" />
          <span class="tabular">{few(props.card.likes)}</span>
        </button>
        <A
          class="post-react"
          href={props.place === 'page' ? '#comments' : `/post/${props.card.id}#comments`}
          aria-label={plural(props.card.comments, t`1 comment`, t`${props.card.comments} comments`)}
        >
          <MessageCircle aria-hidden="true" />
          <span class="tabular">{few(props.card.comments)}</span>
        </A>
        <div class="post-actions">{props.children}</div>
      </footer>
      <Refusal outcome={liking.outcome()} failure={liking.failure()} />
    </>
  )
}
