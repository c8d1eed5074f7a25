import { createSignal, onCleanup, Show } from 'solid-js'
import { plural, t } from '../../../language'
import { Progress } from '../../../ui/Progress'
import { createAnswer, useSession } from '../../../ui/session'
import { checking } from '../views'
import { type Checking, checkingOf } from './checking'

/** Before that, nobody needs to be told that it takes its time. */
const PATIENCE = 1_000
const LOOK_EVERY = 500

/** How far the check of one's post is, once it takes longer than a moment; or what it waits for. */
export function BeingChecked(props: { readonly content: string }) {
  const session = useSession()
  const line = createAnswer(checking, () => ({ content: props.content }))
  const began = performance.now()
  let heard = { seal: -1, at: began }
  const [now, setNow] = createSignal<Checking>()
  const look = async () => {
    const peer = session.peer()
    const { number } = peer.engine.last
    if (number !== heard.seal) heard = { seal: number, at: performance.now() }
    const current = (await peer.examining?.catch(() => undefined))?.current
    if (performance.now() - began < PATIENCE) return
    setNow(
      checkingOf({
        isHost: peer.isHost,
        status: session.status().state,
        silence: performance.now() - heard.at,
        before: line()?.before ?? 0,
        share: current?.id === props.content ? current.share : undefined,
      }),
    )
  }
  const timer = setInterval(() => void look(), LOOK_EVERY)
  onCleanup(() => clearInterval(timer))
  const waitsFor = () => {
    const known = now()
    switch (known?.state) {
      case 'offline':
        return t`This device is offline. The check goes on once it is back.`
      case 'away':
        return t`Whoever runs this world is not here right now. It is checked once you are both here again; until then it is kept.`
      case 'in line':
        return plural(known.before, t`1 post comes first.`, t`${known.before} posts come first.`)
      default:
        return undefined
    }
  }
  const share = () => {
    const known = now()
    return known?.state === 'looked at' ? known.share : undefined
  }
  const isBusy = () => now()?.state === 'looked at' || now()?.state === 'in line'
  return (
    <>
      <Show when={waitsFor()}>{(says) => <span>{says()}</span>}</Show>
      <Show when={isBusy()}>
        <Progress label={t`Being checked`} share={share() === 0 ? undefined : share()} />
      </Show>
    </>
  )
}
