import { plural, t } from '../../language'
import { useNavigate } from '@solidjs/router'
import { createSignal, Show, untrack } from 'solid-js'
import type { World } from '../../store/registry'
import { nameShown } from '../../kit/names'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { Progress } from '../../ui/Progress'
import { useSession } from '../../ui/session'
import { sayCopied } from './sayCopied'
import { sentence, shortened } from './words'

/** Makes a second world of one that is here, with this device as its host (K21), and goes there. */
export function Copy(props: { readonly world: World; readonly close: () => void }) {
  const session = useSession()
  const navigate = useNavigate()
  const [name, setName] = createSignal(shortened(t`Copy of ${untrack(() => props.world.name)}`))
  const [share, setShare] = createSignal<number>()
  const [failure, setFailure] = createSignal<string>()
  /** Of a world that this device hosts nothing has to stay behind: it is made final first. */
  const pending = () => {
    const peer = session.peer()
    return peer.world === props.world.id && !peer.isHost ? peer.pending : 0
  }
  const copy = async () => {
    setFailure(undefined)
    setShare(0)
    try {
      const { id } = props.world
      const copied = await session.mesi.worlds.fork({ world: id, name: nameShown(name()), onProgress: setShare })
      props.close()
      sayCopied(copied)
      navigate('/')
    } catch (error) {
      setFailure(sentence(error))
    } finally {
      setShare(undefined)
    }
  }
  return (
    <Dialog
      title={t`Copy “${props.world.name}”`}
      description={t`A new world with everybody and everything that is final in this one. This device hosts it, and from then on the two go their own ways.`}
      open={true}
      onOpenChange={(open) => open || share() !== undefined || props.close()}
    >
      <form
        class="world-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (nameShown(name())) void copy()
        }}
      >
        <Field label={t`Name`} value={name()} onChange={(value) => setName(shortened(value))} />
        <p class="world-says">{t`The accounts of this device act in both. Others come into the copy when you invite them.`}</p>
        <Show when={pending() > 0}>
          <Notice kind="warn" title={t`${plural(pending(), t`1 step`, t`${pending()} steps`)} will stay behind`}>
            <p>{t`Only what the host of this world has confirmed is copied.`}</p>
          </Notice>
        </Show>
        <Show when={share() !== undefined}>
          <Progress label={t`Copying`} share={share()} />
        </Show>
        <Show when={failure()}>
          <Notice kind="bad" title={t`No copy was made`}>
            <p>{failure()}</p>
          </Notice>
        </Show>
        <Button type="submit" look="main" busy={share() !== undefined} disabled={nameShown(name()) === ''}>
          {t`Make the copy`}
        </Button>
      </form>
    </Dialog>
  )
}
