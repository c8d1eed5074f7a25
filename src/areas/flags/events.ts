/** Words about breaches that other areas write into their acts. Flags have no acts of their own: moderators decide, and flags follow. */
import { z } from '../shapes'

/** What a post, a profile or a message may do wrong, and the clause that bars it. */
export const barredBy = {
  illegal: 'CONT-1',
  copyright: 'CONT-2',
  unethical: 'CONT-3',
  'low quality': 'CONT-4',
  policy: 'CONT-5',
  rules: 'CONT-6',
} as const
export type Breach = keyof typeof barredBy
export const breaches = Object.keys(barredBy) as [Breach, ...Breach[]]
export const breach = z.enum(breaches)
