/**
 * `npm run bench -- --filter`: how often the filter is right. Words against texts labelled by hand; pictures against what is done to pictures
 * of Mesi Bay in the page, by the product's own build. There is no bad picture in this project, so how many of those the model finds is not
 * measured here; how often it takes a good one for bad is.
 */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium as browsers, type Page } from '@playwright/test'
import { ensureBrowsers } from '../../src/server/browsers.mjs'
import { serveFiles } from '../../src/server/files.mjs'
import { onePort } from '../../src/server/onePort.mjs'
import { createRelay } from '../../src/server/relay.mjs'
import { ensureBuild } from '../../src/server/setup.mjs'
import { posts } from '../../src/bay/posts'
import { adviceOf } from '../../src/filter/advice'
import { type Category, categories } from '../../src/filter/finding'
import { alike, distance, same } from '../../src/filter/print'
import { offTopic } from '../../src/filter/topics'
import { examineWords } from '../../src/filter/words'
import { harmful, harmless, jokes, laughing, type Sample, unseen } from '../filter/corpus'
import { afterwards, heldOut, unseenJokes, unseenLaughing } from '../filter/heldOut'
import * as captions from '../filter/topics'
import { chromium } from '../support/browsers'
import { medianOf, percentile, printTable } from './table'
import { benchUploads, type Uploads } from './uploads'

interface WordsLine {
  readonly corpus: string
  readonly category: Category | 'all'
  readonly texts: number
  /** Of what it named, how much deserved it; of what deserved it, how much it named. In percent. */
  readonly precision: number
  readonly recall: number
}

interface PicturesFound {
  /** Pictures of Mesi Bay that the model would hold back or turn away, of all; and those that it only tells of. */
  readonly bay: {
    readonly all: number
    readonly doubt: readonly string[]
    readonly block: readonly string[]
    readonly told: number
    readonly poor: readonly string[]
  }
  readonly duplicates: readonly { readonly change: string; readonly all: number; readonly block: number; readonly doubt: number }[]
  /** Pairs of different pictures, and how many of them count as the same or alike. */
  readonly pairs: { readonly all: number; readonly same: number; readonly alike: number }
  readonly quality: readonly { readonly picture: string; readonly saw: string }[]
  readonly millis: { readonly first: number; readonly median: number; readonly p95: number }
  /** The longest task of the page meanwhile, which people would feel; 0: none was longer than 50 ms. */
  readonly longestTask: number
}

/** Texts filed under what they are about, and under each other subject. */
interface TopicsLine {
  readonly corpus: string
  readonly texts: number
  readonly misfiled: number
  /** Of both, how many are said to be about something else. */
  readonly right: number
  readonly wrong: number
}
/** Threats that laugh: what becomes of such as are none, and of such as are meant. */
interface JestLine {
  readonly corpus: string
  readonly texts: number
  readonly block: number
  readonly doubt: number
}

export interface FilterFound {
  readonly words?: readonly WordsLine[]
  readonly topics?: readonly TopicsLine[]
  readonly jest?: readonly JestLine[]
  readonly pictures?: PicturesFound
  readonly uploads?: readonly Uploads[]
}

/** @param only the parts whose names hold this: words, pictures, uploads */
export async function benchFilter(only = ''): Promise<FilterFound> {
  const is = (part: keyof FilterFound) => part.includes(only)
  const words = is('words')
    ? {
        words: [
          ...wordsLines('known', [...harmful, ...harmless]),
          ...wordsLines('unseen', unseen),
          ...wordsLines('held out', heldOut),
          ...wordsLines('afterwards', afterwards),
        ],
        topics: [topicsLine('known', captions.known), topicsLine('unseen, in other words', captions.unseen), topicsLine('Mesi Bay', ofBay)],
        jest: [
          jestLine('jokes, known', jokes),
          jestLine('jokes, unseen', unseenJokes),
          jestLine('meant, known', laughing),
          jestLine('meant, unseen', unseenLaughing),
        ],
      }
    : {}
  if (!is('pictures') && !is('uploads')) return words
  await ensureBrowsers()
  const server = onePort({ answer: serveFiles(await ensureBuild('app')), relay: createRelay() })
  const origin = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
  const browser = await browsers.launch(chromium)
  try {
    const pictures = is('pictures') ? { pictures: await benchPictures(browser, origin) } : {}
    return { ...words, ...pictures, ...(is('uploads') ? { uploads: await benchUploads(browser, origin) } : {}) }
  } finally {
    await browser.close()
    server.close()
  }
}

/** A category is named if it gives cause for doubt; `all` asks only whether anything does. */
function wordsLines(corpus: string, samples: readonly Sample[]): readonly WordsLine[] {
  const judged = samples.map(({ text, category }) => {
    const hits = examineWords([text])
    return { category, named: new Set(hits.filter((hit) => hit.sure >= 400).map((hit) => hit.category)), passes: adviceOf(hits) === 'pass' }
  })
  const line = (category: Category | 'all', named: number, deserved: number, right: number): WordsLine => ({
    corpus,
    category,
    texts: deserved,
    precision: (100 * right) / named,
    recall: (100 * right) / deserved,
  })
  const each = categories.flatMap((category) => {
    const deserved = judged.filter((sample) => sample.category === category)
    const named = judged.filter((sample) => sample.named.has(category))
    return deserved.length > 0
      ? [line(category, named.length, deserved.length, deserved.filter((sample) => sample.named.has(category)).length)]
      : []
  })
  const bad = judged.filter(({ category }) => category)
  return [...each, line('all', judged.filter(({ passes }) => !passes).length, bad.length, bad.filter(({ passes }) => !passes).length)]
}

const subjects = [...new Set(captions.known.map(({ about }) => about))]
const ofBay: readonly captions.Topical[] = posts.flatMap(({ caption, tags, category }) =>
  subjects.includes(category) ? [{ about: category, text: [caption, ...tags].join('. ') }] : [],
)

function topicsLine(corpus: string, texts: readonly captions.Topical[]): TopicsLine {
  const isDoubted = (text: string, filed: string) => offTopic([text], filed).length > 0
  const misfiled = texts.flatMap(({ about, text }) => subjects.filter((each) => each !== about).map((filed) => ({ text, filed })))
  return {
    corpus,
    texts: texts.length,
    misfiled: misfiled.length,
    right: misfiled.filter(({ text, filed }) => isDoubted(text, filed)).length,
    wrong: texts.filter(({ text, about }) => isDoubted(text, about)).length,
  }
}

function jestLine(corpus: string, texts: readonly string[]): JestLine {
  const advices = texts.map((text) => adviceOf(examineWords([text])))
  const count = (advice: string) => advices.filter((each) => each === advice).length
  return { corpus, texts: texts.length, block: count('block'), doubt: count('doubt') }
}

async function benchPictures(browser: Browser, origin: string): Promise<PicturesFound> {
  const page = await browser.newPage()
  try {
    await page.goto(`${origin}/discover`)
    await page.waitForFunction(() => 'mesi' in window)
    const files = readdirSync(fileURLToPath(new URL('../../public/bay', import.meta.url)))
    const whole = files.filter((file) => file.endsWith('.webp') && !/-s-[\w-]{8}\.webp$/.test(file))
    const seen = new Map<string, Seen>()
    await page.evaluate(() => {
      const tasks: number[] = []
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' })
      Object.assign(window, { tasks })
    })
    for (const file of whole) seen.set(file, await examine(page, `/bay/${file}`))
    const longestTask = await page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks))
    const times = [...seen.values()].map(({ millis }) => millis)
    const of = (test: (each: Seen) => boolean) => whole.filter((file) => test(seen.get(file) as Seen))
    const sexual = (least: number, below: number) => (each: Seen) =>
      each.hits.some(({ category, sure }) => category === 'sexual' && sure >= least && sure < below)
    return {
      bay: {
        all: whole.length,
        doubt: of(sexual(400, 800)),
        block: of(sexual(800, 1001)),
        told: of(sexual(0, 400)).length,
        poor: of(({ hits }) => hits.some(({ category }) => category === 'quality')),
      },
      duplicates: await duplicates(page, whole, seen),
      pairs: pairs([...seen.values()].map(({ prints }) => prints)),
      quality: await qualities(page),
      millis: { first: times[0] ?? 0, median: medianOf(times.slice(1)), p95: percentile(times.slice(1), 0.95) },
      longestTask,
    }
  } finally {
    await page.close()
  }
}

interface Seen {
  readonly hits: readonly { readonly category: string; readonly sure: number; readonly saw: string }[]
  readonly prints: readonly string[]
  readonly millis: number
}

/** What people do to a picture before they call it theirs. */
const changes = [
  'none',
  'jpeg of low quality',
  'a quarter of the size',
  '4 % cut off each side',
  '8 % cut off each side',
  'brighter, other colours',
  'grey',
  'words across',
  'in a mirror',
  'turned by 3 degrees',
] as const

async function duplicates(page: Page, whole: readonly string[], seen: ReadonlyMap<string, Seen>): Promise<PicturesFound['duplicates']> {
  const some = whole.filter((_, i) => i % 4 === 0)
  const lines = []
  for (const change of changes) {
    let [block, doubt] = [0, 0]
    for (const file of some) {
      const known = (seen.get(file)?.prints ?? []).map((print) => ({ hash: '', print, work: file, mine: false }))
      const { hits } = await examine(page, `/bay/${file}`, change, known)
      const sure = Math.max(0, ...hits.filter(({ category }) => category === 'duplicate').map((hit) => hit.sure))
      if (sure >= 800) block++
      else if (sure >= 400) doubt++
    }
    lines.push({ change, all: some.length, block, doubt })
  }
  return lines
}

/** Each picture as it is against whatever is kept of each other one. */
function pairs(prints: readonly (readonly string[])[]): PicturesFound['pairs'] {
  const all = prints.flatMap(([print = ''], i) => prints.flatMap((kept, j) => (i === j ? [] : kept.map((other) => distance(print, other)))))
  return {
    all: all.length,
    same: all.filter((bits) => bits <= same).length,
    alike: all.filter((bits) => bits > same && bits <= alike).length,
  }
}

/** Draws what was asked for, in the page, and has it examined there. */
function examine(
  page: Page,
  path: string,
  change: (typeof changes)[number] = 'none',
  known: readonly { hash: string; print: string; work: string; mine: boolean }[] = [],
): Promise<Seen> {
  return page.evaluate(
    async ([path, change, known]) => {
      const original = await (await fetch(path)).blob()
      let file = original
      if (change !== 'none') {
        const bitmap = await createImageBitmap(original)
        const cut = change.startsWith('4 %') ? 0.04 : change.startsWith('8 %') ? 0.08 : 0
        const scale = change === 'a quarter of the size' ? 0.25 : 1
        const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale))
        const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
        if (change === 'brighter, other colours') context.filter = 'brightness(1.25) hue-rotate(30deg) saturate(1.4)'
        if (change === 'grey') context.filter = 'grayscale(1)'
        if (change === 'in a mirror') context.setTransform(-1, 0, 0, 1, canvas.width, 0)
        if (change.startsWith('turned')) {
          context.translate(canvas.width / 2, canvas.height / 2)
          context.rotate((3 * Math.PI) / 180)
          context.scale(1.08, 1.08)
          context.translate(-canvas.width / 2, -canvas.height / 2)
        }
        const [left, top] = [bitmap.width * cut, bitmap.height * cut]
        context.drawImage(bitmap, left, top, bitmap.width - 2 * left, bitmap.height - 2 * top, 0, 0, canvas.width, canvas.height)
        if (change === 'words across') {
          context.font = `bold ${Math.round(canvas.height / 9)}px sans-serif`
          context.fillStyle = '#fff'
          context.fillText('when it is Monday', canvas.width * 0.05, canvas.height * 0.9)
        }
        file = await canvas.convertToBlob({ type: 'image/jpeg', quality: change === 'jpeg of low quality' ? 0.3 : 0.85 })
      }
      const began = performance.now()
      const { hits, prints } = await window.mesi.filter.examine({ words: [], files: [file], media: 'image', known })
      return { hits, prints, millis: performance.now() - began }
    },
    [path, change, known] as const,
  )
}

const drawn = ['one colour', 'hardly any size', 'very small', 'blurred', 'noise', 'a line drawing', 'a gradient'] as const

/** Pictures made for it, good and bad, and what the filter says of their quality. */
function qualities(page: Page): Promise<PicturesFound['quality']> {
  return page.evaluate(async (drawn) => {
    const found = []
    for (const picture of drawn) {
      const side = picture === 'hardly any size' ? 24 : picture === 'very small' ? 96 : 600
      const canvas = new OffscreenCanvas(side, side)
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
      context.fillStyle = '#d8c8a8'
      context.fillRect(0, 0, side, side)
      if (picture === 'blurred') context.filter = 'blur(24px)'
      if (picture === 'a gradient') {
        const gradient = context.createLinearGradient(0, 0, side, side)
        gradient.addColorStop(0, '#123')
        gradient.addColorStop(1, '#fed')
        context.fillStyle = gradient
        context.fillRect(0, 0, side, side)
      } else if (picture !== 'one colour') {
        for (let i = 0; i < (picture === 'noise' ? 9_000 : 40); i++) {
          context.fillStyle = context.strokeStyle = `hsl(${(i * 47) % 360} 60% ${20 + ((i * 13) % 60)}%)`
          const [x, y, size] = [(i * 97) % side, (i * 61) % side, picture === 'noise' ? 4 : side / 6]
          if (picture === 'a line drawing') context.strokeRect(x, y, size, size)
          else context.fillRect(x, y, size, size)
        }
      }
      const file = await canvas.convertToBlob({ type: 'image/png' })
      const { hits } = await window.mesi.filter.examine({ words: [], files: [file], media: 'image', known: [] })
      found.push({
        picture,
        saw:
          hits
            .filter(({ category }) => category === 'quality')
            .map(({ saw }) => saw)
            .join(', ') || 'nothing',
      })
    }
    return found
  }, drawn)
}

export function printFilter({ words, topics = [], jest = [], pictures, uploads }: FilterFound): void {
  if (words) printWords(words)
  if (topics.length > 0) printTopics(topics)
  if (jest.length > 0) printJest(jest)
  if (pictures) printPictures(pictures)
  if (uploads) printUploads(uploads)
}

function printWords(words: readonly WordsLine[]): void {
  const percent = (rate: number) => (Number.isNaN(rate) ? '-' : `${rate.toFixed(0)} %`)
  printTable([
    ['words', 'category', 'texts', 'precision', 'recall'],
    ...words.map((line) => [line.corpus, line.category, String(line.texts), percent(line.precision), percent(line.recall)]),
  ])
  console.log(
    '\nKnown: the texts that the lists were mended with, and such as no list can see. Unseen: written afterwards; held\nout: written before they grew, by the same hand, which flatters them; afterwards: when that was done. None of these was used for mending.\n',
  )
}

function printTopics(topics: readonly TopicsLine[]): void {
  const percent = (part: number, all: number) => (all === 0 ? '-' : `${((100 * part) / all).toFixed(0)} %`)
  printTable([
    ['filed under another subject', 'texts', 'misfilings', 'precision', 'recall', 'good ones doubted'],
    ...topics.map(({ corpus, texts, misfiled, right, wrong }) => [
      corpus,
      String(texts),
      String(misfiled),
      percent(right, right + wrong),
      percent(right, misfiled),
      String(wrong),
    ]),
  ])
  console.log('')
}

function printJest(jest: readonly JestLine[]): void {
  printTable([
    ['threats that laugh', 'texts', 'turned away', 'to a moderator'],
    ...jest.map(({ corpus, texts, block, doubt }) => [corpus, String(texts), String(block), String(doubt)]),
  ])
  console.log('')
}

function printPictures({ bay, duplicates, pairs, quality, millis, longestTask }: PicturesFound): void {
  printTable([
    ['the same picture, but', 'pictures', 'turned away', 'to a moderator'],
    ...duplicates.map((line) => [line.change, ...[line.all, line.block, line.doubt].map(String)]),
  ])
  console.log(
    `\n${pairs.all.toLocaleString('en')} pairs of different pictures: ${pairs.same} taken for the same, ${pairs.alike} for alike.`,
  )
  console.log(
    `${bay.all} pictures of Mesi Bay: ${bay.block.length} turned away by the model, ${bay.doubt.length} to a moderator, ${bay.told} with much bare skin; ${bay.poor.length} found poor.`,
  )
  for (const file of [...bay.block, ...bay.doubt, ...bay.poor]) console.log(`  ${file}`)
  console.log(`Quality: ${quality.map(({ picture, saw }) => `${picture}: ${saw}`).join('; ')}.`)
  console.log(
    `A picture takes ${Math.round(millis.median)} ms (95 %: ${Math.round(millis.p95)} ms), the first one ${Math.round(millis.first)} ms with the model.`,
  )
  console.log(
    `Longest task of the page over ${bay.all} pictures in a row: ${longestTask > 0 ? `${Math.round(longestTask)} ms` : 'none over 50 ms'}.`,
  )
}

function printUploads(uploads: readonly Uploads[]): void {
  console.log('')
  printTable([
    ['pictures published in a world', 'pictures', 'findings', 'seconds', 'each, median', '95 %', 'longest task', 'own work', 'over 50 ms'],
    ...uploads.map(({ world, pictures, findings, seconds, millis, longest, over, longestOwn, overOwn }) => [
      world,
      String(pictures),
      String(findings),
      seconds.toFixed(0),
      `${Math.round(millis.median)} ms`,
      `${Math.round(millis.p95)} ms`,
      `${Math.round(longest)} ms`,
      `${Math.round(longestOwn)} ms`,
      `${over}, of own work ${overOwn}`,
    ]),
  ])
  console.log('\nOwn work: without the time in which the thread of the page waited for a core of this machine.')
}
