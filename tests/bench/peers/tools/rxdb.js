/** RxDB: its free IndexedDB storage (Dexie), bulkInsert for each list, pull replication by checkpoint in batches of 1,000. */
import { createRxDatabase, defaultConflictHandler, rxStorageInstanceToReplicationHandler } from 'rxdb'
import { replicateRxCollection } from 'rxdb/plugins/replication'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { offer } from '../harness.js'

const fields = { by: 'string', kind: 'string', amt: 'number', at: 'number', msg: 'string' }
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 20 },
    ...Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type }])),
  },
  required: ['id', ...Object.keys(fields)],
}
async function database(name, storage) {
  const db = await createRxDatabase({ name, storage, multiInstance: false })
  const { records } = await db.addCollections({ records: { schema } })
  return { db, records }
}

async function pull(from, into) {
  let wire = 0
  const master = rxStorageInstanceToReplicationHandler(from.records.storageInstance, defaultConflictHandler, 'master')
  const errors = []
  const replication = replicateRxCollection({
    collection: into.records,
    replicationIdentifier: 'bench',
    live: false,
    pull: {
      batchSize: 1_000,
      async handler(checkpoint, batchSize) {
        const sent = JSON.stringify(await master.masterChangesSince(checkpoint, batchSize))
        wire += sent.length
        return JSON.parse(sent)
      },
    },
  })
  replication.error$.subscribe((error) => errors.push(error))
  await replication.awaitInitialReplication()
  await replication.cancel()
  if (errors.length > 0) throw errors[0]
  return wire
}

offer({
  open: () => database('rxdb', getRxStorageDexie()),
  async write({ records }, lists) {
    for (const list of lists) {
      const { error } = await records.bulkInsert(list)
      if (error.length > 0) throw new Error(`${error.length} records were refused`)
    }
  },
  one: ({ records }, record) => records.insert(record),
  count: ({ records }) => records.count().exec(),
  get: async ({ records }, id) => (await records.findOne(id).exec())?.toJSON(),
  async replica(from) {
    const into = await database('replica', getRxStorageMemory())
    await pull(from, into)
    return into
  },
  sync: pull,
})
