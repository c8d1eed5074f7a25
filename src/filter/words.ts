/** Words: what is said in them, whom it is said to, and what stands around it. Context beats keywords: a single word is never clear. */
import { later } from '../language'
import { clear } from './advice'
import { attacks } from './attacks'
import { english } from './english'
import type { Hit } from './finding'
import { frauds } from './frauds'
import { isInJest } from './jest'
import { type Phrases, phrases } from './phrases'
import { retold, type WordRule } from './rule'
import { spanish } from './spanish'
import { fold, mostMasks, type Reading, readingsOf, runTogether } from './spelling'
import { meaningsIn } from './vocabulary'

/** What is in quotes or said to be somebody else's goes no further than to a moderator. */
const othersWords = 600
/** A tag may also name what a work is about, or against: a moderator sees which, and nobody sees the work before. */
const asTag = 780
/** The same for a threat in jest, which is seen only after that: areas/filter `filter.waitsFrom`. */
const inJest = 780

interface Compiled extends WordRule {
  readonly said: Phrases
  readonly excused: Phrases | undefined
}
const rules: readonly Compiled[] = [...english, ...spanish, ...attacks, ...frauds].map((rule) => ({
  ...rule,
  said: phrases(rule.any),
  excused: rule.unless && phrases(rule.unless),
}))
/** What needs nothing around it to be clear. */
const plainlySaid = rules.filter(({ sure }) => sure >= clear)
const elsewhere = phrases(retold)

/** What the filter sees in a list of texts; `where` says in which of them. Texts are searched up to 20,000 characters. */
export function examineWords(texts: readonly string[]): readonly Hit[] {
  return texts.flatMap((text, i) => hitsIn(text.slice(0, 20_000), texts.length > 1 ? `words ${i + 1}` : 'words'))
}

function hitsIn(text: string, where: string): readonly Hit[] {
  const readings = readingsOf(text)
  const retelling = isQuote(text) || readings.some((reading) => elsewhere.find(reading).length > 0)
  const tags = runTogether(text)
  const said = rules.filter((rule) => readings.some((reading) => holds(rule, reading)))
  const tagged = plainlySaid.filter(
    ({ said, excused }) => tags.some(said.isWord) && !readings.some((reading) => excused?.find(reading).length),
  )
  const asTags = tagged.map((rule) => ({ ...rule, sure: asTag }))
  const hits = [...said, ...asTags].map(({ category, sure, saw, quoted }): Hit => {
    if (retelling && !quoted && sure > othersWords)
      return { category, sure: othersWords, where, saw: later`perhaps in somebody else’s words` }
    if (category === 'threat' && sure > inJest && isInJest(text, readings))
      return { category, sure: inJest, where, saw: later`words of harm, perhaps in jest` }
    return { category, sure, where, saw }
  })
  const single = readings.flatMap(({ text: read }) => meaningsIn(read)).map((meaning) => ({ ...meaning, where }))
  return oncePerCategory([...hits, ...single, ...crowding(text, where)])
}

const holds = ({ said, excused }: Compiled, reading: Reading) =>
  said.find(reading).some((around) => !excused || excused.find({ text: around }).length === 0)

/** A third of it stands between quotation marks, or behind the sign for a song. */
function isQuote(text: string): boolean {
  const quoted = [...text.matchAll(/["“„«”]([^"“”„«»]{4,})["”“»]/g)].reduce((sum, [, inside = '']) => sum + inside.length, 0)
  return /[♪♫🎵🎶🎤]/u.test(text) || quoted > text.length / 3
}

function oncePerCategory(hits: readonly Hit[]): readonly Hit[] {
  const best = new Map<string, Hit>()
  for (const hit of hits) if ((best.get(hit.category)?.sure ?? -1) < hit.sure) best.set(hit.category, hit)
  return [...best.values()]
}

/** Links, tags and names by the dozen, or the same over and over. */
function crowding(text: string, where: string): readonly Hit[] {
  const links = new Set(text.match(/\bhttps?:\/\/\S+|\bwww\.\S+/gi)).size
  const tags = text.match(/(?<!\S)#[\p{L}\p{N}_]+/gu)?.length ?? 0
  const names = new Set(text.match(/(?<!\S)@[\p{L}\p{N}_.]+/gu)).size
  const masked = text.match(/(?<=[\p{L}\p{N}])[*]+(?=[\p{L}\p{N}])/gu)?.join('').length ?? 0
  const lines = text
    .split(/[\n.!?]+/)
    .map((line) => fold(line).trim())
    .filter((line) => line.length >= 12)
  const times = new Map<string, number>()
  for (const line of lines) times.set(line, (times.get(line) ?? 0) + 1)
  const same = Math.max(0, ...times.values())
  const spam = (sure: number, saw: string): Hit => ({ category: 'spam', sure, where, saw })
  return [
    ...(links >= 4 ? [spam(620, later`many links`)] : []),
    ...(tags >= 20 ? [spam(450, later`many tags`)] : []),
    ...(names >= 10 ? [spam(500, later`many people named`)] : []),
    ...(masked > mostMasks ? [spam(450, later`many letters made unreadable`)] : []),
    ...(same >= 6 ? [spam(480, later`the same line over and over`)] : []),
  ]
}
