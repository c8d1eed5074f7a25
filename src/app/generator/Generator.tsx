import WandSparkles from 'lucide-solid/icons/wand-sparkles'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import type { Kind } from '../../areas/accounts/events'
import { refusePrompt, type Wish } from '../../areas/filter/prompts'
import type { Look } from '../../areas/filter/ui/Foresight'
import { Hits } from '../../areas/filter/ui/Hits'
import type { Examined } from '../../filter'
import { inLanguage, t } from '../../language'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { useSession } from '../../ui/session'
import { captionsAbout } from './captions'
import './Generator.css'

/** What was made, as somebody takes it into their post. */
export type Made = { readonly words: string } | { readonly picture: File; readonly isFace: boolean }

const wishWords: { readonly [W in Wish]: string } = { caption: t`A caption`, pattern: t`A pattern`, face: t`A face` }

type Answer =
  | { readonly captions: readonly string[] }
  | { readonly picture: File; readonly url: string; readonly isFace: boolean }
  | { readonly refusedBy: 'GEN-3' | 'GEN-7'; readonly hits: Examined['hits'] }
  | { readonly unable: string }

/**
 * The AI prompt: a caption, a pattern or a face from a few words, made on this device. What is asked for goes through the filter first
 * (GEN-7), and without the filter nothing is made.
 */
export function Generator(props: { readonly kind: Kind; readonly look: Look; readonly onUse: (made: Made) => void }) {
  const session = useSession()
  const [open, setOpen] = createSignal(false)
  const [prompt, setPrompt] = createSignal('')
  const [wish, setWish] = createSignal<Wish>('caption')
  const [round, setRound] = createSignal(0)
  const [busy, setBusy] = createSignal(false)
  const [answer, setAnswerRaw] = createSignal<Answer>()
  const setAnswer = (next: Answer | undefined) => {
    const before = answer()
    if (before && 'url' in before) URL.revokeObjectURL(before.url)
    setAnswerRaw(next)
  }
  onCleanup(() => setAnswer(undefined))

  const make = async (again: boolean) => {
    const words = prompt().trim()
    if (words === '' || busy()) return
    setRound(again ? round() + 1 : 0)
    setBusy(true)
    setAnswer(await answered(words, wish(), round()).finally(() => setBusy(false)))
  }

  async function answered(words: string, what: Wish, times: number): Promise<Answer> {
    const seen = await props.look({ words, tags: [], media: 'text', files: [] }).catch(() => undefined)
    if (!seen) return { unable: t`The filter could not look at your words, so nothing was made. Try it again in a moment.` }
    const refusedBy = refusePrompt(props.kind, what, seen.advice)
    if (refusedBy) return { refusedBy, hits: refusedBy === 'GEN-7' ? seen.hits : [] }
    if (what === 'caption') return { captions: captionsAbout(words, times) }
    try {
      const picture = await (await import('./drawing')).drawn(words, what, times)
      return { picture, url: URL.createObjectURL(picture), isFace: what === 'face' }
    } catch {
      return { unable: t`The picture could not be drawn here. Try it again, or in another browser.` }
    }
  }
  /** Enter in the prompt makes it, and does not send the post around it. */
  const onEnter = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'radio'
    if (event.key !== 'Enter' || !isTyping) return
    event.preventDefault()
    void make(false)
  }
  const as = <K extends string>(key: K) => {
    const now = answer()
    return now && key in now ? (now as Extract<Answer, { readonly [P in K]: unknown }>) : undefined
  }
  return (
    <details
      class="generator"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      ref={(element) => element.addEventListener('keydown', onEnter)}
    >
      <summary>
        <WandSparkles aria-hidden="true" /> {t`Make it with AI`}
      </summary>
      <Show when={open()}>
        <div class="generator-inside">
          <Field
            label={t`What it should be about`}
            value={prompt()}
            onChange={setPrompt}
            hint={t`It is made on this device, from your words. Nothing is sent anywhere.`}
          />
          <Choice
            legend={t`What to make`}
            value={wish()}
            options={(Object.keys(wishWords) as Wish[]).map((value) => ({ value, label: wishWords[value] }))}
            onChange={setWish}
          />
          <div>
            <Button look="dark" disabled={prompt().trim() === ''} busy={busy()} onClick={() => void make(false)}>
              {t`Make it`}
            </Button>
          </div>
          <Show when={as('refusedBy')}>
            {(refused) => (
              <Notice kind="warn" title={t`This is not made`}>
                <p>
                  {inLanguage(session.mesi.clauses()[refused().refusedBy]?.text ?? '')}{' '}
                  <a class="clause-id" href={`/handbook#${refused().refusedBy}`}>
                    {refused().refusedBy}
                  </a>
                </p>
                <Show when={refused().hits.length > 0}>
                  <Hits hits={refused().hits} />
                </Show>
              </Notice>
            )}
          </Show>
          <Show when={as('unable')}>
            {(unable) => (
              <Notice kind="calm">
                <p>{unable().unable}</p>
              </Notice>
            )}
          </Show>
          <Show when={as('captions')}>
            {(made) => (
              <ul class="generator-captions" aria-label={t`Captions`}>
                <For each={made().captions}>
                  {(words) => (
                    <li>
                      <span>{words}</span>
                      <Button small onClick={() => props.onUse({ words })}>
                        {t`Use it`}
                      </Button>
                    </li>
                  )}
                </For>
              </ul>
            )}
          </Show>
          <Show when={as('picture')}>
            {(made) => (
              <div class="generator-picture">
                <img src={made().url} alt={made().isFace ? t`A drawn face` : t`A drawn pattern`} width="192" height="192" />
                <Button small onClick={() => props.onUse({ picture: made().picture, isFace: made().isFace })}>
                  {t`Use it`}
                </Button>
              </div>
            )}
          </Show>
          <Show when={as('captions') || as('picture')}>
            <div>
              <Button small busy={busy()} onClick={() => void make(true)}>
                {t`Another one`}
              </Button>
            </div>
          </Show>
        </div>
      </Show>
    </details>
  )
}
