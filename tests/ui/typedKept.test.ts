/** What somebody has typed stays theirs, however they leave and come back. */
import { createComponent, createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { createReasonedAct } from '../../src/areas/moderation/ui/Reasons'
import type { Outcome } from '../../src/peer/refusals'
import { type Session, SessionProvider } from '../../src/ui/session'

test('CASE-6: reasons wait for who looks something up elsewhere and comes back, each for what they are about, until they are sent', async () => {
  const peer = { world: 'bay', store: { peer: '' } }
  let answer: Outcome = { ok: false, clauses: [] }
  const session = {
    me: () => 'anna',
    past: () => undefined,
    peer: () => peer,
    write: (words: string) => ({ hash: words, characters: words.length }),
    act: async () => answer,
  } as unknown as Session
  const at = <R>(about: string, does: (form: ReturnType<typeof createReasonedAct>) => R): R =>
    createRoot((dispose) => {
      const form: { it?: ReturnType<typeof createReasonedAct> } = {}
      createComponent(SessionProvider, {
        session,
        get children() {
          form.it = createReasonedAct(() => about)
          return undefined
        },
      })
      const done = does(form.it as ReturnType<typeof createReasonedAct>)
      dispose()
      return done
    })
  at('one decision', (form) => form.setWords('It was a line of the song.'))
  expect(at('another decision', (form) => form.words())).toBe('')
  expect(at('one decision', (form) => form.words())).toBe('It was a line of the song.')
  expect(await at('one decision', (form) => form.send('moderation.appealed', { decision: 'one' }))).toBe(false)
  expect(
    at('one decision', (form) => form.words()),
    'refused',
  ).toBe('It was a line of the song.')
  answer = { ok: true, id: '' }
  expect(await at('one decision', (form) => form.send('moderation.appealed', { decision: 'one' }))).toBe(true)
  expect(at('one decision', (form) => form.words())).toBe('')
})
