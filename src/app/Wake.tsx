/** K11: the world slept, because the device that keeps its time did, for more than a day. Asks how its clock goes on; nothing else goes on before. */
import { locale, plural, t } from '../language'
import * as AlertDialog from '@kobalte/core/alert-dialog'
import FastForward from 'lucide-solid/icons/fast-forward'
import Play from 'lucide-solid/icons/play'
import { createSignal, createUniqueId, type JSX, onCleanup, Show } from 'solid-js'
import { hasOthers } from '../peer/othersFirst'
import type { Peer } from '../peer/peer'
import '../ui/Button.css'
import '../ui/Dialog.css'
import { Notice } from '../ui/Notice'
import { Progress } from '../ui/Progress'
import { useSession } from '../ui/session'
import { exactly } from '../ui/Time'
import { say } from '../ui/toast'
import './Wake.css'
import { sentence } from './world/words'

const DAY = 86_400_000
/** What takes longer than this shows how far it is. */
const LONG = 1_000

export function Wake(props: { readonly slept: NonNullable<Peer['sleptFor']> }) {
  const session = useSession()
  const [doing, setDoing] = createSignal<'resume' | 'catchUp'>()
  const [share, setShare] = createSignal(0)
  const [isLong, setLong] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const isConnected = () => {
    session.status() // who is connected has changed
    return hasOthers(session.sync())
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  const goOn = async (how: 'resume' | 'catchUp') => {
    setDoing(how)
    setFailure(undefined)
    setShare(0)
    timer = setTimeout(() => setLong(true), LONG)
    try {
      await session.mesi.clock[how](setShare)
      say(t`It is now ${exactly(session.mesi.clock.now())}`)
    } catch (error) {
      setFailure(sentence(error))
    } finally {
      clearTimeout(timer)
      setLong(false)
      setDoing(undefined)
    }
  }

  return (
    // Without an answer there is nowhere to go: Escape closes nothing.
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Overlay class="dialog-veil" />
        <div class="dialog-place">
          <AlertDialog.Content class="dialog wake">
            <AlertDialog.Title class="dialog-title">
              {t`${session.peer().genesis.name} was asleep for ${plural(Math.floor(props.slept.span / DAY), t`1 day`, t`${Math.floor(props.slept.span / DAY)} days`)}`}
            </AlertDialog.Title>
            <AlertDialog.Description class="dialog-description">
              {t`Its clock stopped at ${exactly(props.slept.from)}. How should time go on?`}
            </AlertDialog.Description>
            <Way
              icon={<Play />}
              title={t`Go on where it stopped`}
              busy={doing() === 'resume'}
              off={doing() !== undefined}
              onClick={() => void goOn('resume')}
            >
              {t`As if no time had passed: nothing ran out meanwhile. You can move the clock later.`}
            </Way>
            <Way
              icon={<FastForward />}
              title={t`Catch up with today`}
              busy={doing() === 'catchUp'}
              off={doing() !== undefined}
              onClick={() => void goOn('catchUp')}
            >
              {t`The clock moves to ${exactly(props.slept.to)}. ${dueInWords(props.slept.due)} This cannot be turned back.`}
            </Way>
            <p class="wake-note">
              {t`If others went on here meanwhile, catch up: where the clock goes on from the past, what they did counts only once it gets there.`}
            </p>
            <p class="wake-note" role="status">
              <Show
                when={isConnected()}
                fallback={t`Nobody else is connected. What they did meanwhile and is not here yet counts, once you have caught up, only from when it comes.`}
              >
                {doing() === 'catchUp' && share() === 0
                  ? t`What others did meanwhile comes first…`
                  : t`Others are connected. Catching up waits up to ten seconds for what they did meanwhile; what comes later counts from when it comes.`}
              </Show>
            </p>
            <Show when={isLong()}>
              <Progress label={t`Time goes on`} share={share()} />
            </Show>
            <Show when={failure()}>
              <Notice kind="bad" title={t`The clock still stands`}>
                <p>{failure()}</p>
              </Notice>
            </Show>
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

/** What catching up sets off. */
function dueInWords(due: number): string {
  if (due === 0) return t`Nothing was due meanwhile; what counts only for a time, such as a flag, has grown older.`
  const what =
    due === 1 ? t`One thing fell due meanwhile and happens` : t`${due.toLocaleString(locale)} things fell due meanwhile and happen`
  return t`${what} now, such as a hold that ends or a flag that runs out.`
}

interface WayProps {
  readonly icon: JSX.Element
  readonly title: string
  readonly busy: boolean
  readonly off: boolean
  readonly onClick: () => void
  /** What it does. */
  readonly children: JSX.Element
}

function Way(props: WayProps) {
  const id = createUniqueId()
  return (
    <button
      type="button"
      class="wake-way"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-says`}
      aria-busy={props.busy ? 'true' : undefined}
      disabled={props.off}
      onClick={() => props.onClick()}
    >
      <span class="wake-icon" aria-hidden="true">
        <Show when={props.busy} fallback={props.icon}>
          <span class="button-wait" />
        </Show>
      </span>
      <strong id={`${id}-title`}>{props.title}</strong>
      <span id={`${id}-says`} class="wake-says">
        {props.children}
      </span>
    </button>
  )
}
