/** How well what was typed fits a text: every word of it must be found. Small letters, accents left out on both sides. */

/** @returns above zero, more for a better fit; `undefined` if a word of `typed` is not in `text` */
export function fit(typed: string, text: string): number | undefined {
  const sought = wordsOf(typed)
  const words = wordsOf(text)
  const whole = words.join(' ')
  let sum = 1
  for (const each of sought) {
    const found = fitOfWord(each, words, whole)
    if (found === undefined) return undefined
    sum += found
  }
  // Of two that fit alike, the shorter one says more.
  return sum / (sought.length || 1) + 1 / (whole.length + 1)
}

function fitOfWord(sought: string, words: readonly string[], whole: string): number | undefined {
  const at = words.findIndex((word) => word.startsWith(sought))
  if (at >= 0) return (at === 0 ? 100 : 80) + (words[at] === sought ? 10 : 0)
  if (whole.includes(sought)) return 40
  if (sought.length < 2) return undefined
  const initials = words.map((word) => word[0] ?? '').join('')
  if (initials.includes(sought)) return 60
  return words.some((word) => word[0] === sought[0] && isWithin(sought, word)) ? 20 : undefined
}

/** Whether all letters of one stand in the other, in their order. */
function isWithin(letters: string, word: string): boolean {
  let at = 0
  for (const letter of word) if (letter === letters[at]) at++
  return at === letters.length
}

/** What was read before: with each letter typed, the same thousands of names and posts are looked through again. */
const read = new Map<string, readonly string[]>()
const MOST_READ = 10_000

function wordsOf(text: string): readonly string[] {
  const known = read.get(text)
  if (known) return known
  if (read.size >= MOST_READ) read.clear()
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  read.set(text, words)
  return words
}
