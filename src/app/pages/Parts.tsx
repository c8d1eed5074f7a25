/** Every part that screens are made of, in every state and every dress. Beside the product: nothing of it leads here. */
import { useSearchParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { Acting } from '../parts/Acting'
import { Entering } from '../parts/Entering'
import { People } from '../parts/People'
import { Saying } from '../parts/Saying'
import { dresses, ShowingContext } from '../parts/Section'
import { Tokens } from '../parts/Tokens'
import { Choice } from '../../ui/Choice'
import { Page } from '../../ui/Page'
import { Toasts } from '../../ui/Toasts'
import './Parts.css'

const all = 'all'
const dressOf = (at: number) => String(at)

export function Parts() {
  const [query, setQuery] = useSearchParams<{ dress?: string; dir?: string }>()
  const direction = () => (query.dir === 'rtl' ? 'rtl' : 'ltr')
  const chosen = () => dresses.filter((_, at) => dressOf(at) === query.dress)
  const shown = () => (chosen().length > 0 ? chosen() : dresses)
  return (
    <main class="parts" id="main">
      <Page title="Parts">
        <div class="parts-choices">
          <Choice
            legend="Dress"
            value={chosen().length > 0 ? (query.dress ?? all) : all}
            onChange={(dress) => setQuery({ dress: dress === all ? undefined : dress })}
            options={[{ value: all, label: 'Side by side' }, ...dresses.map(({ name }, at) => ({ value: dressOf(at), label: name }))]}
          />
          <Choice
            legend="Reading"
            value={direction()}
            onChange={(dir) => setQuery({ dir: dir === 'rtl' ? dir : undefined })}
            options={[
              { value: 'ltr', label: 'Left to right' },
              { value: 'rtl', label: 'Right to left' },
            ]}
          />
        </div>
        <ShowingContext.Provider value={{ dresses: shown, direction }}>
          {/* What a part looks like hangs on where it stands: made anew, rather than turned. */}
          <Show when={direction()} keyed>
            <Tokens />
            <Acting />
            <Entering />
            <People />
            <Saying />
          </Show>
        </ShowingContext.Provider>
      </Page>
      <Toasts />
    </main>
  )
}
