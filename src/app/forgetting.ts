/** What people had entered and not sent goes with their account, whoever is somebody here when it is deleted, and wherever it was. */
import { createEffect } from 'solid-js'
import type { AccountId, Question } from '../areas/area'
import { accounts } from '../areas/accounts/tables'
import { forgetDraft } from '../areas/content/ui/draftKeeper'
import { forgetForms } from '../ui/draft'
import { hash, z } from '../areas/shapes'
import { createAnswer, type Session } from '../ui/session'

/** Which of these are deleted for good: what is pending, and may not happen after all, stands at the last seal or behind it. */
const gone: Question<{ readonly among: readonly AccountId[] }, readonly AccountId[]> = {
  name: 'accountsGone',
  args: z.strictObject({ among: z.array(hash) }),
  answer: (q, { among }) =>
    among.filter((account) => {
      const closed = q.get(accounts, account)?.closed ?? null
      return closed !== null && q.standing(account, closed + 1) === 'final'
    }),
}

/** Of all accounts of this browser, from now on: one that was deleted while this world was not open is found when it is. */
export function forgetDeleted({ peer, personas, past }: Session): void {
  const deleted = createAnswer(gone, () => ({ among: personas().map(({ account }) => account) }))
  createEffect(() => {
    const [open, among] = [peer(), [...(deleted() ?? [])]]
    // At another time, or where something is only supposed; and what this build alone came to destroys nothing (K18).
    if (past() || open.engine.unfit) return
    for (const account of open.answers.ask(gone, { among })) {
      void forgetDraft(open, account)
      void forgetForms(open, account)
    }
  })
}
