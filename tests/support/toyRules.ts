/**
 * A product small enough to check by eye, on the real rules interface: money, holds that a timer ends, things that exist once,
 * handles, a subscription that renews itself, a type that only version 2 knows, another answer to an old type since version 2, a rule that throws, a timer that throws, and a
 * fee that an act changes. Whatever the kernel's tests say about rules, they say about these.
 */
import { type Rules, type Table, table, type Tools } from '../../src/log/rules'
import type { Data, DeviceId, Millis, Verdict } from '../../src/log/types'

/** A device id that a person can read in a failing test. */
export const deviceId = (name: string): DeviceId => name.padEnd(43, '-')
export const nameOf = (device: DeviceId): string => device.replace(/-+$/, '')

export const HOST = deviceId('host')
export const BEGINS: Millis = 1_790_000_000_000
export const DAY = 86_400_000
export const PERIOD = 30 * DAY

export interface Balance {
  readonly amount: number
}
export interface Hold {
  readonly from: string
  readonly to: string
  readonly amount: number
  readonly due: Millis
  readonly state: 'held' | 'released' | 'expired'
  /** How often it ended: once, or the money moved twice. */
  readonly ends: number
}
export interface Item {
  readonly maker: string
  readonly owner: string
  readonly price: number
  readonly sold: boolean
}
export interface Subscription {
  readonly from: string
  readonly to: string
  readonly total: number
  readonly until: Millis
  readonly active: boolean
  readonly renewals: number
}
/** What the timers did, in order: each line names the one before, so a timer that fires twice or out of order is seen. */
export interface Firing {
  readonly due: Millis
  readonly area: string
  readonly key: string
  readonly count: number
  readonly orderly: boolean
}

export const balances: Table<Balance> = table('toy.balances')
export const holds: Table<Hold> = table('toy.holds')
export const items: Table<Item> = table('toy.items')
export const handles: Table<{ by: string; times?: number }> = table('toy.handles')
export const subscriptions: Table<Subscription> = table('toy.subscriptions')
export const firings: Table<Firing> = table('toy.firings')
/** Rows that only a rule which threw would leave behind. */
export const halfDone: Table<{ by: string }> = table('toy.halfDone')

/** Accounts that are nobody's. Only `@minted` may be below zero. */
export const MINTED = '@minted'
export const HELD = '@held'
export const FEES = '@fees'

const since: { readonly [type: string]: number } = {
  'toy.minted': 1,
  'toy.sent': 1,
  'toy.held': 1,
  'toy.released': 1,
  'toy.made': 1,
  'toy.bought': 1,
  'toy.claimed': 1,
  'toy.subscribed': 1,
  'toy.feeSet': 1,
  'toy.broken': 1,
  'toy.fused': 1,
  'toy.boosted': 2,
}

const no = (id: string, facts: { readonly [name: string]: string | number } = {}): Verdict => ({ why: 'refused', clauses: [{ id, facts }] })

/** What a transfer of `amount` costs its sender: the fee is in per cent, rounded down. */
export const totalOf = (amount: number, fee: number): number => amount + Math.floor((amount * fee) / 100)

/**
 * The rules as one build knows them.
 * `version`: the newest rules version that the build knows; a build of version 1 has never heard of `toy.boosted`.
 * `broken`: this build throws on an act that every other build can judge: our bug, in one build only.
 */
export function toyRules(options: { version?: number; broken?: boolean } = {}): Rules {
  const version = options.version ?? 2
  return {
    version,
    tables: [balances, holds, items, handles, subscriptions, firings, halfDone],
    since: (type) => (Object.hasOwn(since, type) && (since[type] as number) <= version ? since[type] : undefined),
    judge(tools, { id, body }) {
      if (options.broken && body.type === 'toy.made') throw new Error('a bug of this build alone')
      // A build answers by the version in force, as far as it has heard of it.
      return judge(tools, nameOf(body.device), body.device === HOST, body.type, body.data, id, Math.min(version, tools.version))
    },
    timers: { hold: endHold, subscription: renew, fuse: burn },
  }
}

function judge(tools: Tools, me: string, isHost: boolean, type: string, data: Data, id: string, version: number): Verdict {
  const text = (key: string): string => data[key] as string
  const number = (key: string): number => data[key] as number
  switch (type) {
    case 'toy.minted': {
      if (!isHost) return no('TOY-1')
      move(tools, MINTED, text('to'), number('amount'))
      return null
    }
    case 'toy.sent': {
      const fee = tools.parameter('fee') as number
      const total = totalOf(number('amount'), fee)
      if (number('total') !== total) return no('TOY-2', { fee, total })
      if (owned(tools, me) < total) return no('TOY-3', { has: owned(tools, me) })
      move(tools, me, text('to'), number('amount'))
      move(tools, me, FEES, total - number('amount'))
      return null
    }
    case 'toy.held': {
      if (number('due') <= tools.now) return no('TOY-4', { now: tools.now })
      if (owned(tools, me) < number('amount')) return no('TOY-3', { has: owned(tools, me) })
      move(tools, me, HELD, number('amount'))
      tools.put(holds, id, { from: me, to: text('to'), amount: number('amount'), due: number('due'), state: 'held', ends: 0 })
      tools.later(number('due'), 'hold', id)
      return null
    }
    case 'toy.released': {
      const hold = tools.get(holds, text('hold'))
      if (!hold || hold.from !== me) return no('TOY-5')
      if (hold.state !== 'held') return no('TOY-6', { state: hold.state })
      if (tools.now >= hold.due) return no('TOY-4', { now: tools.now })
      move(tools, HELD, hold.to, hold.amount)
      tools.put(holds, text('hold'), { ...hold, state: 'released', ends: hold.ends + 1 })
      return null
    }
    case 'toy.made': {
      tools.put(items, id, { maker: me, owner: me, price: number('price'), sold: false })
      return null
    }
    case 'toy.bought': {
      const item = tools.get(items, text('item'))
      if (!item || item.owner === me) return no('TOY-7')
      if (item.sold) return no('TOY-8', { owner: item.owner })
      if (owned(tools, me) < item.price) return no('TOY-3', { has: owned(tools, me) })
      move(tools, me, item.maker, item.price)
      tools.put(items, text('item'), { ...item, owner: me, sold: true })
      return null
    }
    case 'toy.claimed': {
      const taken = tools.get(handles, text('handle'))
      // Version 1 refused whoever claimed again what they have; since version 2 they have it once more.
      if (taken && (version < 2 || taken.by !== me)) return no('TOY-9', { by: taken.by })
      tools.put(handles, text('handle'), taken ? { by: me, times: (taken.times ?? 1) + 1 } : { by: me })
      return null
    }
    case 'toy.subscribed': {
      const key = `${me}>${text('to')}`
      const before = tools.get(subscriptions, key)
      if (before?.active) return no('TOY-10')
      if (owned(tools, me) < number('total')) return no('TOY-3', { has: owned(tools, me) })
      const until = tools.now + PERIOD
      move(tools, me, text('to'), number('total'))
      tools.put(subscriptions, key, { from: me, to: text('to'), total: number('total'), until, active: true, renewals: 0 })
      tools.later(until, 'subscription', key)
      return null
    }
    case 'toy.feeSet': {
      if (!isHost) return no('TOY-1')
      tools.setParameter('fee', number('fee'))
      return null
    }
    case 'toy.boosted': {
      if (owned(tools, me) < 1) return no('TOY-3', { has: owned(tools, me) })
      move(tools, me, FEES, 1)
      return null
    }
    case 'toy.broken': {
      tools.put(halfDone, me, { by: me })
      tools.later(tools.now + 1, 'fuse', 'never')
      throw new Error('our bug in a rule')
    }
    case 'toy.fused': {
      if (number('due') <= tools.now) return no('TOY-4', { now: tools.now })
      tools.later(number('due'), 'fuse', id)
      return null
    }
    default:
      throw new Error(`asked about ${type}`)
  }
}

/** The only way in which money moves: both sides at once, so what one loses the other has. */
function move(tools: Tools, from: string, to: string, amount: number): void {
  tools.put(balances, from, { amount: owned(tools, from) - amount })
  tools.put(balances, to, { amount: owned(tools, to) + amount })
}
const owned = (tools: Tools, who: string): number => tools.get(balances, who)?.amount ?? 0

function note(tools: Tools, area: string, key: string): void {
  const last = tools.get(firings, 'last')
  const orderly = !last || isBefore(last, { due: tools.now, area, key })
  tools.put(firings, 'last', { due: tools.now, area, key, count: (last?.count ?? 0) + 1, orderly: orderly && last?.orderly !== false })
}
function isBefore(a: { due: Millis; area: string; key: string }, b: { due: Millis; area: string; key: string }): boolean {
  if (a.due !== b.due) return a.due < b.due
  return a.area !== b.area ? a.area < b.area : a.key < b.key
}

function endHold(tools: Tools, key: string): void {
  note(tools, 'hold', key)
  const hold = tools.get(holds, key)
  if (hold?.state !== 'held' || hold.due !== tools.now) return
  move(tools, HELD, hold.from, hold.amount)
  tools.put(holds, key, { ...hold, state: 'expired', ends: hold.ends + 1 })
}
function renew(tools: Tools, key: string): void {
  note(tools, 'subscription', key)
  const subscription = tools.get(subscriptions, key)
  if (!subscription?.active || subscription.until !== tools.now) return
  if (owned(tools, subscription.from) < subscription.total) {
    tools.put(subscriptions, key, { ...subscription, active: false })
    return
  }
  const until = tools.now + PERIOD
  move(tools, subscription.from, subscription.to, subscription.total)
  tools.put(subscriptions, key, { ...subscription, until, renewals: subscription.renewals + 1 })
  tools.later(until, 'subscription', key)
}
function burn(tools: Tools, key: string): void {
  tools.put(halfDone, key, { by: 'a fuse' })
  throw new Error('our bug in a timer')
}

/** The invariants of these rules (design: Money): what is wrong with a state, in words, or nothing. */
export function audit(tables: ReadonlyMap<string, ReadonlyMap<string, object>>): string[] {
  const of = <S>(from: Table<S>) => (tables.get(from.name) ?? new Map()) as ReadonlyMap<string, S>
  const wrong: string[] = []
  let sum = 0
  for (const [who, { amount }] of of(balances)) {
    sum += amount
    if (amount < 0 && who !== MINTED) wrong.push(`${who} is below zero`)
  }
  if (sum !== 0) wrong.push(`balances sum to ${sum}`)
  let held = 0
  for (const [id, hold] of of(holds)) {
    if (hold.state === 'held') held += hold.amount
    if (hold.ends !== (hold.state === 'held' ? 0 : 1)) wrong.push(`the hold ${id} ended ${hold.ends} times`)
  }
  if (held !== (of(balances).get(HELD)?.amount ?? 0)) wrong.push('holds and balances differ')
  if (of(halfDone).size > 0) wrong.push('what threw left a trace')
  if (of(firings).get('last')?.orderly === false) wrong.push('timers fired out of order, or twice')
  return wrong
}
