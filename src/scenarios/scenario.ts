/**
 * A scenario is a script of what people do, as data. The same file is the end-to-end test, the designer's state and the guided tour.
 * Every tap that does something names the deeds it causes, so that step n can be reached by acts alone.
 */
import * as z from 'zod/mini'
import { type Language, languages } from '../language'

z.config({ jitless: true })

const name = z.string().check(z.regex(/^[a-z0-9]+$/))

const target = z.strictObject({
  /** ARIA role and accessible name, as a person with a screen reader finds it. */
  role: z.string(),
  name: z.string(),
  /** The name is only a part of it. */
  part: z.optional(z.literal(true)),
  /** Which one, where several are alike: 0 is the first. */
  nth: z.optional(z.int()),
})

/** A value of an act or a question: JSON, in which what only the playing brings about is named. */
export type Value = null | boolean | number | string | readonly Value[] | Named | { readonly [key: string]: Value }
export type Named =
  /** The account of one of the cast. */
  | { readonly $account: string }
  /** Words that whoever acts has written: `{ hash, characters }`. */
  | { readonly $words: string }
  /** A file, made ready: as `content.published` takes it. */
  | { readonly $file: string }
  /** The id of what an earlier deed made, by the name it has there. */
  | { readonly $made: string }
  /** What a question answers whoever acts at this moment. */
  | { readonly $answer: Asked }
export interface Asked {
  readonly question: string
  readonly args?: Value | undefined
  /** Dotted path into the answer, e.g. `balances.0.available`. */
  readonly at?: string | undefined
}

const value: z.ZodMiniType<Value> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(value),
    z.strictObject({ $account: name }),
    z.strictObject({ $words: z.string() }),
    z.strictObject({ $file: z.string() }),
    z.strictObject({ $made: z.string() }),
    z.strictObject({ $answer: z.strictObject(asked) }),
    z.record(z.string().check(z.regex(/^[^$]/)), value),
  ]),
)
const asked = { question: z.string(), args: z.optional(value), at: z.optional(z.string()) }

/** What is to be seen or true after a step. Players wait for it a while: peers and screens take their time. */
const expectation = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ gone: z.string() }),
  z.strictObject({ ...asked, is: value }),
])

const makes = z.optional(z.string())
/** What changes the world. */
const deed = z.union([
  /** `makes`: by which name later steps call what comes of it. */
  z.strictObject({ act: z.string(), data: z.record(z.string(), value), makes }),
  /** A member of the cast comes into the world under their own name. */
  z.strictObject({ joins: z.literal(true) }),
  /** A report, sealed to the desk: only whoever writes it can say what it weighs. */
  z.strictObject({ reports: value, breach: z.string(), words: z.string(), makes }),
  /** Somebody at the desk opens a report, which only they can read. */
  z.strictObject({ opens: value, makes }),
  /** Somebody at the desk calls a report misuse, and shows what is sealed into it. */
  z.strictObject({ judges: value, misuse: z.string(), words: z.string(), makes }),
])

/**
 * Another page of a peer's device, at an address: it shows what would have been there without some acts, by the names of what they made,
 * or with other numbers in the policy. Nothing can be done in it, and its answers are those of the world that is.
 */
const supposed = z.strictObject({
  insteadOf: name,
  at: z.string(),
  without: z.array(z.string()),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
})

const common = {
  /** A member of the cast. */
  as: name,
  /** One of the peers: a browser of its own in tests, a pane in tours. */
  on: name,
  /** A chapter of the tour begins here. */
  chapter: z.optional(z.string()),
  /** What the narrator says. */
  say: z.optional(z.string()),
  expect: z.optional(z.array(expectation)),
}

const step = z.discriminatedUnion('do', [
  /** The first one opens the peer: at an address, by an invite link that another peer hands out, or on what might have been on it. */
  z.strictObject({ ...common, do: z.literal('go'), to: z.union([z.string(), z.strictObject({ invitedBy: name }), supposed]) }),
  z.strictObject({
    ...common,
    do: z.literal('tap'),
    target,
    /** Text to type into it, a file to give it, or a key to press while it has the focus, instead of a tap. */
    type: z.optional(z.string()),
    file: z.optional(z.string()),
    key: z.optional(z.string()),
    /** What this tap does to the world, if it does anything; one after the other, if it is more than one thing. */
    causes: z.optional(z.union([deed, z.array(deed)])),
  }),
  z.strictObject({ ...common, do: z.literal('act'), deed }),
  /** From here on this peer's screens belong to whoever the step is `as`. */
  z.strictObject({ ...common, do: z.literal('be') }),
  /** This peer becomes one more device of somebody who is signed up on another. */
  z.strictObject({ ...common, do: z.literal('pair'), with: name }),
  z.strictObject({ ...common, do: z.literal('clock'), advance: z.string() }),
  z.strictObject({ ...common, do: z.literal('net'), online: z.boolean() }),
  /** Until all that was begun is done; `with`: and until that peer knows the same as this one. */
  z.strictObject({ ...common, do: z.literal('wait'), with: z.optional(name) }),
])

const shape = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]+$/)),
  title: z.string(),
  tells: z.string(),
  /** Whose names its targets and texts are, if it was recorded on screens of that language. Else they are English, and found in any. */
  language: z.optional(z.enum(Object.keys(languages) as Language[])),
  /** The world it starts in. */
  world: z.literal('empty'),
  /** The house is there from the beginning and needs no `joins`: its handle is `mesi`. */
  cast: z.record(
    name,
    z.strictObject({
      kind: z.enum(['real', 'ai']),
      name: z.string(),
      handle: z.string(),
      bio: z.optional(z.string()),
      categories: z.optional(z.array(z.string())),
    }),
  ),
  /** A picture of the app for its cover; without one it is drawn. */
  cover: z.optional(z.string().check(z.regex(/^\/bay\/[A-Za-z0-9_.-]+$/))),
  /** Files that steps give, in base64, by their names. All others come with the app, from `public/scenarios`. */
  files: z.optional(z.record(z.string(), z.base64())),
  /** The first one hosts the world. */
  peers: z.array(name).check(z.minLength(1)),
  steps: z.array(step).check(z.minLength(1)),
})

export type Scenario = z.infer<typeof shape>
/** As it is written down, in a file of the project. */
export type Written = z.input<typeof shape>
export type Step = Scenario['steps'][number]
export type Expectation = z.infer<typeof expectation>
export type Deed = z.infer<typeof deed>
export type Target = z.infer<typeof target>
export type Member = Scenario['cast'][string]

/**
 * A scenario that can be played: shaped as it must be, and everybody it names is there.
 * @throws Error that says what is wrong
 */
export function scenario(written: Written): Scenario {
  const read = shape.parse(written)
  const opened = new Set<string>()
  const made = new Set<string>()
  for (const [i, step] of read.steps.entries()) {
    const wrong = (what: string) => new Error(`${read.id}, step ${i + 1}: ${what}`)
    if (!(step.as in read.cast)) throw wrong(`nobody is called ${step.as}`)
    if (!read.peers.includes(step.on)) throw wrong(`there is no peer ${step.on}`)
    if (step.do === 'go') opened.add(step.on)
    if (step.do === 'go' && typeof step.to === 'object' && 'insteadOf' in step.to && !opened.has(step.to.insteadOf))
      throw wrong(`${step.to.insteadOf} is not open yet`)
    if (step.do === 'wait' && step.with !== undefined && !opened.has(step.with)) throw wrong(`${step.with} is not open yet`)
    if (!opened.has(step.on)) throw wrong(`${step.on} is not open yet`)
    for (const deed of deedsOf(step)) if ('makes' in deed && deed.makes !== undefined) made.add(deed.makes)
    for (const who of namesIn(step, '$account')) if (!(who in read.cast)) throw wrong(`nobody is called ${who}`)
    for (const it of [...namesIn(step, '$made'), ...madeBefore(step)])
      if (!made.has(it)) throw wrong(`nothing was made by the name of ${it}`)
  }
  return read
}

/** The names that stand behind `$account` or `$made`, wherever in a step. */
function namesIn(step: Step, behind: '$account' | '$made'): readonly string[] {
  const found: string[] = []
  JSON.stringify(step, (key, value: unknown) => {
    if (key === behind && typeof value === 'string') found.push(value)
    return value
  })
  return found
}

/** What the address of a step names, as in `/post/{made:letter}`, and what it leaves out. */
function madeBefore(step: Step): readonly string[] {
  if (step.do !== 'go') return []
  const { to } = step
  if (typeof to === 'string') return [...to.matchAll(/\{made:([^}]*)\}/g)].map(([, name = '']) => name)
  return 'without' in to ? to.without : []
}

/** What a step does to the world. */
export function deedsOf(step: Step): readonly Deed[] {
  if (step.do === 'act') return [step.deed]
  const causes = step.do === 'tap' ? step.causes : undefined
  return causes === undefined ? [] : Array.isArray(causes) ? causes : [causes]
}

/** @returns the scenario in a text, e.g. of a file that somebody imports @throws Error that says what is wrong with it */
export function readScenario(text: string): Scenario {
  let written: Written
  try {
    written = JSON.parse(text) as Written
  } catch (cause) {
    throw new Error('it is not written in JSON', { cause })
  }
  try {
    return scenario(written)
  } catch (cause) {
    const [issue] = cause instanceof z.core.$ZodError ? cause.issues : []
    throw issue ? new Error(`${issue.path.join('.') || 'all of it'}: ${issue.message}`, { cause }) : cause
  }
}
