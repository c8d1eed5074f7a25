/** What a real browser does to a page that writes: kills it, gives it a twin, no room, another database, or none. */
import type { BrowserContext, Page } from '@playwright/test'
import type { Failpoint } from '../../src/store/failpoints'
import { type App, enterUnfiltered, expect, goTo, settled, signUp, test, usable } from '../support/app'
import { besideHistory } from '../support/besideHistory'
import { agree, captions, note, putBytes } from '../support/scenarios'
import { png } from '../support/corpusMakers'
import { putWorldInPage } from '../support/worldsInPage'

/** A page whose death is part of the story. */
const dies = /the page crashed/

async function anna(app: App): Promise<Page> {
  const page = await app.visit('anna', { allowed: dies })
  await enterUnfiltered(page)
  await signUp(page, { name: 'Anna', handle: 'anna' })
  await note(page, 'anna', 'before')
  await settled(page)
  return page
}

async function again(app: App, context: BrowserContext, allowed?: RegExp): Promise<Page> {
  const page = await context.newPage()
  app.watch(page, 'again', allowed)
  await page.goto('/')
  await usable(page)
  return page
}

/** Kills the process behind a page. Made beforehand, it works on a page that hangs in an endless loop too. */
async function killer(page: Page): Promise<() => Promise<unknown>> {
  const devtools = await page.context().newCDPSession(page)
  return () => {
    const crashed = page.waitForEvent('crash')
    void devtools.send('Page.crash').catch(() => {})
    return crashed
  }
}

/** The page hangs for ever as soon as it comes to this point; `hangs` resolves when it does. @param from where the page is not open yet: from its start */
async function hangAt(page: Page, point: Failpoint, from: 'now' | 'its start' = 'now'): Promise<{ readonly hangs: Promise<unknown> }> {
  const hangs = page.waitForEvent('console', (message) => message.text() === `hangs at ${point}`)
  const hang = (point: Failpoint) => {
    Object.assign(globalThis, {
      mesiFailpoint(name: string) {
        if (name !== point) return
        console.log(`hangs at ${point}`)
        for (;;);
      },
    })
  }
  if (from === 'now') await page.evaluate(hang, point)
  else await page.addInitScript(hang, point)
  return { hangs }
}

const sums = (page: Page) => page.evaluate(() => window.mesi.hash())

test.describe('killed in the middle of a write, a page finds its world whole when it opens again', () => {
  const works: readonly (readonly [Failpoint, 'note' | 'seal' | 'file'])[] = [
    ['store.append.afterHead', 'note'],
    ['store.append.afterAdd', 'note'],
    ['store.settle.afterSeals', 'seal'],
    ['store.settle.afterTail', 'seal'],
    ['store.settle.afterSegments', 'seal'],
    ['store.blob.afterChunk', 'file'],
  ]
  test('at every failpoint of an act, a seal and a file: wholly absent, and the next try succeeds', async ({ app }) => {
    let page = await anna(app)
    const context = page.context()
    for (const [point, work] of works) {
      const before = await captions(page)
      const kill = await killer(page)
      const { hangs } = await hangAt(page, point)
      if (work === 'seal') await note(page, 'anna', point) // behind this, it may be sealed at any moment
      // None of these comes back.
      if (work === 'note') void note(page, 'anna', 'cut off').catch(() => {})
      else if (work === 'seal') void settled(page).catch(() => {})
      else void putBytes(page, 'dot.png', png(1, 1, [1, 2, 3])).catch(() => {})
      await hangs
      await kill()

      page = await again(app, context, dies)
      // A seal that was cut off takes nothing with it of what it would have covered.
      await expect.poll(() => captions(page), point).toEqual(work === 'seal' ? [point, ...before] : before)
      if (work === 'note') await note(page, 'anna', point)
      if (work === 'file') expect(await putBytes(page, 'dot.png', png(1, 1, [1, 2, 3]))).toMatchObject({ type: 'image/webp' })
      await settled(page)
      expect((await sums(page)).pending).toBe(0)
      expect((await captions(page)).slice(0, 1)).toEqual([work === 'file' ? works.at(-2)?.[0] : point])
    }
    // What was kept is enough for a start from nothing but the disk.
    const last = await sums(page)
    await page.close()
    expect(await sums(await again(app, context))).toEqual(last)
  })

  test('killed at any moment of many acts: what was told to be done is there, with its words, and at most one more', async ({ app }) => {
    let page = await anna(app)
    const context = page.context()
    for (const [round, after] of [0, 3, 8].entries()) {
      const kill = await killer(page)
      const told = page.waitForEvent('console', (message) => message.text() === `done ${after}`)
      const before = (await captions(page)).length
      void page
        .evaluate(async () => {
          for (let i = 0; ; i++) {
            const caption = window.mesi.write('anna', `act ${i}`)
            const data = { form: 'droplet', media: 'text', files: [], caption, audience: 'everyone', moods: [], tags: [] } as const
            await window.mesi.act('anna', 'content.published', { ...data, rightsConfirmed: true, made: 'human', persona: 'none' })
            console.log(`done ${i}`)
          }
        })
        .catch(() => {})
      await told
      await kill()
      page = await again(app, context, dies)
      await expect.poll(async () => (await captions(page)).includes(undefined)).toBe(false)
      const kept = (await captions(page)).slice(0, -before).toReversed()
      expect(kept.length, `round ${round}`).toBeGreaterThan(after)
      // In order, none missing, none without its words.
      expect(kept).toEqual(kept.map((_, i) => `act ${i}`))
      await note(page, 'anna', `after ${round}`)
      await settled(page)
    }
  })
})

test('killed while somebody writes a post: the draft is there, as it was kept last', async ({ app }) => {
  const page = await anna(app)
  const context = page.context()
  const kill = await killer(page)
  await goTo(page, '/create')
  await page.getByLabel('Your words').fill('Half a thought')
  await expect.poll(() => page.evaluate(besideHistory)).toContain('Half a thought')
  await kill()
  const next = await again(app, context)
  await goTo(next, '/create')
  await expect(next.getByText('Your draft is back.')).toBeVisible()
  await expect(next.getByLabel('Your words')).toHaveValue('Half a thought')
})

test('killed as soon as a post is on disk: it is there once, and its draft does not come back', async ({ app }) => {
  const page = await anna(app)
  const context = page.context()
  const kill = await killer(page)
  await goTo(page, '/create')
  await page.getByLabel('Your words').fill('Said onc')
  await page.getByRole('checkbox', { name: 'I hold the rights to what I post.' }).check()
  await expect.poll(() => page.evaluate(besideHistory)).toContain('"rightsConfirmed":true')
  await settled(page)
  const hangs = page.waitForEvent('console', (message) => message.text() === 'hangs')
  await page.evaluate(() => {
    const { postMessage } = BroadcastChannel.prototype
    BroadcastChannel.prototype.postMessage = function (message) {
      if (!this.name.startsWith('mesi-kept')) return postMessage.call(this, message)
      console.log('hangs')
      for (;;); // what is written is told to other tabs, before anybody here hears of it
    }
  })
  // The last letter is still on its way to the disk.
  const finish = (button: HTMLElement | SVGElement) => {
    const words = document.querySelector('main textarea') as HTMLTextAreaElement
    words.value = 'Said once'
    words.dispatchEvent(new InputEvent('input', { bubbles: true }))
    ;(button as HTMLElement).click()
  }
  void page
    .getByRole('button', { name: 'Post', exact: true })
    .evaluate(finish)
    .catch(() => {})
  await hangs
  await kill()
  const next = await again(app, context)
  await expect.poll(() => captions(next)).toEqual(['Said once', 'before'])
  await goTo(next, '/create')
  await expect(next.getByLabel('Your words')).toHaveValue('')
  await expect(next.getByText('Your draft is back.')).toBeHidden()
})

test.describe('killed while something comes in, goes, or is written down for a quicker start', () => {
  test('rows and words on their way from another browser: they come again', async ({ app }) => {
    const ben = await app.visit('ben')
    await signUp(ben, { name: 'Ben', handle: 'ben' })
    let page = await app.visit('anna', { browser: 'chromium', at: await ben.evaluate(() => window.mesi.peers.invite()), allowed: dies })
    const context = page.context()
    await settled(ben, page)
    for (const point of ['store.arrive.afterRows', 'store.arrive.afterPayloads'] as const) {
      const kill = await killer(page)
      const { hangs } = await hangAt(page, point)
      await note(ben, 'ben', `cut off ${point}`)
      await hangs
      await kill()
      page = await again(app, context, dies)
      // Where nobody heard that it is back, it says so again after a while.
      await expect.poll(async () => (await captions(page))[0], { timeout: 90_000 }).toBe(`cut off ${point}`)
    }
    await agree(ben, page)
  })

  test('what its author deleted: after the next start it is gone for good, words and picture', async ({ app }) => {
    let page = await anna(app)
    const context = page.context()
    for (const point of ['store.payloads.afterErase', 'store.blob.afterErase'] as const) {
      const { id, words, picture } = await page.evaluate(publish, point)
      await settled(page)
      expect(await page.evaluate(kept, [await database(page), words, picture] as const)).toEqual([true, true])
      const kill = await killer(page)
      const { hangs } = await hangAt(page, point)
      void page
        .evaluate(async (content) => window.mesi.act('anna', 'content.deleted', { content }).then(window.mesi.settled), id)
        .catch(() => {})
      await hangs
      await kill()
      page = await again(app, context, dies)
      await settled(page)
      await expect.poll(async () => page.evaluate(kept, [await database(page), words, picture] as const), point).toEqual([false, false])
      await expect.poll(() => captions(page)).toEqual(['before'])
    }
  })

  test('a snapshot: the world opens as it was, without it', async ({ app }) => {
    const context = (await app.visit('anna', { first: true })).context()
    const { sealed } = await putWorldInPage(context, app.origin, { events: 2_000, accounts: 20 })
    const page = await context.newPage()
    app.watch(page, 'anna again', dies)
    const kill = await killer(page)
    const { hangs } = await hangAt(page, 'store.snapshot.afterParts', 'its start')
    void page.goto('/').catch(() => {})
    await hangs
    await kill()
    expect(await sums(await again(app, context))).toEqual({ ...sealed, pending: 0 })
  })
})

/** A photo with a caption. */
async function publish(words: string): Promise<{ id: string; words: string; picture: string }> {
  const { width, height } = { width: 64, height: 64 }
  const canvas = new OffscreenCanvas(width, height)
  const paint = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
  paint.fillStyle = words.includes('blob') ? 'teal' : 'orange'
  paint.fillRect(0, 0, width, height)
  const { file } = await window.mesi.blobs.put(new File([await canvas.convertToBlob()], `${words}.png`))
  const caption = window.mesi.write('anna', words)
  const data = { form: 'droplet', media: 'image', files: [file], caption, audience: 'everyone', moods: [], tags: [] } as const
  const outcome = await window.mesi.act('anna', 'content.published', { ...data, rightsConfirmed: true, made: 'human', persona: 'none' })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.clauses))
  return { id: outcome.id, words: caption.hash, picture: file.hash }
}

/** Whether words and a picture lie on the disk of this browser. */
async function kept([name, words, picture]: readonly [string, string, string]): Promise<boolean[]> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const db = await done(indexedDB.open(name))
  const look = db.transaction(['payloads', 'blobs'])
  const row = (await done(look.objectStore('payloads').get(words))) as object | undefined
  const blob = (await done(look.objectStore('blobs').get(picture))) as { whole: boolean; erased?: true } | undefined
  db.close()
  return [row !== undefined && 'bytes' in row, blob?.whole === true && !blob.erased]
}

test('two tabs of one browser act at once as the same person: nothing is lost, nothing forks, both show all', async ({ app }) => {
  const one = await app.visit('one')
  await signUp(one, { name: 'Anna', handle: 'anna' })
  const two = await one.context().newPage()
  app.watch(two, 'two')
  await two.goto('/')
  await usable(two)
  await Promise.all([one, two].flatMap((page, tab) => Array.from({ length: 8 }, (_, i) => note(page, 'anna', `tab ${tab} act ${i}`))))
  const wanted = [0, 1].flatMap((tab) => Array.from({ length: 8 }, (_, i) => `tab ${tab} act ${i}`))
  for (const page of [one, two]) await expect.poll(async () => (await captions(page)).map(String).toSorted()).toEqual(wanted)
  await agree(one, two)
  const kept = await sums(one)
  await one.close()
  await two.close()
  expect(await sums(await again(app, two.context()))).toEqual(kept)
})

test('no room in the middle of a write: the person is told, nothing of it is kept, and it works once there is room', async ({ app }) => {
  let limit = async (_bytes?: number): Promise<unknown> => undefined
  const page = await app.visit('anna', {
    // A page without the app sets the limit, before there is anything: later on, browsers take their time to look at it anew.
    async before(context) {
      const other = await context.newPage()
      await other.goto('/manifest.webmanifest')
      const devtools = await context.newCDPSession(other)
      limit = (quotaSize) => devtools.send('Storage.overrideQuotaForOrigin', { origin: app.origin, ...(quotaSize ? { quotaSize } : {}) })
      await limit(1_000_000)
    },
  })
  await enterUnfiltered(page)
  await signUp(page, { name: 'Anna', handle: 'anna' })
  const { says, done } = await page.evaluate(async () => {
    for (let done = 0; done < 500; done++) {
      const caption = window.mesi.write('anna', `${done} ${crypto.getRandomValues(new Uint8Array(1_400)).toBase64()}`) // chance cannot be packed
      const data = { form: 'droplet', media: 'text', files: [], caption, audience: 'everyone', moods: [], tags: [] } as const
      try {
        await window.mesi.act('anna', 'content.published', { ...data, rightsConfirmed: true, made: 'human', persona: 'none' })
      } catch (error) {
        return { says: (error as Error).message, done }
      }
    }
    return { says: 'there was room', done: 500 }
  })
  expect(says).toBe('There is no room left on this device, so your last step was not kept.')
  expect((await captions(page))[0]).toMatch(new RegExp(`^${done - 1} `))

  await limit()
  await note(page, 'anna', 'room again')
  await expect.poll(async () => (await captions(page)).includes(undefined)).toBe(false)
  const shown = await captions(page)
  expect([shown[0], shown[1]?.split(' ')[0]]).toEqual(['room again', String(done - 1)])
  await settled(page)
  const kept = await sums(page)
  await page.close()
  const last = await again(app, page.context())
  expect(await sums(last)).toEqual(kept)
  await expect.poll(() => captions(last)).toEqual(shown)
})

/** The database of the world that is open. */
const database = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const { world } = window.mesi.hash()
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
    return names.find((name) => name.includes(world) && !name.includes('view')) ?? ''
  })

test('its data cleared by the browser under a live page, it says so at the next step, and what is here can still be saved', async ({
  app,
}) => {
  const page = await anna(app)
  await note(page, 'anna', 'before')
  const browser = await page.context().newCDPSession(page)
  await browser.send('Storage.clearDataForOrigin', { origin: app.origin, storageTypes: 'indexeddb' })
  const said = await page.evaluate(async () => {
    try {
      const caption = window.mesi.write('anna', 'after')
      const data = { form: 'droplet', media: 'text', files: [], caption, audience: 'everyone', moods: [], tags: [] } as const
      await window.mesi.act('anna', 'content.published', { ...data, rightsConfirmed: true, made: 'human', persona: 'none' })
      return 'done'
    } catch (error) {
      return String(error)
    }
  })
  expect(said).toContain('This world is no longer on this device')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^This world is no longer on this device/)
  await expect(page.getByRole('button', { name: 'Save what is here' })).toBeVisible()
})

test('its database deleted by another tab, a page says what happened, what is safe and what to do', async ({ app }) => {
  const page = await anna(app)
  const name = await database(page)
  const other = await page.context().newPage()
  await other.goto('/manifest.webmanifest')
  await other.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const asked = indexedDB.deleteDatabase(name)
        asked.onsuccess = resolve
        asked.onerror = () => reject(asked.error)
      }),
    name,
  )
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^This world is no longer on this device/)
  await expect(page.getByText('What other devices or an exported file hold is safe.')).toBeVisible()
  await expect(page.getByText(/^Import an exported file, or join the world again/)).toBeVisible()
})

test('upgraded by a newer Mesi in another tab, a page stops writing and says so', async ({ app }) => {
  const page = await anna(app)
  const name = await database(page)
  const other = await page.context().newPage()
  await other.goto('/manifest.webmanifest')
  await other.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const asked = indexedDB.open(name, 1_000)
        asked.onsuccess = resolve
        asked.onerror = () => reject(asked.error)
      }),
    name,
  )
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/newer version of Mesi/)
  await expect(note(page, 'anna', 'too late')).rejects.toThrow(/newer version of Mesi/)
})

test('an old tab that keeps the world from being upgraded: the new one says which, and goes on by itself once it is closed', async ({
  app,
}) => {
  const page = await anna(app)
  const [context, name, before] = [page.context(), await database(page), await sums(page)]
  await page.close()
  const old = await context.newPage()
  await old.goto('/manifest.webmanifest')
  await old.evaluate(makeOlder, name)

  const blocked = await context.newPage()
  app.watch(blocked, 'blocked')
  await blocked.goto('/')
  await expect(blocked.getByRole('heading', { level: 1 })).toHaveText(/^Another tab still runs an older version of Mesi/)
  await old.close()
  await expect(blocked.getByRole('heading', { level: 1 })).toHaveText('Feed')
  await usable(blocked)
  expect(await sums(blocked)).toEqual(before)
  await expect.poll(() => captions(blocked)).toEqual(['before'])
})

/** Puts a database in the place of another that differs only in its number, and keeps it open like a page that does not listen. */
async function makeOlder(name: string): Promise<void> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const db = await done(indexedDB.open(name))
  const tables: { table: string; keys: IDBValidKey[]; values: unknown[]; indexes: IDBIndex[]; settings: IDBObjectStoreParameters }[] = []
  for (const table of db.objectStoreNames) {
    const store = db.transaction(table).objectStore(table)
    const { keyPath, autoIncrement } = store
    const indexes = [...store.indexNames].map((index) => store.index(index))
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll() as IDBRequest<unknown[]>)])
    tables.push({ table, keys, values, indexes, settings: { keyPath, autoIncrement } })
  }
  db.close()
  await done(indexedDB.deleteDatabase(name))
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => {
    for (const { table, keys, values, indexes, settings } of tables) {
      const store = opening.result.createObjectStore(table, settings)
      for (const { name, keyPath, unique, multiEntry } of indexes) store.createIndex(name, keyPath, { unique, multiEntry })
      for (const [i, value] of values.entries())
        if (settings.keyPath === null) store.put(value, keys[i])
        else store.put(value)
    }
  }
  await done(opening)
}
