/**
 * Files that somebody picked here and that nothing names yet: they are on the disk before anybody says what they are for, since making
 * them ready takes long. Each is noted under the page that picked it. Once that page is gone, and neither a draft nor an act names the
 * file, it is freed. Where there are no Web Locks nobody can tell whether a page is gone, so nothing is noted and nothing is freed.
 */
import { randomBytes, toBase64 } from '../kit/bytes'
import type { Hash } from '../log/types'
import { erasedForGood } from '../store/blobs'
import { databaseName } from '../store/schema'
import type { Peer } from './peer'
import { oneAtATime } from './tabs'

/** Keys of what is noted: `picked/<hash>/<page>`. */
const PICKED = 'picked/'
/** What people are still at work on; texts in it name files by hash. */
const DRAFTS = 'draft/'
const DAY = 86_400_000

/** Pages as Web Locks know them: each holds a lock of its own name for as long as it lives. */
export interface Pages {
  /** The name of this one. */
  readonly mine: () => Promise<string>
  readonly alive: () => Promise<ReadonlySet<string>>
}

/** `undefined` where there are no Web Locks. */
export function pagesHere(): Pages | undefined {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks
  if (!locks) return undefined
  return {
    mine: () => (mine ??= holdName(locks)),
    async alive() {
      const { held = [] } = await locks.query()
      return new Set(held.flatMap(({ name }) => (name?.startsWith(PAGE) ? [name.slice(PAGE.length)] : [])))
    },
  }
}

const PAGE = 'mesi page '
let mine: Promise<string> | undefined

/** Resolves once the lock is held. */
function holdName(locks: LockManager): Promise<string> {
  const name = toBase64(randomBytes(12))
  return new Promise((resolve, reject) => {
    const hold = () => {
      resolve(name)
      return new Promise<void>(() => {}) // until the page goes
    }
    locks.request(PAGE + name, hold).catch(reject)
  })
}

/** Puts a picked file on the disk and notes who picked it. No file is freed meanwhile. */
export async function keepPicked(peer: Peer, file: Blob, pages = pagesHere()): Promise<{ readonly hash: Hash; readonly size: number }> {
  const page = await pages?.mine()
  return oneAtATime(turnOf(peer), async () => {
    const kept = await peer.store.addBlob(file)
    if (peer.isGone(kept.hash)) throw new Error(erasedForGood()) // somebody has deleted it, which will be final any moment
    if (page !== undefined) await peer.store.putMeta(`${PICKED}${kept.hash}/${page}`, true)
    return kept
  })
}

/** A page that shows a draft from the disk needs its files, too: until it is gone they stay, whatever another page does with the draft. */
export async function holdPicked(peer: Peer, hashes: readonly Hash[], pages = pagesHere()): Promise<void> {
  const page = await pages?.mine()
  if (page === undefined || hashes.length === 0) return
  await oneAtATime(turnOf(peer), async () => {
    for (const hash of hashes) await peer.store.putMeta(`${PICKED}${hash}/${page}`, true)
  })
}

/** Under a history that is still coming an act may be on its way that names a file; a state that is not the world's may have missed one. */
const knowsAll = ({ floor, engine }: Peer): boolean => !floor && !engine.unfit && !engine.frozen

/** Frees what pages that are gone have picked and nothing names. Reads all of the state, but only if there is anything to look for. */
export async function freePicked(peer: Peer, pages = pagesHere()): Promise<readonly Hash[]> {
  if (!pages || !knowsAll(peer)) return []
  return oneAtATime(turnOf(peer), async () => {
    const alive = await pages.alive()
    const notes = [...(await peer.store.metaFrom(PICKED)).keys()].map((key) => {
      const [hash = '', page = ''] = key.slice(PICKED.length).split('/')
      return { key, hash, page }
    })
    const held = new Set(notes.filter(({ page }) => alive.has(page)).map(({ hash }) => hash))
    const left = notes.filter(({ hash }) => !held.has(hash))
    const isIn = (texts: readonly string[], hash: Hash) => texts.some((text) => text.includes(hash))
    const drafts = written(await draftsOf(peer, held))
    // What a draft names is looked at again: it may be thrown away.
    const loose = left.filter(({ hash }) => !isIn(drafts, hash))
    if (loose.length === 0) return []
    // A draft is cleared once its act is on the disk. So whoever cleared one before it was read has written an act that is read now.
    await peer.meetOtherTabs()
    if (!knowsAll(peer)) return []
    const acts = actsOf(peer)
    const orphans = [...new Set(loose.map(({ hash }) => hash))].filter((hash) => !isIn(acts, hash))
    await peer.letGo(orphans)
    await peer.store.deleteMeta(loose.map(({ key }) => key))
    return orphans
  })
}

/** A form as it is named on the disk (`createNamed`): its files; and once no page shows them, since when. */
type Form = readonly Hash[] | { readonly files: readonly Hash[]; readonly left: number }

/**
 * What is still worked on. What stands in a form lies beside its tab: one that no page shows may be reloaded or opened once more by whoever
 * closed it, and a day later it is nobody's.
 */
async function draftsOf({ store }: Peer, held: ReadonlySet<string>): Promise<readonly unknown[]> {
  const drafts = await store.metaFrom(DRAFTS)
  const forms = [...drafts].flatMap(([key, value]) => (Array.isArray(value) || hasLeft(value) ? [[key, value as Form] as const] : []))
  const now = Date.now()
  const over: string[] = []
  for (const [key, form] of forms) {
    const files = hasLeft(form) ? form.files : form
    if (files.some((hash) => held.has(hash))) continue
    if (!hasLeft(form))
      await store.putMeta(key, { files, left: now }).catch(() => undefined) // a full disk takes no note, only things away
    else if (now - form.left >= DAY) over.push(key)
  }
  await store.deleteMeta(over)
  return [...drafts].flatMap(([key, value]) => (over.includes(key) ? [] : [value]))
}

const hasLeft = (value: unknown): value is Extract<Form, { left: number }> => typeof (value as { left?: unknown } | null)?.left === 'number'

const written = (values: readonly unknown[]): string[] => values.map((each) => JSON.stringify(each) ?? '')

/** Wherever acts may name a file: in the state that all have made, and in those that are not sealed or still wait for another one. */
const actsOf = ({ engine }: Peer): string[] =>
  written([...engine.pendingRows().map(({ body }) => body.data), ...[...engine.tables().values()].flatMap((table) => [...table.values()])])

const turnOf = ({ store }: Peer) => `picks ${databaseName(store.world, store.peer)}`
