/**
 * The service worker from the page's side. A new version is fetched in the background and waits; no open page is ever swapped. A person
 * says when: in the tab that asked the page reloads into it, in other tabs they are told that it happened.
 */
import { createSignal } from 'solid-js'
import { behind, painted } from './painted'

export type Update = 'none' | 'waiting' | 'taken elsewhere'
const [update, setUpdate] = createSignal<Update>('none')
export { update }

const HOUR = 3_600_000
let waiting: ServiceWorker | null = null
let asked = false

/** Registers the worker of a production build, and looks for a newer one now and then. */
export function watchForUpdates(): void {
  const workers = (navigator as Partial<Navigator>).serviceWorker
  if (import.meta.env.MODE !== 'production' || !workers) return
  // The very first worker takes over pages that were opened without one: nothing is swapped by that.
  let isControlled = workers.controller !== null
  workers.addEventListener('controllerchange', () => {
    if (asked) location.reload()
    else if (isControlled) setUpdate('taken elsewhere')
    isControlled = true
  })
  void register().then(
    (registration) => {
      const look = () => {
        if (!registration.waiting || !workers.controller) return
        waiting = registration.waiting
        setUpdate('waiting')
      }
      look()
      registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
      setInterval(() => void registration.update().catch(() => undefined), HOUR)
    },
    () => undefined, // without it Mesi needs the network to open; nothing else changes
  )
}

/** Last of all that loads behind the first screen, since it fetches the whole app once more. */
async function register(): Promise<ServiceWorkerRegistration> {
  await painted
  return behind(() => navigator.serviceWorker.register('/worker.js'))()
}

/** Reloads into the new version. */
export function takeUpdate(): void {
  asked = true
  // Also one that was put off: to load the page again would only bring back what it replaces.
  if (update() !== 'taken elsewhere' && waiting?.state === 'installed') waiting.postMessage('skipWaiting')
  else location.reload()
}

export const putOff = (): void => void setUpdate('none')
