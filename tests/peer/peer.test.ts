import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, test, vi } from 'vitest'
import { profileLimits } from '../../src/areas/accounts/ui/limits'
import type { Question } from '../../src/areas/area'
import { questions } from '../../src/areas/asked'
import { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { openStore } from '../../src/store/store'
import { reasonsOf } from '../support/deskTown'
import { arrive, does, newWorld, stillMachine } from '../support/peers'

const question = (name: string): Question<unknown> => {
  const found = questions.get(name)
  if (!found) throw new Error(`nobody asks ${name}`)
  return found
}

test('a world is born, people arrive, and a second start finds it as it was', async () => {
  const time = stillMachine()
  const peer = await newWorld(time)
  const ana = await arrive(peer, 'ana')
  expect(peer.answers.ask(question('profile'), { account: ana.account })).toMatchObject({ name: 'ana', handle: 'ana', standing: 'pending' })
  time.pass(5_000)
  await peer.sealNow()
  expect(peer.engine.open).toHaveLength(0)
  const sum = peer.engine.last.sum
  await peer.close()

  const again = await Peer.open({ store: await openStore({ world: peer.world, peer: peer.store.peer }), time, views: false })
  expect(again.engine.last.sum).toBe(sum)
  expect(again.personas.map((persona) => persona.account)).toContain(ana.account)
  await again.texts.load([])
  await again.close()
})

test('K17: a refused act never enters the log and quotes its clause', async () => {
  const peer = await newWorld()
  const ana = await arrive(peer, 'ana')
  const before = peer.engine.vector()
  const outcome = await peer.act(ana.device, [{ type: 'accounts.followed', data: { account: ana.account } }])
  expect(outcome).toMatchObject({ ok: false, clauses: [{ id: 'ACC-29' }] })
  expect(peer.engine.vector()).toEqual(before)
  await peer.close()
})

test('a screen or a listener that breaks over an act takes nothing back: it is reported, and the act stands on the disk', async () => {
  const reported: unknown[] = []
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
  const peer = await newWorld()
  const ana = await arrive(peer, 'ana')
  const broken = new Error('a screen broke')
  let isBroken = false
  const breaks = () => {
    if (isBroken) throw broken
  }
  peer.watch(question('profile'), { account: ana.account }, undefined, breaks)
  const heard: string[] = []
  peer.watch(question('profile'), { account: ana.account }, undefined, (profile) => heard.push((profile as { name: string }).name))
  peer.onTold(breaks)
  peer.onTold(({ rows }) => heard.push(...rows.map((row) => row.body.type)))
  isBroken = true
  const name = peer.write(ana.account, 'Ana again')
  expect(await peer.act(ana.device, [{ type: 'accounts.profileEdited', data: { name, categories: [] } }])).toMatchObject({ ok: true })
  expect(heard).toEqual(['ana', 'Ana again', 'accounts.profileEdited'])
  expect(reported).toEqual([broken, broken])
  isBroken = false
  vi.unstubAllGlobals()
  expect(await does(peer, ana, 'accounts.policyAccepted', { policy: 'human creator' })).toHaveLength(43)
})

test('a screen that shows a number of the policy follows it, once a seal has put the new one in force, and not a moment sooner', async () => {
  const peer = await newWorld()
  const heard: number[] = []
  peer.watch(profileLimits, {}, undefined, ({ bio }) => heard.push(bio))
  const house = peer.personas[0] as Persona
  await does(peer, house, 'policy.parameterChanged', { name: 'accounts.bioCharacters', value: 77, reasons: reasonsOf(peer, house) })
  expect(heard).toEqual([160])
  await peer.jump(1_000, 'a test')
  expect(heard).toEqual([160, 77])
  await peer.close()
})

test('a world is not founded with a parameter that no policy has, nor with a value that it cannot have', async () => {
  await expect(newWorld(stillMachine(), { 'no.such': 3 })).rejects.toThrow('No parameter is called "no.such".')
  const founded = (name: string, value: number | string) => newWorld(stillMachine(), { [name]: value })
  await expect(founded('content.checks', 'maybe')).rejects.toThrow('"content.checks" is one of before, after, off, and not maybe.')
  await expect(founded('tips.leastEUR', 1.5)).rejects.toThrow('"tips.leastEUR" is a whole number, and not 1.5.')
  await expect(founded('tips.leastEUR', '5')).rejects.toThrow('"tips.leastEUR" is a whole number, and not 5.')
  expect((await founded('tips.leastEUR', 1)).genesis.parameters['tips.leastEUR']).toBe(1)
})
