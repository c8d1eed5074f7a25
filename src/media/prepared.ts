import type { Limits } from './limits'
import type { Kind } from './sniff'
import type { Trace } from './traces'

export interface Thumbnail {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** A file made ready to be shared: what it shows or plays, and nothing about where, when and with what it was made. */
export interface Prepared {
  readonly kind: Kind
  /** MIME type of `bytes`, never taken from the name. */
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Pixels, as displayed. Images and films. */
  readonly width?: number
  readonly height?: number
  /** Sounds and films. */
  readonly durationMs?: number
  /** Images always; films if this browser can decode them. */
  readonly thumbnail?: Thumbnail
  /** The colour that stands for the picture until it is loaded, as #rrggbb. Wherever there is a thumbnail. */
  readonly tone?: string
  /** Peaks from 0 to 100 of a sound, if this browser can decode it. */
  readonly waveform?: readonly number[]
  /** What was removed, gravest first. */
  readonly stripped: readonly Trace[]
  /** Plain sentences about anything else that was done or could not be done. */
  readonly notes: readonly string[]
}

export interface PrepareOptions {
  /** Kinds that fit where the file was picked; default: all. */
  readonly kinds?: readonly Kind[]
  readonly limits?: Partial<Limits>
  /** Stops the work at once; `prepare` then rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void
}
