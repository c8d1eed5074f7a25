/** Root and box keys in an archive: under a passphrase, or plain where a world is only made to be shown. */
import { type Bytes, fromBase64, fromUtf8, toBase64, utf8 } from '../kit/bytes'
import { lockWithPassphrase, unlockWithPassphrase } from '../secrets/passphrase'
import type { ExportedKey } from './archive'

/** The parts of the line `keys`, behind its name. */
export async function writeKeys(keys: readonly ExportedKey[], world: string, passphrase: string | undefined): Promise<string[]> {
  const list = JSON.stringify(keys.map(({ id, kind, bytes }) => [id, kind, toBase64(bytes)]))
  if (passphrase === undefined) return ['plain', toBase64(utf8(list))]
  return ['sealed', toBase64(await lockWithPassphrase(passphrase, utf8(list), bound(world)))]
}

/** Opens what `writeKeys` sealed; `undefined` when the passphrase is not the right one. */
export const openKeys = (sealed: Bytes, world: string, passphrase: string): Promise<Bytes | undefined> =>
  unlockWithPassphrase(passphrase, sealed, bound(world))

/** The keys in an opened list; `undefined` when it is not one. */
export function readKeys(list: Bytes): ExportedKey[] | undefined {
  try {
    const items: unknown = JSON.parse(fromUtf8(list))
    if (!Array.isArray(items) || items.length > 10_000) return undefined
    const keys: ExportedKey[] = []
    for (const item of items as unknown[]) {
      if (!Array.isArray(item) || item.length !== 3) return undefined
      const [id, kind, text] = item as unknown[]
      const bytes = typeof text === 'string' && text.length <= 16_384 ? fromBase64(text) : undefined
      if (typeof id !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(id) || (kind !== 'root' && kind !== 'box') || !bytes) return undefined
      if (!id.startsWith(`${kind}/`)) return undefined // it would pass for a key of another kind, such as the host's
      keys.push({ id, kind, bytes })
    }
    return new Set(keys.map((key) => key.id)).size === keys.length ? keys : undefined
  } catch {
    return undefined
  }
}

/** A sealed list opens only in the file of its own world. */
const bound = (world: string): string => `mesi-archive keys ${world}`
