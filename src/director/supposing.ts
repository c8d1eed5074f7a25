/** A world that might have been, as an address: whoever opens it looks at that one. */
import { onMount } from 'solid-js'
import type { Supposed } from '../peer/whatIf'
import { useSession } from '../ui/session'

const KEY = 'suppose'

/** @param path of this app, which may say who looks, as `/?as=…` */
export function addressOf(path: string, supposed: Supposed): string {
  const url = new URL(path, location.origin)
  url.searchParams.set(KEY, JSON.stringify(supposed))
  return `${url.pathname}${url.search}`
}

/** What an address supposes, if it does. */
export function supposedIn(address: string): Supposed | undefined {
  const said = new URL(address).searchParams.get(KEY)
  try {
    const { parameters, without } = JSON.parse(said ?? '') as Partial<Supposed>
    return parameters && without ? { parameters, without } : undefined
  } catch {
    return undefined
  }
}

/** A page whose address supposes something shows that world from the beginning. */
export function lookAtSupposed(): void {
  const session = useSession()
  onMount(async () => {
    const supposed = supposedIn(location.href)
    if (!supposed || location.pathname === '/stage') return
    const { suppose } = await import('../peer/whatIf')
    session.lookBack((await suppose(session.peer(), supposed)).other)
  })
}
