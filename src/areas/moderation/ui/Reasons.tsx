import { t } from '../../../language'
import { Field } from '../../../ui/Field'
import { createAnswer } from '../../../ui/session'
import type { Question } from '../../area'
import { limit } from '../../accounts/rules'
import { characters, z } from '../../shapes'

const mostReasons: Question<object, number> = {
  name: 'mostReasons',
  args: z.strictObject({}),
  answer: (q) => limit(q, 'moderation.reasonCharacters'),
}

/** A statement of reasons, for whom it concerns. The rules say how long it may be (CASE-6). */
export function Reasons(props: {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly demanded: boolean
  readonly autofocus?: boolean
}) {
  const most = createAnswer(mostReasons, () => ({}))
  const length = () => characters(props.value.trim())
  const error = () =>
    props.demanded && length() === 0
      ? t`Give a reason.`
      : length() > (most() ?? Number.POSITIVE_INFINITY)
        ? t`That is too long.`
        : undefined
  return (
    <Field
      label={props.label}
      lines={3}
      value={props.value}
      onChange={props.onChange}
      hint={props.hint}
      error={error()}
      count={t`${length()} of ${most() ?? ''}`}
      autofocus={props.autofocus ?? false}
    />
  )
}
