/** The numbers and readings of one area: what is in force, what it means, and where it comes from. An admin may change some. */
import { inLanguage, listed, t } from '../../language'
import { createMemo, createSignal, For, Show, untrack } from 'solid-js'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { createDraft } from '../../ui/draft'
import { Field } from '../../ui/Field'
import { isIn } from '../../ui/fuzzy'
import { type ParameterRow, parameters, rangeInWords, unitInWords, valueFrom, valueInWords, valueTyped } from '../../ui/parameters'
import { Pending } from '../../ui/Pending'
import { Refusal } from '../../ui/Refusal'
import { Select } from '../../ui/Select'
import { createAct, createAnswer, useSession } from '../../ui/session'
import { say } from '../../ui/toast'
import { profile } from '../../areas/accounts/views'
import { z } from '../../areas/shapes'
import './Parameters.css'

/** Whether a number of the policy is one that somebody looks for, in the language of the page or in English. */
export const isSought = (row: ParameterRow, sought: string): boolean =>
  isIn(sought, [
    inLanguage(row.says),
    row.says,
    row.name,
    row.source === 'assumption' ? t`Assumed` : t`Stated`,
    ...(row.readings ?? [row.value]).map((value) => valueInWords(row, value)),
  ])

/** @param props.sought only numbers that have these words, if there are any */
export function Parameters(props: { readonly area: string; readonly sought?: string }) {
  const session = useSession()
  const all = createAnswer(parameters, () => ({}))
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  const rows = () => (all() ?? []).filter((row) => row.name.startsWith(`${props.area}.`) && isSought(row, props.sought ?? ''))
  const [changing, setChanging] = createSignal<ParameterRow>()
  const mayChange = (row: ParameterRow) => me()?.roles.includes('admin') === true && (row.readings !== undefined || row.range !== undefined)
  const either = (row: ParameterRow, readings: readonly (number | string)[]) =>
    listed(
      readings.map((reading) => (reading === row.value ? t`${valueInWords(row, reading)} (on)` : valueInWords(row, reading))),
      'disjunction',
    )
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
                      {row.isChoice ? t`One of: ${either(row, readings())}` : t`Sources differ: ${either(row, readings())}`}
                    </p>
                  )}
                </Show>
                <p class="parameter-source">{row.source === 'assumption' ? t`Assumed` : t`Stated`}</p>
              </div>
              <div class="parameter-value">
                <strong class="tabular">{valueInWords(row, row.value)}</strong>
                <Show when={row.becomes !== null}>
                  <span class="parameter-source">
                    {t`soon ${valueInWords(row, row.becomes ?? row.value)}`} <Pending standing={row.change?.standing ?? 'pending'} />
                  </span>
                </Show>
                <Show when={mayChange(row)}>
                  <Button small onClick={() => setChanging(row)}>
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

function ChangeParameter(props: { readonly row: ParameterRow; readonly close: () => void }) {
  const session = useSession()
  const name = untrack(() => `change ${props.row.name} from ${props.row.value}`)
  const draft = createDraft(
    () => name,
    () => ({ typed: valueTyped(props.row, props.row.value), why: '' }),
    { typed: z.string(), why: z.string() },
  )
  const act = createAct(draft)
  const typed = () => draft.now().typed
  const setTyped = (typed: string) => draft.change({ typed })
  const why = () => draft.now().why
  const setWhy = (why: string) => draft.change({ why })
  const [demanded, setDemanded] = createSignal(false)
  const settable = (readings: readonly (number | string)[]) =>
    readings.filter((reading) => reading === props.row.value || !props.row.foundedWith?.some((only) => only === reading))
  const read = createMemo(() => valueFrom(props.row, typed()))
  const error = () => {
    const it = read()
    return it.ok ? undefined : it.says
  }
  const change = async () => {
    setDemanded(true)
    const it = read()
    if (!it.ok || why().trim() === '') return
    const data = { name: props.row.name, value: it.value, reasons: session.write(why().trim()) }
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
              label={t`New value, in ${unitInWords(props.row)}`}
              inputMode="decimal"
              value={typed()}
              onChange={setTyped}
              error={error()}
              hint={props.row.range && rangeInWords(props.row, props.row.range)}
              autofocus
            />
          }
        >
          {(readings) => (
            <Select
              label={t`Reading`}
              options={settable(readings()).map((reading) => ({ value: String(reading), label: valueInWords(props.row, reading) }))}
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
