/** From nothing to the first screen: opens the world, and says in plain words when that cannot be done. */
import { t } from '../language'
import { createEffect, createResource, createSignal, lazy, Match, Suspense, Switch } from 'solid-js'
import type { Ticket } from '../peer/ticket'
import type { StoreFailure } from '../store/failures'
import { SessionProvider } from '../ui/session'
import { App } from './App'
import { boot, type FirstWorld } from './boot'
import { Broken } from './Broken'
import { forgetInvitation, takeInvitation } from './invitation'
import { say } from '../ui/toast'
import { Presence } from './Presence'
import { isPane } from './tabStore'
import { nameOf, type Town, townIn } from './towns'

// Most visits come by no invitation.
const Door = lazy(async () => ({ default: (await import('./Door')).Door }))
const Making = lazy(async () => ({ default: (await import('./Making')).Making }))
const BrokenLink = lazy(async () => ({ default: (await import('./Door')).BrokenLink }))

const onOtherRoom = () =>
  say(t`You are in this world already. The link names another place to meet its devices, which is not believed.`, { kind: 'warn' })

/** An invitation to follow, a town to visit, or the world that was open last. */
type Way = Ticket | Town | 'home'

interface StartProps {
  /** Which world a first visit begins with. */
  readonly first: FirstWorld | undefined
  /** Something stands: a screen of the world, or why there is none. */
  readonly onStands: () => void
}

export function Start(props: StartProps) {
  if (isPane()) document.documentElement.dataset.pane = ''
  const [failure, setFailure] = createSignal<StoreFailure>()
  const [way, setWay] = createSignal<Way | 'broken'>(takeInvitation(new URL(location.href)) ?? townIn(new URL(location.href)) ?? 'home')
  let stop = new AbortController()
  const [came, setCame] = createSignal<{ readonly have: number; readonly size: number }>()
  /** Of a town that is being made: how much. */
  const [made, setMade] = createSignal<number>()
  const [session] = createResource(
    () => (way() === 'broken' ? undefined : (way() as Way)),
    (to) => {
      stop = new AbortController()
      setCame(undefined)
      setMade(undefined)
      const waiting = { stop: stop.signal, onProgress: (have: number, size: number) => void setCame({ have, size }), onOtherRoom }
      const { first } = props
      const making = { stop: stop.signal, onProgress: (share: number) => void setMade(Math.floor(share * 100) / 100) }
      const where = typeof to === 'object' ? { ticket: to, waiting } : to === 'home' ? { first } : { town: to, making }
      return boot(new URL(location.href), { ...where, failure: [failure, setFailure] })
    },
  )
  const waits = () => {
    const to = way()
    return session.state !== 'ready' && typeof to === 'object' ? to : undefined
  }
  const town = () => {
    const to = way()
    return session.state !== 'ready' && made() !== undefined && typeof to === 'string' && to !== 'home' && to !== 'broken' ? to : undefined
  }
  const goHome = () => {
    stop.abort(new Error('not now'))
    forgetInvitation()
    history.replaceState(null, '', '/')
    setWay('home')
  }
  createEffect(() => {
    if (way() === 'broken' || session.state === 'ready' || session.state === 'errored' || failure() || waits() || town()) props.onStands()
  })
  return (
    <>
      <Switch>
        <Match when={way() === 'broken'}>
          <Suspense>
            <BrokenLink leave={goHome} />
          </Suspense>
        </Match>
        <Match when={session.state === 'errored'}>
          <Broken error={session.error} />
        </Match>
        <Match when={session.state === 'ready' && session()}>
          {(ready) => (
            <SessionProvider session={ready()}>
              <Presence />
              <App />
            </SessionProvider>
          )}
        </Match>
        <Match when={failure()}>{(befallen) => <Broken error={befallen()} />}</Match>
        <Match when={town()}>
          {(to) => (
            <Suspense>
              <Making name={nameOf(to())} share={made()} leave={goHome} />
            </Suspense>
          )}
        </Match>
        <Match when={waits()}>
          {(ticket) => (
            <Suspense>
              <Door name={ticket().name} came={came()} leave={goHome} />
            </Suspense>
          )}
        </Match>
      </Switch>
    </>
  )
}
