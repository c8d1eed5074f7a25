/** Towns of whole peers: `town.ts` says what happens in them, `townTruth.ts` what must hold. `npm run soak` plays more of them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { always } from './always'
import { stories, type Tally } from './town'
import { wrongIn } from './townTruth'

test('K1, K3, K5, K7, K8, K12, K14, K18, K20, K21: pages die, disks fill, clocks leap: nobody stays behind, and what one was told happens or is told as lost', {
  timeout: 120_000,
}, async () => {
  const tally: Tally = {}
  const property = fc.asyncProperty(stories, async (story) => {
    expect(await wrongIn(story, tally)).toEqual([])
  })
  await always('towns', property, 4)
  if (process.env.PLAY_MS !== undefined) console.table(tally)
  expect(tally['happened']).toBeGreaterThan(0)
})
