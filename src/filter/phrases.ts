/**
 * Phrases in a small language of their own: regular expressions over folded text in which every letter also stands for what is written in
 * its place (`k1ll`, `a$$`, `f*ck`) and for itself repeated, a space parts words, and `#` is a word or the rest of one: `(# ){0,3}` leaves
 * room for up to three words in between. Letters are not put into brackets: `(o|a)`, not `[oa]`.
 */
import { bonesOf, needsOf } from './pieces'
import { instead, type Reading } from './spelling'

export interface Phrases {
  /** What stands around each of them, six words before and ten behind. */
  find(reading: Reading): readonly string[]
  /** Whether one of them, as it stands and without its spaces, is this word from end to end. */
  isWord(word: string): boolean
}

/**
 * Makes a list of phrases ready; a text is searched for all of them at once. What is looked for is compiled when there is first a text that has
 * what a phrase needs.
 */
export function phrases(list: readonly string[]): Phrases {
  // In shreds nothing tells where a word ends, so that short phrases would be found in everything.
  const long = list.filter((each) => each.replace(/[^a-z]/g, '').length >= 6).map(shred)
  const whole = once(() => new RegExp(`(?<![^ ])(?:${list.map(compile).join('|')})(?![^ ])`, 'g'))
  const run = once(() => new RegExp(long.map(compile).join('|')))
  // What is written as one word leaves no room for others.
  const oneWord = list
    .map((each) => each.replace(/\((?:# ?| #)\)(?:\?|\{0,\d\})/g, ''))
    .filter((each) => !each.includes('#'))
    .map(shred)
  const word = once(() => new RegExp(`^(?:${oneWord.map(compile).join('|')})$`))
  const wordNeeds = once(() => oneWord.map(needsOf))
  const [needs, longNeed] = [once(() => list.map(needsOf)), once(() => long.map(needsOf))]
  return {
    find(reading) {
      const { text, shreds } = reading
      const bones = bonesIn(reading)
      const found = needs().some((has) => has(bones.text))
        ? [...text.matchAll(whole())].map(
            ({ 0: match, index }) => `${words(text.slice(0, index), -6)} ${match} ${words(text.slice(index + match.length), 0, 10)}`,
          )
        : []
      return found.length === 0 && shreds && longNeed().some((has) => has(bones.shreds)) && run().test(shreds) ? [text] : found
    },
    isWord(each) {
      const bones = bonesOf(each)
      return wordNeeds().some((has) => has(bones)) && word().test(each)
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined
  return () => (made ??= { it: make() }).it
}

/** Each reading is looked at by many lists. */
const known = new WeakMap<Reading, { readonly text: string; readonly shreds: string }>()
function bonesIn(reading: Reading) {
  const bones = known.get(reading) ?? { text: bonesOf(reading.text), shreds: bonesOf(reading.shreds ?? '') }
  known.set(reading, bones)
  return bones
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
