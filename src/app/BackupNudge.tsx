import { plural, t } from '../language'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { Button } from '../ui/Button'
import { goOnFrom } from '../ui/giveBack'
import { Notice } from '../ui/Notice'
import { openLate } from '../ui/openLate'
import { createAnswer, useSession } from '../ui/session'
import { ago } from '../ui/Time'
import { backupOf, isDue, postsBy, putOffBackup } from './backup'
import { isTown } from './towns'

const Export = lazy(async () => ({ default: (await import('./world/Export')).Export }))

/** When it is time: how long ago this world was saved as a file, what would be lost without one, and the way to one. */
export function BackupNudge() {
  const session = useSession()
  const [isOpen, setOpen] = createSignal(false)
  const posts = createAnswer(postsBy, () => ({ accounts: session.personas().map(({ account }) => account) }))
  const backup = () => backupOf(session.peer())
  const isTime = () => !isTown(session.peer().genesis.name) && isDue(backup(), Date.now(), posts() ?? 0)
  const fresh = () => (posts() ?? 0) - backup().posts
  const freshWords = () => plural(fresh(), t`1 post`, t`${fresh()} posts`)
  return (
    <>
      <Show when={isTime()}>
        <Notice kind="warn" title={t`Keep a copy of this world`}>
          <p>
            {backup().saved
              ? t`It was last saved as a file ${ago(backup().at, Date.now())}, and ${freshWords()} came since.`
              : t`It was never saved as a file. ${freshWords()} of yours would be lost with this browser’s data.`}
          </p>
          <div class="notice-ways">
            <Button small onClick={() => void openLate(Export, () => setOpen(true))}>
              {t`Save a file`}
            </Button>
            <Button look="quiet" small ref={(button: HTMLElement) => goOnFrom(button)} onClick={() => putOffBackup(session.peer())}>
              {t`Not now`}
            </Button>
          </div>
        </Notice>
      </Show>
      <Show when={isOpen()}>
        <Suspense>
          <Export open onOpenChange={setOpen} />
        </Suspense>
      </Show>
    </>
  )
}
