/** The policy as a living document: every clause with its source, its numbers, what it did in this world, and its tests. */
import { inLanguage, locale, t } from '../../language'
import { A, useLocation } from '@solidjs/router'
import BookOpen from 'lucide-solid/icons/book-open'
import Search from 'lucide-solid/icons/search'
import { createEffect, createMemo, createResource, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { clauseTests } from 'virtual:clause-tests'
import { areas, rests } from '../../areas'
import type { Clause } from '../../areas/area'
import { logClauses } from '../../areas/compose'
import { type Doings, recordOf } from '../../peer/record'
import { capital } from '../../ui/deeds'
import { Empty } from '../../ui/Empty'
import { Field } from '../../ui/Field'
import { Page } from '../../ui/Page'
import { isIn } from '../../ui/fuzzy'
import { parameters } from '../../ui/parameters'
import { createAnswer, createIsBackfilling, useSession } from '../../ui/session'
import { titles } from '../chapters'
import './Handbook.css'
import { isSought, Parameters } from './Parameters'

interface Chapter {
  readonly name: string
  readonly title: string
  readonly clauses: readonly (readonly [id: string, clause: Clause])[]
  /** What its numbers are searched for, if only some of them are shown. */
  readonly numbers?: string
}

const sources: Readonly<Record<Clause['source'], string>> = {
  seed: t`Founding text`,
  whitepaper: t`White paper`,
  docs: t`Documentation`,
  assumption: t`Assumption`,
  design: t`How Mesi works`,
}

/** What holds for every act, whichever area says so. */
const isOfLog = ([id]: readonly [string, unknown]) => id.startsWith('LOG-')
const inOrder = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => a.localeCompare(b, 'en', { numeric: true })

const chapters: readonly Chapter[] = [
  ...areas.map(({ name, clauses }) => ({
    name,
    title: titles[name] ?? name,
    clauses: Object.entries(clauses).filter((clause) => !isOfLog(clause)),
  })),
  {
    name: 'log',
    title: t`Every act`,
    clauses: [...Object.entries(logClauses), ...areas.flatMap(({ clauses }) => Object.entries(clauses).filter(isOfLog))].toSorted(inOrder),
  },
]

export function Handbook() {
  const session = useSession()
  const location = useLocation()
  const [sought, setSought] = createSignal('')
  const all = createAnswer(parameters, () => ({}))
  const isBackfilling = createIsBackfilling()
  const [record] = createResource(
    () => [session.peer(), isBackfilling()] as const,
    ([peer]) => recordOf(peer),
    { initialValue: undefined },
  )
  const shown = createMemo(() => {
    const words = sought().trim()
    if (words === '') return chapters
    return chapters.flatMap((chapter): Chapter | [] => {
      if (isIn(words, [chapter.title])) return chapter // who looks for a chapter finds all of it
      const clauses = chapter.clauses.filter(([id, { text, source }]) => isIn(words, [id, inLanguage(text), text, sources[source]]))
      const numbers = (all() ?? []).some((row) => row.name.startsWith(`${chapter.name}.`) && isSought(row, words))
      return clauses.length > 0 || numbers ? { ...chapter, clauses, numbers: words } : []
    })
  })
  // A link to a rule leads to it from elsewhere and from here; the heading of the screen, which takes the focus first, gives it on.
  createEffect(
    on(
      () => location.hash,
      (hash) => {
        const frame = requestAnimationFrame(() => {
          const target = document.getElementById(hash.slice(1))
          if (!target?.classList.contains('rule')) return
          target.scrollIntoView({ block: 'center' })
          target.focus({ preventScroll: true })
        })
        onCleanup(() => cancelAnimationFrame(frame))
      },
    ),
  )

  return (
    <Page title={t`Handbook`}>
      <p class="handbook-lead">
        {t`The rules of this world in plain words. Each one is asked before an act and again at its place in the log, on every device. Where nobody has said what should hold, we assumed, and say so.`}
      </p>
      <Show when={isBackfilling()}>
        <p class="handbook-lead" role="status">
          {t`The history of this world is still on its way to this device: what each rule has done is counted from what has come.`}
        </p>
      </Show>
      <Field
        label={t`Search the rules`}
        type="search"
        value={sought()}
        onChange={setSought}
        placeholder={t`handle, commission, TIP-3…`}
        before={<Search aria-hidden="true" />}
      />
      <nav class="handbook-chapters" aria-label={t`Chapters`}>
        <For each={shown()}>
          {(chapter) => (
            <a class="pill-link" href={`#chapter-${chapter.name}`}>
              {chapter.title} <span class="tabular">{chapter.clauses.length || ''}</span>
            </a>
          )}
        </For>
      </nav>
      <Show
        when={shown().length > 0}
        fallback={
          <Empty
            title={t`No rule and no number says that`}
            says={t`Try another word, or the id of a rule, such as TIP-3.`}
            picture={<BookOpen />}
          />
        }
      >
        <For each={shown()}>
          {(chapter) => (
            <section class="card handbook-chapter" id={`chapter-${chapter.name}`}>
              <h2>{chapter.title}</h2>
              <For each={chapter.clauses}>
                {([id, clause]) => <Rule id={id} clause={clause} doings={record.latest?.get(id)} marked={location.hash === `#${id}`} />}
              </For>
              <Parameters area={chapter.name} sought={chapter.numbers ?? ''} />
            </section>
          )}
        </For>
      </Show>
    </Page>
  )
}

function Rule(props: { readonly id: string; readonly clause: Clause; readonly doings: Doings | undefined; readonly marked: boolean }) {
  const tests = () => clauseTests[props.id] ?? []
  return (
    <article class="rule" id={props.id} tabindex="-1" data-marked={props.marked ? '' : undefined}>
      <header class="rule-head">
        <h3 class="clause-id">{props.id}</h3>
        <span class="rule-source" data-source={props.clause.source}>
          {sources[props.clause.source]}
        </span>
      </header>
      <p>{inLanguage(props.clause.text)}</p>
      <details class="rule-more">
        <summary>{inWorld(props.id, props.doings)}</summary>
        <Show when={props.doings?.latest.length}>
          <p class="rule-label">{t`Stopped lately`}</p>
          <ul class="rule-list">
            <For each={props.doings?.latest.toReversed()}>
              {(event, n) => (
                <li>
                  <A href={`/event/${event}`}>{n() === 0 ? t`The last one` : t`${n() + 1} ago`}</A>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <p class="rule-label">{t`Tested`}</p>
        <ul class="rule-list" lang="en" dir="ltr">
          <For each={tests()}>{(test) => <li>{test}</li>}</For>
        </ul>
      </details>
    </article>
  )
}

/** What it has done here; what screens keep, no act is asked for. */
function inWorld(id: string, doings: Doings | undefined): string {
  if (!doings) return askedOfActs.has(id) ? t`Not used in this world yet` : t`How it is tested`
  const { applied, refused } = doings
  const used = applied === 1 ? t`Used once here` : t`Used ${applied.toLocaleString(locale)} times here`
  if (refused === 0) return used
  const stopped = refused === 1 ? t`stopped one act` : t`stopped ${refused.toLocaleString(locale)} acts`
  return applied === 0 ? capital(stopped) : t`${used}, ${stopped}`
}
const askedOfActs = new Set([...rests.values()].flat())
