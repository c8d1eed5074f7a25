/** LOG-1 in a hurry: the quick look at a shape and zod agree about every act, whatever its data are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areas } from '../../src/areas'
import { fits } from '../../src/areas/fits'
import { actsOf } from '../../src/areas/format'
import { z } from '../../src/areas/shapes'

/** JSON Schema as far as zod writes it of our acts. */
interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: string
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly properties?: { readonly [key: string]: Schema }
  readonly required?: readonly string[]
}

/** Values of a shape, or `around` its edges. */
function near(schema: Schema, around: boolean): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => near(each, around)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer': {
      const { minimum = 0, maximum = 0 } = schema
      const edges = around ? [minimum - 1, maximum + 1] : []
      return fc.oneof(fc.constantFrom(minimum, maximum, ...edges), fc.integer({ min: minimum, max: maximum }))
    }
    case 'string': {
      const right = schema.pattern ? matching(schema.pattern) : fc.string()
      return around ? fc.oneof({ weight: 9, arbitrary: right }, fc.constantFrom(...spans)) : right
    }
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 300 } = schema
      const few = fc.array(near(items, around), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 2) })
      if (!around) return few
      const lengths = fc.constantFrom(minItems, Math.max(0, minItems - 1), maxItems, maxItems + 1)
      return fc.oneof(
        few,
        fc.tuple(lengths, near(items, true)).map(([length, item]) => Array<unknown>(length).fill(item)),
      )
    }
    default: {
      const { properties = {}, required = [] } = schema
      const entries = Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, near(each, around)]))
      return fc.record(entries, { requiredKeys: [...required] })
    }
  }
}

/** What is as long as a hash is a hash: to draw 43 letters takes longer than all the rest. */
const matching = (pattern: string) =>
  pattern.includes('{43}') ? fc.constantFrom(hash, '-'.repeat(43)) : fc.stringMatching(new RegExp(pattern))
const hash = 'aZ09-_'.repeat(8).slice(0, 43)

const spans = ['', 'a', 'a'.repeat(30), 'a'.repeat(31), 'a'.repeat(42), 'a'.repeat(44), 'Ä'.repeat(43)]

const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(undefined, Number.NaN, 0.5, -0, 2 ** 60, 'a'.repeat(43)))

/** The same with one thing in it another, missing, or too many. */
function spoilt(value: unknown, path: readonly number[], by: unknown): unknown {
  if (typeof value !== 'object' || value === null || path.length === 0) return by
  const [first = 0, ...rest] = path
  const keys = [...Object.keys(value), 'more']
  const key = keys[first % keys.length] as string
  if (Array.isArray(value)) return value.map((item: unknown, i) => (String(i) === key ? spoilt(item, rest, by) : item))
  const { [key]: item, ...others } = value as { readonly [key: string]: unknown }
  return rest.length === 0 && by === undefined ? others : { ...others, [key]: spoilt(item, rest, by) }
}

const schemas = new Map(actsOf(areas).map(({ type, schema }) => [type, schema as Schema]))

describe.each(areas.flatMap((area) => [...area.acts]))('$type', ({ type, data }) => {
  const look = fits(data)
  const schema = schemas.get(type) as Schema
  const value = fc.oneof(near(schema, false), near(schema, true))

  it('LOG-1: what fits is what zod lets pass', () => {
    let passed = 0
    fc.assert(
      fc.property(value, (each) => {
        const { success } = data.safeParse(each)
        if (success) passed++
        expect(look(each)).toBe(success)
      }),
      { numRuns: 50 },
    )
    expect(passed).toBeGreaterThan(0)
  })

  it('LOG-1: what is spoilt anywhere fits if zod lets it pass', () => {
    fc.assert(
      fc.property(value, fc.array(fc.nat({ max: 20 }), { maxLength: 3 }), anything, (each, path, by) => {
        const odd = spoilt(each, path, by)
        expect(look(odd)).toBe(data.safeParse(odd).success)
      }),
      { numRuns: 50 },
    )
  })
})

it('LOG-1: kinds of shapes that are not known here fit nothing: zod is asked', () => {
  for (const [shape, value] of [
    [z.object({}), {}],
    [z.number(), 1],
    [z.nullable(z.string()), null],
    [z.string().check(z.startsWith('a')), 'a'],
    [z.string().check(z.regex(/a/g)), 'a'],
    [z.int().check(z.multipleOf(2)), 2],
    [z.email(), 'a@example.org'],
  ] as const) {
    expect(shape.safeParse(value).success).toBe(true)
    expect(fits(shape)(value)).toBe(false)
  }
})

it('LOG-1: what zod refuses fits nothing, though it looks much like what it lets pass', () => {
  for (const [shape, value] of [
    [z.array(z.string()), Array<string>(2)],
    [z.xor([z.string(), z.literal('a')]), 'a'],
    [z.enum({ One: 1, 1: 'One' }), 'One'],
    [z.strictObject({ a: z.literal(undefined) }), {}],
  ] as const) {
    expect(shape.safeParse(value).success).toBe(false)
    expect(fits(shape)(value)).toBe(false)
  }
  const promised = z.string().check(z.refine(() => Promise.resolve(false)))
  expect(() => promised.safeParse('a')).toThrow()
  expect(fits(promised)('a')).toBe(false)
})
