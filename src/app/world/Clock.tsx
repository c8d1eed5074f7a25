/** The world's own time, and how its host moves it on (K11). */
import { locale, t } from '../../language'
import { createSignal, Show } from 'solid-js'
import { forField } from '../../director/moving'
import { once } from '../../kit/once'
import { spanOf } from '../../peer/span'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Progress } from '../../ui/Progress'
import { useSession } from '../../ui/session'
import { exactly } from '../../ui/Time'
import { say } from '../../ui/toast'
import { useWorldTime } from '../../ui/worldTime'
import { Card, Figure } from './Card'

const spans = [
  { value: '1h', label: t`1 hour` },
  { value: '1d', label: t`1 day` },
  { value: '31d', label: t`31 days` },
  { value: '1 month', label: t`1 month` },
  { value: 'date', label: t`To a date` },
] as const
type Span = (typeof spans)[number]['value']

const withSeconds = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' }))

export function Clock() {
  const session = useSession()
  const now = useWorldTime()
  return (
    <Card title={t`Clock`}>
      <dl class="world-figures">
        <Figure label={t`It is now in this world`} big>
          <time class="tabular" dateTime={new Date(now()).toISOString()}>
            {withSeconds().format(now())}
          </time>
        </Figure>
      </dl>
      <Show
        when={session.peer().isHost}
        fallback={<p class="world-says">{t`All devices share this time. Only the device that hosts the world can move it.`}</p>}
      >
        <Advance now={now()} />
      </Show>
    </Card>
  )
}

function Advance(props: { readonly now: number }) {
  const session = useSession()
  const [span, setSpan] = createSignal<Span>('1d')
  const [date, setDate] = createSignal('')
  const [why, setWhy] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()

  /** Where the clock would go; `undefined` while no date is chosen. */
  const goal = () => {
    const chosen = span()
    if (chosen !== 'date') return props.now + spanOf(chosen, props.now)
    const at = new Date(date()).getTime()
    return Number.isNaN(at) ? undefined : at
  }
  const isPast = () => (goal() ?? Infinity) <= props.now

  const move = async () => {
    const to = goal()
    if (to === undefined || isPast()) return
    setBusy(true)
    setFailure(undefined)
    try {
      const reason = why().trim()
      await session.mesi.clock.advance(span() === 'date' ? new Date(to) : span(), ...(reason ? [reason] : []))
      say(t`It is now ${exactly(session.mesi.clock.now())}`)
      setWhy('')
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t`The clock could not be moved.`)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      class="world-form"
      onSubmit={(event) => {
        event.preventDefault()
        void move()
      }}
    >
      <Choice legend={t`Move it forward by`} options={spans} value={span()} onChange={setSpan} />
      <Show when={span() === 'date'}>
        <label class="world-date">
          <span>{t`Date and time`}</span>
          <input type="datetime-local" min={forField(props.now)} value={date()} onInput={(event) => setDate(event.currentTarget.value)} />
        </label>
      </Show>
      <Field
        label={t`Why`}
        hint={t`Everybody in this world can read it.`}
        value={why()}
        onChange={(value) => setWhy([...value].slice(0, 200).join(''))}
      />
      <p class="world-says">
        <Show when={goal()} fallback={t`Choose a date that lies ahead.`}>
          {(to) => (
            <Show when={!isPast()} fallback={t`Time only goes forward: choose a later date.`}>
              {t`Everything that falls due until ${exactly(to())} happens at once. It cannot be turned back.`}
            </Show>
          )}
        </Show>
      </p>
      <Show when={busy()}>
        <Progress label={t`Moving the clock`} />
      </Show>
      <Show when={failure()}>
        <Notice kind="bad" title={t`The clock did not move`}>
          <p>{failure()}</p>
        </Notice>
      </Show>
      <div class="world-card-actions">
        <Button type="submit" look="dark" busy={busy()} disabled={goal() === undefined || isPast()}>
          {t`Move the clock`}
        </Button>
      </div>
    </form>
  )
}
