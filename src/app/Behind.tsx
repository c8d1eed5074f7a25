/** What every screen has and the first one need not wait for: what is said in passing, the keys, and what they open. */
import { lazy, Show, Suspense } from 'solid-js'
import { LostNews } from '../ui/LostNews'
import { useSession } from '../ui/session'
import { Toasts } from '../ui/Toasts'
import { InstallHint } from './InstallHint'
import { listenForKeys } from './keys'
import { opened } from './opened'
import { TurnedAway } from './TurnedAway'

const Palette = lazy(async () => ({ default: (await import('./Palette')).Palette }))
const Wake = lazy(async () => ({ default: (await import('./Wake')).Wake }))
const Keys = lazy(async () => ({ default: (await import('./Keys')).Keys }))

export function Behind() {
  const session = useSession()
  listenForKeys()
  return (
    <>
      <LostNews />
      <Toasts />
      <InstallHint />
      <TurnedAway />
      <Show when={session.sleptFor()}>
        {(slept) => (
          <Suspense>
            <Wake slept={slept()} />
          </Suspense>
        )}
      </Show>
      <Show when={opened() === 'palette'}>
        <Suspense>
          <Palette />
        </Suspense>
      </Show>
      <Show when={opened() === 'keys'}>
        <Suspense>
          <Keys />
        </Suspense>
      </Show>
    </>
  )
}
