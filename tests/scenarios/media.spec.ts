/**
 * Files in and out of a real browser: decoded, stripped and read back. The page is served by a dev server of its own, as the product has no page
 * for this; what it runs is `src/media` and its worker as they are.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test as base, expect, type Page } from '@playwright/test'
import { createServer } from 'vite'
import type * as Media from '../../src/media'
import type { PrepareOptions, Prepared, Refusal } from '../../src/media'
import { type Format, sniff } from '../../src/media/sniff'
import { tracesIn } from '../../src/media/traces'
import { bad, good, secrets } from '../support/corpus'
import { png, wav } from '../support/corpusMakers'

type Options = Pick<PrepareOptions, 'kinds' | 'limits'> & { readonly aborted?: true }
interface Outcome {
  readonly prepared?: Prepared
  readonly refusal?: Refusal | undefined
  readonly error?: string
  readonly progress: readonly number[]
  /** The longest time in milliseconds the page did not come to run anything else, and the whole of it. */
  readonly blocked: number
  readonly took: number
}
type Prepare = (name: string, bytes: Uint8Array, options?: Options) => Promise<Outcome>

const root = fileURLToPath(new URL('../../', import.meta.url))

const test = base.extend<{ prepare: Prepare }, { server: string; mediaPage: Page }>({
  server: [
    async ({}, use, { parallelIndex }) => {
      const server = await createServer({
        root,
        configFile: false,
        logLevel: 'error',
        cacheDir: `node_modules/.cache/media-test-${parallelIndex}`,
        server: { port: 0, host: '127.0.0.1', hmr: false },
        optimizeDeps: { noDiscovery: true, include: ['mediabunny', '@noble/hashes/sha2.js'] },
        plugins: [
          {
            name: 'blank-page',
            configureServer: (dev) => {
              dev.middlewares.use('/blank', (_, response) =>
                response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Media</title>'),
              )
            },
          },
        ],
      })
      await server.listen()
      await use(server.resolvedUrls?.local[0] ?? '')
      await server.close()
    },
    { scope: 'worker' },
  ],

  mediaPage: [
    async ({ browser, server }, use) => {
      const page = await browser.newPage()
      await page.goto(`${server}blank`)
      await use(page)
      await page.close()
    },
    { scope: 'worker' },
  ],

  prepare: async ({ mediaPage }, use) => {
    await use(async (name, bytes, options = {}) => {
      const outcome = await mediaPage.evaluate(inPage, { name, base64: Buffer.from(bytes).toString('base64'), options })
      return revived(outcome)
    })
  },
})

/** Runs in the page. Bytes travel as base64, since messages between test and page are JSON. */
async function inPage({ name, base64, options }: { name: string; base64: string; options: Options }) {
  const door = '/src/media/index.ts'
  const { MediaRefused, prepare }: typeof Media = await import(door)
  const file = new File([Uint8Array.fromBase64(base64)], name)

  const progress: number[] = []
  let blocked = 0
  let last = performance.now()
  const began = last
  const took = () => performance.now() - began
  const heart = setInterval(() => {
    blocked = Math.max(blocked, performance.now() - last)
    last = performance.now()
  }, 10)
  try {
    const { aborted, ...rest } = options
    const abort = new AbortController()
    const { bytes, thumbnail, ...about } = await prepare(file, {
      ...rest,
      signal: abort.signal,
      onProgress(fraction) {
        progress.push(fraction)
        if (aborted) abort.abort(new Error('changed my mind'))
      },
    })
    const small = thumbnail && { ...thumbnail, bytes: thumbnail.bytes.toBase64() }
    return { prepared: { ...about, bytes: bytes.toBase64(), thumbnail: small }, progress, blocked, took: took() }
  } catch (error) {
    return { refusal: error instanceof MediaRefused ? error.refusal : undefined, error: String(error), progress, blocked, took: took() }
  } finally {
    clearInterval(heart)
  }
}

const revived = ({ prepared, ...rest }: Awaited<ReturnType<typeof inPage>>): Outcome => {
  if (!prepared) return rest
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
  const { thumbnail, ...about } = prepared
  const small = thumbnail && { thumbnail: { ...thumbnail, bytes: bytes(thumbnail.bytes) } }
  return { ...rest, prepared: { ...about, bytes: bytes(prepared.bytes), ...small } }
}

const formatOf = (bytes: Uint8Array): Format | undefined => {
  const found = sniff(bytes)
  return 'format' in found ? found.format : undefined
}

const spelled = (secret: string) => [secret, Buffer.from(secret, 'utf16le'), Buffer.from(secret, 'utf16le').swap16()]

test.describe.configure({ mode: 'default' }) // one after another: they share one dev server and one page

test.describe('good files', () => {
  /** What came out of films and sounds, and when: clocks in files count seconds. */
  const made = new Map<string, { readonly bytes: Uint8Array; readonly at: number }>()
  for (const sample of good) {
    test(`${sample.name} comes out as ${sample.type} without a trace, and goes in again and loses nothing more`, async ({ prepare }) => {
      const { prepared, error, progress } = await prepare(sample.name, sample.bytes)
      expect(error).toBeUndefined()
      if (!prepared) throw new Error('nothing came out')
      if (process.env.KEEP_MEDIA) writeFileSync(`${process.env.KEEP_MEDIA}/${sample.name}`, prepared.bytes)

      expect(prepared).toMatchObject({ kind: sample.kind, type: sample.type })
      if (sample.width) expect(prepared).toMatchObject({ width: sample.width, height: sample.height })
      expect(prepared.stripped).toEqual(expect.arrayContaining([...sample.strips]))
      expect(prepared.notes.join(' ')).toMatch(sample.note ?? /^$/)
      expect(progress.at(-1)).toBe(1)

      for (const bytes of [prepared.bytes, prepared.thumbnail?.bytes ?? new Uint8Array()]) {
        for (const spelling of secrets.flatMap(spelled)) expect(Buffer.from(bytes).includes(spelling)).toBe(false)
        const format = formatOf(bytes)
        expect(format ? tracesIn(bytes, format) : []).toEqual([])
      }
      if (sample.kind === 'image' || sample.kind === 'video') {
        expect(prepared.tone).toMatch(/^#[0-9a-f]{6}$/)
        expect(Math.max(prepared.thumbnail?.width ?? 0, prepared.thumbnail?.height ?? 0)).toBe(
          Math.min(480, Math.max(prepared.width ?? 0, prepared.height ?? 0)),
        )
      }
      if (sample.kind === 'audio') {
        expect(prepared.waveform).toHaveLength(64)
        expect(Math.max(...(prepared.waveform ?? []))).toBe(100)
      }
      if (sample.kind === 'audio' || sample.kind === 'video') {
        expect(prepared.durationMs).toBeGreaterThan(200)
        made.set(sample.name, { bytes: prepared.bytes, at: Date.now() })
      }
      const again = (await prepare(sample.name.replace('.mp4', ''), prepared.bytes)).prepared
      expect(again?.stripped).toEqual([])
      expect(again?.type).toBe(sample.type)
    })
  }

  test('the same file gives the same bytes, whenever it is prepared', async ({ prepare }) => {
    // Not Ogg: each of its streams bears a random number.
    const films = good.filter(({ kind, type }) => (kind === 'video' || kind === 'audio') && type !== 'audio/ogg')
    for (const { name, bytes } of films) {
      const once = async () => ({ bytes: (await prepare(name, bytes)).prepared?.bytes, at: Date.now() })
      const first = made.get(name) ?? (await once())
      expect(first.bytes, name).toBeDefined()
      await new Promise((resolve) => setTimeout(resolve, first.at + 1_100 - Date.now()))
      expect((await once()).bytes, name).toEqual(first.bytes)
    }
  })

  test('browsers with other decoders and encoders strip as much @firefox', async ({ prepare }) => {
    for (const { name, bytes, kind, type } of good.filter((sample) => sample.bytes.length < 20_000)) {
      const { prepared, error } = await prepare(name, bytes)
      expect(error, name).toBeUndefined()
      expect(prepared, name).toMatchObject({ kind, type })
      for (const spelling of secrets.flatMap(spelled)) expect(Buffer.from(prepared?.bytes ?? []).includes(spelling), name).toBe(false)
    }
  })

  test('a film plays in the page after it was remade', async ({ prepare, mediaPage }) => {
    for (const name of ['located.mp4', 'turned.mov', 'tagged.webm']) {
      const sample = good.find((each) => each.name === name)
      const { prepared } = await prepare(name, sample?.bytes ?? new Uint8Array())
      const played = await mediaPage.evaluate(
        async ([type, base64]) => {
          const video = document.createElement('video')
          video.muted = true
          video.src = URL.createObjectURL(await (await fetch(`data:${type};base64,${base64}`)).blob())
          const ended = new Promise((resolve) => (video.onended = resolve))
          await video.play()
          await ended
          return { width: video.videoWidth, height: video.videoHeight, seconds: video.duration }
        },
        [prepared?.type, Buffer.from(prepared?.bytes ?? []).toString('base64')] as const,
      )
      expect(played).toMatchObject({ width: sample?.width, height: sample?.height })
      expect(played.seconds).toBeCloseTo((prepared?.durationMs ?? 0) / 1000, 0)
    }
  })

  test('a photo of 12 megapixels is scaled down while the page stays responsive', async ({ prepare }) => {
    const { prepared, blocked, took } = await prepare('large.png', png(4_000, 3_000, [255, 143, 1]))
    expect(prepared).toMatchObject({ type: 'image/webp', width: 2_048, height: 1_536, tone: '#ff8f01' })
    expect(blocked).toBeLessThan(Math.max(1_000, took / 2)) // 39 ms when measured
  })

  test('colours survive: the tone of an orange picture is orange', async ({ prepare }) => {
    const { prepared } = await prepare('orange.png', png(30, 30, [255, 143, 1]))
    expect(prepared?.tone).toBe('#ff8f01')
  })
})

test.describe('bad files', () => {
  const heavy = /^heavy/ // too much to hand to a page each time; the unit tests have them, and one below
  for (const { name, bytes, code, says } of bad.filter((sample) => !heavy.test(sample.name))) {
    test(`${name} is refused: ${code}`, async ({ prepare }) => {
      const { refusal, error } = await prepare(name, bytes)
      expect(error).toContain('MediaRefused')
      expect(refusal?.code).toBe(code)
      expect(refusal?.sentence).toMatch(says)
      expect(refusal?.hint).not.toBe('')
    })
  }

  test('a kind that does not fit where it was picked is refused', async ({ prepare }) => {
    expect((await prepare('tone.wav', wav(1), { kinds: ['image', 'video'] })).refusal).toMatchObject({
      code: 'unsupported',
      sentence: 'This is a sound, and only an image or a video fits here.',
    })
    const song = good.find(({ name }) => name === 'tagged.m4a')?.bytes ?? new Uint8Array()
    expect((await prepare('song.m4a', song, { kinds: ['video'] })).refusal?.code).toBe('unsupported')
    expect((await prepare('song.m4a', song, { kinds: ['audio'] })).prepared?.kind).toBe('audio')
  })

  test('limits may be set closer', async ({ prepare }) => {
    const film = good.find(({ name }) => name === 'located.mp4')?.bytes ?? new Uint8Array()
    expect((await prepare('film.mp4', film, { limits: { videoMillisMax: 500 } })).refusal?.code).toBe('tooLong')
    expect((await prepare('film.mp4', film, { limits: { videoPixelsMax: 100 } })).refusal?.code).toBe('tooManyPixels')
    expect((await prepare('film.mp4', film, { limits: { videoBytesMax: 100 } })).refusal?.code).toBe('tooLarge')
    const none = { imageBytesMax: 100, audioBytesMax: 100, videoBytesMax: 100 }
    expect((await prepare('film.mp4', film, { limits: none })).refusal?.sentence).toMatch(/^This file is/) // told before it is read
  })
})

test.describe('stopping', () => {
  test('work beyond its time is stopped, and no worker lives on', async ({ prepare, mediaPage }) => {
    const { refusal } = await prepare('large.png', png(4_000, 3_000, [1, 2, 3]), { limits: { workMillisMax: 1 } })
    expect(refusal).toMatchObject({ code: 'tookTooLong', sentence: expect.stringContaining('0 seconds') })
    await expect.poll(() => mediaPage.workers().length).toBe(0)
  })

  test('an aborted file ends with the reason given, and the next one is served', async ({ prepare }) => {
    const { error, prepared } = await prepare('large.png', png(4_000, 3_000, [1, 2, 3]), { aborted: true })
    expect(prepared).toBeUndefined()
    expect(error).toBe('Error: changed my mind')
    expect((await prepare('dot.png', png(1, 1, [1, 2, 3]))).prepared?.width).toBe(1)
  })
})
