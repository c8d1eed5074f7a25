/**
 * Jazz: its core, cojson, one CoMap that holds every record as a value, kept by its IndexedDB storage. Every set is signed by the session.
 * (A CoMap for each record, the other documented shape, writes fewer a second.)
 */
import { cojsonInternals, LocalNode } from 'cojson'
import { WasmCrypto } from 'cojson/crypto/WasmCrypto'
import { getIndexedDBStorage } from 'cojson-storage-indexeddb'
import { offer, untilTrue } from '../harness.js'

const ACCOUNT = 'jazz account'

const kept = ({ node, map }) => node.syncManager.waitForStorageSync(map.id)

async function load(node, id, records) {
  const map = await node.load(id)
  if (map === 'unavailable') throw new Error('the map is not there')
  await untilTrue(() => map.keys().length >= records)
  return map
}

async function connect(a, b, name) {
  const [toA, toB] = cojsonInternals.connectedPeers(`a${name}`, `b${name}`, { peer1role: 'server', peer2role: 'client' })
  return { toA, toB }
}

offer({
  async open() {
    const crypto = await WasmCrypto.create()
    const storage = await getIndexedDBStorage()
    const saved = JSON.parse(localStorage.getItem(ACCOUNT) ?? 'null')
    if (saved) {
      const { accountID, accountSecret, id, records } = saved
      const sessionID = crypto.newRandomSessionID(accountID)
      const node = await LocalNode.withLoadedAccount({ accountID, accountSecret, crypto, peers: [], storage, sessionID })
      return { node, crypto, saved, map: await load(node, id, records) }
    }
    const { node, accountID, accountSecret } = await LocalNode.withNewlyCreatedAccount({
      creationProps: { name: 'bench' },
      crypto,
      peers: [],
      storage,
    })
    const map = node.createGroup().createMap()
    return { node, crypto, map, saved: { accountID, accountSecret, id: map.id } }
  },
  async write(c, lists) {
    for (const list of lists) {
      for (const record of list) c.map.set(record.id, record, 'private')
      await new Promise((resolve) => setTimeout(resolve)) // it sends what was set in a task of its own
    }
    await kept(c)
  },
  async one(c, record) {
    c.map.set(record.id, record, 'private')
    await kept(c)
  },
  close(c) {
    localStorage.setItem(ACCOUNT, JSON.stringify({ ...c.saved, records: c.map.keys().length }))
  },
  count: ({ map }) => map.keys().length,
  get: ({ map }, id) => map.get(id),
  async replica(a) {
    const { accountID, accountSecret, id } = a.saved
    const { toA, toB } = await connect(a, undefined, '1')
    a.node.syncManager.addPeer(toB)
    const sessionID = a.crypto.newRandomSessionID(accountID)
    const node = await LocalNode.withLoadedAccount({ accountID, accountSecret, crypto: a.crypto, peers: [toA], sessionID })
    const map = await load(node, id, a.map.keys().length)
    for (const each of [a.node, node]) for (const peer of Object.values(each.syncManager.peers)) peer.gracefulShutdown?.()
    toA.outgoing.close()
    toB.outgoing.close()
    await new Promise((resolve) => setTimeout(resolve, 100))
    return { node, map }
  },
  async sync(a, b) {
    let wire = 0
    const { toA, toB } = await connect(a, b, '2')
    for (const { outgoing } of [toA, toB]) {
      const push = outgoing.push.bind(outgoing)
      outgoing.push = (message) => {
        wire += JSON.stringify(message).length
        return push(message)
      }
    }
    b.node.syncManager.addPeer(toA)
    a.node.syncManager.addPeer(toB)
    const wanted = a.map.keys().length
    await untilTrue(() => b.map.keys().length === wanted)
    return wire
  },
})
