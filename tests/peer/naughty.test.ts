/** The strings that break programs, through the acts whose words no screen of the browser tests fills: stored as typed, or refused in words. */
import { expect, test } from 'vitest'
import { accounts } from '../../src/areas/accounts/tables'
import { MOST_STATEMENT } from '../../src/areas/reports/ui/sealing'
import { readSeal } from '../../src/log/rows'
import type { Data, Hash } from '../../src/log/types'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { naughty, ownNaughty } from '../support/naughty'
import { claims, deskTown, finds, posts, readsReport, reportsPost, sets } from '../support/deskTown'
import { arrive, does, newcomer, newWorld, reopen, stillMachine } from '../support/peers'
import { note } from '../support/posts'

interface Typed {
  readonly hash: Hash
  readonly words: unknown
}

/** Does an act with words in it, and answers them, unless it was refused, which must be said in a sentence. */
async function says(
  peer: Peer,
  by: Persona,
  words: string | object,
  act: (caption: { hash: Hash; characters: number }) => readonly [string, Data],
) {
  const caption = peer.write(by.account, words as never)
  const [type, data] = act(caption)
  const outcome = await peer.act(by.device, [{ type, data }])
  if (!outcome.ok) expect(outcome.clauses.map(({ text }) => text)).toEqual([expect.stringMatching(/^[A-Z].{10,}\.$/s)])
  return { id: outcome.ok ? outcome.id : undefined, typed: outcome.ok ? [{ hash: caption.hash, words }] : [] }
}

function inASentence(error: Error): undefined {
  expect(error.message).toMatch(/^[A-Z].{10,}\.$/)
}

/** What a start reads from the disk. */
async function expectKept(peer: Peer, time: ReturnType<typeof stillMachine>, typed: readonly Typed[]): Promise<void> {
  const again = await reopen(peer, time)
  const read = await again.texts.load(typed.map(({ hash }) => hash))
  expect(typed.map(({ hash }) => read.get(hash))).toEqual(typed.map(({ words }) => words))
}

test('ACC-13, FLAG-7: in the settings of an AI persona and in the details of an upload', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const nova = await arrive(peer, 'nova', 'ai')
  await does(peer, nova, 'accounts.personaCreated', { form: 'fictional', settings: peer.write(nova.account, { tone: 'calm' }).hash })
  const typed: Typed[] = []
  for (const words of naughty) {
    await says(peer, nova, { tone: words, role: words }, ({ hash }) => ['accounts.personaConfigured', { settings: hash }])
    const { persona } = peer.engine.read(accounts, nova.account) ?? {}
    expect(peer.texts.read(persona?.settings ?? '')).toEqual({ tone: words, role: words })
  }
  for (const words of ownNaughty) {
    const caption = { hash: peer.write(nova.account, 'caption').hash, characters: 7 }
    const details = await says(peer, nova, words, (detail) => ['content.published', { ...note, caption, details: [detail] }])
    typed.push(...details.typed)
  }
  const { persona } = peer.engine.read(accounts, nova.account) ?? {}
  typed.push({ hash: persona?.settings ?? '', words: { tone: naughty.at(-1), role: naughty.at(-1) } })
  expect(typed.length).toBeGreaterThan(ownNaughty.length / 2)
  await expectKept(peer, time, typed)
})

async function seals(peer: Peer, time: ReturnType<typeof stillMachine>): Promise<void> {
  time.pass(3_000)
  await peer.sealNow({ full: true })
}

test('DEC-1, APL-1, RPT-5: in reports, in the reasons of decisions and appeals, and in those of a change of the policy', async () => {
  const { peer, time, house, mia, max, ana, ben } = await deskTown()
  await sets(peer, house, { 'moderation.graceSeconds': 0 })
  const typed: Typed[] = []
  for (const [i, words] of ownNaughty.entries()) {
    time.pass(10_000)
    const post = await posts(peer, ana)
    const statement = [...words].slice(0, MOST_STATEMENT).join('') // the form takes no more
    expect((await readsReport(peer, mia, await reportsPost(peer, ben, post, statement))).statement).toBe(statement)
    const found = await finds(peer, mia, post)
    await claims(peer, mia, found)
    const decision = await says(peer, mia, words, (reasons) => [
      'moderation.decided',
      { case: found, version: '0', outcome: 'remove', breach: 'unethical', reasons },
    ])
    const about = decision.id ?? ''
    if (decision.id !== undefined) {
      await seals(peer, time)
      const appeal = await says(peer, ana, words, (reasons) => ['moderation.appealed', { decision: about, reasons }])
      const answer = await says(peer, max, words, (reasons) => [
        'moderation.appealDecided',
        { decision: about, outcome: 'overturned', reasons },
      ])
      typed.push(...decision.typed, ...appeal.typed, ...answer.typed)
    }
    const change = await says(peer, house, words, (reasons) => [
      'policy.parameterChanged',
      { name: 'moderation.graceSeconds', value: i % 2, reasons },
    ])
    typed.push(...change.typed)
  }
  expect(typed.length).toBeGreaterThan(3 * ownNaughty.length)
  await expectKept(peer, time, typed)
})

test('K11: a leap for whatever reason is a seal that others can read, or none', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  const other = await newcomer(host, time)
  let leaps = 0
  const reasons = [...ownNaughty, ...naughty.filter((_, i) => i % 5 === 0)]
  for (const why of reasons) {
    const { number } = host.engine.last
    const seal = await host.jump(1_000, why).catch(inASentence)
    if (seal) {
      leaps++
      expect(readSeal(seal.text).ok).toBe(true)
    } else expect(host.engine.last.number).toBe(number)
  }
  expect(leaps).toBeGreaterThan(reasons.length / 2)
  const rows: string[] = []
  for await (const batch of host.store.rowsAfter([])) rows.push(...batch)
  await other.receive('host', rows, await host.store.sealsAfter(0), [])
  expect(other.engine.last.hash).toBe(host.engine.last.hash)
})

test('K11: a clock leaps only to where seals still reach: a moment that is none would stop the world for good', async () => {
  const time = stillMachine()
  const host = await newWorld(time)
  for (const by of [Number.NaN, Number.POSITIVE_INFINITY, 1e300, 8.64e15]) await expect(host.jump(by, 'a test')).rejects.toThrow('9999')
  const again = await reopen(host, time)
  const from = again.engine.worldTime
  await again.jump(1_000, 'a second')
  expect(again.engine.last.upTo).toBe(from + 1_000)
})

test('a world of any name can be joined, or is not founded', async () => {
  let founded = 0
  for (const name of ownNaughty) {
    const made = await newWorld(stillMachine(), {}, name).catch(inASentence)
    if (!made) continue
    founded++
    expect((await newcomer(made)).genesis.name).toBe(name)
  }
  expect(founded).toBeGreaterThan(10)
})
