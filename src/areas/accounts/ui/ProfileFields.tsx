import { plural, t } from '../../../language'
import { Field } from '../../../ui/Field'
import { createAnswer } from '../../../ui/session'
import { characters } from '../../shapes'
import { profileLimits } from './limits'

interface WordsProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
}

/** How many characters count: what is kept, without blanks around it. */
export const length = (text: string): number => characters(text.trim())

/** A display name. The longest one is the policy's to say. */
export function NameField(props: WordsProps) {
  const limits = createAnswer(profileLimits, () => ({}))
  const tooLong = () => over(props.value, limits()?.name, t`name`)
  return (
    <Field
      label={t`Name`}
      value={props.value}
      onChange={(value) => props.onChange(value)}
      required
      autocomplete="name"
      placeholder={t`What people call you`}
      error={tooLong() ?? props.error}
    />
  )
}

/** Some words about oneself, counted while they are typed (ACC-14). */
export function BioField(props: WordsProps) {
  const limits = createAnswer(profileLimits, () => ({}))
  return (
    <Field
      label={t`About you`}
      value={props.value}
      onChange={(value) => props.onChange(value)}
      lines={3}
      count={t`${length(props.value)} of ${limits()?.bio ?? ''}`}
      placeholder={t`Two lines that make people stay`}
      error={over(props.value, limits()?.bio, t`text`) ?? props.error}
    />
  )
}

function over(text: string, most: number | undefined, what: string): string | undefined {
  const surplus = most === undefined ? 0 : length(text) - most
  return surplus > 0 ? t`This ${what} is ${plural(surplus, t`1 character`, t`${surplus} characters`)} too long; ${most} fit.` : undefined
}
