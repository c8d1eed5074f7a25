/**
 * What the other end of one link is told of what is here: all of it in one account, our own rows as soon as they are made, and of what
 * came from elsewhere that it moved.
 */
import type { DeviceId, Hash, Millis, Ref } from '../log/types'
import { cut, type Message, payloadFrames, REFS_PER_FRAME, sealFrames } from './frames'
import type { Counters } from './limits'
import { jobFrom, type Outbox } from './outbox'
import type { Entry, LastSeal, News } from './replica'
import type { Shared } from './session'

/** Feeds in one frame of the account of all: nobody has asked for it, so on a narrow line each must come before silence counts. */
const FEEDS_AT_ONCE = 100

export interface Telling {
  /** Says all that is here. */
  account(): void
  /** Says it only if that is another than was said last, or was so long ago that the other end may have lost it. */
  accountAnew(): void
  /** Tells of what is new here: rows and seals that were made here go at once, of others it says that they moved. */
  tell(news: News): void
  /** These rows came over this very link. */
  came(rows: News['rows']): void
  /** The other end says that it has these. */
  has(refs: readonly Ref[]): void
  /** Both ends have the same: what was told, sent or pushed before no longer matters. */
  agree(): void
  /** The other end asks for rows from there on: what was sent behind that may not have come. */
  asksFrom(places: readonly { readonly device: DeviceId; readonly seq: number }[]): void
  /** Of rows that it asked for, those that were not pushed meanwhile: they count as sent. */
  unsent(rows: readonly Entry[]): readonly Entry[]
  stop(): void
}

export interface End {
  readonly shared: Pick<Shared, 'replica' | 'timing' | 'limits' | 'heads' | 'digest'>
  readonly outbox: Pick<Outbox, 'add'>
  readonly counters: Counters
  send(message: Message): void
  theirLast(): LastSeal | undefined
}

export function makeTelling({ shared, outbox, counters, send, theirLast }: End): Telling {
  const { replica, timing, limits } = shared
  /** How far each feed has been told or sent to the other end, and what was pushed past what it asked for. */
  const known = new Map<DeviceId, number>()
  const pushed = new Map<DeviceId, Set<number>>()
  const live: Entry[] = []
  const moved = new Set<DeviceId>()
  let told: { readonly digest: Hash; readonly at: Millis } | undefined
  let cancelMoved: (() => void) | undefined

  const reaches = (device: DeviceId, seq: number): void => void known.set(device, Math.max(known.get(device) ?? 0, seq))

  /** Who names other feeds each time makes us forget, at worst to tell what could have been pushed. */
  function forgetMany(): void {
    if (known.size > limits.feeds) known.clear()
  }

  function account(): void {
    told = { digest: shared.digest(), at: timing.now() }
    const vector = replica.vector()
    const last = replica.lastSeal()
    const parts = vector.length > 0 ? cut(vector, FEEDS_AT_ONCE) : [[]]
    parts.forEach((refs, i) => send({ type: 'vector', whole: true, more: i + 1 < parts.length, last, refs }))
  }

  /** What moved here since, in one short message a moment later: most of it will have come from elsewhere by then. */
  function tellMoved(): void {
    cancelMoved ??= timing.later(20, () => {
      cancelMoved = undefined
      const mine = shared.heads()
      const refs = [...moved].flatMap((device) =>
        (mine.get(device) ?? []).filter((ref) => ref.seq > (known.get(device) ?? 0) || (mine.get(device)?.length ?? 0) > 1),
      )
      moved.clear()
      const last = replica.lastSeal()
      if (refs.length === 0 && theirLast()?.hash === last.hash) return
      for (const part of refs.length > 0 ? cut(refs, REFS_PER_FRAME) : [[]])
        send({ type: 'vector', whole: false, more: false, last, refs: part })
    })
  }

  function push(row: Entry): void {
    live.push(row)
    known.set(row.device, row.seq)
    const seqs = pushed.get(row.device) ?? new Set()
    if (seqs.size > 10_000) seqs.clear() // at worst a row is sent twice
    pushed.set(row.device, seqs.add(row.seq))
  }

  function sendLive(): Message | undefined {
    const part = cut(live, 1_000, sizeOf)[0]
    if (!part) return undefined
    live.splice(0, part.length)
    counters.rowsOut += part.length
    return { type: 'rows', ask: 0, last: false, texts: part.map((row) => row.text) }
  }

  return {
    account,
    accountAnew() {
      if (told?.digest !== shared.digest() || timing.now() - told.at >= limits.compare) account()
    },
    tell(news) {
      const before = live.length
      for (const row of news.rows) {
        const far = known.get(row.device) ?? 0
        if (news.from === null && far === row.seq - 1) push(row)
        else if (far < row.seq) moved.add(row.device)
      }
      if (live.length > before) {
        if (before === 0) outbox.add('live', sendLive)
        for (const frame of payloadFrames(news.payloads))
          outbox.add(
            'live',
            jobFrom([frame], (only) => [only]),
          )
      }
      if (news.seals.length > 0) {
        if (news.from === null) outbox.add('live', jobFrom([news.seals], sealFrames))
        else tellMoved()
      }
      if (moved.size > 0) tellMoved()
    },
    came(rows) {
      for (const { device, seq } of rows) reaches(device, seq)
    },
    has(refs) {
      forgetMany()
      for (const { device, seq } of refs) reaches(device, seq)
    },
    agree() {
      pushed.clear()
      for (const [device, refs] of shared.heads()) known.set(device, Math.max(...refs.map((ref) => ref.seq)))
    },
    asksFrom(places) {
      const from = new Map(places.map(({ device, seq }) => [device, seq]))
      forgetMany()
      for (const [device, seq] of from) {
        known.set(device, seq)
        pushed.delete(device)
      }
      // What was to be pushed and has not left yet is among what is asked for.
      live.splice(0, live.length, ...live.filter(({ device, seq }) => seq <= (from.get(device) ?? Number.POSITIVE_INFINITY)))
    },
    unsent(rows) {
      const unsent = rows.filter(({ device, seq }) => !pushed.get(device)?.has(seq))
      for (const { device, seq } of unsent) reaches(device, seq)
      return unsent
    },
    stop: () => cancelMoved?.(),
  }
}

const sizeOf = (row: Entry): number => row.text.length + 1
