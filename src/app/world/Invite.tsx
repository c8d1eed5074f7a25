/** Makes an invite link and shows it every way it can travel. */
import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import { useSession } from '../../ui/session'
import { ShareLink } from '../../ui/ShareLink'
import { exactly } from '../../ui/Time'

const uses = [
  { value: '1', label: '1 device' },
  { value: '5', label: '5 devices' },
  { value: '20', label: '20 devices' },
] as const
const days = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
] as const

interface Made {
  readonly link: string
  readonly uses: number
  readonly until: number
}

export function Invite(props: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const [count, setCount] = createSignal<(typeof uses)[number]['value']>('5')
  const [span, setSpan] = createSignal<(typeof days)[number]['value']>('7')
  const [made, setMade] = createSignal<Made>()
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()

  const make = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      const until = session.peer().engine.worldTime + Number(span()) * 86_400_000
      setMade({ link: await session.mesi.peers.invite(Number(count()), Number(span())), uses: Number(count()), until })
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'No link could be made.')
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      title="Invite a device"
      description="Whoever has the link can look into this world and sign up in it. Give it only to people you mean."
      open={props.open}
      onOpenChange={(open) => {
        props.onOpenChange(open)
        if (!open) setMade(undefined)
      }}
    >
      <Show
        when={made()}
        fallback={
          <div class="world-form">
            <Choice legend="How many may use it" options={uses} value={count()} onChange={setCount} />
            <Choice legend="How long, by this world's clock" options={days} value={span()} onChange={setSpan} />
            <Show when={failure()}>
              <Notice kind="bad" title="No link was made">
                <p>{failure()}</p>
              </Notice>
            </Show>
            <Button look="main" busy={busy()} onClick={() => void make()}>
              Make the link
            </Button>
          </div>
        }
      >
        {(ready) => (
          <ShareLink link={ready().link} label="QR code of the invite link" title={session.peer().genesis.name}>
            For {ready().uses === 1 ? 'one device' : `up to ${ready().uses} devices`}, until {exactly(ready().until)}.
          </ShareLink>
        )}
      </Show>
    </Dialog>
  )
}
