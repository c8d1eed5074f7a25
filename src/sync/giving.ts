/** What one link is given of what it asks for: read as the line takes it up, and no more asks at a time than an honest peer has. */
import { hashOf, utf8 } from '../kit/bytes'
import type { Hash } from '../log/types'
import { cut, HASHES_PER_FRAME, type Message, payloadFrames, sealFrames } from './frames'
import type { Counters } from './limits'
import { jobFrom, type Lane, type Outbox } from './outbox'
import type { Replica } from './replica'
import type { Telling } from './telling'

/** Asks by hash of one peer that wait to be answered; what it asks beyond that it asks again. */
const MOST_JOBS = 100
/** Asks of any other kind that wait in one lane: for all feeds that one peer may have, or all files that a long page shows. */
const MOST_ASKS = { rows: 400, blobs: 4_096, history: 20 } as const
/** Rows or payloads by hash that are read for the line in one go. */
const READ_AT_ONCE = 100

type Ask<Type extends Message['type']> = Extract<Message, { readonly type: Type }>

export interface Giving {
  rows(ask: Ask<'askRows'>): void
  byHash(ask: Ask<'askHashes'>): void
  seals(ask: Ask<'askSeals'>): void
  /** Apart from what is told and pushed: these rows lie behind what the other end counts from. */
  history(ask: Ask<'askHistory'>): void
  chunks(ask: Ask<'askChunks'>): void
}

export interface Giver {
  readonly replica: Replica
  readonly outbox: Pick<Outbox, 'add' | 'jobs'>
  readonly telling: Pick<Telling, 'asksFrom' | 'unsent'>
  readonly counters: Counters
  send(message: Message): void
}

export function makeGiving({ replica, outbox, telling, counters, send }: Giver): Giving {
  /** Who asks and asks, and takes nothing up, costs no more than so many asks. */
  const mayAsk = (lane: Lane & keyof typeof MOST_ASKS): boolean => outbox.jobs(lane) < MOST_ASKS[lane]

  function sayAbsent(kind: 'rows' | 'payloads', asked: readonly Hash[], found: ReadonlySet<Hash>): void {
    const absent = asked.filter((hash) => !found.has(hash))
    for (const part of cut(absent, HASHES_PER_FRAME)) send({ type: 'absent', kind, hashes: part })
  }

  async function* rowsNamed(hashes: readonly Hash[]): AsyncGenerator<Message[]> {
    for (const some of cut(hashes, READ_AT_ONCE)) {
      const rows = await replica.rowsByHash(some)
      counters.rowsOut += rows.length
      sayAbsent('rows', some, new Set(rows.map((row) => hashOf(row.text))))
      yield rowFrames(
        rows.map(({ text }) => text),
        0,
      )
    }
  }

  async function* payloadsNamed(hashes: readonly Hash[]): AsyncGenerator<Message[]> {
    for (const some of cut(hashes, READ_AT_ONCE)) {
      const payloads = await replica.payloads(some)
      sayAbsent('payloads', some, new Set(payloads.map((payload) => payload.hash)))
      yield payloadFrames(payloads)
    }
  }

  async function* chunksOf(hash: Hash, indexes: readonly number[]): AsyncGenerator<Message[]> {
    for (const index of indexes) {
      const bytes = await replica.blobs.read(hash, index)
      if (!bytes) return send({ type: 'absent', kind: 'blob', hashes: [hash] })
      yield [{ type: 'chunk', hash, index, bytes }]
    }
  }

  return {
    rows({ ask, places }) {
      if (!mayAsk('rows')) return
      telling.asksFrom(places)
      const ending: Message = { type: 'rows', ask, last: true, texts: [] }
      const read = jobFrom(
        replica.rowsAfter(places),
        (batch) => {
          const unsent = telling.unsent(batch)
          counters.rowsOut += unsent.length
          return rowFrames(
            unsent.map(({ text }) => text),
            ask,
          )
        },
        ending,
      )
      outbox.add('rows', read)
    },
    byHash({ kind, hashes }) {
      if (outbox.jobs('rows') >= MOST_JOBS) return
      outbox.add(
        'rows',
        jobFrom(kind === 'rows' ? rowsNamed(hashes) : payloadsNamed(hashes), (frames) => frames),
      )
    },
    seals({ after }) {
      if (!mayAsk('rows')) return
      outbox.add('rows', jobFrom(replica.sealsAfter(after), sealFrames, { type: 'seals', more: false, last: true, bytes: utf8('') }))
    },
    history({ ask, after, upTo }) {
      if (!mayAsk('history')) return
      const toMessages = ({ seals, rows }: { readonly seals: readonly string[]; readonly rows: readonly string[] }): Message[] => {
        counters.rowsOut += rows.length
        return [...(seals.length > 0 ? sealFrames(seals) : []), ...rowFrames(rows, ask)]
      }
      outbox.add('history', jobFrom(replica.sealedBetween(after, upTo), toMessages, { type: 'rows', ask, last: true, texts: [] }))
    },
    chunks({ hash, indexes }) {
      if (!mayAsk('blobs')) return
      outbox.add(
        'blobs',
        jobFrom(chunksOf(hash, indexes), (messages) => messages),
      )
    },
  }
}

const rowFrames = (texts: readonly string[], ask: number): Message[] =>
  cut(texts, 1_000, (text) => text.length + 1).map((part) => ({ type: 'rows', ask, last: false, texts: part }))
