/** How the filter and what it finds are spoken of on screens. */
import type { Advice, Category } from '../../../filter/finding'
import { t } from '../../../language'
import type { Part } from '../events'

export const categoryWords: { readonly [C in Category]: string } = {
  sexual: t`Nudity or sexual acts`,
  violence: t`Violence`,
  hate: t`Hate`,
  harassment: t`Harassment`,
  threat: t`A threat`,
  selfharm: t`Self-harm`,
  scam: t`A scam`,
  spam: t`Spam`,
  duplicate: t`A copy of an earlier work`,
  quality: t`Very low quality`,
  offtopic: t`Not what it is said to be`,
}

export const partWords: { readonly [P in Part]: string } = {
  words: t`the words`,
  pictures: t`the pictures`,
  sound: t`the sound`,
  film: t`the film`,
}

export const adviceWords: { readonly [A in Advice]: string } = {
  pass: t`The filter found nothing`,
  doubt: t`The filter is not sure`,
  block: t`The filter took it down`,
}

/** Where in a work, as `image 2` or `second 12`, in words. */
export function whereWords(where: string): string {
  const [what = '', number = ''] = where.split(' ')
  switch (what) {
    case 'words':
      return t`in the words`
    case 'image':
      return t`in picture ${number}`
    case 'second':
      return t`at second ${number}`
    case 'sound':
      return t`in the sound`
    default:
      return where
  }
}
