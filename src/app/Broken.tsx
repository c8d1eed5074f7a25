import { t } from '../language'
import { createSignal, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Peer } from '../peer/peer'
import { failureOf } from '../store/failures'
import { Button } from '../ui/Button'
import './Broken.css'
import { fileName, save } from './save'

interface BrokenProps {
  readonly error: unknown
  /** The world that is open, if one is: then what is left of it can be saved. */
  readonly peer?: Peer | undefined
  /** It stands in what is the main part of the page already. */
  readonly within?: true
}

/** The world cannot be opened or gone on with: what happened, what is safe, what to do. */
export function Broken(props: BrokenProps) {
  const failure = () => failureOf(props.error)
  const unknown = () => (props.peer ? t`Something on this page went wrong.` : t`Mesi could not open your world.`)
  return (
    <Dynamic component={props.within ? 'section' : 'main'} class="broken">
      <img src="/icons/mark.svg" alt="" width="56" height="56" />
      <div role="alert">
        <h1>{failure()?.says ?? (props.error instanceof Error && isPlain(props.error) ? props.error.message : unknown())}</h1>
      </div>
      <Show
        when={failure()}
        fallback={<p>{t`Nothing was changed. Reload the page; if it happens again, the browser’s own messages say more.`}</p>}
      >
        {(known) => (
          <>
            <p>{known().safe}</p>
            <p>{known().todo}</p>
          </>
        )}
      </Show>
      <div class="broken-ways">
        <Button look="main" onClick={() => location.reload()}>
          {t`Reload`}
        </Button>
        <Show when={props.peer}>{(peer) => <Rescue peer={peer()} />}</Show>
        <Show when={['database gone', 'deletion held'].includes(failure()?.code ?? '')}>
          <Button onClick={() => location.assign('/world')}>{t`Open another world`}</Button>
        </Show>
      </div>
    </Dynamic>
  )
}

/** Ours are sentences; what engines and libraries throw is not meant for people. */
const isPlain = (error: Error): boolean => error.name === 'Error' && /^[A-Z].*\.$/.test(error.message)

/** Saves what is left, and says which of the two kinds of file it became. */
function Rescue(props: { readonly peer: Peer }) {
  const [busy, setBusy] = createSignal(false)
  const [said, setSaid] = createSignal('')
  const run = async () => {
    setBusy(true)
    const { rescue } = await import('../peer/rescue')
    const { file, isWhole, leavesKeys } = await rescue(props.peer)
    save(file, fileName(props.peer.genesis.name, isWhole ? 'mesi' : 'json'))
    setSaid(
      isWhole
        ? leavesKeys
          ? t`Saved: the whole world is in this file, and can be imported again. The keys of your accounts are not in it: they stay on this device.`
          : t`Saved: the whole world is in this file, and can be imported again.`
        : t`Saved what this page still knew. It can be read, but not be imported.`,
    )
    setBusy(false)
  }
  return (
    <>
      <Button busy={busy()} onClick={() => void run()}>
        {t`Save what is here`}
      </Button>
      <p role="status">{said()}</p>
    </>
  )
}
