/** Text as gzip, and its bytes back. What packs is not the same everywhere, so it is the text that is known by its hash. */
import { type Bytes, concat, utf8 } from './bytes'

/** Of packed bytes: they become a thousand times as many at most. */
const AT_ONCE = 16_384

export async function pack(text: string): Promise<Bytes> {
  const packed = new Blob([utf8(text)]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

/** @param most bytes of the text: what would become longer is not unpacked @returns `undefined` for what `pack` did not make */
export async function unpack(packed: Bytes, most: number): Promise<Bytes | undefined> {
  const { readable, writable } = new DecompressionStream('gzip')
  const reader = readable.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  try {
    feed(writable.getWriter(), packed).catch(() => undefined) // the reader is told the same
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      length += step.value.length
      if (length > most) {
        await reader.cancel()
        return undefined
      }
      parts.push(step.value)
    }
    return concat(...parts)
  } catch {
    return undefined
  }
}

/** Bit by bit: a browser unpacks all of what it is given at once, however long that becomes, before anybody can look at it. */
async function feed(writer: WritableStreamDefaultWriter<BufferSource>, packed: Bytes): Promise<void> {
  for (let at = 0; at < packed.length; at += AT_ONCE) await writer.write(packed.subarray(at, at + AT_ONCE))
  await writer.close()
}
