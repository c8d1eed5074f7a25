import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { Engine, startOf } from '../../src/log/engine'
import { hostsOf, makeProver } from '../../src/log/proof'
import { readRow, readSeal } from '../../src/log/rows'
import { unwrap } from '../../src/peer/payload'
import { feed } from '../../src/areas/content/views'
import { characters } from '../../src/areas/shapes'
import { openWorld } from '../../src/peer/worlds'
import { deskCounts } from '../../src/areas/moderation/views'
import { sealedReports } from '../../src/areas/reports/views'
import { lookInto } from '../../src/peer/reporting'
import { naughty } from './naughty'
import { makeWorld, type World } from './worlds'
import { putWorld } from './worldsStore'

const textsOf = ({ rows, seals }: World) => [...rows, ...seals].map(({ text }) => text)

test('the same seed gives the same world to the last byte, another seed another one', async () => {
  const [one, again, other] = [
    await makeWorld({ events: 1_000 }),
    await makeWorld({ events: 1_000 }),
    await makeWorld({ events: 1_000, seed: 2 }),
  ]
  expect(one.rows).toHaveLength(1_000)
  expect(textsOf(again)).toEqual(textsOf(one))
  expect(again.payloads).toEqual(one.payloads)
  expect(other.id).not.toBe(one.id)
})

test('every act of every area stands, and every kind of act is there', async () => {
  const { settlements, rows } = await makeWorld({ events: 3_000, signed: false })
  const settled = settlements.flatMap((settlement) => settlement.settled)
  expect(settled).toHaveLength(3_000)
  expect(settled.filter(({ verdict }) => verdict !== null)).toEqual([])
  const types = [...new Set(rows.map(({ body }) => body.type))].sort()
  expect(types).toEqual([
    'accounts.created',
    'accounts.followed',
    'accounts.handleClaimed',
    'accounts.invited',
    'accounts.joined',
    'accounts.policyAccepted',
    'accounts.profileEdited',
    'content.commented',
    'content.liked',
    'content.published',
    'ledger.toppedUp',
    'ledger.transferred',
    'tips.sent',
  ])
})

test('posts on top of the events are the end of its feed, and stand', async () => {
  const world = await makeWorld({ events: 1_000, posts: 203, sinceSnapshot: 100 })
  const settled = world.settlements.flatMap((settlement) => settlement.settled)
  expect(settled.filter(({ verdict }) => verdict !== null)).toEqual([])
  expect(world.rows.map(({ body }) => body.type).slice(1_000)).toEqual(Array(203).fill('content.published'))
  await putWorld(world)
  const peer = await openWorld(world.id)
  const { items } = peer.answers.ask(feed, { size: 200 })
  expect(items.map(({ id }) => id)).toEqual(
    world.rows
      .slice(-200)
      .toReversed()
      .map(({ hash }) => hash),
  )
  await peer.close()
})

test('people who are called as what has broken programs, and write it: it is kept and read back as it was written', async () => {
  const sayings = naughty.filter((text) => characters(text) > 0 && characters(text) <= 50)
  expect(sayings.length).toBeGreaterThan(300)
  const world = await makeWorld({ events: 3_000, posts: 500, sayings })
  expect(world.settlements.flatMap(({ settled }) => settled).filter(({ verdict }) => verdict !== null)).toEqual([])
  await putWorld(world)
  const peer = await openWorld(world.id)
  await peer.texts.load(world.rows.flatMap(({ body }) => (body.data.caption as { hash: string } | undefined)?.hash ?? []))
  const said = new Set<string>()
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = peer.answers.ask(feed, { size: 200, ...(cursor === undefined ? {} : { cursor }) })
    for (const { caption } of page.items) said.add(caption?.text ?? '')
    cursor = page.cursor
  }
  expect([...said].filter((text) => !sayings.includes(text))).toEqual([])
  expect(said.size).toBeGreaterThan(sayings.length / 2)
  await peer.close()
})

test('a world with work for moderators: every act of it stands, and all of them open the reports', async () => {
  const desk = { cases: 20, reports: 5 }
  const world = await makeWorld({ events: 1_000, desk, sinceSnapshot: 100 })
  const settled = world.settlements.flatMap((settlement) => settlement.settled)
  expect(settled).toHaveLength(1_000 + 2 * 20 + 5 + 3)
  expect(settled.filter(({ verdict }) => verdict !== null)).toEqual([])
  await putWorld(world)
  const peer = await openWorld(world.id)
  expect(peer.answers.ask(deskCounts, {}, world.people[1]?.account)).toMatchObject({ untriaged: 20, mine: 0 })
  const opened = await Promise.all(
    peer.personas.flatMap((persona, n) => {
      const report = peer.answers.ask(sealedReports, {}, persona.account)[n]
      return report ? [lookInto(peer, persona, report.id)] : []
    }),
  )
  expect(opened).toMatchObject([{ ok: true }, { ok: true }, { ok: true }])
  expect(peer.answers.ask(deskCounts, {}, world.people[1]?.account)).toMatchObject({ untriaged: 21 })
  await peer.close()
})

test('a signed world stands up to the proofs that a stranger makes of it', async () => {
  const world = await makeWorld({ events: 1_000, open: 100 })
  const proofs = areas.flatMap((area) => area.proofs ?? [])
  const prover = makeProver({ world: world.id, host: hostsOf(world.genesis), proofs })
  const rows = world.rows.flatMap(({ text }) => okay(readRow(text)))
  const intake = await prover.prove(
    'stranger',
    rows,
    world.seals.flatMap(({ text }) => okay(readSeal(text))),
  )
  expect(intake).toMatchObject({ refused: [], unfounded: [], waiting: 0, dropped: 0 })

  const engine = new Engine(compose(areas), startOf(world.genesis), { local: () => world.now, host: () => world.now })
  engine.add(intake.proven, intake.seals)
  expect(engine.alarms).toEqual([])
  expect(engine.last.number).toBe(world.seals.length)
  expect(engine.open.map(({ verdict }) => verdict)).toEqual(Array(100).fill(null))
})
const okay = <T>(reading: { ok: true; value: T } | { ok: false; why: string }): T[] => (reading.ok ? [reading.value] : [])

test('words carry who wrote them, as the product reads them', async () => {
  const { payloads, people } = await makeWorld({ events: 1_000, signed: false, sealEvery: 0 })
  const accounts = new Set(people.map(({ account }) => account))
  expect(payloads.length).toBeGreaterThan(100)
  for (const { bytes } of payloads) expect(accounts).toContain(unwrap(bytes)?.writer)
})

test('on a disk it is a world that opens as its host, with personas that act', async () => {
  const world = await makeWorld({ events: 1_000, open: 50, sinceSnapshot: 200 })
  await putWorld(world, { personas: 2 })
  const peer = await openWorld(world.id)
  expect(peer.engine.alarms).toEqual([])
  expect(peer.engine.last.number).toBe(world.seals.length)
  expect(peer.engine.open).toHaveLength(50)
  expect(peer.personas.map(({ account }) => account).sort()).toEqual(
    world.people
      .slice(0, 2)
      .map(({ account }) => account)
      .sort(),
  )
  const [person] = peer.personas
  const other = world.people.find(({ account }) => account !== person?.account) as { account: string }
  const outcome = await peer.act(person?.device as never, [{ type: 'accounts.blocked', data: { account: other.account } }])
  expect(outcome).toMatchObject({ ok: true })
  await peer.close()
})

test('more people than events suffice for are refused', async () => {
  await expect(makeWorld({ events: 1_000, accounts: 167 })).rejects.toThrow(RangeError)
  expect((await makeWorld({ events: 1_000, accounts: 166, signed: false, sealEvery: 0 })).people).toHaveLength(166)
})
