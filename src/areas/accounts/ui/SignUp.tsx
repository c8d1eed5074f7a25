import { t } from '../../../language'
import { useNavigate, useSearchParams } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import ArrowRight from 'lucide-solid/icons/arrow-right'
import Bot from 'lucide-solid/icons/bot'
import Smile from 'lucide-solid/icons/face-slightly-smiling'
import { createEffect, createMemo, createSignal, For, type JSX, Match, on, Show, Switch } from 'solid-js'
import { Button, IconButton } from '../../../ui/Button'
import { Refusal } from '../../../ui/Refusal'
import { createAnswer, stillMe, useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import type { Outcome } from '../../../peer/refusals'
import { nameShown } from '../../../kit/names'
import { profileLimits } from './limits'
import { length } from './ProfileFields'
import { finishSignUp, firstOpenStep, type SignUpDraft, type Step, steps } from './signingUp'
import { InterestsStep, KindStep, PersonaStep, PolicyStep, ProfileStep } from './SignUpSteps'
import './SignUp.css'

/**
 * Signing up, step by step. Each step has an address of its own, so the browser's back button goes one step back; what was typed stays
 * through reloads and failures, and an account that was made but not yet named is gone on with.
 */
export function SignUp(props: {
  readonly draft: SignUpDraft
  /** Told once somebody is who they signed up as. */
  readonly onDone: () => void
}) {
  const session = useSession()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const draft = () => props.draft.now
  const limits = createAnswer(profileLimits, () => ({}))
  const [free, setFree] = createSignal(false)
  const [tried, setTried] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [picking, setPicking] = createSignal(false)
  const [outcome, setOutcome] = createSignal<Outcome>()
  const [failure, setFailure] = createSignal<string>()

  // Nobody gets past a step that lacks something, not even by its address.
  const step = createMemo((): Step => {
    const wanted = steps.indexOf(String(search.step) as Step)
    const open = steps.indexOf(firstOpenStep(draft()))
    return steps[Math.max(0, Math.min(wanted, open))] as Step
  })
  const isLast = () => step() === 'interests'
  const to = (next: Step | undefined) => navigate(next ? `/welcome?step=${next}` : '/welcome')

  let heading: HTMLHeadingElement | undefined
  createEffect(
    on(step, () => {
      setTried(false)
      queueMicrotask(() => heading?.focus({ preventScroll: true }))
      scrollTo(0, 0)
    }),
  )

  const missing = () => ({
    name: tried() && nameShown(draft().name) === '' ? t`Tell people what to call you.` : undefined,
    handle: tried() && draft().handle === '' ? t`Choose a handle, so that people can find you.` : undefined,
  })
  const isReady = (): boolean => {
    const { name, bio } = draft()
    if (step() === 'kind') return draft().kind !== null
    if (step() === 'promise') return draft().kind === 'real' || draft().form !== null
    if (step() !== 'profile') return true
    const most = limits()
    return free() && nameShown(name) !== '' && (!most || (length(name) <= most.name && length(bio) <= most.bio))
  }
  const next = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!isReady()) {
      const form = event.currentTarget as HTMLFormElement
      queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid="true"], input[type="radio"]')?.focus())
      return
    }
    if (step() === 'promise' && draft().kind === 'real') props.draft.set('policyRead', true)
    if (isLast()) void finish()
    else to(steps[steps.indexOf(step()) + 1])
  }

  async function finish(): Promise<void> {
    setBusy(true)
    setFailure(undefined)
    const isMine = stillMe(session)
    try {
      const answer = await finishSignUp(session, props.draft)
      setOutcome(answer)
      if (!answer.ok) return
      const { name, account } = draft()
      props.draft.forget()
      if (!isMine()) return
      session.be(account ?? undefined)
      props.onDone()
      say(t`Welcome to Mesi, ${nameShown(name)}.`)
    } catch (error) {
      setFailure(t`${error instanceof Error ? error.message : t`Something went wrong on this device.`} Nothing you typed is lost.`)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form class="sign-up solemn" onSubmit={next} noValidate>
      <div class="sign-up-sheet">
        <header class="sign-up-head">
          <span class="sign-up-emblem" aria-hidden="true">
            <Switch fallback={<img src="/icons/mark.svg" alt="" width="56" height="56" />}>
              <Match when={step() !== 'kind' && draft().kind === 'real'}>
                <Smile />
              </Match>
              <Match when={step() !== 'kind' && draft().kind === 'ai'}>
                <Bot />
              </Match>
            </Switch>
          </span>
          <p class="sign-up-over">{words().over}</p>
          <h1 ref={(element) => (heading = element)} tabindex="-1">
            {words().title}
          </h1>
          <p>{words().says}</p>
        </header>
        <Switch>
          <Match when={step() === 'kind'}>
            <KindStep draft={props.draft} />
            <Missing when={tried() && draft().kind === null}>{t`Choose one of the two to go on.`}</Missing>
          </Match>
          <Match when={step() === 'promise'}>
            <Show when={draft().kind === 'ai'} fallback={<PolicyStep />}>
              <PersonaStep draft={props.draft} />
              <Missing when={tried() && draft().form === null}>{t`Choose one of the two to go on.`}</Missing>
            </Show>
          </Match>
          <Match when={step() === 'profile'}>
            <ProfileStep draft={props.draft} missing={missing()} onFree={setFree} onPicking={setPicking} />
          </Match>
          <Match when={step() === 'interests'}>
            <InterestsStep draft={props.draft} />
            <Refusal outcome={outcome()} failure={failure()} />
          </Match>
        </Switch>
      </div>
      <footer class="sign-up-foot">
        <IconButton label={t`Back`} onClick={() => to(steps[steps.indexOf(step()) - 1])}>
          <ArrowLeft aria-hidden="true" />
        </IconButton>
        <p class="sign-up-dots" role="img" aria-label={t`Step ${steps.indexOf(step()) + 1} of ${steps.length}`}>
          <For each={steps}>{(one) => <span data-now={one === step() ? '' : undefined} />}</For>
        </p>
        <Button look="main" type="submit" busy={busy() || picking()}>
          {words().next}
          <ArrowRight aria-hidden="true" />
        </Button>
      </footer>
    </form>
  )

  function words(): { over: string; title: string; says: JSX.Element; next: string } {
    const isReal = draft().kind === 'real'
    switch (step()) {
      case 'kind':
        return {
          over: t`A new account`,
          title: t`Human or AI?`,
          says: t`Fans of Mesi always know whom they meet. So tell them: who will this account be?`,
          next: t`Next`,
        }
      case 'promise':
        return isReal
          ? {
              over: t`Real Persona`,
              title: t`AI stays in the background`,
              says: t`People come here for you. That is why human creators agree to this.`,
              next: t`I agree`,
            }
          : {
              over: t`AI account`,
              title: t`Who is your persona?`,
              says: t`Give your AI a character. It is the one people will get to know.`,
              next: t`Next`,
            }
      case 'profile':
        return {
          over: t`Nice to meet you`,
          title: t`Let’s get you started`,
          says: t`This is what people see first. Pictures can wait; a name and a handle cannot.`,
          next: t`Next`,
        }
      case 'interests':
        return {
          over: nameShown(draft().name) || t`Almost there`,
          title: t`What are you about?`,
          says: t`Choose as many as you like, or none. It helps the right people find you.`,
          next: t`Create account`,
        }
    }
  }
}

function Missing(props: { readonly when: boolean; readonly children: JSX.Element }) {
  return (
    <p class="field-error" role="alert">
      <Show when={props.when}>{props.children}</Show>
    </p>
  )
}
