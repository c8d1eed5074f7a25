import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { Question } from '../../src/areas/area'
import { questions } from '../../src/areas/asked'
import { accounts } from '../../src/areas/accounts/tables'
import { contents } from '../../src/areas/content/tables'
import { deposits } from '../../src/areas/ledger/deposits'
import { books } from '../../src/areas/ledger/postings'
import { makeBay } from '../../src/bay'
import { people } from '../../src/bay/cast'
import { deskPosts } from '../../src/bay/desk'
import { posts } from '../../src/bay/posts'
import { pieceOf, pieces } from '../../src/bay/shipped'
import { DAYS, story } from '../../src/bay/story'
import { shopWindow } from '../../src/bay/window'
import { currencies } from '../../src/kit/money'
import { bodyText } from '../../src/log/rows'
import type { Peer } from '../../src/peer/peer'
import { createWorld } from '../../src/peer/founding'
import { listWorlds } from '../../src/peer/worlds'
import { stillMachine } from '../support/peers'

const until = Date.UTC(2026, 10, 21, 18)
let bay: Peer
let rows: { readonly type: string; readonly stamp: number }[]

const question = (name: string): Question<unknown> => {
  const found = questions.get(name)
  if (!found) throw new Error(`nobody asks ${name}`)
  return found
}
const logOf = async (peer: Peer) => {
  const all: { type: string; stamp: number }[] = []
  for await (const batch of peer.store.rowsAfter([]))
    all.push(...batch.map((text) => JSON.parse(bodyText(text)) as { type: string; stamp: number }))
  return all.map(({ type, stamp }) => ({ type, stamp })).toSorted((a, b) => a.stamp - b.stamp || (a.type < b.type ? -1 : 1))
}
let made = 0
const make = (seed?: string) =>
  makeBay({ peer: `bay-${made++}`, time: stillMachine(until), until, views: false, ...(seed ? { seed } : {}) })

beforeAll(async () => {
  const began = performance.now()
  bay = await make()
  const took = performance.now() - began
  rows = await logOf(bay)
  console.log(`bench  Mesi Bay, made and entered: ${Math.round(took)} ms for ${rows.length} acts (Node, fake IndexedDB)`)
  return () => bay.close()
})

test('three months of life: its acts lie within them, all of them stand, and none is pending', async () => {
  expect(rows.length).toBeGreaterThan(1_500)
  expect(rows.length).toBeLessThan(2_500)
  expect(bay.engine.worldTime).toBe(until)
  expect(rows[0]?.stamp).toBe(until - DAYS * 86_400_000)
  expect(rows.at(-1)?.stamp).toBeLessThan(until)
  expect(bay.engine.open).toEqual([])
  for await (const batch of bay.store.rowsAfter([])) {
    const settled = await Promise.all(batch.map((text) => bay.store.verdictOf(hashOfRow(text))))
    expect(settled.map((each) => each?.verdict)).toEqual(batch.map(() => null))
  }
})

const hashOfRow = (text: string) => createHash('sha256').update(text).digest('base64url')

test('the same acts at the same times for everybody, by other keys', async () => {
  const other = await make()
  expect(await logOf(other)).toEqual(rows)
  expect(other.world).not.toBe(bay.world)
  expect(other.personas.map(({ account }) => account)).not.toEqual(bay.personas.map(({ account }) => account))
  await other.close()
})

test('another seed tells it otherwise, with the same posts', () => {
  const [one, two] = [story(), story('another')]
  expect(story()).toEqual(one)
  expect(two).not.toEqual(one)
  const published = (scenes: typeof one) => scenes.flatMap(({ at, deed }) => (deed.do === 'post' ? [`${at} ${deed.post.id}`] : []))
  expect(published(two)).toEqual(published(one))
})

test('everybody is who the cast says, and all of their keys are here', async () => {
  await bay.texts.load([...bay.engine.rowsOf(accounts).values()].flatMap(({ name }) => (name ? [name.hash] : [])))
  for (const { handle, name, bio, kind, role } of Object.values(people)) {
    expect([...bio].length).toBeLessThanOrEqual(160)
    const profile = bay.answers.ask(question('profileByHandle'), { handle }) as Record<string, unknown> | null
    expect(profile).toMatchObject({ handle, name, ai: kind === 'ai' })
    expect(bay.personas.map(({ account }) => account)).toContain(profile?.['account'])
    if (role) expect(profile?.['roles']).toContain(role)
  }
})

test('SHR-2: every post is there, with its files as the manifest has them', () => {
  const kept = [...bay.engine.rowsOf(contents).values()].filter(({ deleted }) => deleted === null)
  expect(kept).toHaveLength(posts.length + deskPosts.length)
  const shown = new Set(kept.flatMap(({ files }) => files.map(({ hash }) => hash)))
  for (const { show } of posts) for (const name of show) expect(shown).toContain(pieces[name]?.hash)
  expect([...bay.engine.rowsOf(contents).values()].filter(({ deleted }) => deleted !== null)).toHaveLength(1)
})

test('LED-1: the books of the bay balance in every currency, and nothing is held', () => {
  for (const currency of currencies) {
    const { minted = 0, burnt = 0, balances = 0, held = 0 } = bay.engine.rowsOf(books).get(currency) ?? {}
    expect(balances + held).toBe(minted - burnt)
    expect(held).toBe(0)
  }
  expect(bay.engine.rowsOf(books).get('EUR')?.minted).toBeGreaterThan(0)
})

test('LED-14: what came from outside has been confirmed, and is where it was sent', () => {
  expect([...bay.engine.rowsOf(deposits).values()]).toMatchObject([{ currency: 'USDC', amount: 120_000_000, state: 'arrived' }])
})

test('a picture that came with the app is kept when a screen first wants it, and nobody else is asked', async () => {
  const { hash, size, path } = pieceOf('mio-moon-jar')
  const asked: string[] = []
  bay.fetchBlob = (wanted) => void asked.push(wanted)
  bay.shippedBlob = async (wanted) => (wanted === hash ? new Blob([readFileSync(`public/bay/${path}`)]) : undefined)
  await bay.wantBlob(hash, size)
  expect((await bay.store.blob(hash))?.size).toBe(size)
  await bay.wantBlob(world.hash, 1)
  expect(asked).toEqual([world.hash])
})
const world = { hash: createHash('sha256').update('of somebody else').digest('base64url') }

test('a past that breaks off leaves no world behind', async () => {
  const before = (await listWorlds()).map(({ id }) => id)
  const past = { time: stillMachine(until), play: () => Promise.reject(new Error('broke off')) }
  await expect(createWorld({ name: 'Half a bay', peer: 'half', past })).rejects.toThrow('broke off')
  expect((await listWorlds()).map(({ id }) => id)).toEqual(before)
  expect((await indexedDB.databases()).some(({ name }) => name?.includes('half'))).toBe(false)
})

test('every file of the manifest is shipped as it was made, and nothing else is', () => {
  const folder = 'public/bay/'
  const files = Object.values(pieces).flatMap((piece) => [piece, ...(piece.thumb ? [piece.thumb] : [])])
  for (const { path, hash, size } of files) {
    const bytes = readFileSync(folder + path)
    expect(bytes.length).toBe(size)
    expect(createHash('sha256').update(bytes).digest('base64url')).toBe(hash)
  }
  expect(readdirSync(folder).toSorted()).toEqual(files.map(({ path }) => path).toSorted())
  const total = readdirSync(folder).reduce((sum, file) => sum + statSync(folder + file).size, 0)
  expect(total).toBeLessThan(8_300_000)
})

test('what can be seen of the bay from outside is what was made last', () => {
  expect(shopWindow.map(({ path }) => path)).toEqual(shopWindow.map(({ name }) => pieceOf(name).thumb?.path))
})
