/** How accounts are spoken of on screens. */
import { t } from '../../../language'
import type { Category, Role } from '../events'
import type { Face } from '../views'

export const categoryWords: { readonly [C in Category]: string } = {
  music: t`Music`,
  art: t`Art`,
  gaming: t`Gaming`,
  fitness: t`Fitness`,
  lifestyle: t`Lifestyle`,
  adult: t`Adult`,
  comedy: t`Comedy`,
  education: t`Education`,
  fashion: t`Fashion`,
  food: t`Food`,
  travel: t`Travel`,
  technology: t`Technology`,
}

/** What somebody is called within a sentence. */
export const calledBy = ({ name, deleted }: Pick<Face, 'name' | 'deleted'>): string => (deleted ? t`a deleted account` : name)

export const roleWords: { readonly [R in Role]: string } = { admin: t`admin`, moderator: t`moderator` }

/** What makes up an AI persona (ACC-13). */
export const personaWords: Readonly<Record<string, string>> = {
  ethnicity: t`Ethnicity`,
  gender: t`Gender`,
  hairstyle: t`Hairstyle`,
  voice: t`Voice`,
  tone: t`Tone`,
  style: t`Way of talking`,
  role: t`Role`,
}
