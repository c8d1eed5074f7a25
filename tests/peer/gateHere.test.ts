import { expect, test } from 'vitest'
import { startExamining } from '../../src/peer/examining'
import { pastGateHere } from '../../src/peer/gateHere'
import { visibility } from '../../src/areas/content/shown'
import { arrive, does, newWorld, stillMachine } from '../support/peers'
import { note } from '../support/posts'

test('whoever publishes where the filter runs can wait for it, and where none runs nobody waits', async () => {
  const peer = await newWorld(stillMachine(), { 'content.checks': 'before' })
  const ana = await arrive(peer, 'ana')
  const publish = (words: string) => does(peer, ana, 'content.published', { ...note, caption: peer.write(ana.account, words) })
  const alone = await publish('nobody looks')
  await pastGateHere(peer, alone)
  expect(visibility(peer.engine.reader, alone)).toBe('being checked')

  peer.examining = Promise.resolve(startExamining(peer, async () => ({ version: '1', hits: [], advice: 'pass', prints: [] })))
  const post = await publish('somebody looks')
  await pastGateHere(peer, post)
  expect(visibility(peer.engine.reader, post)).toBe('shown')
})
