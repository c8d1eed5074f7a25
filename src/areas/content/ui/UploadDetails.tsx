import { t } from '../../../language'
import { type Accessor, For, Show } from 'solid-js'
import { Field } from '../../../ui/Field'
import { Notice } from '../../../ui/Notice'
import { createAnswer } from '../../../ui/session'
import { type Words, wordsOf } from '../../accounts/views'
import { isModerator } from '../../accounts/tables'
import type { Question } from '../../area'
import { detailsAsked } from '../../flags/rules'
import type { Hash } from '../../../log/types'
import { characters, hash, z } from '../../shapes'
import { contents } from '../tables'
import { useLimits } from './limits'

/** What a red flag has somebody say beside an upload (FLAG-7): the first always, the others the larger its files are. */
export const detailWords = [t`Where it comes from`, t`Who is in it`, t`Why you have the right to use it`] as const

const uploadDetails: Question<{ bytes: number }, number> = {
  name: 'uploadDetails',
  args: z.strictObject({ bytes: z.int() }),
  answer: (q, { bytes }) => (q.as === undefined ? 0 : detailsAsked(q, q.as, bytes)),
}

/** What was said beside a post, in the order of `detailWords`: for its maker and for the desk. */
export const detailsSaid: Question<{ content: Hash }, readonly Words[]> = {
  name: 'detailsSaid',
  args: z.strictObject({ content: hash }),
  answer(q, { content }) {
    const row = q.get(contents, content)
    const me = q.as ?? ''
    if (!row || (row.author !== me && !isModerator(q, me))) return []
    return row.details.map((said) => wordsOf(q, said))
  },
}

/** How many details an upload of this weight has to come with. */
export function useDetailsAsked(bytes: Accessor<number>): Accessor<number> {
  const asked = createAnswer(uploadDetails, () => ({ bytes: bytes() }))
  return () => asked() ?? 0
}

/** The questions that a red flag asks about an upload; nothing where it asks none. */
export function UploadDetails(props: {
  readonly asked: number
  readonly said: readonly string[]
  readonly onChange: (said: readonly string[]) => void
}) {
  const limits = useLimits()
  const tooLong = (said: string) => characters(said.trim()) > limits().caption
  return (
    <Show when={props.asked > 0}>
      <section class="composer-part" aria-label={t`What the desk wants to know`}>
        <Notice kind="warn">
          <p>{t`While a red flag is in force, every upload needs a few more details. Only the desk sees them.`}</p>
        </Notice>
        <For each={detailWords.slice(0, props.asked)}>
          {(label, i) => (
            <Field
              label={label}
              lines={2}
              required
              value={props.said[i()] ?? ''}
              onChange={(text) => props.onChange(detailWords.map((_, at) => (at === i() ? text : (props.said[at] ?? ''))))}
              error={tooLong(props.said[i()] ?? '') ? t`That is more than fits.` : undefined}
            />
          )}
        </For>
      </section>
    </Show>
  )
}
