/**
 * Automerge through its Repo: one document with a map of records, kept by the IndexedDB adapter, synced through a MessageChannel.
 * Fields are ImmutableString, as the docs advise for text that nobody edits letter by letter.
 */
import { ImmutableString } from '@automerge/automerge/slim'
import { automergeWasmBase64 } from '@automerge/automerge/automerge.wasm.base64'
import { initializeBase64Wasm, Repo } from '@automerge/automerge-repo/slim'
import { MessageChannelNetworkAdapter } from '@automerge/automerge-repo-network-messagechannel'
import { IndexedDBStorageAdapter } from '@automerge/automerge-repo-storage-indexeddb'
import { offer, untilTrue } from '../harness.js'

const URL_KEY = 'automerge url'
const text = (value) => new ImmutableString(value)
const written = ({ id, by, kind, amt, at, msg }) => ({ id: text(id), by: text(by), kind: text(kind), amt, at, msg: text(msg) })
const put = (handle, list) => handle.change((doc) => list.forEach((record) => (doc.records[record.id] = written(record))))

offer({
  async open() {
    await initializeBase64Wasm(automergeWasmBase64)
    const repo = new Repo({ storage: new IndexedDBStorageAdapter() })
    const url = localStorage.getItem(URL_KEY)
    const handle = url ? await repo.find(url) : repo.create({ records: {} })
    localStorage.setItem(URL_KEY, handle.url)
    return { repo, handle }
  },
  async write({ repo, handle }, lists) {
    for (const list of lists) put(handle, list)
    await repo.flush([handle.documentId])
  },
  async one({ repo, handle }, record) {
    put(handle, [record])
    await repo.flush([handle.documentId])
  },
  count: ({ handle }) => Object.keys(handle.doc().records).length,
  get: ({ handle }, id) => handle.doc().records[id],
  async replica({ repo: from, handle }) {
    const repo = new Repo({})
    return { repo, handle: repo.import(await from.export(handle.documentId), { docId: handle.documentId }) }
  },
  async sync(a, b) {
    let wire = 0
    const { port1, port2 } = new MessageChannel()
    for (const port of [port1, port2]) {
      const post = port.postMessage.bind(port)
      port.postMessage = (message, transfer) => {
        wire += message?.data?.byteLength ?? 0
        post(message, transfer)
      }
    }
    a.repo.networkSubsystem.addNetworkAdapter(new MessageChannelNetworkAdapter(port1))
    b.repo.networkSubsystem.addNetworkAdapter(new MessageChannelNetworkAdapter(port2))
    const heads = a.handle.heads().join()
    await untilTrue(() => b.handle.heads().join() === heads)
    return wire
  },
})
