import { t } from '../../../language'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Choice } from '../../../ui/Choice'
import { Field } from '../../../ui/Field'
import { createMay } from '../../../ui/may'
import { Refusal } from '../../../ui/Refusal'
import { createAct, useSession } from '../../../ui/session'
import { Switch } from '../../../ui/Switch'
import { say } from '../../../ui/toast'
import './MyDecisions.css'
import { Reasons } from './Reasons'
import { reviewWords } from './words'

/** The second pair of eyes on a black flag (CASE-8). */
export function SecondEyes(props: { readonly decision: string }) {
  const acting = createAct()
  const data = () => ({ decision: props.decision })
  const may = createMay(() => ({ type: 'moderation.blackConfirmed', data: data() }))
  return (
    <div class="appeal-form">
      <p>{t`A black flag needs a second moderator. If you agree, an admin reviews the account; if not, the case is open again.`}</p>
      <Show when={may()?.ok} fallback={<Refusal outcome={may()} />}>
        <div class="dialog-answers">
          <Button busy={acting.busy()} onClick={() => void acting.act({ type: 'moderation.blackDeclined', data: data() })}>
            {t`I do not agree`}
          </Button>
          <Button look="bad" busy={acting.busy()} onClick={() => void acting.act({ type: 'moderation.blackConfirmed', data: data() })}>
            {t`Confirm the black flag`}
          </Button>
        </div>
      </Show>
      <Refusal outcome={acting.outcome()} failure={acting.failure()} />
    </div>
  )
}

/** An admin's review of a black flag: cleared, suspended or banned, and whether law enforcement was told (FLAG-10, FLAG-11). */
export function BlackReview(props: { readonly decision: string }) {
  const session = useSession()
  const acting = createAct()
  const [outcome, setOutcome] = createSignal<'cleared' | 'suspended' | 'banned'>('cleared')
  const [typed, setTyped] = createSignal('30')
  const [referral, setReferral] = createSignal(false)
  const [words, setWords] = createSignal('')
  const [demanded, setDemanded] = createSignal(false)
  const days = () => (/^\d{1,4}$/.test(typed().trim()) ? Number(typed()) : 0)
  const isDays = () => days() >= 1 && days() <= 3_650
  const send = async () => {
    setDemanded(true)
    if (words().trim() === '' || (outcome() === 'suspended' && !isDays())) return
    const span = outcome() === 'suspended' ? { days: days() } : {}
    const reasons = session.write(words().trim())
    const data = { decision: props.decision, outcome: outcome(), ...span, referral: referral(), reasons }
    if ((await acting.act({ type: 'moderation.blackReviewed', data }))?.ok) say(t`The review is done.`)
  }
  return (
    <form
      class="appeal-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Choice
        legend={t`The admin’s review`}
        options={(['cleared', 'suspended', 'banned'] as const).map((value) => ({ value, label: reviewWords[value] }))}
        value={outcome()}
        onChange={setOutcome}
      />
      <Show when={outcome() === 'suspended'}>
        <Field
          label={t`For how many days`}
          value={typed()}
          onChange={setTyped}
          inputMode="numeric"
          error={demanded() && !isDays() ? t`A whole number from 1 to 3650.` : undefined}
        />
      </Show>
      <Switch label={t`Law enforcement was told`} hint={t`This records it; it sends nothing.`} on={referral()} onChange={setReferral} />
      <Reasons label={t`Reasons, for whom it concerns`} value={words()} onChange={setWords} demanded={demanded()} />
      <Refusal outcome={acting.outcome()} failure={acting.failure()} />
      <div class="dialog-answers">
        <Button type="submit" look="bad" busy={acting.busy()}>
          {t`Conclude the review`}
        </Button>
      </div>
    </form>
  )
}
