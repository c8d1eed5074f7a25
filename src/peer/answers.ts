/**
 * Questions and their answers. A question notes what it read (rows, numbers of the policy, lists, texts, blobs, standings, the clock), and who
 * watches it is told exactly when one of those changed: fed from the fold, so a screen follows an act within its frame.
 */
import type { AccountId, Index, Inquiry, Question } from '../areas/area'
import type { Table, Tools } from '../log/rules'
import type { Hash, Json, Millis } from '../log/types'
import { apart } from './apart'
import { Lists } from './lists'

/** Where answers come from. */
export interface Source {
  reader(): Tools
  rows(of: Table<unknown>): ReadonlyMap<string, unknown>
  text(hash: Hash): Json | undefined | null
  blob(hash: Hash): ReturnType<Inquiry['blob']>
  standing(event: Hash): ReturnType<Inquiry['standing']>
  /** How far seals have come. */
  finalAsOf(): Millis
}

/** What has changed since the last call of `tell`. */
export interface News {
  readonly changed: ReadonlyMap<Table<unknown>, ReadonlySet<string>>
  readonly judged?: Iterable<Hash>
  readonly texts?: Iterable<Hash>
  readonly blobs?: Iterable<Hash>
  /** World time moved on enough for a screen to care: once a second. */
  readonly time?: boolean
  /** A world has begun from a snapshot: all may be another, and nobody has read yet which rows there are. */
  readonly anew?: boolean
}

interface Watcher {
  reads: Set<string>
  readonly again: () => void
}

export class Answers {
  private readonly lists: Lists
  private readonly watchers = new Map<string, Set<Watcher>>()
  /** Numbers of the policy that watchers have read. A seal puts another in force without a row that changes. */
  private readonly numbers = new Map<string, number | string>()
  private version = 0
  private finalAsOf: Millis = 0
  private readonly listeners = new Set<(news: Pick<News, 'texts' | 'blobs'>) => void>()
  private readonly readers = new Set<(changed: News['changed']) => void>()

  constructor(private readonly source: Source) {
    this.lists = new Lists((of) => source.rows(of))
  }

  ask<A, R>(question: Question<A, R>, args: A, as?: AccountId): R {
    return question.answer(this.inquiry(as, undefined), args)
  }

  /** Answers now, and again through `told` whenever the answer may have changed, until the returned function is called. */
  watch<A, R>(question: Question<A, R>, args: A, as: AccountId | undefined, told: (answer: R) => void): () => void {
    const watcher: Watcher = { reads: new Set(), again: () => run() }
    const run = () => {
      const reads = new Set<string>()
      const answer = question.answer(this.inquiry(as, reads), args)
      for (const token of watcher.reads) if (!reads.has(token)) this.forget(token, watcher)
      for (const token of reads) if (!watcher.reads.has(token)) this.note(token, watcher)
      watcher.reads = reads
      told(answer)
    }
    run()
    return () => {
      for (const token of watcher.reads) this.forget(token, watcher)
      watcher.reads = new Set()
    }
  }

  /** Keys of a list, as `Inquiry.list`: for the peer itself. */
  list<State>(index: Index<State>, name: string): readonly string[] {
    return this.lists.list(index, name)
  }

  /** Asks again whatever rested on what changed. One screen's mistake stops neither the others nor the act that is under way. */
  tell(news: News): void {
    if (news.texts || news.blobs) for (const listener of this.listeners) listener(news)
    if (news.changed.size > 0) for (const reader of this.readers) reader(news.changed)
    const due = new Set<Watcher>(news.anew ? [...this.watchers.values()].flatMap((each) => [...each]) : [])
    if (news.anew) this.lists.forget()
    const touch = (token: string) => {
      for (const watcher of this.watchers.get(token) ?? []) due.add(watcher)
    }
    for (const list of this.lists.apply(news.changed)) touch(`list ${list}`)
    for (const [table, keys] of news.changed) for (const key of keys) touch(`row ${table.id} ${key}`)
    for (const hash of news.judged ?? []) touch(`event ${hash}`)
    for (const hash of news.texts ?? []) touch(`text ${hash}`)
    for (const hash of news.blobs ?? []) touch(`blob ${hash}`)
    if (news.time) touch('time')
    this.lookAtPolicy(touch)
    if (this.finalAsOf !== this.source.finalAsOf()) touch('seal')
    this.finalAsOf = this.source.finalAsOf()
    for (const watcher of due) if (watcher.reads.size > 0) apart(watcher.again)
  }

  /** Tells others of words and files that come from now on: they are the same in every view of a world. The answer ends it. */
  onCame(listener: (news: Pick<News, 'texts' | 'blobs'>) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Tells which rows change from now on: for what a host keeps beside the tables, whose world never begins anew. The answer ends it. */
  onChanged(reader: (changed: News['changed']) => void): () => void {
    this.readers.add(reader)
    return () => this.readers.delete(reader)
  }

  private lookAtPolicy(touch: (token: string) => void): void {
    const tools = this.source.reader()
    if (tools.version !== this.version) touch('version')
    this.version = tools.version
    for (const [name, before] of this.numbers) {
      const now = tools.parameter(name)
      if (now === before) continue
      this.numbers.set(name, now)
      touch(`number ${name}`)
    }
  }

  private note(token: string, watcher: Watcher): void {
    const set = this.watchers.get(token)
    if (set) set.add(watcher)
    else this.watchers.set(token, new Set([watcher]))
  }
  private forget(token: string, watcher: Watcher): void {
    const set = this.watchers.get(token)
    set?.delete(watcher)
    if (set?.size === 0) this.watchers.delete(token)
  }

  private inquiry(as: AccountId | undefined, reads: Set<string> | undefined): Inquiry {
    const { source, lists } = this
    const tools = source.reader()
    return {
      as,
      get now() {
        reads?.add('time')
        return tools.now
      },
      get version() {
        reads?.add('version')
        return tools.version
      },
      get(from, key) {
        reads?.add(`row ${from.id} ${key}`)
        return tools.get(from, key)
      },
      parameter: (name) => {
        const value = tools.parameter(name)
        if (reads && !this.numbers.has(name)) this.numbers.set(name, value)
        reads?.add(`number ${name}`)
        return value
      },
      list(index, name) {
        reads?.add(`list ${index.name}/${name}`)
        return lists.list(index, name)
      },
      text(hash) {
        reads?.add(`text ${hash}`)
        return source.text(hash)
      },
      blob(hash) {
        reads?.add(`blob ${hash}`)
        return source.blob(hash)
      },
      standing(event, at) {
        reads?.add(`event ${event}`)
        const standing = source.standing(event)
        if (standing !== 'final' || at === undefined || at <= source.finalAsOf()) return standing
        reads?.add('seal')
        return 'pending'
      },
    }
  }
}
