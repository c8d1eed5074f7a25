/** Text as gzip, and its bytes back. What packs is not the same everywhere, so it is the text that is known by its hash. */
import { type Bytes, concat, utf8 } from './bytes'

export async function pack(text: string): Promise<Bytes> {
  const packed = new Blob([utf8(text)]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

/** @param most bytes of the text: what would become longer is not unpacked @returns `undefined` for what `pack` did not make */
export async function unpack(packed: Bytes, most: number): Promise<Bytes | undefined> {
  const { readable, writable } = new DecompressionStream('gzip')
  const reader = readable.getReader()
  const writer = writable.getWriter()
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for (const done of [writer.write(packed), writer.close()]) done.catch(() => undefined) // the reader is told the same
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
