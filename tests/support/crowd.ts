/**
 * A seeded crowd and its desk, by the real rules: people post, others report honestly, by mistake, in malice or by arrangement, moderators
 * judge well but not without fault, and who is judged wrongly often appeals. Nothing of the policy is written down here again: what
 * follows from an act is what the rules made of it.
 *
 *     const { counts, steps } = runCrowd({ parameters: { 'reports.often': 2 } })
 */
import { areas } from '../../src/areas'
import { accountId } from '../../src/areas/accounts/rules'
import { compose } from '../../src/areas/compose'
import { flags } from '../../src/areas/flags/rules'
import { cases, decisions } from '../../src/areas/moderation/tables'
import { stubOf, ticketOf } from '../../src/areas/reports/events'
import { sanctions } from '../../src/areas/reports/rules'
import { hashOf } from '../../src/kit/bytes'
import { days, hours } from '../../src/kit/time'
import { startOf } from '../../src/log/engine'
import { Fold } from '../../src/log/fold'
import type { Step } from '../../src/log/replay'
import type { Table } from '../../src/log/rules'
import type { Data, Genesis, Millis, Snapshot } from '../../src/log/types'
import { makeDice } from './network'
import { unfiltered } from './policy'

export interface CrowdOptions {
  readonly parameters?: Readonly<Record<string, number | string>>
  readonly seed?: number
  readonly reporters?: number
  readonly creators?: number
  readonly days?: number
}

/** How people of this crowd report. Coordinated ones agree on a victim and report it together. */
const manners = ['honest', 'mistaken', 'malicious', 'coordinated'] as const
export type Manner = (typeof manners)[number]
/** Of a hundred reporters. */
const share: { readonly [M in Manner]: number } = { honest: 75, mistaken: 13, malicious: 6, coordinated: 6 }

/** What the desk of this crowd is like, in chances. */
const desk = { misjudgesCase: 0.04, seesAbuse: 0.5, accusesWrongly: 0.04, overturnsWrong: 0.8 }
const appealsWrong = 0.6
const size = { moderators: 12, postsADay: 60, careless: 0.12, badOfCareless: 0.5, badOfOthers: 0.01, raidEvery: 6, raiders: 20 }

export interface Counts {
  /** Of each manner: how many there are, were ever warned, were ever suspended; what fell on appeal left out. */
  readonly reporters: { readonly [M in Manner]: { readonly all: number; readonly warned: number; readonly suspended: number } }
  /** Creators who never broke a rule, and how many of them had a yellow or red flag that stood. */
  readonly innocent: { readonly all: number; readonly flagged: number; readonly red: number }
  /** Creators who broke rules at least six times, and how many of them never had a red flag. */
  readonly repeated: { readonly all: number; readonly neverRed: number }
  readonly reports: number
  /** Reports that a rule refused when they were filed. */
  readonly refused: number
  readonly events: number
}

const BEGINS = Date.UTC(2026, 0, 1)
const HOST = hashOf('the host of the crowd')
const PROOF = 'A'.repeat(86)

interface Somebody {
  readonly device: string
  readonly account: string
}
interface Post {
  readonly id: string
  readonly by: number
  readonly isBad: boolean
  readonly at: Millis
}
interface Filed {
  readonly id: string
  readonly by: number
  readonly secret: string
  readonly post: Post
}

export function runCrowd({ parameters = {}, seed = 1, reporters = 1_000, creators = 200, days: span = 180 }: CrowdOptions = {}): {
  readonly counts: Counts
  readonly start: Snapshot
  readonly steps: readonly Step[]
} {
  const dice = makeDice(seed)
  const rules = compose(areas)
  const house = somebody('house')
  const start = startOf(genesisOf(house.account, parameters))
  const { snapshot } = start
  const fold = new Fold(rules, snapshot.tables, snapshot.last)
  const steps: Step[] = []
  const seqs = new Map<string, number>()
  let now = BEGINS
  let lastRefusal = ''
  const get = <S>(from: Table<S>, key: string): S | undefined => fold.state.get(from.id, key) as S | undefined
  /** Does an act; `undefined` if the rules refuse it. */
  const act = (device: string, type: string, data: object): string | undefined => {
    const seq = (seqs.get(device) ?? 0) + 1
    seqs.set(device, seq)
    const id = hashOf(`${device} ${seq}`)
    const prev = seq === 1 ? null : hashOf(`${device} ${seq - 1}`)
    const body = { v: 1 as const, world: start.world, device, seq, prev, stamp: now, seen: [], type, data: data as Data }
    fold.fire(now)
    steps.push({ kind: 'act', id, at: now, body })
    const { verdict } = fold.judge({ id, body }, now)
    lastRefusal = JSON.stringify(verdict)
    return verdict === null ? id : undefined
  }
  const must = (device: string, type: string, data: object): string => {
    const id = act(device, type, data)
    if (id === undefined) throw new Error(`${type} was refused: ${lastRefusal}`)
    return id
  }
  const later = (most: number) => (now += 1 + dice.int(most))

  // Everybody arrives.
  const key = hashOf('the invite of the crowd')
  must(HOST, 'accounts.invited', { key, uses: 10_000, until: BEGINS + days(3_650) })
  const arrive = ({ name, device, root, nonce }: ReturnType<typeof somebody>): Somebody => {
    must(device, 'accounts.joined', { invite: key, proof: PROOF })
    must(device, 'accounts.created', { root, box: hashOf(`${name} box`), kind: 'real', nonce, proof: PROOF })
    must(device, 'accounts.policyAccepted', { policy: 'human creator' })
    return { device, account: accountId(root, 'real', nonce) }
  }
  const many = (what: string, count: number) => Array.from({ length: count }, (_, i) => arrive(somebody(`${what} ${i}`)))
  const admin = arrive(house)
  const moderators = many('moderator', size.moderators)
  for (const { account } of moderators) must(admin.device, 'accounts.roleGranted', { account, role: 'moderator' })
  const makers = many('creator', creators)
  const crowd = many('reporter', reporters)
  const mannerOf = (i: number): Manner => {
    let left = (i * 100) / reporters
    return manners.find((manner) => (left -= share[manner]) < 0) ?? 'honest'
  }
  const raiders = crowd.flatMap((_, i) => (mannerOf(i) === 'coordinated' ? [i] : []))
  const broken = makers.map(() => 0)

  const posts: Post[] = []
  let counted = 0
  let refused = 0
  const files = (by: number, post: Post, fresh: Filed[]): void => {
    const secret = hashOf(`${seed} secret ${counted + refused}`)
    const who = crowd[by] as Somebody
    const mark = hashOf(`${who.account} ${post.id}`)
    later(1_000)
    const id = act(who.device, 'reports.filed', { sealed: { hash: hashOf(secret), size: 500 }, ticket: ticketOf(secret), mark })
    if (id === undefined) refused++
    else {
      counted++
      fresh.push({ id, by, secret, post })
    }
  }
  const words = { hash: hashOf('words'), characters: 20 }
  const wrong: { readonly decision: string; readonly by: Somebody; readonly judge: number }[] = []

  for (let day = 0; day < span; day++) {
    now = BEGINS + days(day + 1)
    for (let i = 0; i < size.postsADay; i++) {
      later(hours(12) / size.postsADay)
      const by = dice.int(creators)
      const isBad = dice.happens(by < creators * size.careless ? size.badOfCareless : size.badOfOthers)
      const id = act((makers[by] as Somebody).device, 'content.published', post(i))
      if (id === undefined) continue
      if (isBad) broken[by] = (broken[by] ?? 0) + 1
      posts.push({ id, by, isBad, at: now })
    }
    const recent = posts.slice(-size.postsADay * 2)
    const [bad, good] = [recent.filter(({ isBad }) => isBad), recent.filter(({ isBad }) => !isBad)]
    const fresh: Filed[] = []
    if (bad.length > 0 && good.length > 0)
      for (const [i] of crowd.entries()) {
        const manner = mannerOf(i)
        if (manner === 'honest' && dice.happens(0.03)) files(i, dice.pick(dice.happens(0.08) ? good : bad), fresh)
        if (manner === 'mistaken' && dice.happens(0.05)) files(i, dice.pick(dice.happens(0.6) ? good : bad), fresh)
        if (manner === 'malicious' && dice.happens(0.06)) files(i, dice.pick(good), fresh)
      }
    if (day % size.raidEvery === 0 && good.length > 0) {
      const victim = dice.pick(good)
      for (const i of dice.shuffled(raiders).slice(0, size.raiders)) files(i, victim, fresh)
    }

    // The desk works through what has come in.
    now = BEGINS + days(day + 1) + hours(16)
    const opened = new Map<string, Post>()
    for (const { secret, post } of dice.shuffled(fresh)) {
      const subject = { kind: 'content', id: post.id, version: '0' }
      const { device } = dice.pick(moderators)
      later(1_000)
      const id = act(device, 'moderation.reportOpened', { stub: stubOf(secret), subject, breach: 'unethical' })
      if (id !== undefined && get(cases, id)) opened.set(id, post)
    }
    for (const [id, { isBad, by }] of opened) {
      const judge = dice.int(moderators.length)
      const { device } = moderators[judge] as Somebody
      later(1_000)
      act(device, 'moderation.claimed', { case: id })
      const finds = dice.happens(desk.misjudgesCase) ? !isBad : isBad
      const outcome = finds ? (dice.happens(0.2) ? 'yellow' : 'remove') : 'clear'
      const breach = finds ? { breach: 'unethical' } : {}
      const decision = act(device, 'moderation.decided', { case: id, version: '0', outcome, ...breach, reasons: words })
      if (decision !== undefined && finds && !isBad) wrong.push({ decision, by: makers[by] as Somebody, judge })
    }
    now += hours(1) // behind the grace of all of them
    for (const { id: report, by, secret } of fresh) {
      const isAbuse = ['malicious', 'coordinated'].includes(mannerOf(by))
      if (!dice.happens(isAbuse ? desk.seesAbuse : desk.accusesWrongly)) continue
      const judge = dice.int(moderators.length)
      later(1_000)
      const data = { report, secret, misuse: isAbuse ? 'to bother' : 'no reason', reasons: words }
      const decision = act((moderators[judge] as Somebody).device, 'moderation.reportJudged', data)
      if (decision !== undefined && !isAbuse) wrong.push({ decision, by: crowd[by] as Somebody, judge })
    }
    for (const { decision, by, judge } of wrong.splice(0)) {
      if (!dice.happens(appealsWrong)) continue
      later(1_000)
      if (act(by.device, 'moderation.appealed', { decision, reasons: words }) === undefined) continue
      const other = moderators[(judge + 1 + dice.int(moderators.length - 1)) % moderators.length] as Somebody
      const outcome = dice.happens(desk.overturnsWrong) ? 'overturned' : 'kept'
      act(other.device, 'moderation.appealDecided', { decision, outcome, reasons: words })
    }
  }

  // What came of it, read off the tables.
  const rows = <S>(of: Table<S>) => [...(fold.state.maps[of.id] as Map<string, object>).values()] as S[]
  const stood = rows(sanctions).filter(({ ended }) => ended?.why !== 'overturned')
  const had = (step: 'warning' | 'suspension') => new Set(stood.flatMap((row) => (row.step === step ? [row.account] : [])))
  const [warned, suspended] = [had('warning'), had('suspension')]
  const given = rows(flags).filter(({ ended }) => ended?.why !== 'overturned')
  const bears = (grade: string) => new Set(given.flatMap((flag) => (flag.grade === grade ? [flag.account] : [])))
  const [yellow, red] = [bears('yellow'), bears('red')]
  const innocent = makers.filter((_, i) => broken[i] === 0)
  const repeated = makers.filter((_, i) => (broken[i] ?? 0) >= 6)
  const of = (manner: Manner) => {
    const all = crowd.filter((_, i) => mannerOf(i) === manner)
    const count = (among: ReadonlySet<string>) => all.filter(({ account }) => among.has(account)).length
    return { all: all.length, warned: count(warned), suspended: count(suspended) }
  }
  if (rows(decisions).length === 0) throw new Error('the desk decided nothing')
  return {
    counts: {
      reporters: { honest: of('honest'), mistaken: of('mistaken'), malicious: of('malicious'), coordinated: of('coordinated') },
      innocent: {
        all: innocent.length,
        flagged: innocent.filter(({ account }) => yellow.has(account) || red.has(account)).length,
        red: innocent.filter(({ account }) => red.has(account)).length,
      },
      repeated: { all: repeated.length, neverRed: repeated.filter(({ account }) => !red.has(account)).length },
      reports: counted,
      refused,
      events: steps.length,
    },
    start: snapshot,
    steps,
  }
}

const somebody = (name: string) => {
  const [root, nonce] = [hashOf(`${name} root`), hashOf(`${name} nonce`)]
  return { name, root, nonce, device: hashOf(`${name} device`), account: accountId(root, 'real', nonce) }
}

const post = (i: number) => ({
  form: 'droplet',
  media: 'text',
  files: [],
  audience: 'everyone',
  moods: [],
  tags: [],
  rightsConfirmed: true,
  made: 'human',
  persona: 'none',
  caption: { hash: hashOf(`caption ${i}`), characters: 20 },
})

const genesisOf = (firstAdmin: string, parameters: Readonly<Record<string, number | string>>): Genesis => ({
  v: 1,
  name: 'a crowd',
  nonce: 'nonce',
  seed: 1,
  begins: BEGINS,
  host: HOST,
  root: hashOf('platform root'),
  version: 1,
  parameters: { ...unfiltered(areas), 'accounts.firstAdmin': firstAdmin, ...parameters },
  parent: null,
  base: null,
})
