/**
 * What peers shape together and may lose without harm: who is here, who is typing, who has which blob. One disposable Yjs document and
 * one awareness per room, public to everybody in it. Any peer can delete or overwrite all of it and sign nothing, so everything is
 * checked when it is read, and nothing rests on it: at worst a hint is missing or wrong.
 */
import { Awareness } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import { z } from 'zod/mini'
import { isHash } from '../log/rows'
import type { Hash } from '../log/types'
import type { PeerId } from './link'

const peerId = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))
const hash = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))
const presence = z.strictObject({
  self: peerId,
  /** As the person calls themselves here; not a handle, not verified. */
  name: z.string().check(z.maxLength(50)),
  /** The account that this browser acts as now. */
  persona: z.nullable(hash),
  state: z.enum(['online', 'away']),
  /** The conversation or the content that they are writing in. */
  typing: z.nullable(z.string().check(z.maxLength(64))),
  /** Digest of what they have: a reason to compare, no more. */
  heads: z.nullable(hash),
})
export type Presence = Readonly<z.infer<typeof presence>>

const held = z.array(hash).check(z.maxLength(500))

/** Most peers and entries that are read at all. */
const MOST = 500

export interface Hints {
  readonly doc: Doc
  readonly awareness: Awareness
  /** Says who and how this peer is; `null` takes it back. */
  announce(mine: Presence | null): void
  /** Says it again: y-webrtc takes it back whenever it disconnects. */
  renew(): void
  /** Everybody else who says something well-formed of themselves, each peer once. */
  others(): readonly Presence[]
  /** Says which blobs this peer has; the newest 500 are kept. */
  share(self: PeerId, blobs: readonly Hash[]): void
  /** Peers that say they have this blob. */
  holders(blob: Hash): readonly PeerId[]
  /** Called after any change by anybody; the answer ends it. */
  onChange(listener: () => void): () => void
  dispose(): void
}

export function makeHints(): Hints {
  const doc = new Doc()
  const awareness = new Awareness(doc)
  const shelf = doc.getMap<unknown>('blobs')
  let said: Presence | null = null
  awareness.setLocalState(null)

  return {
    doc,
    awareness,
    announce(mine) {
      said = mine
      awareness.setLocalState(mine === null ? null : { ...mine })
    },
    renew: () => awareness.setLocalState(said === null ? null : { ...said }),
    others() {
      const found = new Map<PeerId, Presence>()
      for (const [client, state] of awareness.getStates()) {
        if (client === doc.clientID || found.size >= MOST) continue
        const reading = presence.safeParse(state)
        if (reading.success) found.set(reading.data.self, reading.data)
      }
      return [...found.values()]
    },
    share(self, blobs) {
      const mine = blobs.filter(isHash).slice(-500)
      if (JSON.stringify(shelf.get(self)) !== JSON.stringify(mine)) shelf.set(self, mine)
    },
    holders(blob) {
      const found: PeerId[] = []
      for (const [self, value] of shelf) {
        if (found.length >= MOST) break
        if (!peerId.safeParse(self).success) continue
        const reading = held.safeParse(value)
        if (reading.success && reading.data.includes(blob)) found.push(self)
      }
      return found
    },
    onChange(listener) {
      awareness.on('change', listener)
      shelf.observe(listener)
      return () => {
        awareness.off('change', listener)
        shelf.unobserve(listener)
      }
    },
    dispose() {
      awareness.destroy()
      doc.destroy()
    },
  }
}
