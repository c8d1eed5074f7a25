/** How well what was typed fits a text: every word of it must be found. Small letters, accents left out on both sides. */

/** @returns above zero, more for a better fit; `undefined` if a word of `typed` is not in `text` */
export function fit(typed: string, text: string): number | undefined {
  const sought = readOf(typed).words
  const read = readOf(text)
  let sum = 1
  for (const each of sought) {
    const found = fitOfWord(each, read)
    if (found === undefined) return undefined
    sum += found
  }
  // Of two that fit alike, the shorter one says more.
  return sum / (sought.length || 1) + 1 / (read.whole.length + 1)
}

/** Whether a text begins with what was typed, as far as that goes. */
export function begins(typed: string, text: string): boolean {
  const sought = readOf(typed).whole
  return sought !== '' && readOf(text).whole.startsWith(sought)
}

/** Whether each word of `typed` is somewhere in one of the texts: for a list that keeps its order, where a guess would only be in the way. */
export function isIn(typed: string, texts: readonly string[]): boolean {
  const read = texts.map((text) => readOf(text).whole)
  return readOf(typed).words.every((word) => read.some((whole) => whole.includes(word)))
}

/** A text as it is looked through. */
interface Read {
  readonly words: readonly string[]
  /** Its words with one space between them. */
  readonly whole: string
  readonly initials: string
}

function fitOfWord(sought: string, { words, whole, initials }: Read): number | undefined {
  // A word that is nowhere in it begins none either; most texts are done with after this.
  if (!whole.includes(sought)) {
    if (sought.length < 2) return undefined
    if (initials.includes(sought)) return 60
    return words.some((word) => word[0] === sought[0] && isWithin(sought, word)) ? 20 : undefined
  }
  const at = words.findIndex((word) => word.startsWith(sought))
  return at < 0 ? 40 : (at === 0 ? 100 : 80) + (words[at] === sought ? 10 : 0)
}

/** Whether all letters of one stand in the other, in their order. */
function isWithin(letters: string, word: string): boolean {
  let at = 0
  for (const letter of word) if (letter === letters[at]) at++
  return at === letters.length
}

/** What was read before: with each letter typed, the same thousands of names and posts are looked through again. */
const known = new Map<string, Read>()
const MOST_KNOWN = 10_000

function readOf(text: string): Read {
  const before = known.get(text)
  if (before) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const read = { words, whole: words.join(' '), initials: words.map((word) => word[0] ?? '').join('') }
  known.set(text, read)
  return read
}
