/** Why a file cannot be shared, in words for the person who picked it: what is wrong, and what would work. */
import { inLanguage, listed, locale, t } from '../language'
import { type Kind, kindOf, type Sniffed } from './sniff'

export const refusalCodes = ['empty', 'unsupported', 'mismatch', 'tooLarge', 'tooLong', 'tooManyPixels', 'damaged', 'tookTooLong'] as const
export type RefusalCode = (typeof refusalCodes)[number]

export interface Refusal {
  readonly code: RefusalCode
  /** What is wrong. One sentence. */
  readonly sentence: string
  /** What would work. One sentence. */
  readonly hint: string
}

/** Thrown by `prepare` for every fault of the file. Anything else it throws is a fault of ours or of the browser. */
export class MediaRefused extends Error {
  override readonly name = 'MediaRefused'
  constructor(
    readonly refusal: Refusal,
    options?: ErrorOptions,
  ) {
    super(refusal.sentence, options)
  }
}

export const words: { readonly [K in Kind]: string } = { image: t`image`, audio: t`sound`, video: t`video`, text: t`text` }
const articles: { readonly [K in Kind]: string } = { image: t`an image`, audio: t`a sound`, video: t`a video`, text: t`text` }
export const withArticle = (kind: Kind) => articles[kind]
const oneOf = (kinds: readonly Kind[]) => listed(kinds.map(withArticle), 'disjunction')
const megabytes = (bytes: number) => (bytes / (1024 * 1024)).toLocaleString(locale, { maximumFractionDigits: 1 })
const whole = (count: number) => Math.round(count).toLocaleString(locale)
const megapixels = (pixels: number) => whole(pixels / 1_000_000)
const lasting = (milliseconds: number) =>
  milliseconds < 120_000 ? t`${whole(milliseconds / 1000)} seconds` : t`${whole(milliseconds / 60_000)} minutes`
const accepted = t`Images (JPEG, PNG, GIF, WebP, AVIF), sound (MP3, M4A, Ogg, WAV, FLAC), video (MP4, MOV, WebM) and plain text work.`

export const refusals = {
  empty: (): Refusal => ({
    code: 'empty',
    sentence: t`This file is empty.`,
    hint: t`Check that it was saved or downloaded completely, then pick it again.`,
  }),

  /** `what`: words from `sniff`; '' for content that nobody recognises. */
  unsupported: (what: string): Refusal => ({
    code: 'unsupported',
    sentence: what ? t`This is ${inLanguage(what)}, which cannot be shared here.` : t`This kind of file cannot be shared here.`,
    hint: hints.find(([is]) => is.test(what))?.[1] ?? accepted,
  }),

  codec: (what: string): Refusal => ({
    code: 'unsupported',
    sentence: t`The ${inLanguage(what)} inside this file is stored in a way that browsers cannot play.`,
    hint: t`Export it as MP4 with H.264 and AAC, or as WebM.`,
  }),

  wrongKind: (found: Kind, wanted: readonly Kind[]): Refusal => ({
    code: 'unsupported',
    sentence: t`This is ${withArticle(found)}, and only ${oneOf(wanted)} fits here.`,
    hint: t`Pick ${oneOf(wanted)}.`,
  }),

  mismatch: (claimed: Kind, found: Sniffed): Refusal => {
    const what = 'format' in found ? withArticle(kindOf[found.format]) : inLanguage(found.foreign) || t`something else or badly damaged`
    return {
      code: 'mismatch',
      sentence: t`The name of this file says ${withArticle(claimed)}, but its content is ${what}.`,
      hint: t`Open it where you got it from to see whether it is the right file, and save it again from there.`,
    }
  },

  tooLarge: (kind: Kind | undefined, bytes: number, most: number): Refusal => ({
    code: 'tooLarge',
    sentence: t`This ${kind ? words[kind] : t`file`} is ${megabytes(bytes)} MB; at most ${megabytes(most)} MB can be shared.`,
    hint: kind === 'audio' ? t`An MP3 or M4A copy is many times smaller than a WAV.` : t`Export a smaller copy, or cut it.`,
  }),

  tooLong: (kind: 'audio' | 'video', most: number): Refusal => ({
    code: 'tooLong',
    sentence: t`This ${words[kind]} is longer than ${lasting(most)}.`,
    hint: t`Cut it, or share it in parts.`,
  }),

  tooManyCharacters: (characters: number, most: number): Refusal => ({
    code: 'tooLong',
    sentence: t`This text has ${whole(characters)} characters; at most ${whole(most)} fit.`,
    hint: t`Shorten it, or share it in parts.`,
  }),

  tooManyPixels: (kind: Kind, width: number, height: number, most: number): Refusal => ({
    code: 'tooManyPixels',
    sentence: t`This ${words[kind]} measures ${whole(width)} by ${whole(height)} pixels; at most ${megapixels(most)} megapixels can be opened.`,
    hint: t`Export a smaller copy.`,
  }),

  damaged: (kind?: Kind): Refusal => ({
    code: 'damaged',
    sentence: t`This ${kind ? words[kind] : t`file`} is damaged or cut off.`,
    hint: t`Copy or download it again; if it opens elsewhere, export it anew from there.`,
  }),

  tookTooLong: (most: number): Refusal => ({
    code: 'tookTooLong',
    sentence: t`This file could not be read within ${lasting(most)}, so the work was stopped.`,
    hint: t`Try a smaller or shorter copy.`,
  }),
}

const hints: readonly (readonly [RegExp, string])[] = [
  [/HEIC/, t`Share it from the phone as JPEG: in the camera settings "Most compatible", or export it as JPEG.`],
  [/SVG/, t`An SVG can carry scripts; export it as PNG.`],
  [/TIFF|raw|Photoshop|BMP|icon|JPEG XL/, t`Export it as JPEG or PNG.`],
  [/film|Windows Media/, t`Export it as MP4 with H.264 and AAC, or as WebM.`],
  [/AIFF|MIDI/, t`Export it as MP3, M4A or WAV.`],
  [/UTF-16/, t`Save it again with the encoding UTF-8.`],
]
