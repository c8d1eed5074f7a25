/**
 * What a newcomer to a large world leaves to a worker, so that its page stays free for whoever looks around: the pieces of a snapshot are
 * opened there, and the history behind it is read, proven, folded and kept. Where no worker can be had, the page does the same itself.
 */
import type { Bytes } from '../kit/bytes'
import { watch } from '../kit/pulse'
import { language } from '../language'
import type { Genesis } from '../log/types'
import type { Floor } from '../store/schema'
import type { Store } from '../store/store'
import type { Answer, Ask, Message, Reached, Said } from './helping'
import { type History, openHistory } from './history'
import { type Named, type Opened, openPiece } from './pieces'

export interface Helper {
  /** There will be something to do soon: it takes a moment to come. */
  call(): void
  /** As `openPiece`. */
  openPiece(manifest: Named, nth: number, packed: Bytes): Promise<Opened | undefined>
  /** As `openHistory`. */
  openHistory(store: Store, genesis: Genesis, floor: Floor): Promise<History>
  /** There is nothing more to do: what it is still asked for rejects. The next to ask has another one. */
  dismiss(): void
  /** Dismissed for good. */
  close(): void
}

/** Nobody waits for the answer any more. */
class Dismissed extends Error {}
/** It died, hangs, or cannot be had: nothing is wrong with what it was to do. */
export class HelperGone extends Error {}

export function makeHelper(): Helper {
  let worker: Worker | undefined
  let canHelp = typeof Worker === 'function'
  let isClosed = false
  let asks = 0
  /** What it is asked before it listens, which takes until its language is there: nobody would hear that. */
  let early: Message[] | undefined
  /** While something is asked of it; one that could not be fetched is as silent as one that hangs. */
  let pulse: ReturnType<typeof watch> | undefined
  const asked = new Map<number, { readonly resolve: (answer: Answer) => void; readonly reject: (why: Error) => void }>()

  function fail(why: Error): void {
    worker?.terminate()
    worker = undefined
    for (const { reject } of asked.values()) reject(why)
    asked.clear()
    stopWatching()
  }
  function giveUp(why: string): void {
    canHelp = false
    fail(new HelperGone(why))
  }

  function stopWatching(): void {
    pulse?.end()
    pulse = undefined
  }

  function start(): Worker {
    const made = new Worker(new URL('./helperWorker.ts', import.meta.url), { type: 'module', name: language })
    early = []
    made.addEventListener('message', ({ data }: MessageEvent<Said>) => {
      if (worker !== made) return
      pulse?.heard()
      if ('alive' in data) return
      if ('ready' in data) {
        for (const message of early ?? []) made.postMessage(message)
        early = undefined
        return
      }
      asked.get(data.id)?.resolve(data)
      asked.delete(data.id)
      if (asked.size === 0) stopWatching()
    })
    made.addEventListener('error', () => {
      if (worker === made) giveUp('the helper stopped')
    })
    return made
  }

  /** @throws Error if there is no helper */
  function call(): Worker {
    if (isClosed) throw new Dismissed()
    if (!canHelp) throw new HelperGone('there is no helper')
    try {
      return (worker ??= start())
    } catch (error) {
      canHelp = false
      throw error
    }
  }

  /** @throws Error if there is no helper, or it could not do it */
  async function ask(what: Ask, isFull = false): Promise<Exclude<Answer, { failed: string }>> {
    const helper = call()
    const id = ++asks
    pulse ??= watch(() => giveUp('the helper hangs'))
    const found = await new Promise<Answer>((resolve, reject) => {
      asked.set(id, { resolve, reject })
      const message: Message = { id, ask: what, isFull }
      if (early) early.push(message)
      else helper.postMessage(message)
    })
    if ('failed' in found) throw new Error(found.failed)
    return found
  }

  async function openFar(store: Store, genesis: Genesis, floor: Floor): Promise<History> {
    const pursue = async (what: Ask): Promise<Reached> => {
      const answer = await ask(what, store.connection.isFull)
      if (!('reached' in answer)) throw new Error('an answer to something else')
      return answer.reached
    }
    let reached = await pursue({ open: { world: store.world, peer: store.peer, genesis, floor } })
    return {
      floor,
      get number() {
        return reached.number
      },
      get progress() {
        return reached.progress
      },
      receive: async (from, rows, seals) => (reached = await pursue({ receive: { from, rows, seals } })),
      fold: async () => (reached = await pursue({ fold: true })).standing,
    }
  }

  return {
    call() {
      try {
        call()
      } catch {
        // Whoever asks does without.
      }
    },
    async openPiece(manifest, nth, packed) {
      const { tables, pieces } = manifest
      const answer = await ask({ piece: { manifest: { tables, pieces }, nth, packed } }).catch((error: unknown) => {
        if (error instanceof Dismissed) throw error
      })
      return answer && 'opened' in answer ? answer.opened : openPiece(manifest, nth, packed)
    },
    openHistory: (store, genesis, floor) =>
      openFar(store, genesis, floor).catch((error: unknown) => {
        if (error instanceof Dismissed) throw error
        return openHistory(store, genesis, floor)
      }),
    dismiss: () => fail(new Dismissed()),
    close() {
      isClosed = true
      fail(new Dismissed())
    },
  }
}
