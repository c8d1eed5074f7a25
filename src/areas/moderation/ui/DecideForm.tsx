import { t } from '../../../language'
import { onCleanup, onMount, Show } from 'solid-js'
import { Choice } from '../../../ui/Choice'
import { createDraft } from '../../../ui/draft'
import { Select } from '../../../ui/Select'
import { type Breach, barredBy, breaches } from '../../flags/events'
import { breachWords } from '../../flags/ui/words'
import { z } from '../../shapes'
import { type Outcome, outcomes } from '../events'
import type { CaseCard } from '../views'
import { onKeys } from './keys'
import { createReasonedAct, ReasonedForm } from './Reasons'
import { staysUp } from './words'

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
/** Of what cannot be taken down, such as a block (CASE-9). */
const saysOfWhatStays: { readonly [O in Outcome]: string } = {
  clear: says.clear,
  remove: t`It cannot be taken down; it can be flagged.`,
  yellow: t`Two yellow flags make a red one.`,
  red: t`Uploads need more information until the flag fades.`,
  black: t`A second moderator has to agree, and then an admin reviews the account.`,
}
/** Reasons to begin with, for whom they concern. */
const drafts: { readonly [B in Breach]: string } = {
  illegal: t`This shows or does something that is illegal.`,
  copyright: t`This uses somebody else’s work without the right to it.`,
  unethical: t`This attacks or harasses somebody, or is indecent.`,
  'low quality': t`This is of very low quality, or not what it says it is.`,
  policy: t`This is against the Mesi Content Policy.`,
  rules: t`This is against another rule of Mesi.`,
}

/** Decides a case that I have claimed: what, by which clause, for which reasons. */
export function DecideForm(props: { readonly card: CaseCard; readonly onDone: () => void }) {
  const name = () => `decision of ${props.card.id}`
  const choice = createDraft(name, () => ({ outcome: undefined as Outcome | undefined, breach: undefined as Breach | undefined }), {
    outcome: z.enum(outcomes),
    breach: z.enum(breaches),
  })
  const deciding = createReasonedAct(() => `${name()}, reasons`, choice)
  const outcome = () => choice.now().outcome
  const breach = () => choice.now().breach
  let form: HTMLFormElement | undefined
  const named = () => breach() ?? props.card.breach
  const isStaying = () => staysUp(props.card.subject.kind)
  const hints = () => (isStaying() ? saysOfWhatStays : says)
  const draft = (of: Outcome, breach: Breach) => (of === 'clear' ? t`We looked at this and found nothing wrong with it.` : drafts[breach])
  const isUntouched = () => ['', ...Object.values(drafts), draft('clear', named())].includes(deciding.words())
  const choose = (chosen: Outcome, byBreach = named()) => {
    const fresh = isUntouched()
    choice.change({ outcome: chosen, breach: byBreach })
    if (fresh) deciding.setWords(draft(chosen, byBreach))
  }
  const decision = () => {
    const chosen = outcome()
    const { id, version, subject } = props.card
    if (chosen === undefined) return undefined
    const said = { case: id, version: version ?? subject.version, outcome: chosen }
    return chosen === 'clear' ? said : { ...said, breach: named() }
  }
  const decide = async () => {
    if (await deciding.send('moderation.decided', decision())) props.onDone()
  }
  onMount(() => {
    const pick = (chosen: Outcome) => () => {
      if (chosen === 'remove' && isStaying()) return
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
    <ReasonedForm
      form={deciding}
      ref={(element) => (form = element)}
      onSubmit={() => void decide()}
      does={t`Decide, and on to the next`}
      look="main"
      label={t`Reasons, for whom it concerns`}
    >
      <Choice
        legend={t`Decision`}
        options={outcomes.map((value) => ({
          value,
          label: labels[value],
          unfit: value === 'remove' && isStaying() ? saysOfWhatStays.remove : undefined,
        }))}
        value={outcome()}
        onChange={(value) => choose(value)}
        hint={outcome() ? hints()[outcome() as Outcome] : deciding.demanded() ? t`Choose one.` : undefined}
      />
      <Show when={outcome() !== 'clear'}>
        <Select
          label={t`What it breaks`}
          value={named()}
          options={breaches.map((value) => ({ value, label: `${barredBy[value]}: ${breachWords[value].label}` }))}
          onChange={(value) => (outcome() ? choose(outcome() as Outcome, value) : choice.change({ breach: value }))}
        />
      </Show>
    </ReasonedForm>
  )
}
