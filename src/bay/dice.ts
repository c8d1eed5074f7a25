/** Chance from a word: the same word, the same falls. */
export class Dice {
  private state = 0x811c9dc5
  constructor(seed: string) {
    for (let i = 0; i < seed.length; i++) this.state = Math.imul(this.state ^ seed.charCodeAt(i), 0x01000193)
  }
  /** From 0 up to 1. */
  next = (): number => {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  between = (low: number, high: number): number => low + (high - low) * this.next()
  whole = (low: number, high: number): number => Math.floor(this.between(low, high + 1))
  chance = (p: number): boolean => this.next() < p
  pick = <T>(from: readonly T[]): T => from[Math.floor(this.next() * from.length)] as T
  /** Around 0, mostly within 1. */
  bell = (): number => (this.next() + this.next() + this.next() - 1.5) / 0.75
}
