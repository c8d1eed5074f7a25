import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { adviceOf } from '../../src/filter/advice'
import { fold, instead, readingsOf } from '../../src/filter/spelling'
import { examineWords } from '../../src/filter/words'
import { ownNaughty } from '../support/naughty'
import { harmful, harmless, retoldTexts, jokes, laughing } from './corpus'

vi.setConfig({ testTimeout: 30_000 }) // the phrases are compiled when they are first searched for

const advise = (text: string) => adviceOf(examineWords([text]))
const listed = harmful.filter(({ kind }) => kind !== 'context')

test('what is said plainly, or spelt to slip through, is seen', () => {
  const missed = listed.filter(({ text, category }) => !examineWords([text]).some((hit) => hit.category === category && hit.sure >= 400))
  expect(missed.map(({ text }) => text)).toEqual([])
})

test.each(['115F', '1160', '3164', 'FFA0'])('a blank that is no space parts words, as readers see them: U+%s', (code) => {
  expect(advise(`kill${String.fromCharCode(Number.parseInt(code, 16))}yourself`)).toBe('block')
})

test.each([
  '#killyourself',
  'killyourself',
  'Look at her. #KillYourself!',
  '#k1llyourself',
  'so nice #iwillkillyou',
  '＃killyourself',
  '#tevoyamatar',
])('what is clear in words is seen in one tag, too, and a moderator says what it was meant for: %s', (text) =>
  expect(adviceOf(examineWords([text]))).toBe('doubt'),
)

test.each([
  '#skillyourself',
  '#dontkillyourself',
  '#neverkillyourself',
  '#killyourself and where to call instead: the hotline',
  '#killua',
  '#enditnow',
  '#killthemall',
  '#hangyourhat',
  '#therapist',
])('a tag is read from end to end, and only for what nothing else can mean: %s', (text) => expect(advise(text)).toBe('pass'))

test('no harmless text becomes anything by being run into one tag but the single words that stand in it', () => {
  const tags = harmless.map(({ text }) => `#${text.replace(/[^\p{L}\p{N}]/gu, '')}`)
  expect(tags.filter((tag) => examineWords([tag]).some(({ sure }) => sure > 600))).toEqual([])
})

test('small capitals are letters', () => expect(advise('ᴋɪʟʟ ʏᴏᴜʀꜱᴇʟꜰ')).toBe('block'))

test('no sign makes a text many times as long', () => {
  const all = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code))
  expect(all.filter((sign) => fold(sign).length > 7)).toEqual([])
})

test('what is clear is turned away', () => {
  expect(listed.filter(({ text, advice }) => advice === 'block' && advise(text) !== 'block').map(({ text }) => text)).toEqual([])
})

test('what only looks bad passes', () => {
  expect(harmless.filter(({ text }) => advise(text) !== 'pass').map(({ text }) => [text, examineWords([text])])).toEqual([])
})

test.each(retoldTexts)('what others said, sang or wrote goes to a moderator at most: %s', (text) => {
  expect(advise(text)).not.toBe('block')
})

test.each(jokes)('a threat in jest goes to a moderator, and no further: %s', (text) => {
  expect(examineWords([text])).toMatchObject([{ category: 'threat', sure: 780 }])
  expect(advise(text)).toBe('doubt')
})

test.each(laughing)('a laugh excuses no threat that says who, where, when or by what: %s', (text) => {
  expect(advise(text)).toBe('block')
})

test('a single word is never clear', () => {
  const words = ['faggot', 'porn', 'retard', 'sudaca', 'maricón', 'blowjob', 'puta', 'kill', 'bomb', 'whore']
  expect(words.filter((word) => advise(word) === 'block')).toEqual([])
})

test('what excuses one phrase does not excuse the next', () => {
  expect(advise('I will kill you with kindness, that is what she was like, and everybody in the town knew it too. I will kill you.')).toBe(
    'block',
  )
})

test.each([
  'chinks in the armour',
  'el fagot, y un fagus en el jardín',
  'faggioli al forno',
  'flame retardant',
  'el retardo del tren va a retardar la gira',
  'a niggardly landlord',
  'cumpleaños, y que cumplas muchos: cumplimos',
  'summa cum laude',
  'cumin, a cummerbund and Alan Cumming in Cumaná',
  'pussycat, pussy cat, pussy willow, pussyfoot, Pussy Riot',
  'food porn, foodporn, plant porn in Pornic',
  'a corgy at the door',
])('words in which a bad one stands innocently: %s', (text) => {
  expect(advise(text)).toBe('pass')
})

test('somebody who may need help is told of, and not held back', () => {
  const hits = examineWords(['I want to die'])
  expect(hits).toMatchObject([{ category: 'selfharm', sure: 300 }])
  expect(adviceOf(hits)).toBe('pass')
})

test('what it saw repeats nothing of the text', () => {
  const told = harmful.flatMap(({ text }) => examineWords([text]).map(({ saw }) => saw))
  expect(told.filter((saw) => /kill|puta|bitch|fag|nude|porn/i.test(saw))).toEqual([])
})

test('each text is named by its place if there are several', () => {
  expect(examineWords(['Good morning', 'kill yourself']).map(({ where }) => where)).toEqual(['words 2'])
})

test.each([
  ['links', Array.from({ length: 3 }, (_, i) => `https://${i}.example`).join(' '), 0],
  ['links', Array.from({ length: 4 }, (_, i) => `https://${i}.example`).join(' '), 1],
  ['tags', Array.from({ length: 19 }, (_, i) => `#tag${i}`).join(' '), 0],
  ['tags', Array.from({ length: 20 }, (_, i) => `#tag${i}`).join(' '), 1],
  ['people', Array.from({ length: 9 }, (_, i) => `@name${i}`).join(' '), 0],
  ['people', Array.from({ length: 10 }, (_, i) => `@name${i}`).join(' '), 1],
  ['lines', 'Come to the show. '.repeat(5), 0],
  ['lines', 'Come to the show. '.repeat(6), 1],
])('%s by the dozen: %s', (_, text, count) => {
  expect(examineWords([text]).filter(({ category }) => category === 'spam')).toHaveLength(count)
})

describe('however it is spelt', () => {
  const clear = listed.filter(({ advice, kind }) => advice === 'block' && kind === 'plain').map(({ text }) => text)
  const blocked = fc.constantFrom(...clear)
  const lookAlikes: Record<string, string> = {
    a: 'а',
    c: 'с',
    e: 'е',
    i: 'і',
    o: 'о',
    p: 'р',
    x: 'х',
    y: 'у',
    s: 'ѕ',
    k: 'ｋ',
    l: 'ｌ',
    t: '𝐭',
    u: '𝓾',
    n: 'ⓝ',
  }
  const digits: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' }
  /** Changes some letters of a text, chosen by a list of dice. */
  const some = (text: string, dice: readonly number[], change: (letter: string) => string) =>
    [...text].map((letter, i) => ((dice[i % dice.length] ?? 0) === 0 ? change(letter) : letter)).join('')
  const dice = fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 40 })
  const holds = (change: (text: string, dice: readonly number[]) => string) =>
    fc.assert(
      fc.property(blocked, dice, (text, dice) => {
        expect(advise(change(text, dice)), change(text, dice)).not.toBe('pass')
      }),
      { numRuns: 150 },
    )

  test('invisible characters', () =>
    holds((text, dice) => some(text, dice, (letter) => `${letter}${'\u200b\u00ad\u2060\ufeff\u200d\u034f'[text.length % 6] ?? ''}`)))
  test('letters of other alphabets', () => holds((text, dice) => some(text, dice, (letter) => lookAlikes[letter.toLowerCase()] ?? letter)))
  test('digits for letters', () => holds((text, dice) => some(text, dice, (letter) => digits[letter.toLowerCase()] ?? letter)))
  test('letters again and again', () =>
    holds((text, dice) => some(text, dice, (letter) => (/\p{L}/u.test(letter) ? letter.repeat(4) : letter))))
  test('capitals', () => holds((text, dice) => some(text, dice, (letter) => letter.toUpperCase())))
  test('accents heaped up', () => holds((text, dice) => some(text, dice, (letter) => `${letter}\u0301\u0336\u0489`)))
  test('a space behind every letter', () => holds((text) => [...text].join(' ')))
  test('a dot behind every letter', () =>
    holds((text) =>
      text
        .split(' ')
        .map((word) => [...word].join('.'))
        .join(' '),
    ))
  test('look-alikes, spaced and invisible at once', () =>
    holds((text, dice) => {
      const spaced = [...some(text, dice, (letter) => lookAlikes[letter.toLowerCase()] ?? letter)].join(' ')
      return some(spaced, dice, (letter) => `${letter}\u200b`)
    }))
})

test('no text, however broken, breaks it', () => {
  for (const text of ownNaughty) expect(Array.isArray(examineWords([text])), text).toBe(true)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => examineWords([text]).every(({ sure }) => Number.isInteger(sure))),
    { numRuns: 30 },
  )
})

/** Made to be read in as many ways as there are; in a search that tries them all, one of these takes minutes. */
const tangled = ['l i ', 'i will ', 'kill you i ', 'a', '*', 'i*l|1!', 's$', 's$5', 'a4@', 'k1 l l y 0 u ', 'you are a ', 'send ']
test.each(tangled)('20,000 characters of %s are searched to their end', (part) => {
  const [plain, cut] = ['', 'a b c d e f '].map((before) => before + part.repeat(20_000 / part.length))
  for (const text of [plain, cut]) expect(examineWords([text as string]).every(({ sure }) => sure <= 1_000)).toBe(true)
})

test.each([
  'Did you hurt yourself? Be careful with the ladder',
  'Slow down or you will hurt yourself',
  'I nearly fell over, go die of laughter with this one',
  'Enter your password twice when you sign up',
  '100 percent profits go to the shelter',
  'Deberías morirte de vergüenza, jaja',
  'Tienes que morirte de ganas de verla',
  'Te voy a disparar un par de fotos en la playa',
  'Le voy a quemar un disco con mis canciones',
  'Dime el pin de la puerta y subo',
  'Introduce la contraseña del wifi',
  'Vamos a quemar la sala con nuestro rock',
])('FLAG-1: what people say every day passes: %s', (text) => {
  expect(advise(text)).toBe('pass')
})

/** Each word of these could be read in several ways, so that a line of them had more ways than there is time for. */
test.each(['reall1l1ly ', 's****o ', 's*o*', 'all1l1liiteral1lly', 'fat ', 'r*e*a*l*l*y '])(
  'FLT-1: a few lines of %s are searched to their end, however few excuses they leave',
  (part) => {
    for (const before of ['you ', 'x y z you '])
      expect(examineWords([before + part.repeat(60)]).every(({ sure }) => sure <= 1_000)).toBe(true)
  },
)

test('FLT-4: a text full of letters that cannot be read is for a moderator; one word of them is not', () => {
  expect(advise('s*o m*y f*n '.repeat(5))).toBe('doubt')
  expect(advise('what the h*ck happened to my kettle')).toBe('pass')
})

test('no row of signs that may stand for one letter is longer than six, so that none is tried in many ways', () => {
  const signs = fc.constantFrom(...Object.values(instead))
  fc.assert(
    fc.property(signs, fc.nat(), (alike, seed) => {
      const row = Array.from({ length: 40 }, (_, i) => alike[(seed + i * (i + 1)) % alike.length]).join('')
      for (const { text, shreds = '' } of readingsOf(`a b c d e f ${row} then`))
        for (const each of [text, shreds]) expect(each).not.toMatch(new RegExp(`[${alike}]{7}`))
    }),
  )
})
