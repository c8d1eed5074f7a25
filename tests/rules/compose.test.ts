import { expect, test } from 'vitest'
import * as zod from 'zod/mini'
import { areas } from '../../src/areas'
import { accountId } from '../../src/areas/accounts/rules'
import { enrolling, joining, revoking } from '../../src/areas/accounts/events'
import { type Area, because, type Shown } from '../../src/areas/area'
import { askedOf, questions, views } from '../../src/areas/asked'
import { compose, parametersOf } from '../../src/areas/compose'
import { actsOf, logFormat } from '../../src/areas/format'
import { characters, distinct, slug, whole, z } from '../../src/areas/shapes'
import { hashOf } from '../../src/kit/bytes'
import { table } from '../../src/log/rules'
import { signerFromSeed } from '../../src/log/signing'
import { ana, ben, town } from '../support/cast'
import { filesIn, read } from '../architecture/sources'
import { anyAct, stage, WORLD } from '../support/given'

const notes = table<{ readonly by: string }>('toy.notes')
let looks = 0
const toy: Area = {
  name: 'toy',
  tables: [notes],
  clauses: { 'TOY-1': { text: 'A number is even.', source: 'assumption' } },
  parameters: { 'toy.most': { value: 3, unit: 'notes', says: 'Most notes.', source: 'assumption' } },
  acts: [
    {
      type: 'toy.noted',
      since: 2,
      data: z.strictObject({
        number: z.int().check(z.refine(() => ++looks > 0)),
        deep: z.optional(z.array(z.strictObject({ size: whole(0, 9) }))),
      }),
      rests: ['TOY-1'],
      refuse: (_, { data }) => (data.number % 2 === 0 ? undefined : because('TOY-1', { number: data.number })),
      apply: (w, { id, by }) => w.put(notes, id, { by }),
    },
  ],
}
const withToy = [...areas, toy]

test('an act of an area reaches its rule with its author, and its finding comes back with the facts', () => {
  const two = anyAct(ana, 'toy.noted', { number: 2 })
  const story = stage(withToy)
    .given(...town, two)
    .when(anyAct(ana, 'toy.noted', { number: 3 }))
    .isRefusedBy('TOY-1', { number: 3 })
  expect(story.state(notes, two.id)).toEqual({ by: ana.account })
})

test('the version is the newest that any act or rule asks for, and nobody knows a type that no area has', () => {
  const rules = compose(withToy)
  expect(compose([...areas, { ...toy, version: 3 }]).version).toBe(3)
  expect([rules.version, rules.since('toy.noted'), rules.since('accounts.joined'), rules.since('toy.unheard')]).toEqual([
    2,
    2,
    1,
    undefined,
  ])
})

test('two areas cannot declare one name', () => {
  const other: Area = { name: 'other', tables: [], clauses: {}, parameters: {}, acts: [] }
  const parts: Partial<Area>[] = [
    { acts: toy.acts },
    { tables: [notes] },
    { clauses: toy.clauses },
    { parameters: toy.parameters },
    { timers: { toy: () => {} } },
  ]
  for (const part of parts) {
    expect(() => compose([...areas, { ...other, ...part }])).not.toThrow()
    expect(() => compose([...areas, { ...other, ...part }, { ...other, ...part }])).toThrow('Two areas declare the')
  }
  const shown: Shown[] = [
    { questions: [{ name: 'toy', args: z.strictObject({}), answer: () => 0 }] },
    { indexes: [{ name: 'toy', of: notes, lists: () => [], rank: () => 0 }] },
    { views: [{ name: 'toy', version: 1, schema: 'id', of: notes, project: (_: unknown, id: string) => ({ id }) }] },
  ]
  for (const part of shown) {
    expect(() => askedOf([part])).not.toThrow()
    expect(() => askedOf([part, part])).toThrow('Two areas declare the')
  }
})

test.each([
  ['right', { number: 2 }, 'LOG-2'],
  ['wrong', { number: 2, extra: 1 }, 'LOG-1'],
])('a shape that is %s is looked at once for a row, however often the row is judged', (_, data, clause) => {
  const rules = compose(withToy)
  const body = {
    v: 1,
    world: WORLD,
    device: ana.device,
    seq: 1,
    prev: null,
    stamp: 0,
    seen: [],
    type: 'toy.noted',
    data,
  } as const
  const nobody = { now: 0, version: 2, get: () => undefined, parameter: () => 0, put: () => {}, later: () => {}, setParameter: () => {} }
  const before = looks
  const event = { id: hashOf('x'), body }
  for (let i = 0; i < 3; i++) expect(rules.judge(nobody, event)?.clauses[0]?.id).toBe(clause)
  expect(looks).toBe(before + 1)
})

test('LOG-1: a path leads to what is wrong, deep in a list or at the top', () => {
  const story = stage(withToy).given(...town)
  const path = (data: object, path: string) => story.when(anyAct(ana, 'toy.noted', data)).isRefusedBy('LOG-1', { path })
  path({ number: 2, deep: [{ size: 1 }, { size: 10 }] }, 'deep.1.size')
  path({ number: 2, deep: [{ size: 1, colour: 1 }] }, 'deep.0.colour')
  path({}, 'number')
  path({ number: '2' }, 'number')
  path({ number: 2, extra: 1 }, 'extra')
})

test('no shape is compiled with `new Function`, which the Content Security Policy forbids', () => {
  expect(zod.config().jitless).toBe(true)
})

test('the format of the log does not depend on the order in which areas are listed', () => {
  expect(logFormat(withToy.toReversed())).toBe(logFormat(withToy))
  expect(logFormat(withToy)).not.toBe(logFormat(areas))
})

test('every act has a JSON schema that forbids entries it does not know', () => {
  for (const { type, schema } of actsOf(areas)) expect(schema, type).toMatchObject({ type: 'object', additionalProperties: false })
})

test('every parameter of the policy has a value for a genesis, a unit and a sentence', () => {
  for (const [name, value] of Object.entries(parametersOf(areas))) {
    expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
    if (typeof value === 'number') expect(Number.isSafeInteger(value), name).toBe(true)
  }
})

test('words of the shapes', () => {
  const accepts = (shape: z.ZodMiniType, value: unknown) => shape.safeParse(value).success
  expect(['a', 'night-drive', '90s'].map((word) => accepts(slug, word))).toEqual([true, true, true])
  expect(['', '-', 'a-', 'A', 'a_b', 'ä', 'a'.repeat(31)].filter((word) => accepts(slug, word))).toEqual([])
  expect([0, 9, -1, 10, 1.5, Number.NaN, '1'].map((value) => accepts(whole(0, 9), value))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
  expect(
    [
      ['a', 'b'],
      ['a', 'a'],
      ['a', 'b', 'c'],
    ].map((list) => accepts(distinct(z.string(), 2), list)),
  ).toEqual([true, false, false])
  expect(['', 'abc', '🌊', 'e\u0301', '👩‍👩‍👧'].map(characters)).toEqual([0, 3, 1, 2, 5])
})

// Signatures within acts.

const proofOf = (type: string) => (data: object, row: { readonly world: string; readonly device: string }) => {
  const found = areas.flatMap((area) => area.proofs ?? []).find((each) => each.type === type)
  if (!found) throw new Error(`No proof for ${type}`)
  return found.check({ ...row, data })
}
const here = { world: WORLD, device: ana.device }
const elsewhere = [
  { world: hashOf('another world'), device: ana.device },
  { world: WORLD, device: ben.device },
]
const signerOf = (name: string) => signerFromSeed(Uint8Array.from(hashOf(name).slice(0, 32), (letter) => letter.charCodeAt(0)))

test('an invite is shown to be held, by this device, for this world', async () => {
  const key = await signerOf('invite')
  const joined = proofOf('accounts.joined')
  const data = { invite: key.id, proof: await key.sign(joining(WORLD, key.id, ana.device)) }
  expect(await joined(data, here)).toBe(true)
  for (const row of elsewhere) expect(await joined(data, row)).toBe(false)
  expect(await joined({ ...data, invite: (await signerOf('other')).id }, here)).toBe(false)
  expect(await joined({ ...data, proof: 'A'.repeat(86) }, here)).toBe(false)
})

test('ACC-15: a root key enrols for an account of one kind, and its signature serves no other', async () => {
  const root = await signerOf('root')
  const created = proofOf('accounts.created')
  const nonce = hashOf('nonce')
  const account = accountId(root.id, 'real', nonce)
  const data = { root: root.id, box: hashOf('box'), kind: 'real', nonce, proof: await root.sign(enrolling(WORLD, account, ana.device)) }
  expect(await created(data, here)).toBe(true)
  expect(await created({ ...data, kind: 'ai' }, here)).toBe(false)
  expect(await created({ ...data, nonce: hashOf('another') }, here)).toBe(false)
  for (const row of elsewhere) expect(await created(data, row)).toBe(false)

  const enrolled = proofOf('accounts.enrolled')
  expect(await enrolled({ account, root: root.id, proof: data.proof }, here)).toBe(true)
  expect(await enrolled({ account: ben.account, root: root.id, proof: data.proof }, here)).toBe(false)
})

test('ACC-19: a root key revokes one device; what enrolled it does not revoke it', async () => {
  const root = await signerOf('root')
  const revoked = proofOf('accounts.deviceRevoked')
  const proof = await root.sign(revoking(WORLD, root.id, ben.device))
  expect(await revoked({ device: ben.device, root: root.id, proof }, here)).toBe(true)
  expect(await revoked({ device: ana.device, root: root.id, proof }, here)).toBe(false)
  const enrolment = await root.sign(enrolling(WORLD, root.id, ben.device))
  expect(await revoked({ device: ben.device, root: root.id, proof: enrolment }, here)).toBe(false)
})

test('a shape that this build does not know is left to the rules, which void it', async () => {
  expect(await proofOf('accounts.joined')({ invite: 1 }, here)).toBe(true)
})

test('whatever an area shows is listed where it is asked by name', () => {
  const named = (file: string) => [...read(file).matchAll(/^ {2}name: '(\w+)',$/gm)].map(([, name = '']) => name)
  const files = filesIn('src/areas').filter((name) => /[vV]iews\.ts$/.test(name))
  const declared = files.flatMap((name) => (/\bquestion\(/.test(read(`src/areas/${name}`)) ? named(`src/areas/${name}`) : []))
  expect(declared.length).toBeGreaterThan(40)
  const listed = new Set([...questions.keys(), ...views.map(({ name }) => name)])
  expect(declared.filter((name) => !listed.has(name))).toEqual([])
})
