/** A scenario as a guided tour: its peers as panes, what the narrator says, and a light on what comes next. */
import { inLanguage, type Language, language, languages, rich, t } from '../language'
import { A, useNavigate, useParams, useSearchParams } from '@solidjs/router'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import Hand from 'lucide-solid/icons/hand'
import Pause from 'lucide-solid/icons/pause'
import Play from 'lucide-solid/icons/play'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import X from 'lucide-solid/icons/x'
import { createEffect, createResource, createSignal, For, type JSX, Match, on, onCleanup, onMount, Show, Switch, untrack } from 'solid-js'
import { find } from '../scenarios/find'
import type { Scenario } from '../scenarios/scenario'
import { AppFrame } from './AppFrame'
import { arrived, isOpen, left } from './arrivals'
import { askedIn, chaptersOf, readingTime } from './beats'
import { createPanes, type Pane } from './panes'
import { scenarioOf } from './shelves'
import { type SpokenHere, spokenHere } from './spokenHere'
import { Spotlight } from './Spotlight'
import { createTour, type Tap } from './touring'
import './Director.css'
import './Tour.css'

export function Tour() {
  const params = useParams<{ id: string }>()
  onCleanup(left)
  const [found] = createResource(
    () => params.id,
    async (id) => {
      const scenario = await scenarioOf(id)
      return scenario ? spokenHere(scenario) : null
    },
  )
  return (
    <Switch fallback={<main class="tour-nothing" aria-busy="true" />}>
      <Match when={found()} keyed>
        {(told) => <Guided {...told} />}
      </Match>
      <Match when={found() === null}>
        <main class="tour-nothing solemn">
          <h1>{t`There is no such tour`}</h1>
          <p>{t`It may have been recorded in another browser: who has it can send it as a file.`}</p>
          <A href="/tours" class="director-link">
            {t`All tours`}
          </A>
        </main>
      </Match>
    </Switch>
  )
}

/** Between two taps that the tour does by itself, in milliseconds. */
const TAP = 900

function Guided(props: SpokenHere) {
  // A tour is made for one scenario; another one is another component.
  const scenario = untrack(() => props.scenario)
  const [search] = useSearchParams<{ step?: string }>()
  const navigate = useNavigate()
  const panes = createPanes()
  const tour = createTour(scenario, panes)
  onCleanup(isOpen({ id: scenario.id, openAt: tour.openAt }))
  const chapters = chaptersOf(scenario)
  const [plays, setPlays] = createSignal(false)
  let main: HTMLButtonElement | undefined
  const chapter = () => chapters.findLastIndex(({ from }) => from <= tour.at())
  const tap = () => {
    const now = tour.stop()
    return now.kind === 'tap' ? now.step : undefined
  }
  const stuck = () => {
    const now = tour.stop()
    return now.kind === 'stuck' ? now.says : ''
  }
  const isBusy = () => tour.stop().kind === 'setting up' || tour.stop().kind === 'doing'
  const who = () => {
    const step = scenario.steps[Math.min(tour.at(), scenario.steps.length - 1)]
    return step ? { peer: step.on, name: scenario.cast[step.as]?.name ?? '' } : undefined
  }
  const forward = {
    'setting up': t`One moment`,
    story: t`Go on`,
    tap: t`Do it for me`,
    doing: t`One moment`,
    stuck: t`Set it up again`,
    done: t`Once more`,
  } as const
  const leave = () => navigate('/tours', { state: { left: scenario.id } })
  /** Whether somebody has last used these words, not a pane; to begin with, nobody has touched a pane. */
  let isHere = true
  /** The part of a pane where the next thing is to be done. */
  const lit = () => {
    const step = tap()
    const page = step && panes.page(step.on)
    return page && find(page.document, step.target)
  }
  /** From these words to what is lit, and from there back, in one press. */
  const cross = () => {
    const there = lit()
    isHere = !there || (document.activeElement instanceof HTMLIFrameElement && there === there.ownerDocument.activeElement)
    if (isHere) main?.focus({ preventScroll: true })
    else there?.focus()
  }
  const isCrossing = (event: KeyboardEvent) => event.key === 'F6' && !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey

  // Where it stands is in the address, so that it can be sent, and survives a reload.
  createEffect(() => {
    const step = tour.at() + 1
    // Before the router has come here, the address is still that of the page one comes from, to which Back is to lead.
    if (location.pathname === `/tours/${scenario.id}`) history.replaceState(history.state, '', `/tours/${scenario.id}?step=${step}`)
  })
  createEffect(() => {
    const { kind } = tour.stop()
    if (kind === 'setting up' || kind === 'doing') return
    const now = tour.stop()
    arrived(scenario.id, now.kind === 'stuck' ? new Error(now.says) : undefined)
  })
  // By itself: as long as it takes to read, then the next thing.
  createEffect(
    on([plays, tour.stop], ([does, now]) => {
      if (!does || (now.kind !== 'story' && now.kind !== 'tap')) {
        if (now.kind === 'done' || now.kind === 'stuck') setPlays(false)
        return
      }
      const isTold = now.kind === 'story' || now.step.say !== undefined
      const timer = setTimeout(() => void tour.forward(), isTold ? readingTime(tour.caption()) : TAP)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  const asked = () => Number(search.step ?? 1) - 1
  createEffect(
    on(asked, (step) => {
      void tour.openAt(Number.isInteger(step) ? step : 0)
    }),
  )
  onMount(() => {
    document.title = `${inLanguage(scenario.title)} · Mesi`
    main?.focus({ preventScroll: true })
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
      const does = {
        ArrowRight: () => tour.forward(),
        ArrowLeft: () => tour.back(),
        p: () => document.documentElement.dataset.keys !== 'off' && setPlays(!plays()),
        Escape: leave,
        F6: isCrossing(event) ? cross : undefined,
      }[event.key]
      if (!does) return
      event.preventDefault()
      void does()
    }
    // What the tour does in a pane takes the focus there, as dialogs do: whoever drives from here keeps it here.
    const use = (event: Event) => void (isHere = !(event instanceof KeyboardEvent && event.key === 'Tab'))
    // Only a moment later is it known where the focus has gone.
    const keepFocus = () =>
      setTimeout(() => {
        if (isHere && document.activeElement instanceof HTMLIFrameElement) main?.focus({ preventScroll: true })
      })
    addEventListener('keydown', listen)
    addEventListener('keydown', use, true)
    addEventListener('pointerdown', use, true)
    addEventListener('blur', keepFocus)
    onCleanup(() => {
      removeEventListener('keydown', listen)
      removeEventListener('keydown', use, true)
      removeEventListener('pointerdown', use, true)
      removeEventListener('blur', keepFocus)
    })
  })
  /** From the first touch on, the focus is the pane's; F6 is heard there, too. */
  const watchUse = (frame: HTMLIFrameElement) => {
    const use = (event: Event) => {
      if (event.isTrusted) isHere = false
      if (event.type !== 'keydown' || !isCrossing(event as KeyboardEvent)) return
      event.preventDefault()
      cross()
    }
    for (const kind of ['pointerdown', 'keydown']) frame.contentWindow?.addEventListener(kind, use, true)
  }
  // On a phone only one pane has room: that of whoever acts.
  createEffect(() => {
    const peer = who()?.peer
    if (peer === undefined || panes.panes().length < 2) return
    panes.frameOf(peer)?.closest('.tour-pane')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  })

  return (
    <main class="tour solemn" aria-label={t`Tour: ${inLanguage(scenario.title)}`}>
      <section class="tour-guide" aria-label={t`Tour`}>
        <header class="tour-head">
          <h1>{inLanguage(scenario.title)}</h1>
          <button type="button" class="director-close" onClick={leave} aria-label={t`Leave the tour`} data-tip={t`Leave the tour (Esc)`}>
            <X aria-hidden="true" />
          </button>
        </header>
        <ol class="tour-chapters" aria-label={t`Chapters`}>
          <For each={chapters}>
            {(each, i) => (
              <li>
                <button
                  type="button"
                  class="tour-chapter"
                  aria-current={i() === chapter() ? 'step' : undefined}
                  data-past={i() < chapter() || tour.stop().kind === 'done' ? '' : undefined}
                  onClick={() => void tour.openAt(each.from)}
                >
                  <span>{inLanguage(each.title)}</span>
                </button>
              </li>
            )}
          </For>
        </ol>
        <div class="tour-words" aria-live="polite">
          <p class="tour-caption">{tour.caption()}</p>
          <Switch>
            <Match when={tap()}>{(step) => <Asked step={step()} name={panes.panes().length > 1 ? who()?.name : undefined} />}</Match>
            <Match when={tour.stop().kind === 'setting up'}>
              <p class="tour-asked">{t`A fresh world is being set up. Yours stays as it is.`}</p>
              <Show when={props.language !== language}>
                <p class="tour-asked">{t`Its screens speak the language in which it was recorded: ${languages[props.language].name}.`}</p>
              </Show>
            </Match>
            <Match when={tour.stop().kind === 'stuck'}>
              <p class="tour-asked" data-bad="">
                {t`This did not come about. You may have gone another way; the tour can set the scene again.`}
              </p>
              <details class="tour-asked">
                <summary>{t`What went wrong`}</summary>
                {stuck()}
              </details>
            </Match>
            <Match when={tour.stop().kind === 'done'}>
              <p class="tour-asked">
                {rich`That was it. Look around as long as you like: this world is only here until you leave. ${<A href="/tours">{t`More tours`}</A>}`}
              </p>
            </Match>
          </Switch>
        </div>
        <Show when={tap()}>
          <button type="button" class="tour-there" aria-keyshortcuts="F6" data-tip={t`To the part that is lit, and back`} onClick={cross}>
            {t`Go there`} <kbd>F6</kbd>
          </button>
        </Show>
        <div class="tour-controls">
          <button
            type="button"
            class="director-button"
            onClick={() => void tour.back()}
            aria-label={t`Back`}
            data-tip={t`Back (left arrow)`}
          >
            <ChevronLeft aria-hidden="true" />
          </button>
          <button
            type="button"
            class="director-button"
            aria-pressed={plays()}
            aria-label={plays() ? t`Pause` : t`Play by itself`}
            data-tip={plays() ? t`Pause (p)` : t`Play by itself (p)`}
            onClick={() => setPlays(!plays())}
          >
            {plays() ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
          </button>
          <button
            type="button"
            class="tour-forward"
            ref={(element) => (main = element)}
            aria-disabled={isBusy()}
            data-tip={t`Right arrow`}
            onClick={() => !isBusy() && void tour.forward()}
          >
            <Show when={tour.stop().kind === 'done'}>
              <RotateCcw aria-hidden="true" />
            </Show>
            {forward[tour.stop().kind]}
          </button>
        </div>
        <progress class="tour-progress" aria-label={t`How far the tour is`} max={scenario.steps.length} value={tour.at()} />
      </section>
      <div class="tour-panes" data-count={panes.panes().length}>
        <For each={panes.panes()}>
          {(pane) => (
            <PaneOf
              pane={pane}
              language={props.language}
              title={titleOf(scenario, pane.peer, tour.at())}
              isAlone={scenario.peers.length === 1}
              isTurn={who()?.peer === pane.peer}
              frame={(element) => panes.frame(pane.peer, element)}
              loaded={watchUse}
            >
              <Show when={tap()?.on === pane.peer && tap()}>
                {(step) => <Spotlight page={() => panes.page(pane.peer)} target={step().target} />}
              </Show>
            </PaneOf>
          )}
        </For>
      </div>
    </main>
  )
}

function Asked(props: { readonly step: Tap; readonly name: string | undefined }) {
  return (
    <p class="tour-asked">
      <Hand aria-hidden="true" />
      <span>
        <Show when={props.name}>{(name) => <strong>{name()}: </strong>}</Show>
        {askedIn(props.step)}
      </span>
    </p>
  )
}

function PaneOf(props: {
  readonly pane: Pane
  readonly language: Language
  readonly title: string
  readonly isAlone: boolean
  readonly isTurn: boolean
  readonly frame: (element: HTMLIFrameElement) => void
  readonly loaded: (element: HTMLIFrameElement) => void
  readonly children: JSX.Element
}) {
  return (
    <section
      class="tour-pane"
      aria-label={props.title}
      data-alone={props.isAlone ? '' : undefined}
      data-turn={props.isTurn ? '' : undefined}
    >
      <Show when={!props.isAlone}>
        <h2>{props.title}</h2>
      </Show>
      <div class="tour-frame">
        <AppFrame
          name={props.pane.name}
          title={props.title}
          lang={props.language}
          address={props.pane.address}
          made={props.frame}
          loaded={props.loaded}
        />
        {props.children}
      </div>
    </section>
  )
}

/** Whose device it is at a step, and which of theirs, if they have more. */
function titleOf({ steps, cast, peers }: Scenario, peer: string, at: number): string {
  const ownerOf = (each: string) =>
    (steps.slice(0, at + 1).findLast((step) => step.on === each) ?? steps.find((step) => step.on === each))?.as ?? ''
  const name = cast[ownerOf(peer)]?.name ?? ''
  if (steps.some((step) => step.on === peer && step.do === 'go' && typeof step.to === 'object' && 'insteadOf' in step.to))
    return t`${name}, as it would have been`
  const isOne = peers.every((each) => each === peer || ownerOf(each) !== ownerOf(peer))
  return isOne ? name : t`${name}, device ${peer.toUpperCase()}`
}
