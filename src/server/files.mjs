/** Serves one built folder over http: right types, compression, caching, and headers that keep everything else out. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { pathOf } from './relay.mjs'

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** The weights of a model in text: 9 takes eight seconds for them and saves one byte in a hundred over 4, which takes a quarter of one. */
const HUGE = 1_000_000

const encoders = {
  br: (/** @type {Buffer} */ bytes, /** @type {boolean} */ first) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: first ? 11 : bytes.length > HUGE ? 4 : 9 } }),
  gzip: (/** @type {Buffer} */ bytes) => promisify(gzip)(bytes, { level: 9 }),
}

/** What a first visit waits for is packed as tightly as can be, before it comes; for all files that would take seconds. */
const FIRST = /^\/assets\/(?:main|start|feed)-/i

/**
 * Reads a built folder into memory and answers requests from there. Nothing outside it can be reached whatever a request asks for,
 * and a build that replaces the folder meanwhile cannot mix two versions in one page.
 * @param {string} folder
 */
export function serveFiles(folder) {
  const files = load(folder)
  for (const [path, file] of files) if (FIRST.test(path) && file.wordy) file.encoded.br = encoders.br(file.bytes, true)
  const app = files.get('/index.html')

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  return async (request, response) => {
    for (const [name, value] of Object.entries(secureHeaders(request.headers.host))) response.setHeader(name, value)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD are answered here.')
    const path = pathOf(request)
    // An address without a dot is a page, and the app itself reads which one; a file that is not there is a mistake worth seeing.
    const file = files.get(path) ?? (path.includes('.') ? undefined : app)
    if (!file) return refuse(response, 404, 'There is no such file.')

    const encoding = file.wordy ? preferred(request.headers['accept-encoding']) : undefined
    const body = encoding ? await (file.encoded[encoding] ??= encoders[encoding](file.bytes, false)) : file.bytes
    const tag = `"${file.hash}${encoding ? `-${encoding}` : ''}"`
    response.setHeader('Content-Type', file.type)
    // Names under assets/ carry a hash of the contents; everything else is asked for again each time.
    response.setHeader('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    response.setHeader('ETag', tag)
    if (file.wordy) response.setHeader('Vary', 'Accept-Encoding')
    if (encoding) response.setHeader('Content-Encoding', encoding)
    if (request.headers['if-none-match'] === tag) return void response.writeHead(304).end()
    response.setHeader('Content-Length', body.length)
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}

/**
 * Nothing may run, load or connect that did not come from here; `blob:` is what people made or received themselves. Scripts are
 * files only: no inline ones, no eval. Inline style attributes stay allowed because compiled templates carry them.
 * @param {string | undefined} host
 */
export function secureHeaders(host = '') {
  // Named in full: not every browser counts a websocket to the page's own host as 'self'.
  const sockets = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : ''
  const policy = [
    "default-src 'none'",
    // WebAssembly, for the image model of src/filter; it opens no way to run text as script.
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self' blob:${sockets}`,
    "manifest-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    // No text becomes markup or a script's address but through the page's one policy (src/kit/trusted.ts).
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  }
}

/** @param {string} folder */
function load(folder) {
  /** @type {Map<string, { bytes: Buffer, type: string, wordy: boolean, hash: string, encoded: { br?: Promise<Buffer>, gzip?: Promise<Buffer> } }>} */
  const files = new Map()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (!statSync(path).isFile()) continue
    const bytes = readFileSync(path)
    const type = types[extname(name)] ?? 'application/octet-stream'
    const wordy = bytes.length > 1024 && /^text|json|javascript|svg|wasm/.test(type)
    files.set(`/${name.replaceAll(sep, '/')}`, {
      bytes,
      type,
      wordy,
      hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 16),
      encoded: {},
    })
  }
  return files
}

/** @param {string | string[] | undefined} accepted @returns {keyof typeof encoders | undefined} */
function preferred(accepted) {
  const offered = String(accepted ?? '')
  if (/\bbr\b(?!\s*;\s*q=0(?![.\d]))/.test(offered)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(?![.\d]))/.test(offered) ? 'gzip' : undefined
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} words */
function refuse(response, status, words) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${words}\n`)
}
