/** Which screens would show something else where one history came to two ends: told by the rows that they are made of. */
import { accounts, covered, followTies, offices, portraits, reach } from '../areas/accounts/tables'
import type { AccountId } from '../areas/area'
import { collections, comments, contents, gates, items, likes, veils } from '../areas/content/tables'
import { flags, sheets } from '../areas/flags/rules'
import { deposits } from '../areas/ledger/deposits'
import { entries, type Entry, wallets } from '../areas/ledger/postings'
import { cases, checks, type Decision, decisions } from '../areas/moderation/tables'
import { reports, sanctions } from '../areas/reports/rules'
import { sums, tips } from '../areas/tips/rules'
import { breathe } from '../kit/breathe'
import type { Replay } from '../log/replay'
import type { Table } from '../log/rules'
import { parameterTable } from '../log/state'
import type { Hash, Millis } from '../log/types'

/** A screen, by what it is about. Wallet, standing and notices are shown to their owner alone. */
export type Screen =
  | { readonly of: 'feed' | 'handbook' | 'desk' }
  | { readonly of: 'profile' | 'wallet' | 'standing' | 'notices'; readonly account: AccountId }
  | { readonly of: 'post'; readonly post: Hash; readonly author: AccountId; readonly at: Millis }

const order: readonly Screen['of'][] = ['feed', 'profile', 'post', 'wallet', 'standing', 'notices', 'desk', 'handbook']

/** The screens that differ between two plays, each once. Both are at their ends. */
export async function screensApart(as: Replay, other: Replay): Promise<readonly Screen[]> {
  const found = new Map<string, Screen>()
  const note = (screen: Screen) => found.set(Object.values(screen).join(' '), screen)
  const person = (of: 'profile' | 'wallet' | 'standing' | 'notices', account: string) => {
    if (account !== '' && !account.startsWith('@')) note({ of, account })
  }
  /** A post, and where it stands in lists, if it stands there in one of the two alone. */
  const post = (id: Hash, isListed: boolean) => {
    const row = as.read(contents, id) ?? other.read(contents, id)
    if (!row) return false
    const { author, at } = row
    note({ of: 'post', post: id, author, at })
    if (isListed) {
      note({ of: 'feed' })
      person('profile', author)
    }
    return true
  }

  for (const { key, row, is, would } of apart(contents, as, other)) {
    const isListed = is?.deleted !== would?.deleted
    post(key, isListed)
    if (isListed && row.likes + row.comments > 0) person('notices', row.author)
  }
  for (const of of [veils, gates] as const) for (const { key } of apart(of as Table<object>, as, other)) post(key, true)
  /** That somebody did something about a post is told to its author. */
  const told = (content: Hash, by: AccountId) => {
    const author = (as.read(contents, content) ?? other.read(contents, content))?.author
    if (author !== undefined && author !== by) person('notices', author)
  }
  for (const { row } of apart(comments, as, other)) {
    post(row.content, false)
    told(row.content, row.author)
  }
  for (const { row } of apart(likes, as, other)) told(row.content, row.account)
  await breathe()
  for (const { row } of apart(followTies, as, other)) person('notices', row.to)
  for (const { row } of apart(tips, as, other)) person('notices', row.to)
  for (const of of [accounts, reach, offices, covered] as const)
    for (const { key } of apart(of as Table<object>, as, other)) person('profile', key)
  for (const { row } of apart(portraits, as, other)) person('profile', row.account)
  for (const { row } of apart(collections, as, other)) person('profile', row.owner)
  for (const { row } of apart(items, as, other)) {
    post(row.content, false)
    person('profile', (as.read(collections, row.collection) ?? other.read(collections, row.collection))?.owner ?? '')
  }
  for (const { key } of apart(sums, as, other)) if (!post(key, false)) person('profile', key)
  await breathe()
  for (const of of [wallets, deposits] as const)
    for (const { row } of apart<{ readonly account: AccountId }>(of, as, other)) person('wallet', row.account)
  // Its number in the world's book is on no screen, what one side has left is on none of the other, and notices tell of neither.
  for (const { row, is, would } of apart(entries, as, other, ({ number: _, ...shown }) => shown)) {
    const isOther = !is || !would || JSON.stringify(movement(is)) !== JSON.stringify(movement(would))
    if (isOther || is.fromLeft !== would.fromLeft) person('wallet', row.from)
    if (isOther || is.toLeft !== would.toLeft) person('wallet', row.to)
    if (isOther) for (const account of [row.from, row.to]) person('notices', account)
  }
  await breathe()
  for (const { row, is, would } of apart(decisions, as, other, ended))
    if (is?.effective ?? would?.effective) person('notices', row.concerned)
  for (const { row } of apart(flags, as, other)) person('standing', row.account)
  for (const { row } of apart(sanctions, as, other)) person('standing', row.account)
  for (const { key } of apart(sheets, as, other)) person('standing', key)
  for (const of of [cases, decisions, reports, checks] as const)
    if (!apart(of as Table<object>, as, other).next().done) note({ of: 'desk' })
  if (!apart(parameterTable, as, other).next().done) note({ of: 'handbook' })
  return [...found.values()].toSorted((a, b) => order.indexOf(a.of) - order.indexOf(b.of))
}

const movement = ({ number: _, fromLeft: __, toLeft: ___, ...movement }: Entry) => movement

/** What is told of a decision to whom it concerns. */
const ended = ({ outcome, effective, review, appeal, ended }: Decision) => ({ outcome, effective, review, answer: appeal?.answer, ended })

/** Rows of a table that are others, or there in one of the two alone. @param shown what of a row counts */
function* apart<S extends object>(of: Table<S>, as: Replay, other: Replay, shown: (row: S) => object = (row) => row) {
  const [mine, theirs] = [as, other].map(({ state }) => state.maps[of.id] as unknown as ReadonlyMap<string, S>) as [
    ReadonlyMap<string, S>,
    ReadonlyMap<string, S>,
  ]
  const told = (row: S) => JSON.stringify(shown(row))
  for (const [key, is] of mine) {
    const would = theirs.get(key)
    if (is === would) continue // whatever happened before the two parted
    if (!would || told(is) !== told(would)) yield { key, is, would, row: is }
  }
  for (const [key, would] of theirs) if (!mine.has(key)) yield { key, is: undefined, would, row: would }
}
