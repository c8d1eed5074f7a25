import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { toBase64, utf8 } from '../../src/kit/bytes'
import { lockWithPassphrase, unlockWithPassphrase } from '../../src/secrets/passphrase'
import { blind } from './withoutSubtle'

const keys = utf8('root and box keys')

describe('a passphrase', () => {
  it('opens what it locked, for the same purpose, and no other passphrase does', async () => {
    const locked = await lockWithPassphrase('Grüße an alle', keys, 'world 1')
    expect(locked).toHaveLength(keys.length + 44)
    expect(await unlockWithPassphrase('Grüße an alle', locked, 'world 1')).toEqual(keys)
    expect(await unlockWithPassphrase('Gru\u0308ße an alle', locked, 'world 1'), 'typed on another keyboard').toEqual(keys)
    expect(await unlockWithPassphrase('grüße an alle', locked, 'world 1')).toBeUndefined()
    expect(await unlockWithPassphrase('', locked, 'world 1')).toBeUndefined()
    expect(await unlockWithPassphrase('Grüße an alle', locked, 'world 2')).toBeUndefined()
  })

  it('is opened by a reader that shares no code with ours: PBKDF2-SHA256, 600,000 rounds', async () => {
    const locked = await lockWithPassphrase('pass', keys, 'about')
    const node = createDecipheriv('aes-256-gcm', pbkdf2Sync('pass', locked.slice(0, 16), 600_000, 32, 'sha256'), locked.slice(16, 28))
    node.setAAD(utf8('about')).setAuthTag(locked.slice(-16))
    expect(new Uint8Array(Buffer.concat([node.update(locked.slice(28, -16)), node.final()]))).toEqual(keys)
  })

  it('works the same without crypto.subtle', async () => {
    const locked = await lockWithPassphrase('pass', keys, 'about')
    expect(await blind(() => unlockWithPassphrase('pass', locked, 'about'))).toEqual(keys)
  }, 60_000)

  it('opens nothing that was changed or cut, and never locks the same way twice', async () => {
    const locked = await lockWithPassphrase('pass', keys, 'about')
    for (const at of [0, 15, 16, 27, 28, locked.length - 1]) {
      const flipped = Uint8Array.from(locked)
      flipped[at] = (flipped[at] as number) ^ 1
      expect(await unlockWithPassphrase('pass', flipped, 'about'), `byte ${at}`).toBeUndefined()
    }
    for (const length of [0, 16, 28, 43, locked.length - 1])
      expect(await unlockWithPassphrase('pass', locked.slice(0, length), 'about')).toBeUndefined()
    const again = await lockWithPassphrase('pass', keys, 'about')
    expect(toBase64(again.slice(0, 16))).not.toBe(toBase64(locked.slice(0, 16)))
    expect(toBase64(again.slice(16, 28))).not.toBe(toBase64(locked.slice(16, 28)))
  }, 60_000)
})
