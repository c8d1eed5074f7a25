import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { comments, contents } from '../../src/areas/content/tables'
import { collectionsBy, oneCollection } from '../../src/areas/content/galleryViews'
import { commentsOn, likers, whySeen } from '../../src/areas/content/reactionViews'
import { commentsView, contentsView } from '../../src/areas/content/shownViews'
import { contentIndex, feed, followingFeed, oneContent, vibes } from '../../src/areas/content/views'
import type { DataOf } from '../../src/areas/typed'
import { hashOf } from '../../src/kit/bytes'
import { ana, ben, cleo, nova, type Person, town } from '../support/cast'
import { house, mia, staff } from '../support/desk'
import { act, BEGINS, type Deed, type Story, stage, writing } from '../support/given'
import { droplet, moment, note, photo, vibe } from '../support/posts'

const { given } = stage(areas)
const publishes = (by: Person, post: DataOf<'content.published'> = droplet, at?: number): Deed => act(by, 'content.published', post, at)
const follows = (by: Person, whom: Person) => act(by, 'accounts.followed', { account: whom.account })
const ids = (page: { readonly items: readonly { readonly id: string }[] }) => page.items.map((item) => item.id)
/** Posts of these authors, one each millisecond. */
const series = (...authors: readonly Person[]) => authors.map((author, i) => publishes(author, droplet, BEGINS + i))

/** All pages of a question, one after the other. */
function walk(
  ask: (cursor: string | undefined) => { readonly items: readonly { readonly id: string }[]; readonly cursor: string | null },
): string[][] {
  const pages: string[][] = []
  let cursor: string | null | undefined
  do {
    const page = ask(cursor ?? undefined)
    pages.push(ids(page))
    cursor = page.cursor
  } while (cursor !== null && pages.length < 50)
  return pages
}

test('the feed shows what is for everyone, newest first, page by page, each post once', () => {
  const posts = series(ana, ben, cleo, ana, ben)
  const hidden = publishes(ana, moment, BEGINS + 9)
  const story = given(...town, ...posts, hidden)
  const newest = posts.map((post) => post.id).toReversed()
  expect(ids(story.ask(feed, {}, nova))).toEqual(newest)
  const pages = walk((cursor) => story.ask(feed, { size: 2, ...(cursor === undefined ? {} : { cursor }) }, nova))
  expect(pages).toEqual([newest.slice(0, 2), newest.slice(2, 4), newest.slice(4)])
})

test('the feed is the same for a visitor, and leaves out whoever is kept apart from the one who asks', () => {
  const posts = series(ana, ben)
  const story = given(...town, ...posts, act(cleo, 'accounts.blocked', { account: ana.account }))
  expect(ids(story.ask(feed, {}))).toHaveLength(2)
  expect(ids(story.ask(feed, {}, cleo))).toEqual([posts[1]?.id])
  expect(ids(story.ask(feed, {}, ana))).toHaveLength(2)
})

test('posts of one instant have one order, and none is lost between pages', () => {
  const posts = Array.from({ length: 7 }, () => publishes(ana))
  const story = given(...town, ...posts)
  const pages = walk((cursor) => story.ask(feed, { size: 3, ...(cursor === undefined ? {} : { cursor }) }))
  expect(pages.map((page) => page.length)).toEqual([3, 3, 1])
  expect(pages.flat().toSorted()).toEqual(posts.map((post) => post.id).toSorted())
})

test('a cursor that nobody gave ends at once and breaks nothing', () => {
  const story = given(...town, ...series(ana, ben))
  for (const cursor of ['', '~', 'x~y', '-1~', '__proto__']) expect(story.ask(feed, { cursor }, nova)).toEqual({ items: [], cursor: null })
})

test('the feed by mood', () => {
  const [calm] = [publishes(ana, { ...droplet, moods: ['chill'] }), publishes(ana, { ...droplet, moods: ['party'] })] as const
  const story = given(...town, calm, publishes(ben))
  expect(ids(story.ask(feed, { mood: 'chill' }))).toEqual([calm.id])
})

test('vibes are the short films for everyone, newest first, or those of one maker; what is kept apart or deleted is none of them', () => {
  const [one, other, his] = [publishes(ana, vibe, BEGINS), publishes(ana, vibe, BEGINS + 1), publishes(ben, vibe, BEGINS + 2)]
  const drop = publishes(ana, droplet, BEGINS + 2)
  const story = given(...town, one, other, his, drop, act(cleo, 'accounts.blocked', { account: ben.account }))
  expect(ids(story.ask(vibes, {}, nova))).toEqual([his.id, other.id, one.id])
  expect(walk((cursor) => story.ask(vibes, { size: 2, ...(cursor === undefined ? {} : { cursor }) }))).toEqual([
    [his.id, other.id],
    [one.id],
  ])
  expect(ids(story.ask(vibes, {}, cleo))).toEqual([other.id, one.id])
  expect(ids(story.ask(vibes, { by: ana.account }, nova))).toEqual([other.id, one.id])
  story.play([act(ana, 'content.deleted', { content: other.id })])
  expect(ids(story.ask(vibes, { by: ana.account }, nova))).toEqual([one.id])
  expect(ids(story.ask(vibes, {}, nova))).toEqual([his.id, one.id])
})

test('the following feed is the posts of those one follows and the own ones, moments among them, and equals the merged galleries', () => {
  const posts = series(ana, ben, cleo, nova, ana, cleo, ben)
  const fans = publishes(ana, moment, BEGINS + 20)
  const story = given(...town, ...posts, fans, follows(ben, ana), follows(ben, cleo))
  const wanted = [fans, posts[6], posts[5], posts[4], posts[2], posts[1], posts[0]].map((post) => post?.id)
  expect(ids(story.ask(followingFeed, {}, ben))).toEqual(wanted)
  for (const size of [1, 2, 3, 7]) {
    const pages = walk((cursor) => story.ask(followingFeed, { size, ...(cursor === undefined ? {} : { cursor }) }, ben))
    expect(pages.flat()).toEqual(wanted)
  }
  expect(story.ask(followingFeed, {})).toEqual({ items: [], cursor: null })
})

test('why a post is in sight is what the feeds choose by: whose it is, whom one follows, for whom it is; and never what they do not', () => {
  const open = publishes(ana, { ...droplet, moods: ['chill'] }, BEGINS)
  const shut = publishes(ana, { ...moment, moods: ['party'] }, BEGINS + 1)
  const story = stage(areas, house).given(...staff, follows(ben, ana), act(nova, 'accounts.blocked', { account: ana.account }), open, shut)
  const why = (post: Deed, who?: Person) => {
    const { reasons, moods } = story.ask(whySeen, { content: post.id }, who) ?? {}
    return { reasons, moods }
  }
  expect(why(open)).toEqual({ reasons: ['for everyone'], moods: ['chill'] })
  expect(why(open, ben)).toEqual({ reasons: ['followed', 'for everyone'], moods: ['chill'] })
  expect(why(open, ana)).toEqual({ reasons: ['mine', 'for everyone'], moods: ['chill'] })
  expect(why(shut, ben)).toEqual({ reasons: ['for followers'], moods: ['party'] })
  expect(why(shut, ana)).toEqual({ reasons: ['mine'], moods: ['party'] })
  expect(why(shut).reasons).toBeUndefined()
  expect(why(open, nova).reasons).toBeUndefined()
  expect(why(shut, mia)).toEqual({ reasons: ['moderator'], moods: [] })

  // What is told is what the feeds hold.
  for (const who of [ana, ben, mia, nova])
    for (const post of [open, shut]) {
      const told = why(post, who).reasons ?? []
      expect(ids(story.ask(feed, {}, who)).includes(post.id)).toBe(told.includes('for everyone'))
      const isFollowing = told.some((reason) => reason === 'mine' || reason === 'followed' || reason === 'for followers')
      expect(ids(story.ask(followingFeed, {}, who)).includes(post.id)).toBe(isFollowing)
    }
})

test('a card holds all that a screen shows of a post', () => {
  const post = publishes(nova, {
    ...droplet,
    made: 'enhanced',
    tags: ['sea'],
    moods: ['chill'],
    category: 'art',
    caption: writing('By the river'),
  })
  const story = given(...town, post, act(ben, 'content.liked', { content: post.id }))
  expect(story.ask(oneContent, { content: post.id }, ben)).toEqual({
    state: 'shown',
    id: post.id,
    author: expect.objectContaining({ account: nova.account, name: 'nova', ai: true }),
    owner: expect.objectContaining({ account: nova.account }),
    form: 'droplet',
    media: 'image',
    files: [{ ...photo, blob: { state: 'here', have: 1, size: 1 } }],
    caption: { state: 'here', text: 'By the river' },
    audience: 'everyone',
    moods: ['chill'],
    tags: ['sea'],
    category: 'art',
    made: 'enhanced',
    persona: 'none',
    labels: ['AI', 'AI content'],
    at: BEGINS,
    edits: 0,
    editedAt: null,
    likes: 1,
    comments: 0,
    standing: 'final',
    takenDown: false,
    waits: null,
    passed: false,
    liked: true,
    mine: false,
    editable: false,
    collections: [],
  })
})

test('a post that cannot be shown says why', () => {
  const [private_, gone] = [publishes(ana, moment), publishes(ana)]
  const story = given(...town, private_, gone, act(ana, 'content.deleted', { content: gone.id }))
  const state = (content: string) => story.ask(oneContent, { content }, ben).state
  expect([private_.id, gone.id, hashOf('nothing')].map(state)).toEqual(['not for you', 'deleted', 'unknown'])
})

test('comments stand oldest first, and say who may delete them', () => {
  const post = publishes(ana)
  const says = (by: Person, text: string, at: number) =>
    act(by, 'content.commented', { content: post.id, text: writing(text), made: 'human' }, BEGINS + at)
  const [first, second, third] = [says(ben, 'One', 1), says(cleo, 'Two', 2), says(ben, 'Three', 3)]
  const story = given(...town, post, first, second, third)
  const read = (as: Person, cursor?: string | null) =>
    story.ask(commentsOn, { content: post.id, size: 2, ...(cursor ? { cursor } : {}) }, as)
  const page = read(cleo)
  expect(page.items.map(({ text, deletable }) => [text.text, deletable])).toEqual([
    ['One', false],
    ['Two', true],
  ])
  expect(read(cleo, page.cursor).items.map((comment) => comment.text.text)).toEqual(['Three'])
  expect(read(ana).items.every((comment) => comment.deletable)).toBe(true)
  // The comment at the cursor goes, and the next page is still the next.
  story.play([act(cleo, 'content.commentDeleted', { comment: second.id })])
  expect(read(ben, page.cursor).items.map((comment) => comment.text.text)).toEqual(['Three'])
  story.play([act(cleo, 'accounts.blocked', { account: ben.account })])
  expect(read(cleo).items).toEqual([])
})

test('likers are shown to those who may see the post', () => {
  const post = publishes(ana, moment)
  const story = given(...town, post, follows(ben, ana), act(ben, 'content.liked', { content: post.id }))
  const named = (as: Person) => story.ask(likers, { content: post.id }, as).items.map((face) => face.name)
  expect([named(ana), named(cleo)]).toEqual([['ben'], []])
})

function gathered(): { readonly story: Story; readonly rivers: Deed; readonly posts: readonly [Deed, Deed] } {
  const rivers = act(ana, 'content.collectionCreated', { name: writing('Rivers') })
  const posts = [publishes(ana, note, BEGINS + 1), publishes(ana, moment, BEGINS + 2)] as const
  const adds = [posts[1], posts[0]].map((post, i) =>
    act(ana, 'content.collectionItemAdded', { collection: rivers.id, content: post.id }, BEGINS + 10 + i),
  )
  return { story: given(...town, rivers, ...posts, ...adds), rivers, posts }
}

test('a collection shows and counts what the one who asks may see, in the order of adding', () => {
  const { story, rivers, posts } = gathered()
  const seen = (as: Person) => story.ask(oneCollection, { collection: rivers.id }, as)
  expect(seen(ana)).toMatchObject({ count: 2, name: { text: 'Rivers' }, cover: { id: posts[1].id } })
  expect(seen(ana)?.items.map((card) => card.id)).toEqual([posts[1].id, posts[0].id])
  expect(seen(ben)).toMatchObject({ count: 1, cover: { id: posts[0].id } })
  expect(story.ask(collectionsBy, { account: ana.account }, ben).map((card) => card.id)).toEqual([rivers.id])
  expect(story.ask(oneContent, { content: posts[0].id }, ben)).toMatchObject({ collections: [rivers.id] })
})

test('a collection that is gone is nowhere', () => {
  const { story, rivers, posts } = gathered()
  story.play([act(ana, 'content.collectionDeleted', { collection: rivers.id })])
  expect(story.ask(oneCollection, { collection: rivers.id }, ana)).toBeNull()
  expect(story.ask(collectionsBy, { account: ana.account }, ana)).toEqual([])
  expect(story.ask(oneContent, { content: posts[0].id }, ana)).toMatchObject({ collections: [] })
})

test('a blob is needed as long as a post names it', () => {
  const [one, other] = [publishes(ana), publishes(ben)]
  const deletes = (by: Person, post: Deed) => act(by, 'content.deleted', { content: post.id })
  const story = given(...town, one, other)
  const needed = () => story.rowsOf(contents).filter(([key, row]) => contentIndex.lists(row, key).includes(`file ${photo.hash}`)).length
  expect(needed()).toBe(2)
  story.play([deletes(ana, one)])
  expect(needed()).toBe(1)
  story.play([deletes(ben, other)])
  expect(needed()).toBe(0)
})

test('rows of the database are plain data made of the state row and its texts', () => {
  const post = publishes(ana)
  const comment = act(ben, 'content.commented', { content: post.id, text: writing('Hello'), made: 'human' })
  const story = given(...town, post, comment)
  const contentRow = contentsView.project(story.expect(contents, post.id), post.id, () => 'By the river')
  expect(contentRow).toMatchObject({ id: post.id, caption: 'By the river', ai: false, likes: 0, comments: 1 })
  expect(structuredClone(contentRow)).toEqual(contentRow)
  expect(commentsView.project(story.expect(comments, comment.id), comment.id, () => 'Hello')).toMatchObject({ text: 'Hello' })
  story.play([act(ben, 'content.commentDeleted', { comment: comment.id })])
  expect(commentsView.project(story.expect(comments, comment.id), comment.id, () => 'Hello')).toMatchObject({ text: '' })
})
