/** Root and box keys in an archive: under a passphrase, or plain where a world is only made to be shown. */
import { type Bytes, concat, fromBase64, fromUtf8, randomBytes, toBase64, utf8 } from '../kit/bytes'
import type { ExportedKey } from './archive'

/** Rounds of PBKDF2. A file cannot ask for another number. */
const ROUNDS = 600_000

/** The parts of the line `keys`, behind its name. */
export async function writeKeys(keys: readonly ExportedKey[], world: string, passphrase: string | undefined): Promise<string[]> {
  const list = JSON.stringify(keys.map(({ id, kind, bytes }) => [id, kind, toBase64(bytes)]))
  if (passphrase === undefined) return ['plain', toBase64(utf8(list))]
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const key = await keyFrom(passphrase, salt)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(world) }, key, utf8(list))
  return ['sealed', toBase64(concat(salt, iv, new Uint8Array(sealed)))]
}

/** Opens what `writeKeys` sealed; `undefined` when the passphrase is not the right one. */
export async function openKeys(sealed: Bytes, world: string, passphrase: string): Promise<string | undefined> {
  const [salt, iv, rest] = [sealed.slice(0, 16), sealed.slice(16, 28), sealed.slice(28)]
  try {
    const key = await keyFrom(passphrase, salt)
    return fromUtf8(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound(world) }, key, rest)))
  } catch {
    return undefined
  }
}

/** The keys in an opened list; `undefined` when it is not one. */
export function readKeys(list: string): ExportedKey[] | undefined {
  try {
    const items: unknown = JSON.parse(list)
    if (!Array.isArray(items) || items.length > 10_000) return undefined
    const keys: ExportedKey[] = []
    for (const item of items as unknown[]) {
      if (!Array.isArray(item) || item.length !== 3) return undefined
      const [id, kind, text] = item as unknown[]
      const bytes = typeof text === 'string' && text.length <= 16_384 ? fromBase64(text) : undefined
      if (typeof id !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(id) || (kind !== 'root' && kind !== 'box') || !bytes) return undefined
      keys.push({ id, kind, bytes })
    }
    return new Set(keys.map((key) => key.id)).size === keys.length ? keys : undefined
  } catch {
    return undefined
  }
}

/** A sealed list opens only in the file of its own world. */
const bound = (world: string) => utf8(`mesi-archive keys ${world}`)

/** Composed and decomposed spellings of a passphrase are the same passphrase. */
async function keyFrom(passphrase: string, salt: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
