/**
 * All that can be asked of the world, by name, and its tables on the disk: for scripts, DevTools and tests. A screen imports the questions
 * that it asks from their area, so that it waits for no others.
 */
import { shown as accounts } from './accounts/shownViews'
import type { Shown } from './area'
import { named } from './compose'
import { shown as content } from './content/shownViews'
import { shown as filter } from './filter/views'
import { shown as flags } from './flags/views'
import { shown as ledger } from './ledger/views'
import { shown as moderation } from './moderation/views'
import { shown as policy } from './policyViews'
import { shown as reports } from './reports/views'
import { shown as tips } from './tips/views'

/** Throws if two areas declare one name. */
export function askedOf(areas: readonly Shown[]) {
  named(
    'index',
    areas.flatMap((area) => area.indexes ?? []),
  )
  const questions = named(
    'question',
    areas.flatMap((area) => area.questions ?? []),
  )
  const views = named(
    'view',
    areas.flatMap((area) => area.views ?? []),
  )
  return { questions, views: [...views.values()] }
}

const shown = [accounts, ledger, flags, content, reports, moderation, filter, tips, policy] as const
export const { questions, views } = askedOf(shown)

/** One of all questions, by the types of its name, of what it takes and of what it answers. */
export type AskedQuestion = (typeof shown)[number]['questions'][number]
