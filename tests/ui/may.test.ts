import { createComponent, createRoot, createSignal, type Accessor } from 'solid-js'
import { expect, test } from 'vitest'
import type { Outcome } from '../../src/peer/refusals'
import { createMay } from '../../src/ui/may'
import { type Session, SessionProvider } from '../../src/ui/session'

test('what the rules would answer is asked where the screens are: in the past or a supposed world, not in the present behind it', () => {
  const now: Outcome = { ok: true, id: '' }
  const then: Outcome = { ok: false, clauses: [{ id: 'CASE-4', text: 'Somebody has it.', facts: {} }] }
  const shown = { worldTime: () => 0, watch: () => () => {} }
  const [past, setPast] = createSignal<typeof shown>()
  const session = {
    me: () => 'ana',
    personas: () => [{ account: 'ana', device: { id: 'phone' } }],
    peer: () => ({ ...shown, engine: { worldTime: 0 }, ask: () => now }),
    past,
    try: () => (past() ? then : now),
  } as unknown as Session
  const { may, dispose } = createRoot((dispose) => {
    let may: Accessor<Outcome | undefined> = () => undefined
    createComponent(SessionProvider, {
      session,
      get children() {
        may = createMay(() => ({ type: 'moderation.claimed', data: { case: 'one' } }))
        return undefined
      },
    })
    return { may, dispose }
  })
  expect(may()).toEqual(now)
  setPast(shown)
  expect(may()).toEqual(then)
  setPast(undefined)
  expect(may()).toEqual(now)
  dispose()
})
