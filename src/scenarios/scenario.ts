/**
 * A scenario is a script of what people do, as data. The same file is the end-to-end test, the designer's state and the
 * guided tour. Every tap that does something names the act it causes, so that step n can be reached by acts alone.
 */
import * as z from 'zod/mini'

z.config({ jitless: true })

const target = z.strictObject({
  /** ARIA role and accessible name, as a person with a screen reader finds it. */
  role: z.string(),
  name: z.string(),
  /** Which one, where several are alike: 0 is the first. */
  nth: z.optional(z.int()),
})

const answer = z.strictObject({
  question: z.string(),
  args: z.optional(z.record(z.string(), z.unknown())),
  /** Dotted path into the answer, e.g. `balances.EUR.available`. */
  at: z.optional(z.string()),
  is: z.unknown(),
})
const expectation = z.union([z.strictObject({ text: z.string() }), z.strictObject({ gone: z.string() }), answer])

const common = {
  /** A member of the cast. */
  as: z.string(),
  /** One of the peers: a browser of its own in tests, a pane in tours. */
  on: z.string(),
  /** What the narrator says. */
  say: z.optional(z.string()),
  expect: z.optional(z.array(expectation)),
}

const step = z.discriminatedUnion('do', [
  z.strictObject({ ...common, do: z.literal('go'), to: z.string() }),
  z.strictObject({
    ...common,
    do: z.literal('tap'),
    target,
    /** Text to type into it, or a file of the corpus to give it. */
    type: z.optional(z.string()),
    file: z.optional(z.string()),
    /** The act that this tap causes, if it causes one: its type. */
    act: z.optional(z.string()),
  }),
  z.strictObject({ ...common, do: z.literal('act'), act: z.string(), data: z.record(z.string(), z.unknown()) }),
  z.strictObject({ ...common, do: z.literal('clock'), advance: z.string() }),
  z.strictObject({ ...common, do: z.literal('net'), online: z.boolean() }),
  z.strictObject({ ...common, do: z.literal('wait') }),
])

export const scenario = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]+$/)),
  title: z.string(),
  tells: z.string(),
  /** The world it starts in. */
  world: z.enum(['empty', 'bay']),
  cast: z.record(z.string(), z.strictObject({ kind: z.enum(['real', 'ai']), name: z.string(), handle: z.string() })),
  /** The first one hosts the world. */
  peers: z.array(z.string()).check(z.minLength(1)),
  steps: z.array(step).check(z.minLength(1)),
})

export type Scenario = z.infer<typeof scenario>
export type Step = Scenario['steps'][number]
export type Expectation = z.infer<typeof expectation>
