/** The helper at work, in its worker (`helper.ts`). */
import type { Bytes } from '../kit/bytes'
import { beat } from '../kit/pulse'
import type { Genesis } from '../log/types'
import type { Floor } from '../store/schema'
import { openStore, type Store } from '../store/store'
import { type History, openHistory, type Taken } from './history'
import { type Named, type Opened, openPiece } from './pieces'

export type Ask =
  | { readonly piece: { readonly manifest: Named; readonly nth: number; readonly packed: Bytes } }
  | { readonly open: { readonly world: string; readonly peer: string; readonly genesis: Genesis; readonly floor: Floor } }
  | { readonly receive: { readonly from: string; readonly rows: readonly string[]; readonly seals: readonly string[] } }
  | { readonly fold: true }
/** How far the history has come, and what was made of what it was given. */
export type Reached = Pick<History, 'number' | 'progress'> & Taken
export interface Message {
  readonly id: number
  readonly ask: Ask
  /** As `Connection.full` of the page's own. */
  readonly isFull: boolean
}
export type Answer = { readonly id: number } & (
  | { readonly opened: Opened | undefined }
  | { readonly reached: Reached }
  | { readonly failed: string }
)

/** That it listens, an answer, or that one is being worked on. */
export type Said = { readonly ready: true } | Answer | { readonly alive: true }

/** What the helper hears by and answers on: its worker's own scope, or a port. */
export interface Port {
  postMessage(said: Said, transfer: Transferable[]): void
  addEventListener(type: 'message', hear: (event: { readonly data: Message }) => void): void
}

/** Answers whatever is asked; asks about the history come one after the other. */
export function help(port: Port): void {
  let store: Store | undefined
  let history: History | undefined

  async function open({ world, peer, genesis, floor }: Extract<Ask, { open: object }>['open']): Promise<History> {
    store?.close()
    store = await openStore({ world, peer })
    return openHistory(store, genesis, floor)
  }

  async function pursue(ask: Exclude<Ask, { piece: object }>): Promise<Reached> {
    if ('open' in ask) history = await open(ask.open)
    if (!history) throw new Error('no history is open')
    let taken: Taken = { standing: 'open', refused: [] }
    if ('receive' in ask) taken = await history.receive(ask.receive.from, ask.receive.rows, ask.receive.seals)
    if ('fold' in ask) taken = { standing: await history.fold(), refused: [] }
    return { ...taken, number: history.number, progress: history.progress }
  }

  port.addEventListener('message', async ({ data: { id, ask, isFull } }) => {
    const end = beat(() => port.postMessage({ alive: true }, []))
    try {
      if ('piece' in ask) {
        const opened = await openPiece(ask.piece.manifest, ask.piece.nth, ask.piece.packed)
        const first = opened?.packs?.ok ? opened.packs.value.packs[0] : undefined
        return port.postMessage({ id, opened }, first ? [first.buffer] : [])
      }
      store?.connection.full(isFull)
      port.postMessage({ id, reached: await pursue(ask) }, [])
    } catch (error) {
      port.postMessage({ id, failed: String(error) }, [])
    } finally {
      end()
    }
  })
  port.postMessage({ ready: true }, [])
}
