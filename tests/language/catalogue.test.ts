import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { parameterSheet } from '../../src/areas/compose'
import { traceWords } from '../../src/areas/content/ui/stripped'
import { joints, keyOf, language, languageOf, languages, listed, localeOf, numeral, plural, rich, t } from '../../src/language'
import es from '../../src/language/es.json' with { type: 'json' }
import { pseudo } from '../../src/language/pseudo'
import { traces } from '../../src/media'
import { allTexts, textsIn } from './texts'

const spanish: { readonly [english: string]: string } = es
const { texts, bare, sentences } = allTexts()
const places = new Map(texts.map(({ text, at }) => [text, at]))
const blanks = (text: string): readonly string[] => [...new Set(text.match(/\{\d+\}/g))].toSorted()
const edges = (text: string): readonly boolean[] => [text.startsWith(' '), text.endsWith(' ')]

describe('Spanish', () => {
  test('every text that the app says stands in the catalogue', () => {
    const missing = [...places]
      .filter(([text]) => spanish[text] === undefined)
      .map(([text, at]) => `${JSON.stringify(text)}: "", said in ${at}`)
    expect(missing, 'to be added to src/language/es.json').toEqual([])
  })

  test('the catalogue holds nothing else', () => {
    expect(Object.keys(spanish).filter((text) => !places.has(text))).toEqual([])
  })

  test('a translation has the same blanks as its text, keeps the space around it, and is not empty', () => {
    const wrong = Object.entries(spanish).filter(
      ([english, translated]) =>
        translated.trim() === '' ||
        blanks(english).join() !== blanks(translated).join() ||
        edges(english).join() !== edges(translated).join(),
    )
    expect(wrong).toEqual([])
  })
})

test('nothing that people read goes past the catalogue', () => {
  const greeting = 'สวัสดี!' // Thai in every language
  const key = 'Esc'
  expect(bare.filter(({ text }) => text !== greeting && text !== key)).toEqual([])
})

test('a reading of the policy is the word for nothing else, which in Spanish may be another', () => {
  const readings = new Set([...parameterSheet(areas).values()].flatMap(({ readings: some = [] }) => some))
  const isSource = /\.tsx?:\d+$/
  expect(texts.filter(({ text, at }) => readings.has(text) && isSource.test(at))).toEqual([])
})

test('whatever may be taken out of a file is said in words', () => {
  expect(traces.filter((trace) => !Object.hasOwn(traceWords, trace))).toEqual([])
})

test('nor does a whole sentence that code hands on to a screen, but for what only those who build or script it read', () => {
  const forBuilders =
    /^(?:(?:server|scenarios|secrets|log|kit)\/|(?:app\/scenarios|director\/arrivals|areas\/(?:compose|paging|ledger\/rules|tips\/rules)|peer\/(?:called|founding|mesi|named|reporting|rescue|running)|ui\/session)\.)/
  expect(sentences.filter(({ text, at }) => !places.has(text) && !forBuilders.test(at))).toEqual([])
})

test('people read that something is final, fixed for good or for the desk alone; the word of those who build it is another', () => {
  expect(texts.filter(({ text }) => /\b(?:un)?seal/i.test(text)).map(({ text, at }) => `${at}: ${text}`)).toEqual([])
})

test('a text that forgot the catalogue is noticed, and one that did not is read as its key', () => {
  const source = 'const a = <p title="Hello there">Plain {t`Send ${n} to ${who}`} {rich`Read ${<b>{t`this`}</b>}.`}</p>'
  const found = textsIn('a.tsx', source)
  expect(found.bare.map(({ text }) => text)).toEqual(['Hello there', 'Plain'])
  expect(found.texts.map(({ text }) => text)).toEqual(['Send {0} to {1}', 'Read {0}.', 'this'])
})

describe('pseudo-locale', () => {
  test('leaves no plain letter but in what is filled in, and every blank stays where it was', () => {
    for (const { text } of texts) {
      const shown = pseudo(text)
      expect(shown.replaceAll(/\{\d+\}/g, '')).not.toMatch(/[A-Za-z]/)
      expect(blanks(shown)).toEqual(blanks(text))
    }
  })

  test('is a third longer', () => expect(pseudo('Send tip')).toHaveLength(8 + 3 + 2))
})

describe('without a page', () => {
  test('texts are English, and numbers in them are written out', () => {
    expect(language).toBe('en')
    expect(t`Send ${1234567} to ${'Anna'}`).toBe('Send 1,234,567 to Anna')
    expect(t`Nothing ${undefined}, ${null} and ${0}`).toBe('Nothing ,  and 0')
    expect(rich`Read ${'this'} ${2} times.`).toEqual(['Read ', 'this', ' ', '2', ' times.'])
    expect([plural(0, 'one', 'many'), plural(1, 'one', 'many'), plural(2, 'one', 'many')]).toEqual(['many', 'one', 'many'])
  })

  test('numbers up to 999 are written alike in every language, as `Intl` would; from 1,000 on it writes them', () => {
    for (const { locale } of Object.values(languages))
      for (let number = -999; number < 1000; number++) expect(numeral(number)).toBe(number.toLocaleString(locale))
    expect([numeral(1000), numeral(-1000), numeral(0.5)]).toEqual(['1,000', '-1,000', '0.5'])
  })

  test('a sentence has one full stop, even if what is filled in last has its own', () => {
    expect(t`From ${'17 dic 2026, 8:06 a.m.'}. Until then, ${'.mesi'} or ${1.5}.`).toBe(
      'From 17 dic 2026, 8:06 a.m. Until then, .mesi or 1.5.',
    )
  })

  test('nor two where a part of the page comes last', () => {
    const time = (textContent: string) => ({ textContent }) as Node
    expect(rich`Done on ${time('8:06 p. m.')}. And then.`).toEqual(['Done on ', time('8:06 p. m.'), ' And then.'])
    expect(rich`Done on ${time('20:06')}.`).toEqual(['Done on ', time('20:06'), '.'])
    expect(rich`${'etc.'}. ${2}.`).toEqual(['etc.', ' ', '2', '.'])
  })

  test('things are joined as each language does, by what the next word begins with', () => {
    const joined = (locale: string, ...things: readonly string[]) =>
      joints(things, locale)
        .map((joint, i) => joint + things[i])
        .join('')
    expect(joined('es', 'Noa', 'Ingrid')).toBe('Noa e Ingrid')
    expect(joined('es-MX', 'Noa', 'Ben', 'Hilda')).toBe('Noa, Ben e Hilda')
    expect(joined('es', 'Noa', 'Ben', '3 más')).toBe('Noa, Ben y 3 más')
    expect(joined('en-GB', 'Noa', 'Ben', '3 others')).toBe('Noa, Ben and 3 others')
    expect([joints([]), joints(['Noa'])]).toEqual([[], ['']])
    expect(listed(['siete', 'ocho'], 'disjunction', 'es')).toBe('siete u ocho')
  })

  test('what is filled in is never taken for a blank', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => t`<${a}|${b}>` === `<${a}|${b}>`))
    expect(t`<${'{1}'}|${'x'}>`).toBe('<{1}|x>')
  })

  test('a key counts its blanks', () => expect(keyOf(['', ' of ', ''])).toBe('{0} of {1}'))
})

describe('the language of a page', () => {
  test.each([
    ['what was chosen', 'es', ['en-GB'], 'es'],
    ['a pseudo-locale, only if chosen', 'ar-XB', ['es'], 'ar-XB'],
    ['the first of the browser’s that we speak', null, ['fr', 'es-MX', 'en'], 'es'],
    ['English before Spanish where both are spoken', null, ['en-US', 'es'], 'en'],
    ['English where none is ours', null, ['fr', 'ar'], 'en'],
    ['English where what was kept is none', 'klingon', [], 'en'],
    ['English for the name of something that every object has', 'constructor', [], 'en'],
  ] as const)('%s', (_, chosen, spoken, is) => expect(languageOf(chosen, spoken)).toBe(is))
})

test.each([
  ['en', ['en-GB', 'en-US', 'en'], 'en-GB'],
  ['en', ['de-AT', 'en', 'en-IE'], 'en-IE'],
  ['en', ['en'], 'en'],
  ['en', ['de-DE'], 'en'],
  ['en', [], 'en'],
  ['es', ['en-GB', 'es-MX', 'es-ES'], 'es-MX'],
  ['es', ['es-419'], 'es-419'],
  ['es', ['est-EE', 'en-ES'], 'es'],
  ['en', ['en-US@posix', 'en-Latn-GB'], 'en'], // what `Intl` may not read, and what we did not think of
  ['en-XA', ['en-GB'], 'en'],
  ['ar-XB', ['ar-EG', 'en-GB'], 'en'],
] as const)('%s in a browser of %j is written as in %s', (language, spoken, locale) => {
  expect(localeOf(language, spoken)).toBe(locale)
})
