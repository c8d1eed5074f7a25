import { t } from '../../../language'
import { Show } from 'solid-js'
import { Dialog } from '../../../ui/Dialog'
import { Notice } from '../../../ui/Notice'
import { useSession } from '../../../ui/session'
import { createMaking, MakeLink, ShareLink } from '../../../ui/ShareLink'

/** ACC-18: the way by which another browser becomes a device of this account. */
export function AnotherDevice(props: { readonly name: string; readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const making = createMaking(() => session.mesi.peers.pair(session.me() ?? ''))
  return (
    <Dialog
      title={t`Use this account on another device`}
      description={t`Open the link on a device of yours. It can then do everything that you can do here.`}
      open={props.open}
      onOpenChange={(open) => {
        props.onOpenChange(open)
        if (!open) making.forget()
      }}
    >
      <Show
        when={making.made()}
        fallback={
          <>
            <Notice kind="warn" title={t`Whoever has the link is you`}>
              <p>{t`It holds the keys of your account. Do not send it to anybody, and close this window once your other device is in.`}</p>
            </Notice>
            <MakeLink making={making}>{t`Show the code`}</MakeLink>
          </>
        }
      >
        {(ready) => (
          <ShareLink link={ready()} label={t`QR code for another device of yours`} title={props.name}>
            {t`For one device of yours. Keep this window open until it is in.`}
          </ShareLink>
        )}
      </Show>
    </Dialog>
  )
}
