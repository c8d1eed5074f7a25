import { z } from '../../shapes'
import type { Question } from '../../area'
import { limit } from '../tables'

/** The numbers of the policy that forms about people show while one types. */
export const profileLimits: Question<object, { readonly name: number; readonly bio: number; readonly deletionHours: number }> = {
  name: 'profileLimits',
  args: z.strictObject({}),
  answer: (q) => ({
    name: limit(q, 'accounts.nameCharacters'),
    bio: limit(q, 'accounts.bioCharacters'),
    deletionHours: limit(q, 'accounts.deletionHours'),
  }),
}
