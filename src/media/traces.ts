/**
 * What a file gives away besides its picture, sound or words. Used twice: on the file as picked, to tell its owner what was removed, and on the
 * file as made, where it must find nothing. It names what it finds in plain words and keeps no value.
 */
import {
  boxAt,
  boxes,
  ebmlElements,
  flacBlocks,
  gifBlocks,
  id3End,
  id3Frames,
  insideMeta,
  jpegSegments,
  oggHeaders,
  pngChunks,
  riffChunks,
  vorbisHeaders,
} from './containers'
import { find, letters, type Part, says, u8, u32, u32le } from './read'
import type { Format } from './sniff'
import { tiffTraces } from './tiff'

/** In the order in which they are shown, gravest first. */
export const traces = [
  'location',
  'camera model',
  'date taken',
  'owner name',
  'artist tags',
  'cover art',
  'comments',
  'editing history',
  'software used',
  'embedded preview',
  'colour profile',
  'chapters',
  'subtitles',
  'extra tracks',
  'hidden data',
] as const
export type Trace = (typeof traces)[number]

export function tracesIn(bytes: Uint8Array, format: Format): Trace[] {
  const found = finders[format](bytes)
  return traces.filter((trace) => found.has(trace))
}

type Found = Set<Trace>
const finders: { readonly [F in Format]: (bytes: Uint8Array) => Found } = {
  png,
  jpeg,
  gif,
  webp,
  avif,
  mp4,
  mov: mp4,
  webm,
  ogg,
  wav,
  mp3: id3Sound,
  aac: id3Sound,
  flac,
  text: () => new Set(),
}

const merge = (into: Found, from: Iterable<Trace>) => {
  for (const trace of from) into.add(trace)
}

/** What a free-form key such as `com.apple.quicktime.location.ISO6709`, `ARTIST` or `creation_time` stands for. */
function keyTrace(key: string): Trace {
  if (/location|gps|geo|xyz|city|country|latitude|longitude/i.test(key)) return 'location'
  if (/make|model|camera|device|lens|serial|android/i.test(key)) return 'camera model'
  if (/date|time|year/i.test(key)) return 'date taken'
  if (/picture|cover/i.test(key)) return 'cover art'
  if (/artist|title|album|author|performer|composer|track|genre|isrc|label|copyright/i.test(key)) return 'artist tags'
  if (/encod|software|tool/i.test(key)) return 'software used'
  if (/chapter/i.test(key)) return 'chapters'
  return 'comments'
}

/** XMP, an XML notebook that editors keep inside a file. */
function xmpTraces(text: string): Found {
  const found = new Set<Trace>(['editing history'])
  if (/GPSL|LocationCreated|LocationShown|photoshop:(?:City|Country)/.test(text)) found.add('location')
  if (/tiff:M|SerialNumber|aux:Lens/.test(text)) found.add('camera model')
  if (/DateTimeOriginal|CreateDate|DateCreated/.test(text)) found.add('date taken')
  if (/dc:creator|dc:rights|OwnerName/.test(text)) found.add('owner name')
  if (/CreatorTool/.test(text)) found.add('software used')
  return found
}

/** IPTC, the press's caption fields: each begins with the bytes 1C 02 and its number. */
function iptcTraces(bytes: Uint8Array, part: Part): Found {
  const found = new Set<Trace>()
  for (let at = bytes.indexOf(0x1c, part.at); at >= 0 && at < part.end; at = bytes.indexOf(0x1c, at + 1)) {
    if (u8(bytes, at + 1) !== 2) continue
    const field = u8(bytes, at + 2)
    if ([90, 92, 95, 100, 101].includes(field)) found.add('location')
    else if ([55, 60].includes(field)) found.add('date taken')
    else if ([80, 110, 116].includes(field)) found.add('owner name')
    else if (field > 0) found.add('comments')
  }
  return found
}

function png(bytes: Uint8Array): Found {
  const found: Found = new Set()
  let end = 8
  for (const part of pngChunks(bytes)) {
    end = part.end + 4
    if (part.name === 'eXIf') merge(found, tiffTraces(bytes, part.at, part.end))
    else if (part.name === 'tIME') found.add('date taken')
    else if (part.name === 'iCCP') found.add('colour profile')
    else if (part.name === 'caBX') found.add('editing history')
    else if (/^(?:tEXt|iTXt|zTXt)$/.test(part.name)) {
      const text = letters(bytes, part.at, part.end - part.at)
      const key = text.slice(0, Math.max(0, text.indexOf('\0')))
      if (/xmp/i.test(key)) merge(found, xmpTraces(text))
      else found.add(key === 'Software' ? 'software used' : key === 'Author' ? 'owner name' : keyTrace(key))
    }
  }
  if (end < bytes.length) found.add('hidden data')
  return found
}

function jpeg(bytes: Uint8Array): Found {
  const found: Found = new Set()
  let end = 0
  for (const part of jpegSegments(bytes)) {
    end = part.end
    const { name, at } = part
    if (name === 'FE') found.add('comments')
    else if (name === 'E1' && says(bytes, at, 'Exif\0')) {
      merge(found, tiffTraces(bytes, at + 6, end))
    } else if (name === 'E1') merge(found, xmpTraces(letters(bytes, at, end - at)))
    else if (name === 'ED') merge(found, iptcTraces(bytes, part))
    else if (name === 'E2') found.add(says(bytes, at, 'ICC_PROFILE') ? 'colour profile' : 'embedded preview')
    else if (name === 'EB') found.add('editing history')
    else if (/^E[3-9ACF]$/.test(name)) found.add('hidden data')
  }
  if (end < bytes.length) found.add('hidden data')
  return found
}

function gif(bytes: Uint8Array): Found {
  const found: Found = new Set()
  let end = 0
  for (const part of gifBlocks(bytes)) {
    end = part.end
    if (part.name === 'comment' || part.name === 'text') found.add('comments')
    else if (part.name === 'app:XMP DataXMP') merge(found, xmpTraces(letters(bytes, part.at, part.end - part.at)))
    else if (part.name.startsWith('app:ICC')) found.add('colour profile')
    else if (part.name.startsWith('app:') && !isGifLoop(part)) found.add('hidden data')
  }
  if (end < bytes.length) found.add('hidden data')
  return found
}

/** The block that makes a GIF repeat: of fixed length, so nothing can hide in it. */
export const isGifLoop = (part: Part): boolean =>
  (part.name === 'app:NETSCAPE2.0' || part.name === 'app:ANIMEXTS1.0') && part.end - part.start === 19

function webp(bytes: Uint8Array): Found {
  const found: Found = new Set()
  let end = 0
  for (const part of riffChunks(bytes)) {
    end = part.end + ((part.end - part.at) % 2)
    if (part.name === 'EXIF') merge(found, tiffTraces(bytes, says(bytes, part.at, 'Exif\0') ? part.at + 6 : part.at, part.end))
    else if (part.name === 'XMP ') merge(found, xmpTraces(letters(bytes, part.at, part.end - part.at)))
    else if (part.name === 'ICCP') found.add('colour profile')
    else if (!/^(?:VP8[ LX]|ALPH|ANIM|ANMF)$/.test(part.name)) found.add('hidden data')
    if (part.name === 'ANMF') for (const inner of riffChunks(bytes, part.at + 16, part.end)) if (!isOfFrame(inner)) found.add('hidden data')
  }
  if (end < bytes.length) found.add('hidden data')
  return found
}

/** What a frame of an animated WebP is made of; anything else may stand beside it. */
export const isOfFrame = ({ name }: Part): boolean => /^(?:VP8[ L]|ALPH)$/.test(name)

/** AVIF keeps EXIF and XMP as items somewhere in the file; they are found by their own first bytes. */
function avif(bytes: Uint8Array): Found {
  const found: Found = new Set()
  for (const mark of ['II*\0', 'MM\0*']) {
    for (let at = find(bytes, mark); at >= 0; at = find(bytes, mark, at + 1)) merge(found, tiffTraces(bytes, at, bytes.length))
  }
  const xmp = find(bytes, '<x:xmpmeta')
  if (xmp >= 0) merge(found, xmpTraces(letters(bytes, xmp, 0x10000)))
  return found
}

/** Names of boxes inside 'udta' and 'ilst' that say more than their own name would tell `keyTrace`. */
const boxTraces: { readonly [name: string]: Trace } = {
  loci: 'location',
  'gps ': 'location',
  GPMF: 'location',
  manu: 'camera model',
  modl: 'camera model',
  yrrc: 'date taken',
  covr: 'cover art',
  thmb: 'embedded preview',
  chpl: 'chapters',
  titl: 'artist tags',
  auth: 'artist tags',
  perf: 'artist tags',
  albm: 'artist tags',
  aART: 'artist tags',
  cprt: 'artist tags',
  trkn: 'artist tags',
}
/** The same for names that begin with a copyright sign. */
const signedTraces: { readonly [name: string]: Trace } = {
  xyz: 'location',
  gpx: 'location',
  mak: 'camera model',
  mod: 'camera model',
  day: 'date taken',
  too: 'software used',
  swr: 'software used',
  enc: 'software used',
  nam: 'artist tags',
  ART: 'artist tags',
  alb: 'artist tags',
  gen: 'artist tags',
  wrt: 'artist tags',
}

function boxTrace(name: string): Trace {
  return (name.startsWith('\xa9') ? signedTraces[name.slice(1)] : boxTraces[name]) ?? 'comments'
}

function mp4(bytes: Uint8Array): Found {
  const found: Found = new Set()
  let end = 0
  for (const box of boxes(bytes)) {
    end = box.end
    if (box.name === 'moov') movie(bytes, box, found)
    else if (box.name === 'meta') userData(bytes, box, found)
    else if (box.name === 'gps ') found.add('location')
    else if (box.name === 'uuid') found.add(find(bytes, 'xmpmeta', box.at, box.end) >= 0 ? 'editing history' : 'hidden data')
    else if ((box.name === 'free' || box.name === 'skip') && bytes.subarray(box.at, box.end).some((byte) => byte > 0))
      found.add('hidden data')
    else if (!knownBoxes.has(box.name)) found.add('hidden data')
  }
  if (end < bytes.length) found.add('hidden data')
  return found
}
const knownBoxes = new Set(['ftyp', 'mdat', 'free', 'skip', 'wide', 'moof', 'mfra', 'sidx', 'styp', 'prft', 'emsg', 'pdin'])

function movie(bytes: Uint8Array, moov: Part, found: Found) {
  for (const box of boxes(bytes, moov.at, moov.end)) {
    if (box.name === 'mvhd') clock(bytes, box, found)
    if (box.name === 'udta' || box.name === 'meta') userData(bytes, box, found)
    if (box.name !== 'trak') continue
    const handler = boxAt(bytes, 'mdia/hdlr', box.at, box.end)
    const media = handler ? letters(bytes, handler.at + 8, 4) : ''
    if (/^(?:text|sbtl|subt|clcp)$/.test(media)) found.add('subtitles')
    else if (media !== 'vide' && media !== 'soun') found.add('extra tracks')
    const codecs = boxAt(bytes, 'mdia/minf/stbl/stsd', box.at, box.end)
    const inFlac = codecs ? find(bytes, 'dfLa', codecs.at, codecs.end) : -1
    if (codecs && inFlac >= 0) merge(found, flacTraces(bytes.subarray(0, codecs.end), inFlac + 4))
    for (const path of ['tkhd', 'mdia/mdhd']) clock(bytes, boxAt(bytes, path, box.at, box.end), found)
    for (const inner of boxes(bytes, box.at, box.end)) if (inner.name === 'udta' || inner.name === 'meta') userData(bytes, inner, found)
  }
}

/** Header boxes state when they were made, in seconds since 1904; zero says nothing. */
function clock(bytes: Uint8Array, box: Part | undefined, found: Found) {
  if (box && (u32(bytes, box.at + 4) !== 0 || (u8(bytes, box.at) === 1 && u32(bytes, box.at + 8) !== 0))) found.add('date taken')
}

function userData(bytes: Uint8Array, outer: Part, found: Found) {
  for (const box of boxes(bytes, insideMeta(bytes, outer), outer.end)) {
    if (box.name === 'meta' || box.name === 'ilst') userData(bytes, box, found)
    else if (box.name === 'keys') {
      for (const key of boxes(bytes, box.at + 8, box.end)) found.add(keyTrace(letters(bytes, key.at, key.end - key.at)))
    } else if (box.name === 'hdlr' || box.name === 'free') continue
    else if (outer.name !== 'ilst' || u8(bytes, box.start + 4) !== 0) found.add(boxTrace(box.name)) // numbered entries were named by 'keys'
  }
}

function webm(bytes: Uint8Array): Found {
  const found: Found = new Set()
  for (const { name, at, end } of ebmlElements(bytes)) {
    if (name === '1549A966') {
      for (const inner of ebmlElements(bytes, at, end)) {
        if (inner.name === '4461') found.add('date taken')
        if (inner.name === '7BA9') found.add('artist tags')
      }
    } else if (name === '1654AE6B') {
      for (const entry of ebmlElements(bytes, at, end))
        for (const inner of ebmlElements(bytes, entry.at, entry.end)) track(bytes, inner, found)
    } else if (name === '1254C367') merge(found, matroskaTags(bytes, at, end))
    else if (name === '1941A469') found.add('cover art')
    else if (name === '1043A770') found.add('chapters')
  }
  return found
}

function track(bytes: Uint8Array, element: Part, found: Found) {
  if (element.name === '536E') found.add('comments')
  if (element.name === '63A2' && says(bytes, element.at, 'fLaC')) merge(found, flacTraces(bytes.subarray(0, element.end), element.at))
  const vorbis = element.name === '63A2' && vorbisHeaders(bytes.subarray(element.at, element.end))
  if (vorbis) merge(found, vorbisComments(vorbis[1], 7, vorbis[1].length))
  if (element.name === '83' && u8(bytes, element.at) > 2) found.add(u8(bytes, element.at) === 0x11 ? 'subtitles' : 'extra tracks')
}

/** Tags nest: Tags, Tag, SimpleTag, TagName. Durations are technical and say nothing. */
function matroskaTags(bytes: Uint8Array, from: number, to: number): Found {
  const found: Found = new Set()
  for (const { name, at, end } of ebmlElements(bytes, from, to)) {
    if (name === '45A3') {
      const key = letters(bytes, at, end - at)
      if (!key.startsWith('DURATION')) found.add(keyTrace(key))
    } else if (name === '7373' || name === '67C8') merge(found, matroskaTags(bytes, at, end))
  }
  return found
}

/** The tag list shared by Ogg and FLAC: a vendor line, a count, then lines of KEY=value, each after its length. */
function vorbisComments(bytes: Uint8Array, at: number, end: number): Found {
  const found: Found = new Set()
  const listAt = at + 4 + u32le(bytes, at)
  let next = listAt + 4
  for (let left = u32le(bytes, listAt); left > 0 && next + 4 <= end; left--) {
    const length = u32le(bytes, next)
    const key = letters(bytes, next + 4, Math.min(length, 64)).split('=', 1)[0] ?? ''
    found.add(keyTrace(key))
    next += 4 + length
  }
  return found
}

function ogg(bytes: Uint8Array): Found {
  const tags = oggHeaders(bytes)[1]
  if (!tags) return new Set()
  const at = says(tags, 0, 'OpusTags') ? 8 : says(tags, 0, '\x03vorbis') ? 7 : undefined
  return at === undefined ? new Set() : vorbisComments(tags, at, tags.length)
}

function flac(bytes: Uint8Array): Found {
  const found = id3Traces(bytes)
  merge(found, flacTraces(bytes, id3End(bytes)))
  return found
}

/** In the blocks that stand four bytes behind `from`. */
function flacTraces(bytes: Uint8Array, from: number): Found {
  const found: Found = new Set()
  for (const { name, at, end } of flacBlocks(bytes, from)) {
    if (name === '4') merge(found, vorbisComments(bytes, at, end))
    else if (name === '6') found.add('cover art')
    else if (name === '5') found.add('chapters')
    else if (name === '2') found.add('hidden data')
  }
  return found
}

function wav(bytes: Uint8Array): Found {
  const found: Found = new Set()
  for (const part of riffChunks(bytes)) {
    if (part.name === 'LIST') {
      for (const inner of riffChunks(bytes, part.at + 4, part.end)) found.add(infoTraces[inner.name] ?? 'comments')
    } else if (part.name === 'bext') merge(found, ['date taken', 'owner name'])
    else if (part.name === 'cue ') found.add('chapters')
    else if (/^id3 $/i.test(part.name)) merge(found, id3Traces(bytes, part.at))
    else if (!/^(?:fmt |data|fact|JUNK|PAD |FLLR|PEAK)$/.test(part.name)) found.add('hidden data')
  }
  return found
}
const infoTraces: { readonly [name: string]: Trace } = {
  IART: 'artist tags',
  INAM: 'artist tags',
  IPRD: 'artist tags',
  IGNR: 'artist tags',
  ITRK: 'artist tags',
  ICRD: 'date taken',
  ISFT: 'software used',
  ICOP: 'owner name',
  IENG: 'owner name',
}

/** MP3 and AAC: tags in front (ID3v2), at the end (ID3v1, 128 bytes) or as APE tags. */
function id3Sound(bytes: Uint8Array): Found {
  const found = id3Traces(bytes)
  if (says(bytes, bytes.length - 128, 'TAG') || find(bytes, 'APETAGEX', Math.max(0, bytes.length - 0x10000)) >= 0) found.add('artist tags')
  return found
}

function id3Traces(bytes: Uint8Array, from = 0): Found {
  const found: Found = new Set()
  if (!says(bytes, from, 'ID3')) return found
  for (const { name } of id3Frames(bytes, from)) {
    if (/^(?:APIC|PIC)/.test(name)) found.add('cover art')
    else if (/^(?:TDR|TYE|TDA|TIM|TDO|TOR|TRD)/.test(name)) found.add('date taken')
    else if (/^(?:TSS|TEN)/.test(name)) found.add('software used')
    else if (/^(?:TXX|WXX|COM|USL|ULT)/.test(name)) found.add('comments')
    else if (/^(?:GEO|PRI|AEN)/.test(name)) found.add('hidden data')
    else if (/^(?:CHA|CTO)/.test(name)) found.add('chapters')
    else if (/^[TW]/.test(name)) found.add('artist tags')
    else found.add('comments')
  }
  return found
}
