/** Views on the disk, for DevTools and long lists. They open behind the first screen, which needs none of them; what changes before waits. */
import type { Engine } from '../log/engine'
import type { Table } from '../log/rules'
import type { Hash } from '../log/types'
import type { Store } from '../store/store'
import type { Views } from '../store/views'
import type { Texts } from './texts'

export class ViewsBehind {
  private views: Views | undefined
  private opening: Promise<void> | undefined
  private closed = false
  /** All rows wait. */
  private anew = false

  /** @param waiting what changed while they were not open yet, by name of the table; `undefined`: this peer has none */
  constructor(
    private readonly store: Store,
    private readonly texts: Pick<Texts, 'load'>,
    private readonly engine: () => Engine,
    private waiting: Map<string, Set<string>> | undefined,
  ) {}

  tell(changed: ReadonlyMap<Table<unknown>, ReadonlySet<string>>): void {
    this.views?.applyChanges([...changed].map(([table, keys]) => [table.name, keys] as const))
    if (!this.waiting) return
    for (const [{ name }, keys] of changed) {
      const known = this.waiting.get(name) ?? new Set()
      for (const key of keys) known.add(key)
      this.waiting.set(name, known)
    }
  }
  /** All may be another: the rows are looked for when they are written. */
  tellAnew(): void {
    this.anew = true
    this.writeAnew()
  }
  private writeAnew(): void {
    if (!this.views || !this.anew) return
    this.anew = false
    // What no view shows stays unread.
    this.views.applyChanges([...this.engine().tables()].map(([name, rows]) => [name, { [Symbol.iterator]: () => rows.keys() }] as const))
  }
  textsChanged(hashes: readonly Hash[]): void {
    this.views?.textsChanged(hashes)
  }

  open(): Promise<void> {
    if (!this.waiting) return Promise.resolve()
    this.opening ??= this.make().finally(() => {
      this.opening = undefined
    })
    return this.opening
  }

  private async make(): Promise<void> {
    const [{ openViews }, { views: shown }] = await Promise.all([import('../store/views'), import('../areas/asked')])
    let of: Engine | undefined
    let tables: ReturnType<Engine['tables']>
    const table = (name: string) => {
      const engine = this.engine()
      if (of !== engine) tables = (of = engine).tables()
      return tables.get(name)
    }
    const views = await openViews({
      world: this.store.world,
      peer: this.store.peer,
      views: shown,
      source: {
        get: (name, key) => table(name)?.get(key),
        keys: (name) => table(name)?.keys() ?? [],
        texts: (hashes) => this.texts.load(hashes),
      },
    })
    if (this.closed) return views.close()
    views.applyChanges(this.waiting ?? [])
    this.waiting = undefined
    this.views = views
    this.writeAnew()
    this.store.attachViews(views)
  }

  close(): void {
    this.closed = true
    this.views?.close()
  }
}
