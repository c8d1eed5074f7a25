/** What was done on this device, for whoever looks on: scenarios while they are played or recorded. */
import { devices } from '../areas/accounts/tables'
import type { AccountId } from '../areas/area'
import type { Data, Hash, Millis } from '../log/types'
import { unwrap } from './payload'
import type { Told } from './core'
import type { Peer } from './peer'

export interface Done {
  /** Of the act; also of what it made, e.g. the post. */
  readonly id: Hash
  /** '' for the host's own. */
  readonly account: AccountId
  readonly type: string
  readonly data: Data
  /** World time when it was signed; it is told of once it is kept. */
  readonly at: Millis
  /** What people wrote in it, by the hashes in `data`. */
  readonly words: Readonly<Record<Hash, string>>
}

/** The acts in what a peer has just told, if they are its own. */
export function doneIn(peer: Peer, { from, rows, payloads }: Told): readonly Done[] {
  if (from !== null) return []
  const words = Object.fromEntries(
    payloads.flatMap(({ hash, bytes }) => {
      const said = unwrap(bytes)?.words
      return typeof said === 'string' ? [[hash, said] as const] : []
    }),
  )
  return rows.map(({ hash, body }) => ({
    id: hash,
    account: peer.engine.read(devices, body.device)?.account ?? '',
    type: body.type,
    data: body.data,
    at: body.stamp,
    words,
  }))
}
