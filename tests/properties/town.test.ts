/** Towns of whole peers: `town.ts` says what happens in them, `townTruth.ts` what must hold. `npm run soak` plays more of them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { always } from './always'
import { stories, type Tally } from './town'
import { wrongIn } from './townTruth'

test('K1, K3, K5, K7, K8, K11, K12, K13, K14, K18, K20, K21: pages die, disks fill, clocks leap, lines spoil, builds differ: nobody stays behind, and what one was told happens or is told as lost', {
  timeout: 120_000 + Number(process.env.PLAY_MS ?? 0),
}, async () => {
  const tally: Tally = {}
  const property = fc.asyncProperty(stories, async (story) => {
    expect(await wrongIn(story, tally)).toEqual([])
  })
  await always('towns', property, 4)
  if (process.env.PLAY_MS !== undefined) console.table(tally)
  expect(tally['happened']).toBeGreaterThan(0)
  if ((tally['towns'] ?? 0) > 1_000) for (const what of promised) expect(tally[what] ?? 0, what).toBeGreaterThan(0)
})

/** What many towns hold: a property is worth no more than that. */
const promised = [
  ...['updates', 'lies: unknown type', 'lies: unfounded', 'lies: refused'],
  ...['suspended', 'spoke again', 'banned', 'deleted accounts', 'invites that had ended'],
  ...['frames lost', 'frames twice', 'frames late', 'lines broken in the midst'],
  ...['copies put back', 'short ways', 'second tabs', 'deaths', 'floods', 'erased files'],
]
