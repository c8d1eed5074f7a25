/**
 * The filter at work. The host of a world looks at whatever is at the gate, one thing at a time, and files what it found as its own act
 * (FLT-1). What is left to do stands in the state, so a restart goes on where it stopped, and the rules let nothing be found twice.
 *
 * Before that, an author's own device looks at a draft: a preview, which decides nothing.
 */
import { type Content, contents, gates } from '../areas/content/tables'
import { contentIndex } from '../areas/content/views'
import { found, type Found, type Part } from '../areas/filter/events'
import { looks } from '../areas/filter/rules'
import { type Unexamined, unexamined } from '../areas/filter/views'
import { portraitAt } from '../areas/accounts/shown'
import type { AccountId } from '../areas/area'
import type { Subject } from '../areas/reports/events'
import { characters } from '../areas/shapes'
import { type Advice, type Asking, cameBefore, type Examine, type Examined, FilterFailed, type Known, type Work } from '../filter'
import { adviceOf } from '../filter/advice'
import { toHex } from '../kit/bytes'
import type { Hash, Millis } from '../log/types'
import { comingOf, libraryOf, standingOf } from './library'
import type { Peer } from './peer'
import type { Outcome } from './refusals'

/** A part of the filter that does not load is tried again after so long; then a person has to look. */
const AGAIN = [2_000, 10_000]
/** While another tab seals, or the clock stands still; and the first wait for a disk that refused, which doubles each time. */
const IDLE = 200
const LONGEST_WAIT = 30_000
const AT_ONCE = 50

export interface Examining {
  /** What is being looked at, by the id of the post or the picture. `share`: from 0 to 1. */
  readonly current: { readonly id: string; readonly share: number } | undefined
  /** Resolves once everything that can be looked at now has been. */
  idle(): Promise<void>
  stop(): void
}

/**
 * Begins to look at what is at the gate of a world that this browser is the host of.
 * @param again after how many milliseconds a part of the filter that did not load is tried again, each time
 */
export function startExamining(peer: Peer, examine: Examine, again: readonly number[] = AGAIN): Examining {
  let current: Examining['current']
  let waiting: readonly Unexamined[] = []
  let running: Promise<void> | undefined
  const stopped = new AbortController()
  const gaveUp = new Set<string>()
  /** How often each could not be read from the disk, or its finding not be kept there. */
  const failures = new Map<string, number>()
  /** How often each was changed while it was looked at. */
  const wasted = new Map<string, number>()
  let resume = (): void => {}

  const next = (): Unexamined | undefined => {
    const ready = waiting.filter((each) => each.ready && !gaveUp.has(keyOf(each)))
    const timesOf = (each: Unexamined) => (failures.get(keyOf(each)) ?? 0) + (wasted.get(each.subject.id) ?? 0)
    const fewest = Math.min(...ready.map(timesOf))
    const first = ready.filter((each) => timesOf(each) === fewest) // so that one that fails, or is changed all the time, keeps no other waiting
    const isText = ({ subject }: Unexamined) => peer.engine.read(contents, subject.id)?.media === 'text'
    return first.find(isText) ?? first[0] // words are looked at at once; a model may take its time to come
  }

  const isNewReady = (): boolean => {
    const one = next()
    return one !== undefined && !failures.has(keyOf(one))
  }

  async function run(): Promise<void> {
    for (let one = next(); one && !stopped.signal.aborted; one = next()) {
      if (peer.finality.state !== 'sealing') {
        await pause(IDLE)
        continue
      }
      const key = keyOf(one)
      const outcome = await lookAndFile(one).catch(() => 'not kept' as const)
      current = undefined
      if (stopped.signal.aborted) return
      if (outcome === 'not kept') {
        // The disk is full or gone, which has its own screen; one file may be damaged as well.
        const before = failures.get(key) ?? 0
        failures.set(key, before + 1)
        await pauseUntilNew(Math.min(LONGEST_WAIT, IDLE * 2 ** before))
        continue
      }
      failures.delete(key)
      // Refused: it was changed or deleted meanwhile, and stands in the list anew, or no more.
      const { id } = one.subject
      if (outcome?.ok) wasted.delete(id)
      else if (waiting.some((each) => keyOf(each) === key)) gaveUp.add(key)
      else if (waiting.some(({ subject }) => subject.id === id)) wasted.set(id, (wasted.get(id) ?? 0) + 1)
      else wasted.delete(id)
    }
  }

  /** Rejects if the disk does not give what is to be looked at, or does not take what was found. */
  async function lookAndFile({ subject }: Unexamined): Promise<Outcome | undefined> {
    current = { id: subject.id, share: 0 }
    const data = subject.kind === 'picture' ? await lookAtPortrait(subject) : await lookAtPost(subject)
    if (!data || stopped.signal.aborted || !peer.hostDevice) return undefined
    return peer.act(peer.hostDevice, [{ type: 'filter.found', data: data as never }])
  }

  /** A pause that ends when there is something that has not failed yet, or when nothing more is to be done. */
  async function pauseUntilNew(millis: number): Promise<void> {
    if (isNewReady()) return // it came while the other one was looked at
    await Promise.race([pause(millis), new Promise<void>((done) => (resume = done))])
  }

  const well = (each: Work, progress = (_share: number): void => {}) => examineWell(each, examine, again, progress, stopped.signal)

  async function lookAtPost(subject: Subject): Promise<Found | undefined> {
    const { id } = subject
    const row = peer.engine.read(contents, id)
    if (!row) return undefined
    const { work, faces, absent } = await workAt(peer, id, row)
    const facing: Work = { words: [], files: faces, media: 'image', known: [], ...(row.category ? { category: row.category } : {}) }
    const examined = await well(work, (share) => (current = { id, share }))
    const seen = examined && (await withFaces(examined, facing, well))
    return seen && foundBy(withAbsent(seen, absent), subject)
  }

  async function lookAtPortrait(subject: Subject): Promise<Found | undefined> {
    const row = portraitAt(peer.engine.reader, subject.id)
    if (!row) return undefined
    const file = await peer.store.blob(row.file.hash)
    const seen = await well(portraitWork(file))
    return seen && foundBy(withAbsent(ofPicture(seen), file ? [] : ['pictures']), subject)
  }

  const unwatch = peer.answers.watch(unexamined, { size: AT_ONCE }, undefined, (answer) => {
    waiting = answer
    for (const { subject, ready } of answer) if (!ready) fetchFiles(peer, subject)
    if (isNewReady()) resume()
    if (next()) running ??= run().finally(() => (running = undefined))
  })
  return {
    get current() {
      return current
    },
    async idle() {
      while (running) await running
    },
    stop() {
      stopped.abort()
      resume()
      unwatch()
    },
  }
}

const keyOf = ({ subject }: Unexamined): string => `${subject.kind} ${subject.id} ${subject.version}`
const pause = (millis: number): Promise<void> => new Promise((done) => setTimeout(done, millis))

/** Files of a post, or a picture, that are still elsewhere are asked for. */
function fetchFiles(peer: Peer, { kind, id }: Subject): void {
  const portrait = kind === 'picture' ? portraitAt(peer.engine.reader, id) : undefined
  const files = portrait
    ? [portrait.file]
    : (peer.engine.read(contents, id)?.files ?? []).flatMap((file) => [file, file.thumb ?? []].flat())
  for (const { hash, size } of files) void peer.wantBlob(hash, size).catch(() => undefined)
}

/** What was examined, and what could not be: then a person has to look. */
export interface Seen extends Examined {
  readonly unseen?: readonly Part[]
}

/** Examines as much of a work as can be. `undefined`: it was stopped. */
async function examineWell(
  work: Work,
  examine: Examine,
  again: readonly number[],
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Seen | undefined> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await examine(work, progress, signal)
    } catch (error) {
      if (signal.aborted) return undefined
      const wait = again[attempt]
      // What this browser cannot decode it will not decode later; what did not load may.
      if (wait !== undefined && error instanceof FilterFailed && error.part !== 'decoder') await pause(wait)
      else return wordsOnly(work, examine, signal)
    }
  }
}

const unseenIn = { text: [], image: ['pictures'], audio: ['sound'], video: ['film'] } as const satisfies {
  [M in Work['media']]: readonly Part[]
}

async function wordsOnly(work: Work, examine: Examine, signal: AbortSignal): Promise<Seen> {
  const none: Examined = { version: 'none', hits: [], advice: 'doubt', prints: [] }
  try {
    if (work.media === 'text') return { ...none, unseen: ['words'] }
    const seen = await examine({ ...work, files: [], media: 'text' }, undefined, signal)
    return { ...seen, advice: seen.advice === 'block' ? 'block' : 'doubt', unseen: unseenIn[work.media] }
  } catch {
    return { ...none, unseen: ['words', ...unseenIn[work.media]] }
  }
}

/** What small pictures, and those of profiles, are not asked: they are small, look like what they stand for, and are no works. */
const ofWhole = new Set<string>(['quality', 'duplicate', 'offtopic'])

/** What is said of such a picture: what it shows. It has no words that could have been looked at. */
export function ofPicture({ unseen, ...seen }: Seen): Seen {
  const hits = seen.hits.filter(({ category }) => !ofWhole.has(category))
  const advice = hits.length === seen.hits.length && !unseen ? seen.advice : adviceOf(hits)
  return withAbsent({ ...seen, hits, advice, prints: [] }, unseen ? ['pictures'] : [])
}

const graver = (one: Advice, other: Advice): Advice => (['block', 'doubt'] as const).find((each) => [one, other].includes(each)) ?? 'pass'

/** The small pictures that stand in for files are chosen by the author, so they are looked at, too. */
async function withFaces(seen: Seen, faces: Work, examineWell: (work: Work) => Promise<Seen | undefined>): Promise<Seen | undefined> {
  if (faces.files.length === 0) return seen
  const examined = await examineWell(faces)
  if (!examined) return undefined
  const small = ofPicture(examined)
  return withAbsent({ ...seen, advice: graver(seen.advice, small.advice), hits: [...seen.hits, ...small.hits] }, small.unseen ?? [])
}

/** A picture of a profile as the filter looks at it: by itself, since it is compared with no work. */
export const portraitWork = (file: Blob | undefined): Work => ({ words: [], files: file ? [file] : [], media: 'image', known: [] })

/** What could not be looked at never passes. */
function withAbsent(seen: Seen, absent: readonly Part[]): Seen {
  if (absent.length === 0) return seen
  return { ...seen, advice: seen.advice === 'pass' ? 'doubt' : seen.advice, unseen: [...new Set([...(seen.unseen ?? []), ...absent])] }
}

/** The finding as the log takes it: short ASCII and whole numbers. */
export function foundBy({ version, hits, advice, prints, unseen }: Seen, subject: Found['subject']): Found | undefined {
  const written = {
    subject,
    filter: version.replaceAll(/[^A-Za-z0-9._+-]/g, '-').slice(0, 40),
    advice,
    hits: hits.slice(0, 32).map(({ category, sure, where, saw, of }) => ({
      category,
      sure: Math.min(1_000, Math.max(0, Math.round(sure))),
      // A film may begin before its second 0, or say so.
      where: /^[a-z]+(?: \d{1,6}(?!\d))?/.exec(where)?.[0] ?? 'somewhere',
      saw: saw.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 120),
      ...(of === undefined ? {} : { of }),
    })),
    prints: prints.slice(0, 32),
    ...(unseen && unseen.length > 0 ? { unseen } : {}),
  }
  return found.safeParse(written).data
}

// What is examined.

/** Longer words than this are not looked at by a machine, in characters. */
const MOST_WORDS = 10_000

/** @returns what to examine, the small pictures of its files, and what is not here to be examined, such as what somebody has erased */
async function workAt(peer: Peer, content: Hash, row: Content) {
  const text = row.caption ? (await peer.texts.load([row.caption.hash])).get(row.caption.hash) : ''
  const blobs = async (hashes: readonly Hash[]) => Promise.all(hashes.map((hash) => peer.store.blob(hash)))
  const files = await blobs(row.files.map(({ hash }) => hash))
  const faces = await blobs(row.files.flatMap(({ thumb }) => (thumb ? [thumb.hash] : [])))
  // Words of another length than their act says are shown to nobody.
  const isShown = typeof text === 'string' && characters(text) === (row.caption?.characters ?? 0)
  const isRead = isShown && text.length <= MOST_WORDS
  const absent: Part[] = [
    ...((isShown && !isRead) || typeof text !== 'string' ? (['words'] as const) : []),
    ...(files.includes(undefined) ? unseenIn[row.media] : []),
    ...(faces.includes(undefined) ? (['pictures'] as const) : []),
  ]
  const since = peer.engine.read(looks, content)?.since ?? Number.POSITIVE_INFINITY
  const asking = { work: content, author: row.author, at: row.at, since }
  const work: Work = {
    words: [...(isRead ? [text] : []), ...row.tags.map((tag) => tag.replaceAll('-', ' '))],
    files: files.flatMap((file) => file ?? []),
    media: row.media,
    ...(row.category ? { category: row.category } : {}),
    known: sameFiles(peer, row.files, asking),
    ...(files.length > 0 ? { among: { ...asking, library: libraryOf(peer) } } : {}),
  }
  return { work, faces: faces.flatMap((face) => face ?? []), absent }
}

/** Works that have one of these very files, and may have come before the one that is asked about. */
function sameFiles(peer: Peer, files: readonly { readonly hash: Hash }[], one: Asking): Known[] {
  return files.flatMap(({ hash }) =>
    peer.answers.list(contentIndex, `file ${hash}`).flatMap((work): Known[] => {
      const row = peer.engine.read(contents, work)
      const standing = standingOf(peer, work)
      if (work === one.work || !row || standing === 'none') return []
      const before = cameBefore(comingOf(standing, row.at, lookedAt(peer, work, row.at)), one)
      if (before === 'no') return []
      // Who posts again what was taken down has no right to it from the first time: a person looks.
      const own = row.author === one.author
      return [{ hash: toHex(hash), work, mine: own && standing === 'here', unsure: own || before === 'perhaps' }]
    }),
  )
}

/** When the host first looked at a work. What stood before everybody without the filter has been here for long. */
const lookedAt = (peer: Peer, work: Hash, at: Millis): Millis =>
  peer.engine.read(looks, work)?.since ?? (peer.engine.read(gates, work) ? Number.POSITIVE_INFINITY : at)

/** A draft as its author has it now. */
export interface Draft {
  readonly words: string
  readonly tags: readonly string[]
  readonly media: Work['media']
  readonly files: readonly { readonly hash: Hash }[]
  readonly category?: string | undefined
}

/** What was seen in the files of the draft, as long as only its words change: a film is not looked at again with every sentence. */
let filesSeen: { readonly key: string; readonly seen: Promise<Examined> } | undefined

/** What the filter would say of a draft on this device: a preview, which decides nothing (FLT-1). Rejects as `Examine` does. */
export async function preview(peer: Peer, author: AccountId, draft: Draft, examine: Examine): Promise<Examined> {
  const { words, tags, media, files, category } = draft
  const filed = category ? { category } : {}
  const said = examine({ words: [words, ...tags.map((tag) => tag.replaceAll('-', ' '))], files: [], media, ...filed, known: [] })
  if (files.length === 0) return said
  const key = JSON.stringify([peer.world, author, media, category, files.map(({ hash }) => hash)])
  if (filesSeen?.key !== key) {
    const fresh = { key, seen: lookAtFiles(peer, author, draft, examine) }
    filesSeen = fresh
    fresh.seen.catch(() => filesSeen === fresh && (filesSeen = undefined))
  }
  const [first, second] = await Promise.all([said, filesSeen.seen])
  return {
    ...second,
    advice: graver(first.advice, second.advice),
    hits: [...first.hits, ...second.hits].toSorted((a, b) => b.sure - a.sure),
  }
}

async function lookAtFiles(peer: Peer, author: AccountId, { media, files, category }: Draft, examine: Examine): Promise<Examined> {
  const blobs = await Promise.all(files.map(({ hash }) => peer.store.blob(hash)))
  const asking = { work: '', author, at: peer.engine.worldTime, since: Number.POSITIVE_INFINITY }
  return examine({
    words: [],
    files: blobs.flatMap((blob) => blob ?? []),
    media,
    ...(category ? { category } : {}),
    known: sameFiles(peer, files, asking),
    among: { ...asking, library: libraryOf(peer) },
  })
}
