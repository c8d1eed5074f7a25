/** The whole ledger added up from nothing: what the running totals and wallets must agree with. Shares no sums with the ledger itself. */
import { holds } from '../../src/areas/ledger/holds'
import { books, entries, wallets } from '../../src/areas/ledger/postings'
import { currencies } from '../../src/kit/money'
import type { Table } from '../../src/log/rules'

export type RowsOf = <State>(table: Table<State>) => Iterable<readonly [string, State]>

/** Everything that is wrong with the books, in words; nothing: `[]`. */
export function auditMoney(rowsOf: RowsOf): string[] {
  const wrong: string[] = []
  const must = (is: boolean, what: string): void => void (is || wrong.push(what))
  const lines = [...rowsOf(entries)].map(([, entry]) => entry).sort((a, b) => a.number - b.number)

  // Replay every entry: each must find what the one before it left.
  const had = new Map<string, number>()
  const moved = (name: string, change: number): number => {
    const left = (had.get(name) ?? 0) + change
    had.set(name, left)
    return left
  }
  for (const [i, { number, from, to, amount, currency, fromLeft, toLeft }] of lines.entries()) {
    must(number === i, `entry ${number} is the ${i}th`)
    must(Number.isSafeInteger(amount) && amount > 0, `entry ${number} moves ${amount}`)
    must(moved(`${from}/${currency}`, -amount) === fromLeft, `entry ${number} leaves ${from} ${fromLeft}`)
    must(moved(`${to}/${currency}`, amount) === toLeft, `entry ${number} leaves ${to} ${toLeft}`)
    must(from === '@world' || from === '@fx' || fromLeft >= 0, `entry ${number} overdraws ${from}`)
  }

  const open = [...rowsOf(holds)].flatMap(([, hold]) => (hold.state === 'open' ? [hold] : []))
  const rows = [...rowsOf(wallets)].map(([, wallet]) => wallet)
  must(
    [...had.keys()].every((name) => had.get(name) === 0 || rows.some(({ account, currency }) => `${account}/${currency}` === name)),
    'an account has no wallet',
  )
  for (const { account, currency, available, held } of rows) {
    must((had.get(`${account}/${currency}`) ?? 0) === available, `wallet of ${account} has ${available} ${currency}`)
    const inHolds = open.filter((hold) => hold.payer === account && hold.currency === currency)
    must(inHolds.reduce((sum, { amount }) => sum + amount, 0) === held, `wallet of ${account} shows ${held} ${currency} held`)
  }

  for (const currency of currencies) {
    const isOut = (account: string) => account === '@world' || account === '@fx'
    const crossing = lines.filter((line) => line.currency === currency && isOut(line.from) !== isOut(line.to))
    const minted = crossing.reduce((sum, line) => sum + (isOut(line.from) ? line.amount : 0), 0)
    const burnt = crossing.reduce((sum, line) => sum + (isOut(line.to) ? line.amount : 0), 0)
    const inside = rows.filter((row) => row.currency === currency && !isOut(row.account))
    const balances = inside.reduce((sum, row) => sum + (row.account === '@held' ? 0 : row.available), 0)
    const held = open.reduce((sum, hold) => sum + (hold.currency === currency ? hold.amount : 0), 0)
    must(balances + held === minted - burnt, `${currency}: ${balances} + ${held} is not ${minted} - ${burnt}`)
    const total = [...rowsOf(books)].find(([key]) => key === currency)?.[1] ?? { minted: 0, burnt: 0, balances: 0, held: 0 }
    for (const [name, sum] of Object.entries({ minted, burnt, balances, held }))
      must(total[name as keyof typeof total] === sum, `${currency}: the books say ${name} ${total[name as keyof typeof total]}, not ${sum}`)
  }

  for (const [key, hold] of rowsOf(holds))
    if (hold.state !== 'open') must(hold.end.paid + hold.end.returned === hold.amount, `hold ${key} ended with another amount`)
  return wrong
}
