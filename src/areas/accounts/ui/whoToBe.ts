import { t } from '../../../language'
import type { PersonaHere } from './personasHere'

export interface Group {
  /** '' where there are too few to be sorted. */
  readonly title: string
  readonly personas: readonly PersonaHere[]
}

/** Up to five stand in one list; more are sorted by what they are. */
export function inGroups(personas: readonly PersonaHere[]): readonly Group[] {
  if (personas.length <= 5) return [{ title: '', personas }]
  const kindOf = ({ face, office }: PersonaHere) => (office ? t`The house` : face.ai ? t`AI accounts` : t`People`)
  return [t`People`, t`AI accounts`, t`The house`].flatMap((title) => {
    const these = personas.filter((persona) => kindOf(persona) === title)
    return these.length > 0 ? [{ title, personas: these }] : []
  })
}
