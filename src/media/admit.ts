/** The gate before any decoder: what a file is, whether it is taken, and whether its own header asks for more than is allowed. Pure. */
import { t } from '../language'
import { claimOf } from './claim'
import { type Dimensions, dimensions } from './dimensions'
import type { Limits } from './limits'
import { MediaRefused, type Refusal, refusals, withArticle } from './refusal'
import { type Format, type Kind, kindOf, sniff } from './sniff'
import { isWhole } from './whole'

export interface Admitted {
  readonly format: Format
  /** As far as the container tells; a film format without pictures turns out to be sound. */
  readonly kind: Kind
  /** Of images only. */
  readonly dimensions?: Dimensions
  /** Plain sentences for the person who picked the file. */
  readonly notes: readonly string[]
}

/** `name` and `type` as the system gave them. Throws MediaRefused. */
export function admit(bytes: Uint8Array, file: { readonly name: string; readonly type: string }, limits: Limits): Admitted {
  if (bytes.length === 0) throw new MediaRefused(refusals.empty())
  const found = sniff(bytes)
  const claimed = claimOf(file)
  if (!('format' in found)) throw new MediaRefused(foreign(found.foreign, claimed))
  const { format } = found
  const kind = kindOf[format]
  if (kind === 'text' && claimed && claimed !== 'text') throw new MediaRefused(refusals.mismatch(claimed, found))
  checkSize(bytes.length, kind, limits)
  const notes = claimed && claimed !== kind && !(claimed === 'audio' && kind === 'video') ? [misnamed(claimed, format)] : []
  if (kind !== 'image') return { format, kind, notes }

  const size = dimensions(bytes, format)
  if (!size) throw new MediaRefused(refusals.damaged('image'))
  const { width, height } = size
  if (width * height > limits.imagePixelsMax) throw new MediaRefused(refusals.tooManyPixels('image', width, height, limits.imagePixelsMax))
  if (!isWhole(bytes, format)) throw new MediaRefused(refusals.damaged('image'))
  return { format, kind, dimensions: size, notes }
}

/** Throws MediaRefused if `bytes` is more than `kind` may have. */
export function checkSize(bytes: number, kind: Kind, limits: Limits) {
  // A letter has at most four bytes; three more may be a byte order mark.
  const most = {
    image: limits.imageBytesMax,
    audio: limits.audioBytesMax,
    video: limits.videoBytesMax,
    text: limits.textCharactersMax * 4 + 3,
  }[kind]
  if (bytes > most)
    throw new MediaRefused(
      kind === 'text' ? refusals.tooManyCharacters(bytes, limits.textCharactersMax) : refusals.tooLarge(kind, bytes, most),
    )
}

/** A photo format we cannot open is honestly named; a web page that calls itself a photo is not. */
function foreign(what: string, claimed: Kind | undefined): Refusal {
  const honest =
    claimed === undefined ||
    (claimed === 'text' && what !== '') ||
    /photo|picture|film|sound|drawing|Windows Media|MIDI|icon|Photoshop|raw/.test(what)
  return honest ? refusals.unsupported(what) : refusals.mismatch(claimed, { foreign: what })
}

const misnamed = (claimed: Kind, format: Format): string =>
  t`The name says ${withArticle(claimed)}; the content is ${format.toUpperCase()} and is shared as ${withArticle(kindOf[format])}.`
