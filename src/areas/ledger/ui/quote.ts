/** A quote on a screen: what is shown is what will be signed, so a new one is never slipped under somebody's finger. */
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { useSession } from '../../../ui/session'
import type { Question } from '../../area'
import type { Agreed } from '../events'
import type { QuoteAnswer } from '../views'

export interface ShownQuote {
  /** The newest quote, and the clause that would refuse the act now. */
  readonly answer: Accessor<QuoteAnswer | undefined>
  /** What was shown before the quote changed by itself; until `accept`, nothing may be sent. */
  readonly before: Accessor<Agreed | undefined>
  /** The person has seen the new one. */
  readonly accept: () => void
}

/** Asks for a quote as long as `args` are there, again whenever rates, fees or balances change. */
export function createQuote<A>(question: Question<A, QuoteAnswer>, args: Accessor<A | undefined>): ShownQuote {
  const session = useSession()
  const [answer, setAnswer] = createSignal<QuoteAnswer>()
  const [before, setBefore] = createSignal<Agreed>()
  const key = createMemo(() => JSON.stringify(args()))
  createEffect(
    on([key, session.me, session.peer, session.past], () => {
      const asked = untrack(args)
      setAnswer(undefined)
      setBefore(undefined)
      if (asked === undefined) return
      let shown: Agreed | undefined
      const stop = (session.past() ?? session.peer()).watch(question, asked, session.me(), (next) => {
        const agreed = next.quote?.agreed
        const first = untrack(before) ?? shown
        if (first && agreed) setBefore(isSame(first, agreed) ? undefined : first)
        shown = agreed ?? shown
        setAnswer(next)
      })
      onCleanup(stop)
    }),
  )
  return { answer, before, accept: () => setBefore(undefined) }
}

/** Which rates it comes from nobody needs to see anew, as long as the sums are the same. */
const isSame = (a: Agreed, b: Agreed): boolean => a.total === b.total && a.fee === b.fee && a.net === b.net
