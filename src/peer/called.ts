/** What scripts call acts by, and give to questions: whatever is not so is said in a way that helps whoever wrote it. */
import { areas } from '../areas'
import type { Question } from '../areas/area'
import type { Hash } from '../log/types'

const types = areas.flatMap(({ acts }) => acts.map(({ type }) => type))

/** @throws Error for an act that nobody knows here. In the log it would be one of a newer version, which is no help to who mistyped it. */
export function actCalled(type: string): string {
  if (!types.includes(type)) throw new Error(`No act is called "${type}". There are: ${types.join(', ')}.`)
  return type
}

/** What a question takes, read from `given`. @throws Error that names what it takes, and what of it is not so */
export function argsOf<A>({ name, args }: Question<A>, given: unknown): A {
  const read = args.safeParse(given ?? {})
  if (read.success) return read.data
  const wrong = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.') || 'all of it'],
  )
  const { shape = {} } = args._zod.def as { readonly shape?: Readonly<Record<string, typeof args>> }
  const takes = Object.entries(shape).map(([key, { _zod }]) => (_zod.def.type === 'optional' ? `${key}?` : key))
  throw new Error(`The question "${name}" takes ${takes.join(', ') || 'nothing'}. Not so: ${[...new Set(wrong)].join(', ')}.`)
}

/** For whom something is asked, and of when. */
export interface Asking {
  readonly as?: string
  readonly at?: Date | number
}

/** @throws Error for anything else: what is not read would be asked for nobody, and of now */
export function askingOf(given: unknown): Asking {
  const wrong = typeof given === 'object' && given !== null ? Object.keys(given).filter((key) => key !== 'as' && key !== 'at') : [given]
  if (wrong.length > 0) throw new Error(`Last in mesi.ask stands { as?, at? }: for whom, and of when. Not so: ${wrong.join(', ')}.`)
  return given as Asking
}

/** @throws Error for what is no id at all, as of an act that was refused */
export function idOf(id: Hash): Hash {
  if (typeof id !== 'string') throw new Error(`An act is named by its id, and ${String(id)} is none. An act that was refused has none.`)
  return id
}

/** @throws Error for what is no whole number from `least` on @param what as a sentence begins */
export function wholeNumberOf(what: string, given: number, least = 0): number {
  if (!(Number.isSafeInteger(given) && given >= least))
    throw new Error(`${what} is a whole number from ${least} on, and not ${String(given)}.`)
  return given
}
