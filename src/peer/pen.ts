/**
 * Where rows wait whose device nobody has let in, and what an admitted device floods (K20): in memory, of fixed size. Whoever fills it
 * loses the newest of their own first, so a stranger cannot drive out anybody else's rows, and the beginning of a feed stays together.
 */
import type { DeviceId, Hash, Row } from '../log/types'
import type { Place } from '../sync/replica'

export interface Pen {
  readonly size: number
  has(hash: Hash): boolean
  row(hash: Hash): Row | undefined
  /** Takes a row in. @returns the rows that had to go for it: they may come again */
  put(row: Row): Row[]
  /** Takes out the rows that may leave, in the order in which they came. */
  take(mayLeave: (row: Row) => boolean): Row[]
  /**
   * From where on more of a feed is of use, whose last row elsewhere is this one: behind what waits here. `undefined`: some of it had to
   * go for lack of room, and more than half of the others wait still.
   */
  wantsBehind(last: Place): Place | undefined
  /** Whether more of a feed could stay, as far as that is known. */
  hasRoom(device: DeviceId): boolean
}

/** @param rows most rows @param letters most letters (UTF-16 units) of all of them together */
export function makePen(rows = 5_000, letters = 8_000_000): Pen {
  const feeds = new Map<DeviceId, Row[]>()
  const known = new Map<Hash, Row>()
  /** Of feeds some rows of which had to go, how many were left then. */
  const cropped = new Map<DeviceId, number>()
  let length = 0

  function dropOne(): Row {
    let fullest: Row[] = []
    for (const feed of feeds.values()) if (feed.length > fullest.length) fullest = feed
    const row = fullest.pop() as Row
    if (fullest.length > 0) cropped.set(row.body.device, fullest.length)
    else {
      feeds.delete(row.body.device)
      cropped.delete(row.body.device)
    }
    forget(row)
    return row
  }
  function forget(row: Row): void {
    known.delete(row.hash)
    length -= row.text.length
  }

  return {
    get size() {
      return known.size
    },
    has: (hash) => known.has(hash),
    row: (hash) => known.get(hash),
    put(row) {
      if (known.has(row.hash)) return []
      known.set(row.hash, row)
      length += row.text.length
      const feed = feeds.get(row.body.device)
      if (feed) feed.push(row)
      else feeds.set(row.body.device, [row])
      const gone: Row[] = []
      while (known.size > rows || length > letters) gone.push(dropOne())
      return gone
    },
    take(mayLeave) {
      const taken: Row[] = []
      for (const [device, feed] of feeds) {
        const stay = feed.filter((row) => !mayLeave(row))
        if (stay.length === feed.length) continue
        const staying = new Set(stay)
        for (const row of feed) if (!staying.has(row)) taken.push(row)
        if (stay.length > 0) feeds.set(device, stay)
        else feeds.delete(device)
        if (stay.length <= (cropped.get(device) ?? 0) / 2) cropped.delete(device)
      }
      for (const row of taken) forget(row)
      return taken
    },
    hasRoom: (device) => !cropped.has(device),
    wantsBehind(last) {
      if (cropped.has(last.device)) return undefined
      const bySeq = new Map(feeds.get(last.device)?.map((row) => [row.body.seq, row.hash]))
      let { seq, hash } = last
      for (let next = bySeq.get(seq + 1); next !== undefined; next = bySeq.get(seq + 1)) {
        hash = next
        seq += 1
      }
      return { device: last.device, seq, hash }
    },
  }
}
