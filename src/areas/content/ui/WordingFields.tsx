import { locale, t } from '../../../language'
import { Choice, Choices } from '../../../ui/Choice'
import { Field } from '../../../ui/Field'
import { Select } from '../../../ui/Select'
import { categories, type Category } from '../../accounts/events'
import { characters } from '../../shapes'
import { type Form, moods } from '../events'
import { useLimits } from './limits'
import { MoodIcon } from './MoodIcon'
import { TagField } from './TagField'
import { moodWords } from './words'
import type { WordingDraft } from './wording'
import { categoryWords } from '../../accounts/ui/words'

interface WordingFieldsProps {
  readonly draft: WordingDraft
  readonly form: Form
  /** A text is its words, anything else has a caption. */
  readonly isText: boolean
  readonly onChange: (changes: Partial<WordingDraft>) => void
}

/** The words: what most posts need, so it stands on its own. */
export function CaptionField(props: WordingFieldsProps & { readonly lines?: number }) {
  const limits = useLimits()
  const count = () => characters(props.draft.caption.trim())
  const over = () => count() - limits().caption
  return (
    <Field
      label={props.isText ? t`Your words` : t`Caption`}
      lines={props.lines ?? 4}
      value={props.draft.caption}
      onChange={(caption) => props.onChange({ caption })}
      count={t`${count().toLocaleString(locale)} of ${limits().caption.toLocaleString(locale)}`}
      error={over() > 0 ? t`That is ${over().toLocaleString(locale)} more than fit.` : undefined}
    />
  )
}

/** Audience, moods, tags and category. */
export function WordingFields(props: WordingFieldsProps) {
  const limits = useLimits()
  const fixed = () =>
    props.form === 'vibe' ? t`A vibe is for everyone.` : props.form === 'moment' ? t`A moment is for followers.` : undefined
  const categoryOptions: { value: Category | ''; label: string }[] = [
    { value: '', label: t`None` },
    ...categories.map((value) => ({ value, label: categoryWords[value] })),
  ]
  return (
    <>
      <Choice
        legend={t`Who sees it`}
        value={props.draft.audience}
        options={[
          { value: 'everyone', label: t`Everyone`, unfit: props.form === 'moment' ? fixed() : undefined },
          { value: 'followers', label: t`Followers`, unfit: props.form === 'vibe' ? fixed() : undefined },
        ]}
        hint={fixed()}
        onChange={(audience) => props.onChange({ audience })}
      />
      <Choices
        legend={t`Moods it fits`}
        values={props.draft.moods}
        options={moods.map((value) => ({
          value,
          label: moodWords[value],
          picture: <MoodIcon mood={value} />,
        }))}
        onChange={(chosen) => props.onChange({ moods: chosen })}
      />
      <TagField tags={props.draft.tags} most={limits().tags} onChange={(tags) => props.onChange({ tags })} />
      <Select
        label={t`Category`}
        value={props.draft.category ?? ''}
        options={categoryOptions}
        onChange={(category) => props.onChange({ category: category === '' ? null : category })}
      />
    </>
  )
}
