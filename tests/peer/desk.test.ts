/** The desk out of touch, on real peers: signed rows, disks, links that go away and come back, and a host that seals. */
import { expect, test } from 'vitest'
import { accounts } from '../../src/areas/accounts/tables'
import { flags, standing } from '../../src/areas/flags/rules'
import { cases } from '../../src/areas/moderation/tables'
import { openShares } from '../../src/areas/moderation/ui/sharing'
import { sharedKeys } from '../../src/areas/moderation/views'
import { stubOf } from '../../src/areas/reports/events'
import { outcomeOf, type Report, reports, stubs } from '../../src/areas/reports/rules'
import { keyOfReport, openReport } from '../../src/areas/reports/ui/sealing'
import { type Bytes, toBase64, utf8 } from '../../src/kit/bytes'
import type { Hash, Json } from '../../src/log/types'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { spell } from '../../src/secrets/aes'
import { lock, makeContentKey, makeEpoch } from '../../src/secrets/contents'
import {
  claims,
  decides,
  deskTown,
  finds,
  flagged,
  opensReport,
  posts,
  readsReport,
  reasonsOf,
  reportsPost,
  sets,
} from '../support/deskTown'
import { arrive, copied, does, enrolAt, hashOf, makeTown, newcomer } from '../support/peers'

/** The host with everybody, and a phone on which Max and Ben are as well. */
async function apart(parameters: Readonly<Record<string, number | string>> = { 'moderation.graceSeconds': 0 }) {
  const place = await deskTown()
  const { peer: host, time, house } = place
  await sets(host, house, parameters)
  const phone = await newcomer(host, time)
  const town = makeTown()
  const [atHost, atPhone] = [town.join('host', host), town.join('phone', phone)]
  const together = async () => {
    atHost.online(true)
    atPhone.online(true)
    expect(await town.settled()).toBe(true)
    time.pass(10_000)
    await host.sealNow({ full: true })
    expect(await town.settled()).toBe(true)
    expect(hashOf(phone)).toEqual(hashOf(host))
    expect(hashOf(host).open).toEqual([])
  }
  const part = () => {
    atHost.online(false)
    atPhone.online(false)
  }
  await together()
  const [max, ben] = [await enrolAt(host, place.max, phone), await enrolAt(host, place.ben, phone)]
  await together()
  /** Time for the next act, on both. */
  const tick = () => time.pass(1_000)
  return { ...place, host, phone, town, together, part, tick, maxThere: max, benThere: ben, both: [host, phone] as const }
}
/** Why something did not happen, as each device says it to people. */
async function expectVoid(peers: readonly Peer[], act: Hash, clause: string): Promise<void> {
  for (const peer of peers) {
    const { standing, clauses } = await peer.verdict(act)
    expect([standing, clauses[0]?.id]).toEqual(['void', clause])
    expect(clauses[0]?.text).toMatch(/^[A-Z].{20,}\.$/)
  }
}
const expectFinal = async (peers: readonly Peer[], ...acts: readonly Hash[]) => {
  for (const peer of peers) for (const act of acts) expect(await peer.verdict(act)).toMatchObject({ standing: 'final', verdict: null })
}
const levelAt = (peer: Peer, { account }: Persona) => standing(peer.engine.reader, account)

test('CASE-4 CASE-5: two moderators claim and decide one case out of touch: the first counts, the other is void and told why', async () => {
  const { host, phone, both, mia, maxThere, ana, part, together, tick, town } = await apart()
  const found = await finds(host, mia, await posts(host, ana))
  await together()
  part()
  tick()
  const hers = [await claims(host, mia, found)]
  tick()
  const claim = await claims(phone, maxThere, found)
  tick()
  hers.push(await decides(host, mia, found, 'clear'))
  tick()
  const red = await decides(phone, maxThere, found, 'red')
  expect([levelAt(host, ana).level, levelAt(phone, ana).level]).toEqual(['good', 'red'])
  await together()
  await expectFinal(both, ...hers)
  await expectVoid(both, claim, 'CASE-4')
  await expectVoid(both, red, 'CASE-5')
  for (const peer of both) {
    expect(levelAt(peer, ana).level).toBe('good')
    expect(peer.engine.read(flags, red)).toBeUndefined()
    expect(peer.engine.read(cases, found)).toMatchObject({ state: 'done', by: mia.account })
  }
  expect(phone.voids.list.map(({ id, final }) => [id, final])).toEqual(expect.arrayContaining([[red, true]]))
  town.stop()
})

test('CASE-2: a report made out of touch arrives after the removal: no case opens, and it was right', async () => {
  const { host, phone, both, mia, max, ana, benThere, part, together, tick, town } = await apart()
  const post = await posts(host, ana)
  await together()
  part()
  tick()
  const report = await reportsPost(phone, benThere, post)
  const found = await finds(host, mia, post)
  await claims(host, mia, found)
  const removal = await decides(host, mia, found, 'remove')
  await together()
  await expectFinal(both, report, removal)
  await opensReport(host, max, report)
  await together()
  const { secret } = await readsReport(phone, benThere, report)
  for (const peer of both) {
    const row = peer.engine.read(reports, report)
    expect(row && outcomeOf(peer.engine.reader, row, stubOf(secret))).toBe('upheld')
    expect(peer.engine.read(stubs, stubOf(secret))?.case).toBe(found)
    expect(peer.engine.rowsOf(cases).size).toBe(1)
    expect(levelAt(peer, ana).violations).toBe(1)
  }
  town.stop()
})

test.each(['the appeal first', 'the flag first'])(
  'FLAG-15 APL-5: an appeal that is granted out of touch crosses a second yellow flag, %s: one yellow flag, no red one',
  async (order) => {
    const { host, phone, both, mia, maxThere, ana, part, together, tick, town } = await apart()
    const first = await flagged(host, mia, ana, 'yellow')
    await does(host, ana, 'moderation.appealed', { decision: first, reasons: reasonsOf(host, ana) })
    const found = await finds(host, mia, await posts(host, ana))
    await claims(host, mia, found)
    await together()
    part()
    let second = ''
    const flag = async () => {
      tick()
      second = await decides(host, mia, found, 'yellow')
    }
    const answer = async () => {
      tick()
      const reasons = reasonsOf(phone, maxThere)
      return does(phone, maxThere, 'moderation.appealDecided', { decision: first, outcome: 'overturned', reasons })
    }
    const steps = order === 'the flag first' ? [flag, answer] : [answer, flag]
    for (const step of steps) await step()
    expect([levelAt(host, ana).level, levelAt(phone, ana).level]).toEqual(['red', 'good'])
    await together()
    await expectFinal(both, second)
    for (const peer of both) expect(levelAt(peer, ana)).toMatchObject({ level: 'yellow', yellows: 1, redUntil: null })
    town.stop()
  },
)

test('RPT-3: what a suspended reporter filed out of touch, before knowing, comes in late and is void; they read why, and until when', async () => {
  const { host, phone, both, mia, max, ana, ben, benThere, part, together, tick, town } = await apart({
    'moderation.graceSeconds': 0,
    'reports.often': 1,
  })
  const inVain = async () => {
    tick()
    const post = await posts(host, ana)
    const report = await reportsPost(host, ben, post)
    const found = await opensReport(host, mia, report)
    await claims(host, mia, found)
    await decides(host, mia, found, 'clear')
    return report
  }
  const judge = async (report: Hash) => {
    tick()
    const { secret } = await readsReport(host, max, report)
    await does(host, max, 'moderation.reportJudged', { report, secret, misuse: 'no reason', reasons: reasonsOf(host, max) })
  }
  await judge(await inVain())
  const again = await inVain()
  const others = [await posts(host, ana), await posts(host, ana)]
  await together()
  part()
  tick()
  const late = [await reportsPost(phone, benThere, others[0] as Hash), await reportsPost(phone, benThere, others[1] as Hash)]
  tick()
  await judge(again) // later than both, and sealed before they come
  const suspended = host.engine.worldTime
  await host.sealNow({ full: true })
  await together()
  for (const act of late) await expectVoid(both, act, 'RPT-3')
  const lost = phone.voids.list.filter(({ id }) => late.includes(id))
  expect(lost).toHaveLength(2)
  for (const { final, account, clauses } of lost) {
    expect([final, account]).toEqual([true, ben.account])
    expect(Number(clauses[0]?.facts['until'])).toBeGreaterThan(suspended + 27 * 86_400_000)
  }
  for (const peer of both) expect(late.map((act) => peer.engine.read(reports, act))).toEqual([undefined, undefined])
  town.stop()
})

test('K21, RPT-10: in a copy of the world the desk reads what was reported before, and nobody reports it a second time', async () => {
  const { peer, time, ana, ben, mia } = await deskTown()
  const post = await posts(peer, ana)
  const report = await reportsPost(peer, ben, post)
  await peer.sealNow({ full: true })
  const { peer: copy } = await copied(peer, time)
  const there = ({ account }: Persona) => copy.personas.find((each) => each.account === account) as Persona
  expect((await readsReport(copy, there(mia), report)).statement).toBe('It should not be here')
  await expect(reportsPost(copy, there(ben), post)).rejects.toThrow('RPT-10')
  await expect(reportsPost(peer, ben, post)).rejects.toThrow('RPT-10')
})

test('hostile: keys that are none, from somebody at the desk, keep nobody from opening what another gave the keys of', async () => {
  const { peer, house, mia, max, ana, ben } = await deskTown()
  const report = await reportsPost(peer, ben, await posts(peer, ana))
  const late = await arrive(peer, 'late')
  await does(peer, house, 'accounts.roleGranted', { account: late.account, role: 'moderator' })
  const row = peer.engine.read(reports, report)
  const words = (await peer.texts.load([row?.sealed.hash ?? ''])).get(row?.sealed.hash ?? '') as Json
  const gives = async (from: Persona, plain: Bytes) => {
    const about = spell('mesi report keys 1', from.account, late.account)
    const box = peer.engine.read(accounts, late.account)?.box ?? ''
    const { key, id, wraps } = await makeEpoch([{ account: late.account, box }], about)
    const parcel = { key: id, wrapped: wraps[0]?.wrapped ?? '', locked: toBase64(await lock(key, plain, about)) }
    const { hash, characters: size } = peer.write(from.account, parcel)
    await does(peer, from, 'moderation.keysShared', { to: late.account, until: 0, sealed: { hash, size } })
  }
  const list = (key: Bytes) => utf8(JSON.stringify([[report, toBase64(key)]]))
  const key = (await keyOfReport(peer, mia.account, ben.account, words)) as Bytes
  for (const plain of [utf8('no list'), Uint8Array.of(0xff), list(makeContentKey())]) await gives(max, plain)
  await gives(mia, list(key))
  for (const plain of [utf8('no list'), list(makeContentKey())]) await gives(max, plain)
  const keys = await openShares(peer, late.account, peer.answers.ask(sharedKeys, { to: late.account }, late.account))
  expect(await openReport(peer, late.account, row as Report, words)).toBe('not for me')
  expect(await openReport(peer, late.account, row as Report, words, keys.get(report))).toMatchObject({ breach: 'unethical' })
})
