import { t } from '../../../language'
import { For } from 'solid-js'
import { Field } from '../../../ui/Field'
import type { PersonaSettings } from './signingUp'
import './PersonaFields.css'

const parts = [
  { name: 'ethnicity', label: t`Ethnicity`, example: t`Nordic and Thai` },
  { name: 'gender', label: t`Gender`, example: t`Female` },
  { name: 'hairstyle', label: t`Hairstyle`, example: t`Silver bob` },
  { name: 'voice', label: t`Voice`, example: t`Low and calm` },
  { name: 'tone', label: t`Tone`, example: t`Warm, a little cheeky` },
  { name: 'style', label: t`Way of talking`, example: t`Short sentences, many questions` },
  { name: 'role', label: t`Role`, example: t`Night-shift DJ` },
] as const

interface PersonaFieldsProps {
  readonly settings: PersonaSettings
  readonly onChange: (part: string, words: string) => void
}

/** How an AI persona looks, sounds and behaves (ACC-13); all of it may stay open. */
export function PersonaFields(props: PersonaFieldsProps) {
  return (
    <div class="persona-fields">
      <For each={parts}>
        {(part) => (
          <Field
            label={part.label}
            value={props.settings[part.name] ?? ''}
            onChange={(words) => props.onChange(part.name, words)}
            placeholder={part.example}
          />
        )}
      </For>
    </div>
  )
}
