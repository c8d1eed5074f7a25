/** Reading orders over tables, for screens: built when first asked for, then kept in step with every key that `put` touches. */
import type { Index } from '../areas/area'
import type { Table } from '../log/rules'

interface Kept {
  readonly index: Index<unknown>
  readonly lists: Map<string, Listed>
  readonly standing: Map<string, { readonly lists: readonly string[]; readonly rank: number }>
}
interface Listed {
  keys: string[]
  ranks: number[]
}
const none: readonly string[] = []

export class Lists {
  private readonly kept = new Map<string, Kept>()
  private readonly byTable = new Map<Table<unknown>, Kept[]>()

  /** @param rows the current rows of a table */
  constructor(private readonly rows: (of: Table<unknown>) => ReadonlyMap<string, unknown>) {}

  /** Keys of a list, smallest rank first, ties by key. The array is ours: read it, do not keep it. */
  list(index: Index<unknown>, name: string): readonly string[] {
    return (this.kept.get(index.name) ?? this.build(index)).lists.get(name)?.keys ?? none
  }

  /** All rows may be others: the lists are made anew when somebody asks. */
  forget(): void {
    this.kept.clear()
    this.byTable.clear()
  }

  /** Moves the changed keys to where they belong now. @returns `index/list` of every list whose order or members changed */
  apply(changed: ReadonlyMap<Table<unknown>, ReadonlySet<string>>): Set<string> {
    const moved = new Set<string>()
    for (const [table, keys] of changed) {
      const kept = this.byTable.get(table)
      if (!kept) continue
      const rows = this.rows(table)
      for (const each of kept) for (const key of keys) move(each, key, rows.get(key), moved)
    }
    return moved
  }

  private build(index: Index<unknown>): Kept {
    const kept: Kept = { index, lists: new Map(), standing: new Map() }
    const gathered = new Map<string, { key: string; rank: number }[]>()
    for (const [key, row] of this.rows(index.of)) {
      const lists = index.lists(row, key)
      if (lists.length === 0) continue
      const rank = index.rank(row)
      kept.standing.set(key, { lists, rank })
      for (const name of lists) {
        const members = gathered.get(name)
        if (members) members.push({ key, rank })
        else gathered.set(name, [{ key, rank }])
      }
    }
    for (const [name, members] of gathered) {
      members.sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))
      kept.lists.set(name, { keys: members.map((member) => member.key), ranks: members.map((member) => member.rank) })
    }
    this.kept.set(index.name, kept)
    const others = this.byTable.get(index.of)
    if (others) others.push(kept)
    else this.byTable.set(index.of, [kept])
    return kept
  }
}

function move(kept: Kept, key: string, row: unknown, moved: Set<string>): void {
  const was = kept.standing.get(key)
  const lists = row === undefined ? none : kept.index.lists(row, key)
  const rank = row === undefined ? 0 : kept.index.rank(row)
  if (was && was.rank === rank && was.lists.length === lists.length && was.lists.every((name, i) => name === lists[i])) return
  for (const name of was?.lists ?? none) {
    const list = kept.lists.get(name) as Listed
    const at = position(list, (was as { rank: number }).rank, key)
    list.keys.splice(at, 1)
    list.ranks.splice(at, 1)
    moved.add(`${kept.index.name}/${name}`)
  }
  if (lists.length === 0) {
    kept.standing.delete(key)
    return
  }
  kept.standing.set(key, { lists, rank })
  for (const name of lists) {
    let list = kept.lists.get(name)
    if (!list) kept.lists.set(name, (list = { keys: [], ranks: [] }))
    const at = position(list, rank, key)
    list.keys.splice(at, 0, key)
    list.ranks.splice(at, 0, rank)
    moved.add(`${kept.index.name}/${name}`)
  }
}

/** Where (rank, key) stands or would stand. */
function position(list: Listed, rank: number, key: string): number {
  let low = 0
  let high = list.keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = list.ranks[middle] as number
    if (other < rank || (other === rank && (list.keys[middle] as string) < key)) low = middle + 1
    else high = middle
  }
  return low
}
