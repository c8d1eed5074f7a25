/**
 * The final log played again, forth and back, apart from the live world: any moment of it as it was, and what would have been had
 * an act or a number been another (K21). Nothing of it is ever sealed, sent or kept.
 */
import { Fold } from './fold'
import type { Event, Rules, Table, Tools } from './rules'
import { parameterTable, type State } from './state'
import type { Body, Hash, Last, Millis, Seal, Snapshot, Verdict } from './types'

/** One act at its place. */
export interface Act {
  readonly kind: 'act'
  readonly id: Hash
  readonly body: Body
  readonly at: Millis
  /** What became of it for a reason that no rule gives, such as a fork: then no rule is asked. */
  readonly outside?: Exclude<Verdict, null>
}
/** The end of what one seal covers. */
export interface Boundary {
  readonly kind: 'seal'
  readonly at: Millis
  readonly number: number
  readonly version: number
  readonly quarantinedTimers: readonly string[]
}
export type Step = Act | Boundary

export const boundaryOf = ({ body }: Pick<Seal, 'body'>): Boundary => ({
  kind: 'seal',
  at: body.upTo,
  number: body.number,
  version: body.version,
  quarantinedTimers: body.quarantinedTimers,
})

export class Replay {
  /** How many steps are played. */
  position = 0
  /** World time of what is shown. */
  now: Millis
  private readonly fold: Fold
  private readonly marks: number[] = []
  private readonly lasts: Pick<Last, 'number' | 'version'>[] = []
  private readonly verdicts: Verdict[] = []
  /** For each step, and the end, the timers that go without firing: the seal that covers it quarantined them (K18). */
  private readonly quarantined: (readonly string[])[]
  private readonly steps: Step[]

  /**
   * @param steps in the order of the log; their instants never go back
   * @param parameters values that hold from the start instead of the world's own: a what-if
   */
  constructor(
    rules: Rules,
    private readonly start: Snapshot,
    steps: readonly Step[],
    parameters: Readonly<Record<string, number | string>> = {},
  ) {
    this.now = start.last.upTo
    this.steps = [...steps]
    this.quarantined = [...steps.map(() => []), []]
    for (let i = steps.length - 1; i >= 0; i--) {
      const step = steps[i] as Step
      this.quarantined[i] = step.kind === 'seal' ? step.quarantinedTimers : (this.quarantined[i + 1] as readonly string[])
    }
    this.fold = new Fold(
      rules,
      start.tables.map(([name, rows]) => [name, name === parameterTable.name ? changed(rows, parameters) : rows] as const),
      start.last,
    )
  }

  get state(): State {
    return this.fold.state
  }
  read<S>(from: Table<S>, key: string): S | undefined {
    return this.fold.state.get(from.id, key) as S | undefined
  }
  /** What a rule would read here and now. */
  get tools(): Tools {
    this.fold.tools.now = this.now
    return this.fold.tools
  }
  /** What the rules made of a step that is played; `null` for a seal too, `undefined` for a step ahead. */
  verdictAt(step: number): Verdict | undefined {
    return step < this.position ? this.verdicts[step] : undefined
  }

  /** What the rules made of an act by the moment that is shown; `undefined`: by then it has not happened. */
  verdictOf(id: Hash): Verdict | undefined {
    const step = this.steps.findIndex((each) => each.kind === 'act' && each.id === id)
    return step < 0 ? undefined : this.verdictAt(step)
  }

  /** The last moment there is. */
  get end(): Millis {
    return this.steps.at(-1)?.at ?? this.start.last.upTo
  }

  /** Shows the world as it stood at a moment, what was due by then included. */
  seekTime(moment: Millis): void {
    let low = 0
    let high = this.steps.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.steps[middle] as Step).at <= moment) low = middle + 1
      else high = middle
    }
    this.seek(low)
    this.now = Math.max(this.now, moment)
    this.fold.fire(this.now, this.quarantined[low])
  }

  /** Shows the world behind so many steps. Near moments are near in time as well: only what lies between is taken back or played. */
  seek(position: number): void {
    const target = Math.min(Math.max(0, position), this.steps.length)
    const kept = Math.min(target, this.position)
    this.fold.state.undoTo(kept === 0 ? 0 : (this.marks[kept - 1] as number))
    this.fold.last = kept === 0 ? this.start.last : (this.lasts[kept - 1] as Pick<Last, 'number' | 'version'>)
    for (let i = kept; i < target; i++) this.play(i)
    this.position = target
    this.now = target === 0 ? this.start.last.upTo : (this.steps[target - 1] as Step).at
  }

  /** What the rules would make of an act here and now; changes nothing. */
  try(act: Event): Verdict {
    const { mark } = this.fold.state
    const { verdict } = this.fold.judge(act, this.now)
    this.fold.state.undoTo(mark)
    return verdict
  }

  /** Puts an act that never was here, at this very moment, and plays it; what lies ahead is played behind it. */
  insert(act: Act): Verdict {
    const at = this.position
    this.steps.splice(at, 0, { ...act, at: this.now })
    this.quarantined.splice(at, 0, this.quarantined[at] as readonly string[])
    this.seek(at + 1)
    return this.verdicts[at] as Verdict
  }

  /** Takes the last acts that were put here away again, and stands where it stood before them. */
  remove(count: number): void {
    const { now } = this
    this.seek(this.position - count)
    this.steps.splice(this.position, count)
    this.quarantined.splice(this.position, count)
    this.now = now
    this.fold.fire(now, this.quarantined[this.position])
  }

  private play(i: number): void {
    const step = this.steps[i] as Step
    this.fold.fire(step.at, this.quarantined[i])
    if (step.kind === 'seal') {
      this.fold.last = step
      this.verdicts[i] = null
    } else {
      this.verdicts[i] = step.outside ?? this.fold.judge(step, step.at).verdict
    }
    this.marks[i] = this.fold.state.mark
    this.lasts[i] = this.fold.last
  }
}

type Rows = Snapshot['tables'][number][1]
/** Also those of a world that was founded before they were there. */
const changed = (rows: Rows, parameters: Readonly<Record<string, number | string>>): Rows => [
  ...rows.filter(([name]) => !Object.hasOwn(parameters, name)),
  ...Object.entries(parameters).map(([name, value]) => [name, { value, before: value, behind: -1 }] as const),
]
