/**
 * Phrases in a small language of their own: regular expressions over folded text in which every letter also stands for what is written in
 * its place (`k1ll`, `a$$`, `f*ck`) and for itself repeated, a space parts words, and `#` is a word or the rest of one: `(# ){0,3}` leaves
 * room for up to three words in between. Letters are not put into brackets: `(o|a)`, not `[oa]`.
 */
import { instead, type Reading } from './spelling'

export interface Phrases {
  /** What stands around each of them, six words before and ten behind. */
  find(reading: Reading): readonly string[]
}

/** Compiles a list of phrases; a text is searched for all of them at once. */
export function phrases(list: readonly string[]): Phrases {
  const whole = new RegExp(`(?<![^ ])(?:${list.map(compile).join('|')})(?![^ ])`, 'g')
  // In shreds nothing tells where a word ends, so that short phrases would be found in everything.
  const long = list.filter((each) => each.replace(/[^a-z]/g, '').length >= 6)
  const run = long.length > 0 ? new RegExp(long.map((each) => compile(shred(each))).join('|')) : undefined
  return {
    find({ text, shreds }) {
      const found = [...text.matchAll(whole)].map(
        ({ 0: match, index }) => `${words(text.slice(0, index), -6)} ${match} ${words(text.slice(index + match.length), 0, 10)}`,
      )
      return found.length === 0 && shreds && run?.test(shreds) ? [text] : found
    },
  }
}

const words = (text: string, from: number, to?: number) => text.trim().split(' ').slice(from, to).join(' ')

/** What a phrase says beside letters and `#` is said to the regular expression. A letter that may be missing stands by itself. */
const compile = (phrase: string) =>
  phrase.replace(/#|[a-z](?=[?*+{])|[a-z]+(?![a-z?*+{])|[a-z]+(?=[a-z])/g, (part) => (part === '#' ? '[^ ]+' : letters(part)))

/** Letters in a row that are written alike are counted together: where each could be any of a row, a line could be read in countless ways. */
function letters(part: string): string {
  let written = ''
  for (let i = 0, n = 1; i < part.length; i += n, n = 1) {
    const signs = signsFor(part[i])
    while (signsFor(part[i + n]) === signs) n++
    written += `(?:[${signs}*]{${n},})`
  }
  return written
}
const signsFor = (letter = '') => instead[letter] ?? letter

/** The phrase without spaces; room between words becomes room for some letters, so that a search stays quick. */
const shred = (phrase: string) =>
  phrase
    .replace(/\(# \)\{\d,\d\}/g, '.{0,15}')
    .replace(/ ?#/g, '.{1,8}')
    .replace(/ \??/g, '')
