/** Where the log of a world begins: at nothing, or, for a copy (K21), at what its parent had come to. That lies among the blobs. */
import { t } from '../language'
import { hashOf } from '../kit/bytes'
import { readBase } from '../log/base'
import { type Beginning, startOf } from '../log/engine'
import type { Genesis, Hash } from '../log/types'

/** @throws Error where the base of a copy is not here, or is not the one that its genesis names */
export async function beginningOf(files: { blob(hash: Hash): Promise<Blob | undefined> }, genesis: Genesis): Promise<Beginning> {
  if (!genesis.base) return startOf(genesis)
  const { hash, size } = genesis.base
  const file = await files.blob(hash)
  const bytes = file?.size === size ? new Uint8Array(await file.arrayBuffer()) : undefined
  const base = bytes && hashOf(bytes) === hash ? readBase(bytes) : undefined
  if (base?.ok && base.value.world === genesis.parent) return startOf(genesis, base.value)
  throw new Error(t`What this world was copied from is not whole on this device, so it cannot be opened here.`)
}
