import { t } from '../../../language'
import { Show } from 'solid-js'
import { exactly } from '../../../ui/Time'
import type { Media } from '../../content/events'
import { mediaWords } from '../../content/ui/words'
import './Attached.css'
import type { Evidence } from './sealing'

const kindOf = ({ type }: { readonly type: string }): string => mediaWords[type.split('/')[0] as Media]?.one ?? type

/** What a report has with it as evidence. */
export function Attached(props: { readonly evidence: Evidence }) {
  return (
    <figure class="attached">
      <Show when={props.evidence.words} fallback={<p class="attached-note">{t`No words.`}</p>}>
        {(words) => <blockquote dir="auto">{words()}</blockquote>}
      </Show>
      <Show when={props.evidence.files.length > 0}>
        <p class="attached-note">{t`With it: ${props.evidence.files.map(kindOf).join(', ')}`}</p>
      </Show>
      <figcaption class="attached-note">{t`${props.evidence.by}, as seen on ${exactly(props.evidence.at)}`}</figcaption>
    </figure>
  )
}
