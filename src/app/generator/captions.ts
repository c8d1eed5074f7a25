/** Captions from a few words: templates, filled in on this device. */
import { t } from '../../language'

const frames = [
  (about: string) => t`${about}, and nothing else today.`,
  (about: string) => t`Found on the way: ${about}.`,
  (about: string) => t`${about}. Say what you hear when you look at it.`,
  (about: string) => t`Kept from this week: ${about}.`,
  (about: string) => t`For everybody who was not there: ${about}.`,
  (about: string) => t`${about}, one more time before it is gone.`,
  (about: string) => t`Three words for this: ${about}. Yours?`,
  (about: string) => t`It began with ${about}. It got better.`,
]

/** Three captions about what somebody typed; another three for each round. */
export function captionsAbout(prompt: string, round: number): readonly string[] {
  const about = prompt.trim().replace(/[.!?…\s]+$/u, '')
  const first = [...about].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973, 7) + round * 3
  return [0, 1, 2].map((n) => {
    const words = frames[(first + n) % frames.length]?.(about) ?? about
    return words.charAt(0).toLocaleUpperCase() + words.slice(1)
  })
}
