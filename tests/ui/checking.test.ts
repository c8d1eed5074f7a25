import { expect, test } from 'vitest'
import { checkingOf, SILENCE } from '../../src/areas/content/ui/checking'

const known = { isHost: false, status: 'connected', silence: 0, before: 0, share: undefined } as const

test.each([
  ['this device is offline', { status: 'offline' }, { state: 'offline' }],
  ['nobody is here', { status: 'local only' }, { state: 'away' }],
  ['who checks was heard of just now', { silence: SILENCE - 1 }, { state: 'looked at' }],
  ['who checks was not heard of for long', { silence: SILENCE, before: 3 }, { state: 'away' }],
  ['others come first', { before: 3 }, { state: 'in line', before: 3 }],
  ['it is its turn', {}, { state: 'looked at' }],
  ['this device checks alone', { isHost: true, status: 'local only', silence: SILENCE }, { state: 'looked at' }],
  ['this device checks without a network', { isHost: true, status: 'offline', before: 1 }, { state: 'in line', before: 1 }],
  ['this device looks at it', { isHost: true, share: 0.4, before: 2 }, { state: 'looked at', share: 0.4 }],
] as const)('a post is being checked: %s', (_, more, says) => {
  expect(checkingOf({ ...known, ...more })).toEqual(says)
})
