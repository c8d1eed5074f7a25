import { t } from '../language'
import { onMount } from 'solid-js'
import { Button } from '../ui/Button'
import './Unreached.css'

/** The app itself could not be fetched: a first visit whose line broke. From the second visit on it needs none. */
export function Unreached(props: { readonly onStands: () => void }) {
  onMount(() => props.onStands())
  return (
    <main class="unreached">
      <img src="/icons/mark.svg" alt="" width="56" height="56" />
      <div role="alert">
        <h1>{t`Mesi did not arrive whole`}</h1>
      </div>
      <p>
        {t`${navigator.onLine ? t`Something on the way kept a part of it.` : t`This device is offline.`} The first visit needs the network once; after that Mesi opens without it. Nothing was lost.`}
      </p>
      <Button look="main" onClick={() => location.reload()}>
        {t`Try again`}
      </Button>
    </main>
  )
}
