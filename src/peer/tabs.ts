/** Several tabs of one browser share one database: how they tell each other, and which of them speaks as the host. */

import { randomBytes, toBase64 } from '../kit/bytes'

/**
 * Tells the other tabs that have the same database open that something was kept, so that they look. One that is gone may have kept
 * something and been killed before it said so: each holds a lock of its own name, which the others wait for.
 */
export function meetTabs(database: string, look: () => void): { kept(): void; close(): void } {
  if (typeof BroadcastChannel !== 'function') return { kept() {}, close() {} }
  const channel = new BroadcastChannel(`mesi-kept ${database}`)
  const locks = (globalThis.navigator as Navigator | undefined)?.locks
  const closed = new AbortController()
  const names = `open ${database} `
  const mine = names + toBase64(randomBytes(12))
  // Side by side: one of them that is frozen keeps no other one waiting.
  const lookOnceGone = (tab: string) =>
    void locks?.request(tab, { mode: 'shared', signal: closed.signal }, async () => look()).catch(() => undefined) // this one is gone first
  channel.onmessage = ({ data }: MessageEvent<unknown>) => (typeof data === 'string' ? lookOnceGone(data) : look())
  ;(channel as { unref?(): void }).unref?.() // in Node, an open channel would keep the process alive
  const holdName = async () => {
    channel.postMessage(mine)
    const { held = [] } = (await locks?.query()) ?? {}
    const others = held.flatMap(({ name = '' }) => (name.startsWith(names) && name !== mine ? [name] : []))
    for (const other of others) lookOnceGone(other)
    if (others.length > 0) look() // at what they kept since the disk was read and before they could be heard
    if (!closed.signal.aborted) await new Promise((done) => closed.signal.addEventListener('abort', done))
  }
  locks?.request(mine, {}, holdName).catch(() => undefined) // the page is going
  return {
    kept: () => channel.postMessage(0),
    close() {
      closed.abort()
      channel.close()
    },
  }
}

/** Does something in one tab after the other, as far as there are Web Locks; else at once. */
export async function oneAtATime<T>(name: string, body: () => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks
  return locks ? await locks.request(name, body) : body()
}

/**
 * One tab at a time: the first that asks, until it closes; then the next. This is economy, not safety: where there are no Web Locks
 * every tab is the one, and the store lets only one of two seals stand.
 */
export function takeTurn(name: string): { readonly isMine: boolean; release(): void } {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks
  if (!locks) return { isMine: true, release() {} }
  const stop = new AbortController()
  let isMine = false
  let letGo = (): void => {}
  const held = new Promise<void>((done) => (letGo = done))
  const wait = async () => {
    isMine = true
    await held
  }
  locks.request(name, { signal: stop.signal }, wait).catch(() => undefined) // aborted while it waited
  return {
    get isMine() {
      return isMine
    },
    release() {
      stop.abort()
      letGo()
      isMine = false
    },
  }
}

/** What a tab says of itself to the others for as long as it is so: it ends with its page. Where there are no Web Locks nobody hears it. */
export function makeSign(name: string): { show(on: boolean): void; isShown(): Promise<boolean> } {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks
  let takeDown: (() => void) | undefined
  return {
    show(on) {
      takeDown?.()
      takeDown = undefined
      if (!on) return
      const shown = new Promise<void>((done) => (takeDown = done))
      locks?.request(name, { mode: 'shared' }, () => shown).catch(() => undefined) // the page is going
    },
    async isShown() {
      const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {} // the page is going
      return held.some((lock) => lock.name === name)
    },
  }
}
