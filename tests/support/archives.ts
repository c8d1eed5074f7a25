/** Exported files with their lines changed, and everything around them made to fit. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { hashOf, utf8 } from '../../src/kit/bytes'

async function opened(file: Blob): Promise<{ info: object; lines: string[] }> {
  const bytes = Buffer.from(await file.arrayBuffer())
  const second = bytes.indexOf(10) + 1
  const third = bytes.indexOf(10, second) + 1
  const info = JSON.parse(bytes.subarray(second, third).toString()) as object
  return { info, lines: gunzipSync(bytes.subarray(third)).toString().split('\n').slice(0, -1) }
}

export const lines = async (file: Blob): Promise<string[]> => (await opened(file)).lines

/** @param facts what its header says otherwise */
export async function relined(file: Blob, change: (lines: string[]) => string[], facts: object = {}): Promise<Blob> {
  const { info, lines: before } = await opened(file)
  const after = change(before)
  const text = utf8(`${after.join('\n')}\n`)
  const rest = Buffer.concat([
    Buffer.from(`${JSON.stringify({ ...info, ...facts, lines: after.length, size: text.length })}\n`),
    gzipSync(text),
  ])
  return new Blob([`mesi-archive 1 ${hashOf(rest)}\n`, rest])
}
