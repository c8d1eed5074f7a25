/** Files of this browser on their way into the world: made ready by `media`, kept as blobs, and described as acts name them. */
import type { Picture } from '../areas/accounts/events'
import type { File as Shared } from '../areas/content/events'
import { MediaRefused, prepare, type PrepareOptions, type Prepared } from '../media'
import type { Peer } from './peer'
import { keepPicked } from './picked'

/** What `putFile` throws for every fault of the file, in words for the person who picked it. */
export { MediaRefused }

/** A file as an act names it: what `content.published` takes in `files`, and `accounts.profileEdited` as a picture. */
export interface MadeFile {
  readonly file: Shared
  readonly kind: Prepared['kind']
  readonly stripped: readonly string[]
  /** Plain sentences about anything else that was done or could not be done. */
  readonly notes: readonly string[]
  readonly waveform?: readonly number[]
}

/**
 * Makes a file ready (kind from its bytes, metadata removed, thumbnail) and keeps it; if nothing names it by the time this page is gone,
 * it is let go again. @throws MediaRefused
 */
export async function putFile(peer: Peer, file: File, options: PrepareOptions = {}): Promise<MadeFile> {
  const made = await prepare(file, options)
  const { hash, size } = await keepPicked(peer, new Blob([made.bytes], { type: made.type }))
  peer.blobChanged({ hash, state: 'here', have: size, size })
  let thumb: Shared['thumb']
  if (made.thumbnail) {
    const kept = await keepPicked(peer, new Blob([made.thumbnail.bytes], { type: made.thumbnail.type }))
    peer.blobChanged({ hash: kept.hash, state: 'here', have: kept.size, size: kept.size })
    thumb = { hash: kept.hash, size: kept.size, type: made.thumbnail.type as Picture['type'] }
  }
  const { width, height, durationMs, waveform } = made
  return {
    kind: made.kind,
    stripped: made.stripped,
    notes: made.notes,
    ...(waveform ? { waveform } : {}),
    file: {
      hash,
      size,
      type: made.type as Shared['type'], // a text has another one, and is never shared as a file
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
      ...(durationMs === undefined ? {} : { durationMs: Math.round(durationMs) }),
      ...(thumb ? { thumb } : {}),
    },
  }
}
