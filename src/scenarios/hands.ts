/** One person with one browser, as scenarios write down what they do in it. */
import type { ActName, ArgsOf, DataOf, QuestionName } from '../areas/typed'
import type { Breach } from '../areas/flags/events'
import type { Deed, Expectation, Named, Step, Target, Value } from './scenario'

/** What an act says, where what only the playing brings about may be named. */
export type Scripted<N extends ActName> = Script<DataOf<N>>
/** An act of a script, and by which name later steps call what comes of it. */
type ScriptedAct = { readonly [N in ActName]: { readonly act: N; readonly data: Scripted<N>; readonly makes?: string } }[ActName]
type Script<T> = {
  readonly [K in keyof T]: Named | (T[K] extends object | undefined ? Script<Exclude<T[K], undefined>> : Exclude<T[K], undefined>)
}
/** What is asked, and what the answer is, or what stands in it at a dotted path. */
type ScriptedAnswer = {
  readonly [N in QuestionName]: { readonly question: N; readonly args: Script<ArgsOf<N>>; readonly at?: string; readonly is: Value }
}[QuestionName]

/** What a step may have beside its kind. */
interface More {
  readonly chapter?: string
  readonly say?: string
  readonly expect?: (Exclude<Expectation, { readonly question: string }> | ScriptedAnswer)[]
}
interface MoreOfTap extends More {
  readonly causes?: ScriptedAct | Exclude<Deed, { readonly act: string }>
  /** The name is only a part of it; the first that has it, if several are alike. */
  readonly part?: true
  readonly nth?: number
  readonly key?: string
}

/** @param as a member of the cast @param on one of the peers */
export const hands = (as: string, on: string) => {
  const tap = (role: string, name: string, { part, nth, ...more }: MoreOfTap = {}, how: { type?: string; file?: string } = {}): Step => {
    const target: Target = { role, name, ...(part ? { part } : {}), ...(nth === undefined ? {} : { nth }) }
    return { as, on, do: 'tap', target, ...how, ...more }
  }
  return {
    go: (to: Extract<Step, { do: 'go' }>['to'], more: More = {}): Step => ({ as, on, do: 'go', to, ...more }),
    /** @param type text to type there, where it is no common text field */
    tap: (role: string, name: string, more: MoreOfTap = {}, type?: string) => tap(role, name, more, type === undefined ? {} : { type }),
    type: (name: string, type: string, more: MoreOfTap = {}) => tap('textbox', name, more, { type }),
    give: (name: string, file: string, more: MoreOfTap = {}) => tap('button', name, more, { file }),
    joins: (more: More = {}): Step => ({ as, on, do: 'act', deed: { joins: true }, ...more }),
    does: <N extends ActName>(act: N, data: Scripted<N>, { makes, ...more }: More & { makes?: string } = {}): Step => ({
      as,
      on,
      do: 'act',
      deed: { act, data, ...(makes === undefined ? {} : { makes }) } as Deed,
      ...more,
    }),
    /** From here on the screens of this peer are theirs. */
    comes: (more: More = {}): Step => ({ as, on, do: 'be', ...more }),
    later: (advance: string, more: More = {}): Step => ({ as, on, do: 'clock', advance, ...more }),
    net: (online: boolean, more: More = {}): Step => ({ as, on, do: 'net', online, ...more }),
    wait: (more: More = {}): Step => ({ as, on, do: 'wait', ...more }),
  }
}
export type Hands = ReturnType<typeof hands>

/** From the first screen to an account. */
export const signsUp = (who: Hands, name: string, handle: string, category: string): Step[] => [
  who.tap('button', 'Set up a new account'),
  who.tap('radio', 'Real Persona', { part: true }),
  who.tap('button', 'Next'),
  who.tap('button', 'I agree', { say: 'A Real Persona promises that AI stays in the background.' }),
  who.type('Name', name),
  who.type('Handle', handle),
  who.tap('button', 'Next'),
  who.tap('checkbox', category),
  who.tap('button', 'Create account', { causes: { joins: true }, expect: [{ text: `Welcome to Mesi, ${name}.` }] }),
]

/** What `content.published` says of a few words. */
export const textPost = (words: string, more: Partial<Scripted<'content.published'>> = {}): Scripted<'content.published'> => ({
  form: 'droplet',
  media: 'text',
  files: [],
  caption: { $words: words },
  audience: 'everyone',
  moods: [],
  tags: [],
  rightsConfirmed: true,
  made: 'human',
  persona: 'none',
  ...more,
})

/**
 * Somebody at the desk finds a post in passing and decides about it, which counts ten minutes later.
 * @param post by the name that its making has @param reasons what its maker is told
 */
export function decides(who: Hands, post: string, outcome: 'yellow' | 'red', breach: Breach, reasons: string): Step[] {
  const found: Named = { $made: `case of ${post}` }
  return [
    who.does(
      'moderation.caseOpened',
      { subject: { kind: 'content', id: { $made: post }, version: '0' }, breach },
      { makes: `case of ${post}` },
    ),
    who.does('moderation.claimed', { case: found }),
    who.does('moderation.decided', { case: found, version: '0', outcome, breach, reasons: { $words: reasons } }),
    who.later('10m'),
    who.wait(),
  ]
}

/** A top-up by the card that works, as its quote says at that moment. @param amount in cents of a euro */
export const toppedUp = (amount: number) => {
  const data = { currency: 'EUR', amount, into: 'EUR' } as const
  return {
    act: 'ledger.toppedUp',
    data: { card: 'works', ...data, agreed: { $answer: { question: 'quoteTopUp', args: data, at: 'quote.agreed' } } },
  } as const
}

/** A tip as its quote says at that moment. @param amount in cents of a euro */
export const tipped = (tip: { readonly to: Named; readonly content?: Named }, amount: number, more: { readonly note?: Named } = {}) => {
  const data = { ...tip, currency: 'EUR', amount } as const
  const agreed = { $answer: { question: 'quoteTip', args: data, at: 'quote.agreed' } }
  return { act: 'tips.sent', data: { ...data, agreed, ...more } } as const
}
