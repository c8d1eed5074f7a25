/**
 * Takes free-form data out of encoded pictures and sounds, where no container tool sees it. Dashboard cameras and drones write where they are
 * into each H.264 or H.265 picture ("SEI user data"); Vorbis keeps its tags among what a decoder needs.
 */
import { concat } from '../kit/bytes'
import { flacBlocks, vorbisHeaders } from './containers'
import { says, u16, u8 } from './read'

export interface Nals {
  readonly codec: 'avc' | 'hevc'
  /** Bytes of the length in front of each unit. */
  readonly lengthBytes: number
}

/** How a track's pictures are cut into units, from its decoder configuration; `undefined` for other codecs. */
export function nalsOf(codec: string, configuration: Uint8Array | undefined): Nals | undefined {
  if (!configuration || (codec !== 'avc' && codec !== 'hevc')) return undefined
  return { codec, lengthBytes: (u8(configuration, codec === 'avc' ? 4 : 21) & 3) + 1 }
}

/** The same picture without its user data, and nothing of what held nothing else; the very same bytes if it had none or is not cut as announced. */
export function withoutUserData(packet: Uint8Array, { codec, lengthBytes }: Nals): Uint8Array {
  const kept: Uint8Array[] = []
  let at = 0
  let dropped = false
  while (at + lengthBytes < packet.length) {
    let length = 0
    for (let i = 0; i < lengthBytes; i++) length = length * 0x100 + u8(packet, at + i)
    const end = at + lengthBytes + length
    if (length === 0 || end > packet.length) return packet
    if (isUserData(packet.subarray(at + lengthBytes, end), codec)) dropped = true
    else kept.push(packet.subarray(at, end))
    at = end
  }
  return dropped ? concat(...kept) : packet
}

/** Unit type 6 (H.264) or 39 and 40 (H.265), with a message of type 4 (registered) or 5 (unregistered user data) in it. */
function isUserData(written: Uint8Array, codec: 'avc' | 'hevc'): boolean {
  const type = codec === 'avc' ? u8(written, 0) & 31 : (u8(written, 0) >> 1) & 63
  if (codec === 'avc' ? type !== 6 : type !== 39 && type !== 40) return false
  // Behind two zeros stands a 3 that no message counts.
  const unit = written.filter((byte, i) => byte !== 3 || i < 2 || written[i - 1] !== 0 || written[i - 2] !== 0)
  for (let at = codec === 'avc' ? 1 : 2; at + 2 < unit.length; ) {
    const message = variable(unit, at)
    const size = variable(unit, message.next)
    if (message.value === 4 || message.value === 5) return true
    at = size.next + size.value
  }
  return false
}

/** A number as a run of FF bytes and a last one, added up. */
function variable(bytes: Uint8Array, from: number): { value: number; next: number } {
  let next = from
  let value = 0
  while (u8(bytes, next) === 0xff) {
    value += 255
    next++
  }
  return { value: value + u8(bytes, next), next: next + 1 }
}

/** The same for what a decoder of H.265 is told before the first picture, where an encoder may have put messages, too. */
export function withoutHevcUserData(configuration: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = []
  let at = 23
  for (let left = u8(configuration, 22); left > 0; left--) {
    const start = at
    const type = u8(configuration, start) & 63
    at += 3
    for (let units = u16(configuration, start + 1); units > 0; units--) at += 2 + u16(configuration, at)
    if (at > configuration.length) return configuration
    if (type !== 39 && type !== 40) kept.push(configuration.subarray(start, at))
  }
  return concat(configuration.subarray(0, 22), Uint8Array.of(kept.length), ...kept)
}

/** A decoder configuration of FLAC with nothing but what a decoder needs: tags and pictures may stand behind that. Any other comes back as it is. */
export function withoutFlacTags(configuration: Uint8Array): Uint8Array {
  const [info] = flacBlocks(configuration)
  if (!says(configuration, 0, 'fLaC') || info?.name !== '0') return configuration
  const bare = configuration.slice(0, info.end)
  bare[info.start] = 0x80 // the last block
  return bare
}

/** A decoder configuration of Vorbis with an empty list of tags; any other comes back as it is. */
export function withoutVorbisTags(configuration: Uint8Array): Uint8Array {
  const headers = vorbisHeaders(configuration)
  if (!headers) return configuration
  const [id, , setup] = headers
  const noTags = concat(new TextEncoder().encode('\x03vorbis'), new Uint8Array(8), Uint8Array.of(1))
  return concat(Uint8Array.of(2, id.length, noTags.length), id, noTags, setup)
}
