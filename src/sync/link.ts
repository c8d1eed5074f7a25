/**
 * A link is one reliable, ordered line to one other peer; a carrier makes links. Everything above this file is the same
 * whether the bytes cross a room, a browser or a test, so a further carrier (a server, one day) is one more small file.
 */
import type { Bytes } from '../kit/bytes'

/** Chromium drops messages above 256 KiB, some browsers stumble above 64 KiB: no frame is longer, in bytes. */
export const LONGEST_FRAME = 60_000

/** A peer as it names itself for one run: 22 letters of base64url, random. A hint, never a proof of who it is. */
export type PeerId = string
export type LinkId = string
export type LinkKind = 'memory' | 'tabs' | 'webrtc' | 'server'

/** Where peers meet: a world, and the secret that lets a stranger in (the same for all who were invited). */
export interface RoomId {
  readonly world: string
  readonly secret: string
}

export interface Link {
  /** Unique in this page, for logs and for telling links apart. */
  readonly id: LinkId
  /** The other end as its carrier knows it. */
  readonly peer: string
  readonly kind: LinkKind
  /** Queues one frame of at most `LONGEST_FRAME` bytes; throws a RangeError above that. On a closed link: nothing happens. */
  send(frame: Uint8Array): void
  /** Resolves when the line has drained enough to take more, or when it closed. */
  ready(): Promise<void>
  /** Frames that came before the first listener are kept for it. One listener: the last one set. */
  onFrame(listener: (frame: Bytes) => void): void
  /** Called once, with the reason, whichever end closed; at once if it is closed already. */
  onClose(listener: (reason: string) => void): void
  close(reason: string): void
}

/**
 * What the rest of sync rests on: a peer that can be reached has a link, and after a link has ended a new one as long as it can, later and
 * later where that comes to nothing (`backoff.ts`). `link.peer` never names somebody else later, since who was turned away is known by it.
 * A carrier whose bytes pass a third party encrypts them under the room's secret. Who is here and what they are called travels by the hints
 * of WebRTC's room (`room.ts`); another carrier brings its own.
 */
export interface Carrier {
  readonly kind: LinkKind
  /** Looks for peers in this room until `stop`. `self` is for carriers that have to tell peers by name. */
  start(room: RoomId, self: PeerId): void
  /** Closes every link and looks no further. */
  stop(): void
  /** Every new link, from now on. One listener. */
  onLink(listener: (link: Link) => void): void
  /** `false` cuts every line, signalling included, and stays silent until `true`. */
  online(on: boolean): void
}
