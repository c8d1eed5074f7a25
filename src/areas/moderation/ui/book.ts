import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js'
import type { Bytes } from '../../../kit/bytes'
import type { Hash } from '../../../log/types'
import type { Peer } from '../../../peer/peer'
import { createAnswer, useSession } from '../../../ui/session'
import type { AccountId } from '../../area'
import { openReport, type Told } from '../../reports/ui/sealing'
import { type Found, foundIn, type SealedReport, sealedReports } from '../../reports/views'
import { sharedKeys } from '../views'
import { openShares } from './sharing'

/** A report that I can read: what it says, and what became of it. */
export interface Entry {
  readonly report: SealedReport
  readonly told: Told
  readonly found: Found
}
/** Every report there is, as far as I can read it, newest first. */
export interface Book {
  readonly read: readonly Entry[]
  /** Sealed to others at the desk, or on their way. */
  readonly closed: readonly SealedReport[]
  /** They are no reports at all. */
  readonly bad: readonly SealedReport[]
}

/** What was read stays read: opening takes a millisecond each, and the desk goes from case to case. */
const readBefore = new WeakMap<Peer, Map<string, Told | 'unreadable'>>()
/** After so many reports what was read so far is shown. */
const BATCH = 50

type Read = Pick<Entry, 'report' | 'told'>

/**
 * Who reported what is no part of the log: it stands in the reports themselves, which only the desk can open. So the desk reads them all,
 * each member for itself, and matches them with what was found. `undefined` until the first have been read.
 */
export function createBook(): Accessor<Book | undefined> {
  const session = useSession()
  const reports = createAnswer(sealedReports, () => (session.me() === undefined ? undefined : {}))
  const shares = createAnswer(sharedKeys, () => {
    const to = session.me()
    return to === undefined ? undefined : { to }
  })
  const [pages, setPages] = createSignal<{ readonly read: readonly Read[]; readonly closed: Book['closed']; readonly bad: Book['bad'] }>()
  let run = 0
  createEffect(
    on(
      [
        () =>
          reports()
            ?.map(({ id, here }) => `${id}${here}`)
            .join(),
        () => shares()?.length,
        session.me,
        session.peer,
      ],
      () => {
        const mine = ++run
        const [all, me, given] = [structuredClone(plain(reports() ?? [])), session.me(), plain(shares() ?? [])]
        if (me === undefined) return setPages(undefined)
        void readAll(session.peer(), me, all, given, (now) => {
          if (run === mine) setPages(now)
          return run === mine
        })
      },
    ),
  )
  const found = createAnswer(foundIn, () => {
    const now = pages()
    return now && { reports: now.read.map(({ report, told }) => ({ id: report.id, secret: told.secret })) }
  })
  return createMemo(() => {
    const [now, ends] = [pages(), found()]
    if (!now || ends?.length !== now.read.length) return undefined
    const lines = new Map((reports() ?? []).map((line) => [line.id, line]))
    const { closed, bad } = now
    const read = now.read.map(({ report, told }, at) => ({ report: lines.get(report.id) ?? report, told, found: ends[at] as Found }))
    return { read, closed, bad }
  })
}

/** A copy that is no part of a store. */
const plain = <T>(of: T): T => JSON.parse(JSON.stringify(of)) as T

async function readAll(
  peer: Peer,
  me: AccountId,
  all: readonly SealedReport[],
  shares: Parameters<typeof openShares>[2],
  show: (now: {
    readonly read: readonly Read[]
    readonly closed: readonly SealedReport[]
    readonly bad: readonly SealedReport[]
  }) => boolean,
): Promise<void> {
  const keys = shares.length > 0 ? await openShares(peer, me, shares) : new Map<Hash, Bytes>()
  const known = readBefore.get(peer) ?? new Map<string, Told | 'unreadable'>()
  readBefore.set(peer, known)
  const [read, closed, bad]: [Read[], SealedReport[], SealedReport[]] = [[], [], []]
  for (const [at, report] of all.entries()) {
    if (report.aside !== null) continue
    const name = `${me} ${report.id}`
    const told = known.get(name) ?? (await openOne(peer, me, report, keys.get(report.id)))
    if (told === 'not for me') closed.push(report)
    else {
      known.set(name, told)
      if (told === 'unreadable') bad.push(report)
      else read.push({ report, told })
    }
    if (at % BATCH === BATCH - 1 && !show({ read: [...read], closed: [...closed], bad: [...bad] })) return
  }
  show({ read, closed, bad })
}

async function openOne(peer: Peer, me: AccountId, report: SealedReport, key: Bytes | undefined) {
  const words = report.here ? peer.texts.read(report.sealed.hash) : undefined
  if (!words) return words === null ? ('unreadable' as const) : ('not for me' as const)
  return openReport(peer, me, report, words, key)
}

/** Upheld among all that were answered, in whole percent; `null` while none was. */
export function accuracyOf(entries: readonly Entry[]): number | null {
  const count = (outcome: Found['outcome']) => entries.filter(({ found }) => found.outcome === outcome).length
  const answered = count('upheld') + count('not upheld')
  return answered === 0 ? null : Math.round((100 * count('upheld')) / answered)
}
