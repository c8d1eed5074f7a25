import { t } from '../../../language'
import { createSignal, Show, untrack } from 'solid-js'
import { Button } from '../../../ui/Button'
import { createMay } from '../../../ui/may'
import { Pending } from '../../../ui/Pending'
import { Refusal } from '../../../ui/Refusal'
import { createAct } from '../../../ui/session'
import { exactly } from '../../../ui/Time'
import { say } from '../../../ui/toast'
import { useWorldTime } from '../../../ui/worldTime'
import type { Profile } from '../views'
import { HandleField } from './HandleField'
import { Section } from './Section'

/** Another handle: what is free, whom it resembles, and from when the policy lets it change (ACC-22). */
export function EditHandle(props: { readonly profile: Profile }) {
  const now = useWorldTime()
  const claiming = createAct()
  const [handle, setHandle] = createSignal(untrack(() => props.profile.handle ?? ''))
  const [free, setFree] = createSignal(false)
  const wanted = () => (free() && handle() !== props.profile.handle ? handle() : undefined)
  const deed = () => {
    const to = wanted()
    return to === undefined ? undefined : ({ type: 'accounts.handleClaimed', data: { handle: to } } as const)
  }
  const may = createMay(deed)
  const claim = async (event: Event) => {
    event.preventDefault()
    const asked = deed()
    if (!asked || !may()?.ok) return
    const outcome = await claiming.act(asked)
    if (outcome?.ok) say(t`You are @${asked.data.handle} now.`)
  }
  return (
    <Section
      title={t`Handle`}
      says={
        <Show
          when={now() < props.profile.handleFrom}
          fallback={
            props.profile.handle === null
              ? t`You have none now. Choose one so that people can find you.`
              : t`Links to your old handle stop working, and for some days nobody can take it.`
          }
        >
          {t`You can change it again from ${exactly(props.profile.handleFrom)}.`}
        </Show>
      }
    >
      <form onSubmit={(event) => void claim(event)} noValidate>
        <HandleField
          value={handle()}
          onChange={(typed) => {
            claiming.forget()
            setHandle(typed)
          }}
          account={props.profile.account}
          current={props.profile.handle}
          onFree={setFree}
        />
        <div>
          <Pending standing={props.profile.handleStanding ?? 'final'} />
        </div>
        <Refusal outcome={may()} />
        <Refusal outcome={claiming.outcome()} failure={claiming.failure()} />
        <div class="section-actions">
          <Button look="dark" type="submit" busy={claiming.busy()} disabled={!may()?.ok}>
            {t`Change handle`}
          </Button>
        </div>
      </form>
    </Section>
  )
}
