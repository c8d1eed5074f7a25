import { t } from '../../../language'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Choice } from '../../../ui/Choice'
import { Field } from '../../../ui/Field'
import { createMay } from '../../../ui/may'
import { Notice } from '../../../ui/Notice'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer } from '../../../ui/session'
import { Switch } from '../../../ui/Switch'
import { say } from '../../../ui/toast'
import { reviewersLeft } from '../views'
import { createReasonedAct, ReasonedForm } from './Reasons'
import { reviewWords } from './words'

/** The second pair of eyes on a black flag (CASE-8). */
export function SecondEyes(props: { readonly decision: string }) {
  const acting = createAct()
  const data = () => ({ decision: props.decision })
  const may = createMay(() => ({ type: 'moderation.blackConfirmed', data: data() }))
  const left = createAnswer(reviewersLeft, data)
  return (
    <div class="reasoned-form">
      <p>{t`A black flag needs a second moderator. If you agree, an admin reviews the account; if not, the case is open again.`}</p>
      <Show when={may()?.ok} fallback={<Refusal outcome={may()} />}>
        <Show when={left() === 0}>
          <Notice kind="warn" title={t`Nobody would be left to review it`}>
            <p>
              {t`The review is for an admin who had no part in the decision. Let somebody confirm it who is no admin, or see to it that there is another admin first.`}
            </p>
          </Notice>
        </Show>
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
  const reviewing = createReasonedAct(() => `review of ${props.decision}`)
  const may = createMay(() => {
    const reasons = { hash: props.decision, characters: 1 } // any: they are not written yet
    return { type: 'moderation.blackReviewed', data: { decision: props.decision, outcome: 'cleared', referral: false, reasons } }
  })
  const [outcome, setOutcome] = createSignal<'cleared' | 'suspended' | 'banned'>('cleared')
  const [typed, setTyped] = createSignal('30')
  const [referral, setReferral] = createSignal(false)
  const days = () => (/^\d{1,4}$/.test(typed().trim()) ? Number(typed()) : 0)
  const isDays = () => days() >= 1 && days() <= 3_650
  const review = () => {
    const said = { decision: props.decision, outcome: outcome(), referral: referral() }
    if (outcome() !== 'suspended') return said
    return isDays() ? { ...said, days: days() } : undefined
  }
  const send = async () => {
    if (await reviewing.send('moderation.blackReviewed', review())) say(t`The review is done.`)
  }
  return (
    <Show when={may()?.ok} fallback={<Refusal outcome={may()} />}>
      <ReasonedForm
        form={reviewing}
        onSubmit={() => void send()}
        does={t`Conclude the review`}
        look="bad"
        label={t`Reasons, for whom it concerns`}
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
            error={reviewing.demanded() && !isDays() ? t`A whole number from 1 to 3650.` : undefined}
          />
        </Show>
        <Switch label={t`Law enforcement was told`} hint={t`This records it; it sends nothing.`} on={referral()} onChange={setReferral} />
      </ReasonedForm>
    </Show>
  )
}
