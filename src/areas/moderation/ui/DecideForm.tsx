import { t } from '../../../language'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Choice } from '../../../ui/Choice'
import { Refusal } from '../../../ui/Refusal'
import { Select } from '../../../ui/Select'
import { createAct, useSession } from '../../../ui/session'
import { type Breach, barredBy, breaches } from '../../flags/events'
import { breachWords } from '../../flags/ui/words'
import { type Outcome, outcomes } from '../events'
import type { CaseCard } from '../views'
import { onKeys } from './keys'
import './MyDecisions.css'
import { Reasons } from './Reasons'

const labels: { readonly [O in Outcome]: string } = {
  clear: t`1 Nothing wrong`,
  remove: t`2 Remove`,
  yellow: t`3 Yellow flag`,
  red: t`4 Red flag`,
  black: t`5 Black flag`,
}
const says: { readonly [O in Outcome]: string } = {
  clear: t`It stays, or is back once this can no longer be undone. It cannot be reported again unless it changes.`,
  remove: t`It is taken down, and a violation counts for some days.`,
  yellow: t`It is taken down. Two yellow flags make a red one.`,
  red: t`It is taken down, and uploads need more information until the flag fades.`,
  black: t`It is taken down. A second moderator has to agree, and then an admin reviews the account.`,
}
/** Reasons to begin with, for whom they concern. */
const drafts: { readonly [B in Breach]: string } = {
  illegal: t`This shows or does something that is illegal.`,
  copyright: t`This uses somebody else’s work without the right to it.`,
  unethical: t`This attacks or harasses somebody, or is indecent.`,
  'low quality': t`This is of very low quality, or not about what it says.`,
  policy: t`This is against the Mesi Content Policy.`,
  rules: t`This is against another rule of Mesi.`,
}

/** Decides a case that I have claimed: what, by which clause, for which reasons. */
export function DecideForm(props: { readonly card: CaseCard; readonly onDone: () => void }) {
  const session = useSession()
  const deciding = createAct()
  const [outcome, setOutcome] = createSignal<Outcome>()
  const [breach, setBreach] = createSignal<Breach>()
  const [words, setWords] = createSignal('')
  const [demanded, setDemanded] = createSignal(false)
  let form: HTMLFormElement | undefined
  const named = () => breach() ?? props.card.breach
  const draft = (of: Outcome, breach: Breach) => (of === 'clear' ? t`We looked at this and found nothing wrong with it.` : drafts[breach])
  const isUntouched = () => words() === '' || Object.values(drafts).includes(words()) || words() === draft('clear', named())
  const choose = (chosen: Outcome, byBreach = named()) => {
    const fresh = isUntouched()
    setOutcome(chosen)
    setBreach(byBreach)
    if (fresh) setWords(draft(chosen, byBreach))
  }
  const decide = async () => {
    setDemanded(true)
    const chosen = outcome()
    if (chosen === undefined || words().trim() === '') return
    const { id, version, subject } = props.card
    const data = {
      case: id,
      version: version ?? subject.version,
      outcome: chosen,
      ...(chosen === 'clear' ? {} : { breach: named() }),
      reasons: session.write(words().trim()),
    }
    if ((await deciding.act({ type: 'moderation.decided', data }))?.ok) props.onDone()
  }
  onMount(() => {
    const pick = (chosen: Outcome) => () => {
      choose(chosen)
      form?.querySelector('textarea')?.focus()
    }
    form?.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void decide()
      else if (event.key === 'Escape') (document.activeElement as HTMLElement | null)?.blur()
    })
    onCleanup(onKeys(Object.fromEntries(outcomes.map((each, at) => [String(at + 1), pick(each)]))))
  })
  return (
    <form
      class="appeal-form"
      ref={(element) => (form = element)}
      onSubmit={(event) => {
        event.preventDefault()
        void decide()
      }}
    >
      <Choice
        legend={t`Decision`}
        options={outcomes.map((value) => ({ value, label: labels[value] }))}
        value={outcome()}
        onChange={(value) => choose(value)}
        hint={outcome() ? says[outcome() as Outcome] : demanded() ? t`Choose one.` : undefined}
      />
      <Show when={outcome() !== 'clear'}>
        <Select
          label={t`What it breaks`}
          value={named()}
          options={breaches.map((value) => ({ value, label: `${barredBy[value]}: ${breachWords[value].label}` }))}
          onChange={(value) => (outcome() ? choose(outcome() as Outcome, value) : setBreach(value))}
        />
      </Show>
      <Reasons label={t`Reasons, for whom it concerns`} value={words()} onChange={setWords} demanded={demanded()} />
      <Refusal outcome={deciding.outcome()} failure={deciding.failure()} />
      <div class="dialog-answers">
        <Button type="submit" look="main" busy={deciding.busy()}>
          {t`Decide, and on to the next`}
        </Button>
      </div>
    </form>
  )
}
