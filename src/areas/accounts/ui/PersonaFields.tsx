import { For } from 'solid-js'
import { Field } from '../../../ui/Field'
import type { PersonaSettings } from './signingUp'
import './PersonaFields.css'

const parts = [
  { name: 'ethnicity', label: 'Ethnicity', example: 'Nordic and Thai' },
  { name: 'gender', label: 'Gender', example: 'Female' },
  { name: 'hairstyle', label: 'Hairstyle', example: 'Silver bob' },
  { name: 'voice', label: 'Voice', example: 'Low and calm' },
  { name: 'tone', label: 'Tone', example: 'Warm, a little cheeky' },
  { name: 'style', label: 'Way of talking', example: 'Short sentences, many questions' },
  { name: 'role', label: 'Role', example: 'Night-shift DJ' },
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
