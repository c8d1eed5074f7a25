/**
 * All areas as one set of rules for the kernel. What every act must pass, whatever it is about, stands here:
 * its shape (LOG-1), then who may act at all (`takeSeat` in accounts), then what whoever is barred may not do, then the rules of its own area.
 */
import type { Rules, Table } from '../log/rules'
import type { Body, Finding, Verdict } from '../log/types'
import { takeSeat } from './accounts/tables'
import { type ActRule, type Area, because, type Clauses, type Parameter, type Parameters } from './area'
import { fits } from './fits'
import { refuseAppointing, refuseBarred, refuseOffice, refuseSending } from './flags/rules'

/** Clauses of no area: what the log asks of every act. */
export const logClauses: Clauses = {
  'LOG-1': {
    text: 'An act is written in the shape that its kind prescribes: exactly these entries, each within its bounds.',
    source: 'design',
  },
}

/**
 * Throws at start-up, never while judging, if two areas declare one name.
 * @returns rules for the kernel. `judge` costs two table reads, a third where whoever is barred may not do it, and one look at a shape (once per event) on top of the area's own rule.
 */
export function compose(areas: readonly Area[]): Rules {
  const acts = byName(
    'act',
    areas.flatMap((area) => area.acts.map((act) => [act.type, { ...act, fits: fits(act.data) }] as const)),
  )
  const timers = byName(
    'timer',
    areas.flatMap((area) => Object.entries(area.timers ?? {})),
  )
  const tables: readonly Table<unknown>[] = areas.flatMap((area) => area.tables)
  named('table', tables)
  clausesOf(areas)

  // What is misshapen stays so: nobody makes us look for what is wrong with it each time it is judged.
  const wrong = new WeakMap<Body, string | null>()
  const misshapen = (rule: ActRule<unknown>, body: Body): string | null => {
    let path = wrong.get(body)
    if (path === undefined) wrong.set(body, (path = wrongPath(rule, body.data)))
    return path
  }

  return {
    version: Math.max(1, ...areas.map((area) => area.version ?? 1), ...[...acts.values()].map((act) => act.since)),
    tables,
    since: (type) => acts.get(type)?.since,
    judge(tools, event) {
      const { id, body } = event
      const rule = acts.get(body.type)
      if (!rule) return { why: 'unknown type', clauses: [] }
      if (event.looked !== rule) {
        const path = rule.fits(body.data) ? null : misshapen(rule, body)
        if (path !== null) return refused(because('LOG-1', { path }))
        event.looked = rule
      }
      const seat = takeSeat(tools, body.device, rule.open === true)
      if (typeof seat !== 'string') return refused(seat)
      const barred = rule.barred && refuses[rule.barred](tools, seat)
      if (barred) return refused(barred)
      const unfit =
        (rule.appoints && refuseAppointing(tools, rule.appoints(body.data))) ??
        (rule.sendsTo && refuseSending(tools, rule.sendsTo(body.data)))
      if (unfit) return refused(unfit)
      const act = { id, device: body.device, by: seat, at: tools.now, data: body.data }
      const finding = rule.refuse(tools, act)
      if (finding) return refused(finding)
      rule.apply(tools, act)
      return null
    },
    timers: Object.fromEntries(timers),
    usual: parametersOf(areas),
  }
}

/** The clauses on which an accepted act of each kind may rest, those that were asked about whoever is barred among them. */
export const restsOf = (areas: readonly Area[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    areas.flatMap((area) =>
      area.acts.map((act) => [
        act.type,
        [...act.rests, ...(act.barred ? askedOfBarred[act.barred] : []), ...(act.sendsTo ? ['LED-17'] : [])],
      ]),
    ),
  )
const refuses = { speech: refuseBarred, office: refuseOffice } as const
const askedOfBarred = { speech: ['FLAG-16', 'FLAG-17'], office: ['CASE-15'] } as const

/** What a genesis starts from: the value of every parameter, by name. Its maker adds `accounts.firstAdmin`. */
export function parametersOf(areas: readonly Area[]): { readonly [name: string]: number | string } {
  return Object.fromEntries([...parameterSheet(areas)].map(([name, parameter]) => [name, parameter.value]))
}

/** Every parameter with its unit, meaning and source. */
export const parameterSheet = (areas: readonly Area[]): ReadonlyMap<string, Parameter> =>
  byName(
    'parameter',
    areas.flatMap((area) => Object.entries(area.parameters satisfies Parameters)),
  )

/** The whole policy: every clause of every area and of the log, by id. */
export const clausesOf = (areas: readonly Area[]): Clauses =>
  Object.fromEntries(
    byName(
      'clause',
      [logClauses, ...areas.map((area) => area.clauses)].flatMap((clauses) => Object.entries(clauses)),
    ),
  )

const refused = (finding: Finding): Verdict => ({ why: 'refused', clauses: [finding] })

/** Where the data leaves its shape, as `files.0.size`; `null` if it does not. */
function wrongPath(rule: ActRule<unknown>, data: unknown): string | null {
  const issue = rule.data.safeParse(data).error?.issues[0]
  if (!issue) return null
  const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return [...issue.path, ...extra].join('.') || 'data'
}

export const named = <T extends { readonly name: string }>(what: string, things: readonly T[]): ReadonlyMap<string, T> =>
  byName(
    what,
    things.map((thing) => [thing.name, thing] as const),
  )

function byName<T>(what: string, entries: readonly (readonly [string, T])[]): Map<string, T> {
  const found = new Map<string, T>()
  for (const [name, value] of entries) {
    if (found.has(name)) throw new Error(`Two areas declare the ${what} ${name}.`)
    found.set(name, value)
  }
  return found
}
