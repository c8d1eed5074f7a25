/** Yjs: one top-level Y.Map of plain objects, a transaction for each list, kept by y-indexeddb, synced by state vector. */
import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import { offer } from '../harness.js'

/** y-indexeddb writes each update as it comes and says nothing when it is kept; a transaction queued behind those says it. */
const durable = ({ kept }) =>
  new Promise((resolve, reject) => {
    const transaction = kept.db.transaction(['updates'], 'readwrite', { durability: 'strict' })
    transaction.objectStore('updates').count()
    transaction.oncomplete = resolve
    transaction.onerror = reject
  })

offer({
  async open() {
    const doc = new Y.Doc()
    const kept = new IndexeddbPersistence('yjs', doc)
    await kept.whenSynced
    return { doc, kept, map: doc.getMap('records') }
  },
  async write(c, lists) {
    for (const list of lists) c.doc.transact(() => list.forEach((record) => c.map.set(record.id, record)))
    await durable(c)
  },
  async one(c, record) {
    c.map.set(record.id, record)
    await durable(c)
  },
  count: ({ map }) => map.size,
  get: ({ map }, id) => map.get(id),
  replica({ doc: from }) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
    return { doc, map: doc.getMap('records') }
  },
  sync(a, b) {
    const vector = Y.encodeStateVector(b.doc)
    const update = Y.encodeStateAsUpdate(a.doc, vector)
    Y.applyUpdate(b.doc, update)
    return vector.length + update.length
  },
})
