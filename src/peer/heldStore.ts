/**
 * A store that keeps in memory what is done in a world nobody knows of yet, and puts it on the disk in one go. Thousands of acts of a
 * made-up past would otherwise be thousands of strict transactions; and a past that broke off in the middle is nobody's history.
 * Nothing may be sent before `release`: until then nothing is durable.
 */
import type { Hash, Row } from '../log/types'
import type { Kept, Settlement } from '../store/feeds'
import type { Payload } from '../store/payloads'
import type { KeyRow } from '../store/schema'
import type { Store } from '../store/store'

export interface HeldStore {
  readonly store: Store
  /** Puts everything on the disk; from then on the store is the real one. @throws Error while a row is still pending */
  release(): Promise<void>
}

export function holdBack(real: Store): HeldStore {
  const rows = new Map<Hash, string>()
  const payloads = new Map<Hash, Payload>()
  const keys = new Map<string, KeyRow>()
  const meta = new Map<string, unknown>()
  const settlements: Settlement[] = []
  let isHeld = true

  const held: Partial<Store> = {
    async appendOwn(device, more: readonly Row[], named = []): Promise<Kept> {
      if (!isHeld) return real.appendOwn(device, more, named)
      for (const { hash, text } of more) rows.set(hash, text)
      for (const payload of named) payloads.set(payload.hash, payload)
      return { ok: true }
    },
    async settle(more, texts, along): Promise<Kept> {
      if (!isHeld) return real.settle(more, texts, along)
      settlements.push(...more)
      if (along) meta.set(along.key, along.value)
      return { ok: true }
    },
    async sealsAt(numbers) {
      if (!isHeld) return real.sealsAt(numbers)
      const asked = new Set(numbers)
      return new Map(settlements.flatMap(({ seal }) => (asked.has(seal.body.number) ? [[seal.body.number, seal.hash] as const] : [])))
    },
    async saveSnapshot(snapshot) {
      if (!isHeld) await real.saveSnapshot(snapshot)
    },
    async putKeys(more) {
      if (!isHeld) return real.putKeys(more)
      for (const key of more) keys.set(key.id, key)
    },
    key: async (id) => (isHeld && keys.get(id)) || real.key(id),
    async putMeta(key, value) {
      if (!isHeld) return real.putMeta(key, value)
      meta.set(key, value)
    },
    meta: async (key) => (isHeld && meta.has(key) ? meta.get(key) : real.meta(key)),
  }
  return {
    store: Object.assign(Object.create(real) as Store, held),
    async release() {
      const settled = settlements.reduce((sum, each) => sum + each.settled.length, 0)
      if (settled !== rows.size) throw new Error(`${rows.size - settled} acts of the past are not final`)
      await real.putKeys([...keys.values()])
      for (const [key, value] of meta) await real.putMeta(key, value)
      await real.putPayloads([...payloads.values()])
      await real.settle(settlements, rows)
      isHeld = false
    },
  }
}
