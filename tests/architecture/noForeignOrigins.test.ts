import { expect, test } from 'vitest'
import { filesIn, read } from './sources'

/** Addresses that may stand in what we ship, and why none of them is ever asked by the app itself. */
const known: Record<string, string> = {
  'http://www.w3.org': 'the name of the SVG namespace, not an address',
  'https://cdn.playwright.dev': 'where npm test looks for a browser on a machine that has none',
}

const written = [
  'index.html',
  'vite.config.ts',
  ...filesIn('src').map((file) => `src/${file}`),
  ...filesIn('public').map((file) => `public/${file}`),
]
const texts = written.filter((file) => /\.(?:tsx?|mjs|css|html|json|svg|webmanifest)$/.test(file))

test('nothing we ship names another origin', () => {
  const foreign = texts.flatMap((file) =>
    originsIn(read(file))
      .filter((origin) => !(origin in known))
      .map((origin) => `${file} names ${origin}`),
  )
  expect(foreign).toEqual([])
})

test.each([
  ["fetch('https://api.example/x')", ['https://api.example']],
  ["new WebSocket('wss://relay.example')", ['wss://relay.example']],
  ['<img src="//cdn.example/a.png">', ['//cdn.example']],
  ['url(//fonts.example/x)', ['//fonts.example']],
  ["'stun:stun.example:3478'", ['stun:stun.example']],
  ['`ws://${location.host}/signal`', []],
  ['http://localhost:4173 and http://127.0.0.1', []],
  ['// a comment', []],
])('%s names %j', (text, origins) => {
  expect(originsIn(text)).toEqual(origins)
})

/** Hosts of web, websocket and ICE addresses, with or without a scheme; this machine's own do not count. */
function originsIn(text: string): readonly string[] {
  const found =
    text.match(/\b(?:https?|wss?):\/\/[\w.-]+|(?<=["'(])\/\/[\w-]+(?:\.[\w-]+)+|\b(?:stuns?|turns?):[\w-]+(?:\.[\w-]+)+/gi) ?? []
  return found.filter((origin) => !/\/\/(?:localhost|127\.0\.0\.1)$/.test(origin))
}
