import { type Accessor } from 'solid-js'
import { createAnswer, useSession } from '../../../ui/session'
import type { AccountId, Question } from '../../area'
import { hash, z } from '../../shapes'
import { accountOf, isAdmin, isModerator } from '../tables'
import { type Face, faceOf } from '../views'

/** Somebody whom this browser can act as. */
export interface PersonaHere {
  readonly face: Face
  /** Signing up was left half-way: there is an account, but nobody knows a name for it. */
  readonly unfinished: boolean
  readonly admin: boolean
  /** Holds a role of the house: admin or moderator. */
  readonly office: boolean
}

const known: Question<{ readonly accounts: readonly AccountId[] }, readonly PersonaHere[]> = {
  name: 'personasHere',
  args: z.strictObject({ accounts: z.array(hash) }),
  answer: (q, { accounts }) =>
    accounts.flatMap((account) => {
      const face = faceOf(q, account)
      return face && !face.deleted
        ? [{ face, unfinished: accountOf(q, account)?.name === null, admin: isAdmin(q, account), office: isModerator(q, account) }]
        : []
    }),
}

/** The personas of this browser that can still act, in the order in which they came. */
export function createPersonasHere(): Accessor<readonly PersonaHere[]> {
  const session = useSession()
  const answer = createAnswer(known, () => ({ accounts: session.personas().map(({ account }) => account) }))
  return () => answer() ?? []
}
