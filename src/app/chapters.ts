/** The chapters of the handbook: what each area is called there. */
import { t } from '../language'

export const titles: Readonly<Record<string, string>> = {
  accounts: t`People and their accounts`,
  ledger: t`Money and the books`,
  flags: t`Flags`,
  content: t`What people publish`,
  filter: t`The filter`,
  reports: t`Reports`,
  moderation: t`The desk and its decisions`,
  tips: t`Tips`,
  policy: t`The policy itself`,
}
