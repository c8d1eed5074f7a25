/** The first screen of a first visit. It stands without a world and without the app, both of which come when somebody says which way to go. */
import { t } from '../language'
import { createSignal, For, lazy, onMount, Show, Suspense } from 'solid-js'
import { shopWindow } from '../bay/window'
import { Button } from '../ui/Button'
import { fetchBehind } from './behind'
import type { FirstWorld } from './boot'
import './Hello.css'
import './pages/Welcome.css'

const PasteLink = lazy(async () => ({ default: (await import('./Door')).PasteLink }))

/** The hello itself and its pictures come first. */
const READ = 500

interface HelloProps {
  /** What was chosen, while it is opened. */
  readonly chosen: FirstWorld | undefined
  readonly choose: (world: FirstWorld) => void
}

export function Hello(props: HelloProps) {
  const [isInvited, setInvited] = createSignal(false)
  document.title = 'Mesi'
  onMount(() => setTimeout(fetchBehind, READ))
  return (
    <main class="welcome hello" onPointerOver={makeReady} onFocusIn={makeReady}>
      <div class="welcome-scene" aria-hidden="true">
        <For each={shopWindow.slice(0, 3)}>
          {({ path }) => <img class="welcome-tile" src={`/bay/${path}`} alt="" width="320" height="400" />}
        </For>
      </div>
      <div class="welcome-words">
        <img src="/icons/mark.svg" alt="" width="72" height="72" />
        <h1 tabindex="-1">
          <span lang="th">สวัสดี!</span> {t`Hello!`}
        </h1>
        <p class="welcome-to">{t`Welcome to Mesi.`}</p>
        <p class="welcome-says">{t`Share what you make. Meet the people who love it.`}</p>
        <Button look="main" busy={props.chosen === 'bay'} disabled={props.chosen !== undefined} onClick={() => props.choose('bay')}>
          {t`Look around Mesi Bay`}
        </Button>
        <p class="hello-note">{t`A small town with three months behind it. Nobody in it is real: be anybody, try everything.`}</p>
        <Button busy={props.chosen === 'own'} disabled={props.chosen !== undefined} onClick={() => props.choose('own')}>
          {t`Start a world of your own`}
        </Button>
        <Show
          when={isInvited()}
          fallback={
            <Button look="quiet" class="hello-invited" onClick={() => setInvited(true)}>
              {t`I have an invitation`}
            </Button>
          }
        >
          <div class="hello-link">
            <Suspense>
              <PasteLink />
            </Suspense>
          </div>
        </Show>
        <p class="hello-note">{t`Everything stays on this device until you choose to connect.`}</p>
        <p class="hello-note">
          <a href="/?world=busy">{t`Or visit a town of a thousand`}</a>
        </p>
        <p class="unseen" role="status">
          {props.chosen === 'bay' ? t`Opening Mesi Bay…` : props.chosen === 'own' ? t`Opening your world…` : ''}
        </p>
      </div>
    </main>
  )
}

/** Somebody is about to choose: what their choice needs is here already, and is now read, so that a press does not wait for it. */
function makeReady({ target }: Event): void {
  if (target instanceof Element && target.closest('button')) void Promise.all([import('./Start'), import('../bay')]).catch(() => undefined) // a press tries again
}
