import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBase64 } from '../../src/kit/bytes'
import { makeDeviceTicket, makeTicket } from '../../src/peer/inviting'
import { readTicket, ticketIn } from '../../src/peer/ticket'
import { roomSecret } from '../../src/peer/worlds'
import { arrive, newWorld } from '../support/peers'

test('a link is read as it was written: the world, where to meet, the invite, and the seal below which nothing is believed', async () => {
  const peer = await newWorld()
  await peer.sealNow()
  const text = await makeTicket(peer, 3, 7)
  const { number, term, hash } = peer.engine.last
  expect(number).toBe(1)
  expect(readTicket(`#${text}`)).toMatchObject({ world: peer.world, floor: [term, number, hash], name: 'Test' })
  expect(ticketIn(`  https://mesi.example/join#${text}\n`)).toEqual(readTicket(text))
  // Short enough for a code that any phone reads: version 10 of 40, with room for the address in front.
  expect(text.length).toBeLessThan(230)
  await peer.close()
})

test('a link that was cut off anywhere, or carries a letter more, is none', async () => {
  const peer = await newWorld()
  const text = await makeTicket(peer)
  const name = text.lastIndexOf('.') + 1
  // The name at the end is only for show: everything before it has its exact length.
  for (let length = 0; length < name - 1; length++) expect(readTicket(text.slice(0, length))).toBeUndefined()
  for (const more of ['.', ' ', '%', '.x']) expect(readTicket(text + more)).toBeUndefined()
  expect(readTicket(text.replace('1.', '2.'))).toBeUndefined()
  await peer.close()
})

test('ACC-18: a link for another device carries the keys of the account, and is none when they were cut off', async () => {
  const peer = await newWorld()
  const { account } = await arrive(peer, 'ana')
  const text = await makeDeviceTicket(peer, { account })
  const [ticket = '', keys = ''] = text.split('~')
  const [root, box] = await Promise.all([peer.store.key(`root/${account}`), peer.store.key(`box/${account}`)])
  expect(readTicket(text)).toEqual({
    ...readTicket(ticket),
    keys: { account, root: toBase64(root?.value as Uint8Array), box: toBase64(box?.value as Uint8Array) },
  })
  for (let length = ticket.length + 1; length < text.length; length++) expect(readTicket(text.slice(0, length))).toBeUndefined()
  for (const more of [`~${keys}`, '.x', '!']) expect(readTicket(text + more)).toBeUndefined()
  expect(text.length).toBeLessThan(400)
  await peer.close()
})

test('links written at one moment lead to one room, the very first ones too', async () => {
  const peer = await newWorld()
  const [one, other, text] = await Promise.all([roomSecret(peer), roomSecret(peer), makeTicket(peer)])
  expect(other).toBe(one)
  expect(readTicket(text)?.room).toBe(one)
  await peer.close()
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.array(fc.base64String(), { maxLength: 10 }).map((all) => all.join('.')),
      ),
      (text) => {
        expect(readTicket(text)).toBeUndefined()
      },
    ),
  )
})
