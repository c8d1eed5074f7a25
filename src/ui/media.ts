import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Whether a media query holds now, such as `(min-width: 70rem)`. */
export function createMedia(query: string): Accessor<boolean> {
  const list = matchMedia(query)
  const [holds, setHolds] = createSignal(list.matches)
  const change = () => setHolds(list.matches)
  list.addEventListener('change', change)
  onCleanup(() => list.removeEventListener('change', change))
  return holds
}
