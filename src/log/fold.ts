/** One step of the fold: an act judged by the rules, or a timer fired, on tables that remember how to take it back (K13, K15, K18). */
import type { Event, Rules, Table, Tools } from './rules'
import { dueTable, parameterTable, State, type Timer, timerId } from './state'
import type { KeptSnapshot, Last, Millis, Verdict } from './types'

/** A timer whose rule threw, with the journal's mark behind it. */
export interface Thrown {
  readonly mark: number
  readonly timer: string
}

/** What the rules said of a row, and whether they threw instead. */
interface Judged {
  readonly verdict: Verdict
  readonly threw: boolean
}
const accepted: Judged = { verdict: null, threw: false }

export class Fold {
  readonly state: State
  readonly tools: Tools & { now: Millis }

  /** @param last the seal behind which everything happens: its version says what is known, its number which parameters are in force */
  constructor(
    private readonly rules: Rules,
    tables: KeptSnapshot['tables'],
    public last: Pick<Last, 'number' | 'version'>,
  ) {
    this.state = new State(rules.tables)
    for (const [name, rows] of tables) this.state.load(name, rows)
    this.tools = new Toolbox(this.state, rules.usual, this)
  }

  /** `null`: accepted. A throw in a rule is our bug: it leaves no trace, and the host lists the row (K18). */
  judge(event: Event, at: Millis): Judged {
    const since = this.rules.since(event.body.type)
    if (since === undefined || since > this.last.version) return { verdict: { why: 'unknown type', clauses: [] }, threw: false }
    const mark = this.state.mark
    this.tools.now = at
    try {
      const verdict = this.rules.judge(this.tools, event)
      if (verdict !== null && this.state.mark !== mark) throw new Error(`${event.body.type} wrote before it refused`)
      return verdict === null ? accepted : { verdict, threw: false }
    } catch (error) {
      this.rules.threw?.(event.body.type, error)
      this.state.undoTo(mark)
      return { verdict: { why: 'quarantined', clauses: [] }, threw: true }
    }
  }

  /**
   * Fires timers at or before `until`, one at a time, each at its own instant, in the order of K13.
   * @param quarantined timers that the host quarantined: they only go @returns those that threw; they left no trace
   */
  fire(until: Millis, quarantined: readonly string[] = []): Thrown[] {
    const thrown: Thrown[] = []
    for (let timer = this.state.nextTimer(until); timer; timer = this.state.nextTimer(until)) {
      const id = timerId(timer)
      this.state.put(dueTable.id, id, undefined)
      if (quarantined.includes(id)) continue
      const mark = this.state.mark
      this.tools.now = timer.due
      try {
        this.rules.timers[timer.area]?.(this.tools, timer.key)
      } catch (error) {
        this.rules.threw?.(`timer ${timer.area}`, error)
        this.state.undoTo(mark)
        thrown.push({ mark, timer: id })
      }
    }
    return thrown
  }
}

/**
 * The tools of one fold. They are methods of a class because rules ask them all the time: a call by way of a prototype is as fast in the
 * second fold as in the first, where engines that had built functions of the first fold into the rules would begin anew.
 */
class Toolbox implements Tools {
  now: Millis = 0

  constructor(
    private readonly state: State,
    private readonly usual: Rules['usual'],
    private readonly fold: Pick<Fold, 'last'>,
  ) {}

  get version(): number {
    return this.fold.last.version
  }

  get<S>(from: Table<S>, key: string): S | undefined {
    return this.state.get(from.id, key) as S | undefined
  }

  put<S>(to: Table<S>, key: string, row: S | undefined): void {
    this.state.put(to.id, key, row as object | undefined)
  }

  later(due: Millis, area: string, key: string): void {
    if (!(Number.isSafeInteger(due) && due > this.now)) throw new Error('a timer must lie ahead of now')
    const timer: Timer = { due, area, key }
    this.state.put(dueTable.id, timerId(timer), timer)
  }

  parameter(name: string): number | string {
    const row = this.get(parameterTable, name)
    const value = row ? (row.behind < this.fold.last.number ? row.value : row.before) : this.usual?.[name]
    if (value === undefined) throw new Error(`no parameter is called ${name}`)
    return value
  }

  setParameter(name: string, value: number | string): void {
    this.put(parameterTable, name, { value, before: this.parameter(name), behind: this.fold.last.number })
  }
}
