/** Mesi as an app of this device: the browser says when it can be, and a person who said no is not asked again for half a year. */
import { createSignal } from 'solid-js'
import { keptHere } from './keptHere'

/** What browsers that can install send; the types of the platform do not have it. */
interface Offer extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

const REFUSED = 'mesi.install.refused'
const LONG = 183 * 86_400_000

const [offer, setOffer] = createSignal<Offer>()
const [refused, setRefused] = createSignal(Number(keptHere(REFUSED) ?? 0))

/** Listens for the browser's word, which comes early in the life of a page. */
export function watchForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault() // not at a moment of the browser's choosing
    setOffer(event as Offer)
  })
  addEventListener('appinstalled', () => setOffer(undefined))
}

/** Whether it can be installed here and is not yet. */
export const canInstall = (): boolean => offer() !== undefined

/** Whether a person may be asked unasked. */
export const mayHint = (now = Date.now()): boolean => canInstall() && now - refused() > LONG

/** Lets the browser ask. Its no is a no. */
export async function install(): Promise<void> {
  const answer = await offer()?.prompt()
  setOffer(undefined) // each offer is good for one question
  if (answer?.outcome === 'dismissed') refuseInstall()
}

/** A page that is an app already: then there is nothing to say. Safari has a word of its own for it. */
export const isInstalled = (): boolean =>
  matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && navigator.standalone === true)

/** They would rather not, and are left alone. The settings still have it. */
export function refuseInstall(now = Date.now()): void {
  localStorage.setItem(REFUSED, String(now))
  setRefused(now)
}
