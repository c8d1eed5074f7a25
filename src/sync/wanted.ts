/** What is looked for by hash: rows on other branches, rows that something rests on, and payloads. One link at a time is asked for each. */
import { isHash } from '../log/rows'
import type { Hash, Millis } from '../log/types'
import { cut, HASHES_PER_FRAME } from './frames'
import type { Limits } from './limits'
import type { Session } from './session'
import type { Timing } from './timing'

export interface Wanted {
  /** Asks `first` if it is given, then every other link in turn, and every later one as it joins, until `got`. */
  want(hashes: readonly Hash[], first?: Session): void
  /** This link says that it has these, and nothing here rests on them: nobody else is asked, and it is asked once. */
  claimed(hashes: readonly Hash[], by: Session): void
  got(hashes: readonly Hash[]): void
  absent(session: Session, hashes: readonly Hash[]): void
  joined(session: Session): void
  left(session: Session): void
  tick(): void
  /** Whether this link was asked for something that has not come. */
  isAsking(session: Session): boolean
  /** How many are being asked for at this moment, and how many nobody here has. */
  size(): { readonly asked: number; readonly nowhere: number }
}

interface Want {
  /** Who says that they have it, where nothing else here names it. */
  claimers: Set<Session> | undefined
  readonly tried: Set<Session>
  asked: Session | undefined
  at: Millis
}

export function makeWanted(kind: 'rows' | 'payloads', timing: Timing, limits: Limits, sessions: () => Iterable<Session>): Wanted {
  const wants = new Map<Hash, Want>()

  /** Asks the first link that has not been tried; without one the hash waits for a link to join. */
  function ask(hashes: readonly Hash[], first?: Session): void {
    const bySession = new Map<Session, Hash[]>()
    for (const hash of hashes) {
      const want = wants.get(hash)
      if (!want || want.asked) continue
      const session = [...(want.claimers ?? [...(first ? [first] : []), ...sessions()])].find((one) => one.isOpen() && !want.tried.has(one))
      if (!session) {
        if (want.claimers) wants.delete(hash)
        continue
      }
      want.asked = session
      want.at = timing.now()
      want.tried.add(session)
      bySession.set(session, [...(bySession.get(session) ?? []), hash])
    }
    for (const [session, some] of bySession) {
      for (const part of cut(some, HASHES_PER_FRAME)) session.send({ type: 'askHashes', kind, hashes: part })
    }
  }
  /**
   * What has been looked for longest and was not here makes room: acts may name what nobody has.
   * @param but what has only just been named @returns false while all is being asked for
   */
  function forgetOldest(but: ReadonlySet<Hash>): boolean {
    for (const [hash, want] of wants) if (!want.asked && !but.has(hash)) return wants.delete(hash)
    return false
  }
  const free = (chosen: (want: Want, hash: Hash) => boolean): Hash[] => {
    const freed: Hash[] = []
    for (const [hash, want] of wants) {
      if (!want.asked || !chosen(want, hash)) continue
      want.asked = undefined
      freed.push(hash)
    }
    return freed
  }

  function note(hashes: readonly Hash[], by?: Session): void {
    const named = new Set(hashes)
    for (const hash of hashes) {
      if (!isHash(hash)) continue // a name that a host made up (K19): nobody can be asked for it
      const known = wants.get(hash)
      if (!known && wants.size >= limits.wanted && !forgetOldest(named)) break
      if (!known) wants.set(hash, { claimers: by && new Set([by]), tried: new Set(), asked: undefined, at: 0 })
      else if (by) known.claimers?.add(by)
      else known.claimers = undefined
    }
  }

  return {
    want(hashes, first) {
      note(hashes)
      ask(hashes, first)
    },
    claimed(hashes, by) {
      note(hashes, by)
      ask(hashes)
    },
    got(hashes) {
      for (const hash of hashes) wants.delete(hash)
    },
    absent(session, hashes) {
      const named = new Set(hashes)
      ask(free((want, hash) => want.asked === session && named.has(hash)))
    },
    joined(session) {
      ask([...wants.keys()], session)
    },
    left(session) {
      const freed = free((want) => want.asked === session)
      for (const want of wants.values()) {
        want.tried.delete(session)
        want.claimers?.delete(session)
      }
      ask(freed)
    },
    tick() {
      const now = timing.now()
      const patience = new Map([...sessions()].map((session) => [session, session.patience()])) // once for thousands of them
      ask(free((want) => want.at < now - (patience.get(want.asked as Session) ?? limits.patience)))
      const again: Hash[] = []
      for (const [hash, want] of wants) {
        if (want.asked || want.at >= now - limits.compare) continue
        want.at = now
        want.tried.clear() // somebody who lacked it may have received it
        again.push(hash)
      }
      ask(again)
    },
    isAsking: (session) => [...wants.values()].some((want) => want.asked === session),
    size() {
      let asked = 0
      for (const want of wants.values()) if (want.asked) asked += 1
      return { asked, nowhere: wants.size - asked }
    },
  }
}
