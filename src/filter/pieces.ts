/**
 * What must stand in a text, or a phrase (phrases.ts) cannot be found there. To look for pieces is so much quicker than to compile an expression
 * of many thousand signs that a text in which there is nothing to find is done at once.
 */
import { instead } from './spelling'

/** Whether the pieces are there. @param bones of the text, see below */
export type Needs = (bones: string) => boolean

/** For every sign the first of those that are read alike. */
const alike = new Map(Object.values(instead).flatMap((signs) => [...signs].map((sign) => [sign, signs.charAt(0)])))

/** A text in which all signs that may stand for a letter are that letter, and a letter that is repeated stands once. */
export function bonesOf(text: string): string {
  let bones = ''
  for (const sign of text) {
    const letter = alike.get(sign) ?? sign
    if (!bones.endsWith(letter)) bones += letter
  }
  return bones
}

/** A sign that may stand for any letter: who writes it may have left out anything. */
const MASK = '*'

/** What a phrase needs. Never more than it does: what is not understood, or may be missing, is not asked for. */
export function needsOf(phrase: string): Needs {
  const needs = either({ phrase, at: 0 })
  return (bones) => bones.includes(MASK) || needs(bones)
}

interface Reader {
  readonly phrase: string
  at: number
}

const anything: Needs = () => true
const SIGN = /\(\?<?[!=]|\(\?:|\[[^\]]*\]|[\s\S]/y
const TIMES = /[?*+]|\{\d+(?:,\d*)?\}|/y

/** `one|another`, up to the end of the phrase or of the brackets. */
function either(reader: Reader): Needs {
  const ways = [row(reader)]
  while (reader.phrase[reader.at] === '|') {
    reader.at++
    ways.push(row(reader))
  }
  return ways.length === 1 ? (ways[0] ?? anything) : (bones) => ways.some((way) => way(bones))
}

/** Signs and brackets one behind the other. */
function row(reader: Reader): Needs {
  const all: Needs[] = []
  let piece = ''
  const cut = () => {
    const wanted = bonesOf(piece)
    if (wanted) all.push((bones) => bones.includes(wanted))
    piece = ''
  }
  while (reader.at < reader.phrase.length && !/[|)]/.test(reader.phrase[reader.at] ?? '')) {
    const sign = next(reader, SIGN)
    const isGroup = sign.startsWith('(')
    const inside = isGroup ? either(reader) : anything
    if (isGroup) reader.at++
    const times = next(reader, TIMES)
    const mayLack = /^(?:[?*]|\{0)/.test(times)
    if (/^[a-z0-9 ]$/.test(sign) && !mayLack) {
      piece += sign
      continue
    }
    cut()
    if (isGroup && !mayLack && !/[!=]/.test(sign)) all.push(inside)
  }
  cut()
  return all.length === 0 ? anything : (bones) => all.every((need) => need(bones))
}

function next(reader: Reader, what: RegExp): string {
  what.lastIndex = reader.at
  const [found = ''] = what.exec(reader.phrase) ?? []
  reader.at += found.length
  return found
}
