import type { Millis } from '../log/types'

/** A page that slept between two looks has not waited all that time. */
const LONGEST_LOOK = 2_000

export interface Stall {
  /** This link has sent something of the history, or something that nobody can read. */
  heard(link: string): void
  /**
   * To be called about once a second. Only seals that took effect count as coming on: junk does not.
   * @param number the last seal of the history that took effect
   * @returns for how long it has not come on although one that sends it is still linked, in ms of steady time
   */
  look(number: number): Millis
}

/** Tells history that does not come on although somebody sends it from history that nobody here has, which is waited for. */
export function makeStall(steady: () => Millis, isLinked: (link: string) => boolean): Stall {
  const senders = new Set<string>()
  let reached = 0
  let waited = 0
  let looked = steady()
  return {
    heard: (link) => void senders.add(link),
    look(number) {
      const since = Math.min(steady() - looked, LONGEST_LOOK)
      looked = steady()
      for (const link of senders) if (!isLinked(link)) senders.delete(link)
      waited = number > reached || senders.size === 0 ? 0 : waited + since
      reached = number
      return waited
    },
  }
}
