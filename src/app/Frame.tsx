/** What stands around every screen: the band, where one can go, who I am, and how this peer stands with the others. */
import { t } from '../language'
import { A, type RouteSectionProps, useLocation, useNavigate } from '@solidjs/router'
import Bell from 'lucide-solid/icons/bell'
import Search from 'lucide-solid/icons/search'
import WalletIcon from 'lucide-solid/icons/wallet'
import { createEffect, createMemo, createSignal, ErrorBoundary, For, lazy, on, onCleanup, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { profile } from '../areas/accounts/views'
import { Face } from '../areas/accounts/ui/Face'
import { PersonaMenu } from '../areas/accounts/ui/PersonaMenu'
import { breathe } from '../kit/breathe'
import { createAnswer, useSession } from '../ui/session'
import { Broken } from './Broken'
import './Frame.css'
import { isMac } from './isMac'
import { isUnfetched, Missing } from './Missing'
import { createOnTheWay } from './onTheWay'
import { open } from './opened'
import { listenForPalette } from './paletteKeys'
import { forgetDeleted } from './forgetting'
import { behind, ScreenStands } from './painted'
import { places } from './places'
import { StatusLine } from './StatusLine'
import { isPane } from './tabStore'
import { keepWayBack } from './wayBack'

// What the first screen does without loads behind it.
const Behind = lazy(behind(async () => ({ default: (await import('./Behind')).Behind })))
const Context = lazy(behind(async () => ({ default: (await import('./Context')).Context })))
const Standstill = lazy(behind(async () => ({ default: (await import('./Standstill')).Standstill })))
const NoticeCount = lazy(behind(async () => ({ default: (await import('./NoticeCount')).NoticeCount })))

/** Whether there was a frame before this one. */
let wasThere = false

export function Frame(props: RouteSectionProps) {
  const session = useSession()
  const location = useLocation()
  const navigate = useNavigate()
  listenForPalette()
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  // Deleted in another tab, or on another device: nobody acts as them any more, and nothing of theirs is shown as somebody's own.
  createEffect(() => {
    const mine = me()
    if (!mine?.deleted || session.past()) return
    session.be(undefined)
    navigate('/welcome')
  })
  forgetDeleted(session)
  const myPage = () => {
    const mine = me()
    return mine ? `/u/${mine.handle ?? mine.account}` : '/me'
  }
  // Saying hello takes the whole screen: nowhere to go yet, nobody to be.
  const isHello = () => location.pathname === '/welcome'
  keepWayBack(session, () => location.pathname + location.search)
  const isPlain = () => location.pathname === '/welcome' || location.pathname === '/join'
  /** Where people work, and not the product: another dress, more room, nothing beside it. */
  const isDesk = () => /^\/desk(?:\/|$)/.test(location.pathname)
  /** One thing that takes all the room there is. */
  const isFull = () => /^\/vibes(?:\/|$)/.test(location.pathname)
  /** One after the other in the same place is no coming to somewhere. */
  const place = createMemo(() => (isFull() ? '/vibes' : location.pathname))
  const isWide = createWide()
  /** The next screen is on its way, and what is still to be seen is no longer where somebody wants to be. */
  const isOnTheWay = createOnTheWay()
  // What is in the frame is drawn in a task of its own: together the two would hold up a slow phone for long.
  const [stands, setStands] = createSignal(false)
  // Nobody has been anywhere before the first one; after that, whoever comes back from beside the product comes to a screen, too.
  const isBack = wasThere
  wasThere = true
  void breathe().then(() => {
    setStands(true)
    if (isBack) takeFocus()
  })

  // A screen reader hears where it has come to, and the keyboard goes on from there.
  let main: HTMLElement | undefined
  const takeFocus = () =>
    queueMicrotask(() => {
      // The focus is not fetched from another pane, or from beside them.
      if (isPane() && !document.hasFocus()) return
      // A dialog that is open already would take it for leaving, and close.
      if (!document.querySelector('[role=dialog], [role=alertdialog]')) main?.querySelector('h1')?.focus({ preventScroll: true })
    })
  createEffect(on(place, takeFocus, { defer: true }))

  return (
    <Show when={session.failure()} keyed fallback={frame()}>
      {(failure) => <Broken error={failure} peer={session.peer()} />}
    </Show>
  )

  function frame() {
    return (
      <div
        class="frame"
        data-plain={isPlain() ? '' : undefined}
        data-hello={isHello() ? '' : undefined}
        data-at={location.pathname}
        data-desk={isDesk() ? '' : undefined}
        data-full={isFull() ? '' : undefined}
      >
        <Show when={!isHello()}>
          <a class="skip" href="#main">
            {t`Skip to content`}
          </a>
          <div class="band" aria-hidden="true" />
          <header class="frame-head">
            <A href="/" class="wordmark" aria-label={t`Mesi, to the feed`}>
              <img src="/icons/mark.svg" alt="" width="32" height="32" />
              <span>{t`Mesi`}</span>
            </A>
            <button type="button" class="frame-search" aria-keyshortcuts="Control+K" onClick={() => open('palette')}>
              <Search aria-hidden="true" />
              <span>{t`Search or do something`}</span>
              <kbd aria-hidden="true">{isMac() ? '⌘' : t`Ctrl`} K</kbd>
            </button>
            <StatusLine />
            <Show when={me()}>
              <A href="/wallet" class="frame-bell frame-wallet" data-tip={t`Wallet`}>
                <WalletIcon aria-hidden="true" />
                <span class="unseen">{t`Wallet`}</span>
              </A>
            </Show>
            <A href="/notices" class="frame-bell" data-tip={t`Notices`}>
              <Bell aria-hidden="true" />
              <span class="unseen">{t`Notices`}</span>
              <Count />
            </A>
            <Show
              when={me()}
              fallback={
                <A href="/welcome" class="button" data-look="dark" data-small="">
                  {t`Sign up`}
                </A>
              }
            >
              {(mine) => <PersonaMenu me={mine()} />}
            </Show>
          </header>
          <nav class="nav" aria-label={t`Main`}>
            <For each={places}>
              {(place) => (
                <A
                  href={place.to === '/me' ? myPage() : place.to}
                  class="nav-item"
                  activeClass=""
                  inactiveClass=""
                  end={place.to === '/'}
                  data-wide={'wide' in place ? '' : undefined}
                >
                  <Show when={place.to === '/me' && me()} fallback={<Dynamic component={place.icon} aria-hidden="true" />}>
                    {(mine) => (
                      <span class="nav-face" aria-hidden="true">
                        <Face face={mine()} bare size="s" />
                      </span>
                    )}
                  </Show>
                  <span>{place.label}</span>
                  <Show when={place.to === '/notices'}>
                    <Count />
                  </Show>
                </A>
              )}
            </For>
          </nav>
        </Show>
        <main id="main" class="frame-main" aria-busy={isOnTheWay() ? 'true' : undefined} ref={(element) => (main = element)}>
          <Suspense>
            <Standstill />
          </Suspense>
          <ErrorBoundary
            fallback={(error, leave) =>
              isUnfetched(error) ? <Missing leave={leave} /> : <Broken error={error} peer={session.peer()} within />
            }
          >
            {/* Without a stand-in: it would take the place of the whole screen, and the focus, whenever a dialog loads. */}
            <Suspense>
              <Show when={stands()}>
                {props.children}
                <ScreenStands />
              </Show>
            </Suspense>
          </ErrorBoundary>
        </main>
        <Show when={isWide() && !isPlain() && !isDesk() && !isFull()}>
          <Suspense>
            <Context />
          </Suspense>
        </Show>
        <Suspense>
          <Behind />
        </Suspense>
      </div>
    )
  }
}

/** How many notices are new; nothing while it loads, and where there are none. */
function Count() {
  return (
    <Suspense>
      <NoticeCount />
    </Suspense>
  )
}

/** Whether there is room beside the reading column. */
function createWide() {
  const query = matchMedia('(min-width: 80rem)')
  const [wide, setWide] = createSignal(query.matches)
  const change = () => setWide(query.matches)
  query.addEventListener('change', change)
  onCleanup(() => query.removeEventListener('change', change))
  return wide
}
