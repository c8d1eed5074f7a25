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
import type { Sending } from './draft'

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

/** What an act under way is about, and what is done with that. */
interface About {
  readonly thing: string
  readonly does: string
}
interface Run extends About {
  readonly as: AccountId | undefined
  readonly in: Peer
}

/** Whatever a form does. */
const form: About = { thing: '', does: '' }

/**
 * Acts under way, of a form or of a list: what came of the last, and whether one still runs. All of it is for who did it alone: whoever is
 * somebody else by then is told of none, and need not wait for it.
 * @param drafts what they send, which is cleared with it
 */
export function createAct(...drafts: readonly Sending[]) {
  const session = useSession()
  const [outcome, setOutcome] = createSignal<Outcome>()
  const [all, setRunning] = createSignal<readonly Run[]>([])
  const running = () => all().filter((each) => each.as === session.me() && each.in === session.peer())
  const [failure, setFailure] = createSignal<string>()
  const forget = () => {
    setOutcome(undefined)
    setFailure(undefined)
  }
  // What somebody is told is for nobody else, and for no other world.
  createEffect(on([session.me, session.peer], forget, { defer: true }))
  const about = (thing: string, ...deeds: Deeds) => run({ thing, does: deeds.map(({ type }) => type).join() }, () => deeds)
  const run = async (about: About, deedsOf: () => Deeds | Promise<Deeds | undefined>): Promise<Outcome | undefined> => {
    if (untrack(running).findLast(({ thing }) => thing === about.thing)?.does === about.does) return undefined
    const its: Run = untrack(() => ({ ...about, as: session.me(), in: session.peer() }))
    setRunning((before) => [...before, its])
    setFailure(undefined)
    const before = untrack(outcome)
    const isMine = stillMe(session)
    const work = async () => {
      const made = deedsOf()
      const deeds = made instanceof Promise ? await made : made
      return deeds?.length && isMine() ? session.act(...deeds) : undefined
    }
    try {
      const answer = await drafts.reduce((sent, draft) => () => draft.send(sent), work)()
      if (!answer || !isMine()) return undefined
      // What was refused meanwhile stays to be read beside what was done.
      setOutcome((now) => (answer.ok && now !== before && now?.ok === false ? now : answer))
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
    busy: () => running().length > 0 || drafts.some(({ isSending }) => isSending()),
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
