/** Whether somebody is on the way to another screen: from the press until it stands. */
import { useIsRouting } from '@solidjs/router'
import { type Accessor, createSignal } from 'solid-js'

const [isFading, setFading] = createSignal(false)

/** Said by what lets one screen fade into the next: it takes over before the router sets out. */
export { setFading }

export function createOnTheWay(): Accessor<boolean> {
  const isRouting = useIsRouting()
  return () => isRouting() || isFading()
}
