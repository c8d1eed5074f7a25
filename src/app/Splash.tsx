import { t } from '../language'
import './Splash.css'

/** While a world opens: most often too short to be seen. */
export function Splash() {
  return (
    <main class="splash" aria-busy="true">
      <img src="/icons/mark.svg" alt="" width="72" height="72" />
      <p role="status">{t`Opening your world…`}</p>
    </main>
  )
}
