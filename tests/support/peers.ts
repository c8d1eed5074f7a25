/** Real peers in one process: real engine, real store over fake-indexeddb, time that the test moves. */
import 'fake-indexeddb/auto'
import type { Machine } from '../../src/peer/clock'
import type { Peer } from '../../src/peer/peer'
import { createPersona, createWorld, introduce } from '../../src/peer/worlds'

/** A machine whose time stands still until it is moved. */
export function stillMachine(at = Date.UTC(2026, 0, 5, 12)): Machine & { pass(ms: number): void } {
  let steady = 0
  return { wall: () => at + steady, steady: () => steady, pass: (ms) => void (steady += ms) }
}

let count = 0
export const newWorld = (time = stillMachine()): Promise<Peer> => createWorld({ name: 'Test', peer: `test-${count++}`, time, views: false })

export async function arrive(peer: Peer, handle: string, kind: 'real' | 'ai' = 'real') {
  const persona = await createPersona(peer, kind)
  if (kind === 'real') await peer.act(persona.device, [{ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }])
  await introduce(peer, persona, { name: handle, handle })
  return persona
}
