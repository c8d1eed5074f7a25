/** What if: the world as it is and as it would be, side by side at any moment, and where the two part. */
import { t } from '../language'
import { A, useSearchParams } from '@solidjs/router'
import { createEffect, createResource, createSignal, createUniqueId, For, on, onMount, Show, untrack } from 'solid-js'
import type { Millis } from '../log/types'
import { nothing, openWhatIf, type Supposed } from '../peer/whatIf'
import { useSession } from '../ui/session'
import { useWorldTime } from '../ui/worldTime'
import { AppFrame } from './AppFrame'
import { Differences } from './Differences'
import type { Way } from './DifferingScreens'
import './Director.css'
import './Futures.css'
import { MomentLine } from './MomentLine'
import { Person } from './Person'
import './Stage.css'
import type { ShownPane } from './shown'
import { suppose, supposedOf } from './supposing'
import { Suppositions } from './Suppositions'

export function Futures() {
  const session = useSession()
  const [search] = useSearchParams<{ without?: string }>()
  let heading: HTMLHeadingElement | undefined
  let sides: HTMLDivElement | undefined
  const world = () => session.peer().world
  const supposed = () => supposedOf(world())
  const [whatIf] = createResource(session.peer, openWhatIf)
  const [futures] = createResource(
    () => (whatIf.error === undefined && whatIf() ? ([whatIf(), supposed()] as const) : undefined),
    ([history, supposed]) => history?.futures(supposed),
  )
  const [moment, setMoment] = createSignal<Millis>()
  const [failure, setFailure] = createSignal<string>()
  const [together, setTogether] = createSignal(true)
  /** Where both are, once one of them went anywhere. */
  let path: string | undefined
  const panes = new Map<string, ShownPane>()
  const seek = (to: Millis) => {
    setMoment(to)
    for (const pane of panes.values()) pane.seek(to)
  }
  /** What was done in a pane it shows already; what is supposed here it has to play. */
  let isShown = false
  const change = (next: Supposed) => {
    setFailure(undefined)
    suppose(world(), next)
  }
  createEffect(
    on(
      supposed,
      () => {
        if (!isShown) panes.get('would')?.again()
        isShown = false
      },
      { defer: true },
    ),
  )
  // `?without=/event/…`: from the page of an act.
  createEffect(() => {
    const acts = whatIf.error === undefined && search.without !== undefined ? whatIf()?.acts : undefined
    if (!acts) return
    const id = /[A-Za-z0-9_-]{43}$/.exec(search.without ?? '')?.[0]
    const { without } = untrack(supposed)
    if (!acts.some((act) => act.id === id)) setFailure(t`What this link leaves out is not final in this world, or never happened in it.`)
    else if (id && !without.includes(id)) change({ ...untrack(supposed), without: [...without, id] })
  })
  /** Both begin at that page, where one can see that something is missing in one of them. */
  const begin = untrack(() => (/^\/\w+\/[A-Za-z0-9_-]{43}$/.test(search.without ?? '') ? search.without : '/'))
  // Who looks back by the clock moves both.
  const worldNow = useWorldTime()
  createEffect(() => session.past() && seek(worldNow()))
  /** Its end, unless another one was chosen. */
  const now = () => moment() ?? Number.MAX_SAFE_INTEGER
  const be = (account: string) => {
    session.be(account)
    for (const pane of panes.values()) pane.be(account)
  }
  /** A screen in both, at their ends: there they differ. */
  const open = ({ path: to, as }: Way) => {
    if (as !== undefined) be(as)
    if (whatIf.latest) seek(whatIf.latest.ends)
    for (const pane of panes.values()) pane.goTo(to)
    path = to
    sides?.scrollIntoView({ block: 'nearest' }) // on a phone they stand below
  }
  onMount(() => {
    document.title = t`What if · Mesi`
    heading?.focus({ preventScroll: true })
  })

  return (
    <main class="stage futures">
      <header class="stage-head">
        <h1 tabindex="-1" ref={(element) => (heading = element)}>
          {t`What if`}
        </h1>
        <Show when={session.personas().length > 1}>
          <label class="futures-who">
            {t`Seen as`}
            <select class="director-input" onChange={(event) => be(event.currentTarget.value)}>
              <Show when={session.me() === undefined}>
                <option value="" disabled selected>{t`Nobody yet`}</option>
              </Show>
              <For each={session.personas()}>{({ account }) => <Person account={account} selected={account === session.me()} />}</For>
            </select>
          </label>
        </Show>
        <label class="futures-together">
          <input type="checkbox" checked={together()} onChange={(event) => setTogether(event.currentTarget.checked)} />
          {t`Keep both on the same page`}
        </label>
        <A href="/" class="director-link">
          {t`Leave What if`}
        </A>
      </header>
      <div class="futures-side">
        <Show when={whatIf.error === undefined && whatIf()} fallback={<p aria-busy={whatIf.loading}>{t`Reading the history…`}</p>}>
          {(history) => <Suppositions acts={history().acts} supposed={supposed()} onChange={change} />}
        </Show>
        <Show when={failure() ?? (whatIf.error as Error | undefined)?.message ?? (futures.error as Error | undefined)?.message}>
          {(why) => <p role="alert">{why()}</p>}
        </Show>
        <Show when={supposed() !== nothing && futures.error === undefined && futures.latest}>
          {(found) => <Differences futures={found()} busy={futures.loading} open={open} />}
        </Show>
      </div>
      <Show when={whatIf.error === undefined && whatIf()}>
        {(history) => (
          <section class="futures-line" aria-label={t`Moment in both worlds`}>
            <MomentLine
              begins={history().begins}
              ends={history().ends}
              moments={history().acts.map(({ at }) => at)}
              moment={Math.min(now(), history().ends)}
              onSeek={seek}
            />
          </section>
        )}
      </Show>
      <div class="stage-panes" ref={(element) => (sides = element)}>
        <World name="is" title={t`As it is`} supposed={() => nothing} />
        <World name="would" title={t`As it would be`} supposed={supposed} acts />
      </div>
    </main>
  )

  function World(props: {
    readonly name: 'is' | 'would'
    readonly title: string
    readonly supposed: () => Supposed
    /** What is done in it is supposed, too. */
    readonly acts?: true
  }) {
    const frame = createUniqueId()
    return (
      <section class="stage-pane" aria-label={props.title}>
        <header class="stage-pane-head">
          <h2>{props.title}</h2>
          <span class="director-small">{props.acts ? t`What you do here stays in this version.` : t`View only.`}</span>
        </header>
        <AppFrame
          name={`what-if-${frame}`}
          title={props.title}
          address={`${begin}?${new URLSearchParams({ as: session.me() ?? '', peer: session.peer().store.peer })}`}
          made={(element) => {
            element.shown = {
              supposed: () => props.supposed(),
              moment: now,
              added: props.acts
                ? (act) => {
                    isShown = true
                    change({ ...supposed(), acts: [...supposed().acts, act] })
                  }
                : undefined,
              ready: (pane) => {
                panes.set(props.name, pane)
                // Somebody else may have been chosen, or another page opened in the other one, since this one was asked for.
                const me = session.me()
                if (me !== undefined) pane.be(me)
                if (together() && path) pane.goTo(path)
              },
              failed: setFailure,
              went: (to) => {
                if (!together()) return
                path = to
                for (const [name, pane] of panes) if (name !== props.name) pane.goTo(to)
              },
            }
          }}
        />
      </section>
    )
  }
}
