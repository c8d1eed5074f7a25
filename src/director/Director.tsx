/**
 * The director's instruments, beside the product and never part of its look: who I am, the world's clock and its past, other futures,
 * devices and what goes wrong with this one, the world as a file. F2 shows and hides them; `?director=off` takes them away for good,
 * until `?director=on`.
 */
import { t } from '../language'
import { useIsRouting, useLocation, useNavigate } from '@solidjs/router'
import { Tabs } from '@kobalte/core/tabs'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import ChevronUp from 'lucide-solid/icons/chevron-up'
import Clapperboard from 'lucide-solid/icons/clapperboard'
import X from 'lucide-solid/icons/x'
import { type Component, createEffect, createSignal, on, onMount, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { goOnAt } from '../ui/giveBack'
import { useSession } from '../ui/session'
import { Clock } from './Clock'
import './Director.css'
import type { Dock, Instrument } from './dock'
import { Faults } from './Faults'
import { createFaults } from './faultsHere'
import { Lights } from './Lights'
import { LookBack } from './LookBack'
import { shownHere } from './shown'
import { stagedHere, takePart } from './staged'
import { lookAtSupposed, show } from './supposing'
import { WhatIf } from './WhatIf'
import { Who } from './Who'

interface DirectorProps {
  readonly dock: Dock
  /** What the instruments have in common with the page of the world: its devices, and the world as a whole. */
  readonly Devices: Component
  readonly World: Component
}

export function Director(props: DirectorProps) {
  const session = useSession()
  // A pane has no dock of its own; the palette may look back there, too.
  const isPane = window.parent !== window
  onMount(() => void lookAtSupposed(session))
  const staged = stagedHere()
  if (staged) takePart(session, staged)
  const faults = createFaults(session)
  /** On a phone only their tabs are left of them, so that nothing lies over what is looked at. */
  const [isFolded, setFolded] = createSignal(false)
  createEffect(
    on(
      () => props.dock.instrument(),
      () => setFolded(false),
      { defer: true },
    ),
  )
  const fold = () => (isFolded() ? t`Unfold` : t`Fold`)
  let instruments: HTMLElement | undefined
  let handle: HTMLButtonElement | undefined
  // Where what had the focus has gone, it goes on in what has come for it.
  createEffect(
    on(
      () => props.dock.isOpen() && !props.dock.isHidden(),
      () => document.activeElement === document.body && goOnAt(instruments, handle),
      { defer: true },
    ),
  )
  // Nothing goes on behind instruments that are put away.
  createEffect(
    on(
      () => props.dock.isHidden(),
      (isHidden) => {
        if (!isHidden || isPane) return
        session.mesi.clock.pause()
        session.lookBack(undefined)
        faults.end()
      },
    ),
  )
  const shown = shownHere()
  if (shown) {
    const here = useLocation()
    const path = () => `${here.pathname}${here.search}`
    const navigate = useNavigate()
    void show(session, shown, (to) => void (to !== path() && navigate(to)))
    // Where it began, which names its peer, is no way that it went; where somebody was quicker than these instruments, it is. Who is on the way while they come is
    // not told of the new address by itself, but is told that the way has ended.
    const isRouting = useIsRouting()
    let before: string | undefined
    createEffect(
      on([path, isRouting], ([now]) => {
        if (now !== before && (before !== undefined || here.query['peer'] === undefined)) shown.went(now)
        before = now
      }),
    )
  }

  return (
    <>
      <Show when={!isPane}>
        <Lights faults={faults} />
      </Show>
      {/* Whoever came here by the palette finds the way back also where the instruments are hidden. */}
      <Show when={!shown && !staged && session.past()}>{(past) => <LookBack past={past()} />}</Show>
      <Show when={!props.dock.isHidden()}>
        <Show
          when={props.dock.isOpen() && !isPane}
          fallback={
            <Show when={!isPane}>
              <button
                ref={(element) => (handle = element)}
                type="button"
                class="director-handle"
                onClick={() => props.dock.setOpen(true)}
                aria-label={t`Director's instruments`}
                aria-keyshortcuts="F2"
                data-tip={t`Director's instruments (F2; Shift+F2 hides this button)`}
              >
                <Clapperboard aria-hidden="true" />
              </button>
            </Show>
          }
        >
          <aside
            ref={(element) => (instruments = element)}
            tabindex="-1"
            class="director"
            data-folded={isFolded() ? '' : undefined}
            aria-label={t`Director's instruments`}
          >
            <button type="button" class="director-fold" onClick={() => setFolded(!isFolded())} aria-label={fold()} data-tip={fold()}>
              {isFolded() ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
            </button>
            <Tabs class="director-tabs" value={props.dock.instrument()} onChange={(next) => props.dock.choose(next as Instrument)}>
              <header class="director-head">
                <Tabs.List class="director-list" aria-label={t`Instruments`} onClick={() => setFolded(false)}>
                  <Tabs.Trigger class="director-tab" value="who">
                    {t`Who`}
                  </Tabs.Trigger>
                  <Tabs.Trigger class="director-tab" value="clock">
                    {t`Clock`}
                  </Tabs.Trigger>
                  <Tabs.Trigger class="director-tab" value="what-if">
                    {t`What if`}
                  </Tabs.Trigger>
                  <Tabs.Trigger class="director-tab" value="devices">
                    {t`Devices`}
                  </Tabs.Trigger>
                  <Tabs.Trigger class="director-tab" value="world">
                    {t`World`}
                  </Tabs.Trigger>
                </Tabs.List>
                <button
                  type="button"
                  class="director-close"
                  onClick={() => props.dock.setOpen(false)}
                  aria-label={t`Close the instruments`}
                  aria-keyshortcuts="F2"
                  data-tip={t`Close (F2)`}
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
              <Tabs.Content value="devices" class="director-part">
                <Suspense>
                  <Dynamic component={props.Devices} />
                </Suspense>
                <Faults faults={faults} />
              </Tabs.Content>
              <Tabs.Content value="world" class="director-part">
                <Suspense>
                  <Dynamic component={props.World} />
                </Suspense>
              </Tabs.Content>
            </Tabs>
          </aside>
        </Show>
      </Show>
    </>
  )
}
