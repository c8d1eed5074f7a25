/**
 * What a text says, however it is spelt: without invisible characters, in plain Latin letters for those that look like them, in small
 * letters and without accents. Digits and signs that stand for letters stay; phrases.ts knows them.
 */
import { resolveConfusablesTransformer } from 'obscenity'

export interface Reading {
  /** Words with one space between them. */
  readonly text: string
  /** The same without any space, if the text is cut into letters or shreds. */
  readonly shreds?: string
}

/** What is written for a letter. A small L and a capital i look the same, as do the digit and the stroke that stand for either. */
export const instead: { readonly [letter: string]: string } = {
  a: 'a4@',
  b: 'b8',
  e: 'e3',
  g: 'g9',
  i: 'il1!|',
  l: 'il1!|',
  o: 'o0',
  s: 's5$',
  t: 't7',
  z: 'z2',
}

const lookAlike = resolveConfusablesTransformer()
/** What the table of the package lacks, or takes for another letter than readers do. */
const own: { readonly [letter: string]: string } = {
  ...{ І: 'i', Ι: 'i', Ӏ: 'l', ı: 'i', і: 'i', ӏ: 'l', ǀ: 'l', ο: 'o', о: 'o', υ: 'u', μ: 'u', ν: 'v', ρ: 'p', η: 'n', ω: 'w', κ: 'k' },
  ...{ к: 'k', м: 'm', т: 't', н: 'h', в: 'b', г: 'r', п: 'n', з: 'e', э: 'e', є: 'e', ё: 'e', и: 'u', л: 'l', д: 'd', ш: 'w', щ: 'w' },
  ...{
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    đ: 'd',
    ł: 'l',
    þ: 'p',
    ð: 'd',
    ꜰ: 'f',
    '€': 'e',
    '£': 'l',
    '¡': 'i',
    '¢': 'c',
    '¥': 'y',
    '§': 's',
  },
}

/** Short words of both languages: nobody has cut these out of a longer one. */
const short = new Set(
  'a i o y e u of in is it me my we he be no so do go on or up us an at as by if am oh ok hi im id ya ur de la el en un se te lo le mi tu su si al es va yo os ni ha he ve da tv uk eu us ai vs dj la na re'.split(
    ' ',
  ),
)

/** The ways in which a text may be read; at most three. */
export function readingsOf(text: string): readonly Reading[] {
  const plain = fold(text)
  const parted = wordsOf(plain)
  const glued = wordsOf(plain.replace(/(?<=[a-z0-9])[-._~/\\,:;|"()[\]{}<>=]+(?=[a-z0-9])/g, ''))
  const readings = [parted, ...(glued.join(' ') === parted.join(' ') ? [] : [glued]), ...(shredded(parted) ? [wideApart(plain)] : [])]
  return readings.map((words) =>
    shredded(words) ? { text: calm(joinLetters(words)), shreds: calm(words.join('')) } : { text: calm(words.join(' ')) },
  )
}

/** Who writes more tags than these is doubted for it (words.ts). */
const mostTags = 100

/** Words run into one, as tags are written: a text that is a single word, and what stands behind a `#`. Short ones are words. */
export function runTogether(text: string): readonly string[] {
  const tags = /\S\s+\S/.test(text) ? (text.match(/(?<=(?<!\S)[#＃])[^\s#＃]+/gu) ?? []) : [text.trim()]
  return tags
    .slice(0, mostTags)
    .map((tag) => calm(wordsOf(fold(tag)).join('')))
    .filter(({ length }) => length >= 8 && length <= 80)
}

/** No word has so many in a row that may be read as one letter; without them a search takes no longer than the text is long. */
const rows = Object.values(instead).map((signs) => new RegExp(`([${signs}*]{6})[${signs}*]+`, 'g'))
const calm = (text: string) => fewMasks(rows.reduce((calmer, row) => calmer.replace(row, '$1'), text))

/** A `*` may stand for any letter, so that each makes the ways double in which a text can be read: behind so many they are left out. */
export const mostMasks = 12
function fewMasks(text: string): string {
  let masks = 0
  return text.replace(/[*]/g, (mask) => (++masks > mostMasks ? '' : mask))
}

/**
 * What stands for no letter but is seen: the fillers of Hangul are wide and blank. Beside them two signs that are eight and eighteen letters of
 * Arabic, for which nothing here looks: a text full of them would become that much longer.
 */
const gaps = /[\u115F\u1160\u3164\uFFA0\uFDFA\uFDFB]/g

/** Plain small letters, digits and signs; a character for which there is none becomes a space. */
export function fold(text: string): string {
  const bare = text
    .replace(gaps, ' ')
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Me}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/['’‘`´ʼ]/g, '')
  let plain = ''
  for (const letter of bare) plain += letter.codePointAt(0)! < 0x80 ? letter : latin(letter)
  return plain.toLowerCase().replace(/(.)\1{3,}/gs, '$1$1$1')
}

function latin(letter: string): string {
  const known = own[letter] ?? own[letter.toLowerCase()]
  if (known) return known
  const found = resolve(letter.codePointAt(0)!)
  return found !== undefined && found < 0x80 ? String.fromCodePoint(found) : /[\p{L}\p{N}]/u.test(letter) ? letter : ' '
}

function resolve(codePoint: number): number | undefined {
  return 'transform' in lookAlike ? lookAlike.transform(codePoint) : codePoint
}

/** `k y s   l o s e r` as two words: what stands the least apart belongs together. */
function wideApart(plain: string): readonly string[] {
  const least = Math.min(...(plain.match(/(?<=\S) +(?=\S)/g) ?? ['']).map(({ length }) => length))
  return plain.split(new RegExp(` {${least + 1},}`)).flatMap((part) => wordsOf(part.replaceAll(' ', '')))
}

/** Signs count inside a word only: `k!ll`, `a$$`, `f*ck`, never `kill!`, `$100`, `*bold*`. */
function wordsOf(plain: string): readonly string[] {
  return plain
    .split(/[^\p{L}\p{N}@$!|*]+/u)
    .map((word) => word.replace(/^[@!|*]+|[@!|]+$/g, '').replace(/^\$(?=\d)/, ''))
    .map((word) => (word.endsWith('*') && !/[a-z]\*\*+$/.test(word) ? word.replace(/\*+$/, '') : word))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
}

const isOdd = (word: string) => word.length <= 2 && !short.has(word) && !/^\d+$/.test(word)

/** Three letters or shreds of words in a row: `k i l l`, `ki ll yo u`. */
function shredded(words: readonly string[]): boolean {
  let row = 0
  return words.filter(isOdd).length >= 3 || words.some((word) => (row = word.length === 1 ? row + 1 : 0) >= 3)
}

/** `i will k i l l you` as `i will kill you`: rows of three or more single letters become words. */
function joinLetters(words: readonly string[]): string {
  return words.join(' ').replace(/(?<![^ ])\S(?: \S(?![^ ])){2,}/gu, (row) => row.replaceAll(' ', ''))
}
