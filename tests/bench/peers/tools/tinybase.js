/** TinyBase: a MergeableStore (what its synchronizers need) in an OPFS file, saved once at the end of a piece of work. */
import { createMergeableStore } from 'tinybase'
import { createOpfsPersister } from 'tinybase/persisters/persister-browser'
import { createCustomSynchronizer } from 'tinybase/synchronizers'
import { offer, untilTrue } from '../harness.js'

/** The usual second is too short for a sync of this size. */
const REQUEST_SECONDS = 120

offer({
  async open() {
    const folder = await navigator.storage.getDirectory()
    const file = await folder.getFileHandle('tinybase.json', { create: true })
    const store = createMergeableStore()
    const kept = createOpfsPersister(store, file)
    if ((await file.getFile()).size > 0) await kept.load()
    return { store, kept }
  },
  async write({ store, kept }, lists) {
    for (const list of lists) store.transaction(() => list.forEach((record) => store.setRow('records', record.id, record)))
    await kept.save()
  },
  async one({ store, kept }, record) {
    store.setRow('records', record.id, record)
    await kept.save()
  },
  count: ({ store }) => store.getRowCount('records'),
  get: ({ store }, id) => store.getRow('records', id),
  replica({ store: from }) {
    const store = createMergeableStore()
    store.setMergeableContent(JSON.parse(JSON.stringify(from.getMergeableContent())))
    return { store }
  },
  async sync(a, b) {
    let wire = 0
    const ends = {}
    const end = (store, self, other) =>
      createCustomSynchronizer(
        store,
        (_to, request, message, body) => {
          const sent = JSON.stringify([request, message, body ?? null])
          wire += sent.length
          setTimeout(() => ends[other]?.(self, ...JSON.parse(sent)))
        },
        (receive) => (ends[self] = receive),
        () => delete ends[self],
        REQUEST_SECONDS,
      )
    const wanted = a.store.getRowCount('records')
    const synchronizers = [end(a.store, 'a', 'b'), end(b.store, 'b', 'a')]
    await Promise.all(synchronizers.map((each) => each.startSync()))
    await untilTrue(() => b.store.getRowCount('records') === wanted)
    await Promise.all(synchronizers.map((each) => each.destroy()))
    return wire
  },
})
