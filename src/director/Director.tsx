/**
 * The director's instruments, beside the product and never part of its look: who I am, the world's clock, the past. F2 shows and
 * hides them; `?director=off` takes them away for good, until `?director=on`.
 */
import { t } from '../language'
import { Tabs } from '@kobalte/core/tabs'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import X from 'lucide-solid/icons/x'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { useSession } from '../ui/session'
import { Clock } from './Clock'
import './Director.css'
import { LookBack } from './LookBack'
import { WhatIf } from './WhatIf'
import { Who } from './Who'

const KEPT = 'mesi.director'

export function Director() {
  const session = useSession()
  const asked = new URL(location.href).searchParams.get('director')
  if (asked) localStorage.setItem(KEPT, asked)
  const isAway = localStorage.getItem(KEPT) === 'off'
  // A pane has no dock of its own; the palette may look back there, too.
  const isPane = window.parent !== window
  const [open, setOpen] = createSignal(asked === 'open')
  const [hidden, setHidden] = createSignal(false)
  onMount(() => {
    const listen = (event: KeyboardEvent) => {
      if (isPane || event.key !== 'F2' || event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      if (event.shiftKey) setHidden(!hidden())
      else setOpen(!open())
    }
    addEventListener('keydown', listen)
    onCleanup(() => removeEventListener('keydown', listen))
  })

  return (
    <Show when={!isAway && !hidden()}>
      <Show when={session.past()}>{(past) => <LookBack past={past()} />}</Show>
      <Show
        when={open() && !isPane}
        fallback={
          <Show when={!isPane}>
            <button
              type="button"
              class="director-handle"
              onClick={() => setOpen(true)}
              aria-label={t`Director's instruments`}
              title={t`Director's instruments (F2; Shift+F2 hides this button)`}
            >
              <Clapperboard aria-hidden="true" />
            </button>
          </Show>
        }
      >
        <aside class="director" aria-label={t`Director's instruments`}>
          <Tabs class="director-tabs">
            <header class="director-head">
              <Tabs.List class="director-list" aria-label={t`Instruments`}>
                <Tabs.Trigger class="director-tab" value="who">
                  {t`Who`}
                </Tabs.Trigger>
                <Tabs.Trigger class="director-tab" value="clock">
                  {t`Clock`}
                </Tabs.Trigger>
                <Tabs.Trigger class="director-tab" value="what-if">
                  {t`What if`}
                </Tabs.Trigger>
              </Tabs.List>
              <button
                type="button"
                class="director-close"
                onClick={() => setOpen(false)}
                aria-label={t`Close the instruments`}
                title={t`Close (F2)`}
              >
                <X aria-hidden="true" />
              </button>
            </header>
            <Tabs.Content value="who">
              <Who />
            </Tabs.Content>
            <Tabs.Content value="clock">
              <Clock />
            </Tabs.Content>
            <Tabs.Content value="what-if">
              <WhatIf />
            </Tabs.Content>
          </Tabs>
        </aside>
      </Show>
    </Show>
  )
}
