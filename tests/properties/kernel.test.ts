/**
 * The kernel under worlds that chance makes up: `tests/support/randomWorld.ts` says what happens in them and what must hold after
 * every step, `oracle.ts` is the second reading that each step is compared with. `npm run soak` plays more of them.
 */
import { expect, test } from 'vitest'
import { playWorld, type Tally } from '../support/randomWorld'
import { counterexamples, seek } from './counterexamples'

test.each(counterexamples())('a world that once broke the kernel: $name', ({ world }) => {
  playWorld(world)
})

test('K5 to K19: engine and oracle agree in random worlds, whatever arrives in whatever order', { timeout: 120_000 }, () => {
  const tally: Tally = {}
  const seed = Number(process.env.SEED ?? 20_261_121)
  const found = seek(seed, Number(process.env.RUNS ?? 300), tally)
  expect(found?.found, `seed ${seed}, ${found?.world.steps.length} steps; npm run soak -- --seed ${seed} keeps it`).toBeUndefined()
  // A property is worth what its worlds hold: each of these took place, and not just once.
  for (const what of promised) expect(tally[what] ?? 0, what).toBeGreaterThan(9)
})

const promised = [
  'worlds',
  'oracle agreed',
  'looks',
  'instants',
  'rested on what was cut',
  'seals',
  'jumps',
  'stops',
  'cut',
  'never delivered',
  'newcomers',
  'restarts',
  'treasons',
  'quarantined timers',
  'parameters changed',
  'silent: outdated',
  'silent: diverged',
  'seals looked at: good',
  'seals looked at: waiting',
  'seals looked at: malformed',
  'final: accepted',
  'final: refused',
  'final: quarantined',
  'final: unknown type',
  'final: unfounded',
  'trick: backdate',
  'trick: flood',
  'trick: far',
  'trick: fork',
  'trick: branch',
  'trick: junk',
  'trick: lieAbove',
  'trick: lieCut',
  'trick: lieSettled',
  'trick: liePrev',
  'toy.sent',
  'toy.held',
  'toy.released',
  'toy.bought',
  'toy.claimed',
  'toy.subscribed',
  'toy.feeSet',
  'toy.boosted',
]
