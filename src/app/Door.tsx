/** The screens before a world that somebody was invited into: while it is looked for, and when the link is none. */
import { t } from '../language'
import { createEffect, createSignal, type JSX, onCleanup, Show } from 'solid-js'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { Progress } from '../ui/Progress'
import './Door.css'
import { follow } from './invitation'
import { bytesInWords } from './world/words'

/** One thing in the middle of the page, with Mesi's mark above it. */
export function Doorway(props: { readonly title: string; readonly busy?: boolean; readonly children: JSX.Element }) {
  createEffect(() => {
    document.title = t`${props.title} · Mesi`
  })
  return (
    <section class="doorway" aria-busy={props.busy ? 'true' : undefined}>
      <img class="doorway-mark" src="/icons/mark.svg" alt="" width="72" height="72" />
      <h1 tabindex="-1">{props.title}</h1>
      {props.children}
    </section>
  )
}

interface DoorProps {
  readonly name: string
  /** Of a world that is a copy: how much has come of what it was copied from, in bytes. Before that is here it cannot be opened. */
  readonly came: { readonly have: number; readonly size: number } | undefined
  readonly leave: () => void
}

/** Only somebody who has the world can let anybody in, so this may take until they open Mesi. */
export function Door(props: DoorProps) {
  const [isLong, setLong] = createSignal(false)
  const timer = setTimeout(() => setLong(true), 8_000)
  onCleanup(() => clearTimeout(timer))
  return (
    <main class="door" data-late="">
      <Doorway title={props.name ? t`You are invited to “${props.name}”` : t`You are invited`} busy>
        <Show
          when={globalThis.isSecureContext}
          fallback={
            <Notice kind="bad" title={t`This address is not secure enough`}>
              <p>
                {t`Browsers connect devices only over https or on localhost. Open the link over https: whoever runs Mesi can start it that way.`}
              </p>
            </Notice>
          }
        >
          <Show
            when={props.came}
            fallback={
              <>
                <p role="status">{t`Looking for a device of this world…`}</p>
                <Progress label={t`Looking for a device of this world`} />
              </>
            }
          >
            {(came) => (
              <>
                <p role="status">{t`This world is a copy. What it was copied from is on its way.`}</p>
                <Progress label={t`What has come`} share={came().have / came().size} />
                <p class="tabular">{t`${bytesInWords(came().have)} of ${bytesInWords(came().size)}`}</p>
              </>
            )}
          </Show>
          <Show when={isLong() && !props.came}>
            <Notice kind="calm" title={t`Nobody from this world is here yet`}>
              <p>{t`Ask whoever invited you to keep Mesi open on their device. This page goes on by itself as soon as they do.`}</p>
            </Notice>
          </Show>
        </Show>
        <Button look="quiet" onClick={() => props.leave()}>
          {t`Not now`}
        </Button>
      </Doorway>
    </main>
  )
}

/** A link that was cut off, or was never ours. */
export function BrokenLink(props: { readonly leave: () => void }) {
  return (
    <main class="door">
      <Doorway title={t`This invitation does not work`}>
        <p>{t`The link was cut off on its way, or it does not come from Mesi. Nothing on this device has changed.`}</p>
        <PasteLink />
        <Button onClick={() => props.leave()}>{t`Go on without it`}</Button>
      </Doorway>
    </main>
  )
}

/** A field for an invite link that came as text. */
export function PasteLink() {
  const [link, setLink] = createSignal('')
  const [error, setError] = createSignal<string>()
  return (
    <form
      class="door-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!follow(link())) setError(t`This is not a whole invitation. Copy the link again, from “http” to its last letter.`)
      }}
    >
      <Field
        label={t`Invite link`}
        value={link()}
        onChange={(value) => {
          setLink(value)
          setError(undefined)
        }}
        placeholder={t`https://…/join#…`}
        error={error()}
      />
      <Button type="submit" look="main" disabled={link().trim() === ''}>
        {t`Join with this link`}
      </Button>
    </form>
  )
}
