import { inLanguage, rich, t } from '../language'
import { useLocation, useNavigate, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, onMount, Show, untrack } from 'solid-js'
import { profile } from '../areas/accounts/views'
import type { Question } from '../areas/area'
import { areas } from '../areas'
import { levelWords } from '../areas/flags/ui/words'
import { amountText, houseNames, isHouse } from '../areas/ledger/ui/words'
import { currencies } from '../kit/money'
import type { Futures, Supposed } from '../peer/whatIf'
import { capital, deedInWords, otherIn } from '../ui/deeds'
import { Money } from '../ui/Money'
import { createAnswer, useSession } from '../ui/session'
import { exactly } from '../ui/Time'
import './Director.css'
import { addressOf } from './supposing'
import './Tours.css'

interface Number {
  readonly name: string
  readonly says: string
  readonly unit: string
  readonly usual: number | string
  readonly value: number | string
  readonly readings?: readonly (number | string)[]
}
const parameters = areas.flatMap((area) => area.questions ?? []).find(({ name }) => name === 'parameters') as Question<
  object,
  readonly Number[]
>
/** Fates shown at most; how many more there are is said. */
const SHOWN = 30

/** The same on a page of its own; `?without=…` says which act. */
export function WhatIfPage() {
  const [search] = useSearchParams<{ without?: string }>()
  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    document.title = t`What if · Mesi`
    heading?.focus({ preventScroll: true })
  })
  return (
    <main class="tours what-if solemn">
      <header class="tours-head">
        <h1 tabindex="-1" ref={(element) => (heading = element)}>
          {t`What if`}
        </h1>
        <a href="/" class="director-link">
          {t`Back to your world`}
        </a>
      </header>
      <p class="tours-lead">
        {t`All that happened in this world is played once more, with one thing changed. You see where the two futures part; nothing of it is kept.`}
      </p>
      <WhatIf without={search.without} />
    </main>
  )
}

/** Supposes other numbers, or that an act had not been, and shows where the futures part. Nothing of it is kept. */
export function WhatIf(props: { readonly without?: string | undefined }) {
  const session = useSession()
  const here = useLocation()
  const answer = createAnswer(parameters, () => ({}))
  /** All but what only a founder can say. */
  const all = () => answer()?.filter(({ usual, readings }) => typeof usual === 'number' || readings)
  const [chosen, setChosen] = createSignal('tips.leastEUR')
  const [typed, setTyped] = createSignal('')
  const [without, setWithout] = createSignal(untrack(() => props.without) ?? '')
  const [played, setPlayed] = createSignal<{ readonly what: Supposed; readonly futures: Futures }>()
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const number = createMemo(() => all()?.find(({ name }) => name === chosen()))
  const event = () => /[A-Za-z0-9_-]{43}$/.exec(without().trim())?.[0]

  const supposed = (): Supposed | undefined => {
    const value = typed().trim()
    const isNumber = typeof number()?.usual === 'number'
    if (value !== '' && isNumber && !/^\d{1,15}$/.test(value)) return undefined
    const id = event()
    if (without().trim() !== '' && !id) return undefined
    return { parameters: value === '' ? {} : { [chosen()]: isNumber ? Number(value) : value }, without: id ? [id] : [] }
  }
  const play = async () => {
    const what = supposed()
    if (!what) return setFailure(t`A number has only digits, and an act is given by the address of its page.`)
    setBusy(true)
    setFailure(undefined)
    try {
      const { suppose } = await import('../peer/whatIf')
      setPlayed({ what, futures: await suppose(session.peer(), what) })
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`That did not work.`)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      class="director-part"
      onSubmit={(submit) => {
        submit.preventDefault()
        void play()
      }}
    >
      <label class="director-label">
        {t`What if this number were another?`}
        <select class="director-input" onChange={(change) => setChosen(change.currentTarget.value)}>
          <For each={all()}>
            {({ name, says }) => (
              <option value={name} selected={name === chosen()}>
                {inLanguage(says)}
              </option>
            )}
          </For>
        </select>
      </label>
      <label class="director-label">
        <Show when={number()}>{(it) => <>{t`Instead of ${inWords(it())}`}</>}</Show>
        <Show
          when={number()?.readings}
          fallback={
            <input class="director-input" inputmode="numeric" value={typed()} onInput={(input) => setTyped(input.currentTarget.value)} />
          }
        >
          {(readings) => (
            <select class="director-input" value={typed()} onChange={(change) => setTyped(change.currentTarget.value)}>
              <option value="">{t`as it is`}</option>
              <For each={readings()}>{(reading) => <option value={String(reading)}>{reading}</option>}</For>
            </select>
          )}
        </Show>
      </label>
      <label class="director-label">
        {t`What if this had not happened? (The address of its page)`}
        <input
          class="director-input"
          value={without()}
          onInput={(input) => setWithout(input.currentTarget.value)}
          placeholder={t`/event/…`}
        />
      </label>
      <Show when={here.pathname.startsWith('/event/') && without() !== here.pathname}>
        <button type="button" class="director-button" onClick={() => setWithout(here.pathname)}>
          {t`The one on this page`}
        </button>
      </Show>
      <button type="submit" class="director-button" disabled={busy()} aria-busy={busy()}>
        {t`Play both futures`}
      </button>
      <Show when={failure()}>
        <p role="alert">{failure()}</p>
      </Show>
      <Show when={played()}>{(found) => <Differences {...found()} />}</Show>
    </form>
  )
}

/** 'it is 200 characters'; money also as people write it. */
function inWords({ value, unit, readings }: Number): string {
  if (readings) return String(value)
  const currency = currencies.find((each) => unit === `smallest units of ${each}`)
  return currency && typeof value === 'number' ? t`${value} ${unit}, which is ${amountText(value, currency)}` : `${value} ${unit}`
}

function Differences(props: { readonly what: Supposed; readonly futures: Futures }) {
  const session = useSession()
  const here = useLocation()
  const navigate = useNavigate()
  const look = () => {
    session.lookBack(props.futures.other)
    if (here.pathname === '/what-if') navigate('/')
  }
  return (
    <div class="director-part" role="status">
      <p>
        {rich`${<strong>{props.futures.fates.length === 1 ? t`1 act` : t`${props.futures.fates.length} acts`}</strong>} would have gone another way, ${<strong>{props.futures.purses.length === 1 ? t`1 balance` : t`${props.futures.purses.length} balances`}</strong>} would be another, and ${<strong>{props.futures.people.length === 1 ? t`1 person` : t`${props.futures.people.length} people`}</strong>} would stand otherwise.`}
      </p>
      <Show when={props.futures.purses.length > 0}>
        <table class="director-table">
          <thead>
            <tr>
              <th scope="col">{t`Who`}</th>
              <th scope="col">{t`has`}</th>
              <th scope="col">{t`would have`}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.futures.purses.slice(0, SHOWN)}>
              {(purse) => (
                <tr>
                  <td>
                    <Name account={purse.account} />
                  </td>
                  <td>
                    <Money amount={purse.is} currency={purse.currency} />
                  </td>
                  <td>
                    <Money amount={purse.would} currency={purse.currency} />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <Show when={props.futures.people.length > 0}>
        <table class="director-table">
          <thead>
            <tr>
              <th scope="col">{t`Who`}</th>
              <th scope="col">{t`stands`}</th>
              <th scope="col">{t`would stand`}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.futures.people.slice(0, SHOWN)}>
              {({ account, level }) => (
                <tr>
                  <td>
                    <Name account={account} />
                  </td>
                  <td>{levelWords[level.is].title}</td>
                  <td>{level.is === level.would ? t`so, with other flags` : levelWords[level.would].title}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <ul class="director-fates">
        <For each={props.futures.fates.slice(0, SHOWN)}>
          {({ step, would }) => (
            <li>
              <Deed type={step.body.type} data={step.body.data} /> <span class="director-small">{exactly(step.at)}</span>
              <br />
              {would === null
                ? t`would have stood`
                : t`would have been refused: ${would.clauses.map(({ id }) => id).join(', ') || would.why}`}
            </li>
          )}
        </For>
      </ul>
      <Show when={props.futures.fates.length > SHOWN}>
        <p class="director-small">{t`And ${props.futures.fates.length - SHOWN} more.`}</p>
      </Show>
      <div class="director-row">
        <a class="director-button" href={addressOf('/stage', props.what)}>
          {t`Both worlds side by side`}
        </a>
        <button type="button" class="director-button" onClick={look}>
          {t`Look at that world`}
        </button>
      </div>
    </div>
  )
}

function Name(props: { readonly account: string }) {
  const person = createAnswer(profile, () => (props.account.startsWith('@') ? undefined : { account: props.account }))
  return <>{person()?.name ?? (isHouse(props.account) ? houseNames[props.account] : t`Somebody`)}</>
}

function Deed(props: { readonly type: string; readonly data: Parameters<typeof deedInWords>[1] }) {
  const other = createAnswer(profile, () => {
    const account = otherIn(props.data)
    return account === undefined ? undefined : { account }
  })
  return <>{capital(deedInWords(props.type, props.data, other()?.name))}</>
}
