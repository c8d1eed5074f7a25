/**
 * Looking at a shape in a hurry. zod says what is wrong and where, and takes long even where nothing is. So what zod declares is read once
 * into plain functions, which say yes only where zod would. Where they do not, or do not know what is declared, zod is asked.
 */
import type { ZodMiniType } from 'zod/mini'

type Look = (value: unknown) => boolean

/** What of zod's declarations is read here. */
interface Declared {
  readonly type: string
  readonly check?: string
  readonly format?: string
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[]
  readonly shape?: { readonly [key: string]: Shape }
  readonly catchall?: Shape
  readonly element?: Shape
  readonly innerType?: Shape
  readonly options?: readonly Shape[]
  /** Of a union: false if no more than one of them may pass. */
  readonly inclusive?: boolean
  readonly entries?: { readonly [name: string]: unknown }
  readonly values?: readonly unknown[]
}
interface Check {
  readonly check: string
  readonly format?: string
  readonly pattern?: RegExp
  readonly value?: number
  readonly inclusive?: boolean
  readonly maximum?: number
  readonly minimum?: number
  readonly fn?: (value: unknown) => unknown
}
interface Shape {
  readonly _zod: { readonly def: object }
}

/** @returns a function that answers true only for what the shape lets pass; of all that our acts are made of, for nothing less */
export const fits = (shape: ZodMiniType): Look => lookAt(shape)

const never: Look = () => false

function lookAt({ _zod }: Shape): Look {
  const def = _zod.def as Declared
  const looks = [kindOf(def), ...(def.checks ?? []).map(({ _zod }) => checkOf(_zod.def))]
  const [first = never, second, third] = looks
  if (!second) return first
  if (!third) return (value) => first(value) && second(value)
  return (value) => looks.every((look) => look(value))
}

function kindOf(def: Declared): Look {
  switch (def.type) {
    case 'string':
      return def.check === undefined ? (value) => typeof value === 'string' : never
    case 'number':
      return def.format === 'safeint' ? Number.isSafeInteger : never
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'enum':
      return oneOf(Object.values(def.entries ?? {}))
    case 'literal':
      return oneOf(def.values ?? [])
    case 'optional':
      return either([(value) => value === undefined, lookAt(def.innerType as Shape)])
    case 'union':
      return def.inclusive === false ? never : either((def.options ?? []).map(lookAt))
    case 'array':
      return listOf(lookAt(def.element as Shape))
    case 'object':
      return (def.catchall?._zod.def as Declared | undefined)?.type === 'never' ? strict(def.shape ?? {}) : never
    default:
      return never
  }
}

function checkOf({ check, format, pattern, value: bound = 0, inclusive, maximum = 0, minimum = 0, fn }: Check): Look {
  switch (check) {
    case 'string_format':
      return format === 'regex' && pattern && pattern.flags === '' ? (value) => pattern.test(value as string) : never
    case 'greater_than':
      return inclusive ? (value) => (value as number) >= bound : never
    case 'less_than':
      return inclusive ? (value) => (value as number) <= bound : never
    case 'max_length':
      return (value) => (value as string | unknown[]).length <= maximum
    case 'min_length':
      return (value) => (value as string | unknown[]).length >= minimum
    case 'custom':
      return fn ? (value) => fn(value) === true : never
    default:
      return never
  }
}

/** Of strings only: what is declared of numbers says their names as well, and `undefined` may still not be left out. */
function oneOf(values: readonly unknown[]): Look {
  const known = new Set(values)
  return values.every((each) => typeof each === 'string') ? (value) => known.has(value) : never
}
const either =
  (looks: readonly Look[]): Look =>
  (value) =>
    looks.some((look) => look(value))

/** A list of such items, without holes, which `every` would pass over. */
const listOf =
  (look: Look): Look =>
  (value) => {
    if (!Array.isArray(value)) return false
    for (let i = 0; i < value.length; i++) if (!look(value[i])) return false
    return true
  }

/** An object with these entries and no other. */
function strict(shape: { readonly [key: string]: Shape }): Look {
  const entries = Object.entries(shape).map(([key, of]) => ({ key, look: lookAt(of) }))
  const names = new Set(Object.keys(shape))
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    for (const key in value) if (!names.has(key)) return false
    for (const { key, look } of entries) if (!look((value as { readonly [key: string]: unknown })[key])) return false
    return true
  }
}
