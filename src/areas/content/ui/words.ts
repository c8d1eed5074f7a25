/** How content is spoken of on screens. */
import { once } from '../../../kit/once'
import { locale, numeral, t } from '../../../language'
import type { Form, Made, Media, Mood, personas } from '../events'
import type { Card } from '../views'

export const formWords: { readonly [F in Form]: { readonly label: string; readonly says: string } } = {
  droplet: { label: t`Droplet`, says: t`Anything you like, in the feed.` },
  vibe: { label: t`Vibe`, says: t`One short video, for everyone.` },
  moment: { label: t`Moment`, says: t`A quick photo or video, for followers only.` },
}

export const mediaWords: { readonly [M in Media]: { readonly one: string; readonly many: string } } = {
  image: { one: t`photo`, many: t`Photos` },
  video: { one: t`video`, many: t`Videos` },
  audio: { one: t`sound`, many: t`Audio` },
  text: { one: t`text`, many: t`Texts` },
}

/** What is said about AI (ACC-10, AIP-8). */
export const labelWords: { readonly [L in Card['labels'][number]]: string } = {
  AI: t`AI`,
  'AI content': t`AI content`,
  'posted by an agent': t`posted by an agent`,
}

/** What is said of AI beside somebody's picture, which bears the badge of an AI account: nothing twice. */
export const labelsBeside = (labels: Card['labels']): readonly string[] =>
  (labels.length > 1 ? labels.filter((label) => label !== 'AI') : labels).map((label) => labelWords[label])

export const moodWords: { readonly [M in Mood]: string } = { happy: t`Happy`, sad: t`Sad`, chill: t`Chill`, party: t`Party` }

export const madeWords: { readonly [M in Made]: string } = {
  human: t`Made without AI`,
  enhanced: t`Polished with AI`,
  generated: t`Made by AI`,
}

export const personaWords: { readonly [P in (typeof personas)[number]]: string } = {
  none: t`Nobody`,
  real: t`A real person`,
  artificial: t`A person made by AI`,
}

const compact = once(() => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }))
/** '999', '1.2K'. */
export const few = (count: number): string => (count < 1000 ? numeral(count) : compact().format(count))

/** '0:07', '12:30'. @param millis a span of media */
export function lasting(millis: number): string {
  const seconds = Math.round(millis / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** '840 kB', '4.1 MB'. */
export const weighing = (bytes: number): string =>
  bytes < 1_000_000
    ? t`${Math.max(1, Math.round(bytes / 1000))} kB`
    : t`${(bytes / 1_000_000).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`

/** The beginning of a text for a title or a description, cut between words where it can be. */
export function beginning(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const letters = [...line]
  if (letters.length <= most) return line
  const cut = letters.slice(0, most).join('')
  const space = cut.lastIndexOf(' ')
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
