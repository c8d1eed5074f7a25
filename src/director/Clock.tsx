import { t } from '../language'
import History from 'lucide-solid/icons/rotate-ccw-clock'
import { createSignal, For, Show } from 'solid-js'
import { exactly } from '../ui/Time'
import { useSession } from '../ui/session'
import { useWorldTime } from '../ui/worldTime'
import { createSpeed, forField, lookBackTo, speeds } from './moving'

const steps = [
  ['1h', t`An hour`],
  ['1d', t`A day`],
  ['7d', t`A week`],
  ['1 month', t`A month`],
  ['12 months', t`A year`],
] as const

/** The world's clock: it only ever goes ahead, for everybody, in leaps or fast; looking back is for this screen alone. */
export function Clock() {
  const session = useSession()
  const now = useWorldTime()
  const speed = createSpeed(session)
  const [date, setDate] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const isHost = () => session.peer().isHost
  const isPast = () => session.past() !== undefined
  /** Whoever has just pressed one of the buttons keeps the focus there: they are not disabled, and do nothing. */
  const isOff = () => busy() || isPast()
  /** `undefined` while no date is chosen. */
  const chosen = () => {
    const at = new Date(date()).getTime()
    return Number.isNaN(at) ? undefined : at
  }
  const isAhead = () => (chosen() ?? 0) > now()
  const told = async (work: () => Promise<unknown>) => {
    setFailure(undefined)
    try {
      await work()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`That did not work.`)
    }
  }
  const run = async (work: () => Promise<unknown>) => {
    if (isOff()) return
    setBusy(true)
    await told(work)
    setBusy(false)
  }
  const goTo = (to: number) => (isAhead() ? session.mesi.clock.advance(new Date(to)) : lookBackTo(session, to))
  return (
    <div class="director-part">
      <p class="director-now tabular">{exactly(now())}</p>
      <Show when={isHost()} fallback={<p class="director-small">{t`Only the device that hosts this world can move its clock.`}</p>}>
        <div class="director-row">
          <For each={steps}>
            {([by, label]) => (
              <button
                type="button"
                class="director-button"
                aria-disabled={isOff()}
                onClick={() => void run(() => session.mesi.clock.advance(by))}
              >
                {t`${label} on`}
              </button>
            )}
          </For>
        </div>
        <div class="director-row" role="group" aria-label={t`Run the clock`}>
          <For each={speeds}>
            {({ times, label }) => (
              <button
                type="button"
                class="director-button"
                aria-pressed={speed() === times}
                disabled={isPast()}
                onClick={() => (speed() === times ? session.mesi.clock.pause() : void told(() => session.mesi.clock.run(times)))}
              >
                {label}
              </button>
            )}
          </For>
        </div>
      </Show>
      <form
        class="director-date"
        onSubmit={(event) => {
          event.preventDefault()
          const to = chosen()
          if (to !== undefined) void run(() => goTo(to))
        }}
      >
        <label class="director-label">
          {t`Date and time`}
          <input
            class="director-input"
            type="datetime-local"
            min={forField(session.peer().genesis.begins)}
            {...(isHost() ? {} : { max: forField(now()) })}
            readOnly={isPast()}
            value={date()}
            onInput={(event) => setDate(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="director-button" aria-disabled={isOff()} disabled={chosen() === undefined || (isAhead() && !isHost())}>
          <Show when={chosen() === undefined || isAhead()} fallback={t`Look back to it`}>
            {t`Go there`}
          </Show>
        </button>
      </form>
      <button
        type="button"
        class="director-button"
        aria-busy={busy()}
        aria-disabled={isOff()}
        onClick={() => void run(() => lookBackTo(session))}
      >
        <History aria-hidden="true" /> {t`Look back`}
      </button>
      <Show when={failure()}>
        <p role="alert">{failure()}</p>
      </Show>
    </div>
  )
}
