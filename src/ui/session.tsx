/**
 * What every screen stands on: the world that is open, who I am in it, questions as signals, and the one way to act.
 * Screens never decide: they ask, and they show the answer.
 */
import { t } from '../language'
import {
  type Accessor,
  createContext,
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  on,
  onCleanup,
  untrack,
  useContext,
} from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { AccountId, Question } from '../areas/area'
import type { KnownAct } from '../areas/typed'
import type { Hash } from '../log/types'
import type { Controls } from '../peer/controls'
import type { Past } from '../peer/past'
import type { Peer } from '../peer/peer'
import type { Outcome } from '../peer/refusals'
import type { Persona } from '../peer/personas'
import type { PeerSync } from '../peer/sync'
import type { StoreFailure } from '../store/failures'
import type { Status } from '../sync/status'

/** Acts that are done or left together. */
export type Deeds = readonly KnownAct[]

export interface Session {
  /** The part of `window.mesi` that screens use, too. */
  readonly mesi: Controls
  readonly peer: Accessor<Peer>
  readonly sync: Accessor<PeerSync | undefined>
  readonly status: Accessor<Status>
  /** Set when this world can no longer be worked with here: the disk is gone, full or blocked. */
  readonly failure: Accessor<StoreFailure | undefined>
  /** K11: the host slept, and this world's clock stands still until somebody says how it goes on. */
  readonly sleptFor: Accessor<Peer['sleptFor']>
  /** The account that this screen belongs to; `undefined` before sign-up. */
  readonly me: Accessor<AccountId | undefined>
  readonly personas: Accessor<readonly Persona[]>
  be(account: AccountId | undefined): void
  /** What screens show instead of now, while somebody looks back. Nothing can be done there, unless it is only supposed. */
  readonly past: Accessor<Past | undefined>
  lookBack(at: Past | undefined): void
  /** Would it be refused, where and when the screens are? Changes nothing. */
  try(deed: KnownAct): Outcome
  /** Does acts as me, all or none; resolves once they are durable. */
  act(...deeds: Deeds): Promise<Outcome>
  /** Words for an act of mine. */
  write(words: string): { readonly hash: Hash; readonly characters: number }
}

const Context = createContext<Session>()

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('A screen of Mesi stands inside <SessionProvider>.')
  return session
}

export function SessionProvider(props: { readonly session: Session; readonly children: JSX.Element }) {
  return <Context.Provider value={untrack(() => props.session)}>{props.children}</Context.Provider>
}

/** Whether the history behind a snapshot is still on its way (K19): then one can look around, and what tells of the past is not all of it. */
export function createIsBackfilling(): Accessor<boolean> {
  const session = useSession()
  return createMemo(() => {
    session.status()
    return session.peer().floor !== undefined
  })
}

/**
 * A question as a signal: asked again exactly when the answer may differ. `undefined` while `args` is.
 * Rows that stayed the same keep their identity, so lists move and do not flicker.
 */
export function createAnswer<A, R extends object | null | number | string | boolean>(
  question: Question<A, R>,
  args: Accessor<A | undefined>,
): Accessor<R | undefined> {
  const session = useSession()
  const [held, hold] = createStore<{ answer: R | undefined }>({ answer: undefined })
  const key = createMemo(() => JSON.stringify(args()))
  createEffect(
    on([key, session.me, session.peer, session.past], () => {
      const asked = untrack(args)
      if (asked === undefined) {
        hold({ answer: undefined } as never)
        return
      }
      const stop = (session.past() ?? session.peer()).watch(question, asked, session.me(), (answer) => {
        // A store writes into what it holds; answers share parts with the world's own rows, so the screen gets a copy.
        hold('answer' as never, reconcile(structuredClone(answer) as never, { key: 'id', merge: false }) as never)
      })
      onCleanup(stop)
    }),
  )
  return () => held.answer
}

/** @returns whether one is still who one is now, in the same world: work that takes its time asks that before it shows or clears anything */
export function stillMe({ me, peer }: Pick<Session, 'me' | 'peer'>): () => boolean {
  const [who, where] = untrack(() => [me(), peer()])
  return () => untrack(() => me() === who && peer() === where)
}

/** An act under way: what it is about, and what is done with that. */
interface Run {
  readonly thing: string
  readonly does: string
}

/** Whatever a form does. */
const form: Run = { thing: '', does: '' }

/** Acts under way, of a form or of a list: what came of the last, and whether one still runs. */
export function createAct() {
  const session = useSession()
  const [outcome, setOutcome] = createSignal<Outcome>()
  const [running, setRunning] = createSignal<readonly Run[]>([])
  const [failure, setFailure] = createSignal<string>()
  const forget = () => {
    setOutcome(undefined)
    setFailure(undefined)
  }
  // What somebody is told is for nobody else, and for no other world.
  createEffect(on([session.me, session.peer], forget, { defer: true }))
  const about = (thing: string, ...deeds: Deeds) => run({ thing, does: deeds.map(({ type }) => type).join() }, () => deeds)
  const run = async (its: Run, deedsOf: () => Deeds | Promise<Deeds | undefined>): Promise<Outcome | undefined> => {
    if (untrack(running).findLast(({ thing }) => thing === its.thing)?.does === its.does) return undefined
    setRunning((before) => [...before, its])
    setFailure(undefined)
    const before = untrack(outcome)
    const isMine = stillMe(session)
    try {
      const made = deedsOf()
      const deeds = made instanceof Promise ? await made : made
      if (!deeds?.length || !isMine()) return undefined
      const answer = await session.act(...deeds)
      // What was refused meanwhile stays to be read beside what was done.
      if (isMine()) setOutcome((now) => (answer.ok && now !== before && now?.ok === false ? now : answer))
      return answer
    } catch (error) {
      if (isMine()) setFailure(error instanceof Error ? error.message : t`Something went wrong on this device.`)
      return undefined
    } finally {
      setRunning((before) => before.filter((each) => each !== its))
    }
  }
  return {
    outcome,
    busy: () => running().length > 0,
    /** What the disk or the device said when the act could not even be tried. */
    failure,
    forget,
    /** For a form: while it runs, another press does nothing. */
    act: (...deeds: Deeds) => run(form, () => deeds),
    /** The same where acts take a moment to make: it is busy from the press on, and nothing is done as somebody else. */
    actOnce: (deedsOf: () => Deeds | Promise<Deeds | undefined>) => run(form, deedsOf),
    /** For a list: only two presses that do the same with one thing are one, however slow the disk is. In between it may have been undone. */
    about,
  }
}
