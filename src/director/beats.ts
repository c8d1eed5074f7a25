/** A scenario as somebody takes it: chapters, the words for each step, and how long it may take. */
import { t } from '../language'
import type { Scenario, Step } from '../scenarios/scenario'

export interface Chapter {
  readonly title: string
  /** Its first step; 0 is the first of all. */
  readonly from: number
}

/** What has no chapters is one. */
export function chaptersOf({ steps, title }: Scenario): readonly Chapter[] {
  const found = steps.flatMap((step, from) => (step.chapter === undefined ? [] : [{ title: step.chapter, from }]))
  return found[0]?.from === 0 ? found : [{ title, from: 0 }, ...found]
}

/** Steps at which something new is told: where one gets to by going back. */
export const beatsOf = ({ steps }: Scenario): readonly number[] =>
  steps.flatMap((step, at) => (at === 0 || step.say !== undefined || step.chapter !== undefined ? [at] : []))

/** What was told last before a step, or is told at it. */
export const captionAt = ({ steps, tells }: Scenario, number: number): string =>
  steps.slice(0, number + 1).findLast((step) => step.say !== undefined)?.say ?? tells

/** Minutes for somebody who does it all: reading, and four seconds a tap. At least 1. */
export function minutesOf({ steps }: Scenario): number {
  const seconds = steps.reduce((sum, { say = '', do: kind }) => sum + say.length / 18 + (kind === 'tap' ? 4 : 1), 0)
  return Math.max(1, Math.round(seconds / 60))
}

/** What somebody is asked to do, e.g. 'Press “Post”'. */
export function askedIn({ target, type, file, key }: Extract<Step, { do: 'tap' }>): string {
  const name = `“${target.name}”`
  if (file !== undefined) return t`Press ${name}. The file is given to you.`
  if (type !== undefined) return target.role === 'combobox' ? t`Choose “${type}” in ${name}` : t`Type “${type}” into ${name}`
  if (key !== undefined) {
    if (target.role === 'slider') return key === 'Home' ? t`Move ${name} to its beginning` : t`Move ${name} to its end`
    return t`Press ${key} on ${name}`
  }
  if (/^(checkbox|radio|option|switch|menuitem.*)$/.test(target.role)) return t`Choose ${name}`
  if (/^(tab|link)$/.test(target.role)) return t`Open ${name}`
  return t`Press ${name}`
}

/** How long a text takes to read aloud in one's head, in milliseconds. */
export const readingTime = (text: string): number => 1_200 + text.length * 45
