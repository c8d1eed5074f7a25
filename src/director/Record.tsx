/** Records what somebody does, in a world of its own, as a scenario: a tour for others, and a test for the project. */
import { plural, t } from '../language'
import { A, useNavigate } from '@solidjs/router'
import Download from 'lucide-solid/icons/download'
import FlaskConical from 'lucide-solid/icons/flask-conical'
import Play from 'lucide-solid/icons/play'
import Plus from 'lucide-solid/icons/plus'
import Smartphone from 'lucide-solid/icons/smartphone'
import Square from 'lucide-solid/icons/square'
import Video from 'lucide-solid/icons/video'
import Wifi from 'lucide-solid/icons/wifi'
import WifiOff from 'lucide-solid/icons/wifi-off'
import X from 'lucide-solid/icons/x'
import { createSignal, For, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { hands } from '../scenarios/hands'
import { cast } from '../scenarios/people'
import { type Door, typeOf } from '../scenarios/play'
import { type Recorder, record } from '../scenarios/recorder'
import { deedsOf, type Deed, type Scenario, type Step } from '../scenarios/scenario'
import { specOf } from '../scenarios/spec'
import { AppFrame } from './AppFrame'
import { askedIn } from './beats'
import './Director.css'
import { createPanes, type FreshStage } from './panes'
import { saveAs } from './saveAs'
import { besideOthers, keep } from './shelves'
import './Tour.css'
import './Record.css'

type State =
  | { readonly is: 'before' }
  | { readonly is: 'setting up' }
  | { readonly is: 'recording'; readonly recorder: Recorder }
  | { readonly is: 'saved'; readonly scenario: Scenario }

/** Steps that are listed while more are recorded, the last one first. */
const SHOWN = 12
/** Names of devices; the first one hosts the world. */
const devices = ['a', 'b', 'c', 'd']
/** How often it is looked who the first device belongs to, in milliseconds. */
const LOOK_EVERY = 500
const { anna } = cast('anna')

export function Record() {
  const navigate = useNavigate()
  const panes = createPanes()
  const [state, setState] = createSignal<State>({ is: 'before' })
  const [steps, setSteps] = createSignal<readonly Step[]>([])
  const [title, setTitle] = createSignal('')
  const [tells, setTells] = createSignal('')
  const [failure, setFailure] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const [offline, setOffline] = createSignal<readonly string[]>([])
  /** Devices of which all is written down by now: whoever tapped sooner would do what nobody records. */
  const [watched, setWatched] = createSignal<readonly string[]>([])
  let world: { readonly stage: FreshStage; readonly host: Door } | undefined
  const recorder = () => {
    const now = state()
    return now.is === 'recording' ? now.recorder : undefined
  }
  /** Whose device the first one is. It changes behind the steps, once somebody has signed up or is somebody else. */
  const [owner, setOwner] = createSignal<string>()
  const looking = setInterval(() => setOwner(recorder()?.owner()), LOOK_EVERY)
  const saved = () => {
    const now = state()
    return now.is === 'saved' ? now.scenario : undefined
  }
  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    document.title = t`Record · Mesi`
    heading?.focus({ preventScroll: true })
  })
  onCleanup(() => {
    clearInterval(looking)
    recorder()?.stop()
    panes.close()
  })

  /** @param as whether somebody is signed up already */
  const begin = async (as: 'nobody' | 'anna') => {
    setState({ is: 'setting up' })
    setFailure(undefined)
    setOffline([])
    setWatched([])
    try {
      const stage = await panes.fresh()
      const door = await stage.open('a', '/')
      world = { stage, host: door }
      const account = as === 'anna' ? await door.join('real', { name: anna.name, handle: anna.handle }) : undefined
      const page = stage.page('a')
      if (!page) return
      const [who, cast, accounts] =
        account === undefined ? (['visitor', {}, new Map()] as const) : (['anna', { anna }, new Map([['anna', account]])] as const)
      const her = hands(who, 'a')
      const begins = account === undefined ? [her.go('/')] : [her.go('/'), her.joins()]
      // Copies, since a step grows while it is recorded.
      const told = () => setSteps(made.steps().map((step) => ({ ...step })))
      const made = record(page, { begins, cast, accounts }, told, setFailure)
      told()
      setState({ is: 'recording', recorder: made })
      setWatched(['a'])
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`The recording could not begin.`)
      setState({ is: 'before' })
    }
  }
  /** @param isPaired of whoever the first one belongs to */
  const addDevice = async (isPaired: boolean) => {
    const [now, peer] = [recorder(), devices[panes.panes().length]]
    if (!now || !world || peer === undefined || busy()) return
    setBusy(true)
    setFailure(undefined)
    try {
      await world.stage.open(peer, await world.host.invite())
      panes.frameOf(peer)?.closest('.tour-pane')?.scrollIntoView({ block: 'nearest', inline: 'center' }) // on a phone there is room for one
      const page = world.stage.page(peer)
      if (!page) return
      try {
        if (isPaired) await now.pair(peer, page)
        else now.join(peer, page)
      } finally {
        setWatched([...watched(), peer]) // by then it is recorded, as whosever it is
      }
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`No device could be added.`)
    } finally {
      setBusy(false)
    }
  }
  const turnLine = async (peer: string) => {
    const isOff = offline().includes(peer)
    setOffline(isOff ? offline().filter((each) => each !== peer) : [...offline(), peer])
    await recorder()?.line(peer, isOff)
  }
  const save = async () => {
    const now = recorder()
    const name = title().trim()
    if (!now || busy()) return
    if (name === '') return setFailure(t`Give it a name, so that others know what they will see.`)
    setBusy(true)
    setFailure(undefined)
    try {
      const written = await now.write(name, tells().trim() || t`${name}, as it was recorded.`)
      const scenario = await besideOthers(written)
      await keep(scenario)
      now.stop()
      setState({ is: 'saved', scenario })
      panes.close()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`It could not be kept.`)
    } finally {
      setBusy(false)
    }
  }

  return (
    <main class="tour solemn" aria-label={t`Recording studio`}>
      <section class="tour-guide" aria-label={t`Recording`}>
        <header class="tour-head">
          <h1 tabindex="-1" ref={(element) => (heading = element)}>
            {t`Record what I do`}
          </h1>
          <button type="button" class="director-close" onClick={() => navigate('/tours')} aria-label={t`Leave`} data-tip={t`Leave`}>
            <X aria-hidden="true" />
          </button>
        </header>
        <Switch>
          <Match when={state().is === 'before'}>
            <p class="tour-caption">
              {t`You get a fresh world. Every tap, all you type and every file is written down, with what it does, until you stop.`}
            </p>
            <div class="director-row">
              <button type="button" class="tour-forward" onClick={() => void begin('anna')}>
                {t`Begin as Anna`}
              </button>
              <button type="button" class="director-button" onClick={() => void begin('nobody')}>
                {t`Begin with nobody`}
              </button>
            </div>
          </Match>
          <Match when={state().is === 'setting up'}>
            <p class="tour-caption" role="status">
              {t`A fresh world is being set up.`}
            </p>
          </Match>
          <Match when={recorder()}>
            <form
              class="record-form"
              onSubmit={(submit) => {
                submit.preventDefault()
                void save()
              }}
            >
              <p class="record-now">
                <span class="record-dot" aria-hidden="true" />{' '}
                {t`Recording: ${plural(steps().length, t`1 step`, t`${steps().length} steps`)}`}
              </p>
              <label class="director-label">
                {t`Its name`}
                <input
                  class="director-input"
                  value={title()}
                  maxlength="60"
                  onInput={(input) => setTitle(input.currentTarget.value)}
                  placeholder={t`Anna’s first post`}
                />
              </label>
              <label class="director-label record-tells">
                {t`What it shows`}
                <input class="director-input" value={tells()} maxlength="200" onInput={(input) => setTells(input.currentTarget.value)} />
              </label>
              <button type="submit" class="tour-forward" aria-disabled={busy()}>
                <Square aria-hidden="true" /> {busy() ? t`One moment` : t`Stop and keep it`}
              </button>
            </form>
            <Show when={panes.panes().length < devices.length}>
              <div class="record-more director-row">
                <button type="button" class="director-button" aria-disabled={busy()} onClick={() => void addDevice(false)}>
                  <Plus aria-hidden="true" /> {t`Another device`}
                </button>
                <Show when={owner()}>
                  {(name) => (
                    <button type="button" class="director-button" aria-disabled={busy()} onClick={() => void addDevice(true)}>
                      <Smartphone aria-hidden="true" /> {t`One more device of ${name()}`}
                    </button>
                  )}
                </Show>
              </div>
            </Show>
            <ol class="record-steps" aria-label={t`What was recorded last`} reversed start={steps().length}>
              <For each={steps().slice(-SHOWN).toReversed()}>
                {(step) => <li>{panes.panes().length > 1 ? `${step.on.toUpperCase()}: ${inWords(step)}` : inWords(step)}</li>}
              </For>
            </ol>
          </Match>
          <Match when={saved()}>
            {(scenario) => (
              <>
                <p class="tour-caption" role="status">
                  {t`“${scenario().title}” is kept, with ${scenario().steps.length} steps. It plays anywhere, in a world of its own.`}
                </p>
                <div class="record-ways">
                  <A class="tour-forward" href={`/tours/${scenario().id}`}>
                    <Play aria-hidden="true" /> {t`Play it as a tour`}
                  </A>
                  <button
                    type="button"
                    class="director-button"
                    onClick={() => saveAs(`${scenario().id}.json`, JSON.stringify(scenario(), null, 2))}
                  >
                    <Download aria-hidden="true" /> {t`As a file`}
                  </button>
                  <button type="button" class="director-button" onClick={() => saveAs(`${scenario().id}.spec.ts`, specOf(scenario()))}>
                    <FlaskConical aria-hidden="true" /> {t`As a test`}
                  </button>
                  <button type="button" class="director-button" onClick={() => setState({ is: 'before' })}>
                    {t`Record another`}
                  </button>
                </div>
              </>
            )}
          </Match>
        </Switch>
        <Show when={failure()}>
          <p role="alert" class="record-failure">
            {failure()}
          </p>
        </Show>
      </section>
      <div class="tour-panes" data-count={panes.panes().length}>
        <For
          each={panes.panes()}
          fallback={
            <p class="record-empty">
              <Video aria-hidden="true" />
              {saved() ? t`The recorded world is gone; its story is kept.` : t`Here you will see the fresh world.`}
            </p>
          }
        >
          {(pane) => {
            const isAlone = () => panes.panes().length === 1
            const title = () => (isAlone() ? t`The recorded world` : t`Device ${pane.peer.toUpperCase()}`)
            const isOff = () => offline().includes(pane.peer)
            const turn = () => (isOff() ? t`Bring the line back` : t`Cut the line`)
            return (
              <section class="tour-pane" aria-label={title()} data-alone={isAlone() ? '' : undefined}>
                <Show when={!isAlone()}>
                  <header class="record-device">
                    <h2>{title()}</h2>
                    <button
                      type="button"
                      class="director-close"
                      aria-pressed={isOff()}
                      aria-label={turn()}
                      data-tip={turn()}
                      onClick={() => void turnLine(pane.peer)}
                    >
                      <Show when={isOff()} fallback={<Wifi aria-hidden="true" />}>
                        <WifiOff aria-hidden="true" />
                      </Show>
                    </button>
                  </header>
                </Show>
                <div class="tour-frame" data-recording={recorder() ? '' : undefined} inert={!watched().includes(pane.peer)}>
                  <AppFrame
                    name={pane.name}
                    title={title()}
                    address={pane.address}
                    made={(element) => panes.frame(pane.peer, element)}
                    loaded={() =>
                      void recorder()
                        ?.again(pane.peer)
                        .catch((error: Error) => setFailure(error.message))
                    }
                  />
                </div>
              </section>
            )
          }}
        </For>
      </div>
    </main>
  )
}

const deedInWords = (deed: Deed): string => ('joins' in deed ? t`comes into the world` : typeOf(deed))

/** A step as one line, with what it caused. */
function inWords(step: Step): string {
  const deeds = deedsOf(step).map(deedInWords)
  return [doesInWords(step), deeds.join(', ')].filter((part) => part !== '').join(' → ')
}

function doesInWords(step: Step): string {
  switch (step.do) {
    case 'tap':
      return askedIn(step)
    case 'go':
      return typeof step.to === 'string' ? t`Go to ${step.to}` : t`Come in by an invitation`
    case 'net':
      return step.online ? t`Bring the line back` : t`Cut the line`
    case 'pair':
      return t`One more device of the same person`
    case 'wait':
      return t`Wait until the other device knows`
    default:
      return ''
  }
}
