/** Beside the reading column, where there is room: my money, whom to follow, what time it is in this world, what has just happened. */
import { locale, t } from '../language'
import { A, useLocation } from '@solidjs/router'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, createUniqueId, For, type JSX, lazy, Show, Suspense } from 'solid-js'
import { Face } from '../areas/accounts/ui/Face'
import { FollowButton } from '../areas/accounts/ui/FollowButton'
import { mediaWords } from '../areas/content/ui/words'
import { creators } from '../areas/content/galleryViews'
import { wallet } from '../areas/ledger/views'
import { Button } from '../ui/Button'
import { createMay } from '../ui/may'
import { Money } from '../ui/Money'
import { openLate } from '../ui/openLate'
import { createAnswer, useSession } from '../ui/session'
import { exactly, Time } from '../ui/Time'
import { useWorldTime } from '../ui/worldTime'
import './Context.css'
import { lately } from './lately'

const TopUpDialog = lazy(async () => ({ default: (await import('../areas/ledger/ui/TopUpDialog')).TopUpDialog }))

export function Context() {
  const location = useLocation()
  const session = useSession()
  const isAt = (path: string) => location.pathname.startsWith(path)
  return (
    <aside class="context" aria-label={t`Beside`}>
      <Show when={session.me() !== undefined && !isAt('/wallet')}>
        <Balance />
      </Show>
      <Show when={!isAt('/discover')}>
        <ToFollow />
      </Show>
      <Show when={!isAt('/world')}>
        <Clock />
      </Show>
      <Happening />
    </aside>
  )
}

function Part(props: {
  readonly title: string
  readonly more?: { readonly href: string; readonly label: string }
  readonly children: JSX.Element
}) {
  const id = createUniqueId()
  return (
    <section class="context-part" aria-labelledby={id}>
      <header class="context-head">
        <h2 id={id}>{props.title}</h2>
        <Show when={props.more}>{(more) => <A href={more().href}>{more().label}</A>}</Show>
      </header>
      {props.children}
    </section>
  )
}

/** What I can spend, largest worth first said as one sum, and a way to more of it without leaving the screen. */
function Balance() {
  const mine = createAnswer(wallet, () => ({}))
  const [open, setOpen] = createSignal(false)
  const [asked, setAsked] = createSignal(false)
  const ask = () =>
    openLate(TopUpDialog, () => {
      setAsked(true)
      setOpen(true)
    })
  const held = () => (mine()?.balances ?? []).filter(({ posted }) => posted > 0)
  return (
    <Part title={t`Your balance`} more={{ href: '/wallet', label: t`Wallet` }}>
      <p class="context-worth">
        <Show when={mine()?.worth !== null} fallback={t`cannot be said`}>
          <Money amount={mine()?.worth ?? 0} currency="EUR" />
        </Show>
      </p>
      <Show when={held().length > 0}>
        <ul class="context-balances">
          <For each={held()}>
            {(balance) => (
              <li>
                <Money amount={balance.available} currency={balance.currency} />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Button look="dark" onClick={() => void ask()}>
        <Plus aria-hidden="true" /> {t`Top up`}
      </Button>
      <Show when={asked()}>
        <Suspense>
          <TopUpDialog open={open()} onOpenChange={setOpen} />
        </Suspense>
      </Show>
    </Part>
  )
}

/** Nothing for who may follow nobody now. */
function ToFollow() {
  const session = useSession()
  const found = createAnswer(creators, () => ({ size: 3 }))
  const may = createMay(() => {
    const [first] = found() ?? []
    return first && { type: 'accounts.followed', data: { account: first.account } }
  })
  return (
    <Show when={found()?.length && (session.past() !== undefined || may()?.ok !== false)}>
      <Part title={t`People to follow`} more={{ href: '/discover', label: t`The Buzz` }}>
        <ul class="context-people">
          <For each={found()}>
            {(creator) => (
              <li>
                <Face face={creator}>
                  {creator.followers === 1 ? t`1 follower` : t`${creator.followers.toLocaleString(locale)} followers`}
                </Face>
                <FollowButton profile={creator} />
              </li>
            )}
          </For>
        </ul>
      </Part>
    </Show>
  )
}

/** World time, and how much of what happened cannot change any more. */
function Clock() {
  const session = useSession()
  const now = useWorldTime()
  const finality = createMemo(() => {
    now()
    session.status()
    const { finality, pending } = session.peer()
    return { ...finality, pending }
  })
  return (
    <Part title={t`In this world`} more={{ href: '/world', label: t`World` }}>
      <p class="context-now tabular">{exactly(now())}</p>
      <Show when={!session.past()}>
        <p class="context-says">
          <Show when={finality().state !== 'unchecked'} fallback={t`You can look around while the history of this world comes.`}>
            {finality().pending === 0
              ? t`Everything is final.`
              : t`Final as of ${exactly(finality().asOf)}; ${finality().pending} pending.`}
          </Show>
        </p>
      </Show>
    </Part>
  )
}

function Happening() {
  const found = createAnswer(lately, () => ({ size: 5 }))
  return (
    <Show when={found()?.length}>
      <Part title={t`Lately`}>
        <ul class="context-lately">
          <For each={found()}>
            {(happened) => (
              <li>
                <Face face={happened.who} size="s">
                  <Show when={happened.media} fallback={t`is new here`}>
                    {(media) => <A href={`/post/${happened.id}`}>{t`posted a ${mediaWords[media()].one}`}</A>}
                  </Show>
                  {' · '}
                  <Time at={happened.at} />
                </Face>
              </li>
            )}
          </For>
        </ul>
      </Part>
    </Show>
  )
}
