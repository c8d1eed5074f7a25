/** What is asked about the policy itself: its parameters, and what was changed in it. */
import { areas } from '.'
import type { Hash } from '../log/types'
import { type Face, faceOf, type Words, wordsOf } from './accounts/views'
import { type Index, question, type Shown } from './area'
import { parameterSheet } from './compose'
import { type Page, page, paged } from './paging'
import { type Change, changes, past, type PastChange } from './policy'
import { z } from './shapes'

const changeIndex: Index<Change> = { name: 'policy.changes', of: changes, lists: () => ['all'], rank: (row) => row.at }
const pastIndex: Index<PastChange> = { name: 'policy.past', of: past, lists: () => ['all'], rank: (row) => row.at }
const indexes = [changeIndex, pastIndex]

export interface ChangeLine extends Omit<PastChange, 'by' | 'reasons'> {
  readonly id: Hash
  readonly by: Face | null
  readonly reasons: Words
  readonly standing: 'pending' | 'final' | 'void' | 'unknown'
}
/** What was changed in the policy, by whom and why, newest first: for everybody. */
export const policyHistory = question({
  name: 'policyHistory',
  args: z.strictObject(paged),
  answer: (q, paging): Page<ChangeLine> =>
    page(q, pastIndex, 'all', paging, 'newest', (id) => {
      const row = q.get(past, id)
      return row && { ...row, id, by: faceOf(q, row.by) ?? null, reasons: wordsOf(q, row.reasons), standing: q.standing(id) }
    }),
})

const sheet = [...parameterSheet(areas)]

/** Every parameter: what it usually is, what is in force, what it becomes once a change is sealed, and what it may become. */
export const parameters = question({
  name: 'parameters',
  args: z.strictObject({}),
  answer: (q) => {
    q.list(changeIndex, 'all') // asked again when any of them changes
    return sheet.map(([name, parameter]) => {
      const change = q.get(changes, name)
      const inForce = q.parameter(name)
      return {
        name,
        ...parameter,
        usual: parameter.value,
        value: inForce,
        becomes: change && change.value !== inForce ? change.value : null,
        change: change ? { ...change, standing: q.standing(change.event) } : null,
      }
    })
  },
})
const questions = [parameters, policyHistory]

export const shown = { indexes, questions } satisfies Shown
