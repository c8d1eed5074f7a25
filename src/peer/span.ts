import { addMonths } from '../kit/time'

const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
/** As they are said in full, too. */
const inFull: Record<string, string> = { second: 's', minute: 'm', hour: 'h', day: 'd', week: 'w' }

/** '90m', '48h', '31 days', '1 month', '2 years' as milliseconds from `now`. @throws Error for what it cannot read */
export function spanOf(by: string | number | Date, now: number): number {
  if (typeof by === 'number') return by
  if (by instanceof Date) return by.getTime() - now
  const match = /^(\d+) *(?:(ms|s|m|h|d|w)|(second|minute|hour|day|week|month|year)s?)$/.exec(by.trim())
  if (!match)
    throw new Error(`"${by}" is no span of time. Say a whole number and its unit, like 90m, 48h, 31d, 31 days, 1 month or 2 years.`)
  const [, count, short, long = ''] = match
  if (long === 'month' || long === 'year') return addMonths(now, Number(count) * (long === 'year' ? 12 : 1)) - now
  return Number(count) * (units[short ?? inFull[long] ?? ''] as number)
}
