import { test } from 'vitest'
import { areas } from '../../src/areas'
import { ana, ben, town } from '../support/cast'
import { act, stage } from '../support/given'

const { given } = stage(areas)

test('ACC-29: an account follows another one once', () => {
  const follow = () => act(ana, 'accounts.followed', { account: ben.account })
  given(...town)
    .when(follow())
    .isAccepted()
    .when(follow())
    .isRefusedBy('ACC-29')
})
