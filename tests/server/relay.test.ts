import { expect, test } from 'vitest'
import { createRelay } from '../../src/server/relay.mjs'

test('a relay starts with nobody in it', () => {
  const relay = createRelay()
  expect(relay.status()).toEqual({ connections: 0, topics: 0 })
  relay.close()
})
