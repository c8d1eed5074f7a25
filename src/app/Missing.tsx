import { t } from '../language'
import { useLocation } from '@solidjs/router'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { Button } from '../ui/Button'
import './Broken.css'

/** Whether a part of the app did not come, as browsers and the bundler say it. */
export const isUnfetched = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|importing a module script|preload css/i.test(error.message)

/**
 * A screen that could not be fetched: somebody went offline on their first visit, before all of Mesi was kept on their device. The page is
 * loaded anew only once there is a line: without one, nothing at all might come back.
 */
export function Missing(props: { readonly leave: () => void }) {
  const location = useLocation()
  const [busy, setBusy] = createSignal(false)
  const [isStill, setStill] = createSignal(false)
  const isOffline = !navigator.onLine
  const tryAgain = async () => {
    setBusy(true)
    const isReached = await fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReached) return window.location.reload()
    setBusy(false)
    setStill(true)
  }
  const comeBack = () => void tryAgain()
  addEventListener('online', comeBack)
  onCleanup(() => removeEventListener('online', comeBack))
  createEffect(
    on(
      () => location.pathname,
      () => props.leave(),
      { defer: true },
    ),
  )
  return (
    <section class="broken">
      <img src="/icons/mark.svg" alt="" width="56" height="56" />
      <div role="alert">
        <h1 tabindex="-1">{isOffline ? t`This page has not been downloaded yet` : t`This page did not arrive`}</h1>
      </div>
      <p>
        {isOffline
          ? t`You are offline. It opens by itself as soon as you are online again. Pages that you have opened before still work, and nothing is lost.`
          : t`Something on the way kept it from this device. Nothing is lost.`}
      </p>
      <div class="broken-ways">
        <Button look="main" busy={busy()} onClick={() => void tryAgain()}>
          {t`Try again`}
        </Button>
        <p role="status">{isStill() ? t`There is still no connection.` : ''}</p>
      </div>
    </section>
  )
}
