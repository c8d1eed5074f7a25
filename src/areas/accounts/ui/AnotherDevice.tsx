import { createSignal, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { Notice } from '../../../ui/Notice'
import { useSession } from '../../../ui/session'
import { ShareLink } from '../../../ui/ShareLink'

/** ACC-18: the way by which another browser becomes a device of this account. */
export function AnotherDevice(props: { readonly name: string; readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const [link, setLink] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const make = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      setLink(await session.mesi.peers.pair(session.me() ?? ''))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'No link could be made.')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title="Use this account on another device"
      description="Open the link on a device of yours. It can then do everything that you can do here."
      open={props.open}
      onOpenChange={(open) => {
        props.onOpenChange(open)
        if (!open) setLink(undefined)
      }}
    >
      <Show
        when={link()}
        fallback={
          <>
            <Notice kind="warn" title="Whoever has the link is you">
              <p>It holds the keys of your account. Do not send it to anybody, and close this window once your other device is in.</p>
            </Notice>
            <Show when={failure()}>
              <Notice kind="bad" title="No link was made">
                <p>{failure()}</p>
              </Notice>
            </Show>
            <Button look="main" busy={busy()} onClick={() => void make()}>
              Show the code
            </Button>
          </>
        }
      >
        {(ready) => (
          <ShareLink link={ready()} label="QR code for another device of yours" title={props.name}>
            For one device of yours. Keep this window open until it is in.
          </ShareLink>
        )}
      </Show>
    </Dialog>
  )
}
