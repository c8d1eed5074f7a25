/** Scenarios on screens of another language: what they name in English is found there by what it is called. */
import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../src/language'
import es from '../../src/language/es.json' with { type: 'json' }
import { pseudo } from '../../src/language/pseudo'
import { shelf } from '../../src/scenarios'
import { hands, textPost } from '../../src/scenarios/hands'
import { scenario, type Step } from '../../src/scenarios/scenario'
import { sayingOf, spoken, type Tongue } from '../../src/scenarios/spoken'

const tongue = (texts: { readonly [english: string]: string }, locale = 'es'): Tongue => ({
  keys: Object.keys(texts),
  catalogue: (english) => texts[english] ?? english,
  locale,
})
const spanish = tongue(es)
const mirror: Tongue = { keys: Object.keys(es), catalogue: pseudo satisfies Catalogue, locale: 'en' }

describe('an English text', () => {
  const few = tongue({
    Post: 'Publicar',
    'Send {0}': 'Enviar {0}',
    'Tip {0}': 'Dar propina a {0}',
    'Tip {0} for this post': 'Dar propina a {0} por esta publicación',
    'A {0} by {1}': 'De {1}: {0}',
    post: 'publicación',
    '1 step': '1 paso',
    '{0} steps': '{0} pasos',
    'It fades on {0}, unless another one follows.': 'Caduca el {0}, salvo que le siga otra.',
    '{0}, {1}': '{0} y {1}',
    '{0} new': 'Nuevos: {0}',
    '{0}{1} new': 'Nuevas: {0}{1}',
  })
  const say = sayingOf(few, ['Anna Berger', 'Send the fog'])

  test('is a key of the catalogue', () => expect(say('Post')).toBe('Publicar'))
  test('or one with its blanks filled in, by amounts as they are written there', () => {
    expect(say('Send 1,234.50 EUR')).toBe('Enviar 1234,50 EUR')
    expect(say('Send EUR')).toBe('Enviar EUR')
    expect(say('12.00 MESI')).toBe('12,00 MESI')
  })
  test('by what people are called, and by other texts, in the order of that language', () => {
    expect(say('A post by Anna Berger')).toBe('De Anna Berger: publicación')
  })
  test('the one with the most words, if it could be two', () =>
    expect(say('Tip Anna Berger for this post')).toBe('Dar propina a Anna Berger por esta publicación'))
  test('of one or of many', () => expect([say('1 step'), say('12 steps')]).toEqual(['1 paso', '12 pasos']))
  test('what somebody wrote is theirs, whole or in part, though it looks like a text', () => {
    expect([say('Send the fog'), say('the fog')]).toEqual(['Send the fog', 'the fog'])
  })
  test('around a blank that nobody can know beforehand, what stands around it', () =>
    expect(say('It fades on')).toBe(', salvo que le siga otra.'))
  test('that could be two, with no more reason for one of them, is named', () => {
    expect(() => say('3 new')).toThrow('“3 new” may be “Nuev')
  })
  test.each(['Send the boat', 'Pots', 'Anna Berger, 3', 'Tip Ben for this post'])('“%s”, which nobody says, is named', (text) =>
    expect(() => say(text)).toThrow(`“${text}” is no text of the app, and nobody of the scenario wrote it`),
  )
})

describe('a scenario', () => {
  const anna = hands('anna', 'a')
  const made = (steps: Step[]) =>
    scenario({
      id: 'told',
      title: 'Told',
      tells: 'A story.',
      world: 'empty',
      cast: { anna: { kind: 'real', name: 'Anna', handle: 'anna' } },
      peers: ['a'],
      steps: [anna.go('/'), ...steps],
    })

  test('says what is tapped, chosen and seen in the other language, and leaves what is typed and done', () => {
    const { steps } = spoken(
      made([
        anna.type('Your words', 'Post'),
        anna.tap('combobox', 'Whose posts', { part: true, expect: [{ gone: 'Post' }, { text: '5.00 EUR' }] }, 'Post'),
        anna.does('content.published', textPost('Post')),
      ]),
      spanish,
    )
    expect(steps.slice(1)).toEqual([
      anna.type('Tus palabras', 'Post'),
      anna.tap('combobox', 'De quién', { part: true, expect: [{ gone: 'Publicar' }, { text: '5,00 EUR' }] }, 'Publicar'),
      anna.does('content.published', textPost('Post')),
    ])
  })

  test('that names what is not there says so', () =>
    expect(() => spoken(made([anna.tap('button', 'Frobnicate')]), spanish)).toThrow('“Frobnicate” is no text of the app'))

  test.each(shelf.map((each) => [each.id, each] as const))('%s can be played in Spanish and in the mirror', (_, each) => {
    for (const other of [spanish, mirror]) expect(spoken(each, other).steps).toHaveLength(each.steps.length)
    const names = each.steps.flatMap((step) => (step.do === 'tap' ? step.target.name : []))
    const mirrored = spoken(each, mirror).steps.flatMap((step) => (step.do === 'tap' ? step.target.name : []))
    // What is the same there is what somebody wrote.
    const kept = names.filter((name, i) => mirrored[i] === name)
    const written = JSON.stringify(each.steps.map((step) => ('deed' in step ? step.deed : 'causes' in step ? step.causes : '')))
    expect(kept.filter((name) => !written.includes(name))).toEqual([])
  })
})
