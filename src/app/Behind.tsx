/** What every screen has and the first one need not wait for: what is said in passing, the keys, and what they open. */
import { t } from '../language'
import { createEffect, ErrorBoundary, type JSX, lazy, on, onCleanup, Show, Suspense } from 'solid-js'
import { createCloseWatcher } from '../ui/closeWatcher'
import { Late } from '../ui/Late'
import { LostNews } from '../ui/LostNews'
import { giveUp, isLate } from '../ui/openLate'
import { useSession } from '../ui/session'
import { say } from '../ui/toast'
import { dropWaysBack, Toasts } from '../ui/Toasts'
import { InstallHint } from './InstallHint'
import { listenForKeys } from './keys'
import { open, opened } from './opened'
import { TurnedAway } from './TurnedAway'

const Palette = lazy(async () => ({ default: (await import('./Palette')).Palette }))
const Wake = lazy(async () => ({ default: (await import('./Wake')).Wake }))
const Keys = lazy(async () => ({ default: (await import('./Keys')).Keys }))

export function Behind() {
  const session = useSession()
  listenForKeys()
  // Back and forward lead to another screen: what lies over this one does not come along, nor wait for it to come back.
  const close = () => open(undefined)
  addEventListener('popstate', close)
  onCleanup(() => {
    removeEventListener('popstate', close)
    close()
  })
  // From the moment on that it is asked for: no dialog that is fetched meanwhile opens below it.
  createCloseWatcher(() => opened() !== undefined, close)
  createEffect(on(session.me, () => dropWaysBack(false), { defer: true }))
  createEffect(on(session.peer, () => dropWaysBack(true), { defer: true }))
  return (
    <>
      <LostNews />
      <Toasts />
      <InstallHint />
      <TurnedAway />
      <Show when={isLate()}>
        <Late onGiveUp={giveUp} />
      </Show>
      <Show when={session.sleptFor()}>
        {(slept) => (
          <Suspense>
            <Wake slept={slept()} />
          </Suspense>
        )}
      </Show>
      <Show when={opened() === 'palette'}>
        <Over>
          <Palette />
        </Over>
      </Show>
      <Show when={opened() === 'keys'}>
        <Over>
          <Keys />
        </Over>
      </Show>
    </>
  )
}

/** What cannot be fetched, on a first visit whose line broke or behind an update, leaves the screen below it as it is. */
function Over(props: { readonly children: JSX.Element }) {
  const fail = () => {
    queueMicrotask(() => open(undefined))
    say(t`This could not be fetched. Reload the page once there is a connection.`, { kind: 'warn' })
    return null
  }
  return (
    <ErrorBoundary fallback={fail}>
      <Suspense fallback={<Late onGiveUp={() => open(undefined)} />}>{props.children}</Suspense>
    </ErrorBoundary>
  )
}
