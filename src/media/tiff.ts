/** What EXIF data says about a person: which tags are there, in plain words. Reads the tag directory only, never the values. */
import { says, u16, u16le, u32, u32le } from './read'
import type { Trace } from './traces'

/** Tag number to what it gives away. From the public EXIF 2.32 and TIFF 6 tag lists. */
const tags: { readonly [tag: number]: Trace } = {
  0x010e: 'comments',
  0x010f: 'camera model',
  0x0110: 'camera model',
  0x0131: 'software used',
  0x0132: 'date taken',
  0x013b: 'owner name',
  0x8298: 'owner name',
  0x9003: 'date taken',
  0x9004: 'date taken',
  0x9010: 'date taken',
  0x9011: 'date taken',
  0x927c: 'camera model',
  0x9286: 'comments',
  0x9c9b: 'comments',
  0x9c9c: 'comments',
  0x9c9d: 'owner name',
  0x9c9e: 'comments',
  0xa430: 'owner name',
  0xa431: 'camera model',
  0xa433: 'camera model',
  0xa434: 'camera model',
  0xa435: 'camera model',
}
const gpsDirectory = 0x8825
const exifDirectory = 0x8769

/** Traces in the TIFF structure that begins at `at`; none if none begins there. Follows at most the four directories EXIF knows. */
export function tiffTraces(bytes: Uint8Array, at: number, end: number): Set<Trace> {
  const found = new Set<Trace>()
  const little = says(bytes, at, 'II*\0')
  if (!little && !says(bytes, at, 'MM\0*')) return found
  const read16 = little ? u16le : u16
  const read32 = little ? u32le : u32

  const directory = (offset: number, visit: (tag: number, value: number) => void): number => {
    const start = at + offset
    const count = offset > 0 && start + 2 <= end ? read16(bytes, start) : 0
    for (let i = 0; i < count && start + 14 + 12 * i <= end; i++) {
      const entry = start + 2 + 12 * i
      visit(read16(bytes, entry), read32(bytes, entry + 8))
    }
    return count === 0 ? 0 : read32(bytes, start + 2 + 12 * count)
  }
  const note = (tag: number) => {
    const trace = tags[tag]
    if (trace) found.add(trace)
  }

  const preview = directory(read32(bytes, at + 4), (tag, value) => {
    note(tag)
    if (tag === exifDirectory) directory(value, note)
    if (tag === gpsDirectory) directory(value, (gpsTag) => gpsTag > 0 && found.add('location'))
  })
  if (preview > 0) found.add('embedded preview')
  return found
}
