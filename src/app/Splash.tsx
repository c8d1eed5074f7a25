import { t } from '../language'
import './Splash.css'

/** While a world opens: most often too short to be seen. */
export function Splash() {
  // Where the app is not kept yet, opening takes a while for sure.
  const isFirst = !navigator.serviceWorker?.controller
  return (
    <main class="splash" data-slow={isFirst ? '' : undefined} aria-busy="true">
      <img src="/icons/mark.svg" alt="" width="72" height="72" />
      <p role="status">{t`Opening your world…`}</p>
    </main>
  )
}
