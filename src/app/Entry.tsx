/** What stands first: a hello for whom Mesi has not met, else the world that was open last. Behind a hello the app itself loads. */
import { createSignal, ErrorBoundary, lazy, onMount, Show, Suspense } from 'solid-js'
import { Unreached } from './Unreached'
import { breathe } from '../kit/breathe'
import { trustOwn } from '../kit/trusted'
import '../ui/fonts.css'
import '../ui/theme.css'
import '../ui/Page.css'
import type { FirstWorld } from './boot'
import { isFirstVisit } from './firstVisit'
import { Hello } from './Hello'
import { watchForInstall } from './install'
import { nextFrame } from './painted'
import { Splash } from './Splash'
import './preferences'
import { UpdatePrompt } from './UpdatePrompt'
import { watchForUpdates } from './updates'

trustOwn(window)

// The app in three parts, all asked for at once: each is read by itself, and what stands can be painted in between. And what follows a link.
const Start = lazy(async () => {
  const isInvited = location.pathname === '/join'
  const parts = Promise.all([import('../store/store'), import('../areas'), isInvited && import('../peer/joining')])
  const [{ Start }] = await Promise.all([import('./Start'), parts])
  await breathe() // to have read the app is a task, to open the world the next one
  return { default: Start }
})

export function Entry() {
  const [isFirst, setFirst] = createSignal<boolean>()
  const [chosen, setChosen] = createSignal<FirstWorld>()
  const [stands, setStands] = createSignal(false)
  const choose = (world: FirstWorld) => {
    if (world === 'own') history.replaceState(null, '', '/welcome?step=kind')
    setChosen(world)
  }
  const arrive = () => {
    if (isFirst()) scrollTo({ top: 0, behavior: 'instant' })
    setStands(true)
  }
  void isFirstVisit(new URL(location.href)).then(async (first) => {
    // Where the app is not kept yet, what says that it opens is seen before the app itself takes the line.
    if (!first && !navigator.serviceWorker?.controller) await nextFrame()
    setFirst(first)
  })
  onMount(watchForUpdates)
  watchForInstall()
  return (
    <>
      <UpdatePrompt />
      <Show when={!stands()}>
        <Show when={isFirst()} fallback={<Splash />}>
          <ErrorBoundary fallback={() => <Unreached onStands={() => {}} />}>
            <Hello chosen={chosen()} choose={choose} />
          </ErrorBoundary>
        </Show>
      </Show>
      <Show when={isFirst() === false || chosen()}>
        <ErrorBoundary fallback={() => <Unreached onStands={arrive} />}>
          <Suspense>
            <Start first={chosen()} onStands={arrive} />
          </Suspense>
        </ErrorBoundary>
      </Show>
    </>
  )
}
