/** What only a liar does: rows of a device beside those that its peer wrote, and seals that the host never meant. */
import { makeRow, makeSeal, writeBody, writeSeal } from '../../src/log/rows'
import type { Signer } from '../../src/log/signing'
import type { Body, Row, Seal, SealBody } from '../../src/log/types'
import type { Peer } from '../../src/peer/peer'

/** A signed row: what the device would write next, but for what is changed. */
export async function forged(peer: Peer, signer: Signer, changes: Partial<Body>): Promise<Row> {
  const body: Body = { ...peer.engine.draft(signer.id), type: 'accounts.policyAccepted', data: { policy: 'human creator' }, ...changes }
  const text = writeBody(body)
  return makeRow((await signer.sign(text)) + text, body)
}

/** What comes behind a row in its feed. */
export const after = (row: Row): Pick<Body, 'seq' | 'prev' | 'stamp'> => ({
  seq: row.body.seq + 1,
  prev: row.hash,
  stamp: row.body.stamp,
})

/** A seal signed by the host's own key, but for what is changed the one it would make next. */
export async function forgedSeal(host: Peer, changes: Partial<SealBody> = {}): Promise<Seal> {
  if (!host.hostDevice) throw new Error('not the host')
  const body: SealBody = { ...host.engine.propose(host.engine.worldTime), ...changes }
  const text = writeSeal(body)
  return makeSeal((await host.hostDevice.sign(text)) + text, body)
}
