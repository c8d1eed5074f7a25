/**
 * What a file is, told from its first bytes and never from its name. The table holds what we take and, in plain words, what people most often
 * pick by mistake. SVG and HTML are refused on purpose: they can carry scripts. A library would know three hundred types more, none of them ours.
 */
import { later } from '../language'
import { id3End } from './containers'
import { find, letters, says, u8, u16, u32 } from './read'

export type Format = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'mp4' | 'mov' | 'webm' | 'ogg' | 'wav' | 'mp3' | 'aac' | 'flac' | 'text'
export type Kind = 'image' | 'audio' | 'video' | 'text'

/** `foreign`: a kind of file that is not taken, in words that fit into "This is …"; '' if nobody knows what it is. */
export type Sniffed = { readonly format: Format } | { readonly foreign: string }

/** The kind a format usually holds. MP4, MOV and WebM may turn out to be sound only once their tracks are read. */
export const kindOf: { readonly [F in Format]: Kind } = {
  png: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  avif: 'image',
  mp4: 'video',
  mov: 'video',
  webm: 'video',
  ogg: 'audio',
  wav: 'audio',
  mp3: 'audio',
  aac: 'audio',
  flac: 'audio',
  text: 'text',
}

type Row = readonly [is: (bytes: Uint8Array) => boolean, what: Sniffed]
const format = (name: Format): Sniffed => ({ format: name })
const foreign = (words: string): Sniffed => ({ foreign: words })
const starts =
  (text: string, at = 0) =>
  (bytes: Uint8Array) =>
    says(bytes, at, text)
const riff = (name: string) => (bytes: Uint8Array) => says(bytes, 0, 'RIFF') && says(bytes, 8, name)
const brand =
  (...names: string[]) =>
  (bytes: Uint8Array) =>
    says(bytes, 4, 'ftyp') && names.includes(letters(bytes, 8, 4))

const table: readonly Row[] = [
  [starts('\x89PNG\r\n\x1a\n'), format('png')],
  [starts('\xff\xd8\xff'), format('jpeg')],
  [starts('GIF87a'), format('gif')],
  [starts('GIF89a'), format('gif')],
  [riff('WEBP'), format('webp')],
  [riff('WAVE'), format('wav')],
  [riff('AVI '), foreign(later`an AVI film`)],
  [brand('avif', 'avis'), format('avif')],
  [(bytes) => brand('mif1', 'msf1')(bytes) && find(bytes, 'avif', 12, u32(bytes, 0)) > 0, format('avif')],
  [brand('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'), foreign(later`a HEIC photo`)],
  [brand('crx '), foreign(later`a camera raw file`)],
  [brand('qt  '), format('mov')],
  [starts('ftyp', 4), format('mp4')],
  [starts('moov', 4), format('mov')],
  [starts('mdat', 4), format('mov')],
  [starts('wide', 4), format('mov')],
  [starts('\x1a\x45\xdf\xa3'), format('webm')],
  [(bytes) => starts('OggS')(bytes) && find(bytes, '\x80theora', 0, 512) > 0, foreign(later`a Theora film`)],
  [starts('OggS'), format('ogg')],
  [starts('fLaC'), format('flac')],
  [isMp3, format('mp3')],
  [isAac, format('aac')],
  [starts('%PDF-'), foreign(later`a PDF document`)],
  [starts('PK\x03\x04'), foreign(later`a zip archive or an office document`)],
  [starts('\x1f\x8b'), foreign(later`a compressed archive`)],
  [starts('7z\xbc\xaf\x27\x1c'), foreign(later`a compressed archive`)],
  [starts('Rar!'), foreign(later`a compressed archive`)],
  [starts('MZ'), foreign(later`a program`)],
  [starts('\x7fELF'), foreign(later`a program`)],
  [starts('II*\0'), foreign(later`a TIFF picture or a camera raw file`)],
  [starts('MM\0*'), foreign(later`a TIFF picture or a camera raw file`)],
  [starts('8BPS'), foreign(later`a Photoshop file`)],
  [starts('BM'), foreign(later`a BMP picture`)],
  [starts('\0\0\x01\0'), foreign(later`an icon file`)],
  [starts('\xff\x0a'), foreign(later`a JPEG XL picture`)],
  [starts('JXL ', 4), foreign(later`a JPEG XL picture`)],
  [starts('MThd'), foreign(later`a MIDI file`)],
  [starts('FLV'), foreign(later`a Flash film`)],
  [starts('\x30\x26\xb2\x75'), foreign(later`a Windows Media file`)],
  [starts('FORM'), foreign(later`an AIFF sound`)],
  [starts('\xff\xfe'), foreign(later`text in UTF-16`)],
  [starts('\xfe\xff'), foreign(later`text in UTF-16`)],
]

/** Text first: short signatures such as "BM" also begin sentences, while a binary format never reads as text for long. */
export function sniff(bytes: Uint8Array): Sniffed {
  const text = beginningAsText(bytes)
  if (text === undefined) return table.find(([is]) => is(bytes))?.[1] ?? foreign('')
  const active = activeContent.find(([is]) => is.test(text))
  return active ? foreign(active[1]) : format('text')
}

/** MPEG audio: sync, a layer III header with no reserved value and, where it lies within the bytes at hand, a second one behind the first frame. */
function isMp3(bytes: Uint8Array): boolean {
  const at = id3End(bytes)
  if (at > 0 && at >= bytes.length) return true // a tag longer than what was read; the demuxer judges the rest
  const length = mp3FrameLength(bytes, at)
  return length > 0 && (at + length + 4 > bytes.length || mp3FrameLength(bytes, at + length) > 0)
}

/** Bytes of the layer III frame at `at`, header included; 0 if none begins there. */
function mp3FrameLength(bytes: Uint8Array, at: number): number {
  const head = u32(bytes, at)
  const version = (head >>> 19) & 3
  const layer = (head >>> 17) & 3
  const bitrate = (head >>> 12) & 15
  const rate = (head >>> 10) & 3
  if (head >>> 21 !== 0x7ff || version === 1 || layer !== 1 || bitrate === 0 || bitrate === 15 || rate === 3) return 0
  const v1 = version === 3
  const kilobits = (
    v1 ? [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] : [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
  )[bitrate - 1]
  const hertz = ([44_100, 48_000, 32_000][rate] ?? 0) / (v1 ? 1 : version === 2 ? 2 : 4)
  return Math.floor(((v1 ? 144 : 72) * 1000 * (kilobits ?? 0)) / hertz) + ((head >>> 9) & 1)
}

/** AAC in ADTS frames: sync with layer 0 and a sampling rate that exists. */
function isAac(bytes: Uint8Array): boolean {
  const at = id3End(bytes)
  return (u16(bytes, at) & 0xfff6) === 0xfff0 && ((u8(bytes, at + 2) >> 2) & 15) < 13
}

const activeContent: readonly (readonly [RegExp, string])[] = [
  [/^(?:\s|<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE\s+svg[^>]*>)*<(?:\w+:)?svg[\s>]/i, later`an SVG drawing`],
  [
    /^(?:\s|<\?xml[^>]*>|<!--[\s\S]*?-->)*<(?:!doctype\s+html|html|head|body|script|iframe|title|meta|style|object|embed)[\s>/]/i,
    later`a web page`,
  ],
  [/^\s*<(?:\?xml|!doctype)/i, later`an XML document`],
  [/^%PDF-/, later`a PDF document`],
]

/** The first 4 kB, if they read as UTF-8 and hold no control character but tab and line breaks. They may end in mid-letter. */
function beginningAsText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, 4_096), { stream: true })
    // oxlint-disable-next-line no-control-regex -- telling text from binary is what this line is for
    return /[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
