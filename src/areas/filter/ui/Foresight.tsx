import { createEffect, createSignal, Match, on, onCleanup, Show, Switch } from 'solid-js'
import type { Examined, Work } from '../../../filter/finding'
import { t } from '../../../language'
import { Notice } from '../../../ui/Notice'
import { useSession } from '../../../ui/session'
import { Hits } from './Hits'

/** What somebody is about to publish, as the filter reads it. */
export interface Draft {
  readonly words: string
  readonly tags: readonly string[]
  readonly media: Work['media']
  readonly files: readonly { readonly hash: string }[]
  readonly category?: string | undefined
}
/** Looks at a draft on this device. */
export type Look = (draft: Draft) => Promise<Examined>

/** How long a draft stands still before it is looked at. */
const STILL = 700

/** What the filter would say of a draft. It stops nobody: what counts is what the host finds (FLT-1). `draft`: nothing, while there is none. */
export function Foresight(props: { readonly draft: Draft | undefined; readonly look: Look }) {
  const session = useSession()
  const [seen, setSeen] = createSignal<Examined | 'looking' | 'unable'>()
  const isOn = () => session.peer().engine.reader.parameter('content.checks') !== 'off'
  createEffect(
    on(
      () => JSON.stringify(props.draft),
      () => {
        const { draft, look } = props
        const isLookedAt = draft !== undefined && isOn()
        setSeen(isLookedAt ? 'looking' : undefined) // from the first word on, so that what is below keeps its place
        if (!isLookedAt) return
        let isOver = false
        const timer = setTimeout(() => {
          look(draft).then(
            (found) => void (isOver || setSeen(found)),
            () => void (isOver || setSeen('unable')),
          )
        }, STILL)
        onCleanup(() => {
          clearTimeout(timer)
          isOver = true
        })
      },
    ),
  )
  // A finding takes more room than the wait for it: who is about to post sees the button still.
  createEffect(
    on(seen, () => {
      const { activeElement } = document
      if (activeElement?.matches('[type=submit]')) requestAnimationFrame(() => activeElement.scrollIntoView({ block: 'nearest' }))
    }),
  )
  const found = () => {
    const now = seen()
    return typeof now === 'object' ? now : undefined
  }
  return (
    <Switch>
      <Match when={seen() === 'looking'}>
        <Notice kind="calm">
          <p>{t`The filter is looking at it…`}</p>
        </Notice>
      </Match>
      <Match when={seen() === 'unable'}>
        <Notice kind="calm" title={t`The filter could not look at it here`}>
          <p>{t`It will be looked at after you post it, by the filter or by a moderator.`}</p>
        </Notice>
      </Match>
      <Match when={found()}>
        {(now) => (
          <Switch>
            <Match when={now().advice === 'pass'}>
              <Notice kind="good">
                <p>{t`Looks fine to the filter.`}</p>
              </Notice>
            </Match>
            <Match when={now().advice === 'doubt'}>
              <Notice kind="warn" title={t`A moderator will look at this`}>
                <Hits hits={now().hits} />
                <p>{t`You can post it as it is. The filter may be wrong, and a person decides.`}</p>
              </Notice>
            </Match>
            <Match when={now().advice === 'block'}>
              <Notice kind="warn" title={t`The filter would take this down`}>
                <Hits hits={now().hits} />
                <Show when={now().hits[0]?.category !== 'duplicate'}>
                  <p>{t`Others will not see it unless a moderator disagrees. You can change it, or post it and appeal.`}</p>
                </Show>
              </Notice>
            </Match>
          </Switch>
        )}
      </Match>
    </Switch>
  )
}
