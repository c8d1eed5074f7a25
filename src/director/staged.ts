/**
 * What hangs on the frame of a pane of the stage: the pane says how it stands, and is led into the past with all others. One world has one
 * clock, so nobody on the stage is in another time than the rest.
 */
import { createEffect, on, onCleanup } from 'solid-js'
import type { AccountId } from '../areas/area'
import type { Millis } from '../log/types'
import { openPast } from '../peer/past'
import type { Peer } from '../peer/peer'
import type { Session } from '../ui/session'
import { say } from '../ui/toast'

/** Told by a pane. */
export interface Staged {
  ready(pane: StagedPane): void
  stands(standing: Standing): void
  /** Somebody in it would look back: all panes do so together. */
  looksBack(): void
}
/** What a pane can be told. */
export interface StagedPane {
  /** Shows the world as it was at a moment, only to be looked at; `undefined`: as it is. */
  show(moment: Millis | undefined): void
  online(on: boolean): Promise<void>
}
export interface Standing {
  /** Who acts in it. */
  readonly me: AccountId | undefined
  readonly isOnline: boolean
  /** Acts done in it that no seal covers yet. */
  readonly pending: number
}

declare global {
  interface HTMLIFrameElement {
    staged?: Staged
  }
}

/** What the stage around this page is told of it, if it is a pane of the stage. */
export const stagedHere = (): Staged | undefined => (window.frameElement as HTMLIFrameElement | null)?.staged

/** In a pane: takes part in the stage until the component that calls it goes. */
export function takePart(session: Session, staged: Staged): void {
  let moment: Millis | undefined
  let isOpening = false
  const show = async (to: Millis | undefined): Promise<void> => {
    const isFirst = moment === undefined
    moment = to
    if (to === undefined) return session.lookBack(undefined)
    const past = session.past()
    if (past) return past.seek(to)
    if (isOpening || !isFirst) return // what is on its way, or cannot be opened, is not asked for at each step of a slider
    isOpening = true
    try {
      const opened = await openPast(session.peer())
      if (moment === undefined) return opened.close()
      opened.seek(moment)
      session.lookBack(opened)
    } catch (error) {
      say(error instanceof Error ? error.message : String(error), { kind: 'warn' })
    } finally {
      isOpening = false
    }
  }
  const tell = () => {
    const peer = session.peer()
    staged.stands({ me: session.me(), isOnline: session.status().state !== 'offline', pending: pendingOf(peer) })
  }
  staged.ready({ show: (to) => void show(to), online: (on) => session.mesi.peers.online(on) })
  createEffect(tell)
  createEffect(on(session.peer, (peer) => onCleanup(peer.onTold(tell))))
  createEffect(on(session.past, (past) => past && moment === undefined && staged.looksBack()))
}

function pendingOf({ engine, personas }: Peer): number {
  const mine = new Set(personas.map(({ device }) => device.id))
  return engine.open.filter(({ row, verdict }) => verdict === null && mine.has(row.body.device)).length
}
