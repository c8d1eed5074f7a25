import { joints, rich, t } from '../../language'
import { A, useSearchParams } from '@solidjs/router'
import Ban from 'lucide-solid/icons/ban'
import Bell from 'lucide-solid/icons/bell'
import CircleCheck from 'lucide-solid/icons/circle-check'
import HandCoins from 'lucide-solid/icons/hand-coins'
import Heart from 'lucide-solid/icons/heart'
import MessageCircle from 'lucide-solid/icons/message-circle'
import Scale from 'lucide-solid/icons/scale'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import { createEffect, createMemo, createSignal, For, type JSX, Match, on, onCleanup, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Face } from '../../areas/accounts/ui/Face'
import type { Face as FaceOf } from '../../areas/accounts/views'
import { beginning, mediaWords } from '../../areas/content/ui/words'
import type { Reaction } from '../../areas/content/reactionViews'
import { amountText, dayText, kindNames } from '../../areas/ledger/ui/words'
import type { Turnover } from '../../areas/ledger/views'
import { stuckAt, toldWords } from '../../areas/moderation/ui/words'
import { Choice } from '../../ui/Choice'
import { Empty } from '../../ui/Empty'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { Pending } from '../../ui/Pending'
import { useSession } from '../../ui/session'
import { Time } from '../../ui/Time'
import { LostWords } from '../../ui/DidNotHappen'
import { useWorldTime } from '../../ui/worldTime'
import { BackupNudge } from '../BackupNudge'
import { type Bundle, bundled, isNew, type Mark, markOf, type News } from '../news'
import { createMark, createNews, keepMark } from '../notices'
import { PullForNews } from '../PullForNews'
import './Notices.css'

const sorts = {
  all: { label: t`All`, kinds: ['follow', 'like', 'comment', 'tip', 'transfer', 'decision', 'stuck', 'void'] },
  people: { label: t`People`, kinds: ['follow', 'like', 'comment'] },
  money: { label: t`Money`, kinds: ['tip', 'transfer'] },
  decisions: { label: t`Decisions`, kinds: ['decision', 'stuck'] },
  yours: { label: t`What you did`, kinds: ['mine', 'void'] },
} as const
type Sort = keyof typeof sorts
const isSort = (value: string | undefined): value is Sort => value !== undefined && value in sorts

/** At once, and with every "Show earlier ones"; of each kind no more than a question gives. */
const SIZE = 50
const MOST = 200

/** What others did that concerns me, and what became of what I did. Looking at it is reading it. */
export function Notices() {
  const session = useSession()
  return (
    <Page title={t`Notices`}>
      <BackupNudge />
      <Show
        when={session.me()}
        keyed
        fallback={
          <Empty
            picture={<Bell />}
            title={t`Nothing for you yet`}
            says={t`Sign up, and who follows you, likes, comments and tips what you post appears here.`}
          >
            <A class="button" data-look="main" href="/welcome">
              {t`Sign up`}
            </A>
          </Empty>
        }
      >
        {(me) => <Mine me={me} />}
      </Show>
    </Page>
  )
}

function Mine(props: { readonly me: string }) {
  const session = useSession()
  const [search, setSearch] = useSearchParams<{ of?: string }>()
  const sort = (): Sort => (isSort(search.of) ? search.of : 'all')
  const [size, setSize] = createSignal(SIZE)
  const now = useWorldTime()
  const news = createNews(size)
  const mark = createMark()
  // What was new when this was opened stays above the line while it is looked at.
  const [before, setBefore] = createSignal<Mark | undefined>()
  setBefore(() => mark())
  createEffect(
    on([news, createSeen()], ([all, isSeen]) => {
      if (all && isSeen && !session.past()) keepMark(session.peer(), props.me, markOf(all, session.peer().finality.asOf))
    }),
  )
  const parts = createMemo(() => {
    const kinds: readonly string[] = sorts[sort()].kinds
    const shown = (news() ?? []).filter(({ kind }) => kinds.includes(kind))
    const parts = new Map<string, News[]>()
    if (shown.some((each) => isNew(each, before()))) parts.set(t`New`, [])
    for (const each of shown) {
      const part = isNew(each, before()) ? t`New` : dayText(each.at, now())
      parts.set(part, [...(parts.get(part) ?? []), each])
    }
    return parts
  })
  const names = createMemo(() => [...parts().keys()], undefined, { equals: (a, b) => a.join('|') === b.join('|') })
  return (
    <>
      <PullForNews ids={() => news()?.map(({ id }) => id)} />
      <Choice
        legend={t`Which`}
        row
        quiet
        options={Object.entries(sorts).map(([value, { label }]) => ({ value: value as Sort, label }))}
        value={sort()}
        onChange={(of) => setSearch({ of: of === 'all' ? undefined : of }, { replace: true, scroll: false })}
      />
      <For
        each={names()}
        fallback={
          <Empty picture={<Bell />} title={t`Nothing here yet`} says={nothing[sort()]}>
            <A class="button" href="/create">
              {t`Post something`}
            </A>
          </Empty>
        }
      >
        {(name) => (
          <section class="news" aria-label={name} data-new={name === t`New` ? '' : undefined}>
            <h2>{name}</h2>
            <ol class="news-list">
              <For each={bundled(parts().get(name) ?? [])}>{(bundle) => <Line bundle={bundle} />}</For>
            </ol>
          </section>
        )}
      </For>
      <More
        of={{ hasMore: () => (news()?.length ?? 0) >= size() && size() < MOST, more: () => setSize(Math.min(MOST, size() + SIZE)) }}
        label={t`Show earlier ones`}
      />
    </>
  )
}

/** Whether this page is on show: nobody reads in a tab that lies behind another one. */
function createSeen() {
  const [seen, setSeen] = createSignal(!document.hidden)
  const look = () => setSeen(!document.hidden)
  document.addEventListener('visibilitychange', look)
  onCleanup(() => document.removeEventListener('visibilitychange', look))
  return seen
}

const nothing: Readonly<Record<Sort, string>> = {
  all: t`As soon as somebody follows you, or likes, comments or tips what you post, you read it here.`,
  people: t`As soon as somebody follows you, or likes or comments what you post, you read it here.`,
  money: t`Tips and money that people send you appear here.`,
  decisions: t`What moderators and the filter decide about your posts and your profile appears here.`,
  yours: t`You will read here when your money has arrived for good, and what did not go through after all.`,
}

function Line(props: { readonly bundle: Bundle }) {
  const first = () => props.bundle.first
  return (
    <li class="news-line">
      <span class="news-sign" data-kind={first().kind} aria-hidden="true">
        <Dynamic component={signs[first().kind]} />
      </span>
      <Show when={props.bundle.by.length > 0}>
        <span class="news-faces">
          <For each={props.bundle.by.slice(0, 4)}>{(face) => <Face face={face} bare />}</For>
        </span>
      </Show>
      <div class="news-text">
        <p>
          <Sentence bundle={props.bundle} />
        </p>
        <Show when={wordsOf(first())}>
          {(words) => (
            <p class="news-words" dir="auto">
              “{beginning(words(), 160)}”
            </p>
          )}
        </Show>
        <p class="news-below">
          <Time at={first().at} />
          <Pending standing={first().kind === 'void' ? 'void' : first().standing} always={first().kind === 'mine'} />
        </p>
      </div>
    </li>
  )
}

const signs = {
  follow: UserRoundPlus,
  like: Heart,
  comment: MessageCircle,
  tip: HandCoins,
  transfer: HandCoins,
  mine: CircleCheck,
  decision: Scale,
  stuck: Scale,
  void: Ban,
} as const

const wordsOf = (news: News): string | undefined => ('words' in news && news.words?.state === 'here' ? news.words.text : undefined)

function Sentence(props: { readonly bundle: Bundle }): JSX.Element {
  const as = <K extends News['kind']>(kind: K) => {
    const { first } = props.bundle
    return first.kind === kind ? (first as Extract<News, { kind: K }>) : undefined
  }
  return (
    <Switch>
      <Match when={as('follow')}>
        {props.bundle.by.length > 1
          ? rich`${<Names of={props.bundle.by} />} follow you`
          : rich`${<Names of={props.bundle.by} />} follows you`}
      </Match>
      <Match when={as('like')}>
        {(like) => (
          <>
            {props.bundle.by.length > 1
              ? rich`${<Names of={props.bundle.by} />} like ${<PostLink post={like().post} />}`
              : rich`${<Names of={props.bundle.by} />} likes ${<PostLink post={like().post} />}`}
          </>
        )}
      </Match>
      <Match when={as('comment')}>
        {(comment) => <>{rich`${<Names of={props.bundle.by} />} commented on ${<PostLink post={comment().post} />}`}</>}
      </Match>
      <Match when={as('tip')}>
        {(tip) => (
          <>
            {rich`${<Names of={props.bundle.by} />} tipped you ${<EventLink id={tip().id}>{amountText(tip().sum.amount, tip().sum.currency)}</EventLink>}`}
            <Show when={tip().content}>{(content) => <> {rich`for ${<A href={`/post/${content()}`}>{t`a post`}</A>}`}</>}</Show>
          </>
        )}
      </Match>
      <Match when={as('transfer')}>
        {(sent) => (
          <>
            {rich`${<Names of={props.bundle.by} />} sent you ${<EventLink id={sent().id}>{amountText(sent().sum.amount, sent().sum.currency)}</EventLink>}`}
          </>
        )}
      </Match>
      <Match when={as('mine')}>
        {(mine) => (
          <>
            {mine().standing === 'final'
              ? rich`${<EventLink id={mine().id}>{turnoverInWords(mine().turnover)}</EventLink>} is final`
              : rich`${<EventLink id={mine().id}>{turnoverInWords(mine().turnover)}</EventLink>} waits to be confirmed`}
          </>
        )}
      </Match>
      <Match when={as('decision')}>{(said) => <A href="/standing?tab=decisions">{toldWords(said())}</A>}</Match>
      <Match when={as('stuck')}>
        {(stuck) => (
          <A href={stuckAt(stuck().on)}>
            {stuck().on.appeal
              ? t`Nobody at the desk can answer an appeal: appoint somebody else`
              : t`Nobody at the desk can take a case: appoint somebody else`}
          </A>
        )}
      </Match>
      <Match when={as('void')}>
        {(lost) => (
          <EventLink id={lost().id}>
            <LostWords act={lost().act} undotted />
          </EventLink>
        )}
      </Match>
    </Switch>
  )
}

const EventLink = (props: { readonly id: string; readonly children: JSX.Element }) => <A href={`/event/${props.id}`}>{props.children}</A>

const nameIn = (face: FaceOf): string => (face.deleted ? t`a deleted account` : face.name)

/** 'Nadia', 'Nadia and Ivo', 'Nadia, Ivo and 3 others'. */
function Names(props: { readonly of: readonly FaceOf[] }) {
  const named = () => props.of.slice(0, props.of.length === 3 ? 3 : 2)
  const others = () => props.of.length - named().length
  const theOthers = () => (others() === 1 ? t`1 other` : t`${others()} others`)
  const joint = createMemo(() => joints([...named().map(nameIn), ...(others() > 0 ? [theOthers()] : [])]))
  return (
    <Show when={props.of.length > 0} fallback={t`Somebody`}>
      <For each={named()}>
        {(face, at) => (
          <>
            {joint()[at()]}
            <Show when={!face.deleted} fallback={nameIn(face)}>
              <A class="news-name" href={`/u/${face.handle ?? face.account}`} dir="auto">
                {nameIn(face)}
              </A>
            </Show>
          </>
        )}
      </For>
      <Show when={others() > 0}>
        {joint()[named().length]}
        {theOthers()}
      </Show>
    </Show>
  )
}

function PostLink(props: { readonly post: Reaction['post'] }) {
  const words = () => beginning(props.post.caption?.text ?? '', 40)
  return (
    <A href={`/post/${props.post.id}`}>
      <Show when={words()} fallback={t`your ${mediaWords[props.post.media].one}`}>
        <bdi>“{words()}”</bdi>
      </Show>
    </A>
  )
}

function turnoverInWords({ kind, person, paid, got }: Turnover): string {
  const sum = paid ?? got
  const amount = sum ? amountText(sum.amount, sum.currency) : ''
  const other = person?.name ?? t`somebody`
  if (kind === 'tip') return t`Your tip of ${amount} to ${other}`
  if (kind === 'transfer') return t`Your transfer of ${amount} to ${other}`
  if (kind === 'top-up') return t`Your top-up of ${amount}`
  if (kind === 'deposit') return t`Your deposit of ${amount}`
  if (kind === 'withdrawal') return t`Your withdrawal of ${amount}`
  if (kind === 'conversion') return t`Your exchange of ${amount}`
  return t`${kindNames[kind]}: ${amount}`
}
