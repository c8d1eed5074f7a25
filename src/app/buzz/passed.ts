/** Whom I passed in the deck: a wish of this device and nobody else's business, so it is no act. */
import { createSignal, createMemo } from 'solid-js'
import { useSession } from '../../ui/session'

/** Of more, the oldest come again. */
const MOST = 500

export function createPassed() {
  const session = useSession()
  const slot = () => `mesi.passed.${session.peer().world}.${session.peer().store.peer}.${session.me() ?? ''}`
  const [changed, change] = createSignal(0)
  const list = createMemo(() => {
    changed()
    return read(localStorage.getItem(slot()))
  })
  const keep = (accounts: readonly string[]) => {
    localStorage.setItem(slot(), JSON.stringify(accounts.slice(-MOST)))
    change((n) => n + 1)
  }
  return {
    /** In the order of passing. */
    list,
    pass: (account: string) => keep([...list().filter((each) => each !== account), account]),
    /** The last one again. */
    undo: () => keep(list().slice(0, -1)),
    clear: () => keep([]),
  }
}

function read(text: string | null): readonly string[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string' && /^[A-Za-z0-9_-]{43}$/.test(each)) : []
  } catch {
    return []
  }
}
