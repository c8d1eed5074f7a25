/** A tour under way: where it stands, what it waits for, and who does the next step, the visitor or the tour. */
import { inLanguage } from '../language'
import { batch, createSignal, onCleanup } from 'solid-js'
import { find } from '../scenarios/find'
import { catchPickers, giveFile, isDone, type Page } from '../scenarios/pane'
import { makePlayer, type Player, tapsFrom } from '../scenarios/play'
import type { Scenario, Step } from '../scenarios/scenario'
import { beatsOf, captionAt } from './beats'
import type { createPanes, FreshStage } from './panes'

export type Tap = Extract<Step, { do: 'tap' }>

/** `story`: there is something to read. `tap`: something to do. `doing`: the tour does it. `stuck`: it did not come about. */
export type Stop =
  | { readonly kind: 'setting up' }
  | { readonly kind: 'story' }
  | { readonly kind: 'tap'; readonly step: Tap }
  | { readonly kind: 'doing' }
  | { readonly kind: 'stuck'; readonly says: string }
  | { readonly kind: 'done' }

/** How long what a step is to bring about may take, in milliseconds. */
const PATIENCE = 15_000
/** How often a tour looks whether something has been done, in milliseconds. */
const LOOK = 150

export function createTour(scenario: Scenario, panes: ReturnType<typeof createPanes>) {
  const [at, setAt] = createSignal(0)
  const [caption, setCaption] = createSignal(inLanguage(scenario.tells))
  const [stop, setStop] = createSignal<Stop>({ kind: 'setting up' })
  const beats = beatsOf(scenario)
  let stage: FreshStage | undefined
  let player: Player | undefined
  /** Work of a run before this one is over, however late it ends. */
  let run = 0
  let isUnread = false
  let stopWatching = (): void => {}
  onCleanup(() => {
    run++
    stopWatching()
    panes.close()
  })

  /** Begins anew and plays up to a step: by acts, and by taps where its screens need them. 0 is the first. */
  async function openAt(number: number): Promise<void> {
    const mine = ++run
    stopWatching()
    const to = Math.min(Math.max(0, number), scenario.steps.length)
    batch(() => {
      setAt(to)
      setCaption(inLanguage(captionAt(scenario, Math.max(0, to - (scenario.steps[to]?.say === undefined ? 0 : 1)))))
      setStop({ kind: 'setting up' })
    })
    isUnread = false
    try {
      stage = await panes.fresh()
      player = makePlayer(scenario, stage, PATIENCE)
      const from = tapsFrom(scenario, to)
      for (let i = 0; i < to && mine === run; i++) await player.step(i, i < from ? 'acts' : 'taps')
    } catch (error) {
      return fail(mine, error)
    }
    await goOn(mine)
  }

  /** On to the next thing that somebody has to read or do. */
  async function goOn(mine: number): Promise<void> {
    for (;;) {
      const step = scenario.steps[at()]
      if (mine !== run) return
      if (!step) return void setStop({ kind: 'done' })
      if (isUnread && (step.say !== undefined || step.chapter !== undefined)) return void setStop({ kind: 'story' })
      if (step.say !== undefined) {
        setCaption(inLanguage(step.say))
        isUnread = true
      }
      if (step.do === 'tap') {
        isUnread = false
        return waitFor(mine, step)
      }
      const number = at()
      setStop({ kind: 'doing' })
      if (!(await tries(mine, () => player?.step(number, 'taps')))) return
      if (mine === run) setAt(number + 1)
    }
  }

  async function waitFor(mine: number, step: Tap): Promise<void> {
    const number = at()
    const since = (await player?.before(number)) ?? 0
    if (mine !== run || number !== at()) return
    const page = stage?.page(step.on)
    if (!page) return
    setStop({ kind: 'tap', step })
    let isOver = false
    const done = async () => {
      if (isOver || mine !== run) return
      isOver = true
      stopWatching()
      setStop({ kind: 'doing' })
      if (await tries(mine, () => player?.after(number, since))) await next(mine, number)
    }
    stopWatching = watch(
      page,
      step,
      () => player?.file(step.file ?? ''),
      () => void done(),
    )
  }

  async function next(mine: number, number: number): Promise<void> {
    if (mine !== run) return
    setAt(number + 1)
    await goOn(mine)
  }

  async function tries(mine: number, work: () => Promise<void> | undefined): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      fail(mine, error)
      return false
    }
  }
  function fail(mine: number, error: unknown): void {
    if (mine === run) setStop({ kind: 'stuck', says: error instanceof Error ? error.message : String(error) })
  }

  return {
    at,
    caption,
    stop,
    openAt,
    /** Goes on from what was to be read; does what was to be done; sets up anew what did not come about. */
    async forward(): Promise<void> {
      const mine = run
      const now = stop()
      if (now.kind === 'story') {
        isUnread = false
        setStop({ kind: 'doing' }) // who presses twice goes on once: the next step is a moment away
        return goOn(mine)
      }
      if (now.kind === 'stuck') return openAt(at())
      if (now.kind === 'done') return openAt(0)
      if (now.kind !== 'tap') return
      stopWatching()
      const number = at()
      setStop({ kind: 'doing' })
      if (await tries(mine, () => player?.step(number, 'taps'))) await next(mine, number)
    },
    /** To where something was told before this. */
    async back(): Promise<void> {
      const number = at()
      const here = beats.findLastIndex((beat) => beat <= number)
      const isAtIt = beats[here] === number && stop().kind !== 'story'
      await openAt(beats[Math.max(0, isAtIt ? here - 1 : here)] ?? 0)
    },
  }
}

/** Calls back once somebody has done what a step says, on that page. A file is given to whoever asks for one. @returns how to stop that */
function watch(page: Page, step: Tap, fileOf: () => ReturnType<Player['file']> | undefined, done: () => void): () => void {
  const { target, type, file, key } = step
  const element = () => find(page.document, target)
  const isIt = (event: Event): boolean => event.target instanceof page.Node && element()?.contains(event.target) === true
  const isFilled = () => {
    const now = element()
    return now !== undefined && isDone(now, step, target)
  }
  const on: [string, (event: Event) => void][] =
    file !== undefined
      ? []
      : key !== undefined
        ? [['input', (event) => isIt(event) && isAt(event.target as HTMLInputElement, key) && done()]]
        : type !== undefined
          ? ['input', 'change'].map((kind): [string, (event: Event) => void] => [kind, (event) => isIt(event) && isFilled() && done()])
          : [['click', (event) => isIt(event) && done()]]
  if (key !== undefined) on.push(['keydown', (event) => isIt(event) && (event as KeyboardEvent).key === key && done()])
  for (const [kind, listener] of on) page.addEventListener(kind, listener, true)
  const stopPickers =
    file === undefined
      ? undefined
      : catchPickers(page, async (input) => {
          const given = await fileOf()
          if (!given) return
          giveFile(page, input, given)
          done()
        })
  // Somebody may have been quicker, and done it before they were asked.
  const timer = setInterval(() => !step.causes && isFilled() && done(), LOOK)
  return () => {
    clearInterval(timer)
    stopPickers?.()
    for (const [kind, listener] of on) page.removeEventListener(kind, listener, true)
  }
}

const isAt = ({ value, min, max }: HTMLInputElement, key: string): boolean =>
  key === 'Home' ? value === min : key === 'End' && value === max
