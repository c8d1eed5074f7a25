import type { Accessor } from 'solid-js'
import type { Question } from '../areas/area'
import { hash, z } from '../areas/shapes'
import type { Hash } from '../log/types'
import { createAnswer } from './session'

type Standing = 'pending' | 'final' | 'void' | 'unknown'
const standing: Question<{ readonly event: Hash }, Standing> = {
  name: 'standing',
  args: z.strictObject({ event: hash }),
  answer: (q, { event }) => q.standing(event),
}

/** Whether an act may still change, as a signal; `unknown` while there is no act. */
export function createStanding(event: Accessor<Hash | undefined>): Accessor<Standing> {
  const answer = createAnswer(standing, () => {
    const id = event()
    return id === undefined ? undefined : { event: id }
  })
  return () => answer() ?? 'unknown'
}
