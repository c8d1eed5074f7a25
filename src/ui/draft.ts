import { type Accessor, createMemo, createSignal, untrack } from 'solid-js'
import type { Hash } from '../log/types'
import type { Peer } from '../peer/peer'
import { holdPicked } from '../peer/picked'
import { useSession } from './session'
import { tabName } from './tabName'

/** What was entered, on its way to the disk. */
export interface Sending {
  /** Whether what is entered now is under way, be it from a form that was left since. */
  readonly isSending: Accessor<boolean>
  /** Sends what is entered now, once, and clears it when that is done, whoever one is by then. What is entered meanwhile stays. */
  readonly send: <R extends { readonly ok: boolean }>(act: () => Promise<R | undefined>) => Promise<R | undefined>
}

interface Draft<T> extends Sending {
  /** What has been entered so far. */
  readonly now: Accessor<T>
  readonly change: (part: Partial<T>) => void
  /** Back to the beginning. */
  readonly clear: () => void
}

interface Kept<T> {
  readonly now: Accessor<T>
  /** @param parts what of it outlives a reload */
  readonly put: (value: T, parts: object) => void
  /** What of it is under way. */
  readonly sent: Accessor<T | undefined>
  readonly setSent: (value: T | undefined) => void
}

/** The parts of a form that outlive a reload of the tab, each with its shape: a build before this one may have left something else. */
type Lasting<T> = { readonly [P in keyof T]?: { safeParse(left: unknown): { readonly success: boolean } } }

/** What people have entered and not sent yet, by who enters it and where: closing a dialog by mistake loses nothing. */
const drafts = new Map<string, Kept<unknown>>()

/**
 * @param name where it is entered: the same name finds the same draft again while the app runs
 * @param lasting people's words, and what they chose beside them. Amounts begin anew, since prices may have changed, and nothing that could
 * be a secret, such as where money is to go, is written down.
 */
export function createDraft<T extends object>(name: Accessor<string>, empty: () => T, lasting: Lasting<T> = {}): Draft<T> {
  const session = useSession()
  const kept = createMemo(() => {
    const [peer, account, form] = [session.peer(), session.me() ?? '', name()]
    // What is entered where something is only supposed is for there; who looks back sends it once they are back.
    const isHere = session.past()?.doing === undefined
    const key = `${peer.world} ${account} ${isHere ? 'done' : 'supposed'} ${form}`
    if (!drafts.has(key)) {
      const [now, set] = createSignal<unknown>({ ...empty(), ...(isHere ? leftOf(peer, account, form, lasting) : {}) })
      const put = (value: unknown, parts: object) => {
        set(() => value)
        if (isHere) leave(peer, account, form, parts)
      }
      const [sent, send] = createSignal<unknown>()
      drafts.set(key, { now, put, sent, setSent: (value) => send(() => value) })
    }
    return drafts.get(key) as Kept<T>
  })
  const isSending = () => kept().sent() === kept().now()
  return {
    now: () => kept().now(),
    change(part) {
      const now = { ...kept().now(), ...part }
      kept().put(now, partsOf(now, lasting))
    },
    clear: () => kept().put(empty(), {}),
    isSending,
    async send(act) {
      if (untrack(isSending)) return undefined
      const its = untrack(kept)
      const was = untrack(its.now)
      its.setSent(was)
      try {
        const outcome = await act()
        if (outcome?.ok && untrack(its.now) === was) its.put(empty(), {})
        return outcome
      } finally {
        if (untrack(its.sent) === was) its.setSent(undefined)
      }
    },
  }
}

// ---- through a reload: beside the tab, which forgets it when it is closed

/** By account and form, what stands in it. */
interface Left {
  [account: string]: { [form: string]: object }
}
/** Called as all that stands about a world beside its databases, so that it goes with the world. */
const slotOf = (peer: Peer): string => `mesi.forms.${peer.world}.${peer.store.peer}`

function read(slot: string): Left {
  try {
    const left: unknown = JSON.parse(sessionStorage.getItem(slot) ?? '{}')
    return typeof left === 'object' && left !== null ? (left as Left) : {}
  } catch {
    return {} // nobody has written that here, or the browser lets nobody look
  }
}

function leftOf<T extends object>(peer: Peer, account: string, form: string, lasting: Lasting<T>): Partial<T> {
  return partsOf(read(slotOf(peer))[account]?.[form], lasting)
}

function partsOf<T extends object>(value: unknown, lasting: Lasting<T>): Partial<T> {
  const fits = (part: string, left: unknown) => Object.hasOwn(lasting, part) && lasting[part as keyof T]?.safeParse(left).success
  return Object.fromEntries(Object.entries(value ?? {}).filter(([part, left]) => fits(part, left))) as Partial<T>
}

function leave(peer: Peer, account: string, form: string, parts: object): void {
  const slot = slotOf(peer)
  const left = read(slot)
  const { [form]: _, ...others } = left[account] ?? {}
  const now = { ...left, [account]: Object.keys(parts).length > 0 ? { ...others, [form]: parts } : others }
  try {
    sessionStorage.setItem(slot, JSON.stringify(now))
  } catch {
    // There is no room: it is kept while the app runs.
  }
}

/** What was entered as an account that was deleted. */
interface Forgotten {
  readonly world: string
  readonly slot: string
  readonly account: string
}
/** A tab that shows another world by now sees no deletion in this one: it is told. */
const tabs = typeof BroadcastChannel === 'function' ? new BroadcastChannel('mesi-forgotten-forms') : undefined
if (tabs) tabs.onmessage = ({ data }: MessageEvent<Forgotten>) => forget(data)
;(tabs as { unref?(): void } | undefined)?.unref?.() // in Node, an open channel would keep the process alive

function forget({ world, slot, account }: Forgotten): void {
  for (const key of drafts.keys()) if (key.startsWith(`${world} ${account} `)) drafts.delete(key)
  const { [account]: words, ...others } = read(slot)
  if (words === undefined) return
  try {
    sessionStorage.setItem(slot, JSON.stringify(others))
  } catch {
    // Where nothing can be kept, nothing was.
  }
}

/** Of an account that was deleted: its words are erased, those that it has not sent too, in all tabs. */
export async function forgetForms(peer: Peer, account: string): Promise<void> {
  const gone: Forgotten = { world: peer.world, slot: slotOf(peer), account }
  forget(gone)
  tabs?.postMessage(gone)
  const named = peer.store.metaFrom(filesOf(account))
  await named.then((files) => peer.store.deleteMeta([...files.keys()])).catch(() => undefined) // a full disk has its own screen
}

const filesOf = (account: string): string => `draft/form/${account}/`
/** Where the disk is told which files a form of an account shows, until that is sent or the account deleted. */
export const filesSlot = (account: string, form: string): string => filesOf(account) + form

/**
 * Tells the disk which files a form shows, each time they are others: the next page of this tab needs them, and what no draft on the disk
 * names is freed once the page that picked it is gone.
 */
export function createNamed(peer: Peer, form: string): (files: readonly Hash[]) => void {
  const slot = `${form}/${tabName}`
  let named = ''
  return (files) => {
    if (files.join() === named) return
    named = files.join()
    holdPicked(peer, files).catch(() => undefined)
    peer.store.putMeta(slot, files).catch(() => undefined) // a full disk has its own screen
  }
}
