/** What people had entered and not sent goes with their account, whoever is somebody here when it is deleted, and wherever it was. */
import { createEffect } from 'solid-js'
import { accounts } from '../areas/accounts/tables'
import { createPersonasHere } from '../areas/accounts/ui/personasHere'
import { forgetDraft } from '../areas/content/ui/draftKeeper'
import { forgetForms } from '../ui/draft'
import type { Session } from '../ui/session'

/** Of all accounts of this browser, from now on: one that was deleted while this world was not open is found when it is. */
export function forgetDeleted({ peer, personas }: Session): void {
  const here = createPersonasHere()
  createEffect(() => {
    const able = here().map(({ face }) => face.account) // perhaps at another time, or where something is only supposed
    const open = peer()
    for (const { account } of personas()) {
      if (able.includes(account) || (open.engine.read(accounts, account)?.closed ?? null) === null) continue
      void forgetDraft(open, account)
      void forgetForms(open, account)
    }
  })
}
