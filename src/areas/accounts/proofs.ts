/**
 * Signatures within acts: that an invite was really held, that a root key really enrols or revokes a device. Each is a pure function of the
 * row's own bytes, checked once on arrival. Rules take them as given.
 */
import { verify } from '../../log/signing'
import type { DeviceId } from '../../log/types'
import type { Proof } from '../area'
import type { z } from '../shapes'
import * as events from './events'
import { accountId } from './rules'

interface Said {
  readonly world: string
  readonly device: DeviceId
}

/** A row of another shape is not held back here: the rules void it by LOG-1, and a newer build may know what it means. */
const proof = <D extends { readonly proof: string }>(
  type: string,
  shape: z.ZodMiniType<D>,
  signed: (row: Said, data: D) => { readonly by: string; readonly text: string },
): Proof => ({
  type,
  async check(row) {
    const parsed = shape.safeParse(row.data)
    if (!parsed.success) return true
    const { by, text } = signed(row, parsed.data)
    return verify(by, text, parsed.data.proof)
  },
})

export const proofs: readonly Proof[] = [
  proof('accounts.joined', events.joined, ({ world, device }, { invite }) => ({ by: invite, text: events.joining(world, invite, device) })),
  proof('accounts.created', events.created, ({ world, device }, { root, kind, nonce }) => ({
    by: root,
    text: events.enrolling(world, accountId(root, kind, nonce), device),
  })),
  proof('accounts.enrolled', events.enrolled, ({ world, device }, { account, root }) => ({
    by: root,
    text: events.enrolling(world, account, device),
  })),
  proof('accounts.deviceRevoked', events.deviceRevoked, ({ world }, { root, device }) => ({
    by: root,
    text: events.revoking(world, root, device),
  })),
]
