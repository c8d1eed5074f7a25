/** What must hold of a town (`town.ts`) once everybody is back: all see the same, what somebody was told is true, and a restart changes nothing. */
import { devices } from '../../src/areas/accounts/tables'
import { readRow } from '../../src/log/rows'
import type { DeviceId, Hash, Row, Settled } from '../../src/log/types'
import { okay } from '../../src/peer/life'
import { wordsNamedIn } from '../../src/peer/payload'
import type { Peer } from '../../src/peer/peer'
import { collect } from '../store/fixtures'
import { auditMoney } from '../support/moneyAudit'
import { nextBuild } from '../support/builds'
import { hashOf } from '../support/peers'
import { type Browser, HOUR, lookAll, type Tally, Town } from './town'
import { overdue } from './townDesk'
import { diskOf, type Kept, leftOf } from './townWords'

type Disk = Awaited<ReturnType<typeof diskOf>>
type Fates = ReadonlyMap<Hash, Settled | undefined>

/** Plays a story to its end. @returns all that is wrong then, in words */
export async function wrongIn(story: Parameters<typeof Town.play>[0], tally: Tally = {}): Promise<string[]> {
  const wrong: string[] = []
  const uncaught = (error: unknown): void => void wrong.push(`nobody caught ${error instanceof Error ? error.stack : String(error)}`)
  process.on('uncaughtException', uncaught).on('unhandledRejection', uncaught)
  try {
    const town = await Town.play(story, tally)
    await settle(town)
    wrong.push(...town.wrong)
    if (isWithoutRows(town)) town.count('the rows of a seal are lost')
    else wrong.push(...apart(town))
    if (isFrozen(town)) {
      town.count('frozen')
      for await (const each of thawed(town)) wrong.push(each)
    } else if (wrong.length === 0 && !isWithoutRows(town)) {
      for await (const each of broken(town)) wrong.push(each)
      wrong.push(...(await atOdds(town)))
    }
    for (const browser of town.browsers) await town.close(browser)
    return wrong
  } finally {
    process.off('uncaughtException', uncaught).off('unhandledRejection', uncaught)
  }
}

const peersOf = ({ pages }: Browser): Peer[] => pages.map(({ peer }) => peer)

/** Everybody is back, and time passes until all agree, or for long. */
async function settle(town: Town): Promise<void> {
  await town.part(town.host)
  for (const browser of town.browsers) {
    browser.lag = 0
    town.clearUp(browser)
    if (town.story.isMixed) {
      await town.close(browser)
      browser.build = nextBuild
    }
    for (const peer of peersOf(browser)) peer.stepAside(false)
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
  // Whose line made them look hostile is turned away for a while (`sync.ts`), and comes again as long as it is there.
  let last = 60
  const isOver = (round: number): boolean => apart(town).length === 0 || round === last || (round > 12 && isWithoutRows(town))
  for (let round = 0; !isOver(round); round++) {
    await town.timing.pass(10_000)
    if (round % 6 === 5) await town.part(town.host)
    if (round < 400 && town.browsers.some(({ pages }) => pages.some(({ sync }) => sync.turnedAway() > 0))) last = Math.max(last, round + 20)
  }
  for (const browser of town.browsers) for (const peer of peersOf(browser)) await lookAll(peer)
  await town.timing.pass(40_000)
}

/** The host has said two things under one number, which can only be where its disk was replaced. */
const isFrozen = ({ browsers, story }: Town): boolean =>
  story.isHostCopied && browsers.some((browser) => peersOf(browser).some(({ engine }) => engine.frozen))

/** The host has sealed what was on its own disk alone, and an older copy was put over that: nothing more can become final. */
const isWithoutRows = (town: Town): boolean =>
  town.story.isHostCopied && !isFrozen(town) && peersOf(town.host).some((peer) => peer.heldSeals().length > 0)

/** In a frozen world nobody goes on, also behind a restart, and what is final somewhere stays so there (K12). */
async function* thawed(town: Town): AsyncGenerator<string> {
  for (const browser of town.browsers) {
    const memory = () => peersOf(browser).map((peer) => JSON.stringify([peer.engine.last.hash, peer.engine.frozen, peer.finality.state]))
    const [before] = memory()
    await town.close(browser)
    await town.open(browser)
    if (memory()[0] !== before) yield `${browser.name} begins anew with ${memory()[0]}, not ${before}, in a frozen world`
  }
}

/** Who is not where the host is; in a frozen world, who has not heard so. */
function apart(town: Town): string[] {
  const { browsers, host, told } = town
  if (isFrozen(town))
    return browsers.flatMap((browser) =>
      peersOf(browser).flatMap(({ finality }) =>
        finality.state === 'frozen' ? [] : [`${browser.name} has not heard that the world is frozen`],
      ),
    )
  const [{ engine }] = peersOf(host) as [Peer]
  return browsers.flatMap((browser) =>
    peersOf(browser).flatMap((peer) => {
      const at = { ...hashOf(peer), ...peer.finality }
      // Where only part of what somebody signed at once had come, and the rest was on a disk that is gone, nobody else can be shown it.
      const open = peer.engine.open.filter(({ hash, row }) => !told.get(hash)?.isLost && !isNobodys(peer, row))
      const isThere = at.seal === engine.last.hash && at.sum === engine.last.sum && open.length === 0
      return isThere && ['sealing', 'elsewhere'].includes(at.state) ? [] : [`${browser.name} stays behind: ${JSON.stringify(at)}`]
    }),
  )
}

/** Lines whose ends never find that both have the same, although nothing happens any more. What an older copy took with it may be missed. */
async function atOdds({ browsers, told, timing }: Town): Promise<string[]> {
  if ([...told.values()].some(({ isLost }) => isLost)) return []
  const found = () =>
    browsers.flatMap(({ name, pages }) =>
      pages.flatMap(({ sync }) =>
        sync.links().flatMap(({ id, isUsed, inSync }) => (isUsed && !inSync ? [`${name} is at odds on ${id}`] : [])),
      ),
    )
  for (let round = 0; round < 20 && found().length > 0; round++) await timing.pass(7_000)
  return found()
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
  for (const hash of town.lies) {
    const fate = fates.get(hash)
    if (fate?.verdict === null) yield `what nobody may do happened: ${town.told.get(hash)?.row.body.type}`
    town.count(`lies: ${fate?.verdict?.why ?? 'cut or gone'}`)
  }
  for (const [hash, name] of town.said.final) {
    // An older copy was put back here, and one of the host as well, which has forgotten the seal: nobody is left who knows of it.
    if (town.told.get(hash)?.isLost && town.host.wasRestored && !fates.get(hash)) continue
    if (fates.get(hash)?.verdict !== null) yield `${name} said that ${town.told.get(hash)?.row.body.type} is final`
  }
  for (const [hash, name] of town.said.lost)
    if (fates.get(hash)?.verdict === null) yield `${name} said that ${town.told.get(hash)?.row.body.type} is lost for good`

  // Words and files: what its maker erased is nowhere, and what anybody has all others can have.
  const placed = []
  for (const row of rows) {
    const settled = await store.verdictOf(row.hash)
    if (settled?.verdict === null) placed.push({ row, at: settled.at })
  }
  const accountOf = (device: DeviceId) => town.people.get(device)
  yield* overdue(engine, placed, accountOf, (what) => town.count(what))
  const accepted = placed.map(({ row }) => row)
  const kept = leftOf(accepted, accountOf)
  town.count('erased words', kept.erased.size)
  town.count('erased files', kept.gone.size)
  town.count('deleted accounts', kept.left.size)
  const disks = await Promise.all(town.browsers.map((browser) => diskOf((peersOf(browser)[0] as Peer).store)))
  for (const [i, browser] of town.browsers.entries()) yield* brokenDisk(browser, disks[i] as Disk, kept, disks)

  for (const browser of town.browsers) {
    for (const { peer, screen } of browser.pages) {
      yield* brokenWords(town, browser, peer, fates, kept)
      if (screen.shown !== screen.ought()) yield `a screen of ${browser.name} shows ${screen.shown}, not ${screen.ought()}`
    }
    const before = memoryOf(peersOf(browser)[0] as Peer)
    await town.close(browser)
    await town.open(browser)
    const [again] = peersOf(browser) as [Peer]
    if (memoryOf(again) !== before) yield `${browser.name} begins anew with ${memoryOf(again)}, not ${before}`
    for await (const each of brokenWords(town, browser, again, fates, kept)) yield `${each}, behind a restart`
    yield* [...auditMoney((table) => again.engine.rowsOf(table)), ...again.engine.alarms]
  }
}

/** Signed by who came too late to an invite, which is final: no host lets in what else they sign (K20), and it stays where it is. */
const isNobodys = ({ engine }: Peer, { body }: Row): boolean =>
  engine.read(devices, body.device) === undefined && engine.head(body.device) !== undefined

/** More acts that did not happen are not listed. */
const MOST_LISTED = 200

/** What a page says that is not so, or does not say, of all that the people in its browser were told. */
async function* brokenWords(town: Town, browser: Browser, peer: Peer, fates: Fates, kept: Kept): AsyncGenerator<string> {
  const told = [...town.told.values()].filter(({ by, knownIn }) => by === browser || knownIn.includes(browser))
  const here = await peer.store.rowsByHash(told.map(({ row }) => row.hash))
  const words = await peer.store.payloads(told.flatMap(({ row }) => wordsNamedIn(row.body.data)))
  const lost = new Map(peer.voids.list.map(({ id, final }) => [id, final ? ', listed as lost for good' : ', listed as pending']))
  for (const { row, by, isLost } of told) {
    const { hash, body } = row
    const isOwn = by === browser && !isLost
    if (!fates.get(hash) && !here.has(hash) && !isOwn) continue // cut, and nobody has brought it here
    const what = `${body.type} ${body.seq} of ${by.name} is in ${browser.name}`
    const isListed = lost.size < MOST_LISTED || lost.has(hash)
    const ought = fates.get(hash)?.verdict === null ? 'final' : isListed ? 'void, listed as lost for good' : 'void'
    const is = peer.standing(hash) + (lost.get(hash) ?? '')
    if (isLost && is === 'pending') continue // it waits for one before it, which was on that disk alone
    if (is === 'void' && body.type === 'accounts.enrolled') continue // who was not let in is nobody here
    // Nor is whose device was let in and whose joining was refused (ACC-18): it acts for nobody. Behind a restart only `verdict` knows of it.
    const actsForNobody = isNobodys(peer, row) || peer.engine.read(devices, body.device)?.account === ''
    const isLookedUp = is === 'final' && (await peer.verdict(hash)).standing === 'void'
    if (actsForNobody && by !== browser && (is.startsWith('void') || isLookedUp)) continue
    if (is !== ought && by !== browser && body.type === 'accounts.joined') continue // nor is it told to anybody here
    if (is !== ought) yield `${what} ${is}; it is ${ought}`
    if (isOwn && !wordsNamedIn(body.data).every((name) => words.has(name) || kept.erased.has(name))) yield `${what} without its words`
  }
}

/** What a page has to say after a restart as before it. */
const memoryOf = (peer: Peer): string =>
  JSON.stringify([hashOf(peer), peer.voids.list, peer.finality.state, peer.personas.map(({ device }) => device.id).toSorted()])

/** What lies on a disk that should not, or does not that others could have given. */
function* brokenDisk({ name }: Browser, disk: Disk, kept: Kept, disks: readonly Disk[]): Generator<string> {
  for (const hash of kept.erased) if (disk.words.has(hash)) yield `${name} keeps words that were erased: ${hash}`
  for (const hash of kept.gone) if (disk.files.has(hash)) yield `${name} keeps a file that was erased: ${hash}`
  for (const hash of kept.shownWords)
    if (!disk.words.has(hash) && disks.some(({ words }) => words.has(hash))) yield `${name} lacks words that others have: ${hash}`
  for (const hash of kept.shownFiles)
    if (!disk.files.has(hash) && disks.some(({ files }) => files.has(hash))) yield `${name} lacks a file that others have: ${hash}`
}
