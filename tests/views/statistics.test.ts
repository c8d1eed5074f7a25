/** What came to a gallery, and when. */
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { galleryStatistics } from '../../src/areas/tips/views'
import { ana, ben, cleo, nova, town } from '../support/cast'
import { act, BEGINS, DAY, stage, writing } from '../support/given'
import { topsUp } from '../support/money'
import { droplet } from '../support/posts'

const { given } = stage(areas)
const at = (days: number) => BEGINS + days * DAY
const week = (days: number) => ({ from: at(days - 7), until: at(days) })
const publishes = (day: number) => act(ana, 'content.published', { ...droplet, caption: writing(`day ${day}`) }, at(day))

test('what came to my posts within a week stands beside the week before, and the best ones lead; my own likes do not count', () => {
  const [old, fresh, still] = [publishes(1), publishes(9), publishes(10)]
  const tip = {
    to: ana.account,
    currency: 'EUR',
    amount: 1000,
    agreed: { total: 1000, fee: 100, net: 9_720_000, rates: 'genesis' },
  } as const
  const story = given(
    ...town,
    topsUp(ben, 2000),
    old,
    act(ben, 'content.liked', { content: old.id }, at(2)),
    act(ben, 'tips.sent', { ...tip, content: old.id }, at(3)),
    fresh,
    still,
    act(ana, 'content.liked', { content: fresh.id }, at(11)),
    act(cleo, 'content.liked', { content: fresh.id }, at(11)),
    act(nova, 'content.commented', { content: old.id, text: writing('Still good'), made: 'human' }, at(12)),
    act(ben, 'tips.sent', tip, at(12)),
    act(cleo, 'content.liked', { content: old.id }, at(14)),
  )
  const found = story.ask(galleryStatistics, week(14), ana)
  expect(found).toMatchObject({
    during: { posts: 2, likes: 1, comments: 1, tips: 1, net: 9_720_000 },
    before: { posts: 1, likes: 1, comments: 0, tips: 1, net: 9_720_000 },
  })
  expect(found?.best.map(({ card }) => card.id)).toEqual([fresh.id, old.id])
  const ever = story.ask(galleryStatistics, { from: 0, until: at(15) }, ana)
  expect(ever?.during).toEqual({ posts: 3, likes: 3, comments: 1, tips: 2, net: 19_440_000 })
  expect(ever?.best.map(({ card, takings }) => [card.id, takings.tips])).toEqual([
    [old.id, 1],
    [fresh.id, 0],
  ])
  expect(story.ask(galleryStatistics, week(14))).toBeNull()
})
