import type { Accessor } from 'solid-js'
import type { Question } from '../areas/area'
import { z } from '../areas/shapes'
import { createAnswer, useSession } from './session'

const worldTime: Question<object, number> = { name: 'now', args: z.strictObject({}), answer: (q) => q.now }

/** World time in milliseconds, moving on once a second. */
export function useWorldTime(): Accessor<number> {
  const session = useSession()
  const now = createAnswer(worldTime, () => ({}))
  return () => now() ?? session.past()?.worldTime() ?? session.peer().engine.worldTime
}
