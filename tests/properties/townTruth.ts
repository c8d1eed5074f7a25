/** What must hold of a town (`town.ts`) once everybody is back: all see the same, what somebody was told is true, and a restart changes nothing. */
import { readRow } from '../../src/log/rows'
import type { Hash, Settled } from '../../src/log/types'
import { okay } from '../../src/peer/life'
import { wordsNamedIn } from '../../src/peer/payload'
import type { Peer } from '../../src/peer/peer'
import { collect } from '../store/fixtures'
import { auditMoney } from '../support/moneyAudit'
import { hashOf } from '../support/peers'
import { type Browser, HOUR, type Tally, Town } from './town'

type Fates = ReadonlyMap<Hash, Settled | undefined>

/** Plays a story to its end. @returns all that is wrong then, in words */
export async function wrongIn(story: Parameters<typeof Town.play>[0], tally: Tally = {}): Promise<string[]> {
  const wrong: string[] = []
  const uncaught = (error: unknown): void => void wrong.push(`nobody caught ${error instanceof Error ? error.stack : String(error)}`)
  process.on('uncaughtException', uncaught).on('unhandledRejection', uncaught)
  try {
    const town = await Town.play(story, tally)
    await settle(town)
    wrong.push(...apart(town))
    if (wrong.length === 0) for await (const each of broken(town)) wrong.push(each)
    for (const browser of town.browsers) await town.close(browser)
    return wrong
  } finally {
    process.off('uncaughtException', uncaught).off('unhandledRejection', uncaught)
  }
}

const peersOf = ({ pages }: Browser): Peer[] => pages.map(({ peer }) => peer)

/** Everybody is back, and time passes until all agree, or for long. */
async function settle(town: Town): Promise<void> {
  for (const browser of town.browsers) {
    await town.room(browser)
    browser.doom = {}
    for (const { death } of browser.pages) death.left = Number.POSITIVE_INFINITY
    if (browser.pages.length === 0) await town.open(browser)
    await town.line(browser)
    // What a page kept and was struck over, nobody may have told the other tab.
    if (browser.wasStruck) for (const peer of peersOf(browser)) await peer.meetOtherTabs()
  }
  await town.timing.pass(15_000)
  const [host] = peersOf(town.host) as [Peer]
  await host.catchUp()
  await host.jump(town.ahead + HOUR, 'the end') // behind what clocks that were ahead have signed
  for (let round = 0; round < 60 && apart(town).length > 0; round++) await town.timing.pass(10_000)
}

/** Who is not where the host is. */
function apart({ browsers, host }: Town): string[] {
  const [{ engine }] = peersOf(host) as [Peer]
  return browsers.flatMap((browser) =>
    peersOf(browser).flatMap((peer) => {
      const at = { ...hashOf(peer), ...peer.finality }
      const isThere = at.seal === engine.last.hash && at.sum === engine.last.sum && at.open.length === 0
      return isThere && ['sealing', 'elsewhere'].includes(at.state) ? [] : [`${browser.name} stays behind: ${JSON.stringify(at)}`]
    }),
  )
}

async function* broken(town: Town): AsyncGenerator<string> {
  const [{ engine, store }] = peersOf(town.host) as [Peer]
  const fates = new Map<Hash, Settled | undefined>()
  for (const hash of town.told.keys()) fates.set(hash, await store.verdictOf(hash))
  for (const fate of fates.values()) town.count(fate ? (fate.verdict ? 'did not happen' : 'happened') : 'cut or gone')

  // What a disk refused did not happen, and of what a page died over no more than it was about.
  const rows = (await collect(store.rowsAfter([]))).flatMap((text) => okay(readRow(text)))
  const untold = rows.filter(({ hash, body }) => body.seq > (town.photo.heads.get(body.device) ?? 0) && !town.told.has(hash)).length
  const unsure = town.browsers.reduce((sum, browser) => sum + browser.unsure, 0)
  if (untold > unsure) yield `${untold} acts happened of which nobody was told, and ${unsure} may have`
  for (const { row, by } of town.told.values())
    if (engine.isStopped(row.body.device) && !by.wasRestored) yield `a device of ${by.name} was stopped, of which there is no copy`
  town.count('stopped devices', engine.stopped.size)

  for (const browser of town.browsers) {
    for (const { peer, screen } of browser.pages) {
      yield* brokenWords(town, browser, peer, fates)
      if (screen.shown !== screen.ought()) yield `a screen of ${browser.name} shows ${screen.shown}, not ${screen.ought()}`
    }
    const before = memoryOf(peersOf(browser)[0] as Peer)
    await town.close(browser)
    await town.open(browser)
    const [again] = peersOf(browser) as [Peer]
    if (memoryOf(again) !== before) yield `${browser.name} begins anew with ${memoryOf(again)}, not ${before}`
    for await (const each of brokenWords(town, browser, again, fates)) yield `${each}, behind a restart`
    yield* [...auditMoney((table) => again.engine.rowsOf(table)), ...again.engine.alarms]
  }
}

/** What a page says that is not so, or does not say, of all that the people in its browser were told. */
async function* brokenWords(town: Town, browser: Browser, peer: Peer, fates: Fates): AsyncGenerator<string> {
  const told = [...town.told.values()].filter(({ by, knownIn }) => by === browser || knownIn.includes(browser))
  const here = await peer.store.rowsByHash(told.map(({ row }) => row.hash))
  const words = await peer.store.payloads(told.flatMap(({ row }) => wordsNamedIn(row.body.data)))
  const lost = new Map(peer.voids.list.map(({ id, final }) => [id, final ? ', listed as lost for good' : ', listed as pending']))
  for (const { row, by, isLost } of told) {
    const { hash, body } = row
    const isOwn = by === browser && !isLost
    if (!fates.get(hash) && !here.has(hash) && !isOwn) continue // cut, and nobody has brought it here
    const what = `${body.type} ${body.seq} of ${by.name} is in ${browser.name}`
    const ought = fates.get(hash)?.verdict === null ? 'final' : 'void, listed as lost for good'
    const is = peer.standing(hash) + (lost.get(hash) ?? '')
    if (isLost && is === 'pending') continue // it waits for one before it, which was on that disk alone
    if (is !== ought) yield `${what} ${is}; it is ${ought}`
    if (isOwn && !wordsNamedIn(body.data).every((name) => words.has(name))) yield `${what} without its words`
  }
}

/** What a page has to say after a restart as before it. */
const memoryOf = (peer: Peer): string =>
  JSON.stringify([hashOf(peer), peer.voids.list, peer.finality.state, peer.personas.map(({ device }) => device.id).toSorted()])
