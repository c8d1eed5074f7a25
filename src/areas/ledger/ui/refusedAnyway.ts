import { type Accessor, createMemo } from 'solid-js'
import type { Outcome } from '../../../peer/refusals'
import { createMay } from '../../../ui/may'
import type { AccountId } from '../../area'

/** What the rules ask of whom money goes to, before anything else. */
const ofReceiver: readonly string[] = ['LED-9', 'LED-17', 'MOD-3']

/** Why I can send somebody nothing at all now; `undefined` if an amount could go. */
export const createUnsendable = (to: Accessor<AccountId | undefined>): Accessor<Outcome | undefined> =>
  createRefusedAnyway(() => {
    const account = to()
    const agreed = { total: 1, fee: 0, net: 1 }
    return account === undefined
      ? undefined
      : { type: 'ledger.transferred', data: { to: account, currency: 'EUR', amount: agreed.total, agreed } }
  }, ofReceiver)

/** The refusal of an act by one of these clauses, which are asked before its amount is looked at: so it is said before one is typed. */
export function createRefusedAnyway(
  deed: Parameters<typeof createMay>[0],
  clauses: readonly string[],
): Accessor<Extract<Outcome, { readonly ok: false }> | undefined> {
  const may = createMay(deed)
  return createMemo(
    () => {
      const outcome = may()
      return outcome && !outcome.ok && outcome.clauses.some(({ id }) => clauses.includes(id)) ? outcome : undefined
    },
    undefined,
    { equals: (before, now) => JSON.stringify(before) === JSON.stringify(now) },
  )
}
