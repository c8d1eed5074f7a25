/** From an address to an open world: which world and peer this page is, who acts in it, and what it says when the disk refuses. */
import { batch, createSignal } from 'solid-js'
import type { AccountId } from '../areas/area'
import { makeMesi, type Mesi, type Session as Opened } from '../peer/mesi'
import type { Peer } from '../peer/peer'
import { createWorld, joinWorld, listWorlds, openWorld, readTicket } from '../peer/worlds'
import type { StoreFailure } from '../store/failures'
import type { Status } from '../sync/status'
import type { Session } from '../ui/session'

declare global {
  interface Window {
    mesi: Mesi
  }
}

/** `?peer=b` makes a second, separate peer in the same browser, with a database of its own. */
export const peerName = (address: URL): string => /^[a-z0-9]{0,12}$/.exec(address.searchParams.get('peer') ?? '')?.[0] ?? ''

/** Opens the world of this address: the invited one, else the last one that was open, else a new one. @throws StoreFailure */
export async function boot(address: URL): Promise<Session> {
  const [failure, setFailure] = createSignal<StoreFailure>()
  const open = { peer: peerName(address), onFailure: setFailure }
  const peer = await firstPeer(address, open)
  const [status, setStatus] = createSignal<Status>({ state: 'local only' })
  let stopStatus = (): void => {}
  const connect = (to: Peer): Opened => {
    const isCurrent = () => opened().peer === to
    // Sync is no part of what the first screen needs, so it loads behind it.
    const syncing = import('../peer/sync').then(({ startPeerSync }) => startPeerSync(to))
    void syncing.then((sync) => {
      if (!isCurrent()) return
      setOpened({ peer: to, sync, syncing })
      setStatus(sync.status.get())
      stopStatus = sync.status.subscribe(setStatus)
    })
    return { peer: to, sync: undefined, syncing }
  }
  const [opened, setOpened] = createSignal<Opened>(undefined as never)
  setOpened(connect(peer))
  const [me, setMe] = createSignal<AccountId | undefined>(rememberedAccount(peer))
  const [personas, setPersonas] = createSignal(peer.personas)

  const enter = async (next: Peer): Promise<void> => {
    const old = opened()
    stopStatus()
    stopStatus = () => {}
    batch(() => {
      setStatus({ state: 'local only' })
      setOpened(connect(next))
      setPersonas(next.personas)
      setMe(rememberedAccount(next))
      setFailure(undefined)
    })
    ;(await old.syncing).stop()
    await old.peer.close()
  }
  const be = (account: AccountId | undefined): void => {
    batch(() => {
      setPersonas(opened().peer.personas)
      setMe(account)
    })
    remember(opened().peer, account)
  }
  const mesi = makeMesi({ current: opened, enter, be, options: () => open })
  window.mesi = mesi

  const mine = () => {
    const persona = opened().peer.personas.find(({ account }) => account === me())
    if (!persona) throw new Error('Choose who you are first.')
    return persona
  }
  return {
    mesi,
    peer: () => opened().peer,
    sync: () => opened().sync,
    status,
    failure,
    me,
    personas,
    be,
    act: (...deeds) => opened().peer.act(mine().device, deeds as never),
    write: (words) => opened().peer.write(mine().account, words),
  }
}

async function firstPeer(
  address: URL,
  open: { readonly peer: string; readonly onFailure: (failure: StoreFailure) => void },
): Promise<Peer> {
  const ticket = address.pathname === '/join' ? readTicket(address.hash) : undefined
  if (ticket) return joinWorld(ticket, open)
  const last = (await listWorlds()).find((world) => world.peer === open.peer)
  return last ? openWorld(last.id, open) : createWorld({ name: 'Mesi', ...open })
}

// Who I am is remembered for this tab first, then for the next one.
const slot = (peer: Peer) => `mesi.me.${peer.world}.${peer.store.peer}`
function rememberedAccount(peer: Peer): AccountId | undefined {
  const known = sessionStorage.getItem(slot(peer)) ?? localStorage.getItem(slot(peer))
  return peer.personas.some((persona) => persona.account === known) ? (known ?? undefined) : undefined
}
function remember(peer: Peer, account: AccountId | undefined): void {
  for (const storage of [sessionStorage, localStorage]) {
    if (account === undefined) storage.removeItem(slot(peer))
    else storage.setItem(slot(peer), account)
  }
}
