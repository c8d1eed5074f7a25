import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { Bytes } from '../../../kit/bytes'
import type { Hash } from '../../../log/types'
import type { Past } from '../../../peer/past'
import type { Peer } from '../../../peer/peer'
import { useSession } from '../../../ui/session'
import type { AccountId } from '../../area'
import { stubOf } from '../../reports/events'
import { openReport, type Told } from '../../reports/ui/sealing'
import { type Found, foundIn, type SealedReport, sealedReports } from '../../reports/views'
import type { Share } from '../tables'
import { sharedKeys } from '../views'
import { openShares } from './sharing'

/** A report that I can read: what it says, and what became of it. `stub`: under which the desk said what is in it. */
export interface Entry {
  readonly report: SealedReport
  readonly told: Told
  readonly stub: Hash
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
type Read = { readonly told: Told; readonly stub: Hash }
const readBefore = new WeakMap<Peer, Map<string, Read | 'unreadable'>>()
/** Reports may come in by the hundred: so long the book waits for more before it is read again. */
const PAUSE = 100

/** A book is kept so long after the last screen that shows it, because the desk goes from one screen to the next. */
const LINGERS = 5_000

interface Kept {
  readonly book: Accessor<Book | undefined>
  readonly end: () => void
  users: number
}
/** The one book of each member of the desk, by what is looked at. */
const books = new WeakMap<Peer | Past, Map<AccountId, Kept>>()

/**
 * Who reported what is no part of the log: it stands in the reports themselves, which only the desk can open. So the desk reads them all,
 * each member for itself, and matches them with what was found. `undefined` until they have been read. Thousands of reports are no
 * burden: nothing is opened twice, nothing of it is copied, and all screens of the desk share one book.
 */
export function createBook(): Accessor<Book | undefined> {
  const session = useSession()
  const [kept, setKept] = createSignal<Kept>()
  createEffect(
    on([session.me, session.peer, session.past], ([me, peer, past]) => {
      setKept(undefined)
      if (me === undefined) return
      const viewed = past ?? peer
      const known = books.get(viewed) ?? new Map<AccountId, Kept>()
      books.set(viewed, known)
      const mine = known.get(me) ?? keepBook(peer, viewed, me)
      known.set(me, mine)
      mine.users++
      setKept(mine)
      onCleanup(() => {
        mine.users--
        setTimeout(() => {
          if (mine.users > 0 || known.get(me) !== mine) return
          known.delete(me)
          mine.end()
        }, LINGERS)
      })
    }),
  )
  return () => kept()?.book()
}

/** Reads all reports of a world for one member, and again as they come or something is found in them, until `end`. */
function keepBook(peer: Peer, viewed: Peer | Past, me: AccountId): Kept {
  const [book, setBook] = createSignal<Book>()
  const now = { reports: [] as readonly SealedReport[], shares: [] as readonly Share[] }
  let due: ReturnType<typeof setTimeout> | undefined
  let isReading = false
  let isOver = false
  let isRead = false
  let stopFound = () => {}
  const soon = () => {
    if (!isOver && !isReading) due ??= setTimeout(() => void read(), isRead ? PAUSE : 0)
  }
  const read = async () => {
    due = undefined
    isReading = true
    const { reports, shares } = now
    const pages = await readAll(peer, me, reports, shares)
    isReading = false
    isRead = true
    if (isOver) return
    stopFound()
    const asked = { reports: pages.read.map(({ report, stub }) => ({ id: report.id, stub })) }
    stopFound = viewed.watch(foundIn, asked, me, (ends) =>
      setBook({ ...pages, read: pages.read.map((entry, at) => ({ ...entry, found: ends[at] as Found })) }),
    )
    if (now.reports !== reports || now.shares !== shares) soon()
  }
  const stops = [
    viewed.watch(sealedReports, {}, me, (reports) => {
      now.reports = reports
      soon()
    }),
    viewed.watch(sharedKeys, { to: me }, me, (shares) => {
      now.shares = shares
      soon()
    }),
  ]
  const end = () => {
    isOver = true
    clearTimeout(due)
    stopFound()
    for (const stop of stops) stop()
  }
  return { book, end, users: 0 }
}

async function readAll(peer: Peer, me: AccountId, all: readonly SealedReport[], shares: readonly Share[]) {
  const keys = shares.length > 0 ? await openShares(peer, me, shares) : new Map<Hash, readonly Bytes[]>()
  const known = readBefore.get(peer) ?? new Map<string, Read | 'unreadable'>()
  readBefore.set(peer, known)
  const [read, closed, bad]: [Omit<Entry, 'found'>[], SealedReport[], SealedReport[]] = [[], [], []]
  for (const report of all) {
    if (report.aside !== null) continue
    const name = `${me} ${report.id}`
    const before = known.get(name) ?? (await openOne(peer, me, report, keys.get(report.id)))
    if (before === 'not for me') closed.push(report)
    else {
      known.set(name, before)
      if (before === 'unreadable') bad.push(report)
      else read.push({ report, ...before })
    }
  }
  return { read, closed, bad }
}

async function openOne(
  peer: Peer,
  me: AccountId,
  report: SealedReport,
  keys: readonly Bytes[] | undefined,
): Promise<Read | 'unreadable' | 'not for me'> {
  const words = report.here ? peer.texts.read(report.sealed.hash) : undefined
  if (!words) return words === null ? 'unreadable' : 'not for me'
  const told = await openReport(peer, me, report, words, keys)
  return typeof told === 'string' ? told : { told, stub: stubOf(told.secret) }
}

/** Upheld among all that were answered, in whole percent; `null` while none was. */
export function accuracyOf(entries: readonly Entry[]): number | null {
  const count = (outcome: Found['outcome']) => entries.filter(({ found }) => found.outcome === outcome).length
  const answered = count('upheld') + count('not upheld')
  return answered === 0 ? null : Math.round((100 * count('upheld')) / answered)
}
