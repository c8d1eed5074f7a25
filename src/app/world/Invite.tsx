/** Makes an invite link and shows it every way it can travel. */
import { t } from '../../language'
import { createSignal, Show } from 'solid-js'
import { Choice } from '../../ui/Choice'
import { Dialog } from '../../ui/Dialog'
import { useSession } from '../../ui/session'
import { createMaking, MakeLink, ShareLink } from '../../ui/ShareLink'
import { exactly } from '../../ui/Time'

const uses = [
  { value: '1', label: t`1 device` },
  { value: '5', label: t`5 devices` },
  { value: '20', label: t`20 devices` },
] as const
const days = [
  { value: '1', label: t`1 day` },
  { value: '7', label: t`7 days` },
  { value: '30', label: t`30 days` },
] as const

export function Invite(props: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const [count, setCount] = createSignal<(typeof uses)[number]['value']>('5')
  const [span, setSpan] = createSignal<(typeof days)[number]['value']>('7')
  const making = createMaking(async () => {
    const until = session.peer().engine.worldTime + Number(span()) * 86_400_000
    return { link: await session.mesi.peers.invite(Number(count()), Number(span())), uses: Number(count()), until }
  })

  return (
    <Dialog
      title={t`Invite a device`}
      description={t`Whoever has the link can look into this world and sign up in it. Give it only to people you mean.`}
      open={props.open}
      onOpenChange={(open) => {
        props.onOpenChange(open)
        if (!open) making.forget()
      }}
    >
      <Show
        when={making.made()}
        fallback={
          <div class="world-form">
            <Choice legend={t`How many may use it`} options={uses} value={count()} onChange={setCount} />
            <Choice legend={t`How long, by this world’s clock`} options={days} value={span()} onChange={setSpan} />
            <MakeLink making={making}>{t`Make the link`}</MakeLink>
          </div>
        }
      >
        {(ready) => (
          <ShareLink link={ready().link} label={t`QR code of the invite link`} title={session.peer().genesis.name}>
            {t`For ${ready().uses === 1 ? t`one device` : t`up to ${ready().uses} devices`}, until ${exactly(ready().until)}.`}
          </ShareLink>
        )}
      </Show>
    </Dialog>
  )
}
