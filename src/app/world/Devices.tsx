/** Who is connected, how much is final, and the switch that cuts every line. `?do=invite` opens the invitation. */
import { plural, t } from '../../language'
import { useSearchParams } from '@solidjs/router'
import AppWindow from 'lucide-solid/icons/app-window'
import Smartphone from 'lucide-solid/icons/smartphone'
import UserPlus from 'lucide-solid/icons/user-plus'
import { createMemo, For, Show } from 'solid-js'
import type { LinkInfo } from '../../sync/sync'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { useSession } from '../../ui/session'
import { Switch } from '../../ui/Switch'
import { exactly } from '../../ui/Time'
import { useWorldTime } from '../../ui/worldTime'
import { words } from '../StatusLine'
import { Card, Figure } from './Card'
import { Invite } from './Invite'

export function Devices() {
  const session = useSession()
  const now = useWorldTime()
  const [search, setSearch] = useSearchParams<{ do?: string }>()
  const isInviting = () => search.do === 'invite'
  const setInviting = (open: boolean) => setSearch({ do: open ? 'invite' : undefined }, { replace: true, scroll: false })
  /** Looked at anew with every tick of the world's clock, and whenever the status moves. */
  const seen = createMemo(() => {
    now()
    session.status()
    const { engine, pending } = session.peer()
    return {
      finalAt: engine.last.upTo,
      pending,
      aside: engine.asideCount,
      turnedAway: session.sync()?.turnedAway() ?? 0,
      isOtherProtocol: session.sync()?.metOtherProtocol() === true,
    }
  })
  const isOnline = () => session.status().state !== 'offline'

  return (
    <Card
      title={t`Devices`}
      actions={
        <Show when={session.peer().isHost}>
          <Button look="main" onClick={() => setInviting(true)}>
            <UserPlus aria-hidden="true" /> {t`Invite a device`}
          </Button>
        </Show>
      }
    >
      <dl class="world-figures">
        <Figure label={t`Now`}>{words(session.status())}</Figure>
        <Figure label={t`Final as of`}>
          <time dateTime={new Date(seen().finalAt).toISOString()}>{exactly(seen().finalAt)}</time>
        </Figure>
        <Figure label={t`Pending steps`}>{seen().pending}</Figure>
      </dl>
      <p class="world-says">
        <Show
          when={session.peer().isHost}
          fallback={
            <>
              {t`Another device hosts this world: what you do is kept here at once and becomes final when that device has heard of it. Only it can invite more devices.`}
            </>
          }
        >
          {t`This device hosts the world “${session.peer().genesis.name}”: what it has heard of becomes final. Keep Mesi open here while others take part.`}
        </Show>
      </p>
      <Show when={!globalThis.isSecureContext}>
        <Notice kind="warn" title={t`Other devices cannot connect to this page`}>
          <p>{t`Browsers connect devices only over https or on localhost. Whoever runs Mesi can start it with https.`}</p>
        </Notice>
      </Show>
      <Show when={seen().turnedAway > 0}>
        <Notice
          kind="warn"
          title={plural(
            seen().turnedAway,
            t`A device is turned away for a while`,
            t`${seen().turnedAway} devices are turned away for a while`,
          )}
        >
          <p>{t`It sent what no Mesi sends. Nothing of that was taken, and nothing here is lost.`}</p>
        </Notice>
      </Show>
      <Show when={seen().isOtherProtocol}>
        <Notice kind="warn" title={t`A device here runs another version of Mesi`}>
          <p>{t`The two cannot talk to each other. Reload Mesi on both; what was done on either is kept.`}</p>
        </Notice>
      </Show>
      <Show when={seen().aside > 0}>
        <Notice kind="calm" title={plural(seen().aside, t`1 step waits for its time`, t`${seen().aside} steps wait for their time`)}>
          <p>{t`It is dated ahead of this world’s clock, because a clock runs fast on the device it comes from. It comes in by itself when this world’s clock gets there.`}</p>
        </Notice>
      </Show>
      <Connected />
      <Switch
        label={t`Online`}
        hint={t`When off, nothing leaves this device and nothing comes in. You can go on; it is exchanged later.`}
        on={isOnline()}
        onChange={(on) => void session.mesi.peers.online(on, true)}
      />
      <Show when={session.peer().isHost}>
        <Invite open={isInviting()} onOpenChange={setInviting} />
      </Show>
    </Card>
  )
}

/** Who is connected at this moment, with what they say of themselves. */
export function Connected() {
  const session = useSession()
  const now = useWorldTime()
  const links = createMemo(() => {
    now()
    session.status()
    const sync = session.sync()
    const names = new Map((sync?.hints.others() ?? []).map((other) => [other.self, other.name]))
    return lines(sync?.links() ?? []).map((link) => ({ ...link, name: names.get(link.self) ?? '' }))
  })
  return (
    <Show when={links().length > 0} fallback={<p class="world-says">{t`No other device is connected right now.`}</p>}>
      <ul class="world-list" aria-label={t`Connected devices`}>
        <For each={links()}>{(link) => <Device link={link} name={link.name} version={session.peer().engine.last.version} />}</For>
      </ul>
    </Show>
  )
}

/** One line for each tab that has said who it is, however many ways lead to it: the one in use. */
const lines = (links: readonly LinkInfo[]): LinkInfo[] => [
  ...new Map(links.filter(({ self, isUsed }) => self !== '' && isUsed).map((link) => [link.self, link])).values(),
]

function Device(props: { readonly link: LinkInfo; readonly name: string; readonly version: number }) {
  const isTab = () => props.link.isOwn || props.link.kind === 'tabs'
  const kind = () => (isTab() ? t`Another tab of this browser` : t`Another device`)
  const how = () => {
    if (props.link.rules > props.version) return t`Runs a newer version of Mesi: reload this page to update it`
    const { malformed, rowsRefused, delayed } = props.link.counters
    if (malformed + rowsRefused > 0) return t`Some of what it sent was refused; none of that was taken`
    if (delayed > 0 && !props.link.inSync)
      return t`Sends more than fits at once: the rest comes bit by bit, and nothing of yours waits for it`
    return props.link.inSync ? t`Has everything that is here` : t`Exchanging…`
  }
  return (
    <li>
      <span class="world-list-icon" aria-hidden="true">
        <Show when={isTab()} fallback={<Smartphone />}>
          <AppWindow />
        </Show>
      </span>
      <span class="world-list-text">
        <strong dir="auto">{props.name || kind()}</strong>
        <span>{props.name ? `${kind()}. ${how()}` : how()}</span>
      </span>
    </li>
  )
}
