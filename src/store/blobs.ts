/** Large media by hash, written in chunks from the front so that a broken transfer goes on where it stopped. */
import { type Bytes, concat, toBase64 } from '../kit/bytes'
import { t } from '../language'
import type { Hash } from '../log/types'
import type { Connection } from './connection'
import { failpoint } from './failpoints'
import type { BlobRow, WorldDatabase } from './schema'

/** Hashes what comes piece by piece, which WebCrypto does not. It comes with the first file, and before a transaction, which would not wait. */
const hashing = async () => (await import('@noble/hashes/sha2.js')).sha256.create()
type Hasher = Awaited<ReturnType<typeof hashing>>

/** Bytes per chunk when the store cuts a blob itself. A transfer may use smaller ones. */
export const CHUNK = 262_144

/** `coming`: `have` of `size` bytes are here. `wrong`: all bytes came and had another hash; they were thrown away, and it starts anew at 0. */
export interface BlobState {
  readonly hash: Hash
  readonly state: 'here' | 'coming' | 'erased' | 'wrong'
  readonly have: number
  readonly size: number
}

export interface Blobs {
  /** Says that a blob of `size` bytes is to come; answers how much of it is here. A size that differs from what was begun starts anew. */
  beginBlob(hash: Hash, size: number): Promise<BlobState>
  /**
   * Writes bytes at `offset`, which must be what is here so far: anything before it is skipped, anything behind it is not
   * written, and the answer says where to go on. The last chunk has the whole blob verified. Throws if it was not begun.
   */
  writeChunk(hash: Hash, offset: number, bytes: Uint8Array): Promise<BlobState>
  /** Keeps a whole file of this browser's; answers its hash, under which it is durable. */
  addBlob(file: Blob): Promise<{ readonly hash: Hash; readonly size: number }>
  /** A whole, verified blob; `undefined` while it is coming or when it is absent or erased. */
  blob(hash: Hash): Promise<Blob | undefined>
  /** Up to `length` bytes of a whole blob from `offset`, for sending on; `undefined` if it is not whole. */
  blobPart(hash: Hash, offset: number, length: number): Promise<Bytes | undefined>
  /** What is known of these blobs, or of all. */
  blobStates(hashes?: Iterable<Hash>): Promise<ReadonlyMap<Hash, BlobState>>
  /** Erases for good, also what is not here yet: a tombstone stays, and the bytes are never taken again. */
  eraseBlobs(hashes: Iterable<Hash>): Promise<void>
  /** Lets go of what nobody needs any more. It may come again; what was erased stays so. */
  dropBlobs(hashes: Iterable<Hash>): Promise<void>
}

const BLOB = ['blobs', 'blobChunks'] as const

/** Why a file that is offered again is not taken. */
export const erasedForGood = () => t`This file was erased for good in this world, and is not taken again.`

export function makeBlobs(connection: Connection<WorldDatabase>): Blobs {
  return { beginBlob, writeChunk, addBlob, blob, blobPart, blobStates, eraseBlobs, dropBlobs }

  async function beginBlob(hash: Hash, size: number): Promise<BlobState> {
    if (!Number.isSafeInteger(size) || size < 0) throw new Error(`a blob of ${size} bytes`)
    const hasher = await hashing()
    return connection.run('rw', BLOB, async (db) => {
      const here = await db.blobs.get(hash)
      if (here && (here.erased || here.whole || here.size === size)) return stateOf(here)
      await dropChunks(db, hash)
      return finish(db, { hash, size, have: 0, whole: false }, hasher)
    })
  }

  async function writeChunk(hash: Hash, offset: number, bytes: Uint8Array): Promise<BlobState> {
    const hasher = await hashing()
    return connection.run('rw', BLOB, async (db) => {
      const here = await db.blobs.get(hash)
      if (!here) throw new Error(`blob ${hash} was not begun`)
      const fresh = bytes.subarray(Math.max(0, here.have - offset), here.size - offset)
      if (here.erased || here.whole || offset > here.have || fresh.length === 0) return stateOf(here)
      await db.blobChunks.put({ hash, offset: here.have, bytes: fresh.slice() })
      failpoint('store.blob.afterChunk')
      return finish(db, { ...here, have: here.have + fresh.length }, hasher)
    })
  }

  /** Notes how far it came; when all is here, lets it stand only if the whole has its hash. */
  async function finish(db: WorldDatabase, row: BlobRow, hasher: Hasher): Promise<BlobState> {
    if (row.have < row.size) {
      await db.blobs.put(row)
      return stateOf(row)
    }
    await chunksOf(db, row.hash).each((chunk) => void hasher.update(chunk.bytes))
    const isRight = toBase64(hasher.digest()) === row.hash
    if (!isRight) await dropChunks(db, row.hash)
    const done = { ...row, whole: isRight, have: isRight ? row.size : 0 }
    await db.blobs.put(done)
    return isRight ? stateOf(done) : { ...stateOf(done), state: 'wrong' }
  }

  async function addBlob(file: Blob): Promise<{ hash: Hash; size: number }> {
    const hasher = await hashing()
    for (let offset = 0; offset < file.size; offset += CHUNK) hasher.update(await bytesOf(file, offset))
    const hash = toBase64(hasher.digest())
    let { state, have } = await beginBlob(hash, file.size)
    while (state === 'coming') ({ state, have } = await writeChunk(hash, have, await bytesOf(file, have)))
    if (state === 'erased') throw new Error(erasedForGood())
    if (state === 'wrong') throw new Error('the file changed while it was read')
    return { hash, size: file.size }
  }

  async function blob(hash: Hash): Promise<Blob | undefined> {
    return connection.run('r', BLOB, async (db) => {
      if (!(await db.blobs.get(hash))?.whole) return undefined
      return new Blob((await chunksOf(db, hash).toArray()).map((chunk) => chunk.bytes as Bytes))
    })
  }

  async function blobPart(hash: Hash, offset: number, length: number): Promise<Bytes | undefined> {
    return connection.run('r', BLOB, async (db) => {
      const here = await db.blobs.get(hash)
      if (!here?.whole) return undefined
      const end = Math.min(here.size, offset + length)
      // The chunk in which the part begins is the last one that starts at or before it.
      const first = await db.blobChunks.where('[hash+offset]').between([hash, 0], [hash, offset], true, true).last()
      const chunks = first
        ? await db.blobChunks.where('[hash+offset]').between([hash, first.offset], [hash, end], true, false).toArray()
        : []
      return concat(...chunks.map((chunk) => chunk.bytes.subarray(Math.max(0, offset - chunk.offset), Math.max(0, end - chunk.offset))))
    })
  }

  async function blobStates(hashes?: Iterable<Hash>): Promise<ReadonlyMap<Hash, BlobState>> {
    return connection.run('r', BLOB, async (db) => {
      const rows = hashes ? await db.blobs.bulkGet([...new Set(hashes)]) : await db.blobs.toArray()
      return new Map(rows.flatMap((row) => (row ? [[row.hash, stateOf(row)] as const] : [])))
    })
  }

  async function eraseBlobs(hashes: Iterable<Hash>): Promise<void> {
    await connection.run('rw', BLOB, async (db) => {
      for (const hash of hashes) {
        await dropChunks(db, hash)
        await db.blobs.put({ hash, size: 0, have: 0, whole: false, erased: true })
      }
      failpoint('store.blob.afterErase')
    })
  }

  async function dropBlobs(hashes: Iterable<Hash>): Promise<void> {
    await connection.run('rw', BLOB, async (db) => {
      for (const hash of hashes) {
        if ((await db.blobs.get(hash))?.erased) continue
        await dropChunks(db, hash)
        await db.blobs.delete(hash)
      }
    })
  }
}

const bytesOf = async (file: Blob, offset: number): Promise<Bytes> => new Uint8Array(await file.slice(offset, offset + CHUNK).arrayBuffer())

const chunksOf = (db: WorldDatabase, hash: Hash) => db.blobChunks.where('[hash+offset]').between([hash, 0], [hash, Number.MAX_SAFE_INTEGER])
const dropChunks = (db: WorldDatabase, hash: Hash) => chunksOf(db, hash).delete()

const stateOf = ({ hash, size, have, whole, erased }: BlobRow): BlobState => {
  const state = erased ? 'erased' : whole ? 'here' : 'coming'
  return { hash, size, have, state }
}
