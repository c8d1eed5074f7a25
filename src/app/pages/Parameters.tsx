/** The numbers and readings of one area: what is in force, what it means, and where it comes from. An admin may change some. */
import { inLanguage, locale, t } from '../../language'
import { createSignal, For, Show, untrack } from 'solid-js'
import { areas } from '../../areas'
import type { Parameter, Question } from '../../areas/area'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Pending } from '../../ui/Pending'
import { Refusal } from '../../ui/Refusal'
import { Select } from '../../ui/Select'
import { createAct, createAnswer, useSession } from '../../ui/session'
import { say } from '../../ui/toast'
import { profile } from '../../areas/accounts/views'
import './Parameters.css'

interface Row extends Parameter {
  readonly name: string
  readonly usual: number | string
  readonly becomes: number | string | null
  readonly change: { readonly standing: 'pending' | 'final' | 'void' | 'unknown' } | null
}
const parameters = areas.flatMap((area) => area.questions ?? []).find((question) => question.name === 'parameters') as Question<
  object,
  readonly Row[]
>

export function Parameters(props: { readonly area: string }) {
  const session = useSession()
  const all = createAnswer(parameters, () => ({}))
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  const rows = () => (all() ?? []).filter((row) => row.name.startsWith(`${props.area}.`))
  const [changing, setChanging] = createSignal<Row>()
  const mayChange = (row: Row) => me()?.roles.includes('admin') === true && (row.readings !== undefined || row.range !== undefined)
  return (
    <Show when={rows().length > 0}>
      <h3 class="rule-label">{t`Numbers behind it`}</h3>
      <ul class="parameters">
        <For each={rows()}>
          {(row) => (
            <li class="parameter">
              <div>
                <p>{inLanguage(row.says)}</p>
                <Show when={row.readings}>
                  {(readings) => (
                    <p class="parameter-source">
                      {t`Sources differ: ${readings()
                        .map((reading) => (reading === row.value ? t`${inLanguage(String(reading))} (on)` : inLanguage(String(reading))))
                        .join(t` or `)}`}
                    </p>
                  )}
                </Show>
                <p class="parameter-source">{row.source === 'assumption' ? t`Assumed` : t`Stated`}</p>
              </div>
              <div class="parameter-value">
                <strong class="tabular">{typeof row.value === 'number' ? row.value.toLocaleString(locale) : inLanguage(row.value)}</strong>{' '}
                {inLanguage(row.unit)}
                <Show when={row.becomes !== null}>
                  <span class="parameter-source">
                    {t`soon ${row.becomes}`} <Pending standing={row.change?.standing ?? 'pending'} />
                  </span>
                </Show>
                <Show when={mayChange(row)}>
                  <Button small look="quiet" onClick={() => setChanging(row)}>
                    {t`Change`}
                  </Button>
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
      <Show when={changing()} keyed>
        {(row) => <ChangeParameter row={row} close={() => setChanging(undefined)} />}
      </Show>
    </Show>
  )
}

function ChangeParameter(props: { readonly row: Row; readonly close: () => void }) {
  const act = createAct()
  const session = useSession()
  const [typed, setTyped] = createSignal(String(untrack(() => props.row.value)))
  const [why, setWhy] = createSignal('')
  const [demanded, setDemanded] = createSignal(false)
  const value = () => (typeof props.row.usual === 'number' ? Number(typed()) : typed())
  const error = () => (typeof props.row.usual === 'number' && !/^\d{1,11}$/.test(typed().trim()) ? t`A whole number, please.` : undefined)
  const change = async () => {
    setDemanded(true)
    if (error() || why().trim() === '') return
    const data = { name: props.row.name, value: value(), reasons: session.write(why().trim()) }
    const outcome = await act.act({ type: 'policy.parameterChanged', data })
    if (!outcome?.ok) return
    say(t`Changed. It is in force once it is final.`)
    props.close()
  }
  return (
    <Dialog
      title={t`Change a number of the policy`}
      description={inLanguage(props.row.says)}
      open
      onOpenChange={(open) => !open && props.close()}
    >
      <form
        class="parameter-form"
        onSubmit={(event) => {
          event.preventDefault()
          void change()
        }}
      >
        <Show
          when={props.row.readings}
          fallback={
            <Field
              label={t`New value, in ${inLanguage(props.row.unit)}`}
              inputMode="numeric"
              value={typed()}
              onChange={setTyped}
              error={error()}
              hint={props.row.range ? t`From ${props.row.range[0]} to ${props.row.range[1]}` : undefined}
              autofocus
            />
          }
        >
          {(readings) => (
            <Select
              label={t`Reading`}
              options={readings().map((reading) => ({ value: String(reading), label: String(reading) }))}
              value={typed()}
              onChange={setTyped}
            />
          )}
        </Show>
        <Field
          label={t`Why`}
          lines={2}
          value={why()}
          onChange={setWhy}
          hint={t`For everybody to read.`}
          error={demanded() && why().trim() === '' ? t`Say why.` : undefined}
        />
        <Refusal outcome={act.outcome()} failure={act.failure()} />
        <Button type="submit" look="main" busy={act.busy()}>
          {t`Change it`}
        </Button>
      </form>
    </Dialog>
  )
}
