/**
 * Worlds of any size, from a seed: the same options give the same world, to the last byte, in Node and in browsers.
 *
 *     const { rows } = await makeWorld({ events: 100_000, signed: false, sealEvery: 0 })   // for the fold
 *     const world = await makeWorld({ events: 20_000, accounts: 200 })                     // signed and sealed, for stores and sync
 *     await putWorld(world)                                                                // worldsStore.ts; in a page: worldsInPage.ts
 *
 * People arrive over the first half of its time; everybody posts, likes, comments, follows, tops up, sends money and tips by the real
 * areas' rules, and every act stands. Somebody's acts of one sitting are one batch: signed once, on the last row (K1). Reports are locked
 * with keys that are drawn anew each time, so a world with a desk has other bytes when it is made again.
 */
import { areas } from '../../src/areas'
import { enrolling, joining, type Kind } from '../../src/areas/accounts/events'
import { accountId } from '../../src/areas/accounts/rules'
import { compose, parametersOf } from '../../src/areas/compose'
import { breaches } from '../../src/areas/flags/events'
import { ticketOf } from '../../src/areas/reports/events'
import { lockReport } from '../../src/areas/reports/ui/sealing'
import { characters } from '../../src/areas/shapes'
import { quoteTip } from '../../src/areas/tips/rules'
import { type Bytes, concat, fromBase64, hashOf, toBase64, utf8 } from '../../src/kit/bytes'
import { Engine, startOf } from '../../src/log/engine'
import { makeRow, makeSeal, worldId, writeBody, writeSeal } from '../../src/log/rows'
import type { Reader } from '../../src/log/rules'
import { type Signer, signerFromSeed } from '../../src/log/signing'
import type { Data, Genesis, Hash, Json, Millis, Ref, Row, Seal, Snapshot } from '../../src/log/types'
import { wrap } from '../../src/peer/payload'
import { boxKeyOf } from '../../src/secrets/boxes'
import type { Member } from '../../src/secrets/contents'
import type { Settlement } from '../../src/store/feeds'
import type { Payload } from '../../src/store/payloads'
import { type Dice, makeDice } from './network'

export interface WorldOptions {
  /** Rows in all: 1,000 to 1,000,000. */
  readonly events: number
  /** One for a hundred events unless told; each needs six events at least. */
  readonly accounts?: number
  readonly seed?: number
  /** How long the world has lasted. */
  readonly days?: number
  /** False: device ids and proofs are only shaped like real ones, and no row is signed. Quicker, and enough for a fold. */
  readonly signed?: boolean
  /** Rows between seals; 0: nothing is sealed. */
  readonly sealEvery?: number
  /** So many rows at the end are covered by no seal; fewer than half. */
  readonly open?: number
  /** So many rows at least lie behind the snapshot, as between two saves of a running peer. */
  readonly sinceSnapshot?: number
  /** False: no row names what its author saw, as if everybody had been offline. */
  readonly seen?: boolean
  /** So many works are posted first, looked at by the host, and known again by how they look; each takes two events. */
  readonly works?: number
  /** So many posts at its end, on top of the events: for feeds that go on and on. */
  readonly posts?: number
  /** What people write and are called, each one of these: of 1 to 50 characters. A few plain words unless told. */
  readonly sayings?: readonly string[]
  /** The rules version that its genesis names; this build's unless told. */
  readonly version?: number
  /** Work for moderators, on top of the events; nothing of it is decided. */
  readonly desk?: DeskWork
}

/** The first three people are the desk. */
export interface DeskWork {
  /** Cases that moderators opened and nobody has claimed, each about a post of its own. */
  readonly cases: number
  /** Reports that nobody has opened, all on one post, each by somebody else. */
  readonly reports: number
}

/** Who lives there. `device` can sign only in a signed world. */
export interface Inhabitant {
  readonly handle: string
  readonly name: string
  readonly kind: Kind
  readonly account: string
  readonly device: Signer
  readonly rootSeed: Bytes
  readonly boxSeed: Bytes
}

export interface World {
  readonly genesis: Genesis
  readonly id: string
  /** In the order in which they were signed; the last ones are pending if `open` was given. */
  readonly rows: readonly Row[]
  readonly seals: readonly Seal[]
  /** What each seal made final, as a store takes it. */
  readonly settlements: readonly Settlement[]
  /** At some late seal; `undefined` where nothing is sealed. */
  readonly snapshot: Snapshot | undefined
  readonly payloads: readonly Payload[]
  readonly blobs: readonly Bytes[]
  readonly hostKey: Signer
  /** The private half of the invite by which everybody came, and anybody may. */
  readonly invite: Bytes
  /** The first one, `mesi`, is the first admin. */
  readonly people: readonly Inhabitant[]
  /** World time behind the last row. */
  readonly now: Millis
}

export const BEGINS: Millis = Date.UTC(2026, 0, 1)
const DAY = 86_400_000
const NO_PROOF = 'A'.repeat(86)
const ARRIVAL = 5
const LONGEST_SITTING = 8
const DESK = 3

/** @throws RangeError for fewer than two accounts, or more than the events suffice for; for a desk without enough people to report to it */
export async function makeWorld(options: WorldOptions): Promise<World> {
  const {
    events,
    seed = 1,
    days = 365,
    signed = true,
    sealEvery = 100,
    open = 0,
    sinceSnapshot = 1_000,
    seen = true,
    works = 0,
    posts = 0,
    sayings,
    desk,
  } = options
  const accounts = options.accounts ?? Math.min(10_000, Math.max(2, Math.round(events / 100)))
  if (posts > 0 && open > 0) throw new RangeError('posts on top are sealed rows')
  if (desk && (open > 0 || desk.reports > accounts - DESK)) throw new RangeError('a desk needs sealed rows, and a reporter for each report')
  if (accounts < 2 || accounts * (ARRIVAL + 1) > events) throw new RangeError(`${accounts} accounts do not fit into ${events} events`)

  const keyOf = keyring(signed ? signerFromSeed : unableSigner)
  const dice = makeDice(seed)
  const invite = bytesOf(`${seed} invite`)
  const [hostKey, inviteKey] = [await keyOf(bytesOf(`${seed} host`)), await keyOf(invite)]
  const first = await makePerson(0, seed, keyOf)
  // Worlds of other sizes have other ids, so that one browser can hold several.
  const nonce = hashOf(
    JSON.stringify([
      seed,
      events,
      accounts,
      days,
      signed,
      sealEvery,
      open,
      seen,
      ...(works > 0 ? [works] : []),
      ...(desk ? [desk] : []),
      ...(posts > 0 ? [{ posts }] : []),
      ...(sayings ? [sayings] : []),
    ]),
  )
  const genesis = genesisOf(seed, nonce, hostKey.id, first.account, works > 0, options.version)
  const id = worldId(genesis)
  const people: Inhabitant[] = [first]
  const town = new Town(dice, sayings)

  const rows: Row[] = []
  const feeds = new Map<string, Ref>()
  const total = events + posts + (desk ? 2 * desk.cases + desk.reports + 3 : 0)
  const pace = (days * DAY) / total
  let now = BEGINS
  let before: Ref | undefined // the last row of the sitting before, as long as no seal covers it

  /** One sitting of one device: its acts are one batch. */
  async function write(device: Signer, deeds: readonly Deed[]): Promise<Row[]> {
    const written: Row[] = []
    let head = feeds.get(device.id)
    for (const [i, { type, data }] of deeds.entries()) {
      now += 1 + dice.int(pace * 2 - 1)
      const saw = seen && i === 0 && before && before.device !== device.id ? [before] : []
      const { seq, hash } = head ?? { seq: 0, hash: null }
      const body = { v: 1 as const, world: id, device: device.id, seq: seq + 1, prev: hash, stamp: now, seen: saw, type, data }
      const text = writeBody(body)
      const row = makeRow(signed && i === deeds.length - 1 ? (await device.sign(text)) + text : text, body)
      head = { device: device.id, seq: seq + 1, hash: row.hash }
      written.push(row)
    }
    feeds.set(device.id, (before = head as Ref))
    for (const row of written) rows.push(row)
    return written
  }

  async function arrive(person: Newcomer): Promise<void> {
    const { device, account, root } = person
    const joinProof = signed ? await inviteKey.sign(joining(id, inviteKey.id, device.id)) : NO_PROOF
    const rootProof = signed ? await root.sign(enrolling(id, account, device.id)) : NO_PROOF
    await write(device, town.arrival(person, { invite: inviteKey.id, joinProof, rootProof }))
  }

  const host = sealEvery > 0 ? new SealingHost(genesis, hostKey, signed) : undefined
  let sealed = 0
  let snapshot: Snapshot | undefined
  async function seal(): Promise<void> {
    await host?.seal(rows.slice(sealed), now)
    sealed = rows.length
    before = undefined
    if (host && !snapshot && total - sealed < sinceSnapshot + sealEvery + ARRIVAL + LONGEST_SITTING) snapshot = host.engine.snapshot()
  }

  await write(hostKey, [{ type: 'accounts.invited', data: { key: inviteKey.id, uses: 100_000, until: BEGINS + 50 * 365 * DAY } }])
  await arrive(first)
  const arrivalEvery = events / 2 / accounts
  const closing = events - open
  while (rows.length < events) {
    if (people.length < accounts && rows.length >= people.length * arrivalEvery) {
      const person = await makePerson(people.length, seed, keyOf)
      await arrive(person)
      people.push(person)
    } else if (town.works < works) {
      const person = dice.pick(people)
      const posts = await write(
        person.device,
        Array.from({ length: LONGEST_SITTING }, () => town.post(person)),
      )
      town.remember(posts, person)
      await write(
        hostKey,
        posts.map(({ hash }) => town.known(hash)),
      )
    } else {
      const person = dice.pick(people)
      const room = (rows.length < closing ? closing : events) - rows.length
      const deeds = Array.from({ length: Math.min(1 + dice.int(LONGEST_SITTING), room) }, () => town.deed(person, people, now))
      town.remember(await write(person.device, deeds), person)
    }
    if (host && rows.length <= closing && (rows.length - sealed >= sealEvery || rows.length === closing)) await seal()
  }
  for (let left = posts; left > 0; left -= LONGEST_SITTING) {
    const person = dice.pick(people)
    const some = Array.from({ length: Math.min(left, LONGEST_SITTING) }, () => town.post(person))
    town.remember(await write(person.device, some), person)
    if (host && (rows.length - sealed >= sealEvery || left <= LONGEST_SITTING)) await seal()
  }
  if (desk)
    for await (const [person, deeds] of town.deskWork(people, desk)) {
      town.remember(await write(person.device, deeds), person)
      if (host && (rows.length - sealed >= sealEvery || rows.length === total)) await seal()
    }
  if (host && !snapshot) snapshot = host.engine.snapshot()
  const { seals, settlements } = host ?? { seals: [], settlements: [] }
  return { genesis, id, rows, seals, settlements, snapshot, payloads: town.payloads, blobs, hostKey, invite, people, now: now + 1 }
}

// ---- the house

function genesisOf(seed: number, nonce: string, host: string, firstAdmin: string, isChecked: boolean, version = 1): Genesis {
  // The rules know the rest: so a parameter that is new makes no other world.
  const parameters = { ...(isChecked ? {} : { 'content.checks': 'off' }), 'accounts.firstAdmin': firstAdmin }
  return {
    v: 1,
    name: `World ${seed}`,
    nonce,
    seed,
    begins: BEGINS,
    host,
    root: host,
    version,
    parameters,
    parent: null,
    base: null,
  }
}

/** Seals what is given to it, as the host of a world does. */
class SealingHost {
  readonly seals: Seal[] = []
  readonly settlements: Settlement[] = []
  readonly engine: Engine
  private now: Millis = BEGINS

  constructor(
    genesis: Genesis,
    private readonly key: Signer,
    private readonly signed: boolean,
  ) {
    this.engine = new Engine(compose(areas), startOf(genesis), { local: () => this.now, host: () => this.now })
    this.engine.onSettled = (seal, settled) => {
      this.seals.push(seal)
      this.settlements.push({ seal, settled })
    }
  }

  async seal(rows: readonly Row[], upTo: Millis): Promise<void> {
    this.now = upTo
    this.engine.add(rows)
    const body = this.engine.propose(upTo)
    const text = writeSeal(body)
    this.engine.add([], [makeSeal((this.signed ? await this.key.sign(text) : '') + text, body)])
    this.engine.takeChanged()
    this.engine.takeJudged()
  }
}

// ---- the people

const firstNames = 'Mila Noor Theo Ines Jonas Aya Luca Rosa Emil Zoe Milo Nia Otto Lena Hugo Vera Sami Ida Leon Maya'.split(' ')
const lastNames = 'Voss Lindt Okafor Marin Haas Costa Bauer Novak Sato Reyes Frey Duarte Weiss Amsel Kovac Brandt'.split(' ')

/** Making a key takes 0.3 ms, so some share a root key: accounts of one root differ by their nonce. */
const ROOTS = 100

async function makePerson(n: number, seed: number, keyOf: KeyMaker): Promise<Newcomer> {
  const kind: Kind = n % 8 === 7 ? 'ai' : 'real'
  const rootSeed = bytesOf(`${seed} root ${n % ROOTS}`)
  const root = await keyOf(rootSeed)
  const nonce = hashOf(`${seed} nonce ${n}`)
  const name = n === 0 ? 'Mesi' : `${firstNames[n % firstNames.length]} ${lastNames[n % lastNames.length]}`
  const handle = n === 0 ? 'mesi' : `${name.toLowerCase().replace(' ', '_')}_${n}`
  const device = await keyOf(bytesOf(`${seed} device ${n}`))
  const account = accountId(root.id, kind, nonce)
  const boxSeed = bytesOf(`${seed} box ${n}`)
  const box = n < REAL_BOXES ? (await boxKeyOf(boxSeed)).id : hashOf(boxSeed)
  return { handle, name, kind, account, device, rootSeed, boxSeed, root, box, nonce }
}
/** Only these may be personas of a browser; nobody opens what is sealed to the others. */
export const REAL_BOXES = 20

interface Newcomer extends Inhabitant {
  readonly root: Signer
  readonly box: string
  readonly nonce: string
}
type KeyMaker = (seed: Bytes) => Promise<Signer>
const bytesOf = (name: string): Bytes => fromBase64(hashOf(name)) as Bytes

/** Makes each key once. */
function keyring(make: KeyMaker): KeyMaker {
  const made = new Map<string, Promise<Signer>>()
  return (seed) => {
    const name = toBase64(seed)
    const key = made.get(name) ?? make(seed)
    made.set(name, key)
    return key
  }
}

/** For worlds without signatures: an id that is shaped like a key. */
async function unableSigner(seed: Bytes): Promise<Signer> {
  const id = hashOf(seed)
  const kept = { kind: 'seed', id, seed } as const
  return { id, sign: () => Promise.reject(new Error('nobody signs in this world')), keep: () => kept }
}

// ---- what they do

interface Deed {
  readonly type: string
  readonly data: Data
}

const likely = {
  like: 40,
  comment: 14,
  follow: 14,
  tip: 12,
  topUp: 8,
  post: 6,
  transfer: 6,
}
type Doing = keyof typeof likely
const doings = Object.entries(likely).flatMap(([doing, times]) => Array<Doing>(times).fill(doing as Doing))

const words =
  'morning light over the river and a song that nobody knows yet thank you for being here tonight we dance until it rains again softly'.split(
    ' ',
  )

/** Draws acts that will stand: it keeps in mind just what that takes. */
class Town {
  readonly payloads: Payload[] = []
  /** How many works the filter has looked at. */
  works = 0
  private readonly posts: { readonly id: Hash; readonly by: string }[] = []
  private readonly done = new Set<string>()
  /** EUR cents by account. */
  private readonly purses = new Map<string, number>()
  private readonly toppedUp = new Map<string, number>()

  constructor(
    private readonly dice: Dice,
    private readonly sayings: readonly string[] | undefined,
  ) {}

  arrival(
    { kind, account, handle, name, root, box, nonce }: Newcomer,
    by: { invite: string; joinProof: string; rootProof: string },
  ): Deed[] {
    const created = { root: root.id, box, kind, nonce, proof: by.rootProof }
    return [
      { type: 'accounts.joined', data: { invite: by.invite, proof: by.joinProof } },
      { type: 'accounts.created', data: created },
      ...(kind === 'real' ? [{ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }] : []),
      { type: 'accounts.handleClaimed', data: { handle } },
      {
        type: 'accounts.profileEdited',
        data: {
          name: this.writing(account, this.sayings ? this.phrase(1) : name),
          bio: this.writing(account, this.phrase(8)),
          categories: [],
        },
      },
    ]
  }

  deed(person: Inhabitant, people: readonly Inhabitant[], now: Millis): Deed {
    const { account } = person
    const doing = this.dice.pick(doings)
    const post = this.anyPost()
    const other = this.dice.pick(people)
    const isOther = other.account !== account
    switch (doing) {
      case 'like':
        if (post && this.isFirst(`${post.id} ${account}`)) return { type: 'content.liked', data: { content: post.id } }
        break
      case 'comment':
        if (post)
          return { type: 'content.commented', data: { content: post.id, text: this.writing(account, this.phrase(9)), made: 'human' } }
        break
      case 'follow':
        if (isOther && this.isFirst(`${account} ${other.account}`)) return { type: 'accounts.followed', data: { account: other.account } }
        break
      case 'tip': {
        const amount = 50 + this.dice.int(950)
        if (!post || post.by === account || !this.spends(account, amount)) break
        return { type: 'tips.sent', data: { to: post.by, content: post.id, currency: 'EUR', amount, agreed: tipOf(amount) } }
      }
      case 'transfer': {
        const amount = 100 + this.dice.int(900)
        if (!isOther || !this.spends(account, amount)) break
        this.purses.set(other.account, (this.purses.get(other.account) ?? 0) + amount)
        return { type: 'ledger.transferred', data: { to: other.account, currency: 'EUR', amount, agreed: plainly(amount) } }
      }
      case 'topUp':
        return this.topUp(account, now)
      case 'post':
        break
    }
    return doing === 'tip' || doing === 'transfer' ? this.topUp(account, now) : this.post(person)
  }

  /** Their posts can be liked from now on. */
  remember(rows: readonly Row[], { account }: Inhabitant): void {
    for (const { hash, body } of rows) if (body.type === 'content.published') this.posts.push({ id: hash, by: account })
  }

  /** The host has looked at a work that nobody has changed yet, and knows it again by four prints. */
  known(content: Hash): Deed {
    this.works++
    const print = () => Array.from({ length: 16 }, () => this.dice.int(16).toString(16)).join('')
    const subject = { kind: 'content', id: content, version: '0' }
    return {
      type: 'filter.found',
      data: { subject, filter: '1', advice: 'pass', hits: [], prints: Array.from({ length: 4 }, print) },
    }
  }

  /** Two of the first three become moderators; then one sitting after the other of those who post, of the desk, and of those who report. */
  async *deskWork(people: readonly Inhabitant[], { cases, reports }: DeskWork): AsyncGenerator<[Inhabitant, Deed[]]> {
    const [admin, ...moderators] = people.slice(0, DESK) as [Inhabitant, ...Inhabitant[]]
    const others = people.slice(DESK)
    yield [admin, moderators.map(({ account }) => ({ type: 'accounts.roleGranted', data: { account, role: 'moderator' } }))]
    for (let left = cases; left > 0; left -= LONGEST_SITTING) {
      const poster = this.dice.pick(others)
      const count = Math.min(left, LONGEST_SITTING)
      yield [poster, Array.from({ length: count }, () => this.post(poster))]
      const found = this.posts.slice(-count)
      yield [this.dice.pick(moderators), found.map(({ id }) => ({ type: 'moderation.caseOpened', data: this.found(id) }))]
    }
    const [victim, ...crowd] = others as [Inhabitant, ...Inhabitant[]]
    yield [victim, [this.post(victim)]]
    const readers = await Promise.all(
      people.slice(0, DESK).map(async ({ account, boxSeed }) => ({ account, box: (await boxKeyOf(boxSeed)).id })),
    )
    const post = this.posts.at(-1)?.id ?? ''
    for (const reporter of crowd.slice(0, reports)) yield [reporter, [await this.report(reporter, post, readers)]]
  }

  private found(post: Hash) {
    return { subject: { kind: 'content', id: post, version: '0' }, breach: this.dice.pick(breaches) }
  }

  private async report({ account, name }: Inhabitant, post: Hash, readers: readonly Member[]): Promise<Deed> {
    const secret = hashOf(`${account} ${post}`)
    const evidence = { by: name, at: BEGINS, words: this.phrase(14), files: [] }
    const told = { ...this.found(post), secret, statement: this.phrase(12), evidence }
    const { hash, bytes } = wrap(account, await lockReport(account, told, readers))
    this.payloads.push({ hash, bytes })
    const data = { sealed: { hash, size: bytes.length }, ticket: ticketOf(secret), mark: hashOf(`mark ${secret}`) }
    return { type: 'reports.filed', data }
  }

  post({ account, kind }: Inhabitant): Deed {
    const isImage = this.dice.int(5) < 2
    const picture = this.dice.pick(pictures)
    const data = {
      form: 'droplet',
      media: isImage ? 'image' : 'text',
      files: isImage ? [picture] : [],
      caption: this.writing(account, this.phrase(14)),
      audience: 'everyone',
      moods: [],
      tags: this.dice.int(10) < 3 ? ['night-drive'] : [],
      rightsConfirmed: true,
      made: kind === 'ai' ? 'generated' : 'human',
      persona: 'none',
    }
    return { type: 'content.published', data }
  }

  /** The card's limit is a day's: who has reached it posts instead. */
  private topUp(account: string, now: Millis): Deed {
    const amount = 2_000 + this.dice.int(80) * 100
    const day = `${account} ${Math.floor(now / DAY)}`
    const sum = (this.toppedUp.get(day) ?? 0) + amount
    this.toppedUp.set(day, sum)
    this.purses.set(account, (this.purses.get(account) ?? 0) + amount)
    if (sum > MOST_A_DAY) throw new RangeError('too few days for so much money: make the world last longer')
    return { type: 'ledger.toppedUp', data: { card: 'works', currency: 'EUR', amount, into: 'EUR', agreed: plainly(amount) } }
  }

  private spends(account: string, amount: number): boolean {
    const purse = this.purses.get(account) ?? 0
    if (purse < amount) return false
    this.purses.set(account, purse - amount)
    return true
  }

  /** New posts are looked at more than old ones. */
  private anyPost() {
    const draw = this.dice.chance()
    return this.posts[Math.floor(this.posts.length * (1 - draw * draw))]
  }
  private isFirst(deed: string): boolean {
    if (this.done.has(deed)) return false
    this.done.add(deed)
    return true
  }

  private phrase(most: number): string {
    if (this.sayings) return this.dice.pick(this.sayings)
    const length = 1 + this.dice.int(most)
    return Array.from({ length }, () => this.dice.pick(words)).join(' ')
  }
  /** A payload as `peer/payload.ts` makes them, with a salt from the dice. */
  private writing(writer: string, text: string): { hash: Hash; characters: number } {
    const salt = Uint8Array.from({ length: 16 }, () => this.dice.int(256))
    const bytes = concat(salt, utf8(JSON.stringify([writer, text] satisfies Json)))
    const hash = hashOf(bytes)
    this.payloads.push({ hash, bytes })
    return { hash, characters: characters(text) }
  }
}

const MOST_A_DAY = 1_000_000
const plainly = (amount: number) => ({ total: amount, fee: 0, net: amount })

/** Rates never change in these worlds, so a quote needs nothing but the parameters of the genesis. */
const parameters = parametersOf(areas)
const unchanged: Reader = { now: BEGINS, version: 1, get: () => undefined, parameter: (name) => parameters[name] as number | string }
const tipQuotes = new Map<number, Data>()
function tipOf(amount: number): Data {
  let agreed = tipQuotes.get(amount)
  if (!agreed) {
    const quote = quoteTip(unchanged, { from: 'a', to: 'b', currency: 'EUR', amount })
    if (!('agreed' in quote)) throw new Error(`no quote for a tip of ${amount} cents`)
    tipQuotes.set(amount, (agreed = quote.agreed as unknown as Data))
  }
  return agreed
}

/** Twelve pictures of one pixel each, in twelve colours, that all posts with a picture share. */
const blobs: readonly Bytes[] = Array.from({ length: 12 }, (_, i) => {
  const colour = [(i * 67) % 256, (i * 131 + 40) % 256, (i * 29 + 90) % 256]
  const tail = [0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]
  return Uint8Array.from([...utf8('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, ...colour, ...tail])
})
const pictures: readonly Data[] = blobs.map((bytes) => ({
  hash: hashOf(bytes),
  size: bytes.length,
  type: 'image/gif',
  width: 1,
  height: 1,
}))
