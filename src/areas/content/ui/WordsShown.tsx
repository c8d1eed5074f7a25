import { t } from '../../../language'
import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import type { Words } from '../../accounts/views'
import './WordsShown.css'

interface WordsShownProps {
  readonly words: Words
  /** Characters shown before "Show more"; without it, all. */
  readonly most?: number
}

/** What somebody wrote, in their own line breaks and direction; where it is missing, why. */
export function WordsShown(props: WordsShownProps) {
  const [open, setOpen] = createSignal(false)
  const cut = createMemo(() => {
    const most = props.most
    const { text } = props.words
    if (most === undefined) return undefined
    const lines = text.split('\n')
    const short = lines.length > 8 ? lines.slice(0, 6).join('\n') : text
    const letters = [...short]
    const cut =
      letters.length > most
        ? letters
            .slice(0, Math.floor(most * 0.8))
            .join('')
            .trimEnd()
        : short
    return cut.length < text.length ? `${cut}…` : undefined
  })
  return (
    <Switch>
      <Match when={props.words.state === 'here'}>
        <p class="words" dir="auto">
          {open() ? props.words.text : (cut() ?? props.words.text)}
        </p>
        <Show when={cut() !== undefined}>
          <button type="button" class="words-more" aria-expanded={open()} onClick={() => setOpen(!open())}>
            {open() ? t`Show less` : t`Show more`}
          </button>
        </Show>
      </Match>
      <Match when={props.words.state === 'coming'}>
        <p class="words-missing">{t`These words are still on their way from another device.`}</p>
      </Match>
      <Match when={props.words.state === 'erased'}>
        <p class="words-missing">{t`These words were removed.`}</p>
      </Match>
      <Match when={props.words.state === 'unfit'}>
        <p class="words-missing">{t`These words are not what their author announced, so they are not shown.`}</p>
      </Match>
    </Switch>
  )
}
