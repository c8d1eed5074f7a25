/** How content is spoken of on screens. */
import type { Form, Made, Media, Mood, personas } from '../events'

export const formWords: { readonly [F in Form]: { readonly label: string; readonly says: string } } = {
  droplet: { label: 'Droplet', says: 'Anything you like, in the feed.' },
  vibe: { label: 'Vibe', says: 'One short video, for everyone.' },
  moment: { label: 'Moment', says: 'A quick photo or video, for followers only.' },
}

export const mediaWords: { readonly [M in Media]: { readonly one: string; readonly many: string } } = {
  image: { one: 'photo', many: 'Photos' },
  video: { one: 'video', many: 'Videos' },
  audio: { one: 'sound', many: 'Audio' },
  text: { one: 'text', many: 'Texts' },
}

export const moodWords: { readonly [M in Mood]: string } = { happy: 'Happy', sad: 'Sad', chill: 'Chill', party: 'Party' }

export const madeWords: { readonly [M in Made]: string } = {
  human: 'Made without AI',
  enhanced: 'Polished with AI',
  generated: 'Made by AI',
}

export const personaWords: { readonly [P in (typeof personas)[number]]: string } = {
  none: 'Nobody',
  real: 'A real person',
  artificial: 'A person made by AI',
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
/** '999', '1.2K'. */
export const few = (count: number): string => compact.format(count)

/** '1 like', '3 likes'. */
export const counted = (count: number, one: string): string => `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`

/** '0:07', '12:30'. @param millis a span of media */
export function lasting(millis: number): string {
  const seconds = Math.round(millis / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** '840 kB', '4.1 MB'. */
export const weighing = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** The beginning of a text for a title or a description, cut between words where it can be. */
export function beginning(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const letters = [...line]
  if (letters.length <= most) return line
  const cut = letters.slice(0, most).join('')
  const space = cut.lastIndexOf(' ')
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
