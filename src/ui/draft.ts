import { type Accessor, createMemo, createSignal } from 'solid-js'
import { useSession } from './session'

interface Draft<T> {
  /** What has been entered so far. */
  readonly now: Accessor<T>
  readonly change: (part: Partial<T>) => void
  /** Once it is sent: back to the beginning. */
  readonly clear: () => void
}

interface Kept<T> {
  readonly now: Accessor<T>
  readonly put: (value: T) => void
}

/** What people have entered and not sent yet, by who enters it and where: closing a dialog by mistake loses nothing. */
const drafts = new Map<string, Kept<unknown>>()

/** @param name where it is entered: the same name finds the same draft again while the app runs */
export function createDraft<T extends object>(name: Accessor<string>, empty: () => T): Draft<T> {
  const session = useSession()
  const kept = createMemo(() => {
    const key = `${session.peer().world} ${session.me() ?? ''} ${name()}`
    if (!drafts.has(key)) {
      const [now, set] = createSignal<unknown>(empty())
      drafts.set(key, { now, put: (value) => set(() => value) })
    }
    return drafts.get(key) as Kept<T>
  })
  return {
    now: () => kept().now(),
    change: (part) => kept().put({ ...kept().now(), ...part }),
    clear: () => kept().put(empty()),
  }
}
