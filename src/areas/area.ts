/**
 * What a product area is made of. A clause is written once, here or in the area's `rules.ts`, and asked twice:
 * before the act on its author's device, and again at its place in the log on every device.
 */
import type { ZodMiniType } from 'zod/mini'
import type { Reader, Table, Tools } from '../log/rules'
import type { DeviceId, Finding, Hash, Json, Millis } from '../log/types'
import type { Facts } from './facts'

/** An account's id: hash of root key, type and nonce. */
export type AccountId = string

/** One rule of the policy in plain words. Refusals quote it, the handbook prints it, tests are named after it. */
export interface Clause {
  readonly text: string
  /** Where it comes from: 'seed', 'whitepaper', 'docs', or 'assumption' for what no source states. */
  readonly source: 'seed' | 'whitepaper' | 'docs' | 'assumption' | 'design'
}
export type Clauses = { readonly [id: string]: Clause }

/** A number or a reading of the policy that an admin may change. Set in the genesis. */
export interface Parameter {
  readonly value: number | string
  readonly unit: string
  readonly says: string
  readonly source: Clause['source']
  /** Where sources contradict each other: every reading, `value` is the one that is on. */
  readonly readings?: readonly (number | string)[]
  /** True: the readings are ways to have it, and no sources differ. */
  readonly isChoice?: true
  /** Readings with which a world can be founded, and which it takes on no later. */
  readonly foundedWith?: readonly string[]
  /** Least and most that an admin may set a number to. With neither readings nor a range it stays what the genesis says. */
  readonly range?: readonly [least: number, most: number]
}
/** A number on which sources are silent: ours, until somebody decides it. */
export const assumed = (value: number, unit: string, says: string, range: readonly [least: number, most: number]): Parameter => ({
  value,
  unit,
  says,
  source: 'assumption',
  range,
})
export type Parameters = { readonly [name: string]: Parameter }

/** A row of the log as an area reads it: its data checked, its author known. */
export interface Act<D> {
  readonly id: Hash
  readonly device: DeviceId
  /** The account whose device signed; for an `open` act of a device without an account: ''. */
  readonly by: AccountId
  /** Its time for every rule. */
  readonly at: Millis
  readonly data: D
}

/** One kind of act: its shape, what forbids it, what follows from it. */
export interface ActRule<D = never, N extends string = string> {
  /** `area.pastTense`, e.g. `tips.sent`. */
  readonly type: N
  /** The rules version that first knew it. */
  readonly since: number
  readonly data: ZodMiniType<D>
  /** May be done by a device that is not enrolled to an account. */
  readonly open?: true
  /** Not for whoever is barred, wherever its area stands: `speech` is seen by others (FLAG-16, FLAG-17), `office` is work for the house (CASE-15). */
  readonly barred?: 'speech' | 'office'
  /** To whom it gives work for the house: to nobody who is banned (CASE-15). */
  appoints?(data: D): AccountId
  /** To whom it sends money: to nobody who is suspended or banned (LED-17). What a timer sends asks `refuseSending` by itself. */
  sendsTo?(data: D): AccountId
  /** The clauses on which an accepted act rests: the answer to "why?". */
  readonly rests: readonly string[]
  /** Those of `rests` that do not come into it where an act says this. */
  restsNot?(data: D): readonly string[]
  /** The clause that forbids it here and now, with the facts it looked at; `undefined` if it may stand. Reads only. */
  refuse(w: Reader, act: Act<D>): Finding | undefined
  /** What follows. Called only when `refuse` found nothing at the same place. */
  apply(w: Tools, act: Act<D>): void
}

/** Writes a rule down: its data has the type of its shape then, and scripts know it by its name (`typed.ts`). */
export const rule = <N extends string, D>(act: ActRule<D, N>): ActRule<D, N> => act

/** Checks that are a pure function of a row's own bytes and need public-key cryptography; run once on arrival, never inside a rule. */
export interface Proof {
  readonly type: string
  /** False: the row keeps its slot, so that its feed goes on, but is void for every rule. Throws for lack of means; never false for it. */
  check(row: { readonly world: string; readonly device: DeviceId; readonly data: unknown }): Promise<boolean>
}

/** A reading order over a table, kept beside the state for screens (rules never iterate). */
export interface Index<State = never> {
  readonly name: string
  readonly of: Table<State>
  /** The lists this row stands in; none: `[]`. */
  lists(row: State, key: string): readonly string[]
  /** Sorts a list, smallest first; ties by key. Screens page from either end. */
  rank(row: State): number
}

/** A real Dexie table that a person can read in DevTools and page through: a pure function of a state row and its payload. */
export interface View<State = never> {
  readonly name: string
  readonly version: number
  /** Dexie index syntax; primary key `id` is the state row's key. */
  readonly schema: string
  readonly of: Table<State>
  project(row: State, key: string, text: (hash: Hash) => Json | undefined): { readonly id: string } & Record<string, unknown>
}

/** What a question may use to answer. Reads are noted, so that a screen is asked again exactly when an answer may differ. */
export interface Inquiry extends Reader {
  /** Who asks, if anybody. */
  readonly as: AccountId | undefined
  /** Keys of a list, smallest rank first. */
  list<State>(index: Index<State>, name: string): readonly string[]
  /** What somebody wrote, once it is here; `undefined` while it is on its way; `null` when it was erased for good. */
  text(hash: Hash): Json | undefined | null
  /** Whether a blob's bytes are here, and how much of them. */
  blob(hash: Hash): { readonly state: 'here' | 'coming' | 'absent' | 'erased' | 'refused'; readonly have: number; readonly size: number }
  /** pending, final or void. @param at when it happened, of what time did because of the act: that is pending until a seal has come so far */
  standing(event: Hash, at?: Millis): 'pending' | 'final' | 'void' | 'unknown'
}

/** Something a screen or a test may ask of the world. A question nobody asks is deleted. */
export interface Question<A = never, R = unknown, N extends string = string> {
  readonly name: N
  readonly args: ZodMiniType<A>
  answer(q: Inquiry, args: A): R
}

/** Writes a question down: scripts know by its name what it takes and answers. */
export const question = <N extends string, A, R>(it: Question<A, R, N>): Question<A, R, N> => it

// `any` below: every act was parsed by its own schema, every row made by its own table's constructor.

/** What the world folds by: all that judges, and nothing that is only shown. */
export interface Area {
  readonly name: string
  /** The newest rules version that a rule of this area asks for (`w.version`), where no act of it is as new (K18). */
  readonly version?: number
  readonly tables: readonly Table<any>[]
  readonly clauses: Clauses
  readonly parameters: Parameters
  readonly acts: readonly ActRule<any>[]
  /** By the name that `later` sets them under, which no other area has. Nobody looks at who is barred or gone for them: they ask themselves. */
  readonly timers?: { readonly [name: string]: (w: Tools, key: string) => void }
  readonly proofs?: readonly Proof[]
}

/** What screens, scripts and DevTools see of an area: its `views.ts`. All of them are listed in `asked.ts`. */
export interface Shown {
  readonly indexes?: readonly Index<any>[]
  readonly views?: readonly View<any>[]
  readonly questions?: readonly Question<any, any>[]
}

/** A refusal by one clause, with the facts it looked at. */
export const because = (id: string, facts: Facts = {}): Finding => ({ id, facts })
