/** Chance that a number decides, and a network that loses, doubles, delays and mixes up what it carries. */

/** Where random numbers come from: the same seed, the same numbers, on every machine. */
export interface Dice {
  /** At least 0, below 1. */
  chance(): number
  /** A whole number below `below`. */
  int(below: number): number
  /** True once in `1 / odds`. */
  happens(odds: number): boolean
  pick<T>(from: readonly T[]): T
  shuffled<T>(list: Iterable<T>): T[]
}

export function makeDice(seed: number): Dice {
  let state = seed | 0
  const chance = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number): number => Math.floor(chance() * below)
  return {
    chance,
    int,
    happens: (odds) => chance() < odds,
    pick: (from) => from[int(from.length)] as never,
    shuffled(list) {
      const out = [...list]
      for (let i = out.length - 1; i > 0; i--) {
        const j = int(i + 1)
        ;[out[i], out[j]] = [out[j] as never, out[i] as never]
      }
      return out
    },
  }
}

/** Who can reach whom. Whole until it is parted; parted anew, the sides are drawn again. */
export interface Network {
  part(dice: Dice): void
  heal(): void
  reaches(from: string, to: string): boolean
}

export function makeNetwork(): Network {
  let sides: ((name: string) => number) | undefined
  return {
    part(dice) {
      const drawn = new Map<string, number>()
      sides = (name) => {
        if (!drawn.has(name)) drawn.set(name, dice.int(2))
        return drawn.get(name) as number
      }
    },
    heal() {
      sides = undefined
    },
    reaches: (from, to) => from !== to && (!sides || sides(from) === sides(to)),
  }
}

/**
 * One talk between two peers, cut into deliveries: any order, some of it missing, some of it twice, seals before their rows or rows
 * without their seals.
 */
export function deliveries<R, S>(dice: Dice, rows: Iterable<R>, seals: Iterable<S>): { rows: R[]; seals: S[] }[] {
  let mixed = dice.shuffled(rows)
  const sealed = dice.happens(0.3) ? [] : dice.shuffled(seals)
  const mode = dice.chance()
  if (mode < 0.3) mixed = mixed.slice(0, dice.int(mixed.length + 1))
  else if (mode < 0.45) mixed = []
  const half = dice.int(mixed.length + 1)
  const out = dice.happens(0.3)
    ? [
        { rows: mixed.slice(0, half), seals: [] },
        { rows: mixed.slice(half), seals: sealed },
      ]
    : [{ rows: mixed, seals: sealed }]
  if (dice.happens(0.2)) out.push({ rows: mixed.slice(0, 3), seals: sealed })
  return out
}
