import { t } from '../../../language'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { File } from '../events'
import type { Card } from '../views'
import { Film } from './Film'
import { Picture } from './Picture'
import './PostMedia.css'
import { Sound } from './Sound'
import { beginning, mediaWords } from './words'

interface PostMediaProps {
  readonly card: Pick<Card, 'media' | 'files' | 'caption' | 'author'>
  /** In a list what is very tall or very wide is cut to fit; on its own page it is shown whole. */
  readonly whole?: boolean
  /** Where a video is seen, if not here. */
  readonly to?: string | undefined
}

/** What a post shows or plays, by its medium. */
export function PostMedia(props: PostMediaProps) {
  const label = () => {
    const words = props.card.caption?.text
    const one = t`${mediaWords[props.card.media].one} by ${props.card.author.name}`
    return words ? `${one}: ${beginning(words, 80)}` : one
  }
  const first = () => props.card.files[0]
  return (
    <Switch>
      <Match when={props.card.media === 'image' && props.card.files.length > 1}>
        <Strip files={props.card.files} label={label()} ratio={ratioOf(first(), props.whole)} />
      </Match>
      <Match when={props.card.media === 'image' && first()}>
        {(file) => (
          <div class="post-media" style={{ 'aspect-ratio': ratioOf(file(), props.whole) }}>
            <Picture file={file()} alt={sentence(label())} />
          </div>
        )}
      </Match>
      <Match when={props.card.media === 'video' && first()}>
        {(file) => (
          <div class="post-media" style={{ 'aspect-ratio': ratioOf(file(), props.whole) }}>
            <Film file={file()} label={label()} to={props.to} />
          </div>
        )}
      </Match>
      <Match when={props.card.media === 'audio' && first()}>{(file) => <Sound file={file()} label={label()} />}</Match>
    </Switch>
  )
}

/** Several images side by side, snapping; arrow buttons where there is no finger. */
function Strip(props: { readonly files: readonly File[]; readonly label: string; readonly ratio: string }) {
  const [at, setAt] = createSignal(0)
  let strip: HTMLDivElement | undefined
  const go = (to: number) => strip?.scrollTo({ left: to * strip.clientWidth })
  const count = () => props.files.length
  return (
    <section class="post-media post-strip" style={{ 'aspect-ratio': props.ratio }} aria-label={sentence(props.label)}>
      <div
        ref={(element) => (strip = element)}
        class="post-strip-row"
        role="group"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
        tabindex="0"
        aria-label={t`${count()} photos`}
        onScroll={(event) => setAt(Math.round(event.currentTarget.scrollLeft / Math.max(1, event.currentTarget.clientWidth)))}
      >
        <For each={props.files}>
          {(file, i) => (
            <div class="post-strip-item">
              <Picture file={file} alt={t`${sentence(props.label)}, ${i() + 1} of ${count()}`} />
            </div>
          )}
        </For>
      </div>
      <span class="post-strip-count tabular" aria-live="polite">
        {at() + 1} / {count()}
      </span>
      <Show when={at() > 0}>
        <button type="button" class="post-strip-go" data-to="back" aria-label={t`Photo before`} onClick={() => go(at() - 1)}>
          <ChevronLeft aria-hidden="true" />
        </button>
      </Show>
      <Show when={at() < count() - 1}>
        <button type="button" class="post-strip-go" data-to="on" aria-label={t`Next photo`} onClick={() => go(at() + 1)}>
          <ChevronRight aria-hidden="true" />
        </button>
      </Show>
    </section>
  )
}

/** Upright and wide are both welcome (SHR-4), within what a list can bear: from 4:5 to 16:9. */
function ratioOf(file: File | undefined, whole = false): string {
  const ratio = file?.width && file.height ? file.width / file.height : 4 / 3
  return String(whole ? Math.max(0.5, Math.min(3, ratio)) : Math.max(0.8, Math.min(16 / 9, ratio)))
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
