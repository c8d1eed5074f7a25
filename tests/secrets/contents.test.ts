import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Bytes, fromBase64, hashOf, toBase64, utf8 } from '../../src/kit/bytes'
import { type BoxKey, boxKeyOf, sealTo } from '../../src/secrets/boxes'
import { keyIdOf, lock, makeContentKey, makeEpoch, periodKey, unlock, unwrapKey, wrapKey } from '../../src/secrets/contents'
import { blind } from './withoutSubtle'

let ana: BoxKey
let ben: BoxKey
beforeAll(async () => {
  ana = await boxKeyOf(new Uint8Array(32).fill(1))
  ben = await boxKeyOf(new Uint8Array(32).fill(2))
})
const key = new Uint8Array(32).fill(7)
const work = hashOf('world and work')

describe('content keys', () => {
  it('are 256 random bits, each its own, with a name that binds', () => {
    const keys = Array.from({ length: 100 }, makeContentKey)
    expect(keys.every((one) => one.length === 32)).toBe(true)
    expect(new Set(keys.map(keyIdOf)).size).toBe(100)
    expect(keyIdOf(key)).toBe('0KsmjGPeTYq5XjwYKoUOfOH3k81H9NYAJkAg0BF_FXk')
    expect(keyIdOf(key)).not.toBe(hashOf(key))
  })

  it('go wrapped to one account, as text that a row’s data can carry', async () => {
    const wrapped = await wrapKey(key, ana.id, work)
    expect(wrapped).toMatch(/^[A-Za-z0-9_-]{107}$/)
    expect(await unwrapKey(ana, wrapped, keyIdOf(key), work)).toEqual(key)
    expect(await unwrapKey(ben, wrapped, keyIdOf(key), work), 'another account').toBeUndefined()
    expect(await unwrapKey(ana, wrapped, keyIdOf(key), hashOf('another work')), 'another work').toBeUndefined()
    expect(await unwrapKey(ana, wrapped, keyIdOf(makeContentKey()), work), 'another key').toBeUndefined()
    expect(
      await unwrapKey(
        ana,
        'REcBx-9wXlZUcELblFFWNFvBMHQ3ZgvVwCbYfG1Pihv-wxsJPV4pZDKXHagQwWK--Zdj1V8l5q7m5bhxU5RXZYOHqfEGgIc4eLY11ex-OM8',
        keyIdOf(key),
        'pinned',
      ),
      'from an earlier build',
    ).toEqual(key)
  })

  it('that are not the key which was named are refused, whoever wrapped them', async () => {
    const named = keyIdOf(key)
    const about = JSON.stringify(['mesi key 1', named, work]) // what a hostile creator would seal another key under
    const other = toBase64(await sealTo(ana.id, new Uint8Array(32).fill(8), about))
    const short = toBase64(await sealTo(ana.id, key.slice(1), about))
    const right = toBase64(await sealTo(ana.id, key, about))
    expect(await unwrapKey(ana, right, named, work)).toEqual(key)
    expect(await unwrapKey(ana, other, named, work)).toBeUndefined()
    expect(await unwrapKey(ana, short, named, work)).toBeUndefined()
    const shortId = keyIdOf(key.slice(1))
    expect(await unwrapKey(ana, await wrapKey(key.slice(1), ana.id, work), shortId, work), 'named, but no key of 256 bits').toBeUndefined()
  })

  it('that do not arrive whole are refused', async () => {
    const wrapped = await wrapKey(key, ana.id, work)
    for (const text of ['', 'x', wrapped.slice(1), `${wrapped}A`, wrapped.replace(/.$/, '+'), 'ü'.repeat(107)]) {
      expect(await unwrapKey(ana, text, keyIdOf(key), work), text).toBeUndefined()
    }
  })
})

describe('plans: a key for each period', () => {
  it('is the same each time, and another for each plan, period and secret', () => {
    expect(toBase64(periodKey(key, 'plan', 3))).toBe('hRQB4bFA1RfPSbw7RO0j5I_sfhVS1zs3tyyoP-BdHMQ')
    const all = [0, 1, 2].flatMap((period) =>
      ['a', 'b'].flatMap((plan) => [key, makeContentKey()].map((secret) => toBase64(periodKey(secret, plan, period)))),
    )
    expect(new Set(all).size).toBe(12)
    expect(all).not.toContain(toBase64(key))
    expect(periodKey(key, 'plan', 11)).not.toEqual(periodKey(key, 'plan1', 1))
  })
})

describe('chat: a key for each membership', () => {
  it('every member opens it; who left opens only what came before, who joined only what comes after', async () => {
    const cleo = await boxKeyOf(new Uint8Array(32).fill(3))
    const members = [ana, ben, cleo].map((box, i) => ({ account: `account ${i}`, box: box.id }))
    const [all, withoutBen] = [await makeEpoch(members, 'chat'), await makeEpoch([members[0]!, members[2]!], 'chat')]
    expect(all.id).not.toBe(withoutBen.id)
    expect(withoutBen.wraps.map(({ account }) => account)).toEqual(['account 0', 'account 2'])
    const opened = async (box: BoxKey, epoch: typeof all) =>
      (await Promise.all(epoch.wraps.map(({ wrapped }) => unwrapKey(box, wrapped, epoch.id, 'chat')))).filter(
        (found) => found !== undefined,
      )
    expect(await opened(ana, all)).toEqual([all.key])
    expect(await opened(ben, all)).toEqual([all.key])
    expect(await opened(ben, withoutBen)).toEqual([])
    expect(await opened(cleo, withoutBen)).toEqual([withoutBen.key])
    const message = await lock(withoutBen.key, utf8('he is gone'), 'chat 2')
    expect(await unlock(all.key, message, 'chat 2')).toBeUndefined()
  })

  it('is not held up by a member whose box key is none', async () => {
    const bad = toBase64(new Uint8Array(32))
    const epoch = await makeEpoch(
      [
        { account: 'mallory', box: bad },
        { account: 'ana', box: ana.id },
        { account: 'x', box: 'no key' },
      ],
      'chat',
    )
    expect(epoch.unreachable).toEqual(['mallory', 'x'])
    expect(epoch.wraps.map(({ account }) => account)).toEqual(['ana'])
  })
})

describe('something small', () => {
  it('opens with its key in its place, on both paths, and nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }) as fc.Arbitrary<Bytes>, fc.string(), async (plain, about) => {
        const locked = await lock(key, plain, about)
        expect(locked).toHaveLength(plain.length + 28)
        expect(await unlock(key, locked, about)).toEqual(plain)
        expect(await blind(() => unlock(key, locked, about))).toEqual(plain)
        expect(await unlock(key, await blind(() => lock(key, plain, about)), about)).toEqual(plain)
        expect(await unlock(key, locked, `${about}.`)).toBeUndefined()
        expect(await unlock(makeContentKey(), locked, about)).toBeUndefined()
      }),
      { numRuns: 30 },
    )
  })

  it('never uses a nonce twice, and opens nothing that was changed', async () => {
    const locked = await Promise.all(Array.from({ length: 50 }, () => lock(key, utf8('same'), 'x')))
    expect(new Set(locked.map((bytes) => toBase64(bytes.slice(0, 12)))).size).toBe(50)
    const [first] = locked as [Bytes]
    for (let at = 0; at < first.length; at++) expect(await unlock(key, first.with(at, (first[at] as number) ^ 1), 'x')).toBeUndefined()
    for (let length = 0; length < first.length; length++) expect(await unlock(key, first.slice(0, length), 'x')).toBeUndefined()
    expect(await unlock(key, fromBase64('XuHbleyIZ47bKcdHXc-dCoqRmbLBcSeopARCu-WUPzsZxE9YB569U78jwD7Azdnm4w') as Bytes, 'pinned')).toEqual(
      utf8('from an earlier build'),
    )
  })
})
