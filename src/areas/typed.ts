/**
 * What acts and questions are called, for the compiler alone: it says what is mistyped in screens, scenarios and tests. Whoever gives
 * something wrong on purpose says so, by `as never`.
 */
import type { AnyAct } from '.'
import type { AskedQuestion } from './asked'
import type { z } from './shapes'

type Acts = { readonly [A in AnyAct as A['type']]: A }
export type ActName = keyof Acts
/** What an act says. */
export type DataOf<N extends ActName> = Readable<z.infer<Acts[N]['data']>>

/** An act that is known here, as somebody is about to do it. */
export type KnownAct = { readonly [N in ActName]: { readonly type: N; readonly data: DataOf<N> } }[ActName]

type Questions = { readonly [Q in AskedQuestion as Q['name']]: Q }
export type QuestionName = keyof Questions
/** What a question takes. */
export type ArgsOf<N extends QuestionName> = Readable<z.infer<Questions[N]['args']>>
export type AnswerOf<N extends QuestionName> = ReturnType<Questions[N]['answer']>

/** What is given is only read. */
type Readable<T> = T extends object ? { readonly [K in keyof T]: Readable<T[K]> } : T
