/** What an AI may be asked for, and why it may not: asked before anything is made, on the device where it would be made. */
import type { Advice } from '../../filter/finding'
import type { Kind } from '../accounts/events'

/** Words for a post, a picture in which nobody is seen, or a face. */
export const wishes = ['caption', 'pattern', 'face'] as const
export type Wish = (typeof wishes)[number]

/**
 * The clause by which a prompt is refused, if there is one: what the filter is sure of is made for nobody (GEN-7), and a face of somebody
 * only for an AI account (GEN-3).
 */
export function refusePrompt(kind: Kind, wish: Wish, advice: Advice): 'GEN-3' | 'GEN-7' | undefined {
  if (advice === 'block') return 'GEN-7'
  return wish === 'face' && kind !== 'ai' ? 'GEN-3' : undefined
}
