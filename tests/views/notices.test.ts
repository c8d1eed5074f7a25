/** What is told to the owner of an account: reactions, whom to follow, the own money by act; and what of it is new. */
import { expect, test } from 'vitest'
import { bundled, isNew, markOf, type News, toldOf } from '../../src/app/news'
import { areas } from '../../src/areas'
import type { Category } from '../../src/areas/accounts/events'
import { myDecisions } from '../../src/areas/moderation/views'
import { creators } from '../../src/areas/content/galleryViews'
import { reactions } from '../../src/areas/content/reactionViews'
import { feed } from '../../src/areas/content/views'
import { conversionQuote, topUpQuote, turnovers } from '../../src/areas/ledger/views'
import type { DataOf } from '../../src/areas/typed'
import { ana, ben, cleo, nova, type Person, town } from '../support/cast'
import { act, BEGINS, DAY, stage, writing } from '../support/given'
import { answers, appeals, claims, decides, finds, GRACE, house, max, mia, of, posts, staff, undoes } from '../support/desk'
import { filters } from '../support/filter'
import { converts, sends, topsUp } from '../support/money'
import { droplet, moment, note, track } from '../support/posts'

const { given } = stage(areas)
const publishes = (by: Person, post: DataOf<'content.published'> = droplet, at?: number) => act(by, 'content.published', post, at)
const likes = (by: Person, content: string, at?: number) => act(by, 'content.liked', { content }, at)
const comments = (by: Person, content: string, text: string, at?: number) =>
  act(by, 'content.commented', { content, text: writing(text), made: 'human' }, at)

test('reactions: likes and comments of others on the own posts, newest first', () => {
  const [bowl, mug] = [publishes(ana), publishes(ana, note)]
  const story = given(
    ...town,
    bowl,
    mug,
    likes(ben, bowl.id, BEGINS + 1),
    likes(ana, bowl.id, BEGINS + 2),
    comments(nova, mug.id, 'So blue', BEGINS + 3),
    likes(cleo, mug.id, BEGINS + 4),
  )
  const told = story.ask(reactions, { size: 10 }, ana)
  expect(told.map(({ kind, by, post }) => [kind, by.name, post.id])).toEqual([
    ['like', 'cleo', mug.id],
    ['comment', 'nova', mug.id],
    ['like', 'ben', bowl.id],
  ])
  expect(told[1]).toMatchObject({ words: { state: 'here', text: 'So blue' }, at: BEGINS + 3, standing: 'final' })
  expect(story.ask(reactions, { size: 2 }, ana)).toEqual(told.slice(0, 2))
  expect(story.ask(reactions, { size: 10 }, ben)).toEqual([])
  expect(story.ask(reactions, { size: 10 })).toEqual([])
})

test('reactions that were taken back, and of accounts that one of the two blocks, are not told', () => {
  const bowl = publishes(ana)
  const said = comments(nova, bowl.id, 'Hm')
  const story = given(...town, bowl, likes(ben, bowl.id), likes(cleo, bowl.id), said)
  story.play([act(ben, 'content.unliked', { content: bowl.id }), act(nova, 'content.commentDeleted', { comment: said.id })])
  expect(story.ask(reactions, { size: 10 }, ana).map(({ by }) => by.name)).toEqual(['cleo'])
  story.play([act(cleo, 'accounts.blocked', { account: ana.account })])
  expect(story.ask(reactions, { size: 10 }, ana)).toEqual([])
})

test('creators: who posts and is not followed, alike ones first, then by followers; with what they are liked for', () => {
  const edited = (by: Person, ...categories: Category[]) => act(by, 'accounts.profileEdited', { name: writing(by.name), categories })
  const posts = [publishes(ben), publishes(ben, note), publishes(ben, track), publishes(ben), publishes(ben, moment)]
  const [first, second] = posts
  const story = given(
    ...town,
    edited(ana, 'art'),
    edited(nova, 'art'),
    ...posts,
    publishes(nova),
    act(cleo, 'accounts.followed', { account: ben.account }),
    likes(cleo, second?.id ?? ''),
    likes(nova, second?.id ?? ''),
    likes(cleo, first?.id ?? ''),
  )
  const found = story.ask(creators, { size: 5 }, ana)
  expect(found.map(({ account }) => account)).toEqual([nova.account, ben.account])
  expect(found[1]).toMatchObject({ followers: 1, droplets: 4 }) // the moment is for followers
  expect(found[1]?.hottest.map(({ id }) => id).slice(0, 2)).toEqual([second?.id, first?.id])
  expect(found[1]?.hottest).toHaveLength(4)
  expect(story.ask(creators, { size: 1 }, ana)).toHaveLength(1)
  expect(story.ask(creators, { size: 5, without: [nova.account] }, ana).map(({ account }) => account)).toEqual([ben.account])
  expect(story.ask(creators, { size: 5 }, cleo).map(({ account }) => account)).toEqual([nova.account])
  story.play([act(nova, 'accounts.blocked', { account: ana.account })])
  expect(story.ask(creators, { size: 5 }, ana).map(({ account }) => account)).toEqual([ben.account])
})

test('the feed by medium, and the most liked first', () => {
  const posts = [publishes(ana, droplet, BEGINS + 1), publishes(ana, note, BEGINS + 2), publishes(ben, droplet, BEGINS + 3)]
  const [one, two, three] = posts.map(({ id }) => id) as [string, string, string]
  const story = given(...town, ...posts, likes(ben, one), likes(cleo, one), likes(cleo, two))
  const ids = (args: object) => story.ask(feed, args, nova).items.map(({ id }) => id)
  expect(ids({ media: 'image' })).toEqual([three, one])
  expect(ids({ order: 'liked' })).toEqual([one, two, three])
  expect(ids({ order: 'liked', media: 'text' })).toEqual([two])
})

test('the own money by act: what was paid, fees in it, and what came', () => {
  const sent = sends(ana, ben, 5_00)
  const story = given(...town, topsUp(ana, 20_00), sent)
  const { quote } = story.ask(conversionQuote, { from: 'EUR', to: 'USDC', amount: 10_00 }, ana)
  if (!quote) throw new Error('there are rates')
  expect(quote.agreed.fee).toBeGreaterThan(0)
  story.play([converts(ana, 'EUR', 'USDC', 10_00, quote.agreed)])
  const mine = story.ask(turnovers, { size: 10 }, ana)
  expect(mine.map(({ kind, paid, got }) => [kind, paid, got])).toEqual([
    ['conversion', { amount: 10_00, currency: 'EUR' }, { amount: quote.agreed.net, currency: 'USDC' }],
    ['transfer', { amount: 5_00, currency: 'EUR' }, null],
    ['top-up', null, { amount: 20_00, currency: 'EUR' }],
  ])
  expect(story.ask(turnovers, { size: 10 }, ben)).toMatchObject([
    { id: sent.id, kind: 'transfer', person: { name: 'ana' }, got: { amount: 5_00, currency: 'EUR' }, paid: null },
  ])
  expect(story.ask(turnovers, { size: 2 }, ana)).toEqual(mine.slice(0, 2))
  expect(story.ask(turnovers, { size: 2 })).toEqual([])
})

test('the own money by act: a top-up that arrives in another currency is one, with what came, however many others are asked for', () => {
  const story = given(...town, topsUp(ana, 5_00))
  const asked = { currency: 'EUR', amount: 20_00, into: 'MESI' } as const
  const { quote } = story.ask(topUpQuote, asked, ana)
  if (!quote) throw new Error('there are rates')
  story.play([act(ana, 'ledger.toppedUp', { card: 'works', ...asked, agreed: quote.agreed })])
  for (const size of [1, 2, 10]) {
    expect(story.ask(turnovers, { size }, ana)[0]).toMatchObject({
      kind: 'top-up',
      paid: null,
      got: { amount: quote.agreed.net, currency: 'MESI' },
    })
  }
})

const like = (id: string, at: number, post = 'p'): News =>
  ({ kind: 'like', id, at, standing: 'final', by: { account: id, name: id }, post: { id: post } }) as unknown as News

test('a mark: what was final when I looked is read; of what was still open, exactly what I saw', () => {
  const looked = [like('seen', 90), like('open', 110)]
  const mark = markOf(looked, 100)
  expect(mark).toEqual({ upTo: 100, ids: ['open'] })
  expect([...looked, like('edge', 100)].map((each) => isNew(each, mark))).toEqual([false, false, false])
  expect(isNew(like('late', 101), mark)).toBe(true) // done before I looked, come afterwards
  expect(isNew(like('seen', 90), undefined)).toBe(true)
})

test('that something did not happen, or that nobody can take a case, is news whenever it was done; what I did is none', () => {
  for (const kind of ['void', 'stuck'] as const) {
    const late = { kind, id: 'late', at: 10 }
    expect(isNew(late, { upTo: 100, ids: [] })).toBe(true)
    expect(isNew(late, markOf([late], 100))).toBe(false)
  }
  expect(isNew({ kind: 'mine', id: 'tip', at: 200 }, { upTo: 100, ids: [] })).toBe(false)
})

test('likes of one post on one day are one line; comments each their own', () => {
  const at = BEGINS
  const comment = (id: string): News => ({ ...like(id, at), kind: 'comment', words: null }) as News
  const lines = bundled([like('a', at), like('b', at), like('c', at, 'other'), like('d', at - DAY), comment('e'), comment('f')])
  expect(lines.map(({ by }) => by.map(({ name }) => name))).toEqual([['a', 'b'], ['c'], ['d'], ['e'], ['f']])
})

test('decisions: whom one concerns is told when it takes effect, and what came of it; nothing of one that was undone', () => {
  const story = stage(areas, { ...house, 'content.checks': 'before' }).given(...staff)
  const [post, other] = [posts(), posts()]
  const [block, found] = [filters(post, 'block'), finds(mia, of(other))]
  const [slip, decision] = [decides(mia, found, 'red'), decides(mia, found, 'remove')]
  const told = (who: Person = ana) =>
    story
      .ask(myDecisions, {}, who)
      .items.flatMap(toldOf)
      .sort((a, b) => a.at - b.at)
      .map((news) => (news.kind === 'decision' ? [news.decision.outcome, news.told, news.at - BEGINS] : []))
  story.play([post, other, block, found, claims(mia, found), slip])
  expect(told()).toEqual([['block', 'made', 0]])
  story.play([undoes(mia, slip), decision]).after(GRACE)
  expect(told()).toEqual([
    ['block', 'made', 0],
    ['remove', 'made', GRACE],
  ])
  story.after(1_000).play([appeals(ana, block), appeals(ana, decision), answers(max, block, 'kept'), answers(max, decision, 'overturned')])
  expect(told().slice(2)).toHaveLength(2)
  expect(told()).toContainEqual(['block', 'kept', GRACE + 1_000])
  expect(told()).toContainEqual(['remove', 'taken back', GRACE + 1_000])
  expect(told(ben)).toEqual([])
})
