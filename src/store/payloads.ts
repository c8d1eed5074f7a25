/** What people wrote, beside the rows that name it (K3): small, found by hash, and erasable for good. */
import { hashOf } from '../kit/bytes'
import type { Hash } from '../log/types'
import type { Connection } from './connection'
import { failpoint } from './failpoints'
import type { WorldDatabase } from './schema'

/** `bytes` = random salt + plaintext (or ciphertext); their SHA-256 is `hash`. */
export interface Payload {
  readonly hash: Hash
  readonly bytes: Uint8Array
}

export interface Payloads {
  /** Keeps payloads; one that is here already is left alone. Answers the hashes that stay erased. Throws if bytes and hash differ. */
  putPayloads(payloads: readonly Payload[]): Promise<readonly Hash[]>
  /** What is here of these: bytes, or `null` for what was erased for good. A hash that is not in the answer is not here. */
  payloads(hashes: Iterable<Hash>): Promise<ReadonlyMap<Hash, Uint8Array | null>>
  /** Erases for good, also what is not here yet: it will never be kept, served or exported again. */
  erasePayloads(hashes: Iterable<Hash>): Promise<void>
}

export function makePayloads(connection: Connection<WorldDatabase>): Payloads {
  return {
    putPayloads: (payloads) => connection.run('rw', ['payloads'], (db) => keepPayloads(db, payloads)),
    payloads: (hashes) =>
      connection.run('r', ['payloads'], async (db) => {
        const rows = await db.payloads.bulkGet([...new Set(hashes)])
        return new Map(rows.flatMap((row) => (row ? [[row.hash, 'bytes' in row ? row.bytes : null] as const] : [])))
      }),
    erasePayloads: (hashes) =>
      connection.run('rw', ['payloads'], async (db) => {
        await db.payloads.bulkPut([...hashes].map((hash) => ({ hash, erased: true })))
        failpoint('store.payloads.afterErase')
      }),
  }
}

/** Inside a transaction over `payloads`: adds what is new, and answers the hashes that are erased. */
export async function keepPayloads(db: WorldDatabase, payloads: readonly Payload[]): Promise<readonly Hash[]> {
  if (payloads.length === 0) return []
  for (const { hash, bytes } of payloads) if (hashOf(bytes) !== hash) throw new Error(`the bytes of payload ${hash} have another hash`)
  const here = await db.payloads.bulkGet(payloads.map((payload) => payload.hash))
  await db.payloads.bulkPut(payloads.filter((_, i) => here[i] === undefined))
  return here.flatMap((row) => (row && 'erased' in row ? [row.hash] : []))
}
