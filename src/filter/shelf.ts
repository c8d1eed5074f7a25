/** How works look that are here already: kept in the worker, brought up to date by what changed, so that a picture is compared where it is. */
import { type Asking, cameBefore, type Looked } from './finding'
import { alike, halves, bitsBetween } from './print'

/** What is nearest to a print, within `alike`: of others, and of one's own. In bits. */
export interface Nearest {
  readonly theirs: Theirs | undefined
  readonly own: number
}
/** `unsure`: whose it is. */
interface Theirs {
  readonly of: string
  readonly bits: number
  readonly unsure: boolean
}

/** Which of two says more: what surely came first, then what is nearer. */
export function moreTelling(a: Theirs | undefined, b: Theirs | undefined): Theirs | undefined {
  if (!a || !b) return a ?? b
  return (a.unsure === b.unsure ? b.bits < a.bits : a.unsure) ? b : a
}

interface Kept extends Omit<Looked, 'prints'> {
  /** Two halves for each print. */
  readonly halves: Int32Array
}

export class Shelf {
  private readonly kept = new Map<string, Kept>()

  /** @param changes by name; `undefined` for what is to be known no more */
  change(changes: readonly (readonly [name: string, looked: Looked | undefined])[]): void {
    for (const [name, looked] of changes) {
      if (!looked) this.kept.delete(name)
      else this.kept.set(name, { ...looked, halves: Int32Array.from(looked.prints.flatMap(halves)) })
    }
  }

  clear(): void {
    this.kept.clear()
  }

  /** Among works that may have come before the one that is asked about. */
  nearest(print: string, one: Asking): Nearest {
    const [left = 0, right = 0] = halves(print)
    let [theirs, own]: [Nearest['theirs'], number] = [undefined, Number.POSITIVE_INFINITY]
    for (const each of this.kept.values()) {
      const before = cameBefore(each, one)
      if (each.work === one.work || before === 'no') continue
      const byThem = each.author === one.author
      // Who posts again what was taken down has no right to it from the first time: a person looks.
      const isOwn = byThem && !each.takenDown
      for (let i = 0; i < each.halves.length; i += 2) {
        const bits = bitsBetween(each.halves[i] as number, left) + bitsBetween(each.halves[i + 1] as number, right)
        if (bits > alike) continue
        if (isOwn) own = Math.min(own, bits)
        else theirs = moreTelling(theirs, { of: each.work, bits, unsure: byThem || before === 'perhaps' })
      }
    }
    return { theirs, own }
  }
}
