/** What the recorder makes of devices that do not know the same. */
import { expect, test } from 'vitest'
import type { Mesi } from '../../src/peer/mesi'
import type { Page } from '../../src/scenarios/pane'
import { record } from '../../src/scenarios/recorder'
import { deedsOf } from '../../src/scenarios/scenario'
import { naughty } from '../support/naughty'

type Told = Parameters<Parameters<Mesi['onAct']>[0]>[0]

/** A page of which a recording only needs what is known there. */
function device(known: { comments: number }, settled = async () => {}) {
  const told: ((act: Told) => void)[] = []
  let me: string | undefined
  const answers = {
    feed: () => ({ items: [{ caption: { text: 'Fog' }, standing: 'final', comments: known.comments }] }),
    wallet: () => ({ balances: [] }),
    profile: (account: string) => (account === 'anna' ? { name: 'Anna', kind: 'real', handle: 'anna' } : null),
  }
  const mesi = {
    me: () => me,
    be: (account: string) => void (me = account),
    lend: async (handle: string) => `keys of ${handle}`,
    enrol: async (keys: string) => keys.replace('keys of ', ''),
    onAct: (listener: (act: Told) => void) => {
      told.push(listener)
      return () => void told.splice(told.indexOf(listener), 1)
    },
    ask: (question: keyof typeof answers, args: { account: string }) => answers[question](args.account),
    settled,
    hash: () => ({ sum: String(known.comments), pending: 0 }),
    peers: { online: async () => {} },
  }
  const went: string[] = []
  const page = {
    mesi,
    location: { pathname: '/' },
    history: { replaceState: (_: null, __: string, to: string) => void went.push(to) },
    PopStateEvent: Event,
    dispatchEvent: () => true,
    addEventListener: () => {},
    removeEventListener: () => {},
  } as unknown as Page
  const does = (account: string, type: string, data: object, words: object = {}) => {
    for (const listener of told) listener({ id: type, account, type, data, words } as unknown as Told)
  }
  return { page, does, went }
}
const begun = { begins: [{ as: 'visitor', on: 'a', do: 'go', to: '/' }], cast: {}, accounts: new Map() } as const
const nothing = () => {}

test('who came while the line was cut is one of the cast, and nothing is asked of them where nobody has heard of them', async () => {
  const [a, b] = [device({ comments: 0 }), device({ comments: 1 })]
  const recorder = record(a.page, begun, nothing, nothing)
  recorder.join('b', b.page)
  await recorder.line('b', false)
  b.does('ida', 'accounts.handleClaimed', { handle: 'ida' })
  b.does('ida', 'accounts.profileEdited', { categories: [] })
  const { cast, steps } = await recorder.write('Apart', 'Apart')
  expect(Object.keys(cast)).toContain('ida')
  expect(steps.filter(({ as, on }) => as === 'ida' && on === 'a')).toEqual([])
})

test('what is expected at the end is what all devices know whose line is up, though one of them is late', async () => {
  const here = { comments: 0 }
  let rounds = 0
  const [a, b] = [device(here, async () => void (here.comments = rounds++ < 3 ? 0 : 1)), device({ comments: 1 })]
  const recorder = record(a.page, begun, nothing, nothing)
  recorder.join('b', b.page)
  const { steps, language } = await recorder.write('Late', 'Late')
  expect(language).toBe('en') // of the screens that it names
  expect(steps.flatMap(({ expect }) => expect ?? [])).toContainEqual({ question: 'feed', args: {}, at: 'items.0.comments', is: 1 })
})

test('it goes on recording after it was written down: nothing is lost if that could not be kept', async () => {
  const a = device({ comments: 0 })
  const recorder = record(
    a.page,
    { begins: begun.begins, cast: { anna: { kind: 'real', name: 'Anna', handle: 'anna' } }, accounts: new Map([['anna', 'anna']]) },
    nothing,
    nothing,
  )
  a.does('anna', 'content.published', { form: 'droplet' })
  const before = await recorder.write('Once', 'Once')
  a.does('anna', 'content.liked', { content: 'content.published' })
  const { steps } = await recorder.write('Again', 'Again')
  recorder.stop()
  a.does('anna', 'content.unliked', {})
  expect(steps.flatMap(deedsOf)).toEqual([
    { act: 'content.published', data: { form: 'droplet' }, makes: 'published 1' },
    { act: 'content.liked', data: { content: { $made: 'published 1' } } },
  ])
  expect(before.steps.flatMap(deedsOf)).toEqual([{ act: 'content.published', data: { form: 'droplet' } }])
  expect(recorder.steps()).toHaveLength(3)
})

test('ACC-18: one more device of the same person is a step of its own, and what they do on it is theirs', async () => {
  const [a, b] = [device({ comments: 0 }), device({ comments: 0 })]
  const anna = {
    begins: begun.begins,
    cast: { anna: { kind: 'real', name: 'Anna', handle: 'anna' } },
    accounts: new Map([['anna', 'anna']]),
  } as const
  const recorder = record(a.page, anna, nothing, nothing)
  expect(recorder.owner()).toBeUndefined()
  a.page.mesi.be('anna')
  expect(recorder.owner()).toBe('Anna')
  await recorder.pair('b', b.page)
  b.does('anna', 'content.liked', { content: 'x' })
  expect(recorder.steps().slice(1)).toEqual([
    { as: 'anna', on: 'b', do: 'go', to: { invitedBy: 'a' } },
    { as: 'anna', on: 'b', do: 'wait', with: 'a' },
    { as: 'anna', on: 'b', do: 'pair', with: 'a' },
    { as: 'anna', on: 'b', do: 'go', to: '/' },
    { as: 'anna', on: 'b', do: 'act', deed: { act: 'content.liked', data: { content: 'x' }, makes: 'liked 1' } },
  ])
  expect(b.went).toEqual(['/'])
  expect((await recorder.write('Two of hers', '')).peers).toEqual(['a', 'b'])
})

test('a device that does not become one of the same person is recorded all the same, as anybody’s', async () => {
  const [a, b] = [device({ comments: 0 }), device({ comments: 0 })]
  const recorder = record(a.page, begun, nothing, nothing)
  await expect(recorder.pair('b', b.page)).rejects.toThrow('Nobody is signed up')
  b.does('ida', 'accounts.handleClaimed', { handle: 'ida' })
  b.does('ida', 'accounts.profileEdited', { categories: [] })
  expect(recorder.steps().slice(-3)).toMatchObject([
    { as: 'ida', on: 'b', do: 'go', to: { invitedBy: 'a' } },
    { as: 'ida', on: 'b', do: 'wait', with: 'a' },
    { as: 'ida', on: 'b', do: 'act', deed: { joins: true } },
  ])
})

test('who comes and what they write is written down as it was written, whatever that is', async () => {
  const a = device({ comments: 0 })
  const recorder = record(a.page, begun, nothing, nothing)
  for (const [i, text] of naughty.entries()) {
    a.does(`person ${i}`, 'accounts.handleClaimed', { handle: `person_${i}` })
    a.does(`person ${i}`, 'accounts.profileEdited', { name: { hash: 'name' }, categories: [] }, { name: text })
    a.does(`person ${i}`, 'content.published', { caption: { hash: 'caption', characters: 1 }, tags: [text] }, { caption: text })
  }
  const { cast, steps } = await recorder.write('Everybody', naughty.join('\n'))
  expect(naughty.map((_, i) => cast[`person${i}`]?.name)).toEqual(naughty)
  const deeds = steps.flatMap(deedsOf).filter((deed) => 'act' in deed)
  expect(deeds).toEqual(naughty.map((text) => ({ act: 'content.published', data: { caption: { $words: text }, tags: [text] } })))
})
