/** What a director can take away from this page, each a thing that happens by itself elsewhere. Nothing of it outlives the page. */
import { createEffect, createMemo, createSignal, on } from 'solid-js'
import type { Session } from '../ui/session'

export interface Faults {
  /** Nothing leaves this device and nothing comes in, whoever said so: a person can, on the page of the world. */
  readonly isCut: () => boolean
  /** The same, where the director did it. */
  readonly isCutHere: () => boolean
  cut(on: boolean): void
  /** What goes over the line takes its time. */
  readonly isSlow: () => boolean
  slow(on: boolean): void
  /** The host's part stands still: nothing becomes final. */
  readonly isAway: () => boolean
  holdAway(on: boolean): void
  /** The disk has no room for anything more. */
  readonly isFull: () => boolean
  fill(on: boolean): void
  /** Ends what was switched on here. */
  end(): void
}

/** Each way, in milliseconds: so that the eye can follow. */
const SLOW = 2_000

export function createFaults(session: Session): Faults {
  const [wasCut, setCut] = createSignal(false)
  const [isAway, setAway] = createSignal(session.peer().hasSteppedAside)
  const isCut = createMemo(() => session.status().state === 'offline')
  const isCutHere = () => wasCut() && isCut()
  // Somebody else may bring the line back; who cuts it again then is not the director.
  createEffect(on(isCut, (isCut, was) => void (was && !isCut && setCut(false))))
  const cut = (on: boolean): void => {
    setCut(on)
    void session.mesi.peers.online(!on)
  }
  const [isSlow, setSlow] = createSignal(false)
  const slow = (on: boolean): void => {
    setSlow(on)
    void session.mesi.peers.slow(on ? SLOW : 0)
  }
  const holdAway = (on: boolean): void => {
    session.mesi.peers.away(on)
    setAway(session.peer().hasSteppedAside)
  }
  const [isFull, setFull] = createSignal(session.peer().store.connection.isFull)
  const fill = (on: boolean): void => {
    session.mesi.peers.full(on)
    setFull(on)
  }
  // Another world has a line, a host and a disk of its own.
  createEffect(
    on(session.peer, (peer) => {
      setCut(false)
      if (isSlow()) slow(false)
      setAway(peer.hasSteppedAside)
      setFull(peer.store.connection.isFull)
    }),
  )
  const end = (): void => {
    if (isCutHere()) cut(false)
    if (isSlow()) slow(false)
    if (isAway()) holdAway(false)
    if (isFull()) fill(false)
  }
  return { isCut, isCutHere, cut, isSlow, slow, isAway, holdAway, isFull, fill, end }
}
