/** The final part of a world as it was sealed, for whoever wants to read it from the beginning. */
import type { Connection } from './connection'
import type { WorldDatabase } from './schema'
import { type Found, foundIn, nextSegment, rowsWithSeals } from './segments'

/** All final rows in sealed order with what became of them, in batches of up to 256. Rows sealed meanwhile may be among them. */
export async function* history(connection: Connection<WorldDatabase>): AsyncGenerator<readonly Found[]> {
  let last: Awaited<ReturnType<typeof nextSegment>>
  for (;;) {
    const before = last
    last = await connection.run('r', ['segments'], (db) => nextSegment(db, before))
    if (!last) return
    yield foundIn(last)
  }
}

/** What the seals behind number `after`, up to number `upTo`, cover: their texts with those seals before them, in order. */
export async function* sealedBetween(
  connection: Connection<WorldDatabase>,
  after: number,
  upTo: number,
): AsyncGenerator<{ readonly seals: readonly string[]; readonly rows: readonly string[] }> {
  let last: Awaited<ReturnType<typeof nextSegment>>
  let told = after
  for (;;) {
    const [before, from] = [last, told + 1]
    const next = await connection.run('r', ['segments', 'seals'], async (db) => {
      const segment = await nextSegment(db, before, after)
      const isWithin = segment !== undefined && segment.seal <= upTo
      const to = isWithin ? Math.min(upTo, segment.lastSeal) : upTo
      const seals = await db.seals.where('number').between(from, to, true, true).toArray()
      return { segment: isWithin ? segment : undefined, to, seals: seals.map(({ text }) => text) }
    })
    last = next.segment
    told = next.to
    const rows = last ? rowsWithSeals(last).filter(({ seal }) => seal > after && seal <= upTo) : []
    yield { seals: next.seals, rows: rows.map(({ text }) => text) }
    if (!last) return
  }
}
