import { t } from '../../../language'
import X from 'lucide-solid/icons/x'
import { createSignal, createUniqueId, For, onCleanup, onMount, Show } from 'solid-js'
import './TagField.css'
import { tagOf, withTags } from './wording'

interface TagFieldProps {
  readonly tags: readonly string[]
  readonly most: number
  readonly onChange: (tags: readonly string[]) => void
}

/** Tags, each taken over with Enter, a comma or a space; Backspace in the empty field takes the last one back. */
export function TagField(props: TagFieldProps) {
  const id = createUniqueId()
  const [typed, setTyped] = createSignal('')
  const [says, setSays] = createSignal('')
  const isFull = () => props.tags.length >= props.most

  const take = (text: string) => {
    const { tags, rest } = withTags(props.tags, text, props.most)
    const isNone = text.trim() !== '' && tags.length === props.tags.length
    const isMade = rest.split(' ').some((word) => tagOf(word) !== '')
    setTyped(rest)
    setSays(
      isMade
        ? t`There is no room for more than ${props.most} tags. Remove one, and this takes its place.`
        : rest !== '' || isNone
          ? t`A tag is made of Latin letters and digits, and stands once.`
          : '',
    )
    if (tags.length > props.tags.length) props.onChange(tags)
  }
  const remove = (tag: string) => {
    props.onChange(props.tags.filter((each) => each !== tag))
    take(typed())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = props.tags.at(-1)
    if (event.key === 'Enter' && typed().trim() !== '') {
      event.preventDefault()
      take(typed())
    } else if (event.key === 'Backspace' && typed() === '' && last !== undefined) remove(last)
  }
  // What is typed and not entered goes along with the form, or keeps it here: it is not left out without a word.
  let input: HTMLInputElement | undefined
  const onSubmit = (event: SubmitEvent) => {
    take(typed())
    if (typed() === '') return
    event.preventDefault()
    event.stopImmediatePropagation()
    input?.focus()
  }
  onMount(() => {
    const form = input?.form
    form?.addEventListener('submit', onSubmit, { capture: true })
    onCleanup(() => form?.removeEventListener('submit', onSubmit, { capture: true }))
  })
  return (
    <div class="tag-field">
      <div class="field-head">
        {/* oxlint-disable-next-line jsx-a11y/label-has-associated-control -- `for` is how Solid writes it */}
        <label class="field-label" for={id}>
          {t`Tags`}
        </label>
        <span class="field-count tabular">{t`${props.tags.length} of ${props.most}`}</span>
      </div>
      <div class="field-box tag-field-box">
        <Show when={props.tags.length > 0}>
          <ul class="tag-field-list" aria-label={t`Chosen tags`}>
            <For each={props.tags}>
              {(tag) => (
                <li>
                  <button type="button" class="tag-field-tag" aria-label={t`Remove the tag ${tag}`} onClick={() => remove(tag)}>
                    #{tag} <X aria-hidden="true" />
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <input
          ref={(element) => (input = element)}
          id={id}
          class="field-input"
          value={typed()}
          placeholder={isFull() ? t`No more fit` : t`Add a tag`}
          disabled={isFull() && typed() === ''}
          autocomplete="off"
          autocapitalize="none"
          enterkeyhint="done"
          aria-describedby={`${id}-hint`}
          onInput={(event) => {
            const { value } = event.currentTarget
            setTyped(value)
            setSays('')
            if (/[\s,]$/.test(value)) take(value)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => take(typed())}
        />
      </div>
      <p id={`${id}-hint`} class="field-hint" role="status">
        {says() || t`Press Enter or a comma to add it.`}
      </p>
    </div>
  )
}
