import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'

test('the product opens without a console error or a request to another origin', async ({ page, baseURL }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== baseURL) complaints.push(`asked ${origin}`)
  })
  await page.goto('/')
  await page.getByRole('button', { name: 'Look around Mesi Bay' }).click()
  await expect(page.getByRole('feed').getByRole('article').first()).toBeVisible({ timeout: 60_000 }) // three months are played before
  expect(complaints).toEqual([])
})

test('nothing but files from here may run', async ({ page, request }) => {
  const answer = await request.get('/')
  const policy = answer.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(policy.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe-eval')
  expect(await answer.text()).not.toMatch(/<script(?![^>]*\bsrc=)/)

  await page.goto('/')
  expect(await page.evaluate(() => window.isSecureContext && window.crossOriginIsolated)).toBe(true)
  const inline = page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.intruder = true'
    document.head.append(script)
  })
  await expect(inline).rejects.toThrow('TrustedScript')
  const active = page.evaluate(() => void (document.createElement('div').innerHTML = '<img src=x onerror="window.intruder = true">'))
  await expect(active).rejects.toThrow('could do something by itself')
  await expect(page.evaluate(() => void new Worker('data:text/javascript,1'))).rejects.toThrow('from here alone')
  expect(await page.evaluate(() => 'intruder' in window)).toBe(false)
})

test('hashed files are kept for ever, the page is asked for again, and both travel compressed', async ({ request }) => {
  const page = await request.get('/some/page')
  expect(page.headers()).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' })
  const [script] = /\/assets\/[^"]+\.js/.exec(await page.text()) ?? []
  const file = await request.get(script ?? '', { headers: { 'Accept-Encoding': 'br' } })
  expect(file.headers()).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br' })
  expect((await request.get('/assets/none.js')).status()).toBe(404)
})

test('it can be installed: manifest and icons are there and are what they say', async ({ request }) => {
  const manifest = await (await request.get('/manifest.webmanifest')).json()
  expect(manifest).toMatchObject({ name: 'Mesi in a bottle', start_url: '/', display: 'standalone' })
  for (const { src, type } of manifest.icons) {
    const icon = await request.get(src)
    expect([src, icon.status(), icon.headers()['content-type']]).toEqual([src, 200, type])
  }
})

test('once opened it opens again without a network, at any address', async ({ page, context }) => {
  await page.goto('/')
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js')
    await navigator.serviceWorker.ready
  })
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await page.goto('/some/page')
  await expect(page.locator('#app')).not.toBeEmpty()
})

test('failpoints are in the build for tests alone', () => {
  const holds = (build: string) => {
    const folder = new URL(`../../dist/${build}/assets/`, import.meta.url)
    return readdirSync(folder).some((name) => name.endsWith('.js') && readFileSync(new URL(name, folder), 'utf8').includes('mesiFailpoint'))
  }
  expect(holds('app')).toBe(false)
})
