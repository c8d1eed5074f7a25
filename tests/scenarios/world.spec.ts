/** The bottle itself: devices, clock, the worlds of a browser, and what is said when something is wrong with any of them. */
import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import { decodeQR } from 'qr/decode.js'
import { agree, note } from '../support/scenarios'
import { type App, axe, desktop, expect, goTo, holdDisk, type Page, phone, picked, settled, signUp, test, usable } from '../support/app'

const region = (page: Page, name: string) => page.getByRole('region', { name })
/** For what comes over a line, and for what takes one write to the disk after the other. */
const long = { timeout: 90_000 }
const hash = (page: Page) => page.evaluate(() => window.mesi.hash())
/** Words are read from the disk when somebody first asks for them. */
const isCalled = (page: Page, name: string) =>
  expect.poll(() => page.evaluate(() => window.mesi.ask('profileByHandle', { handle: 'ana' }))).toMatchObject({ name })
const goWorld = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: /On this device only|Only here|devices|Offline/ }).click()
  await expect(page.getByRole('heading', { name: 'World', level: 1 })).toBeVisible()
}

/** Makes a link through the dialog and leaves the dialog open. */
async function invite(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Invite a device' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite a device' })
  await dialog.getByRole('radio', { name: '20 devices' }).check()
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  return (await dialog.getByText(/\/join#/).textContent()) ?? ''
}

/** What a phone's camera would read from the screen. */
async function scan(page: Page): Promise<string> {
  const picture = await page.getByRole('img', { name: 'QR code of the invite link' }).screenshot()
  const { width, height, bytes } = await page.evaluate(async (png) => {
    const image = new Image()
    image.src = `data:image/png;base64,${png}`
    await image.decode()
    const bitmap = await createImageBitmap(image)
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
    context.drawImage(bitmap, 0, 0)
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    return { width, height, bytes: Array.from(data) }
  }, picture.toString('base64'))
  return decodeQR({ width, height, data: Uint8Array.from(bytes) })
}

async function host(app: App, viewport = desktop, allowed?: RegExp): Promise<Page> {
  const page = await app.visit('host', { viewport, ...(allowed ? { allowed } : {}) })
  await signUp(page, { name: 'Ana Host', handle: 'ana' })
  await goWorld(page)
  return page
}

test('a second browser, on a phone, comes in by the link that the code shows, and both see each other', async ({ app }) => {
  const ana = await host(app, desktop)
  await axe(ana)
  const link = await invite(ana)
  await axe(ana)
  expect(await scan(ana)).toBe(link)
  await expect(ana.getByText(/up to 20 devices, until/)).toBeVisible()
  await ana.keyboard.press('Escape')
  await expect(ana.getByRole('button', { name: 'Invite a device' })).toBeFocused()

  const ben = await app.visit('ben', { at: link, viewport: phone })
  await expect(ben).toHaveURL(/\/welcome$/, long)
  await signUp(ben, { name: 'Ben Guest', handle: 'ben' })
  await agree(ana, ben)

  await expect(ana.getByRole('list', { name: 'Connected devices' }).getByText('Ben Guest')).toBeVisible()
  await expect(region(ana, 'Devices').getByText('2 devices')).toBeVisible()
  await goTo(ben, '/world')
  await expect(ben.getByRole('list', { name: 'Connected devices' }).getByText('Ana Host')).toBeVisible()
  // Who is not the host cannot invite or move the clock, and is told so.
  await expect(ben.getByRole('button', { name: 'Invite a device' })).toBeHidden()
  await expect(region(ben, 'Devices').getByText('Only it can invite more devices.', { exact: false })).toBeVisible()
  await expect(ben.getByRole('button', { name: 'Move the clock' })).toBeHidden()
  await expect(region(ben, 'Clock').getByText('Only the device that hosts the world can move it.', { exact: false })).toBeVisible()
  await axe(ben)
})

test('K7: the switch takes this device offline and back; what was done meanwhile is exchanged, and what is dated ahead waits for its time', async ({
  app,
}) => {
  const ana = await host(app)
  const ben = await app.visit('ben', {
    at: await ana.evaluate(() => window.mesi.peers.invite()),
    before: (context) =>
      context.addInitScript(() => {
        const now = performance.now.bind(performance)
        let ahead = 0
        performance.now = () => now() + ahead
        Object.assign(window, { hurry: (millis: number) => void (ahead += millis) })
        const wall = Date.now.bind(Date)
        let back = 0
        Date.now = () => wall() - back
        Object.assign(window, { setBack: (millis: number) => void (back += millis) })
      }),
  })
  await expect(ben).toHaveURL(/\/welcome$/, long)
  await goTo(ben, '/world')
  const online = ben.getByRole('switch', { name: 'Online' })
  await expect(online).toBeChecked()
  await online.focus()
  await ben.keyboard.press('Space')
  await expect(region(ben, 'Devices').getByText('Offline')).toBeVisible()
  await expect(region(ana, 'Devices').getByText('On this device only')).toBeVisible()
  await signUp(ben, { name: 'Ben Guest', handle: 'ben' })
  await expect(region(ben, 'Devices').locator('dd').nth(2)).not.toHaveText('0')
  // It stays off until somebody says otherwise: nothing leaves a page that was opened again either.
  await ben.reload()
  const tab = await ben.context().newPage()
  app.watch(tab, 'another tab of Ben')
  await tab.goto('/world')
  for (const page of [ben, tab]) {
    await expect(region(page, 'Devices').getByText('Offline')).toBeVisible()
    await expect(page.getByRole('switch', { name: 'Online' })).not.toBeChecked()
    await settled(page)
  }
  await expect(region(ana, 'Devices').getByText('On this device only')).toBeVisible()
  await online.focus()
  await ben.keyboard.press('Space')
  await expect(tab.getByRole('switch', { name: 'Online' })).toBeChecked()
  await tab.close()
  // They hear of each other at once or, where that announcement was missed, with the next one.
  await expect(region(ben, 'Devices').getByText('2 devices')).toBeVisible(long)
  await agree(ana, ben)
  await expect(region(ben, 'Devices').locator('dd').nth(2)).toHaveText('0')

  await ben.evaluate(() => (window as unknown as { hurry(millis: number): void }).hurry(600_000))
  await note(ben, 'ben', 'From a clock that runs fast')
  const waits = region(ana, 'Devices').getByText('1 step waits for its time')
  await expect(waits).toBeVisible(long)
  await axe(ana)
  await ana.evaluate(() => window.mesi.clock.advance('11m'))
  await expect(waits).toHaveCount(0)
  await agree(ana, ben)

  // A clock on the wall that is set right changes nothing between devices, in either of them.
  await ben.evaluate(() => (window as unknown as { setBack(millis: number): void }).setBack(3_600_000))
  for (const [page, who] of [
    [ana, 'ana'],
    [ben, 'ben'],
  ] as const)
    await note(page, who, 'Once the clock on the wall was set back')
  await agree(ana, ben)
})

/** The exported file of the world that is open. */
async function exported(page: Page, passphrase?: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: /^Export/ })
  if (passphrase !== undefined) {
    await dialog.getByRole('radio', { name: 'With my accounts' }).check()
    await expect(dialog.getByRole('button', { name: 'Save the file' })).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  }
  await axe(page)
  const saving = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save the file' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(/^Mesi \d{4}-\d\d-\d\d\.mesi$/)
  return readFile(await download.path())
}

/** Chooses a file to import and answers the dialog that looks into it. */
async function choose(page: Page, bytes: Uint8Array) {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import a file' }).click()
  await (await choosing).setFiles(picked({ name: 'world.mesi', bytes }))
  return page.getByRole('dialog', { name: 'Import a world' })
}

const asItWas = (dialog: Locator) => dialog.getByRole('radio', { name: 'The world as it was' }).check()

test('import(export(world)) = world, in a browser that has never seen it', async ({ app }) => {
  const ana = await host(app)
  await settled(ana)
  const file = await exported(ana)
  const was = await hash(ana)

  const cleo = await app.visit('cleo', { at: '/world', viewport: phone })
  const own = await hash(cleo)
  const dialog = await choose(cleo, file)
  await expect(dialog.getByText('Mesi', { exact: true })).toBeVisible()
  await asItWas(dialog)
  await axe(cleo)
  await dialog.getByRole('button', { name: 'Import this world' }).click()
  await expect(cleo).toHaveURL(/\/$/, long)
  await expect(cleo.getByText('This is the world as it was. Another device hosts it')).toBeVisible()
  expect(await hash(cleo)).toEqual(was)
  await isCalled(cleo, 'Ana Host')

  // It stays after a reload, the other world is still there, and the same file is not taken twice.
  await cleo.goto('/world')
  await usable(cleo)
  expect(await hash(cleo)).toEqual(was)
  expect((await cleo.evaluate(() => window.mesi.worlds.list())).map(({ id }) => id)).toEqual([was.world, own.world])
  const again = await choose(cleo, file)
  await asItWas(again)
  await again.getByRole('button', { name: 'Import this world' }).click()
  await expect(again.getByRole('alert')).toContainText('This world is on this device already. Nothing was imported.')
})

test('K21: a file becomes a copy that goes on here, with the accounts that it brought; they travel under a passphrase only, and a wrong one opens nothing', async ({
  app,
}) => {
  const ana = await host(app)
  await settled(ana)
  const was = await hash(ana)
  const file = await exported(ana, 'correct horse battery')
  const cleo = await app.visit('cleo', { at: '/world', viewport: phone })
  const dialog = await choose(cleo, file)
  await expect(dialog.getByRole('radio', { name: 'A copy that goes on' })).toBeChecked()
  await axe(cleo)
  const go = dialog.getByRole('button', { name: 'Import this world' })
  await go.click()
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill('correct horse battery')
  await go.click()
  await expect(cleo.getByText('You are in the copy now.')).toBeVisible(long)
  await expect(cleo).toHaveURL(/\/$/, long)
  expect((await hash(cleo)).world).not.toBe(was.world)
  expect(
    await cleo.evaluate(() =>
      window.mesi.act('ana', 'accounts.profileEdited', { name: window.mesi.write('ana', 'Ana, again'), categories: [] }),
    ),
  ).toMatchObject({ ok: true })
  await settled(cleo)
  expect(await hash(cleo)).toMatchObject({ pending: 0 })
  await goTo(cleo, '/world')
  await expect(region(cleo, 'Devices').getByText('This device hosts the world', { exact: false })).toBeVisible()
  await expect(cleo.getByRole('list', { name: 'Worlds' }).getByText('A copy', { exact: false })).toBeVisible()

  // Once more, as the world that it was.
  await cleo.goto('/world')
  await usable(cleo)
  const own = await hash(cleo)
  // Not their sizes: what the open world weighs grows with the next thing that is sealed in it.
  const worlds = () => cleo.evaluate(async () => (await window.mesi.worlds.list()).map(({ id, name, parent }) => ({ id, name, parent })))
  const known = await worlds()
  const again = await choose(cleo, file)
  await asItWas(again)
  const bring = again.getByRole('button', { name: 'Import this world' })
  await bring.click()
  const passphrase = again.getByRole('textbox', { name: 'Passphrase' })
  await expect(passphrase).toBeFocused()
  await passphrase.fill('correct horse')
  await bring.click()
  await expect(again.getByRole('alert')).toContainText('This is not the passphrase that this file was exported with. Nothing was imported.')
  expect(await worlds()).toEqual(known)
  expect((await hash(cleo)).world).toBe(own.world)
  await passphrase.fill('correct horse battery')
  await bring.click()
  await expect(cleo).toHaveURL(/\/$/, long)
  expect((await hash(cleo)).world).toBe((await hash(ana)).world)

  // Invited by the host, the same person goes on acting here, from a device of her own.
  await cleo.goto(await ana.evaluate(() => window.mesi.peers.invite()))
  await expect(cleo).toHaveURL(/\/$/, long)
  await usable(cleo)
  const posted = await cleo.evaluate(async () => {
    const { write, act } = window.mesi
    return act('ana', 'accounts.profileEdited', { name: write('ana', 'Ana, twice'), categories: [] })
  })
  expect(posted).toMatchObject({ ok: true })
  await agree(ana, cleo)
  await isCalled(ana, 'Ana, twice')
})

test('K21: a world is copied where it stands; both go their own ways, and somebody comes into the copy', async ({ app }) => {
  const ana = await host(app)
  await settled(ana)
  const first = await hash(ana)
  const claim = await ana.evaluate(async () => {
    const made = await window.mesi.act('ana', 'accounts.profileEdited', { name: window.mesi.write('ana', 'Before'), categories: [] })
    return made.ok ? made.id : ''
  })
  await ana.getByRole('button', { name: 'Copy Mesi' }).click()
  const dialog = ana.getByRole('dialog', { name: 'Copy “Mesi”' })
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Copy of Mesi')
  await axe(ana)
  await dialog.getByRole('button', { name: 'Make the copy' }).click()
  await expect(ana.getByText('You are in the copy now.')).toBeVisible(long)
  const second = await hash(ana)
  // One is who one was, also after a reload.
  const menu = ana.getByRole('button', { name: 'Before: your accounts' })
  await expect(menu).toBeVisible()
  await ana.reload()
  await expect(menu).toBeVisible()
  await usable(ana)
  expect(second.world).not.toBe(first.world)
  await isCalled(ana, 'Before')
  await ana.evaluate(() => window.mesi.act('ana', 'accounts.profileEdited', { name: window.mesi.write('ana', 'After'), categories: [] }))

  // Why what was done before the copy stands is told from the world that was copied.
  await goTo(ana, `/event/${claim}`)
  await expect(ana.getByText('It happened in “Mesi”, from which this world was copied.', { exact: false })).toBeVisible()
  await axe(ana)

  const link = await ana.evaluate(() => window.mesi.peers.invite())
  const ben = await app.visit('ben', { at: link, viewport: phone })
  await expect(ben).toHaveURL(/\/welcome$/, long)
  await agree(ana, ben)
  await isCalled(ben, 'After')
  await goTo(ben, `/event/${claim}`)
  // It is of a world that is not on his device, and nothing is called by it.
  await expect(ben.getByText('Either it happened in the world that this one was copied from, or it', { exact: false })).toBeVisible()

  await goTo(ana, '/world')
  const worlds = ana.getByRole('list', { name: 'Worlds' })
  await expect(worlds.getByText('Copied from Mesi', { exact: false })).toBeVisible()
  await worlds.getByRole('button', { name: /^Open Mesi/ }).click()
  await expect.poll(async () => (await hash(ana)).world).toBe(first.world)
  await isCalled(ana, 'Before')
})

test('no room for another world', async ({ app }) => {
  const ana = await host(app)

  await test.step('what brings a world in stays until that is done: what comes of it is told there', async () => {
    const file = await ana.evaluate(async () => Array.from(new Uint8Array(await (await window.mesi.worlds.export()).arrayBuffer())))
    await ana.evaluate(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (...args) {
        if (this.name === 'worlds') throw new DOMException('full', 'QuotaExceededError')
        return put.apply(this, args)
      }
    })
    const dialog = await choose(ana, Uint8Array.from(file))
    // In one breath: it has not come by the time that somebody would rather not wait.
    await dialog.getByRole('button', { name: 'Import this world' }).evaluate((button: HTMLButtonElement) => {
      button.click()
      button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    })
    await expect(dialog.getByRole('alert')).toContainText('There is no room left on this device')
    await ana.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  })

  await test.step('no room left: the act is refused in plain words, and what was typed stays', async () => {
    await ana.getByRole('button', { name: 'New world' }).click()
    const dialog = ana.getByRole('dialog', { name: 'New world' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Summer')
    await ana.keyboard.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('There is no room left on this device')
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Summer')
  })
})

test('a file that is none, the clock, and the colours', async ({ app }) => {
  const ana = await app.visit('host', { viewport: desktop })
  await signUp(ana, { name: 'Ana Host', handle: 'ana' })

  await test.step('how much room a world takes is told once it is measured, and takes nobody from where they are', async () => {
    await settled(ana)
    const letGo = await holdDisk(ana)
    await goWorld(ana)
    const row = ana.getByRole('list', { name: 'Worlds' }).getByRole('listitem')
    const copy = row.getByRole('button', { name: 'Copy Mesi' })
    await copy.focus()
    await expect(row).not.toContainText('kB')
    await letGo()
    await expect(row).toContainText('kB')
    await expect(copy).toBeFocused()
  })

  await test.step('a truncated, a foreign and a newer file say what they are, and change nothing', async () => {
    const file = await ana.evaluate(async () => {
      const bytes = new Uint8Array(await (await window.mesi.worlds.export()).arrayBuffer())
      return Array.from(bytes)
    })
    const whole = Uint8Array.from(file)
    const newer = Buffer.concat([Buffer.from('mesi-archive 2'), Buffer.from(whole.subarray('mesi-archive 1'.length))])
    const was = await hash(ana)
    for (const [bytes, says] of [
      [whole.subarray(0, -100), 'This file is damaged or was cut short: its checksum does not fit its content. Nothing was imported.'],
      [Buffer.from('%PDF-1.7'), 'This is not a file that Mesi has exported.'],
      [newer, 'This file comes from a newer version of Mesi.'],
    ] as const) {
      const dialog = await choose(ana, bytes)
      await expect(dialog.getByRole('alert')).toContainText(says)
      await ana.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    }
    expect((await hash(ana)).world).toBe(was.world)
    expect(await ana.evaluate(() => window.mesi.worlds.list())).toHaveLength(1)
  })

  await test.step('a tour that is brought in here says what it is, and goes to the tours', async () => {
    const steps = [{ as: 'anna', on: 'a', do: 'go', to: '/' }]
    const cast = { anna: { kind: 'real', name: 'Anna', handle: 'anna' } }
    const tour = { id: 'hers', title: 'Hers', tells: 'A walk.', world: 'empty', cast, peers: ['a'], steps }
    const dialog = await choose(ana, Buffer.from(JSON.stringify(tour)))
    await expect(dialog.getByRole('status')).toContainText('This file is a tour')
    await axe(ana)
    await dialog.getByRole('button', { name: 'Keep it among the tours' }).click()
    await expect(ana.getByRole('region', { name: 'Yours' }).getByRole('link', { name: 'Hers' })).toBeVisible()
    await ana.getByRole('link', { name: 'Back to your world' }).click()
    await goWorld(ana)
  })

  await test.step('K11: the host moves the clock by a span or to a date, never back', async () => {
    const clock = region(ana, 'Clock')
    const before = await ana.evaluate(() => window.mesi.clock.now())
    await clock.getByRole('radio', { name: '31 days' }).check()
    await clock.getByRole('textbox', { name: 'Why' }).fill('to see what a month does')
    await clock.getByRole('button', { name: 'Move the clock' }).click()
    await expect(ana.getByText(/^It is now \d{1,2} [A-Z]/)).toBeVisible()
    const after = await ana.evaluate(() => window.mesi.clock.now())
    expect(after - before).toBeGreaterThanOrEqual(31 * 86_400_000)
    expect(after - before).toBeLessThan(31 * 86_400_000 + 3_600_000)

    await clock.getByRole('radio', { name: 'To a date' }).check()
    const date = clock.getByLabel('Date and time')
    const move = clock.getByRole('button', { name: 'Move the clock' })
    await expect(move).toBeDisabled()
    await date.fill(new Date(before).toISOString().slice(0, 16))
    await expect(clock.getByText('Time only goes forward: choose a later date.')).toBeVisible()
    await expect(move).toBeDisabled()
    await date.fill('2031-05-06T07:08')
    await move.click()
    await expect.poll(() => ana.evaluate(() => new Date(window.mesi.clock.now()).toISOString().slice(0, 16))).toBe('2031-05-06T07:08')
  })

  await test.step('light and dark are remembered', async () => {
    await ana.getByRole('radio', { name: 'Dark' }).check()
    await expect(ana.locator('html')).toHaveAttribute('data-theme', 'dark')
    await axe(ana)
    await ana.reload()
    await expect(ana.locator('html')).toHaveAttribute('data-theme', 'dark')
    await ana.getByRole('radio', { name: 'As the system' }).check()
    await expect(ana.locator('html')).not.toHaveAttribute('data-theme')
  })
})

test('a world is begun, left, entered again and deleted by typing its name', async ({ app }) => {
  const ana = await host(app)
  const first = await hash(ana)
  await ana.getByRole('button', { name: 'New world' }).click()
  const dialog = ana.getByRole('dialog', { name: 'New world' })
  await expect(dialog.getByRole('button', { name: 'Begin' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Summer')
  await ana.keyboard.press('Enter')
  await expect(ana).toHaveURL(/\/welcome$/, long)
  expect((await hash(ana)).world).not.toBe(first.world)

  await goTo(ana, '/world')
  const worlds = ana.getByRole('list', { name: 'Worlds' })
  await expect(worlds.getByRole('listitem')).toHaveCount(2)
  await worlds.getByRole('button', { name: /^Open Mesi/ }).click()
  await expect(ana).toHaveURL(/\/$/, long)
  expect((await hash(ana)).world).toBe(first.world)

  await goWorld(ana)
  await ana.getByRole('button', { name: 'Delete Summer' }).click()
  const confirm = ana.getByRole('dialog', { name: 'Delete “Summer”' })
  const forGood = confirm.getByRole('button', { name: 'Delete for good' })
  await confirm.getByRole('textbox').fill('summer')
  await expect(forGood).toBeDisabled()
  await confirm.getByRole('textbox').fill('Summer')
  await axe(ana)
  // While it is at it there is no way out that would not be one.
  const letGo = await holdDisk(ana, 'mesi')
  await forGood.click()
  await expect(confirm.getByRole('button', { name: 'Close' })).toBeDisabled()
  await ana.keyboard.press('Escape')
  await expect(forGood).toHaveAttribute('aria-busy', 'true')
  await letGo()
  await expect(worlds.getByRole('listitem')).toHaveCount(1)
  expect((await hash(ana)).world).toBe(first.world)

  // The one that is open can go, too: an empty one takes its place.
  await ana.getByRole('button', { name: 'Delete Mesi' }).click()
  await ana.getByRole('dialog').getByRole('textbox').fill('Mesi')
  await ana.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(ana.getByRole('dialog')).toBeHidden()
  expect((await hash(ana)).world).not.toBe(first.world)
  // Nor is it told beside it who had been there, or what they had read.
  const kept = (world: string) => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => key.includes(world))
  await expect.poll(() => ana.evaluate(kept, first.world)).toEqual([])

  // To start over is to lose all of it: that is said, and offered as a file first.
  const third = await hash(ana)
  await ana.getByRole('button', { name: 'Start over' }).click()
  const again = ana.getByRole('dialog', { name: 'Start “Mesi” over' })
  await expect(again.getByText('It has never been saved as a file here.', { exact: false })).toBeVisible()
  await again.getByRole('button', { name: 'Export it first' }).click()
  await expect(ana.getByRole('dialog', { name: 'Export “Mesi”' })).toBeVisible()
  await ana.keyboard.press('Escape')
  await expect(again.getByRole('button', { name: 'Delete and start over' })).toBeDisabled()
  await again.getByRole('textbox').fill('Mesi')
  await again.getByRole('button', { name: 'Delete and start over' }).click()
  await expect(ana).toHaveURL(/\/welcome$/, long)
  expect((await hash(ana)).world).not.toBe(third.world)
  expect(await ana.evaluate(() => window.mesi.worlds.list())).toMatchObject([{ name: 'Mesi', demo: false }])
  const left = () => ana.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))
  await expect.poll(async () => (await left()).filter((name) => name.includes(first.world))).toEqual([])
})

test('a broken link says so, leaves the address bar, and opens nothing by itself', async ({ app }) => {
  const ana = await host(app)
  const link = await ana.evaluate(() => window.mesi.peers.invite())
  const cleo = await app.visit('cleo')
  const own = await hash(cleo)
  for (const fragment of ['hello', link.slice(link.indexOf('#') + 1, -70), `${link.slice(link.indexOf('#') + 1)}.x`]) {
    await cleo.goto('about:blank')
    await cleo.goto(`/join#${fragment}`)
    await expect(cleo.getByRole('heading', { name: 'This invitation does not work' })).toBeVisible()
    expect(new URL(cleo.url()).hash).toBe('')
    expect(await cleo.evaluate(() => 'mesi' in window)).toBe(false)
  }
  await axe(cleo)
  await cleo.getByRole('textbox', { name: 'Invite link' }).fill('https://example.org/')
  await cleo.keyboard.press('Enter')
  await expect(cleo.getByText('This is not a whole invitation.', { exact: false })).toBeVisible()
  await cleo.getByRole('button', { name: 'Go on without it' }).click()
  await expect(cleo).toHaveURL(/\/$/)
  await expect.poll(() => cleo.evaluate(() => 'mesi' in window && window.mesi.hash().world)).toBe(own.world)

  // The whole link, pasted, leads in; its secrets are in no entry of the history.
  await cleo.goto('/join')
  await cleo.getByRole('textbox', { name: 'Invite link' }).fill(link)
  await cleo.getByRole('button', { name: 'Join with this link' }).click()
  await expect(cleo).toHaveURL(/\/welcome$/, long)
  await usable(cleo)
  expect((await hash(cleo)).world).toBe((await hash(ana)).world)
  await cleo.goBack()
  expect(cleo.url()).not.toContain('#')
})

test('K20: a link leads into no older world, and into no other history than the one it names', async ({ app }) => {
  const ana = await host(app)
  await settled(ana)
  const link = await ana.evaluate(() => window.mesi.peers.invite())
  const parts = link.split('.')
  const floor = parts.length - 3
  const number = Number(parts[floor])
  expect(number).toBeGreaterThan(0)

  const ahead = await app.visit('ahead', { at: parts.with(floor, '999').join('.') })
  await expect(ahead.getByRole('heading', { name: 'Coming into “Mesi”' })).toBeVisible()
  await expect.poll(async () => (await hash(ahead)).seal).toBeGreaterThanOrEqual(number)
  await ahead.goto('/') // it is not shown as the world of the link by another address either
  await expect(ahead.getByRole('heading', { name: 'Coming into “Mesi”' })).toBeVisible()
  await axe(ahead)

  const other = await app.visit('other', { at: parts.with(floor + 1, `${'A'.repeat(42)}A`).join('.') })
  await expect(other.getByRole('heading', { name: 'This is not the “Mesi” of your link' })).toBeVisible()
})

test('nobody of the world is there: the page says so, waits, and lets one go', async ({ app }) => {
  const ana = await host(app)
  const link = await ana.evaluate(() => window.mesi.peers.invite())
  await ana.close()
  const cleo = await app.visit('cleo')
  const own = await hash(cleo)
  await cleo.goto('about:blank')
  await cleo.goto(link)
  await expect(cleo.getByRole('heading', { name: 'You are invited to “Mesi”' })).toBeVisible()
  expect(new URL(cleo.url()).hash).toBe('')
  await axe(cleo)
  await cleo.reload() // the tab still knows its invitation
  await cleo.getByRole('button', { name: 'Not now' }).click()
  await expect.poll(() => cleo.evaluate(() => 'mesi' in window && window.mesi.hash().world)).toBe(own.world)
})

test('deleted under a live tab: what happened, what is safe, and what is left can be saved', async ({ app }) => {
  const ana = await host(app)
  const { world } = await hash(ana)
  await ana.evaluate(async (world) => {
    for (const { name = '' } of await indexedDB.databases()) if (name.includes(world)) indexedDB.deleteDatabase(name)
  }, world)
  await expect(ana.getByRole('heading', { name: 'This world is no longer on this device', exact: false })).toBeVisible()
  await axe(ana)
  const saving = ana.waitForEvent('download')
  await ana.getByRole('button', { name: 'Save what is here' }).click()
  const remains = JSON.parse(await readFile(await (await saving).path(), 'utf8'))
  expect(remains.genesis.name).toBe('Mesi')
  await expect(ana.getByText('Saved what this page still knew. It can be read, but not be imported.')).toBeVisible()
  await ana.getByRole('button', { name: 'Open another world' }).click()
  await expect(ana.getByRole('heading', { name: 'World', level: 1 })).toBeVisible()
})

test('where the code that meets other devices does not load, everything else works, another world included', async ({ app }) => {
  const page = await app.visit('ana', {
    allowed: /Failed to load resource|Failed to fetch dynamically imported module/,
    before: (context) => context.route(/\/assets\/sync-[^/]*\.js$/, (route) => route.abort()),
  })
  await signUp(page, { name: 'Ana', handle: 'ana' })
  await goWorld(page)
  const before = await hash(page)
  await page.evaluate(() => window.mesi.worlds.fork())
  await expect.poll(async () => (await hash(page)).world).not.toBe(before.world)
  await expect(page.getByRole('heading', { name: 'World', level: 1 })).toBeVisible()
  const edited = await page.evaluate(() => {
    const { write, act } = window.mesi
    return act('ana', 'accounts.profileEdited', { name: write('ana', 'Ana elsewhere'), categories: [] })
  })
  expect(edited).toMatchObject({ ok: true })
})

test('LOG-4: who opens an invitation that is used up or over is told before they fill anything in, and why', async ({ app }) => {
  const ana = await host(app)
  const link = await ana.evaluate(() => window.mesi.peers.invite(1, 1))
  const ben = await app.visit('ben', { at: link })
  const newcomer = ben.getByRole('button', { name: 'Set up a new account' })
  await expect(newcomer).toBeVisible()
  await ben.evaluate(() => window.mesi.join('real', { name: 'Ben', handle: 'ben' }))
  await agree(ana, ben)

  const cleo = await app.visit('cleo', { at: link })
  await expect(cleo.getByText('This invitation has let in as many devices as it could.')).toBeVisible()
  await expect(cleo.getByRole('button', { name: 'Set up a new account' })).toHaveCount(0)
  await axe(cleo)
  const refused = await cleo.evaluate(() => window.mesi.join('real', { name: 'Cleo', handle: 'cleo' }).then(String, String))
  expect(refused).toBe(
    'Error: This invitation has let in as many devices as it could. Ask whoever sent it for a new one, and open that here.',
  )
  await cleo.getByRole('link', { name: 'Just look around first' }).click()
  await expect(cleo).toHaveURL(/\/$/)

  const late = await ana.evaluate(() => window.mesi.peers.invite(1, 1))
  const dora = await app.visit('dora', { at: late })
  await expect(dora.getByRole('button', { name: 'Set up a new account' })).toBeVisible()
  await ana.evaluate(() => window.mesi.clock.advance('25h'))
  await expect(dora.getByText('This invitation has ended.')).toBeVisible()
})

test('a world that is opened several times in one go is entered once after the other, and one line leads out of it', async ({ app }) => {
  const page = await app.visit('Ana')
  await signUp(page, { name: 'Ana', handle: 'ana' })
  const first = await page.evaluate(async () => {
    const [{ id }] = (await window.mesi.worlds.list()) as unknown as [{ id: string }]
    await window.mesi.worlds.create('Another')
    return id
  })
  await page.evaluate((id) => Promise.all(Array.from({ length: 4 }, () => window.mesi.worlds.open(id))), first)
  await settled(page) // each of them that has its lines would have met the others by then
  expect(await page.evaluate(() => window.mesi.peers.status())).toBe('local only')
  expect(await page.evaluate(() => window.mesi.peers.list())).toEqual([])
  await page.evaluate(() => window.mesi.peers.online(false))
  await expect.poll(() => page.evaluate(() => window.mesi.peers.status())).toBe('offline')
})
