import type { Limits } from './limits'
import { MediaRefused, refusals } from './refusal'

/** Plain text as UTF-8 with one kind of line break and without a byte order mark. Shown as it is: markup inside stays letters. Throws MediaRefused. */
export function prepareText(bytes: Uint8Array, limits: Limits): Uint8Array<ArrayBuffer> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
  } catch {
    throw new MediaRefused(refusals.damaged('text'))
  }
  if (text.trim() === '') throw new MediaRefused(refusals.empty())
  const characters = [...text].length
  if (characters > limits.textCharactersMax) throw new MediaRefused(refusals.tooManyCharacters(characters, limits.textCharactersMax))
  return new TextEncoder().encode(text)
}
