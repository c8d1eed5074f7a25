/** The whole way of one file, as it runs in the worker: admit, remake, and look once more that nothing personal came through. */
import { admit } from './admit'
import type { Limits } from './limits'
import { preparePicture } from './picture'
import type { Prepared } from './prepared'
import { MediaRefused, refusals } from './refusal'
import type { Format, Kind } from './sniff'
import { prepareText } from './text'
import { tracesIn } from './traces'

/** Throws MediaRefused for a fault of the file; any other error is ours. */
export async function work(
  file: File,
  kinds: readonly Kind[] | undefined,
  limits: Limits,
  report: (fraction: number) => void,
): Promise<Prepared> {
  const bytes = await contentOf(file)
  const admitted = admit(bytes, file, limits)
  const { format, kind, notes } = admitted
  if (kinds && !(kind === 'video' && kinds.includes('audio'))) checkKind(kind, kinds)
  const before = tracesIn(bytes, format)
  report(0.05)

  let made: Omit<Prepared, 'stripped'>
  if (kind === 'text') made = { kind, type: 'text/plain', bytes: prepareText(bytes, limits), notes }
  else if (kind === 'image') made = await preparePicture(bytes, admitted, limits)
  else {
    const { prepareRecording } = await import('./recording') // most people never share sound or film: its 100 kB wait until then
    const recording = await prepareRecording(bytes, format, limits, report)
    made = { ...recording, notes: [...notes, ...recording.notes] }
    if (kinds) checkKind(made.kind, kinds)
  }

  const left = tracesIn(made.bytes, formats[made.type] ?? 'text')
  if (left.length > 0) throw new Error(`after cleaning, a file still holds: ${left.join(', ')}`)
  report(1)
  return { ...made, stripped: before }
}

/** The picked file may have been moved or deleted since. */
async function contentOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    throw new MediaRefused(refusals.damaged(), { cause })
  }
}

function checkKind(kind: Kind, kinds: readonly Kind[]) {
  if (!kinds.includes(kind)) throw new MediaRefused(refusals.wrongKind(kind, kinds))
}

/** What is made, by MIME type. */
const formats: { readonly [type: string]: Format } = {
  'image/webp': 'webp',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/gif': 'gif',
  'audio/mp4': 'mp4',
  'video/mp4': 'mp4',
  'audio/webm': 'webm',
  'video/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
  'audio/flac': 'flac',
  'text/plain': 'text',
}
