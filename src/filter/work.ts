/** The whole examination of one work, as it runs in the worker. */
import { later } from '../language'
import { adviceOf, gravest } from './advice'
import { among, type Near, nearer, sameBytes, sameLooks } from './duplicates'
import { type Examined, FilterFailed, type Hit } from './finding'
import { type Looks, looksHits } from './looks'
import type { Task } from './messages'
import { type Picture, picturesIn } from './pictures'
import { croppedPrints, printsOf } from './print'
import { pictureQuality, soundQuality, textQuality } from './quality'
import type { Shelf } from './shelf'
import { offTopic } from './topics'
import { version } from './version'
import { examineWords } from './words'

/** Throws FilterFailed if a part could not be loaded or a file not be read. */
export async function examineWork(work: Task, report: (share: number) => void, shelf?: Shelf): Promise<Examined> {
  const here = among(work.known)
  const near: Near = (print) => (shelf && work.among ? nearer(here(print), shelf.nearest(print, work.among)) : here(print))
  const hits: Hit[] = [
    ...examineWords(work.words),
    ...(work.media === 'text' ? textQuality(work.words) : []),
    ...offTopic(work.words, work.category),
  ]
  const prints: string[] = []
  const cropped: string[] = []
  for (const [i, file] of work.files.entries()) {
    const found = await examineFile(file, `${kindOf(file, work)} ${i + 1}`, work, near, (share) => report((i + share) / work.files.length))
    hits.push(...found.hits)
    prints.push(...found.prints)
    cropped.push(...(found.cropped ?? []))
  }
  const weighed = gravest(hits.map((hit) => inCategory(hit, work.category)))
  report(1)
  return { version, hits: weighed, advice: adviceOf(weighed), prints: [...prints, ...cropped].slice(0, 32) }
}

/** The policy is silent on what may stand under `adult`: there a moderator decides. Minors are barred everywhere, see english.ts. */
function inCategory(hit: Hit, category: string | undefined): Hit {
  return category === 'adult' && hit.category === 'sexual' && hit.sure < 950 ? { ...hit, sure: Math.min(hit.sure, 600) } : hit
}

interface Seen extends Pick<Examined, 'hits' | 'prints'> {
  /** Of a picture that somebody may crop. */
  readonly cropped?: readonly string[]
}

const kindOf = (file: Blob, work: Task) => (/^(?:image|audio|video)(?=\/)/.exec(file.type)?.[0] ?? work.media) as Task['media']

async function examineFile(file: Blob, where: string, work: Task, near: Near, report: (share: number) => void): Promise<Seen> {
  const kind = kindOf(file, work)
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  const hash = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const others = sameBytes(hash, work.known, where)
  const another: readonly Hit[] =
    kind === work.media ? [] : [{ category: 'offtopic', sure: 560, where, saw: later`of another kind than it is said to be` }]
  const seen =
    kind === 'image'
      ? await examineImage(file, where, near)
      : kind === 'video'
        ? await examineFilm(file, where, near, report)
        : await examineSound(file)
  return { ...seen, hits: [...others, ...another, ...seen.hits] }
}

/** A picture, or an animation, which is told from others by its first frame. */
async function examineImage(file: Blob, where: string, near: Near): Promise<Seen> {
  const frames: Seen[] = []
  for await (const picture of picturesIn(file)) frames.push(await examinePicture(picture, where, frames.length === 0 ? near : undefined))
  const [first] = frames
  const hits = filmHits(
    frames.map((frame) => frame.hits),
    1,
  )
  return { hits: surest(hits), prints: first?.prints ?? [], cropped: first?.cropped ?? [] }
}

/** Of frames that show the same, one is enough. */
const surest = (hits: readonly Hit[]): readonly Hit[] =>
  hits.filter(
    (hit, i) => !hits.some((other, j) => other.category === hit.category && (other.sure > hit.sure || (other.sure === hit.sure && j < i))),
  )

/** @param near without it, nothing is compared */
async function examinePicture(picture: Picture, where: string, near: Near | undefined): Promise<Seen> {
  const prints = near && printsOf(picture.grey)
  return {
    hits: [
      ...(near && prints ? sameLooks(prints, near, where) : []),
      ...pictureQuality(picture.width, picture.height, picture.grey, where),
      ...looksHits(await looksOf(picture.square), where),
    ],
    prints: prints ? [prints.print] : [],
    cropped: prints ? croppedPrints(picture.grey) : [],
  }
}

async function examineFilm(file: Blob, where: string, near: Near, report: (share: number) => void): Promise<Seen> {
  const { framesOf, loudness } = await part('decoder', () => import('./recording'))
  const seen: Seen[] = []
  let compared = 0
  for await (const frame of framesOf(file)) {
    if (frame.isCompared) compared++
    seen.push(await examinePicture(frame, `second ${frame.second}`, frame.isCompared ? near : undefined))
    report(seen.length / (frame.of + 1))
  }
  if (seen.length === 0) throw new FilterFailed('decoder', 'this film shows nothing that could be looked at')
  const hits = filmHits(
    seen.map((frame) => frame.hits),
    compared,
  )
  // A silent film is a film; one with neither picture nor sound is not.
  const sound = hits.some(({ category }) => category === 'quality') ? await loudness(file) : undefined
  const silent = sound ? soundQuality(sound.loudest, sound.seconds).map((hit) => ({ ...hit, where })) : []
  return { hits: [...hits, ...silent], prints: [...new Set(seen.flatMap(({ prints }) => prints))] }
}

/**
 * What is said of a film by what was seen in its frames. It counts as somebody else's if half of those are that were compared, since one
 * alone is a coincidence; as poor if all are; anything else if one is.
 */
export function filmHits(frames: readonly (readonly Hit[])[], compared: number): readonly Hit[] {
  const having = (category: Hit['category']) => frames.filter((hits) => hits.some((hit) => hit.category === category)).length
  const isCopied = having('duplicate') * 2 >= compared
  const isPoor = having('quality') === frames.length
  return frames.flat().filter(({ category }) => (category === 'duplicate' ? isCopied : category === 'quality' ? isPoor : true))
}

async function examineSound(file: Blob): Promise<Seen> {
  const { loudness } = await part('decoder', () => import('./recording'))
  const sound = await loudness(file)
  if (!sound) throw new FilterFailed('decoder', 'this sound has nothing to be heard')
  return { hits: soundQuality(sound.loudest, sound.seconds), prints: [] }
}

async function looksOf(square: ImageData): Promise<Looks> {
  return part('model', async () => (await import('./model')).lookAt(square))
}

/** What cannot be had is said to be missing, by name. */
async function part<T>(name: 'model' | 'decoder', get: () => Promise<T>): Promise<T> {
  try {
    return await get()
  } catch (cause) {
    throw cause instanceof FilterFailed ? cause : new FilterFailed(name, `the ${name} could not be loaded: ${String(cause)}`, { cause })
  }
}
