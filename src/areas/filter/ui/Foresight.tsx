import { type Accessor, createEffect, createMemo, createSignal, Match, on, onCleanup, Show, Switch } from 'solid-js'
import { barredAs, type Examined, type Work } from '../../../filter/finding'
import { t } from '../../../language'
import { Notice } from '../../../ui/Notice'
import { useSession } from '../../../ui/session'
import { barredBy } from '../../flags/events'
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

interface Foreseen {
  /** Nothing, while there is none. */
  readonly draft: Draft | undefined
  readonly look: Look
}

/** What the filter says of a draft that stands still. */
function createSeen(props: Foreseen): Accessor<Examined | 'looking' | 'unable' | undefined> {
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
  return seen
}

/**
 * Before words are sent that never come before the filter of the host, such as a comment or a name: only if it has something to say. It stops
 * nobody; whoever reads them can report them.
 */
export function Forewarning(props: { readonly words: string; readonly look: Look }) {
  const draft = createMemo((): Draft | undefined => {
    const words = props.words.trim()
    return words === '' ? undefined : { words, tags: [], media: 'text', files: [] }
  })
  const seen = createSeen({
    get draft() {
      return draft()
    },
    look: (draft) => props.look(draft),
  })
  // While it looks anew what it said last stays, so that nothing jumps with each letter.
  const hits = createMemo<Examined['hits']>((before) => {
    const now = seen()
    if (now === 'looking') return before
    return typeof now === 'object' && now.advice !== 'pass' ? now.hits.filter(({ category }) => category !== 'quality') : []
  }, [])
  const clause = () => {
    const [gravest] = hits()
    return gravest && barredBy[barredAs[gravest.category]]
  }
  return (
    <Show when={clause()}>
      {(id) => (
        <Notice kind="warn" title={t`Others may be offended by this`}>
          <Hits hits={hits()} />
          <p>
            {t`You can leave it as it is. Whoever reads it can report it, and a person decides.`}{' '}
            <a class="clause-id" href={`/handbook#${id()}`}>
              {id()}
            </a>
          </p>
        </Notice>
      )}
    </Show>
  )
}

/** What the filter would say of a draft. It stops nobody: what counts is what the host finds (FLT-1). */
export function Foresight(props: Foreseen) {
  const seen = createSeen(props)
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
