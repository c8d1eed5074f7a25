/** What strangers can send a browser: links, files, signalling, frames over a real data channel, and a room's shared document. */
import type { Browser } from '@playwright/test'
import { WebSocket } from 'ws'
import { bundle } from '../support/bundle'
import { type App, expect, type Page, picked, settled, signUp, test, usable } from '../support/app'
import type { Enemy } from '../support/hostilePage'
import { agree, captions, note, watchTasks } from '../support/scenarios'

const hashOf = (page: Page) => page.evaluate(() => window.mesi.hash())
const worlds = (page: Page) => page.evaluate(() => window.mesi.worlds.list())
/** Who is not heard at once is heard when they call again, a while later. */
const meeting = { timeout: 90_000 }
const unharmed = (page: Page) => page.evaluate(() => [Object.keys(Object.prototype), ({} as { admin?: unknown }).admin ?? null])

/** Anna with a world, Ben in it from another process, and a link for whoever comes. */
async function two(app: App): Promise<{ readonly pages: readonly [Page, Page]; readonly link: string }> {
  const a = await app.visit('a', { browser: 'chromium' })
  await signUp(a, { name: 'Anna', handle: 'anna' })
  const link = await a.evaluate(() => window.mesi.peers.invite())
  const b = await app.visit('b', { browser: 'chromium', at: link })
  await expect.poll(() => b.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'anna' }) !== null)).toBe(true)
  await signUp(b, { name: 'Ben', handle: 'ben' })
  return { pages: [a, b], link }
}

/** Both still hear each other, agree, and have only what they wrote themselves. */
async function stillTalk([a, b]: readonly [Page, Page], words: string, all: readonly string[]): Promise<void> {
  await note(a, 'anna', `${words} of Anna`)
  await note(b, 'ben', `${words} of Ben`)
  const wanted = [...all, `${words} of Anna`, `${words} of Ben`].toSorted()
  for (const page of [a, b]) await expect.poll(async () => (await captions(page)).map(String).toSorted(), meeting).toEqual(wanted)
  await agree(a, b)
  for (const page of [a, b]) expect(await unharmed(page)).toEqual([[], null])
}

test('links that nobody wrote: each is told to be broken, and nothing is begun or changed', async ({ app }) => {
  const page = await app.visit('anna')
  await signUp(page, { name: 'Anna', handle: 'anna' })
  const link = await page.evaluate(() => window.mesi.peers.invite())
  await settled(page)
  const [was, own] = [await hashOf(page), await worlds(page)]
  const [fragment = ''] = link.split('#').slice(1)
  const parts = fragment.split('.')
  const json = Buffer.from('{"__proto__":{"admin":true},"v":1}').toString('base64url')
  const broken = [
    fragment.slice(0, -40), // cut off on the way
    fragment.slice(0, 60),
    `2.${parts.slice(1).join('.')}`, // of a newer kind
    ['1', '__proto__', ...parts.slice(2)].join('.'),
    [...parts.slice(0, 4), '-1', ...parts.slice(5)].join('.'),
    [...parts.slice(0, 5), '99999999999999999999', ...parts.slice(6)].join('.'),
    json,
    '%00%ff%fe',
    'A'.repeat(100_000),
    '<script>alert(1)</script>',
  ]
  for (const each of broken) {
    await page.goto('about:blank') // another fragment alone would not load the page anew
    await page.goto(`/join#${each}`)
    await expect(page.getByRole('heading', { level: 1 }), each.slice(0, 80)).toHaveText(/invitation|link/i)
    expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([])
  }
  for (const without of ['nonsense', `/event/${'A'.repeat(43)}`, '__proto__']) {
    await page.goto(`/what-if?${new URLSearchParams({ without })}`)
    await expect(page.getByText('What this link leaves out is not final in this world, or never happened in it.'), without).toBeVisible()
  }
  await page.goto('/')
  await usable(page)
  expect((await worlds(page)).map(({ id }) => id)).toEqual(own.map(({ id }) => id))
  expect(await hashOf(page)).toEqual(was)
})

test('files that nobody exported: refused as what they are, and nothing changes', async ({ app }) => {
  const page = await app.visit('anna', { at: '/world' })
  await signUp(page, { name: 'Anna', handle: 'anna' })
  await settled(page)
  const whole = Buffer.from(
    await page.evaluate(async () => new Uint8Array(await (await window.mesi.worlds.export()).arrayBuffer()).toBase64()),
    'base64',
  )
  const [was, own] = [await hashOf(page), await worlds(page)]
  const head = whole.subarray(0, whole.indexOf(0x0a) + 1)
  const flipped = Buffer.from(whole)
  flipped[whole.length >> 1] = (flipped[whole.length >> 1] as number) ^ 1
  const hostile = {
    'one bit turned over': flipped,
    'cut in half': whole.subarray(0, whole.length >> 1),
    'its head alone': head,
    '__proto__ in its head': Buffer.concat([
      head,
      Buffer.from('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}\n'),
    ]),
    'twice the same': Buffer.concat([whole, whole]),
    'nothing but zeros': Buffer.alloc(5_000_000),
    'a million line breaks': Buffer.concat([head, Buffer.alloc(1_000_000, 0x0a)]),
    'no text': Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
    empty: Buffer.alloc(0),
  }
  for (const [name, bytes] of Object.entries(hostile)) {
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import a file' }).click()
    await (await choosing).setFiles(picked({ name: 'world.mesi', bytes }))
    const dialog = page.getByRole('dialog', { name: 'Import a world' })
    const [go, alert] = [dialog.getByRole('button', { name: 'Import this world' }), dialog.getByRole('alert')]
    await expect(go.or(alert).first(), name).toBeVisible()
    if (await go.isVisible()) await go.click()
    await expect(alert.first(), name).toBeVisible()
    expect((await alert.first().innerText()).length, name).toBeGreaterThan(30)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  expect((await worlds(page)).map(({ id }) => id)).toEqual(own.map(({ id }) => id))
  expect(await hashOf(page)).toEqual(was)
  expect(await unharmed(page)).toEqual([[], null])
})

test('a relay full of malformed signalling: two who talk go on, and a third still finds them', async ({ app }) => {
  const { pages, link } = await two(app)
  await stillTalk(pages, 'before', [])
  const open = async () => {
    const socket = new WebSocket(`${app.origin.replace('http', 'ws')}/signal`)
    socket.on('error', () => {})
    await new Promise((resolve) => socket.once('open', resolve))
    return socket
  }
  // Whoever listens to the relay can learn the name of a room; what is published there is read by everybody in it.
  const junk: (string | Buffer)[] = [
    'no JSON',
    '{"type":',
    'null',
    '[]',
    '{"type":"publish"}',
    '{"type":"publish","topic":7,"data":{}}',
    '{"type":"subscribe","topics":"all"}',
    '{"type":"subscribe","topics":[null,7,{"__proto__":{"admin":true}}]}',
    '{"__proto__":{"admin":true},"type":"publish","topic":"__proto__","data":"x"}',
    `{"type":"publish","topic":"${'t'.repeat(5_000)}","data":"x"}`,
    Buffer.from([0, 255, 1, 254]),
    'x'.repeat(200_000),
  ]
  for (const frame of junk) {
    const socket = await open()
    for (let times = 0; times < 20; times++) socket.send(frame)
    socket.close()
  }
  const flood = await open()
  for (let times = 0; times < 5_000; times++) flood.send('{"type":"ping"}')
  await stillTalk(pages, 'after', ['before of Anna', 'before of Ben'])
  flood.terminate()
  const third = await app.visit('third', { browser: 'chromium', at: link })
  await expect.poll(() => captions(third), meeting).toHaveLength(4)
})

test('an enemy in the room, with random frames, turned bits, echoes and a wrecked document: nobody is harmed', async ({ app }) => {
  test.setTimeout(300_000)
  const [{ pages, link }, script] = await Promise.all([two(app), bundle('./hostilePage.ts')])
  const [, world = '', secret = ''] = link.slice(link.indexOf('#') + 1).split('.')
  await stillTalk(pages, 'before', [])
  const all = ['before of Anna', 'before of Ben']
  const lair = (await app.newBrowser()).browser() as Browser

  for (const [seed, deed] of (['random', 'flipped', 'echoed', 'wreck'] as const).entries()) {
    const context = await lair.newContext({ permissions: ['camera', 'microphone'] })
    const enemy = await context.newPage()
    await enemy.goto('/manifest.webmanifest')
    await enemy.evaluate(script)
    const hostile = await enemy.evaluateHandle(([world, secret, seed]) => enterAsEnemy(world, secret, seed), [world, secret, seed] as const)
    await expect.poll(() => hostile.evaluate(({ links }) => links()), { message: deed, ...meeting }).toBe(2)
    await expect.poll(() => hostile.evaluate(({ heard }) => heard()), deed).toBeGreaterThan(0)
    const does = () =>
      deed === 'wreck' ? hostile.evaluate(({ wreck }) => wreck()) : hostile.evaluate((enemy: Enemy, deed) => enemy[deed](400), deed)
    if (deed === 'random') {
      // Who talks nonsense is not listened to for long. It is said for some seconds, so both are looked at from the first on.
      const says = (page: Page) => expect(page.getByText('A device sent what no Mesi sends.')).toBeVisible(meeting)
      await Promise.all([does(), ...pages.map(says)])
      // The enemy itself may notice so late that it has other lines by then.
      for (const page of pages) await expect.poll(() => page.evaluate(() => window.mesi.peers.list().length)).toBe(1)
    } else await does()
    await stillTalk(pages, deed, all)
    all.push(`${deed} of Anna`, `${deed} of Ben`)
    await context.close()
  }
  for (const page of pages)
    await expect.poll(() => page.evaluate(() => window.mesi.peers.list().filter(({ inSync }) => inSync).length)).toBe(1)
})

test('K20: six thousand posts at once from somebody who was let in: acts are done meanwhile, and most of the flood waits', async ({
  app,
}) => {
  const page = await app.visit('anna', { browser: 'chromium' })
  await signUp(page, { name: 'Anna', handle: 'anna' })
  const link = await page.evaluate(() => window.mesi.peers.invite())
  await settled(page)
  const lair = await (await app.newBrowser()).newPage()
  await lair.goto('/manifest.webmanifest')
  await lair.evaluate(await bundle('./hostilePage.ts'))
  const flood = await lair.evaluateHandle((link) => enterToFlood(link, 6_000), link)
  await expect.poll(() => page.evaluate(() => window.mesi.peers.list().length), meeting).toBe(1)

  const tasks = await watchTasks(page)
  await flood.evaluate(({ send }) => send())
  for (let i = 1; i <= 3; i++) await note(page, 'anna', `meanwhile ${i}`)
  const rowsIn = () => page.evaluate(() => window.mesi.peers.list().reduce((sum, { counters }) => sum + counters.rowsIn, 0))
  await expect.poll(rowsIn, { timeout: 90_000 }).toBeGreaterThan(6_000)
  await note(page, 'anna', 'behind it')
  console.log(`a flood: ${await tasks()}`)
  // Each seal folds again what it leaves open. Right behind one, the next of the flood have not come in yet.
  let pending = 0
  await expect.poll(async () => (pending = (await hashOf(page)).pending)).toBeGreaterThan(100)
  expect(pending).toBeLessThan(1_000)
  expect(await captions(page)).toEqual(['behind it', 'meanwhile 3', 'meanwhile 2', 'meanwhile 1'])
})
