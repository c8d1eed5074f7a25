/** The way into a world after its door has opened: its rows come, and once they stand on what the invitation promised, one is there. */
import { locale, t } from '../../language'
import { useNavigate } from '@solidjs/router'
import { createEffect, createResource, createSignal, Match, on, onCleanup, Show, Switch } from 'solid-js'
import { standsOnFloor } from '../../peer/worlds'
import { Button } from '../../ui/Button'
import { Progress } from '../../ui/Progress'
import { useSession } from '../../ui/session'
import { createStillHere } from '../../ui/stillHere'
import { useWorldTime } from '../../ui/worldTime'
import { comeBack } from '../comeBack'
import { Doorway, PasteLink } from '../Door'
import { forgetInvitation, isInvited } from '../invitation'

const number = new Intl.NumberFormat(locale)

export function Join() {
  const session = useSession()
  const navigate = useNavigate()
  const isStillHere = createStillHere()
  const now = useWorldTime()
  const invited = isInvited()
  /** Until the next page is here this one says that one is coming in, not that one might. */
  let goes = false
  const [told, setTold] = createSignal(0)
  const [floor] = createResource(
    () => [session.peer(), session.status().state, now(), told()] as const,
    ([peer]) => standsOnFloor(peer),
  )
  // Whoever comes in by a snapshot stands there at once.
  createEffect(() => onCleanup(session.peer().onTold(() => setTold((count) => count + 1))))
  const name = () => session.peer().genesis.name
  /** A line that has just opened has nothing under way either: only once both ends have compared is nothing missing. */
  const isWhole = () => {
    now()
    if (session.peer().isHost) return true
    return session.status().state === 'connected' && session.sync()?.isQuiet() === true
  }

  /** What the invitation promised may lie behind what this build can read, and then it never comes (K18). */
  const isOutdated = () => {
    now()
    return session.peer().engine.unfit === 'outdated'
  }

  const goOn = async () => {
    if (goes) return
    goes = true
    await comeBack(session)
    forgetInvitation()
    if (!isStillHere()) return
    // Nobody can sign up under a snapshot that is not checked yet, and whoever brought keys becomes who they are later.
    navigate(session.personas().length > 0 || session.peer().floor ? '/' : '/welcome', { replace: true })
  }
  // Who leaves by another way than that button comes back to themselves all the same.
  onCleanup(() => invited && !goes && void comeBack(session))
  createEffect(
    on([() => floor.latest, isWhole], ([stands, whole]) => {
      if (invited && stands === 'yes' && whole) void goOn()
    }),
  )

  return (
    <Switch>
      <Match when={floor.latest === 'no'}>
        <Doorway title={t`This is not the “${name()}” of your link`}>
          <p>{t`What other devices send differs from what your invitation names, so it cannot be believed. Ask for a new link.`}</p>
          <Button onClick={() => navigate('/world')}>{t`See the worlds on this device`}</Button>
        </Doorway>
      </Match>
      <Match when={floor.latest === 'not yet' && isOutdated()}>
        <Doorway title={t`Coming into “${name()}”`}>
          <p>{t`This version of Mesi cannot read what happened in this world recently. Update it, and you can come in.`}</p>
          <Button onClick={() => navigate('/world')}>{t`See the worlds on this device`}</Button>
        </Doorway>
      </Match>
      <Match when={invited || floor.latest === 'not yet'}>
        <Doorway title={t`Coming into “${name()}”`} busy>
          <Coming />
          <Show when={floor.latest === 'yes'}>
            <Button look="quiet" onClick={() => void goOn()}>
              {t`Look around meanwhile`}
            </Button>
          </Show>
        </Doorway>
      </Match>
      <Match when={floor.latest === 'yes'}>
        <Doorway title={t`Join a world`}>
          <p>{t`Somebody who hosts a world can invite you: by a QR code that you scan, or by a link that you open or paste here.`}</p>
          <PasteLink />
        </Doorway>
      </Match>
    </Switch>
  )
}

/** How much is here of what the others have. */
function Coming() {
  const session = useSession()
  const share = () => {
    const status = session.status()
    return status.state === 'syncing' || status.state === 'backfilling' ? status : undefined
  }
  return (
    <Show
      when={share()}
      fallback={
        <>
          <p role="status">{session.status().state === 'offline' ? t`You are offline here.` : t`Waiting for a device of this world…`}</p>
          <Progress label={t`Waiting for a device of this world`} />
        </>
      }
    >
      {(known) => (
        <>
          <p role="status">
            {known().state === 'backfilling'
              ? t`You can look around already. Once all that happened here has come and agrees, you can take part.`
              : t`What happened here so far is on its way.`}
          </p>
          <Progress label={t`What has come`} share={known().done / Math.max(1, known().total)} />
          <p class="tabular">{t`${number.format(known().done)} of ${number.format(known().total)}`}</p>
        </>
      )}
    </Show>
  )
}
