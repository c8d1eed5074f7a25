import { useLocation } from '@solidjs/router'
import { untrack } from 'solid-js'

/** @returns whether one is still at the address of this screen: what took its time leads nobody on who has gone elsewhere meanwhile */
export function createStillHere(): () => boolean {
  const location = useLocation()
  const at = untrack(() => location.pathname)
  return () => untrack(() => location.pathname === at)
}
