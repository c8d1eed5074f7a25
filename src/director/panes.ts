/**
 * The peers of a scenario as panes of this page: frames, each with a store of its own by a name that nobody else uses. The world that is
 * open here is left alone, and what a tour made is removed when it ends; what a killed page left is removed by the next tour.
 */
import { t } from '../language'
import { createSignal } from 'solid-js'
import { listWorlds, removeWorld } from '../peer/worlds'
import { openPane, type Page, usable } from '../scenarios/pane'
import type { Stage } from '../scenarios/play'
import { fourLetters } from './fourLetters'

export interface Pane {
  readonly peer: string
  /** By which name its store is kept; panes of one device have the same. */
  readonly device: string
  /** Of the frame, by which its page keeps things to itself. */
  readonly name: string
  readonly address: string
}

export interface FreshStage extends Stage {
  /** The window of a peer at this moment. */
  page(peer: string): Page | undefined
}

/** Peers of tours, and nothing else, are called so; four more letters say of which one. */
const PREFIX = 'tour'
/** Browsers have them over https and on localhost only. */
const locks = () => (navigator as Partial<Navigator>).locks
const lockOf = (run: string) => `mesi.${run}`

export function createPanes() {
  const [panes, setPanes] = createSignal<readonly Pane[]>([])
  const frames = new Map<string, HTMLIFrameElement>()
  let release = (): void => {}
  let turn = 0

  /** A stage with nothing on it; what stood on the one before is gone. */
  async function fresh(): Promise<FreshStage> {
    close()
    const mine = turn
    await removeOld()
    if (mine !== turn) throw new Error(t`This pane has closed.`) // left meanwhile, or begun anew
    const run = `${PREFIX}${fourLetters()}`
    const held = new Promise<void>((resolve) => (release = resolve))
    void locks()?.request(lockOf(run), () => held)
    const page = (peer: string) => (frames.get(peer)?.contentWindow ?? undefined) as Page | undefined
    return {
      page,
      async open(peer, at, sharing) {
        const url = new URL(at, location.origin)
        const device = panes().find((pane) => pane.peer === sharing)?.device ?? `${run}${panes().length}`
        url.searchParams.set('peer', device)
        setPanes([...panes(), { peer, device, name: `${run}-${peer}`, address: `${url.pathname}${url.search}${url.hash}` }])
        await usable(() => page(peer))
        return openPane(() => {
          const now = page(peer)
          if (!now) throw new Error(t`This pane has closed.`)
          return now
        })
      },
      async file(name) {
        const response = await fetch(`/scenarios/${encodeURIComponent(name)}`)
        if (!response.ok) throw new Error(`${name} does not come with the app.`)
        return new Uint8Array(await response.arrayBuffer())
      },
    }
  }

  /** Takes all panes away, and their worlds behind them. */
  function close(): void {
    turn++
    for (const { name, device } of panes())
      for (const key of Object.keys(sessionStorage))
        if (key.startsWith(`${name}/`) || key.endsWith(`.${device}`)) sessionStorage.removeItem(key)
    setPanes([])
    frames.clear()
    release()
    release = () => {}
    void removeOld().catch(() => undefined) // the next tour tries again
  }

  return {
    panes,
    fresh,
    close,
    /** Each pane's frame, once it stands on the page. */
    frame: (peer: string, element: HTMLIFrameElement) => void frames.set(peer, element),
    page: (peer: string) => (frames.get(peer)?.contentWindow ?? undefined) as Page | undefined,
    frameOf: (peer: string) => frames.get(peer),
  }
}

/** Removes the worlds of tours that no page plays any more. */
export async function removeOld(): Promise<void> {
  if (!locks()) return // who could say that none of them is played?
  // In this order: whatever is there by now and still played holds its lock.
  const [worlds, databases] = [await listWorlds(), await indexedDB.databases()]
  const { held = [] } = (await locks()?.query()) ?? {}
  const alive = new Set(held.map(({ name }) => name))
  for (const { id, peer } of worlds) {
    if (!peer.startsWith(PREFIX) || alive.has(lockOf(peer.slice(0, PREFIX.length + 4)))) continue
    // A frame that has just gone may hold its database a moment longer; nobody waits for that.
    void removeWorld(id, peer).catch(() => undefined)
  }
  // Those of a frame that went before its world was listed.
  for (const { name = '' } of databases) {
    const run = new RegExp(`/${PREFIX}(\\w{4})\\d`).exec(name)?.[1]
    if (run !== undefined && !alive.has(lockOf(PREFIX + run))) indexedDB.deleteDatabase(name)
  }
}
