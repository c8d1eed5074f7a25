import { t } from '../../language'
import { A, useParams, useSearchParams } from '@solidjs/router'
import ChartNoAxesColumn from 'lucide-solid/icons/chart-no-axes-column'
import HandCoins from 'lucide-solid/icons/hand-coins'
import Pencil from 'lucide-solid/icons/pencil'
import UserRoundSearch from 'lucide-solid/icons/user-round-search'
import WalletIcon from 'lucide-solid/icons/wallet'
import { createEffect, createSignal, For, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { FollowButton } from '../../areas/accounts/ui/FollowButton'
import { ProfileHead } from '../../areas/accounts/ui/ProfileHead'
import { createProfileOf, waiting } from '../../areas/accounts/ui/profileOf'
import type { Profile as ProfileOf } from '../../areas/accounts/views'
import { Gallery } from '../../areas/content/ui/Gallery'
import { suspension } from '../../areas/flags/views'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Notice } from '../../ui/Notice'
import { openLate } from '../../ui/openLate'
import { createAnswer, useSession } from '../../ui/session'
import { Skeleton } from '../../ui/Skeleton'
import { exactly } from '../../ui/Time'

const TipDialog = lazy(async () => ({ default: (await import('../../areas/tips/ui/TipDialog')).TipDialog }))

/** A part of an address as people read it; as it stands where it cannot be read. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Somebody's page, by handle or by account. */
export function Profile() {
  const params = useParams()
  const who = (): string => decoded(params.who ?? '')
  const found = createProfileOf(who)
  createEffect(() => {
    document.title = t`${found()?.name ?? t`Nobody`} · Mesi`
  })
  return (
    <div class="page">
      <Switch fallback={<Skeleton shape="profile" />}>
        <Match when={found()?.deleted}>
          <h1 class="unseen" tabindex="-1">
            {t`Deleted account`}
          </h1>
          <Empty
            title={t`This account was deleted`}
            says={t`Its owner left. What they wrote about themselves is gone for good.`}
            picture={<UserRoundSearch />}
          >
            <A class="button" href="/discover">
              {t`Find other people`}
            </A>
          </Empty>
        </Match>
        <Match when={found()}>
          {(whom) => (
            // Somebody else is another screen: a dialog that is open, and what is on its way to the disk, is about this one.
            <Show when={whom().account} keyed>
              <Whom profile={whom()} />
            </Show>
          )}
        </Match>
        <Match when={found() === null}>
          <h1 class="unseen" tabindex="-1">
            {t`Nobody here`}
          </h1>
          <Empty
            title={t`There is nobody by this name`}
            says={t`Nobody in this world is called @${who().slice(0, 30)}. The handle may be mistyped, given up, or not here yet.`}
            picture={<UserRoundSearch />}
          >
            <A class="button" data-look="main" href="/discover">
              {t`Find people`}
            </A>
          </Empty>
        </Match>
      </Switch>
    </div>
  )
}

function Whom(props: { readonly profile: ProfileOf }) {
  const suspended = createAnswer(suspension, () => ({ account: props.profile.account }))
  const says = () => {
    const { level, until } = suspended() ?? {}
    if (level === 'banned') return t`They can no longer publish here, and nobody can tip them or send them money.`
    return until === undefined || until === null
      ? undefined
      : t`Until ${exactly(until)} they publish nothing, and nobody can tip them or send them money.`
  }
  return (
    <>
      <ProfileHead profile={props.profile}>
        <Show when={props.profile.mine} fallback={<Tip profile={props.profile} suspended={says() !== undefined} />}>
          <A class="button" data-look="dark" href="/me/edit">
            <Pencil aria-hidden="true" /> {t`Edit profile`}
          </A>
          <A class="button icon-button" data-look="plain" href="/wallet" aria-label={t`Wallet`} data-tip={t`Wallet`}>
            <WalletIcon aria-hidden="true" />
          </A>
          <A
            class="button icon-button"
            data-look="plain"
            href="/gallery?show=statistics"
            aria-label={t`Statistics`}
            data-tip={t`Statistics`}
          >
            <ChartNoAxesColumn aria-hidden="true" />
          </A>
        </Show>
        <Show when={says() === undefined || props.profile.followed}>
          <FollowButton profile={props.profile} main />
        </Show>
      </ProfileHead>
      <Show when={!props.profile.mine && says()}>
        {(words) => (
          <Notice kind="warn" title={suspended()?.level === 'banned' ? t`This account was banned` : t`This account is suspended`}>
            <p>{words()}</p>
          </Notice>
        )}
      </Show>
      <For each={props.profile.mine ? waiting(props.profile, 'doubtful') : []}>
        {(place) => (
          <Notice
            kind="calm"
            title={place === 'picture' ? t`A moderator will look at your picture` : t`A moderator will look at your cover`}
          >
            <p>{t`The filter was not sure about it. Until then others see the one before, or none.`}</p>
          </Notice>
        )}
      </For>
      <Show when={props.profile.takenDown && props.profile.mine}>
        <Notice kind="warn" title={t`Some of your profile was taken down`}>
          <p>{t`Nobody else sees the name, words and pictures that were taken down, nor the same ones put up again. You can put new ones in their place.`}</p>
          <p>
            <A href="/standing?tab=decisions">{t`Why, and how to appeal`}</A>
          </p>
        </Notice>
      </Show>
      <Show when={props.profile.takenDown && !props.profile.mine}>
        <p class="section-says">{t`Some of what this profile said or showed was taken down.`}</p>
      </Show>
      <Gallery account={props.profile.account} nothing={says()}>
        <Show when={props.profile.mine}>
          <A class="button" data-look="main" href="/create">
            {t`Post something`}
          </A>
        </Show>
      </Gallery>
    </>
  )
}

/** The way to a tip, by the button or by an address that leads to it (TIP-5). */
function Tip(props: { readonly profile: ProfileOf; readonly suspended: boolean }) {
  const session = useSession()
  const [search, setSearch] = useSearchParams<{ do?: string }>()
  const [pressed, setPressed] = createSignal(false)
  const [wanted, setWanted] = createSignal(false)
  const open = () => pressed() || search.do === 'tip'
  createEffect(() => open() && setWanted(true))
  const change = (open: boolean) => {
    setPressed(open)
    if (!open && search.do !== undefined) setSearch({ do: undefined }, { replace: true })
  }
  return (
    <Show when={!props.profile.blocked && !props.profile.blocksMe && !props.suspended}>
      <Show when={session.me()}>
        <Button onClick={() => void openLate(TipDialog, () => setPressed(true))}>
          <HandCoins aria-hidden="true" /> {t`Tip`}
        </Button>
      </Show>
      <Show when={wanted()}>
        <Suspense>
          <TipDialog to={props.profile} open={open()} onOpenChange={change} />
        </Suspense>
      </Show>
    </Show>
  )
}
