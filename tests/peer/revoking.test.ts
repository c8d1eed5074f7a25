import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import { expect, test } from 'vitest'
import { revocationOf } from '../../src/peer/pairing'
import { enrolDevice } from '../../src/peer/arriving'
import { invitationOf } from '../../src/peer/founding'
import { arrive, asked, newcomer, newWorld, said } from '../support/peers'

test('ACC-19: a device that its owner turns away acts no more, the others do', async () => {
  const peer = await newWorld()
  const ana = await arrive(peer, 'ana')
  const root = (await peer.store.key(`root/${ana.account}`))?.value as Uint8Array
  const phone = await enrolDevice(peer.world, ana.account, root, await invitationOf(peer))
  expect(said(await peer.act(phone.device, phone.acts))).toEqual([])
  const claims = { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
  expect(said(await peer.act(phone.device, [claims]))).toEqual([])

  expect(said(await peer.act(ana.device, [await revocationOf(peer, ana, phone.device.id)]))).toEqual([])
  expect(said(await peer.act(phone.device, [claims]))).toEqual(['ACC-19'])
  expect(said(await peer.act(ana.device, [claims]))).toEqual([])
  expect(asked(peer, 'devices', {}, ana.account)).toContainEqual(expect.objectContaining({ device: phone.device.id, revoked: true }))
})

test('a browser that does not keep the keys of an account cannot turn its devices away', async () => {
  const host = await newWorld()
  const ana = await arrive(host, 'ana')
  const other = await newcomer(host)
  await expect(revocationOf(other, ana, ana.device.id)).rejects.toThrow('The keys of this account are not kept in this browser.')
})
