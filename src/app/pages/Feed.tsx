import { t } from '../../language'
import { A, useSearchParams } from '@solidjs/router'
import CirclePlay from 'lucide-solid/icons/circle-play'
import Droplet from 'lucide-solid/icons/droplet'
import { For, type JSX, lazy, Show, Suspense } from 'solid-js'
import { type Mood, moods } from '../../areas/content/events'
import { createFeed, type FeedList } from '../../areas/content/ui/feed'
import { MoodIcon } from '../../areas/content/ui/MoodIcon'
import { PostList } from '../../areas/content/ui/PostList'
import { moodWords } from '../../areas/content/ui/words'
import { feed, followingFeed } from '../../areas/content/views'
import { Empty } from '../../ui/Empty'
import { bringInSight } from '../../ui/inSight'
import { Page } from '../../ui/Page'
import { useSession } from '../../ui/session'
import { BayGuest } from '../BayGuest'
import { behind } from '../painted'
import { TipButton } from '../TipButton'
import './Feed.css'

// For fingers, and not before the screen stands.
const PullForNews = lazy(behind(async () => ({ default: (await import('../PullForNews')).PullForNews })))

/** What people post: everybody's, newest or most liked first, or of those one follows; all of it, or what fits a mood. */
export function Feed() {
  const [search] = useSearchParams<{ of?: string; mood?: string; order?: string }>()
  const isFollowing = () => search.of === 'following'
  const isLiked = () => search.order === 'liked' && !isFollowing()
  const mood = () => moods.find((each) => each === search.mood)
  const filter = (): FilterProps['filter'] => {
    const chosen = mood()
    return { ...(chosen === undefined ? {} : { mood: chosen }), ...(isLiked() ? { order: 'liked' } : {}) }
  }
  return (
    <Page title={t`Feed`} bare>
      <BayGuest />
      <div class="feed-bar">
        <nav class="feed-pills" onFocusIn={bringInSight} aria-label={t`Whose posts`}>
          <Pill to={address(false, mood())} chosen={!isFollowing() && !isLiked()}>
            {t`Everybody`}
          </Pill>
          <Pill to={address(true, mood())} chosen={isFollowing()}>
            {t`Following`}
          </Pill>
          <Pill to="/vibes" chosen={false}>
            <CirclePlay aria-hidden="true" /> {t`Vibes`}
          </Pill>
          <Pill to={address(false, mood(), true)} chosen={isLiked()}>
            {t`Most liked`}
          </Pill>
        </nav>
        <nav class="feed-pills" onFocusIn={bringInSight} aria-label={t`Mood`}>
          <Pill to={address(isFollowing(), undefined, isLiked())} chosen={mood() === undefined}>
            {t`Any mood`}
          </Pill>
          <For each={moods}>
            {(each) => (
              <Pill to={address(isFollowing(), each, isLiked())} chosen={mood() === each}>
                <MoodIcon mood={each} /> {moodWords[each]}
              </Pill>
            )}
          </For>
        </nav>
      </div>
      <Show when={isFollowing()} keyed={false} fallback={<Everybody filter={filter()} />}>
        <Following filter={filter()} />
      </Show>
    </Page>
  )
}

interface FilterProps {
  readonly filter: { readonly mood?: Mood; readonly order?: 'liked' }
}

function Everybody(props: FilterProps) {
  const list = createFeed(feed, () => props.filter)
  return (
    <List feed={list} label={t`Posts of everybody`}>
      <Show
        when={props.filter.mood}
        fallback={
          <Empty picture={<Droplet />} title={t`Nothing has been posted yet`} says={t`The first droplet is yours to post.`}>
            <A class="button" data-look="main" href="/create">
              {t`Post something`}
            </A>
          </Empty>
        }
      >
        {(mood) => <NoMood mood={mood()} />}
      </Show>
    </List>
  )
}

function Following(props: FilterProps) {
  const session = useSession()
  const list = createFeed(followingFeed, () => props.filter)
  return (
    <List feed={list} label={t`Posts of those you follow`}>
      <Show when={props.filter.mood === undefined} fallback={<NoMood mood={props.filter.mood as Mood} />}>
        <Show
          when={session.me()}
          fallback={
            <Empty picture={<Droplet />} title={t`Sign up to follow people`} says={t`What they post then appears here, newest first.`}>
              <A class="button" data-look="main" href="/welcome">
                {t`Sign up`}
              </A>
            </Empty>
          }
        >
          <Empty picture={<Droplet />} title={t`Nothing here yet`} says={t`Follow people, and what they post appears here, newest first.`}>
            <A class="button" data-look="main" href="/discover">
              {t`Find people`}
            </A>
          </Empty>
        </Show>
      </Show>
    </List>
  )
}

function List(props: { readonly feed: FeedList; readonly label: string; readonly children: JSX.Element }) {
  return (
    <>
      <Suspense>
        <PullForNews ids={props.feed.ids} take={props.feed.refresh} />
      </Suspense>
      <PostList feed={props.feed} label={props.label} actions={(card) => <TipButton card={card} />}>
        {props.children}
      </PostList>
    </>
  )
}

function NoMood(props: { readonly mood: Mood }) {
  return (
    <Empty
      picture={<MoodIcon mood={props.mood} />}
      title={t`No ${moodWords[props.mood].toLowerCase()} posts yet`}
      says={t`Makers say which moods a post fits. Nobody has chosen this one so far.`}
    />
  )
}

function Pill(props: { readonly to: string; readonly chosen: boolean; readonly children: JSX.Element }) {
  return (
    <a class="feed-pill" href={props.to} aria-current={props.chosen ? 'true' : undefined}>
      {props.children}
    </a>
  )
}

function address(following: boolean, mood: Mood | undefined, liked = false): string {
  const search = new URLSearchParams({
    ...(following ? { of: 'following' } : {}),
    ...(liked ? { order: 'liked' } : {}),
    ...(mood ? { mood } : {}),
  }).toString()
  return search === '' ? '/' : `/?${search}`
}
