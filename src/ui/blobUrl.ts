/** Bytes behind a hash as something an <img> or <video> can show, fetched from peers when this browser lacks them. */
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { Inquiry, Question } from '../areas/area'
import { hash, z } from '../areas/shapes'
import type { Peer } from '../peer/peer'
import { createAnswer, useSession } from './session'

const blobState: Question<{ hash: string }, ReturnType<Inquiry['blob']>> = {
  name: 'blob',
  args: z.strictObject({ hash }),
  answer: (q, args) => q.blob(args.hash),
}

/** What of a file is here. `url` once it is whole; `have` of `size` bytes until then. */
export interface Shown {
  readonly url: string | undefined
  /** `refused`: the disk did not keep it. It is asked for again the next time that it is shown. */
  readonly state: 'here' | 'coming' | 'absent' | 'erased' | 'refused'
  readonly have: number
  readonly size: number
}

/** Asks for a file while the screen that calls it is shown; `undefined` asks for nothing. */
export function createBlobUrl(
  file: Accessor<{ readonly hash: string; readonly size: number; readonly type?: string } | null | undefined>,
): Accessor<Shown> {
  const session = useSession()
  const hash = () => file()?.hash
  const state = createAnswer(blobState, () => (hash() === undefined ? undefined : { hash: hash() as string }))
  const [url, setUrl] = createSignal<string>()
  /** What was asked for since this is shown: what the disk has refused before, or what comes by the word of somebody else, is asked for once. */
  let asked: string | undefined
  createEffect(
    on([hash, () => state()?.state, session.peer], ([wanted, now, peer]) => {
      setUrl(undefined)
      if (wanted === undefined) return
      if (now === 'absent' || ((now === 'refused' || now === 'coming') && asked !== wanted)) {
        asked = wanted
        peer.wantBlob(wanted, file()?.size ?? 0).catch(() => undefined) // a disk that refuses has its own screen
      }
      if (now !== 'here') return
      const lent = lend(peer, wanted, file()?.type ?? '', setUrl)
      onCleanup(lent)
    }),
  )
  return () => ({ url: url(), state: state()?.state ?? 'absent', have: state()?.have ?? 0, size: file()?.size ?? 0 })
}

/** One object URL per blob, however many cards show it; given back a while after the last of them is gone. */
const urls = new Map<string, { readonly url: Promise<string | undefined>; users: number; leaving?: ReturnType<typeof setTimeout> }>()
/** Milliseconds. An element fetches when it likes, films again and again: one that has just been left may still be about to. */
const LINGERS = 20_000

function lend(peer: Peer, hash: string, type: string, show: (url: string | undefined) => void): () => void {
  const key = `${peer.world} ${peer.store.peer} ${hash}`
  const entry = urls.get(key) ?? { url: urlOf(peer, hash, type), users: 0 }
  urls.set(key, entry)
  entry.users++
  clearTimeout(entry.leaving)
  let shown = true
  void entry.url
    .catch(() => undefined)
    .then((url) => {
      if (url === undefined && urls.get(key) === entry) urls.delete(key) // it may come back
      if (shown) show(url)
    })
  return () => {
    shown = false
    if (--entry.users > 0) return
    entry.leaving = setTimeout(() => {
      if (urls.get(key) === entry) urls.delete(key)
      void entry.url.then((url) => url && URL.revokeObjectURL(url)).catch(() => undefined)
    }, LINGERS)
  }
}

/** Bytes are kept without their type, and players want to know it. */
async function urlOf(peer: Peer, hash: string, type: string): Promise<string | undefined> {
  const blob = await peer.store.blob(hash)
  return blob && URL.createObjectURL(new Blob([blob], { type }))
}
