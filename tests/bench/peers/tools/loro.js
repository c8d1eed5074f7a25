/** Loro: one LoroMap of plain objects, a commit for each list; every commit's update is kept, and a snapshot in their place at the end. */
import { LoroDoc } from 'loro-crdt/base64'
import { offer, openBytes } from '../harness.js'

offer({
  async open() {
    const disk = await openBytes('loro')
    const doc = new LoroDoc()
    const [snapshot, ...updates] = await disk.all()
    if (snapshot) doc.import(snapshot)
    if (updates.length > 0) doc.importBatch(updates)
    return { disk, doc, map: doc.getMap('records') }
  },
  async write({ disk, doc, map }, lists) {
    const keeping = []
    const stop = doc.subscribeLocalUpdates((update) => keeping.push(disk.add(update)))
    for (const list of lists) {
      for (const record of list) map.set(record.id, record)
      doc.commit()
      await Promise.resolve() // updates are told in a microtask
    }
    stop()
    await Promise.all(keeping)
    await disk.replace(doc.export({ mode: 'snapshot' }))
  },
  async one({ disk, doc, map }, record) {
    const before = doc.version()
    map.set(record.id, record)
    doc.commit()
    await disk.add(doc.export({ mode: 'update', from: before }))
  },
  count: ({ map }) => map.size,
  get: ({ map }, id) => map.get(id),
  replica({ doc: from }) {
    const doc = new LoroDoc()
    doc.import(from.export({ mode: 'snapshot' }))
    return { doc, map: doc.getMap('records') }
  },
  sync(a, b) {
    const version = b.doc.version()
    const update = a.doc.export({ mode: 'update', from: version })
    b.doc.import(update)
    return version.encode().length + update.length
  },
})
