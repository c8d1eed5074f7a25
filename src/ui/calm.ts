import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'

/** How long something has to stand before it is said, in milliseconds: what comes and goes is not. */
const STILL = 1_500

/** What a screen reader is told of something that may change often: nothing at first, then whatever has stood for a while and is another. @param known what need not be said, if that is not what it is at first */
export function createCalm(says: Accessor<string>, known?: string): Accessor<string> {
  const [said, setSaid] = createSignal('')
  let last = known
  createEffect(
    on(createMemo(says), (now) => {
      last ??= now
      if (now === last) return
      const timer = setTimeout(() => {
        last = now
        setSaid(now)
      }, STILL)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  return said
}
