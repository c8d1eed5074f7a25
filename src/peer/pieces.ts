/** A piece of a snapshot as it comes to a newcomer (K19): unpacked, compared with what the manifest names, and looked through. */
import { type Bytes, digestOf } from '../kit/bytes'
import { unpack } from '../kit/pack'
import { type Manifest, type Packs, type Piece, readPacks, readStand, type Stand } from '../log/manifest'
import type { Reading } from '../log/rows'

/** What a piece says: where the feeds stood, or packs of rows. */
export type Opened =
  | { readonly stand: Reading<Stand>; readonly packs?: undefined }
  | { readonly stand?: undefined; readonly packs: Reading<Packs> }
export type Named = Pick<Manifest, 'tables' | 'pieces'>

/** @param packed piece `nth` as it travelled @returns `undefined`: it is not what the manifest names */
export async function openPiece(manifest: Named, nth: number, packed: Bytes): Promise<Opened | undefined> {
  const { content, length } = manifest.pieces[nth] as Piece
  const bytes = await unpack(packed, length)
  if (!bytes || (await digestOf(bytes)) !== content) return undefined
  return nth === 0 ? { stand: readStand(bytes) } : { packs: readPacks(manifest, nth, bytes) }
}
