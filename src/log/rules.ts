/**
 * What the kernel asks of a product, and what it lends to its rules. Nothing here knows what the product is.
 * A rule may use the tools and its arguments, and nothing else: no clock, no chance, no locale, no iteration of a table.
 */
import type { Body, Hash, Millis, Verdict } from './types'

let count = 0

/** One kind of row of state. Rules reach state only through `get` and `put` with one of these. */
export interface Table<State> {
  readonly id: number
  readonly name: string
  /** Never set; carries the type. */
  readonly row?: State
}

/** Declares a table. `name` is `area.things`, unique in a set of rules. */
export const table = <State extends object>(name: string): Table<State> => ({ id: count++, name })

export interface Reader {
  /** The instant of what is being judged: a row's place, or a timer's due. */
  readonly now: Millis
  get<State>(from: Table<State>, key: string): State | undefined
  /** A rule parameter as it is in force now; throws for a name that neither the genesis nor the rules have. */
  parameter(name: string): number | string
  /** The rules version in force (K18): a rule that came to another answer with a later one asks for it, and answers as before below it. */
  readonly version: number
}

export interface Tools extends Reader {
  /** The one write (K15): `undefined` deletes. The row is frozen. */
  put<State>(to: Table<State>, key: string, row: State | undefined): void
  /** Sets a timer (K13), which must lie ahead of `now`. A timer is a hint: when it fires, check it against the row it belongs to. @param area the name of the timer */
  later(due: Millis, area: string, key: string): void
  /** Changes a parameter; in force behind the seal that covers the act that did it. */
  setParameter(name: string, value: number | string): void
}

/** A row as the rules see it. */
export interface Event {
  readonly id: Hash
  readonly body: Body
  /** For the rules to note that they have looked at what never changes in it, since it may be judged many times. */
  looked?: object | undefined
}

export interface Rules {
  /** The newest rules version that this build knows. Behind a seal that names a newer one it reads, and writes no more (K18). */
  readonly version: number
  readonly tables: readonly Table<unknown>[]
  /** The rules version that first knew a type; `undefined` for a type nobody knows (K18). */
  since(type: string): number | undefined
  /** Reads, then refuses without a trace (returns the refusal) or writes (returns `null`). Must not throw: a throw is our bug. */
  judge(tools: Tools, event: Event): Verdict
  readonly timers: { readonly [area: string]: (tools: Tools, key: string) => void }
  /** Told of a throw, which the fold survives: for whoever has to find the bug. @param what a type of act, or a timer's area */
  threw?(what: string, error: unknown): void
  /** What holds in a world that was founded before a parameter was there. */
  readonly usual?: { readonly [parameter: string]: number | string }
}
