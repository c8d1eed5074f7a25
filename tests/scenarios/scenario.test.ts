/** Scenarios as data: what can be read, and from where their screens have to be walked through. */
import { describe, expect, test } from 'vitest'
import { people as inBay } from '../../src/bay/cast'
import { shelf } from '../../src/scenarios'
import { hands, textPost } from '../../src/scenarios/hands'
import { tapsFrom } from '../../src/scenarios/play'
import { readScenario, scenario, type Step } from '../../src/scenarios/scenario'

const [anna, ben] = [hands('anna', 'a'), hands('ben', 'b')] as const
const made = (steps: Step[]) =>
  scenario({
    id: 'told',
    title: 'Told',
    tells: 'A story.',
    world: 'empty',
    cast: { anna: { kind: 'real', name: 'Anna', handle: 'anna' }, ben: { kind: 'real', name: 'Ben', handle: 'ben' } },
    peers: ['a', 'b'],
    steps,
  })

describe('a scenario as text', () => {
  test('every one on the shelf is the same when it is written down and read again', () => {
    for (const each of shelf) expect(readScenario(JSON.stringify(each))).toEqual(each)
    expect(new Set(shelf.map(({ id }) => id)).size).toBe(shelf.length)
  })
  test('whoever is not in the cast, a peer that is not open yet, and what nobody has made by then are named', () => {
    const told = JSON.stringify(made([anna.go('/'), anna.tap('button', 'Post')]))
    expect(() => readScenario(told.replace('"as":"anna","on":"a","do":"tap"', '"as":"cleo","on":"a","do":"tap"'))).toThrow(
      'told, step 2: nobody is called cleo',
    )
    expect(() => made([anna.go('/'), ben.tap('button', 'Post')])).toThrow('told, step 2: b is not open yet')
    const liked = (content: string) => anna.does('content.liked', { content: { $made: content } })
    const letter = anna.does('content.published', textPost('A letter.'), { makes: 'letter' })
    expect(() => made([anna.go('/'), anna.does('accounts.followed', { account: { $account: 'bne' } })])).toThrow(
      'told, step 2: nobody is called bne',
    )
    expect(() => made([anna.go('/'), liked('letter'), letter])).toThrow('told, step 2: nothing was made by the name of letter')
    expect(() => made([anna.go('/'), letter, anna.go('/post/{made:lettre}')])).toThrow(
      'told, step 3: nothing was made by the name of lettre',
    )
    expect(made([anna.go('/'), letter, liked('letter'), anna.go('/post/{made:letter}')]).steps).toHaveLength(4)
    expect(() => readScenario('{}')).toThrow(/^id: .{1,60}$/)
    expect(() => readScenario('a letter')).toThrow(/^it is not written in JSON$/)
  })
})

test('whoever of a story shares a first name with somebody in Mesi Bay is that very person', () => {
  const first = (name: string) => name.split(' ')[0]
  const residents = new Map(Object.values(inBay).map((resident) => [first(resident.name), resident]))
  const met = shelf.flatMap(({ cast }) => Object.values(cast)).filter(({ name }) => residents.has(first(name)))
  expect(met).not.toEqual([])
  for (const member of met) expect(residents.get(first(member.name))).toMatchObject(member)
})

describe('the screens of a step', () => {
  test('begin where somebody last went to an address', () => {
    const steps = [anna.go('/'), anna.tap('button', '1'), anna.go('/create'), anna.tap('button', '3'), anna.tap('button', '4')]
    expect([0, 1, 2, 3, 4].map((step) => tapsFrom(made(steps), step))).toEqual([0, 0, 2, 2, 2])
  })
  test('of another peer that is tapped on the way begin there, too', () => {
    const steps = [anna.go('/'), ben.go({ invitedBy: 'a' }), anna.go('/create'), ben.tap('button', '3'), anna.tap('button', '4')]
    expect(tapsFrom(made(steps), 4)).toBe(1)
    expect(tapsFrom(made(steps), 3)).toBe(1)
    expect(tapsFrom(made(steps.with(3, ben.wait())), 4)).toBe(2)
  })
})
