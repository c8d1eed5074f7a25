/**
 * Three months of Busy Bay as a list of visits: who looks in when, and what they do then. Nothing of it is written by hand; the same dice
 * give the same visits. Whom many follow is liked and followed more, as it goes.
 */
import { Dice } from '../dice'
import { crowd, type Person } from './people'
import { caption, films, loop, moodsOf, picturesOf, reply, tagsOf, thank } from './words'

export interface Post {
  /** Its place in the order of posting. */
  readonly id: number
  readonly by: number
  readonly caption: string
  /** A name in the manifest; none for a text. */
  readonly shows: string | undefined
  readonly isVibe: boolean
  readonly tags: readonly string[]
  readonly moods: readonly ReturnType<typeof moodsOf>[number][]
}
/** People go by their place in the crowd, posts by their number. */
export type Deed =
  | { readonly do: 'join' }
  | { readonly do: 'follow'; readonly whom: number }
  | { readonly do: 'like'; readonly post: number }
  | { readonly do: 'comment'; readonly post: number; readonly words: string }
  /** In cents of EUR, as tips are. */
  | { readonly do: 'top up'; readonly amount: number }
  | { readonly do: 'tip'; readonly post: number; readonly to: number; readonly amount: number; readonly note: string }
  | { readonly do: 'post'; readonly post: Post }
/** `at`: milliseconds after the beginning. A post comes last: what comes later names it. */
export interface Visit {
  readonly at: number
  readonly by: number
  readonly deeds: readonly Deed[]
}
export interface Story {
  readonly people: readonly Person[]
  readonly visits: readonly Visit[]
}

export const DAYS = 92
const DAY = 86_400_000
/** What is new enough to be looked at, in posts. */
const RECENT = 90

/** @param count how many people live there */
export function story(seed = 'busy bay', count = 1_000): Story {
  const people = crowd(new Dice(`${seed} people`), count, DAYS)
  const dice = new Dice(`${seed} days`)
  const looksIn: { at: number; by: number }[] = []
  for (const [by, { joins, rhythm }] of people.entries()) {
    // What comes first is joining; an hour is the least between two visits.
    for (let day = joins; day < DAYS - 0.02; day += 0.05 + rhythm * -Math.log(1 - dice.next() * 0.95))
      looksIn.push({ at: Math.round(day * DAY), by })
  }
  looksIn.sort((a, b) => a.at - b.at || a.by - b.by)

  const here = new Set<number>()
  const follows = people.map(() => new Set<number>())
  const liked = people.map(() => new Set<number>())
  const purses = people.map(() => 0)
  const posts: Post[] = []
  const drawn = wheelOf(people)

  const visits = looksIn.map(({ at, by }): Visit => {
    const person = people[by] as Person
    if (!here.has(by)) {
      here.add(by)
      drawn.let(by)
      return { at, by, deeds: [{ do: 'join' }] }
    }
    const deeds: Deed[] = []
    for (let tries = dice.whole(0, follows[by]?.size ? 2 : 6); tries > 0; tries--) {
      const whom = drawn.pick(dice)
      const isAlike = people[whom]?.categories.some((each) => person.categories.includes(each))
      if (whom === by || follows[by]?.has(whom) || !(isAlike || dice.chance(0.4))) continue
      follows[by]?.add(whom)
      deeds.push({ do: 'follow', whom })
    }
    const recent = posts.slice(-RECENT)
    for (let looks = Math.min(recent.length, dice.whole(3, 14)); looks > 0; looks--) {
      const post = dice.pick(recent)
      const pull = people[post.by]?.pull ?? 0
      if (post.by === by || liked[by]?.has(post.id)) continue
      if (!dice.chance(follows[by]?.has(post.by) ? 0.75 : 0.12 + pull * 1.6)) continue
      liked[by]?.add(post.id)
      deeds.push({ do: 'like', post: post.id })
      if (dice.chance(0.13)) deeds.push({ do: 'comment', post: post.id, words: reply(dice) })
      if (!dice.chance(0.025)) continue
      const amount = dice.pick([100, 100, 200, 200, 300, 500, 500, 1_000, 2_500])
      if ((purses[by] ?? 0) < amount) {
        purses[by] = (purses[by] ?? 0) + 5_000
        deeds.push({ do: 'top up', amount: 5_000 })
      }
      purses[by] = (purses[by] ?? 0) - amount
      deeds.push({ do: 'tip', post: post.id, to: post.by, amount, note: thank(dice) })
    }
    if (person.posts > 0 && dice.chance(Math.min(0.95, (person.posts / 30) * person.rhythm))) {
      const post = newPost(dice, posts.length, by, person)
      posts.push(post)
      deeds.push({ do: 'post', post })
    }
    return { at, by, deeds }
  })
  return { people, visits: visits.filter(({ deeds }) => deeds.length > 0) }
}

function newPost(dice: Dice, id: number, by: number, { subject, kind }: Person): Post {
  const ai = kind === 'ai'
  const pictures = picturesOf(subject, ai)
  // Each has a few pictures of a kind; what the bay ships is not endless.
  const own = pictures.slice(by % Math.max(1, pictures.length - 2)).slice(0, 4)
  const isVibe = !ai && ['travel', 'music'].includes(subject) && dice.chance(0.12)
  const shows = isVibe ? dice.pick(films) : own.length > 0 && dice.chance(ai ? 0.8 : 0.42) ? dice.pick(own) : undefined
  const tags = [...new Set([dice.pick(tagsOf(subject)), ...(dice.chance(0.5) ? [dice.pick(tagsOf(subject))] : [])])]
  return {
    id,
    by,
    shows,
    isVibe,
    caption: isVibe ? loop(dice) : caption(dice, subject, ai),
    tags: ai ? ['dream', 'ai'] : tags,
    moods: dice.chance(0.6) ? [dice.pick(moodsOf(subject))] : [],
  }
}

/** Draws people as they are looked at: who has twice the pull is drawn twice as often. Only those who were let in are drawn. */
function wheelOf(people: readonly Person[]) {
  const inside: number[] = []
  const sums: number[] = []
  return {
    let(who: number) {
      inside.push(who)
      sums.push((sums.at(-1) ?? 0) + (people[who]?.pull ?? 0))
    },
    pick(dice: Dice): number {
      const at = dice.next() * (sums.at(-1) ?? 0)
      let [low, high] = [0, sums.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sums[middle] as number) < at) low = middle + 1
        else high = middle
      }
      return inside[low] ?? 0
    },
  }
}
