/** From an address to an open world: which world and peer this page is, who acts in it, and what it says when the disk refuses. */
import { t } from '../language'
import { batch, createSignal, type Signal } from 'solid-js'
import type { AccountId } from '../areas/area'
import { shownHere } from '../director/shown'
import type { Examine } from '../filter'
import type { followTicket } from '../peer/joining'
import { bringQuestions, makeMesi, type Mesi } from '../peer/mesi'
import type { Making, Session as Opened, Sessions } from '../peer/sessions'
import type { Waiting } from '../peer/doorstep'
import { type Done, doneIn } from '../peer/done'
import type { Past } from '../peer/past'
import type { Peer } from '../peer/peer'
import type { Outcome } from '../peer/refusals'
import { makeRunning } from '../peer/running'
import { oneAtATime } from '../peer/tabs'
import type { Ticket } from '../peer/ticket'
import { listWorlds, type Opening, openWorld, standsOnFloor } from '../peer/worlds'
import type { PeerSync } from '../peer/sync'
import type { StoreFailure } from '../store/failures'
import type { Status } from '../sync/status'
import type { Session } from '../ui/session'
import { comeBack } from './comeBack'
import { noteVisit } from './firstVisit'
import { watchForWork } from './firstWork'
import { isInvited } from './invitation'
import { scenarios } from './scenarios'
import { behind } from './painted'
import { makeTown, openTown, type Town, townOf } from './towns'
import { isPane, recall, recallWorld, remember, rememberWorld } from './tabStore'

declare global {
  interface Window {
    mesi: Mesi
  }
}

const PEER = 'mesi.peer'

/** `?peer=b` makes a second, separate peer in the same browser, with a database of its own; this tab stays that peer until told otherwise. */
export function peerName(address: URL): string {
  const asked = address.searchParams.get('peer')
  if (asked === null) return recall(PEER) ?? ''
  const name = /^[a-z0-9]{0,12}$/.exec(asked)?.[0] ?? ''
  remember(PEER, name)
  return name
}

/** What the first visit of a browser begins with: the town with a past, or an empty world. */
export type FirstWorld = 'bay' | 'own'

interface Boot {
  /** The invitation to follow; else the last world that was open is opened, else a new one made. */
  readonly ticket?: Ticket | undefined
  /** Which town with a past the address asks for, and who is told how far it is while it is made. */
  readonly town?: Town | undefined
  readonly making?: Making
  /** Where no world was made yet, which it is to be; an empty one, unless told. */
  readonly first?: FirstWorld | undefined
  /** Ends the wait for a peer of the invitation's world, and is told how much has come of what that world was copied from. */
  readonly waiting?: Waiting
  /** Holds what befalls the disk, from before the world is open. */
  readonly failure: Signal<StoreFailure | undefined>
}

/** Opens the world of this address. @throws StoreFailure; Error for an invitation that cannot be followed */
export async function boot(
  address: URL,
  { ticket, town, making = {}, first, waiting, failure: [failure, setFailure] }: Boot,
): Promise<Session> {
  const open = { peer: peerName(address), onFailure: (befallen: StoreFailure) => void setFailure(befallen) }
  const peer = await (ticket ? follow(ticket, open, waiting) : town ? openTown(town, open, making) : lastWorld(open, first))
  if (town) history.replaceState(history.state, '', withoutTown(address))
  noteVisit()
  setFailure(undefined) // an upgrade that another tab blocked has gone on
  // A world that has not reached what its invitation promised is not looked at yet (K20).
  if ((await standsOnFloor(peer)) !== 'yes') history.replaceState(history.state, '', '/join')
  const [status, setStatus] = createSignal<Status>({ state: 'local only' })
  let stopStatus = (): void => {}
  const [sleptFor, setSleptFor] = createSignal<Peer['sleptFor']>()
  const actListeners = new Set<(act: Done) => void>()
  const connect = (to: Peer): Opened => {
    setSleptFor(to.sleptFor)
    to.onPersonas = () => isCurrent() && setPersonas(to.personas)
    to.onChecked = () => isCurrent() && comeBackLater()
    to.onSleep = () => isCurrent() && setSleptFor(to.sleptFor)
    to.onTold((told) => {
      if (actListeners.size > 0) for (const act of doneIn(to, told)) for (const listener of actListeners) listener(act)
    })
    rememberWorld(to.store.peer, to.world)
    to.shippedBlob = async (hash) => (await import('../bay/shipped')).fetchShipped(hash)
    const isCurrent = () => opened().peer === to
    if (to.isHost) to.examining = behind(() => import('../peer/examining'))().then(({ startExamining }) => startExamining(to, examine))
    // Sync is no part of what the first screen needs, so it loads behind it.
    const syncing = behind(() => import('../peer/sync'))().then(({ startPeerSync }) => startPeerSync(to))
    const begin = (sync: PeerSync): void => {
      if (!isCurrent()) return
      setOpened({ peer: to, sync, syncing })
      setStatus(sync.status.get())
      stopStatus = sync.status.subscribe(setStatus)
    }
    void behind(() => import('../peer/picked'))()
      .then(({ freePicked }) => to.aside(freePicked(to)))
      .catch(() => undefined) // the next visit tries again
    // Where its code does not load, this browser stays by itself, as the status line says, until the page is opened again.
    syncing.then(begin, () => {})
    return { peer: to, sync: undefined, syncing }
  }
  const [opened, setOpened] = createSignal<Opened>(undefined as never)
  setOpened(connect(peer))
  // Beside it, so that who asks for the peer is not told when its sync has loaded: a draft would begin anew.
  const [here, setHere] = createSignal(peer)
  const [me, setMe] = createSignal<AccountId | undefined>(rememberedAccount(peer))
  const [personas, setPersonas] = createSignal(peer.personas)
  const [past, setPast] = createSignal<Past>()
  const running = makeRunning()
  const lookBack = (at: Past | undefined): void => {
    if (at) running.pause()
    if (past() !== at) past()?.close()
    setPast(at)
  }

  // One after the other: each leaves the world that the one before it has entered, whoever presses how often.
  let entering: Promise<void> = Promise.resolve()
  const enter = (next: Peer): Promise<void> => {
    const before = entering
    const behindIt = async (): Promise<void> => {
      await before.catch(() => undefined)
      await move(next)
    }
    return (entering = behindIt())
  }
  const move = async (next: Peer): Promise<void> => {
    running.pause()
    const old = opened()
    stopStatus()
    stopStatus = () => {}
    // First, since it may be the same world: y-webrtc has one room of a name at a time.
    const sync = await old.syncing.catch(() => undefined) // its code may not have loaded
    sync?.stop()
    // In a copy of the world that one comes from, one is who one was.
    const as = rememberedAccount(next) ?? next.personas.find(({ account }) => account === me())?.account
    if (as !== undefined) rememberAccount(next, as)
    batch(() => {
      setStatus({ state: 'local only' })
      setOpened(connect(next))
      setHere(next)
      setPersonas(next.personas)
      setMe(as)
      setFailure(undefined)
      lookBack(undefined)
    })
    await old.peer.close()
  }
  const be = (account: AccountId | undefined): void => {
    batch(() => {
      setPersonas(opened().peer.personas)
      setMe(account)
    })
    rememberAccount(opened().peer, account)
  }
  const onAct = (listener: (act: Done) => void) => {
    actListeners.add(listener)
    return () => void actListeners.delete(listener)
  }
  /** Whose keys came before anybody could act here. While an invitation is followed, its screen does so, unless it was left. */
  const comeBackLater = (): void => {
    if (!isInvited() || location.pathname !== '/join') void comeBack({ peer: () => opened().peer, be })
  }
  if (peer.personas.length === 0) comeBackLater() // the page was closed in between
  const sessions: Sessions = { current: opened, enter, be, me, options: () => open, makeTown, townOf, onAct, scenarios, running }
  const mesi = makeMesi(sessions)
  window.mesi = mesi
  void behind(bringQuestions)().catch(() => undefined)
  watchForWork(onAct)
  // The last that a page is sure to hear before it is put away or closed.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return
    running.pause()
    void opened()
      .peer.noteAwake()
      .catch(() => undefined)
  })

  const mine = () => {
    const persona = opened().peer.personas.find(({ account }) => account === me())
    if (!persona) throw new Error(t`Choose who you are first.`)
    return persona
  }
  return {
    mesi,
    peer: here,
    sync: () => opened().sync,
    status,
    failure,
    sleptFor,
    me,
    personas,
    be,
    past,
    lookBack,
    try: (deed) => {
      const looking = past()
      if (looking) return looking.doing?.ask(mine().device.id, deed as never) ?? inThePast
      return shownHere() ? notSupposed : here().ask(mine().device.id, deed as never)
    },
    act: async (...deeds) => {
      const looking = past()
      if (looking) return looking.doing?.act(mine().device.id, deeds as never) ?? inThePast
      return shownHere() ? notSupposed : here().act(mine().device, deeds as never)
    },
    write: (words) => opened().peer.write(mine().account, words),
  }
}

const inThePast: Outcome = { ok: false, clauses: [{ id: 'past', text: t`This is how it was. Go back to now to do something.`, facts: {} }] }
/** A pane of what if, whose world is not there yet or could not be made: what is done in it must not be done in the world that is. */
const notSupposed: Outcome = {
  ok: false,
  clauses: [{ id: 'past', text: t`This version of the world is not ready yet, so nothing can be done in it.`, facts: {} }],
}

/**
 * The world that this tab showed, else the one that was opened last in any. Of tabs that are the first ones here, one makes a world; who
 * chose Mesi Bay meanwhile still comes into one.
 */
async function lastWorld(open: Opening & { readonly peer: string }, first: FirstWorld | undefined): Promise<Peer> {
  const find = async () => {
    const worlds = (await listWorlds(open.onFailure)).filter((world) => world.peer === open.peer && (world.demo || first !== 'bay'))
    return worlds.find(({ id }) => id === recallWorld(open.peer)) ?? worlds[0]
  }
  const known = await find()
  if (known) return openWorld(known.id, open)
  return oneAtATime(`first world ${open.peer}`, async () => {
    const made = await find()
    if (made) return openWorld(made.id, open)
    if (first === 'bay') return makeTown('bay', open)
    const { createWorld } = await import('../peer/founding')
    return createWorld({ name: 'Mesi', ...open })
  })
}

const follow = async (...to: Parameters<typeof followTicket>): Promise<Peer> => (await import('../peer/joining')).followTicket(...to)

/** Who comes back to this address comes into the world that was open last. */
function withoutTown({ pathname, searchParams, hash }: URL): string {
  const rest = new URLSearchParams(searchParams)
  rest.delete('world')
  return `${pathname}${rest.size > 0 ? `?${rest}` : ''}${hash}`
}

/** The filter loads with the first thing that it has to look at. */
const examine: Examine = async (...work) => (await import('../filter')).examine(...work)

// Who I am is remembered for this tab first, then for the next one. A pane is told by its address, and keeps it to itself.
const slot = (peer: Peer) => `mesi.me.${peer.world}.${peer.store.peer}`
function rememberedAccount(peer: Peer): AccountId | undefined {
  const told = isPane() ? new URL(location.href).searchParams.get('as') : null
  const known = told ?? recall(slot(peer)) ?? localStorage.getItem(slot(peer))
  const account = peer.personas.find((persona) => persona.account === known)?.account
  if (told) remember(slot(peer), account)
  return account
}
function rememberAccount(peer: Peer, account: AccountId | undefined): void {
  remember(slot(peer), account)
  if (isPane()) return
  if (account === undefined) localStorage.removeItem(slot(peer))
  else localStorage.setItem(slot(peer), account)
}
