/**
 * The same work for every tool, inside one page. A tool is an object:
 *
 *   open()          opens what is on this browser's disk; resolves when every record can be read
 *   write(c, lists) writes lists of 1,000 records, one list at a time; resolves when all of them are on disk
 *   one(c, record)  writes one record; resolves when it is on disk
 *   count(c), get(c, id)
 *   replica(c)      a second replica that holds what this one holds
 *   sync(a, b)      brings b up to a through messages as bytes or text; resolves when b can read all of it, with the bytes that travelled
 *
 * @typedef {{ id: string, by: string, kind: string, amt: number, at: number, msg: string }} Record
 */

/** About 120 bytes. @returns {Record} */
export const record = (i) => ({
  id: `r${i}`,
  by: `u${i % 200}`,
  kind: 'tip',
  amt: i % 500,
  at: 1_790_000_000_000 + i,
  msg: `thank you so much for the stream ${i}`,
})
const lists = (from, count) =>
  Array.from({ length: Math.ceil(count / 1_000) }, (_, n) =>
    Array.from({ length: Math.min(1_000, count - n * 1_000) }, (_, i) => record(from + n * 1_000 + i)),
  )

const SINGLES = 50

/** What a page is asked to do, one phase a page: write in a first one; load cold and sync in a second one. */
export function offer(tool) {
  const now = () => performance.now()
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

  globalThis.bench = {
    async write(records) {
      const work = lists(0, records)
      const c = await tool.open()
      let began = now()
      await tool.write(c, work)
      const writeMs = now() - began
      const singles = []
      for (let i = 0; i < SINGLES; i++) {
        began = now()
        await tool.one(c, record(records + i))
        singles.push(now() - began)
      }
      await tool.close?.(c)
      return { writeMs, oneMs: median(singles), disk: (await navigator.storage.estimate()).usage }
    },

    async loadAndSync(records, more) {
      const wanted = records + SINGLES
      let began = now()
      const a = await tool.open()
      const counted = await tool.count(a)
      const found = await tool.get(a, 'r777')
      const loadMs = now() - began
      if (counted !== wanted || found?.amt !== 777 % 500) throw new Error(`loaded ${counted} of ${wanted} records`)

      const b = await tool.replica(a)
      await tool.write(a, lists(wanted, more))
      began = now()
      const wire = await tool.sync(a, b)
      const syncMs = now() - began
      const arrived = await tool.count(b)
      const last = await tool.get(b, `r${wanted + more - 1}`)
      if (arrived !== wanted + more || last?.amt !== (wanted + more - 1) % 500)
        throw new Error(`synced ${arrived} of ${wanted + more} records`)
      return { loadMs, syncMs, wire }
    },
  }
}

/** A store of bytes by key, for tools that leave keeping to the app. Writes are durable when they resolve. */
export async function openBytes(name) {
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore('bytes', { autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const run = (work) =>
    new Promise((resolve, reject) => {
      const transaction = db.transaction('bytes', 'readwrite', { durability: 'strict' })
      const request = work(transaction.objectStore('bytes'))
      transaction.oncomplete = () => resolve(request?.result)
      transaction.onerror = () => reject(transaction.error)
    })
  return {
    all: () => run((store) => store.getAll()),
    add: (bytes) => run((store) => store.add(bytes)),
    /** Keeps these bytes alone. */
    replace: (bytes) =>
      run((store) => {
        store.clear()
        return store.add(bytes)
      }),
  }
}

export const untilTrue = async (holds, ms = 120_000) => {
  for (const end = performance.now() + ms; !(await holds()); ) {
    if (performance.now() > end) throw new Error('it did not arrive in time')
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
