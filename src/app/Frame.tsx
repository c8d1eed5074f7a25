/** What stands around every screen: the band, where one can go, who I am, and how this peer stands with the others. */
import { A, type RouteSectionProps, useLocation } from '@solidjs/router'
import CirclePlus from 'lucide-solid/icons/circle-plus'
import Compass from 'lucide-solid/icons/compass'
import Droplet from 'lucide-solid/icons/droplet'
import Images from 'lucide-solid/icons/images'
import WalletCards from 'lucide-solid/icons/wallet-cards'
import { createEffect, ErrorBoundary, For, on, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { profile } from '../areas/accounts/views'
import { PersonaMenu } from '../areas/accounts/ui/PersonaMenu'
import { LostNews } from '../ui/LostNews'
import { createAnswer, useSession } from '../ui/session'
import { Toasts } from '../ui/toast'
import { Broken } from './Broken'
import './Frame.css'
import { StatusLine } from './StatusLine'

const places = [
  { to: '/', label: 'Feed', icon: Droplet },
  { to: '/discover', label: 'Discover', icon: Compass },
  { to: '/create', label: 'Create', icon: CirclePlus },
  { to: '/gallery', label: 'Gallery', icon: Images },
  { to: '/wallet', label: 'Wallet', icon: WalletCards },
] as const

export function Frame(props: RouteSectionProps) {
  const session = useSession()
  const location = useLocation()
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  // Saying hello takes the whole screen: nowhere to go yet, nobody to be.
  const isHello = () => location.pathname === '/welcome'
  const isPlain = () => location.pathname === '/welcome' || location.pathname === '/join'

  // A screen reader hears where it has come to, and the keyboard goes on from there.
  let main: HTMLElement | undefined
  createEffect(
    on(
      () => location.pathname,
      () => queueMicrotask(() => main?.querySelector('h1')?.focus({ preventScroll: true })),
      { defer: true },
    ),
  )

  return (
    <Show when={session.failure()} keyed fallback={frame()}>
      {(failure) => <Broken error={failure} peer={session.peer()} />}
    </Show>
  )

  function frame() {
    return (
      <div class="frame" data-plain={isPlain() ? '' : undefined} data-hello={isHello() ? '' : undefined}>
        <Show when={!isHello()}>
          <a class="skip" href="#main">
            Skip to content
          </a>
          <div class="band" aria-hidden="true" />
          <header class="frame-head">
            <A href="/" class="wordmark" aria-label="Mesi, to the feed">
              <img src="/icons/mark.svg" alt="" width="32" height="32" />
              <span>Mesi</span>
            </A>
            <StatusLine />
            <Show
              when={me()}
              fallback={
                <A href="/welcome" class="button" data-look="dark" data-small="">
                  Sign up
                </A>
              }
            >
              {(mine) => <PersonaMenu me={mine()} />}
            </Show>
          </header>
          <nav class="nav" aria-label="Main">
            <For each={places}>
              {(place) => (
                <A href={place.to} class="nav-item" activeClass="" inactiveClass="" end={place.to === '/'}>
                  <Dynamic component={place.icon} aria-hidden="true" />
                  <span>{place.label}</span>
                </A>
              )}
            </For>
          </nav>
        </Show>
        <main id="main" class="frame-main" ref={(element) => (main = element)}>
          <ErrorBoundary fallback={(error) => <Broken error={error} peer={session.peer()} />}>
            <Suspense>{props.children}</Suspense>
          </ErrorBoundary>
        </main>
        <LostNews />
        <Toasts />
      </div>
    )
  }
}
