/** The disks of a town (`town.ts`): with what it begins, older copies, and snapshots that break. */
import type { AccountId } from '../../src/areas/area'
import { genesisText } from '../../src/log/rows'
import type { Snapshot } from '../../src/log/types'
import { lendKeys } from '../../src/peer/pairing'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { WORTH_IT } from '../../src/peer/shortWay'
import { worldTables } from '../../src/store/schema'
import { openStore } from '../../src/store/store'
import { collect, dump } from '../store/fixtures'
import type { Dice } from '../support/network'
import { arrive, does, enrolAt, newcomer, newWorld, stillMachine } from '../support/peers'
import { plainly } from './townDeeds'

export const BEGINS = Date.UTC(2026, 0, 5)
const MINUTE = 60_000

export type Tables = Readonly<Record<string, unknown[]>>

/** Ana, Ben and their money are final in the host's browser and on a phone each; a third phone was invited and never opened. */
export async function photograph(isLarge: boolean) {
  const time = stillMachine(BEGINS - MINUTE)
  const host = await newWorld(time)
  const peers = [host, await newcomer(host, time), await newcomer(host, time), await newcomer(host, time)] as const
  const gives = async (from: Peer, to: Peer) =>
    to.receive('the founder', await collect(from.store.rowsAfter([])), await from.store.sealsAfter(0), [])
  const people = [await arrive(host, 'ana'), await arrive(host, 'ben')] as const
  const [house, mia] = [host.personas[0] as Persona, await arrive(host, 'mia')]
  for (const { account } of [people[1], mia]) await does(host, house, 'accounts.roleGranted', { account, role: 'moderator' })
  for (const [i, person] of people.entries()) {
    await does(host, person, 'ledger.toppedUp', { card: 'works', currency: 'EUR', amount: 1_000, into: 'EUR', agreed: plainly(1_000) })
    const phone = peers[i + 1] as Peer
    await gives(host, phone)
    await enrolAt(host, person, phone)
    await gives(phone, host)
  }
  const again = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
  if (isLarge)
    await host.act(
      people[0].device,
      Array.from({ length: WORTH_IT }, () => again),
    )
  time.pass(MINUTE)
  await host.sealNow({ full: true })
  for (const phone of peers.slice(1, 3)) await gives(host, phone)
  if (isLarge) for (const peer of peers.slice(0, 3)) await peer.saveSnapshot()
  const keys = new Map<AccountId, string>()
  for (const person of people) keys.set(person.account, await lendKeys(host, person))
  const [ana, ben] = people.map(({ account }) => account) as [AccountId, AccountId]
  const tables = (await Promise.all(peers.map(({ store }) => dump(store)))) as Tables[]
  const disks = tables.map((each, i) => ({ tables: each, plays: [[ana, ben], [ana], [ben], [ana]][i] as AccountId[] }))
  const heads = new Map(host.engine.vector().map(({ device, seq }) => [device, seq]))
  for (const peer of peers) await peer.close()
  const desk = { house: house.account, mia: mia.account, ben }
  return { desk, world: host.world, genesis: genesisText(host.genesis), keys, disks, heads }
}

/** What was on a disk once is on it again. */
export async function putBack(world: string, peer: string, tables: Tables): Promise<void> {
  const store = await openStore({ world, peer })
  await store.connection.run('rw', worldTables, async (db) => {
    for (const table of worldTables) {
      await db.table(table).clear()
      await db.table(table).bulkAdd(tables[table] ?? [])
    }
  })
  store.close()
}

/** The snapshot on a disk is not whole, or of another format. */
export async function spoilSnapshot(world: string, peer: string, dice: Dice): Promise<void> {
  const store = await openStore({ world, peer })
  const key = dice.int(2)
  await store.connection.run('rw', ['snapshot'], async (db) => {
    const keys = await db.table('snapshot').toCollection().primaryKeys()
    const part = keys[key]
    if (part === undefined) return
    const row = (await db.table('snapshot').get(part)) as { text: string; rows?: Blob }
    const how = dice.int(3)
    if (how === 0) await db.table('snapshot').delete(part)
    else if (how === 1) await db.table('snapshot').put({ ...row, text: row.text.slice(0, dice.int(row.text.length)) })
    else await db.table('snapshot').put({ ...row, text: row.text.replace('"format":3', '"format":2'), rows: new Blob(['x']) })
  })
  store.close()
}

/** What a copy takes over as it is. */
export const stateOf = ({ tables }: Snapshot): string =>
  JSON.stringify(
    [...tables]
      .filter(([name]) => /^(content|ledger)\./.test(name) && name !== 'ledger.counts')
      .map(([name, rows]) => [name, [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  )
