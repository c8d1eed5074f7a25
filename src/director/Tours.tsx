/** Every tour there is: those of the project, and those that were recorded or imported in this browser. */
import { inLanguage, t } from '../language'
import { A, useLocation } from '@solidjs/router'
import Download from 'lucide-solid/icons/download'
import FlaskConical from 'lucide-solid/icons/flask-conical'
import Trash from 'lucide-solid/icons/trash'
import Upload from 'lucide-solid/icons/upload'
import Video from 'lucide-solid/icons/video'
import { createEffect, createResource, createSignal, For, type JSX, onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { readScenario, type Scenario } from '../scenarios/scenario'
import { goOnAt } from '../ui/giveBack'
import { chaptersOf, minutesOf } from './beats'
import { Cover } from './Cover'
import './Director.css'
import { saveAs } from './saveAs'
import { besideOthers, forget, keep, kept } from './shelves'
import './Tours.css'

/** What is in a file; else what is wrong with it, for who wrote it, in English. */
async function readIn(file: File): Promise<Scenario | { readonly wrong: string }> {
  try {
    return readScenario(await file.text())
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : '' }
  }
}

export function Tours() {
  const [shelf] = createResource(async () => (await import('../scenarios')).shelf)
  const [mine, { refetch }] = createResource(kept)
  const [failure, setFailure] = createSignal<string>()
  let input: HTMLInputElement | undefined
  let importing: HTMLButtonElement | undefined
  let heading: HTMLHeadingElement | undefined
  let list: HTMLElement | undefined
  onMount(() => {
    document.title = t`Tours · Mesi`
    heading?.focus({ preventScroll: true })
  })
  // Whoever comes back from a tour goes on where they left.
  const left = useLocation<{ readonly left?: string }>().state?.left
  createEffect(() => {
    if (left !== undefined && shelf() && mine.latest) list?.querySelector<HTMLElement>(`[href="/tours/${left}"]`)?.focus()
  })
  const take = async (file: File | undefined) => {
    if (!file) return
    setFailure(undefined)
    const read = await readIn(file)
    if ('wrong' in read) return void setFailure(t`${file.name} is no tour that can be played (${read.wrong}).`)
    try {
      await keep(await besideOthers(read))
      await refetch()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`This browser could not keep the tour.`)
    }
  }
  const remove = async (id: string, pressed: Element) => {
    const card = pressed.closest('li')
    const at = card ? [...(card.parentElement?.children ?? [])].indexOf(card) : 0
    await forget(id)
    await refetch()
    // It has gone with its tour: the keyboard goes on at the next one, else where one more is brought in.
    const left = list?.querySelectorAll('.tours-mine li a')
    goOnAt(left?.[Math.min(at, left.length - 1)], importing)
  }
  return (
    <main class="tours solemn" ref={(element) => (list = element)}>
      <header class="tours-head">
        <h1 tabindex="-1" ref={(element) => (heading = element)}>
          {t`Tours`}
        </h1>
        <a href="/" class="director-link">
          {t`Back to your world`}
        </a>
      </header>
      <p class="tours-lead">
        {t`Each is played in a world of its own, by you or by itself. What you do there is real, and yours stays as it is.`}
      </p>
      <ul class="tours-list">
        <For each={shelf()}>{(scenario) => <Card scenario={scenario} level="h2" />}</For>
      </ul>
      <section class="tours-mine" aria-labelledby="tours-mine">
        <h2 id="tours-mine">{t`Yours`}</h2>
        <p class="tours-lead">{t`Whatever you do in Mesi can become a tour, and a test.`}</p>
        <div class="director-row">
          <A href="/record" class="director-button">
            <Video aria-hidden="true" /> {t`Record what I do`}
          </A>
          <button ref={(element) => (importing = element)} type="button" class="director-button" onClick={() => input?.click()}>
            <Upload aria-hidden="true" /> {t`Import a tour`}
          </button>
          <input
            ref={(element) => (input = element)}
            class="unseen"
            type="file"
            tabindex="-1"
            aria-label={t`File of a tour`}
            accept="application/json,.json"
            onChange={(event) => {
              void take(event.currentTarget.files?.[0])
              event.currentTarget.value = ''
            }}
          />
        </div>
        <Show when={failure()}>
          <p role="alert">{failure()}</p>
        </Show>
        <ul class="tours-list">
          {/* While they are read again the page stands as it is. */}
          <For each={mine.latest}>
            {(scenario) => (
              <Card scenario={scenario} level="h3">
                <div class="director-row">
                  <button
                    type="button"
                    class="director-button"
                    onClick={() => saveAs(`${scenario.id}.json`, JSON.stringify(scenario, null, 2))}
                  >
                    <Download aria-hidden="true" /> {t`File`}
                    <span class="unseen"> {t`of ${inLanguage(scenario.title)}`}</span>
                  </button>
                  <button
                    type="button"
                    class="director-button"
                    onClick={async () => saveAs(`${scenario.id}.spec.ts`, (await import('../scenarios/spec')).specOf(scenario))}
                  >
                    <FlaskConical aria-hidden="true" /> {t`Test`}
                    <span class="unseen"> {t`of ${inLanguage(scenario.title)}`}</span>
                  </button>
                  <button
                    type="button"
                    class="director-close"
                    aria-label={t`Delete ${inLanguage(scenario.title)}`}
                    onClick={({ currentTarget }) => void remove(scenario.id, currentTarget)}
                  >
                    <Trash aria-hidden="true" />
                  </button>
                </div>
              </Card>
            )}
          </For>
        </ul>
      </section>
    </main>
  )
}

function Card(props: { readonly scenario: Scenario; readonly level: 'h2' | 'h3'; readonly children?: JSX.Element }) {
  const chapters = () => chaptersOf(props.scenario).length
  const minutes = () => minutesOf(props.scenario)
  const devices = () => props.scenario.peers.length
  return (
    <li class="tours-card">
      <Cover scenario={props.scenario} />
      <div class="tours-words">
        <Dynamic component={props.level}>
          <A href={`/tours/${props.scenario.id}`}>{inLanguage(props.scenario.title)}</A>
        </Dynamic>
        <p>{inLanguage(props.scenario.tells)}</p>
        <p class="tours-facts">
          {t`${chapters() === 1 ? t`1 chapter` : t`${chapters()} chapters`} · about ${minutes() === 1 ? t`a minute` : t`${minutes()} minutes`}${devices() > 1 ? t` · ${devices()} devices` : ''}`}
        </p>
        {props.children}
      </div>
    </li>
  )
}
