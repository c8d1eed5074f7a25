import { t } from '../../language'
import { useNavigate } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { nameShown } from '../../kit/names'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { useSession } from '../../ui/session'
import { sentence, shortened } from './words'

/** Begins an empty world with this browser as its host. */
export function Begin(props: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const navigate = useNavigate()
  const [name, setName] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const begin = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await session.mesi.worlds.create(nameShown(name()))
      props.onOpenChange(false)
      navigate('/welcome')
    } catch (error) {
      setFailure(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t`New world`}
      description={t`An empty Mesi of its own, hosted by this device. The worlds that are here stay as they are.`}
      open={props.open}
      onOpenChange={(open) => busy() || props.onOpenChange(open)}
    >
      <form
        class="world-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (nameShown(name())) void begin()
        }}
      >
        <Field
          label={t`Name`}
          value={name()}
          onChange={(value) => setName(shortened(value))}
          hint={t`Others see it when you invite them.`}
        />
        <Show when={failure()}>
          <Notice kind="bad" title={t`No world was made`}>
            <p>{failure()}</p>
          </Notice>
        </Show>
        <Button type="submit" look="main" busy={busy()} disabled={nameShown(name()) === ''}>
          {t`Begin`}
        </Button>
      </form>
    </Dialog>
  )
}
