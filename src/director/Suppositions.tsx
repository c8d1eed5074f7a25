/** What is supposed, line by line, and the ways to suppose more. */
import { inLanguage, t } from '../language'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import X from 'lucide-solid/icons/x'
import { createEffect, createMemo, createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { devices } from '../areas/accounts/tables'
import { profile } from '../areas/accounts/views'
import { breathe } from '../kit/breathe'
import type { Act } from '../log/replay'
import type { Data, DeviceId, Millis } from '../log/types'
import { type Supposed, takenBack } from '../peer/whatIf'
import { capital, deedInWords, otherIn } from '../ui/deeds'
import { isOpen, type ParameterRow, parameters, valueFrom, valueInWords } from '../ui/parameters'
import { createAnswer, useSession } from '../ui/session'
import { exactly } from '../ui/Time'

/** So many acts are offered at once, and among so many of the last ones it is looked for them. */
const OFFERED = 6
const SEARCHED = 5_000
/** So many are put into words before the page may draw again. */
const AT_ONCE = 200

export function Suppositions(props: {
  readonly acts: readonly Act[]
  readonly supposed: Supposed
  readonly onChange: (supposed: Supposed) => void
}) {
  const answer = createAnswer(parameters, () => ({}))
  /** All but what only a founder can say. */
  const numbers = () => answer()?.filter(isOpen) ?? []
  const inWords = createTelling()
  const change = (part: Partial<Supposed>) => props.onChange({ ...props.supposed, ...part })
  const gone = () => props.supposed.without.flatMap((id) => props.acts.find((act) => act.id === id) ?? [])
  const others = () =>
    Object.entries(props.supposed.parameters).flatMap(([name, value]) => {
      const number = numbers().find((each) => each.name === name)
      return number ? [{ number, value }] : []
    })
  const isNothing = () => gone().length + others().length + props.supposed.acts.length === 0

  return (
    <section class="director-part" aria-label={t`What is different`}>
      <Show when={!isNothing()} fallback={<p class="director-small">{t`Nothing is different yet: both worlds are the same.`}</p>}>
        <ul class="supposed">
          <For each={others()}>
            {({ number, value }) => (
              <Line
                says={t`${inLanguage(number.says)} Changed to ${valueInWords(number, value)}.`}
                onRemove={() => {
                  const { [number.name]: _, ...rest } = props.supposed.parameters
                  change({ parameters: rest })
                }}
              />
            )}
          </For>
          <For each={gone()}>
            {(act) => (
              <Line
                says={t`Never happened: ${inWords(act.body, act.at)}`}
                onRemove={() => change({ without: props.supposed.without.filter((id) => id !== act.id) })}
              />
            )}
          </For>
          <For each={props.supposed.acts}>
            {(act) => (
              <Line
                says={t`Happened as well: ${inWords(act, act.at)}`}
                onRemove={() => change({ acts: takenBack(props.supposed.acts, act) })}
              />
            )}
          </For>
        </ul>
      </Show>
      <Way says={t`If a rule had been different`}>
        <OtherNumber
          numbers={numbers()}
          onSuppose={(name, value) => change({ parameters: { ...props.supposed.parameters, [name]: value } })}
        />
      </Way>
      <Way says={t`If something had not happened`}>
        <NotHappened
          acts={props.acts}
          without={props.supposed.without}
          inWords={inWords}
          onSuppose={(id) => change({ without: [...props.supposed.without, id] })}
        />
      </Way>
      <Way says={t`If something else had happened`}>
        <p>{t`Move the timeline to the moment you mean, then do it in “As it would be”, as anybody who has an account in this browser.`}</p>
      </Way>
    </section>
  )
}

function Way(props: { readonly says: string; readonly children: JSX.Element }) {
  const [open, setOpen] = createSignal(false)
  return (
    <details class="supposing" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="director-button">
        {props.says} <ChevronDown aria-hidden="true" />
      </summary>
      <Show when={open()}>
        <div class="director-part">{props.children}</div>
      </Show>
    </details>
  )
}

function Line(props: { readonly says: string; readonly onRemove: () => void }) {
  let line: HTMLLIElement | undefined
  /** It goes: the keyboard goes on from the next one, else from the one before, else from the first way to suppose something. */
  const remove = () => {
    const part = line?.closest('section')
    const at = line ? [...(line.parentElement?.children ?? [])].indexOf(line) : 0
    props.onRemove()
    const left = part?.querySelectorAll<HTMLElement>('.supposed button')
    ;(left?.[Math.min(at, left.length - 1)] ?? part?.querySelector('summary'))?.focus()
  }
  return (
    <li ref={(element) => (line = element)}>
      <span dir="auto">{props.says}</span>
      <button type="button" class="director-close" aria-label={t`Take it back: ${props.says}`} onClick={remove}>
        <X aria-hidden="true" />
      </button>
    </li>
  )
}

function OtherNumber(props: {
  readonly numbers: readonly ParameterRow[]
  readonly onSuppose: (name: string, value: number | string) => void
}) {
  const [chosen, setChosen] = createSignal('tips.leastEUR')
  const [typed, setTyped] = createSignal('')
  const [failure, setFailure] = createSignal<string>()
  const number = createMemo(() => props.numbers.find(({ name }) => name === chosen()))
  const offer = () => {
    const it = number()
    const read = it && valueFrom(it, typed())
    if (!it || !read) return
    setFailure(read.ok ? undefined : read.says)
    if (!read.ok) return
    setTyped('')
    props.onSuppose(it.name, read.value)
  }
  return (
    <form
      class="director-part"
      onSubmit={(event) => {
        event.preventDefault()
        offer()
      }}
    >
      <label class="director-label">
        {t`Which rule`}
        <select
          class="director-input"
          onChange={(event) => {
            setChosen(event.currentTarget.value)
            setTyped('')
          }}
        >
          <For each={props.numbers}>
            {({ name, says }) => (
              <option value={name} selected={name === chosen()}>
                {inLanguage(says)}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class="director-label">
        <Show when={number()}>{(it) => <>{t`Instead of ${valueInWords(it(), it().value)}`}</>}</Show>
        <Show
          when={number()?.readings}
          fallback={
            <input class="director-input" inputmode="decimal" value={typed()} onInput={(event) => setTyped(event.currentTarget.value)} />
          }
        >
          {(readings) => (
            <select class="director-input" onChange={(event) => setTyped(event.currentTarget.value)}>
              <option value="">{t`Choose a reading`}</option>
              <For each={readings()}>
                {(reading) => <option value={String(reading)}>{valueInWords(number() as ParameterRow, reading)}</option>}
              </For>
            </select>
          )}
        </Show>
      </label>
      <Show when={failure()}>
        <p role="alert">{failure()}</p>
      </Show>
      <button type="submit" class="director-button">
        {t`Try it`}
      </button>
    </form>
  )
}

interface Told {
  readonly id: string
  readonly says: string
  /** The same in small letters, to search in. */
  readonly has: string
}

function NotHappened(props: {
  readonly acts: readonly Act[]
  readonly without: readonly string[]
  readonly inWords: (body: Act['body'], at: Millis) => string
  readonly onSuppose: (id: string) => void
}) {
  const [search, setSearch] = createSignal('')
  const [told, setTold] = createSignal<readonly Told[]>([])
  // Put into words once, the last one first, a few at a time: with each letter typed it is only looked through.
  createEffect(() => {
    let isOver = false
    onCleanup(() => (isOver = true))
    void tellAll(props.acts, props.inWords, (more) => !isOver && setTold(more))
  })
  const found = createMemo(() => {
    const words = search().toLowerCase().split(/\s+/).filter(Boolean)
    const gone = new Set(props.without)
    const offered: Told[] = []
    for (const one of told()) {
      if (!gone.has(one.id) && words.every((word) => one.has.includes(word))) offered.push(one)
      if (offered.length === OFFERED) break
    }
    return offered
  })
  let field: HTMLInputElement | undefined
  /** The line that was pressed goes: the keyboard goes on from the next one. */
  const suppose = (id: string, pressed: Element) => {
    const line = pressed.closest('li')
    const next = (line?.nextElementSibling ?? line?.previousElementSibling)?.querySelector('button')
    props.onSuppose(id)
    ;(next ?? field)?.focus()
  }
  return (
    <>
      <label class="director-label">
        {t`Search for a person or an act`}
        <input
          ref={(element) => (field = element)}
          class="director-input"
          type="search"
          value={search()}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <ul class="supposing-acts" aria-label={t`Acts, latest first`}>
        <For each={found()} fallback={<li>{t`Nothing like that has happened recently.`}</li>}>
          {({ id, says }) => (
            <li>
              <button type="button" class="director-person" dir="auto" onClick={({ currentTarget }) => suppose(id, currentTarget)}>
                {says}
              </button>
            </li>
          )}
        </For>
      </ul>
    </>
  )
}

/** @param so told of all that is in words so far; it answers whether anybody still wants to know */
async function tellAll(
  acts: readonly Act[],
  inWords: (body: Act['body'], at: Millis) => string,
  so: (told: readonly Told[]) => unknown,
): Promise<void> {
  const told: Told[] = []
  const least = Math.max(0, acts.length - SEARCHED)
  for (let i = acts.length - 1, piece = 0; i >= least; i--) {
    const act = acts[i] as Act
    if (isOurs(act)) continue
    const says = inWords(act.body, act.at)
    told.push({ id: act.id, says, has: says.toLowerCase() })
    if (++piece % AT_ONCE > 0) continue
    if (so([...told]) === false) return
    await breathe()
  }
  so(told)
}

/** What the host does by itself is nobody's deed. */
const isOurs = ({ body }: Act): boolean => body.type.startsWith('filter.') || body.type === 'accounts.invited'

/** 'Anna: tip of EUR 5.00 to Ben, 3 May 2026, 12:00'. */
function createTelling() {
  const session = useSession()
  const names = new Map<string, string>()
  const nameOf = (account: string): string => {
    const known = names.get(account)
    if (known !== undefined) return known
    const name = session.peer().answers.ask(profile, { account })?.name ?? t`somebody`
    names.set(account, name)
    return name
  }
  return ({ device, type, data }: { readonly device: DeviceId; readonly type: string; readonly data: Data }, at: Millis): string => {
    const doer = session.peer().engine.read(devices, device)?.account
    const other = otherIn(data)
    const deed = deedInWords(type, data, other === undefined ? undefined : nameOf(other))
    return doer ? t`${nameOf(doer)}: ${deed}, ${exactly(at)}` : t`${capital(deed)}, ${exactly(at)}`
  }
}
