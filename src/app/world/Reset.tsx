/** Begins the open world anew, after saying what is lost with it and offering to keep that in a file. */
import { plural, t } from '../../language'
import { useNavigate } from '@solidjs/router'
import FileDown from 'lucide-solid/icons/file-down'
import { createEffect, createSignal, Show } from 'solid-js'
import type { Town } from '../../peer/sessions'
import { Button } from '../../ui/Button'
import { Progress } from '../../ui/Progress'
import { createAnswer, useSession } from '../../ui/session'
import { exactly } from '../../ui/Time'
import { say } from '../../ui/toast'
import { backupOf, postsBy } from '../backup'
import { Export } from './Export'
import { Remove } from './Remove'
import { sayHeld } from './words'

interface ResetProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

export function Reset(props: ResetProps) {
  const session = useSession()
  const navigate = useNavigate()
  const [town, setTown] = createSignal<Town | 'none'>()
  const [isExporting, setExporting] = createSignal(false)
  const [share, setShare] = createSignal<number>()
  const [busy, setBusy] = createSignal(false)
  createEffect(() => {
    setTown(undefined)
    if (props.open) void session.mesi.worlds.town().then((known) => setTown(known ?? 'none'))
  })
  const name = () => session.peer().genesis.name
  const isTown = () => town() !== 'none'
  const startOver = async () => {
    const [again, called] = [isTown(), name()]
    setShare(undefined)
    setBusy(true)
    try {
      sayHeld(await session.mesi.worlds.reset({ onProgress: (done) => setShare(Math.floor(done * 100) / 100) }))
    } finally {
      setBusy(false)
    }
    if (again) say(t`“${called}” is as it was on your first visit.`)
    navigate(again ? '/' : '/welcome')
  }
  return (
    <>
      <Remove
        open={props.open && town() !== undefined && !isExporting()}
        onOpenChange={props.onOpenChange}
        title={t`Start “${name()}” over`}
        says={
          isTown()
            ? t`Its three months start over, with the same people. Everything done here since is deleted from this device.`
            : t`Everything in it on this device is deleted, and an empty world of the same name begins.`
        }
        does={isTown() ? t`Start over` : t`Delete and start over`}
        name={isTown() ? undefined : name()}
        onRemove={startOver}
      >
        <Show when={!isTown()}>
          <Lost />
        </Show>
        <Show
          when={busy()}
          fallback={
            <div class="world-card-actions">
              <Button onClick={() => setExporting(true)}>
                <FileDown aria-hidden="true" /> {t`Export it first`}
              </Button>
            </div>
          }
        >
          <Progress label={isTown() ? t`What has been lived` : t`Starting over`} share={share()} />
        </Show>
      </Remove>
      <Export open={isExporting()} onOpenChange={setExporting} />
    </>
  )
}

/** What nobody could bring back. */
function Lost() {
  const session = useSession()
  const accounts = () => session.personas().map(({ account }) => account)
  const posts = createAnswer(postsBy, () => ({ accounts: accounts() }))
  const backup = () => backupOf(session.peer())
  return (
    <>
      <p>
        {t`With it go ${plural(accounts().length, t`1 account`, t`${accounts().length} accounts`)} of this device, ${plural(posts() ?? 0, t`1 post`, t`${posts() ?? 0} posts`)} of theirs, and all that followed from them.`}{' '}
        <Show when={backup().saved} fallback={t`It has never been saved as a file here.`}>
          {t`It was last saved as a file on ${exactly(backup().at)}.`}
        </Show>
      </p>
      <Show when={session.peer().isHost && (session.sync()?.links() ?? []).some(({ isOwn }) => !isOwn)}>
        <p>{t`This device hosts it: on other devices it stays readable, but nothing becomes final any more.`}</p>
      </Show>
    </>
  )
}
