/** What follows from the five shares that the image model gives a picture. */
import { later } from '../language'
import type { Hit } from './finding'

/** In the order of the model's answers; together about 1. */
export interface Looks {
  readonly drawing: number
  readonly hentai: number
  readonly neutral: number
  readonly porn: number
  readonly sexy: number
}

/**
 * A model that is right nine times in ten may turn nothing away unless it is all but certain. Bare skin alone (`sexy`) breaks no rule that
 * is written; it is told and lets pass.
 */
export function looksHits({ hentai, porn, sexy }: Looks, where: string): readonly Hit[] {
  const explicit = hentai + porn
  const drawn = hentai > porn
  if (explicit >= 0.97)
    return [
      {
        category: 'sexual',
        sure: Math.round(explicit * 1000) - 60,
        where,
        saw: drawn ? later`a drawing of a sexual act` : later`nudity or a sexual act`,
      },
    ]
  if (explicit >= 0.6)
    return [
      {
        category: 'sexual',
        sure: Math.round(explicit * 700),
        where,
        saw: drawn ? later`perhaps a drawing of a sexual act` : later`perhaps nudity or a sexual act`,
      },
    ]
  return explicit + sexy >= 0.8 ? [{ category: 'sexual', sure: 300, where, saw: later`much bare skin` }] : []
}
