/** What a bench answers, and how it is printed. */

/** One line: what was measured, and what it is held against. */
export interface Measured {
  readonly what: string
  readonly unit: 'ms' | 'events/s' | 'kB' | 'points'
  /** Median of the runs; `undefined` if it could not be measured: `note` says why. */
  readonly measured: number | undefined
  readonly bar: number
  readonly moonshot: number
  /** How many runs the median is of. */
  readonly runs: number
  readonly note?: string
}

const isMore = ({ unit }: Measured): boolean => unit === 'events/s' || unit === 'points'

/** How many times better than the bar: 1 is just held. */
export function ratioOf(line: Measured): number | undefined {
  if (line.measured === undefined) return undefined
  return isMore(line) ? line.measured / line.bar : line.bar / Math.max(line.measured, 0.001)
}

export function heldOf(line: Measured): 'moonshot' | 'bar' | 'no' | 'not measured' {
  const { measured, moonshot } = line
  if (measured === undefined) return 'not measured'
  if (isMore(line) ? measured >= moonshot : measured <= moonshot) return 'moonshot'
  return (ratioOf(line) as number) >= 1 ? 'bar' : 'no'
}

export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] as number
}

/** The value that `share` of the sorted values do not exceed. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number
}

const amount = (value: number): string =>
  value >= 1000
    ? Math.round(value).toLocaleString('en')
    : value >= 100
      ? value.toFixed(0)
      : value >= 10
        ? value.toFixed(1)
        : value.toFixed(2)

export function printLines(lines: readonly Measured[]): void {
  const header = ['what', 'measured', 'bar', 'moonshot', 'held', 'ratio']
  const rows = lines.map((line) => {
    const ratio = ratioOf(line)
    const measured = line.measured === undefined ? '-' : `${amount(line.measured)} ${line.unit}`
    return [line.what, measured, amount(line.bar), amount(line.moonshot), heldOf(line), ratio === undefined ? '' : `${ratio.toFixed(2)} x`]
  })
  printTable([header, ...rows])
  const noted = lines.filter(({ note }) => note)
  if (noted.length > 0) console.log('')
  for (const { what, note } of noted) console.log(`${what}: ${note}`)
}

/** Columns as wide as their widest cell; the first one to the left, the others to the right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  for (const [n, row] of rows.entries()) {
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '))
    if (n === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  }
}
