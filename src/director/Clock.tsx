import { t } from '../language'
import History from 'lucide-solid/icons/rotate-ccw-clock'
import { createSignal, For, Show } from 'solid-js'
import { exactly } from '../ui/Time'
import { useSession } from '../ui/session'
import { useWorldTime } from '../ui/worldTime'

const steps = [
  ['1h', t`An hour`],
  ['1d', t`A day`],
  ['7d', t`A week`],
  ['1 month', t`A month`],
] as const

/** The world's clock: it only ever leaps ahead, for everybody; looking back is for this screen alone. */
export function Clock() {
  const session = useSession()
  const now = useWorldTime()
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setFailure(undefined)
    try {
      await work()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`That did not work.`)
    } finally {
      setBusy(false)
    }
  }
  const lookBack = async () => {
    const { openPast } = await import('../peer/past')
    session.lookBack(await openPast(session.peer()))
  }
  return (
    <div class="director-part">
      <p class="director-now tabular">{exactly(now())}</p>
      <Show
        when={session.peer().isHost}
        fallback={<p class="director-small">{t`Only the device that hosts this world can move its clock.`}</p>}
      >
        <div class="director-row">
          <For each={steps}>
            {([by, label]) => (
              <button
                type="button"
                class="director-button"
                disabled={busy() || session.past() !== undefined}
                onClick={() => void run(() => session.mesi.clock.advance(by))}
              >
                {t`${label} on`}
              </button>
            )}
          </For>
        </div>
      </Show>
      <button
        type="button"
        class="director-button"
        aria-busy={busy()}
        disabled={busy() || session.past() !== undefined}
        onClick={() => void run(lookBack)}
      >
        <History aria-hidden="true" /> {t`Look back`}
      </button>
      <Show when={failure()}>
        <p role="alert">{failure()}</p>
      </Show>
    </div>
  )
}
