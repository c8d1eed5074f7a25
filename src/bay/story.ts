/**
 * Three months of Mesi Bay as a list of scenes: who does what, and when. Written by hand where it is heard (posts, comments, notes) and
 * thrown by dice where it is not (who likes what, who follows whom when). The same seed gives the same scenes, to the millisecond.
 */
import type { Currency } from '../kit/money'
import { names, people, type Who } from './cast'
import { type DeskDeed, deskPosts, deskScenes } from './desk'
import { Dice } from './dice'
import { type Post, posts } from './posts'

export type Actor = Who | 'mesi'
export type Deed =
  | { readonly do: 'join' }
  | { readonly do: 'house' }
  | { readonly do: 'role'; readonly whom: Who; readonly role: 'admin' | 'moderator' }
  | { readonly do: 'rates'; readonly EUR: number; readonly MESI: number }
  | { readonly do: 'follow' | 'unfollow'; readonly whom: Who }
  | { readonly do: 'post'; readonly post: Post }
  | { readonly do: 'edit'; readonly post: Post; readonly caption: string }
  | { readonly do: 'delete' | 'like'; readonly post: Post }
  | { readonly do: 'comment'; readonly post: Post; readonly words: string; readonly named?: string }
  | { readonly do: 'uncomment'; readonly named: string }
  | { readonly do: 'top up'; readonly amount: number; readonly currency: 'EUR' | 'USD'; readonly into: Currency }
  | { readonly do: 'deposit'; readonly amount: number; readonly currency: 'USDC' }
  | { readonly do: 'tip'; readonly post: Post; readonly amount: number; readonly currency: Currency; readonly note?: string }
  | { readonly do: 'send'; readonly to: Who; readonly amount: number; readonly currency: Currency }
  | { readonly do: 'withdraw'; readonly amount: number; readonly where: string }
  | { readonly do: 'convert'; readonly from: Currency; readonly to: Currency; readonly amount: number }
  | { readonly do: 'collection'; readonly name: string }
  | { readonly do: 'collect'; readonly name: string; readonly post: Post }
  | DeskDeed

/** `at`: milliseconds after the bay began. What one person does at one instant is one batch. */
export interface Scene {
  readonly at: number
  readonly by: Actor
  readonly deed: Deed
}

export const DAYS = 92
const DAY = 86_400_000
const HOUR = 3_600_000
const MINUTE = 60_000

/** Sections of galleries: which posts belong in, by the end of their names or by what they show. */
const sections: readonly { readonly by: Who; readonly name: string; readonly day: number; holds(post: Post): boolean }[] = [
  { by: 'noa', name: 'First light', day: 20, holds: ({ id }) => /dawn|glass|mist|grey-morning/.test(id) },
  { by: 'noa', name: 'From the kite', day: 29, holds: ({ id }) => /green-room|outside-set/.test(id) },
  { by: 'noa', name: 'After dark', day: 52, holds: ({ id }) => /moon|violet|ember|last-light/.test(id) },
  { by: 'mio', name: 'Firings', day: 22, holds: ({ tags }) => tags.includes('ceramics') },
  { by: 'mio', name: 'Not for sale', day: 34, holds: ({ id }) => /seconds|moon-jar/.test(id) },
  { by: 'zeyna', name: 'Tracks', day: 32, holds: ({ id }) => /groove|low-water|breakwater|dub/.test(id) },
  { by: 'zeyna', name: 'Pier Nine', day: 42, holds: ({ tags }) => tags.includes('live') },
  { by: 'amadou', name: 'From above', day: 37, holds: ({ tags }) => tags.length > 0 },
  { by: 'anjali', name: 'Shapes', day: 38, holds: ({ id }) => /marigold|indigo|moon|warrior|reach/.test(id) },
  { by: 'declan', name: 'Posters', day: 23, holds: ({ tags }) => tags.includes('poster') || tags.includes('seagull') },
  { by: 'aurelia', name: 'Dreams with doors', day: 36, holds: ({ id }) => /door|stairs|light|garden/.test(id) },
  { by: 'fenno', name: 'Postcards', day: 28, holds: ({ tags }) => tags.includes('postcard') },
  { by: 'lucia', name: 'Nights off', day: 30, holds: ({ id }) => /night|balcony/.test(id) },
]

const oops: Post = {
  id: 'declan-oops',
  by: 'declan',
  day: 20.4,
  show: [],
  caption: 'Is this the group chat?',
  tags: [],
  moods: [],
  category: 'comedy',
  form: 'droplet',
  audience: 'everyone',
  enhanced: false,
  talk: [],
  tips: [],
}

export function story(seed: string | number = 'mesi bay'): Scene[] {
  const dice = new Dice(String(seed))
  const scenes: Scene[] = []
  const add = (at: number, by: Actor, deed: Deed): void => void scenes.push({ at: Math.round(at), by, deed })
  const joined = (who: Who): number => people[who].joins * DAY
  const published = (post: Post): number => post.day * DAY

  // The house opens, people come, and some of them get keys.
  add(20 * MINUTE, 'mesi', { do: 'house' })
  for (const who of names) add(joined(who), who, { do: 'join' })
  add(joined('ingrid') + 25 * MINUTE, 'mesi', { do: 'role', whom: 'ingrid', role: 'admin' })
  for (const who of ['kwabena', 'marisol'] as const) add(joined(who) + 50 * MINUTE, 'ingrid', { do: 'role', whom: who, role: 'moderator' })
  add(28.2 * DAY, 'ingrid', { do: 'rates', EUR: 1_085_000, MESI: 10_400 })
  add(63.4 * DAY, 'ingrid', { do: 'rates', EUR: 1_072_000, MESI: 11_200 })

  // Who follows whom, and since when.
  const follows = new Map<string, number>()
  const since = (from: Who, to: Who): number | undefined => follows.get(`${from} ${to}`)
  for (const from of names)
    for (const to of names) {
      const both = Math.max(joined(from), joined(to))
      const shy = tasteOf(from, to) * 0.95 + 0.1
      const at = both + (0.04 + dice.next() ** 2 * Math.min(14, DAYS - 1 - both / DAY)) * DAY
      if (from !== to && dice.chance(shy)) follows.set(`${from} ${to}`, at)
    }
  for (const post of posts) {
    if (post.audience !== 'followers') continue
    for (const [who, hours] of [...post.talk, ...post.tips]) {
      const latest = spoken(post, who, hours) - 10 * MINUTE
      if (who !== post.by) follows.set(`${who} ${post.by}`, Math.min(since(who, post.by) ?? latest, latest))
    }
  }
  follows.set('tomek aurelia', 11.1 * DAY)
  for (const [pair, at] of follows) {
    const [from, whom] = pair.split(' ') as [Who, Who]
    add(at, from, { do: 'follow', whom })
  }
  add(20.1 * DAY, 'tomek', { do: 'unfollow', whom: 'aurelia' })
  add(62.3 * DAY, 'tomek', { do: 'follow', whom: 'aurelia' })

  // What was posted, and what was said about it.
  function spoken(post: Post, who: Who, hours: number): number {
    return Math.max(published(post) + hours * HOUR, joined(who) + 2 * HOUR) + dice.whole(0, 55) * 1000
  }
  for (const post of posts) {
    add(published(post), post.by, { do: 'post', post })
    for (const [who, hours, words] of post.talk) add(spoken(post, who, hours), who, { do: 'comment', post, words })
    for (const [who, hours, amount, currency, note] of post.tips)
      add(spoken(post, who, hours) + 2 * MINUTE, who, { do: 'tip', post, amount, currency, ...(note ? { note } : {}) })
  }
  add(published(oops), 'declan', { do: 'post', post: oops })
  add(published(oops) + 34 * MINUTE, 'chichi', { do: 'comment', post: oops, words: 'it is now' })
  add(published(oops) + 2 * HOUR, 'declan', { do: 'delete', post: oops })
  for (const post of deskPosts) {
    add(published(post), post.by, { do: 'post', post })
    for (const [who, hours, words] of post.talk) add(published(post) + hours * HOUR, who, { do: 'comment', post, words })
  }
  for (const [day, by, deed] of deskScenes(byId)) add(day * DAY, by, deed)
  const [lemons, breath] = [byId('amadou-four-lemons'), byId('aurelia-the-choir')]
  add(35.7 * DAY, 'amadou', {
    do: 'edit',
    post: lemons,
    caption: `${lemons.caption}\n\nWeek three: you may stop hating me now. Rinse, chop the peel, throw away nothing.`,
  })
  add(published(breath) + 9 * HOUR, 'aurelia', { do: 'edit', post: breath, caption: `${breath.caption} (Zeyna says: B flat.)` })
  add(47.4 * DAY, 'chichi', { do: 'comment', post: byId('kwabena-overdue'), words: 'wrong post sorry!!', named: 'wrong post' })
  add(47.4 * DAY + 3 * MINUTE, 'chichi', { do: 'uncomment', named: 'wrong post' })

  // Galleries are put in order, now and then.
  for (const { by, name, day, holds } of sections) {
    add(day * DAY + 11 * HOUR, by, { do: 'collection', name })
    // One after the other: they stand in this order in every town that is made.
    for (const [nth, post] of posts.filter((each) => each.by === by && holds(each)).entries())
      add(Math.max(published(post) + 20 * MINUTE, day * DAY + 11 * HOUR + (4 + nth) * MINUTE), by, { do: 'collect', name, post })
  }

  // Everybody looks in at their own pace, and likes some of what is new to them.
  for (const who of names) {
    let seen = joined(who) - 9 * DAY
    for (
      let at = joined(who) + dice.between(0.1, 0.5) * DAY;
      at < (DAYS - 0.02) * DAY;
      at += people[who].rhythm * dice.between(0.5, 1.5) * DAY
    ) {
      for (const post of posts) {
        const isNew = published(post) > seen && published(post) < at - 2 * MINUTE && post.by !== who
        const maySee = post.audience === 'everyone' || (since(who, post.by) ?? Number.POSITIVE_INFINITY) < at
        if (isNew && maySee && dice.chance(tasteOf(who, post.by))) add(at, who, { do: 'like', post })
      }
      seen = at
    }
  }

  // Money between friends, a fee for a night in another town that was paid in coins, and what is earned goes home.
  add(31.1 * DAY, 'lucia', { do: 'send', to: 'chichi', amount: 2_000, currency: 'EUR' })
  add(58.1 * DAY, 'tomek', { do: 'send', to: 'mio', amount: 9_000, currency: 'EUR' })
  add(88.6 * DAY, 'noa', { do: 'send', to: 'sam', amount: 1_500_000, currency: 'MESI' })
  add(44.6 * DAY, 'zeyna', { do: 'deposit', amount: 120_000_000, currency: 'USDC' })
  add(60.1 * DAY, 'noa', { do: 'withdraw', amount: 12_000_000, where: 'Harbour Credit Union, the van account' })
  add(66.2 * DAY, 'zeyna', { do: 'withdraw', amount: 15_000_000, where: 'Pier Nine, sound system fund' })
  add(76.3 * DAY, 'mio', { do: 'withdraw', amount: 30_000_000, where: 'Kiln bricks, two hundred of them' })
  add(69.3 * DAY, 'lucia', { do: 'convert', from: 'EUR', to: 'USDC', amount: 2_500 })

  const inOrder = scenes.sort((a, b) => a.at - b.at || order(a) - order(b))
  return topUp(inOrder)
}

/** Whoever is about to spend more than they put in tops up a few minutes before: what others gave them stays untouched until they say so. */
function topUp(scenes: readonly Scene[]): Scene[] {
  const purses = new Map<string, number>()
  const filled: Scene[] = []
  for (const scene of scenes) {
    const { deed, by, at } = scene
    const spends =
      deed.do === 'tip' || (deed.do === 'send' && deed.currency !== 'MESI')
        ? deed
        : deed.do === 'convert'
          ? { ...deed, currency: deed.from }
          : undefined
    if (spends) {
      const { amount, currency } = spends
      const purse = `${by} ${currency}`
      const left = purses.get(purse) ?? 0
      if (left < amount) {
        const card = currency === 'USD' ? 'USD' : 'EUR'
        // A euro brings 95 MESI at the very least, whatever the rates of the day.
        const needed = currency === 'MESI' ? Math.ceil(amount / 9_500) : amount
        const round = [1_000, 2_000, 5_000, 10_000, 20_000].find((sum) => sum >= needed) ?? needed
        purses.set(purse, left + (currency === 'MESI' ? round * 9_500 : round))
        filled.push({
          at: at - 5 * MINUTE,
          by,
          deed: { do: 'top up', amount: round, currency: card, into: currency === 'MESI' ? 'MESI' : card },
        })
      }
      purses.set(purse, (purses.get(purse) ?? 0) - amount)
    }
    filled.push(scene)
  }
  return filled.sort((a, b) => a.at - b.at || order(a) - order(b))
}

/** Within one instant: what others build on comes last in its batch, since only the last row of a batch is told by its id. */
const order = ({ deed }: Scene): number => (['post', 'comment', 'collection'].includes(deed.do) ? 1 : 0)

const tasteOf = (who: Who, maker: Who): number => {
  const { taste } = people[who]
  return taste[maker] ?? taste.else
}
function byId(id: string): Post {
  const post = [...posts, ...deskPosts].find((each) => each.id === id)
  if (!post) throw new Error(`no post is called ${id}`)
  return post
}
