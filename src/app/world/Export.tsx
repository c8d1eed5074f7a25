import { t } from '../../language'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Progress } from '../../ui/Progress'
import { useSession } from '../../ui/session'
import { say } from '../../ui/toast'
import { noteBackup } from '../backup'
import { fileName, save } from '../save'
import { sentence } from './words'

const LEAST = 8
const what = [
  { value: 'world', label: t`The world only` },
  { value: 'keys', label: t`With my accounts` },
] as const

/** Saves the open world as one file; with the keys of the accounts in this browser only under a passphrase. */
export function Export(props: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const [takes, setTakes] = createSignal<(typeof what)[number]['value']>('world')
  const [passphrase, setPassphrase] = createSignal('')
  const [share, setShare] = createSignal<number>()
  const [failure, setFailure] = createSignal<string>()
  const isReady = () => takes() === 'world' || [...passphrase()].length >= LEAST
  const run = async () => {
    setFailure(undefined)
    setShare(0)
    const world = session.peer() // another one may be open by the time that it is written
    try {
      const file = await session.mesi.worlds.export({
        ...(takes() === 'keys' ? { passphrase: passphrase() } : { keyless: true }),
        onProgress: setShare,
      })
      save(file, fileName(world.genesis.name, 'mesi'))
      noteBackup(world)
      say(t`Your world was saved as a file.`)
      setPassphrase('')
      props.onOpenChange(false)
    } catch (error) {
      setFailure(sentence(error))
    } finally {
      setShare(undefined)
    }
  }
  return (
    <Dialog
      title={t`Export “${session.peer().genesis.name}”`}
      description={t`Everything that is in it on this device, in one file: posts, files, money and the whole history.`}
      open={props.open}
      onOpenChange={props.onOpenChange}
    >
      <form
        class="world-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady()) void run()
        }}
      >
        <Choice
          legend={t`What goes along`}
          options={what}
          value={takes()}
          onChange={setTakes}
          hint={
            takes() === 'world'
              ? t`Whoever has the file can read this world, but not act in it.`
              : t`Whoever has the file and the passphrase can act as you.`
          }
        />
        <Show when={takes() === 'keys'}>
          <Field
            label={t`Passphrase`}
            type="password"
            autocomplete="new-password"
            value={passphrase()}
            onChange={setPassphrase}
            hint={t`At least ${LEAST} characters; a few words that nobody guesses. Nobody can recover it for you.`}
          />
        </Show>
        <Show when={share() !== undefined}>
          <Progress label={t`Writing the file`} share={share()} />
        </Show>
        <Show when={failure()}>
          <Notice kind="bad" title={t`No file was made`}>
            <p>{failure()}</p>
          </Notice>
        </Show>
        <Button type="submit" look="main" busy={share() !== undefined} disabled={!isReady()}>
          {t`Save the file`}
        </Button>
      </form>
    </Dialog>
  )
}
