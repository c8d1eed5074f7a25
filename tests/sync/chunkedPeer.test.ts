/** What our peer under y-webrtc makes of what comes over its channel and what is to leave by it, whatever the other end does. */
import { expect, test } from 'vitest'
import ChunkedPeer from '../../src/sync/chunkedPeer'
import { LONGEST_FRAME } from '../../src/sync/link'

/** A connection that nobody answers, and its channel as if it were open. */
function makePeer() {
  const sent: Uint8Array[] = []
  const channel = {
    readyState: 'connecting',
    bufferedAmount: 0,
    addEventListener: () => {},
    close: () => {},
    send(chunk: Uint8Array) {
      sent.push(chunk)
      channel.bufferedAmount += chunk.length
    },
  }
  class Connection {
    createDataChannel = () => channel
    createOffer = () => new Promise(() => {})
    close = () => {}
    addEventListener = () => {}
  }
  const wrtc = { RTCPeerConnection: Connection, RTCSessionDescription: Object, RTCIceCandidate: Object }
  const peer = new ChunkedPeer({ initiator: true, wrtc })
  const heard: number[] = []
  const frames: number[] = []
  peer.on('data', (data: Uint8Array) => void heard.push(data.length))
  peer.onFrame((frame) => void frames.push(frame.length))
  const come = (kind: number, more: boolean, length: number): void => {
    const bytes = new Uint8Array(length + 1)
    bytes[0] = (kind << 1) | (more ? 1 : 0)
    ;(peer as unknown as { _onChannelMessage(event: { data: ArrayBuffer }): void })._onChannelMessage({ data: bytes.buffer })
  }
  return { peer, channel, sent, heard, frames, come, open: () => void (channel.readyState = 'open') }
}

test('hints that are too long are passed over, and what comes behind them is read', async () => {
  const { peer, come, heard, frames } = makePeer()
  for (let part = 0; part < 100; part++) come(0, true, LONGEST_FRAME)
  come(1, false, 7)
  come(0, false, 5)
  come(0, false, 9)
  await expect.poll(() => heard).toEqual([9]) // the original tells of what came, and of its end, a moment later
  expect([peer.destroyed, frames]).toEqual([false, [7]])
  expect(peer.dropped.last).toBe('hints too long')
  peer.destroy()
})

test.each([0, 1])('parts that are cut short, of which a whole would never have enough (kind %i), end the connection', async (kind) => {
  const { peer, come } = makePeer()
  come(kind, true, 0)
  await expect.poll(() => [peer.destroyed, peer.dropped.last]).toEqual([true, 'a part that is cut short'])
})

test('hints do not heap up before frames, nor end the line: those of a full line are left out', async () => {
  const { peer, open, sent } = makePeer()
  open()
  for (let each = 0; each < 1_000; each++) peer.send(new Uint8Array(50_000))
  await expect.poll(() => sent.length).toBeGreaterThan(10)
  expect(peer.destroyed).toBe(false)
  expect(peer.waiting()).toBeLessThan(2.5 * 2 ** 20)
  peer.sendFrame(new Uint8Array(10))
  expect(peer.destroyed).toBe(false)
  peer.destroy()
})
