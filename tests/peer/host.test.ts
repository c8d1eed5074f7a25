import { expect, test } from 'vitest'
import type { Engine } from '../../src/log/engine'
import { Host } from '../../src/peer/host'
import { at, claim, small } from '../support/smallWorld'
import { toyRules } from '../support/toyRules'

/** The host's part over an engine that keeps what it seals. */
const hostOf = (engine: Engine) =>
  new Host({
    engine: () => engine,
    sign: () => Promise.resolve('s'.repeat(86)),
    keep: (seal) => {
      engine.add([], [seal])
      return Promise.resolve(true)
    },
    hasPeers: () => false,
    isOwn: () => true,
    steady: () => 0,
  })

const first = claim('ann', undefined, 10, 'name')
const before = claim('ann', first, 20, 'name') // refused by version 1
const behind = claim('ann', before, 200, 'name')

test('K18: the host names the version that its build knows; behind that seal, and not before, its answers count', async () => {
  const { engine, verdict, wait } = small({ host: true })
  wait(100)
  engine.add([first, before])
  expect((await hostOf(engine).seal())?.body).toMatchObject({ version: 2, upTo: at(100) })
  wait(200)
  engine.add([behind])
  expect([before, behind].map(verdict)).toEqual(['TOY-9', 'accepted'])
})

test('K18: a host whose build is older than the version in force seals nothing, and one that has nothing to cover names no version', async () => {
  const updated = small({ host: true })
  updated.wait(100)
  updated.engine.add([first])
  const seal = await hostOf(updated.engine).seal()
  const old = small({ host: true, rules: toyRules({ version: 1 }) })
  old.wait(100)
  old.engine.add([first])
  if (seal) old.engine.add([], [seal])
  expect(old.engine.unfit).toBe('outdated')
  expect(await hostOf(old.engine).seal()).toBeUndefined()
  expect(await hostOf(updated.engine).step()).toBeUndefined()
})
