import { plural, t } from '../../language'
import { A, useNavigate, useParams } from '@solidjs/router'
import CloudDownload from 'lucide-solid/icons/cloud-download'
import Droplet from 'lucide-solid/icons/droplet'
import EyeOff from 'lucide-solid/icons/eye-off'
import ScanSearch from 'lucide-solid/icons/scan-search'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Comments } from '../../areas/content/ui/Comments'
import { Forewarning } from '../../areas/filter/ui/Foresight'
import { createLook } from '../look'
import { Likers } from '../../areas/content/ui/Likers'
import { PostCard } from '../../areas/content/ui/PostCard'
import { PostSkeleton } from '../../areas/content/ui/PostList'
import { beginning } from '../../areas/content/ui/words'
import { type Card, oneContent } from '../../areas/content/views'
import { hash } from '../../areas/shapes'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { createAnswer } from '../../ui/session'
import { createStillHere } from '../../ui/stillHere'
import { TipButton } from '../TipButton'
import './Post.css'

const absences = {
  deleted: {
    icon: Trash,
    title: t`This post was deleted`,
    says: t`Its maker removed it, and its words and files are gone. That it was there stays on record.`,
  },
  'being checked': {
    icon: ScanSearch,
    title: t`This post is being checked`,
    says: t`Every post is looked at before others see it. It shows here as soon as that is done.`,
  },
  'taken down': {
    icon: EyeOff,
    title: t`This post was taken down`,
    says: t`It broke the rules, or seems to. Its maker was told why and may appeal.`,
  },
  'not for you': { icon: EyeOff, title: t`This post is not for everybody`, says: t`Its maker shows it to followers, or not to you.` },
  unknown: {
    icon: CloudDownload,
    title: t`This post is not here yet`,
    says: t`It may still be on its way from another device, and shows as soon as it comes. Or the link was cut off.`,
  },
} as const

/** One post, large, and what people say about it. */
export function Post() {
  const params = useParams<{ id: string }>()
  const post = createAnswer(oneContent, () => (hash.safeParse(params.id).success ? { content: params.id } : undefined))
  const shown = createMemo(() => {
    const now = post()
    return now?.state === 'shown' ? now : undefined
  })
  const absence = createMemo(() => {
    if (!hash.safeParse(params.id).success) return absences.unknown
    const state = post()?.state
    return state === undefined || state === 'shown' ? undefined : absences[state]
  })
  const title = () => {
    const card = shown()
    if (!card) return t`A post`
    const words = beginning(card.caption?.text ?? '', 40)
    return words === '' ? t`Post by ${card.author.name}` : `${card.author.name}: ${words}`
  }
  return (
    <Page title={title()} back bare>
      <Switch fallback={<PostSkeleton />}>
        <Match when={shown()}>
          {(card) => (
            // Another one is another screen: what is open over it, and what is on its way to the disk, is of this one.
            <Show when={card().id} keyed>
              <Whole card={card()} />
            </Show>
          )}
        </Match>
        <Match when={absence()}>
          {(gone) => (
            <Empty picture={<Dynamic component={gone().icon} />} title={gone().title} says={gone().says}>
              <A class="button" data-look="dark" href="/">
                <Droplet aria-hidden="true" /> {t`To the feed`}
              </A>
            </Empty>
          )}
        </Match>
      </Switch>
    </Page>
  )
}

function Whole(props: { readonly card: Card }) {
  const look = createLook()
  const navigate = useNavigate()
  const isHere = createStillHere()
  const [likers, showLikers] = createSignal(false)
  return (
    <>
      <PostCard
        card={props.card}
        place="page"
        actions={<TipButton card={props.card} />}
        onDeleted={() => isHere() && navigate('/', { replace: true })}
      />
      <Show when={props.card.likes > 0}>
        <button type="button" class="post-likers" onClick={() => showLikers(true)}>
          {t`${plural(props.card.likes, t`1 like`, t`${props.card.likes} likes`)}: see who`}
        </button>
      </Show>
      <Comments card={props.card} advice={(words) => <Forewarning words={words()} look={look} />} />
      <Likers content={props.card.id} open={likers()} onOpenChange={showLikers} />
    </>
  )
}
