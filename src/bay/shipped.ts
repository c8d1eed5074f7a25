/** The pictures, sounds and clips of Mesi Bay: what the log says of them, and where their bytes lie. */
import { hashOf } from '../kit/bytes'
import type { Hash } from '../log/types'
import manifest from './manifest.json'

interface Shipped {
  /** Below /bay/. */
  readonly path: string
  readonly hash: Hash
  readonly size: number
  readonly type: string
}
export interface Piece extends Shipped {
  readonly kind: 'image' | 'video' | 'audio'
  /** Pixels. */
  readonly width?: number
  readonly height?: number
  readonly durationMs?: number
  readonly thumb?: Shipped
}

/** By name, as `npm run bay` made them. */
export const pieces = manifest as { readonly [name: string]: Piece }

export function pieceOf(name: string): Piece {
  const piece = pieces[name]
  if (!piece) throw new Error(`nothing was made by the name of ${name}`)
  return piece
}

const byHash = new Map(
  Object.values(pieces).flatMap((piece) => [piece, ...(piece.thumb ? [piece.thumb] : [])].map((file) => [file.hash, file] as const)),
)

/** The file behind a hash if it is one of ours, wherever the app itself comes from; `undefined` for others, offline, or when its bytes are not what they were. */
export async function fetchShipped(hash: Hash): Promise<Blob | undefined> {
  const file = byHash.get(hash)
  if (!file) return undefined
  const response = await fetch(`/bay/${file.path}`).catch(() => undefined)
  if (!response?.ok) return undefined
  const bytes = new Uint8Array(await response.arrayBuffer())
  return hashOf(bytes) === hash ? new Blob([bytes], { type: file.type }) : undefined
}
