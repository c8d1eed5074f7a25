/** All that lies on disk beside the history, as text. A page that is killed has no time to keep anything else. */
export async function besideHistory(): Promise<string> {
  const found: unknown[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open(name)
      asked.onsuccess = () => done(asked.result)
    })
    if (db.objectStoreNames.contains('meta'))
      found.push(
        await new Promise((done) => {
          const asked = db.transaction('meta').objectStore('meta').getAll()
          asked.onsuccess = () => done(asked.result)
        }),
      )
    db.close()
  }
  return JSON.stringify(found)
}
