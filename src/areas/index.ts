/** The table of contents: every area in the order of the policy. An area may use those before it, never those after. */
import { accounts } from './accounts'
import type { Area } from './area'
import { content } from './content'
import { ledger } from './ledger'
import { tips } from './tips'

export const areas: readonly Area[] = [accounts, ledger, content, tips]
