import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followTies, handles } from '../../src/areas/accounts/tables'
import { contents } from '../../src/areas/content/tables'
import { books } from '../../src/areas/ledger/postings'
import { makeBusyBay } from '../../src/bay/busy'
import { DAYS, story } from '../../src/bay/busy/story'
import { currencies } from '../../src/kit/money'
import type { Peer } from '../../src/peer/peer'
import { listWorlds } from '../../src/peer/worlds'
import { stillMachine } from '../support/peers'

const { people, visits } = story()
const deeds = visits.flatMap((visit) => visit.deeds)
const counted = (what: string) => deeds.filter((deed) => deed.do === what).length

test('the same thousand people do the same for everybody; another seed makes another town', () => {
  expect(story()).toEqual({ people, visits })
  expect(story('another').people[0]).not.toEqual(people[0])
  expect(people).toHaveLength(1_000)
  expect(counted('join')).toBe(1_000)
  for (const { name, handle, bio } of people) {
    expect(handle).toMatch(/^[a-z0-9_]{3,30}$/)
    expect([...bio].length, bio).toBeLessThanOrEqual(160)
    expect(`${name} ${bio}`).not.toMatch(/[{}]|undefined/)
  }
  expect(new Set(people.map(({ handle }) => handle)).size).toBe(1_000)
  expect(new Set(people.map(({ name }) => name)).size).toBe(1_000)
})

test('some thousand posts, and many times more of what others make of them, within three months', () => {
  expect(counted('post')).toBeGreaterThan(2_000)
  expect(counted('like')).toBeGreaterThan(10_000)
  expect(counted('comment')).toBeGreaterThan(1_000)
  expect(counted('tip')).toBeGreaterThan(200)
  expect(visits.every(({ at }, i) => at < DAYS * 86_400_000 && at >= (visits[i - 1]?.at ?? 0))).toBe(true)
  const said = deeds.flatMap((deed) => (deed.do === 'post' ? [deed.post.caption] : deed.do === 'comment' ? [deed.words] : []))
  expect(said.filter((words) => /[{}]|undefined/.test(words))).toEqual([])
  expect(new Set(said).size).toBeGreaterThan(1_500)
})

test('a few are followed by very many, most by few', () => {
  const followers = people
    .map((_, who) => deeds.filter((deed) => deed.do === 'follow' && deed.whom === who).length)
    .toSorted((a, b) => b - a)
  const all = followers.reduce((sum, count) => sum + count, 0)
  const ofTheFirst = (share: number) => followers.slice(0, people.length * share).reduce((sum, count) => sum + count, 0) / all
  expect(followers[0]).toBeGreaterThan(150)
  expect(followers[500]).toBeLessThan(10)
  expect(ofTheFirst(0.1)).toBeGreaterThan(0.5)
})

let small: Peer
const until = Date.UTC(2026, 10, 21, 18)
const shares: number[] = []
beforeAll(async () => {
  const onProgress = (share: number) => void shares.push(share)
  small = await makeBusyBay({ peer: 'small', people: 40, time: stillMachine(until), until, views: false, onProgress })
}, 60_000)
afterAll(() => small.close())

test('every act of it stands, all of them are final, and the books balance', async () => {
  const played = story('busy bay', 40)
  const count = (what: string) => played.visits.flatMap((visit) => visit.deeds).filter((deed) => deed.do === what).length
  expect(small.engine.open).toEqual([])
  expect(small.engine.worldTime).toBe(until)
  expect(small.engine.rowsOf(handles).size).toBe(41)
  expect(small.engine.rowsOf(contents).size).toBe(count('post'))
  expect(count('post')).toBeGreaterThan(50)
  expect(small.engine.rowsOf(followTies).size).toBe(count('follow'))
  for (const currency of currencies) {
    const { minted = 0, burnt = 0, balances = 0, held = 0 } = small.engine.rowsOf(books).get(currency) ?? {}
    expect(balances + held).toBe(minted - burnt)
  }
})

test('the keys of fifteen people and of the house are kept, and it is told how far it is', () => {
  expect(small.personas.length).toBeLessThanOrEqual(16)
  expect(small.personas.length).toBeGreaterThanOrEqual(11)
  expect(shares.at(-1)).toBe(1)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
})

test('who stops it while it is made has nothing of it', async () => {
  const before = (await listWorlds()).map(({ id }) => id)
  const stop = new AbortController()
  const onProgress = (share: number) => share > 0.2 && stop.abort(new Error('not now'))
  const making = makeBusyBay({ peer: 'stopped', people: 40, time: stillMachine(until), until, views: false, onProgress, stop: stop.signal })
  await expect(making).rejects.toThrow('not now')
  expect((await listWorlds()).map(({ id }) => id)).toEqual(before)
  expect((await indexedDB.databases()).some(({ name }) => name?.includes('stopped'))).toBe(false)
}, 60_000)
