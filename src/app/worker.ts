/**
 * The service worker: keeps the app itself at hand, so that it opens without a network. People's data lives elsewhere and is never
 * touched here. Twenty lines of our own instead of Workbox, which would be six times the size for the same behaviour.
 *
 * A new version waits until the page says so: swapping code under an open page could let two builds write one log.
 */
/// <reference lib="webworker" />
import { keepShared, SHARE, sharedIn } from './shared'

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[]
}

/** Static routing, which TypeScript does not know of: the first of the routes that fits an address says where its answer comes from. */
interface Routing extends ExtendableEvent {
  addRoutes?(
    routes: readonly {
      readonly condition: { readonly urlPattern: string }
      readonly source: 'fetch-event' | { readonly cacheName: string }
    }[],
  ): Promise<void>
}

const files = self.__WB_MANIFEST
/** The app itself, at whatever address. */
const PAGE = '/index.html'
/** What every visit but the first one needs at once: the page that is kept here says so, so that none of it waits for another. */
const NEEDED = /^\/?(assets\/(?:disk|store|rules|areas|start|feed|rolldown-runtime)-[\w-]+\.(js|css))$/i
const name = `app-${hash(JSON.stringify(files))}`

self.addEventListener('install', (event) => {
  const fresh = files.map(({ url }) => new Request(url, { cache: 'no-cache' }))
  const keep = async () => {
    const cache = await caches.open(name)
    await cache.addAll(fresh)
    const page = await cache.match(PAGE)
    if (page) await cache.put(PAGE, withHints(page))
  }
  event.waitUntil(keep())
  event.waitUntil(routes(event as Routing).catch(() => undefined))
})

self.addEventListener('activate', (event) => {
  const forget = async () => {
    const old = (await caches.keys()).filter((key) => key.startsWith('app-') && key !== name)
    await Promise.all(old.map((key) => caches.delete(key)))
    await self.clients.claim()
  }
  event.waitUntil(forget())
})

self.addEventListener('message', (event) => {
  if (event.data === 'skipWaiting' || event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method === 'POST' && new URL(request.url).pathname === SHARE) return event.respondWith(take(request))
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return
  if (request.mode === 'navigate') event.waitUntil(wakeStorage().catch(() => undefined))
  const [, once] = /^\/(bay|assets\/heavy)\//.exec(new URL(request.url).pathname) ?? []
  event.respondWith(once ? keptOnceSeen(request, once === 'bay' ? 'bay' : 'heavy') : answer(request))
})

/**
 * The browser itself takes from the cache what always lies there, without asking this worker file by file, which has just been started.
 * Where it cannot yet, nothing changes but the time that it takes.
 */
async function routes(event: Routing): Promise<void> {
  const fromCache = ['/assets/*', '/icons/*', '/layers.css'].map((urlPattern) => ({
    condition: { urlPattern },
    source: { cacheName: name },
  }))
  await event.addRoutes?.([{ condition: { urlPattern: '/assets/heavy/*' }, source: 'fetch-event' }, ...fromCache])
}

/** The kept copy; for any page address the app itself, which reads the address; else the network. */
async function answer(request: Request): Promise<Response> {
  const asked = request.mode === 'navigate' ? PAGE : request
  return (await caches.match(asked, { cacheName: name, ignoreSearch: true, ignoreVary: true })) ?? fetch(request)
}

/** A browser that was just started takes a tenth of a second to start its storage: it does so while the app loads, which then needs it. */
const wakeStorage = async (): Promise<unknown> => indexedDB.databases()

/** What another app shares waits for the composer, which opens. */
async function take(request: Request): Promise<Response> {
  await keepShared(sharedIn(await request.formData()))
  return Response.redirect('/create', 303)
}

/**
 * The pictures, sounds and clips of Mesi Bay, and what the filter needs for pictures, are kept once somebody has needed them. Their names
 * change with their bytes; of the filter's parts, which are large, an older one goes when a newer one comes.
 */
async function keptOnceSeen(request: Request, kind: 'bay' | 'heavy'): Promise<Response> {
  const cache = await caches.open(kind)
  const kept = await cache.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.status !== 200) return fresh
  await cache.put(request, fresh.clone())
  if (kind === 'heavy') await forgetOlder(cache, request.url)
  return fresh
}

/** Files of the same name but for the hash in it. */
async function forgetOlder(cache: Cache, url: string): Promise<void> {
  const nameOf = (address: string) => address.replace(/-[\w-]{8}(?=\.\w+$)/, '')
  const older = (await cache.keys()).filter((key) => key.url !== url && nameOf(key.url) === nameOf(url))
  await Promise.all(older.map((key) => cache.delete(key)))
}

/** The same page, with what it will need named in its head. */
function withHints(page: Response): Response {
  const hints = files.flatMap(({ url }) => {
    const [, path, kind] = NEEDED.exec(url) ?? []
    return path ? [`</${path}>; rel=${kind === 'js' ? 'modulepreload' : 'preload; as=style'}; crossorigin`] : []
  })
  const headers = new Headers(page.headers)
  headers.set('link', hints.join(', '))
  return new Response(page.body, { status: page.status, headers })
}

/** Tells two lists of files apart (FNV-1a); a clash would only keep an older copy, until the next build. */
function hash(text: string): string {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return (sum >>> 0).toString(36)
}
