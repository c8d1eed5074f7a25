import { Show } from 'solid-js'
import { failureOf } from '../store/failures'
import { Button } from '../ui/Button'
import './Broken.css'

/** The world cannot be opened or gone on with: what happened, what is safe, what to do. */
export function Broken(props: { readonly error: unknown }) {
  const failure = () => failureOf(props.error)
  return (
    <main class="broken">
      <img src="/icons/mark.svg" alt="" width="56" height="56" />
      <h1>{failure()?.says ?? 'Mesi could not open your world.'}</h1>
      <Show
        when={failure()}
        fallback={<p>Nothing was changed. Reload the page; if it happens again, the browser's own messages say more.</p>}
      >
        {(known) => (
          <>
            <p>{known().safe}</p>
            <p>{known().todo}</p>
          </>
        )}
      </Show>
      <Button look="main" onClick={() => location.reload()}>
        Reload
      </Button>
    </main>
  )
}
