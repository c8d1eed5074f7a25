/** Export: a world as one file (`archive.ts` says how it looks). */
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, toBase64, utf8 } from '../kit/bytes'
import type { Hash } from '../log/types'
import { t } from '../language'
import { ARCHIVE_CHUNK, ARCHIVE_VERSION, type ArchiveInfo, type ExportedKey, LIMITS, type Limits, type LineKind } from './archive'
import { writeKeys } from './archiveKeys'
import type { World } from './registry'
import { GENESIS, lastSeal, type Segment } from './schema'
import { nextSegment, rowsWithSeals } from './segments'
import type { Store } from './store'

export interface Exporting {
  readonly world: Pick<World, 'name' | 'demo'>
  /** Needed for keys, unless the world is a demo. */
  readonly passphrase?: string | undefined
  /** Root and box keys to take along; without this, those in the store, which must then lie there as bytes. */
  readonly keys?: readonly ExportedKey[]
  /** Told now and then how far it is, from 0 to 1. */
  readonly onProgress?: (share: number) => void
  readonly limits?: Limits
}
/** Such a file could not be read again, so none is written. */
const tooMuch = () => t`This world holds more than fits into one file. Delete some films or other large posts, and export it again.`

/**
 * Writes the world as it stood when this was called; acts may go on meanwhile.
 * @throws StoreFailure; Error in plain words when it is more than could be read again; Error when keys would leave a world that is no demo without a passphrase, or while history is still missing
 */
export async function writeArchive(store: Store, { world, passphrase, keys, onProgress, limits = LIMITS }: Exporting): Promise<Blob> {
  const exported = keys ?? (await keysIn(store))
  if (exported.length > 0 && !passphrase && !world.demo) throw new Error('the keys of this world can only be exported under a passphrase')
  if (!(await store.isWhole())) throw new Error('the history of this world is still on its way to this device')
  let lines = 0
  let size = 0
  const encoded = async function* () {
    for await (const text of packed(linesOf(store, exported, passphrase || undefined, onProgress))) {
      lines += text.lines
      const bytes = utf8(text.text)
      size += bytes.length
      if (lines > limits.lines || size > limits.inflated) throw new Error(tooMuch())
      yield bytes
    }
  }
  const body = await gzip(encoded())
  const info: ArchiveInfo = { world: store.world, name: world.name, demo: world.demo, exportedAt: Date.now(), lines, size }
  const second = utf8(`${JSON.stringify(info)}\n`)
  const hasher = sha256.create().update(second)
  for (const part of body) hasher.update(part)
  return new Blob([`mesi-archive ${ARCHIVE_VERSION} ${toBase64(hasher.digest())}\n`, second, ...body], { type: 'application/octet-stream' })
}

async function keysIn(store: Store): Promise<ExportedKey[]> {
  const rows = [...(await store.keys('root')), ...(await store.keys('box'))]
  return rows.map(({ id, kind, value }) => {
    if (!(value instanceof Uint8Array)) throw new Error(`key ${id} does not lie in the store as bytes: hand it over`)
    return { id, kind: kind as 'root' | 'box', bytes: value }
  })
}

const line = (kind: LineKind, ...parts: readonly string[]): string => [kind, ...parts].join('\t')

async function* linesOf(
  store: Store,
  keys: readonly ExportedKey[],
  passphrase: string | undefined,
  onProgress: ((share: number) => void) | undefined,
): AsyncGenerator<string> {
  // What may move or change is taken at once; final rows and seals up to `last` stay where they are.
  const stand = await store.connection.run('r', ['meta', 'tail', 'forks', 'seals', 'otherSeals', 'payloads', 'blobs'], async (db) => ({
    genesis: (await db.meta.get(GENESIS))?.value as string,
    last: (await lastSeal(db))?.number ?? 0,
    tail: await db.tail.toArray(),
    forks: await db.forks.toArray(),
    proofs: await db.otherSeals.toArray(),
    payloads: await db.payloads.toCollection().primaryKeys(),
    blobs: (await db.blobs.toArray()).filter((row) => row.whole || row.erased),
  }))
  const total = stand.last + stand.tail.length + stand.payloads.length + stand.blobs.length * 10 + 1
  let done = 0
  const advance = (by: number) => onProgress?.(Math.min(1, (done += by) / total))

  yield line('genesis', stand.genesis)
  yield* sealedRows(store, stand.last, advance)
  for (const row of stand.tail) yield line('tail', row.text)
  advance(stand.tail.length)
  for (const row of stand.forks) yield line('fork', row.text)
  for (const row of stand.proofs) yield line('proof', row.text)

  const erased: Hash[] = []
  for (let i = 0; i < stand.payloads.length; i += 500) {
    const page = await store.payloads(stand.payloads.slice(i, i + 500))
    for (const [hash, bytes] of page) {
      if (bytes) yield line('payload', hash, toBase64(bytes))
      else erased.push(hash)
    }
    advance(page.size)
  }
  const blobs = await Promise.all(
    stand.blobs.map(async ({ hash, size }) => ({ hash, size, isHere: (await store.blobStates([hash])).get(hash)?.state === 'here' })),
  )
  for (const hash of erased) yield line('erased', 'payload', hash)
  for (const { hash } of blobs.filter((blob) => !blob.isHere)) yield line('erased', 'blob', hash)
  for (const { hash } of blobs.filter((blob) => blob.isHere)) {
    const file = await store.blob(hash)
    if (!file) continue // erased a moment ago
    yield line('blob', hash, `${file.size}`)
    for (let offset = 0; offset < file.size; offset += ARCHIVE_CHUNK) {
      yield line('chunk', toBase64(new Uint8Array(await file.slice(offset, offset + ARCHIVE_CHUNK).arrayBuffer())))
    }
    advance(10)
  }
  if (keys.length > 0) yield line('keys', ...(await writeKeys(keys, store.world, passphrase)))
  onProgress?.(1)
}

/** Seals up to `last`, each behind the rows that it covers. */
async function* sealedRows(store: Store, last: number, advance: (by: number) => void): AsyncGenerator<string> {
  const seals = sealTexts(store, last)
  let written = 0
  let segment: Segment | undefined
  for (;;) {
    segment = await store.connection.run('r', ['segments'], (db) => nextSegment(db, segment))
    if (!segment) break
    for (const { text, seal } of rowsWithSeals(segment)) {
      if (seal > last) break
      yield* sealsBelow(seal)
      yield line('row', text)
    }
  }
  yield* sealsBelow(last + 1)

  async function* sealsBelow(number: number): AsyncGenerator<string> {
    for (; written < number - 1; written++) {
      yield line('seal', (await seals.next()).value as string)
      advance(1)
    }
  }
}

async function* sealTexts(store: Store, last: number): AsyncGenerator<string, undefined> {
  for (let after = 0; after < last; after += 1_000) yield* await store.sealsAfter(after, Math.min(1_000, last - after))
  return undefined
}

/** Joins lines into pieces of about 64 kB: the compressor works better on few large pieces. */
async function* packed(lines: AsyncIterable<string>): AsyncGenerator<{ readonly text: string; readonly lines: number }> {
  let held: string[] = []
  let length = 0
  for await (const each of lines) {
    held.push(each)
    length += each.length
    if (length < 65_536) continue
    yield { text: `${held.join('\n')}\n`, lines: held.length }
    held = []
    length = 0
  }
  if (held.length > 0) yield { text: `${held.join('\n')}\n`, lines: held.length }
}

async function gzip(pieces: AsyncGenerator<Bytes>): Promise<Bytes[]> {
  const source = new ReadableStream<Bytes>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
  const parts: Bytes[] = []
  const reader = source.pipeThrough(new CompressionStream('gzip')).getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value)
  return parts
}
