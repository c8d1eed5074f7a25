import { t } from '../language'
import Copy from 'lucide-solid/icons/copy'
import Share2 from 'lucide-solid/icons/share-2'
import { createSignal, type JSX, Show } from 'solid-js'
import { Button } from './Button'
import { Notice } from './Notice'
import { Qr } from './Qr'
import { say } from './toast'
import './ShareLink.css'

interface ShareLinkProps {
  readonly link: string
  /** What it leads to, for those who do not see the code; and for the system's own sharing. */
  readonly label: string
  readonly title: string
  /** For whom and how long. */
  readonly children: JSX.Element
}

const isOnlyHere = (): boolean => /^(localhost|127\.|\[::1\])/.test(location.hostname)

/** A link, every way it can travel: as a code to scan, as text, by the system's own sharing. */
export function ShareLink(props: ShareLinkProps) {
  const copy = async () => {
    await navigator.clipboard.writeText(props.link).then(
      () => say(t`Link copied`),
      () => say(t`This browser does not let Mesi copy. Select the link and copy it yourself.`, { kind: 'warn' }),
    )
  }
  const share = () => navigator.share({ title: props.title, url: props.link }).catch(() => undefined) // closed again
  return (
    <div class="share-link">
      <Qr text={props.link} label={props.label} />
      <p class="share-link-says" role="status">
        {props.children}
      </p>
      <Show when={isOnlyHere()}>
        <Notice kind="calm">
          <p>{t`This address works on this computer only. For another device, open Mesi by its network address first, over https.`}</p>
        </Notice>
      </Show>
      <div class="share-link-actions">
        <Button look="dark" onClick={() => void copy()}>
          <Copy aria-hidden="true" /> {t`Copy link`}
        </Button>
        <Show when={'share' in navigator}>
          <Button onClick={() => void share()}>
            <Share2 aria-hidden="true" /> {t`Share`}
          </Button>
        </Show>
      </div>
      <code class="share-link-text">{props.link}</code>
    </div>
  )
}

/** A link that is made when somebody asks for it: under way, there, or why not. */
export function createMaking<T>(make: () => Promise<T>) {
  const [made, setMade] = createSignal<T>()
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  /** Who has closed it meanwhile chooses anew: it counts how often. */
  let forgotten = 0
  return {
    made,
    busy,
    failure,
    async make(): Promise<void> {
      setBusy(true)
      setFailure(undefined)
      const before = forgotten
      try {
        const ready = await make()
        if (before === forgotten) setMade(() => ready)
      } catch (error) {
        if (before === forgotten) setFailure(error instanceof Error ? error.message : t`No link could be made.`)
      } finally {
        setBusy(false)
      }
    },
    forget(): void {
      forgotten++
      setMade(undefined)
    },
  }
}
type Making = Pick<ReturnType<typeof createMaking>, 'busy' | 'failure' | 'make'>

/** The button that makes it, and why it could not be made. */
export function MakeLink(props: { readonly making: Making; readonly children: JSX.Element }) {
  return (
    <>
      <Show when={props.making.failure()}>
        <Notice kind="bad" title={t`No link was made`}>
          <p>{props.making.failure()}</p>
        </Notice>
      </Show>
      <Button look="main" busy={props.making.busy()} onClick={() => void props.making.make()}>
        {props.children}
      </Button>
    </>
  )
}
