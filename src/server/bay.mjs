/**
 * `npm run bay`: makes every picture, sound and clip of Mesi Bay in a browser, and writes public/bay, src/bay/manifest.json
 * and src/bay/findings.json, what the filter says of each post and each face.
 * `npm run bay -- mio`: only what has that in its name; the rest stays as it is. BASE names a dev server that already runs.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { createServer } from 'vite'

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))
const folder = here('../../public/bay/')
const manifest = here('../bay/manifest.json')
const said = here('../bay/findings.json')
const endings = /** @type {Record<string, string>} */ ({
  'image/webp': 'webp',
  'image/png': 'png',
  'video/webm': 'webm',
  'audio/webm': 'webm',
})
const wanted = new RegExp(process.argv[2] ?? '.')

const server = process.env.BASE ? undefined : await (await createServer({ server: { port: 0, hmr: false } })).listen()
const base = process.env.BASE ?? server?.resolvedUrls?.local[0] ?? ''
const browser = await chromium.launch({
  ...(process.env.CHROMIUM_BIN ? { executablePath: process.env.CHROMIUM_BIN } : {}),
  args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
})
const page = await browser.newPage()
// Somebody may be working on the same server: the room must not reload in the middle of a picture.
const still =
  'export const createHotContext=()=>({accept(){},dispose(){},prune(){},on(){},data:{}});export const updateStyle=(id,css)=>{const e=document.createElement("style");e.textContent=css;document.head.append(e)};export const removeStyle=()=>{};export const injectQuery=(u)=>u'
await page.route('**/@vite/client', (route) => route.fulfill({ contentType: 'text/javascript', body: still }))
page.on('pageerror', (error) => console.log(error.message))
await page.goto(new URL('/src/bay/make/room.html', base).href)
await page.waitForFunction('window.room')

mkdirSync(folder, { recursive: true })
/** @type {Record<string, any>} */
let made = {}
try {
  made = JSON.parse(readFileSync(manifest, 'utf8'))
} catch {
  // the first time
}
const names = /** @type {string[]} */ (await page.evaluate('window.room.names'))
for (const name of Object.keys(made)) if (!names.includes(name)) delete made[name]

/** @param {string} name @param {{ file: { hash: string, type: string } , bytes: string }} what */
const keep = (name, what) => {
  const path = `${name}-${what.file.hash.slice(0, 8)}.${endings[what.file.type]}`
  writeFileSync(folder + path, Buffer.from(what.bytes, 'base64'))
  return { path, ...what.file }
}
for (const name of names.filter((each) => wanted.test(each))) {
  const began = Date.now()
  /** @type {any} */
  const piece = await page.evaluate(`window.room.piece(${JSON.stringify(name)})`)
  const thumb = piece.thumb ? { thumb: keep(`${name}-s`, piece.thumb) } : {}
  made[name] = { kind: piece.kind, ...keep(name, piece), ...thumb }
  console.log(`${name} ${Math.round(piece.file.size / 1024)} kB ${Date.now() - began} ms`)
  writeFileSync(
    manifest,
    `${JSON.stringify(Object.fromEntries(names.flatMap((each) => (made[each] ? [[each, made[each]]] : []))), null, 1)}\n`,
  )
}
/** @typedef {Record<string, { filter: string }>} Findings */
const findings = /** @type {{ posts: Findings, portraits: Findings }} */ (await page.evaluate('window.room.findAll()'))
const filter = Object.values(findings.posts)[0]?.filter
const bare = (/** @type {Findings} */ all) => Object.fromEntries(Object.entries(all).map(([name, { filter: _, ...said }]) => [name, said]))
const posts = bare(findings.posts)
const portraits = bare(findings.portraits)
writeFileSync(said, `${JSON.stringify({ filter, posts, portraits }, null, 1)}\n`)
console.log(`${Object.keys(posts).length} posts and ${Object.keys(portraits).length} faces and covers looked at by filter ${filter}`)
await browser.close()
await server?.close()

const used = new Set(Object.values(made).flatMap((each) => [each.path, ...(each.thumb ? [each.thumb.path] : [])]))
for (const file of readdirSync(folder)) if (!used.has(file)) rmSync(folder + file)
const total = Object.values(made).reduce((sum, each) => sum + each.size + (each.thumb?.size ?? 0), 0)
console.log(`${Object.keys(made).length} pieces, ${(total / 1e6).toFixed(2)} MB`)
