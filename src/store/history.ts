/** The final part of a world as it was sealed, for whoever wants to read it from the beginning. */
import type { Connection } from './connection'
import type { WorldDatabase } from './schema'
import { type Found, foundIn, nextSegment } from './segments'

/** All final rows in sealed order with what became of them, in batches of up to 256. Rows sealed meanwhile may be among them. */
export async function* history(connection: Connection<WorldDatabase>): AsyncGenerator<readonly Found[]> {
  let last: Awaited<ReturnType<typeof nextSegment>>
  for (;;) {
    const before = last
    last = await connection.run('r', ['segments'], (db) => nextSegment(db, before, 0))
    if (!last) return
    yield foundIn(last)
  }
}
