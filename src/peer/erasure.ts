/**
 * What its maker has erased (K3), and all that a deleted account leaves (DEL-5): destroyed on this disk once that is final, refused
 * whenever it comes again. Words carry their writer inside, so nobody erases another's; a file goes only when nobody shows it any more.
 * So does a picture of a profile that was replaced, but that one may be chosen again.
 */
import type { AccountId, Index } from '../areas/area'
import { picturesOf } from '../areas/accounts/shown'
import { accounts, erased, erasedToo } from '../areas/accounts/tables'
import { peopleIndex } from '../areas/accounts/views'
import { visibility } from '../areas/content/shown'
import { collections, comments, contents, versions, within } from '../areas/content/tables'
import { contentIndex } from '../areas/content/views'
import { entries } from '../areas/ledger/postings'
import { tips } from '../areas/tips/rules'
import { hashOf } from '../kit/bytes'
import type { Engine } from '../log/engine'
import type { Table } from '../log/rules'
import type { Hash } from '../log/types'
import type { Payload } from '../store/payloads'
import type { Store } from '../store/store'
import { unwrap } from './payload'

export type Changed = ReadonlyMap<Table<unknown>, ReadonlySet<string>>
/** The keys of a list, as screens page through it: of the state as it is shown. */
export type ListOf = <State>(index: Index<State>, name: string) => readonly string[]

export interface Destroyed {
  readonly words: readonly Hash[]
  /** Erased for good. */
  readonly files: readonly Hash[]
  /** Not here any more. */
  readonly dropped: readonly Hash[]
  readonly rows: Changed
}

export interface Erasure {
  /** Notes what was erased or deleted lately, perhaps only for now. */
  note(changed: Changed): void
  /** To be called while the state is that at a seal: what is erased in it is erased for good. */
  sealed(): void
  /**
   * Destroys what has become final, and resolves when it is off the disk. Answers what is gone, by whichever tab, and the rows of state
   * that showed it and did not change themselves.
   */
  destroy(list: ListOf): Promise<Destroyed>
  /** Whether these words are what their name says and may be kept here: not after their writer has erased them or is gone. */
  mayKeep(payload: Payload): boolean
  /** Whether somebody has erased words of this name; whose they are is known only once they are here. */
  isNamed(hash: Hash): boolean
  /** Whether this file is erased and shown by nobody. */
  isGone(file: Hash, list: ListOf): boolean
}

/** @param base what a copy of a world begins with (K21): nobody erases that by naming it as a file of theirs */
export function makeErasure(
  engine: Engine,
  store: Pick<Store, 'payloads' | 'erasePayloads' | 'blobStates' | 'eraseBlobs' | 'dropBlobs'>,
  base?: Hash,
): Erasure {
  /** Words and files that accounts left behind whose deletion is final, by hash. */
  const left = new Map<Hash, AccountId>()
  /** Erased and deleted, and not yet known to be final. */
  const pending = { names: new Set<string>(), accounts: new Set<AccountId>(), faces: new Set<AccountId>() }
  /** The pictures of each account at the last seal. */
  const faces = new Map<AccountId, readonly Hash[]>()
  /** Replaced, and not yet looked for on the disk. */
  const replaced = new Set<Hash>()
  /** Final, and not yet looked for on the disk. */
  const due = new Set<Hash>()
  const stale = new Map<Table<unknown>, Set<string>>()

  /** The words and files that accounts have published and that are still their own, and the words that went with their money. One walk for all. */
  function leave(gone: ReadonlySet<AccountId>): void {
    if (gone.size === 0) return
    const add = (hash: Hash | undefined, account: AccountId) => {
      if (hash === undefined) return
      left.set(hash, account)
      due.add(hash)
    }
    const touch = (of: Table<unknown>, key: string) => stale.set(of, (stale.get(of) ?? new Set()).add(key))
    for (const [id, row] of engine.rowsOf(contents)) {
      const { author } = row
      if (!gone.has(author) || row.owner !== author) continue
      touch(contents, id)
      add(row.caption?.hash, author)
      for (const { hash } of row.details) add(hash, author)
      for (let n = 1; n <= row.edits; n++) add(engine.read(versions, within(id, n))?.caption?.hash, author)
      for (const { hash, thumb } of row.files) for (const each of [hash, thumb?.hash]) add(each, author)
    }
    for (const [id, { author, text }] of engine.rowsOf(comments)) {
      if (!gone.has(author)) continue
      touch(comments, id)
      add(text.hash, author)
    }
    for (const [id, { owner, name }] of engine.rowsOf(collections)) {
      if (!gone.has(owner)) continue
      touch(collections, id)
      add(name.hash, owner)
    }
    // What money moved stays on record for good (CORE-1); what was said with it goes with whoever said it. All entries of one act bear its words.
    for (const [id, { from, event, note }] of engine.rowsOf(entries)) {
      if (!note) continue
      const author = engine.read(tips, event)?.from ?? from
      if (!gone.has(author)) continue
      touch(entries, id)
      add(note.hash, author)
    }
    for (const [id, { from, note }] of engine.rowsOf(tips)) if (note && gone.has(from)) touch(tips, id)
  }

  function notePictures(account: AccountId): void {
    const row = engine.read(accounts, account)
    const now = row ? picturesOf(row).map(({ hash }) => hash) : []
    for (const hash of faces.get(account) ?? []) if (!now.includes(hash)) replaced.add(hash)
    faces.set(account, now)
  }

  const isErasedBy = (hash: Hash, writer: AccountId): boolean =>
    engine.read(erased, hash)?.writer === writer || engine.read(erased, erasedToo(hash, writer)) !== undefined || left.get(hash) === writer
  const isClosed = (account: AccountId): boolean => (engine.read(accounts, account)?.closed ?? null) !== null
  const isNamed = (hash: Hash): boolean => left.has(hash) || engine.read(erased, hash) !== undefined
  const isShown = (file: Hash, list: ListOf): boolean =>
    file === base ||
    list(contentIndex, `file ${file}`).some((id) => visibility(engine.reader, id) !== 'deleted') ||
    list(peopleIndex, `picture ${file}`).length > 0

  return {
    note(changed) {
      for (const key of changed.get(erased) ?? []) if (engine.read(erased, key)) pending.names.add(key)
      for (const account of changed.get(accounts) ?? []) {
        pending.faces.add(account)
        if (isClosed(account)) pending.accounts.add(account)
      }
    },
    sealed() {
      for (const key of pending.names) if (engine.read(erased, key)) due.add(key.split(' ')[0] as Hash)
      for (const account of pending.faces) notePictures(account)
      // What this seal left out is folded anew behind it, and noted again.
      pending.names.clear()
      pending.faces.clear()
      const gone = new Set([...pending.accounts].filter(isClosed))
      for (const account of gone) pending.accounts.delete(account)
      leave(gone)
    },
    async destroy(list) {
      if (due.size + replaced.size === 0) return { words: [], files: [], dropped: [], rows: new Map() }
      const names = [...due]
      const here = await store.payloads(names)
      const words = [...here].flatMap(([hash, bytes]) => {
        const writer = bytes && unwrap(bytes)?.writer
        return writer === null || (writer && isErasedBy(hash, writer)) ? [hash] : []
      })
      // Who else shows it may have let go of it only for now: that is asked again behind the next seal.
      const held = new Set([...[...pending.names].map((key) => key.split(' ')[0]), ...[...faces.values()].flat()])
      const files = [...(await store.blobStates(names)).keys()].filter((hash) => !held.has(hash) && !isShown(hash, list))
      const whole = words.filter((hash) => here.get(hash) !== null)
      if (whole.length > 0) await store.erasePayloads(whole)
      if (files.length > 0) await store.eraseBlobs(files)
      const pictures = [...replaced]
      const dropped = pictures.filter((hash) => !files.includes(hash) && !isShown(hash, list))
      if (dropped.length > 0) await store.dropBlobs(dropped)
      for (const hash of pictures) replaced.delete(hash)
      for (const name of names) if (!held.has(name)) due.delete(name)
      const rows = new Map(stale)
      stale.clear()
      return { words, files, dropped, rows }
    },
    mayKeep({ hash, bytes }) {
      const written = unwrap(bytes)
      return written !== undefined && !isErasedBy(hash, written.writer) && hashOf(bytes) === hash
    },
    isNamed,
    isGone: (file, list) => isNamed(file) && !isShown(file, list),
  }
}
