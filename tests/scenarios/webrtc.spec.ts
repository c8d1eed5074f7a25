/** Sync over real WebRTC between separate browser processes, which share no storage and no BroadcastChannel. */
import type { Lab } from '../sync/page/lab'
import { type LabServer, serveLab } from '../sync/page/serve'
import { type App, expect, type Page, test } from '../support/app'
import { firefox } from '../support/browsers'
import { isShaken } from '../support/shake'

let server: LabServer

test.describe.configure({ mode: 'default' }) // one server for all, started once
test.beforeAll(async () => {
  server = await serveLab()
})
test.afterAll(() => server.close())

/** A page in a browser process of its own. Fails the test on any console error but those in `allowed`. */
async function visit(app: App, kind: 'chromium' | 'firefox' = 'chromium', allowed: RegExp = /^$/): Promise<Page> {
  const page = await (await app.newBrowser(kind)).newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' && !allowed.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(server.url)
  await page.waitForFunction(() => 'lab' in globalThis)
  return page
}
const complaints: string[] = []
test.afterEach(() => expect(complaints.splice(0)).toEqual([]))

type State = ReturnType<Lab['state']>
const stateOf = (page: Page): Promise<State> => page.evaluate(() => lab.state())
const rowsOf = async (page: Page): Promise<number> => (await stateOf(page)).rows
/** Who is not heard at once is heard when they call again, a while later. */
const meeting = { timeout: 90_000 }
const linksOf = (page: Page): Promise<number> => page.evaluate(() => lab.links().filter((link) => !link.closed).length)

/** Two pages with a carrier each and one link between them. */
async function linked(app: App, secret: string, signal?: string, allowed?: RegExp): Promise<[Page, Page]> {
  const pages: [Page, Page] = [await visit(app, 'chromium', allowed), await visit(app, 'chromium', allowed)]
  for (const page of pages) await page.evaluate(([secret, signal]) => lab.carry(secret as string, signal), [secret, signal])
  for (const page of pages) await expect.poll(() => linksOf(page), meeting).toBe(1)
  return pages
}

test('frames cross a data channel and nothing else, 5 MB of them whole and in order; offline cuts every line at both ends, online brings them back; a sender who does not wait loses nothing, and the channel never holds much more than 1 MB', async ({
  app,
}) => {
  const [a, b] = await linked(app, 'frames')
  for (const page of [a, b]) {
    const { channels, broadcast } = await page.evaluate(() => lab.stats())
    expect({ channels, broadcast }).toEqual({ channels: 1, broadcast: 0 })
  }
  await a.evaluate(() => lab.stream(100, 50_000))
  await expect.poll(() => b.evaluate(() => lab.links()[0]?.bytes)).toBe(5_000_000)
  expect(await b.evaluate(() => lab.links()[0])).toMatchObject({ kind: 'webrtc', frames: 100, inOrder: true })

  await a.evaluate(() => lab.online(false))
  for (const page of [a, b]) await expect.poll(() => linksOf(page)).toBe(0)
  await expect.poll(() => a.evaluate(() => lab.stats())).toMatchObject({ channels: 0, connecting: 0 })
  for (const page of [a, b]) await page.evaluate(() => lab.forget()) // what is counted below are the frames of new lines
  await a.evaluate(() => lab.online(true))
  for (const page of [a, b]) await expect.poll(() => linksOf(page), meeting).toBe(1)

  const { most } = await a.evaluate(() => lab.stream(120, 60_000, false))
  const other = await b.evaluate(() => lab.stream(120, 60_000, false))
  // One of the two made the channel, and could look into it.
  expect(Math.max(most, other.most)).toBeGreaterThan(500_000)
  expect(Math.max(most, other.most)).toBeLessThan(1_200_000)
  for (const page of [a, b]) await expect.poll(() => page.evaluate(() => lab.links()[0]?.bytes)).toBe(7_200_000)
  expect(await b.evaluate(() => lab.links()[0]?.inOrder)).toBe(true)
})

test('two tabs of one browser get a data channel too, and y-webrtc sees nobody on its BroadcastChannel', async ({ app }) => {
  const a = await visit(app)
  const b = await a.context().newPage()
  await b.goto(server.url)
  await b.waitForFunction(() => 'lab' in globalThis)
  for (const page of [a, b]) await page.evaluate(() => lab.carry('tabs'))
  for (const page of [a, b]) {
    await expect.poll(() => linksOf(page), meeting).toBe(1)
    expect(await page.evaluate(() => lab.stats().broadcast)).toBe(0)
  }
})

test('a dead relay does not cut who is connected, and newcomers find the others when it is back', async ({ app }) => {
  const refused = /WebSocket connection to/
  const [a, b] = await linked(app, 'relay', server.signal, refused)
  await server.killRelay()
  await a.evaluate(() => lab.stream(10, 1_000))
  await expect.poll(() => b.evaluate(() => lab.links()[0]?.bytes)).toBe(10_000)
  const c = await visit(app, 'chromium', refused)
  await c.evaluate((signal) => lab.carry('relay', signal), server.signal)
  await server.reviveRelay()
  for (const page of [c, a]) await expect.poll(() => linksOf(page), meeting).toBe(2)
})

test('a peer with another password is not heard, and nobody chokes on it', async ({ app }) => {
  const [a, b] = [await visit(app), await visit(app)]
  await b.evaluate(() => lab.carry('another'))
  // b listens in a's room, and once a has announced itself there, sends what is not under a's password: broken base64, bytes that are
  // no ciphertext, another algorithm, and no text at all.
  await b.evaluate(async () => {
    const topic = `mesi-${lab.hashOf(`${lab.hashOf('world')} one`)}`
    const socket = new WebSocket(`ws://${location.host}/signal`)
    await new Promise((done) => (socket.onopen = done))
    socket.send(JSON.stringify({ type: 'subscribe', topics: [topic] }))
    const junk = [
      '%%%',
      btoa('junk'),
      btoa('\x07AES-CBC\x01a\x01b'),
      btoa(`\x07AES-GCM\x0c${'i'.repeat(12)}\x20${'c'.repeat(32)}`),
      7,
      null,
    ]
    socket.onmessage = () => {
      for (const data of junk.splice(0)) socket.send(JSON.stringify({ type: 'publish', topic, data }))
    }
  })
  await a.evaluate(() => lab.carry('one'))
  await expect.poll(() => a.evaluate(() => lab.stats().dropped['not of this room'])).toBe(6)
  expect(await linksOf(a)).toBe(0)
  expect([...(await a.evaluate(() => lab.errors)), ...(await b.evaluate(() => lab.errors))]).toEqual([])
})

test('two peers agree on 5,000 rows, presence and a blob of 5 MB, and see at once what the other does; one that vanished without a word is noticed by its silence', async ({
  app,
}) => {
  const [a, b] = [await visit(app), await visit(app)]
  await a.evaluate(() => lab.join('world'))
  await a.evaluate(() => lab.append('ana', 5_000))
  const hash = await a.evaluate(() => lab.putBlob(5_000_000))
  await b.evaluate(() => lab.join('world'))
  await expect.poll(() => rowsOf(b), meeting).toBe(5_000)
  expect((await stateOf(b)).received).toBe(5_000)
  expect(await b.evaluate((name) => lab.fetch(name, 5_000_000), hash)).toBe(true)
  await b.evaluate(() => lab.append('ben', 1))
  await expect.poll(() => rowsOf(a)).toBe(5_001)
  await expect.poll(async () => [(await stateOf(a)).quiet, (await stateOf(b)).quiet]).toEqual([true, true])
  expect((await stateOf(a)).sum).toBe((await stateOf(b)).sum)
  await expect.poll(() => stateOf(a)).toMatchObject({ status: '1 peer', kinds: ['webrtc'], others: ['Ana'] })

  const devtools = await b.context().newCDPSession(b)
  void devtools.send('Page.crash').catch(() => {}) // the page dies before it can answer
  await expect.poll(async () => (await stateOf(a)).status).toBe('local only')
  expect(await a.evaluate(() => lab.ends), 'noticed by its silence, sooner than by the browser').toEqual(['silent'])
})

test('acts done while apart meet when both are back, and only what is new travels; a page that is closed says so, and is gone at once', async ({
  app,
}) => {
  const [a, b] = [await visit(app), await visit(app)]
  for (const page of [a, b]) await page.evaluate(() => lab.join('apart'))
  await a.evaluate(() => lab.append('ana', 100))
  await expect.poll(() => rowsOf(b), meeting).toBe(100)
  await a.evaluate(() => lab.switch(false))
  expect((await stateOf(a)).status).toBe('offline')
  await expect.poll(async () => (await stateOf(b)).status).toBe('local only')
  await a.evaluate(() => lab.append('ana', 5))
  await b.evaluate(() => lab.append('ben', 7))
  await a.evaluate(() => lab.switch(true))
  for (const page of [a, b]) await expect.poll(() => rowsOf(page), meeting).toBe(112)
  expect([(await stateOf(a)).received, (await stateOf(b)).received]).toEqual([7, 105])

  await expect.poll(async () => (await stateOf(a)).status).toBe('1 peer')
  await b.close()
  await expect.poll(async () => (await stateOf(a)).status).toBe('local only')
  // What is slowed down on purpose goes with the page: its last word is still on its way then.
  if (!isShaken) expect(await a.evaluate(() => lab.ends.at(-1))).toBe('the other end said: left')
})

test('Chromium and Firefox agree and see each other, and a blob of 5 MB crosses each way', async ({ app }) => {
  test.skip(firefox === undefined, 'there is no Firefox here')
  const [a, b] = [await visit(app, 'chromium'), await visit(app, 'firefox')]
  for (const page of [a, b]) await page.evaluate(() => lab.join('browsers'))
  await a.evaluate(() => lab.append('ana', 2_000))
  await b.evaluate(() => lab.append('ben', 2_000))
  for (const page of [a, b]) await expect.poll(() => rowsOf(page), meeting).toBe(4_000)
  expect((await stateOf(a)).sum).toBe((await stateOf(b)).sum)
  await expect.poll(async () => [(await stateOf(a)).others, (await stateOf(b)).others]).toEqual([['Ana'], ['Ana']])
  for (const [from, to, size] of [[a, b, 5_000_000] as const, [b, a, 5_000_001] as const]) {
    const hash = await from.evaluate((size) => lab.putBlob(size), size)
    expect(await to.evaluate(([name, size]) => lab.fetch(name, size), [hash, size] as const)).toBe(true)
  }
})

test('where every connection fails at once, it is tried again later and later, without an error', async ({ app }) => {
  const [a, b] = [await visit(app), await visit(app)]
  for (const page of [a, b]) {
    await page.evaluate(() => lab.wallIn())
    await page.evaluate(() => lab.carry('walled'))
  }
  const attemptsOf = (page: Page): Promise<number[]> => page.evaluate(() => lab.attempts())
  // One of the two makes the offers; the other never hears of one.
  const attempts = async (): Promise<number[]> => {
    const [one, other] = [await attemptsOf(a), await attemptsOf(b)]
    return one.length > other.length ? one : other
  }
  await expect.poll(async () => (await attempts()).length, meeting).toBeGreaterThan(3)
  const [first, ...later] = (await attempts()).slice(0, 4)
  // Untamed, four attempts take a twentieth of a second.
  expect((later.at(-1) as number) - (first as number)).toBeGreaterThan(2_000)
  expect([...(await a.evaluate(() => lab.errors)), ...(await b.evaluate(() => lab.errors))]).toEqual([])
})

test('hints that somebody has made longer than is read cost nobody their line, and who is here still shows', async ({ app }) => {
  const [a, b] = [await visit(app), await visit(app)]
  await a.evaluate(() => {
    for (let each = 0; each < 3; each++) lab.hints.doc.getMap('blobs').set(`junk ${each}`, 'x'.repeat(2_000_000))
    lab.join('hints')
  })
  await b.evaluate(() => lab.join('hints'))
  await a.evaluate(() => lab.append('ana', 3))
  await expect.poll(() => rowsOf(b), meeting).toBe(3)
  await a.evaluate(() => lab.append('ben', 4))
  await expect.poll(() => rowsOf(b)).toBe(7)
  await expect.poll(async () => (await stateOf(b)).others).toEqual(['Ana'])
  expect((await stateOf(b)).kinds).toEqual(['webrtc'])
})
