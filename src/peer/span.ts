import { addMonths } from '../kit/time'

const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** '90m', '48h', '31d', '1 month' as milliseconds from `now`. @throws Error for what it cannot read */
export function spanOf(by: string | number | Date, now: number): number {
  if (typeof by === 'number') return by
  if (by instanceof Date) return by.getTime() - now
  const match = /^(\d+)\s*(ms|s|m|h|d|w|months?)$/.exec(by.trim())
  if (!match) throw new Error(`"${by}" is no span of time. Say it like 90m, 48h, 31d or 1 month.`)
  const [, count, unit] = match as unknown as [string, string, string]
  if (!unit.startsWith('month')) return Number(count) * (units[unit] as number)
  return addMonths(now, Number(count)) - now
}
