import { t } from '../../../language'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Confirm } from '../../../ui/Confirm'
import { createMay } from '../../../ui/may'
import { Notice } from '../../../ui/Notice'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer } from '../../../ui/session'
import { exactly } from '../../../ui/Time'
import { say } from '../../../ui/toast'
import type { Profile } from '../views'
import { profileLimits } from './limits'
import { Section } from './Section'

/**
 * DEL-1, DEL-2, DEL-11: asking for it, the wait, calling it off, and the last word.
 * @param props.money what is still in the wallet, in words; nothing where it is empty
 */
export function DeleteAccount(props: { readonly profile: Profile; readonly money: string }) {
  const limits = createAnswer(profileLimits, () => ({}))
  const keeping = createAct()
  const [asking, setAsking] = createSignal(false)
  const [confirming, setConfirming] = createSignal(false)
  const may = createMay(() => (props.profile.closing === null ? undefined : { type: 'accounts.deletionConfirmed', data: {} }))
  const stays = () => t`${props.money} would stay behind, and nobody could ever use it. Withdraw it or send it to somebody first.`
  const keep = async () => {
    const outcome = await keeping.act({ type: 'accounts.deletionCancelled', data: {} })
    if (outcome?.ok) say(t`Your account stays.`)
  }
  return (
    <Section title={t`Delete account`}>
      <Show
        when={props.profile.closing}
        fallback={
          <>
            <p class="section-says">
              {t`You ask for it now, and say so once more after ${limits()?.deletionHours} hours. Until then nothing is lost.`}
            </p>
            <div class="section-actions">
              <Button look="bad" onClick={() => setAsking(true)}>
                {t`Delete this account…`}
              </Button>
            </div>
          </>
        }
      >
        {(closing) => (
          <>
            <Notice kind="warn" title={t`You have asked for the deletion of this account`}>
              <p>
                <Show
                  when={may()?.ok}
                  fallback={<>{t`You can confirm it from ${exactly(closing())}. If you do nothing, everything stays.`}</>}
                >
                  {t`The wait is over. If you do nothing, everything stays.`}
                </Show>
              </p>
              <Show when={props.money}>
                <p>{stays()}</p>
              </Show>
            </Notice>
            <Refusal outcome={keeping.outcome()} failure={keeping.failure()} />
            <div class="section-actions">
              <Button look="dark" busy={keeping.busy()} onClick={() => void keep()}>
                {t`Keep my account`}
              </Button>
              <Button look="bad" disabled={!may()?.ok} onClick={() => setConfirming(true)}>
                {t`Delete for good`}
              </Button>
            </div>
          </>
        )}
      </Show>
      <Confirm
        title={t`Ask for the deletion of this account?`}
        open={asking()}
        onOpenChange={setAsking}
        does={t`Ask for deletion`}
        bad
        deeds={() => [{ type: 'accounts.deletionRequested', data: {} }]}
      >
        {t`Nothing is deleted yet: after ${limits()?.deletionHours} hours you decide once more. Until then you can call it off.`}
        <Show when={props.money}> {stays()}</Show>
      </Confirm>
      <Confirm
        title={t`Delete ${props.profile.name} for good?`}
        open={confirming()}
        onOpenChange={setConfirming}
        does={t`Delete for good`}
        bad
        deeds={() => [{ type: 'accounts.deletionConfirmed', data: {} }]}
        onDone={() => say(t`Your account is deleted.`)}
      >
        {props.profile.handle === null
          ? t`Your name, your words and your pictures are erased. This account does nothing any more. Nobody can bring it back.`
          : t`Your name, your words and your pictures are erased, and @${props.profile.handle} is given up. This account does nothing any more. Nobody can bring it back.`}
        <Show when={props.money}> {stays()}</Show>
      </Confirm>
    </Section>
  )
}
