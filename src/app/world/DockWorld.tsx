import { t } from '../../language'
import { A } from '@solidjs/router'
import FileDown from 'lucide-solid/icons/file-down'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import { createSignal, Show } from 'solid-js'
import { Button } from '../../ui/Button'
import { useSession } from '../../ui/session'
import { Export } from './Export'
import { ImportFile } from './ImportFile'
import { Reset } from './Reset'

/** The open world as a file, another one from a file, and this one anew: among the director's instruments. */
export function DockWorld() {
  const session = useSession()
  const [dialog, setDialog] = createSignal<'export' | 'reset'>()
  return (
    <>
      <p class="director-now" dir="auto">
        {session.peer().genesis.name}
      </p>
      <Show
        when={!session.past()}
        fallback={<p class="director-small">{t`You can only change a world in the present: go back to now first.`}</p>}
      >
        <div class="director-row">
          <Button onClick={() => setDialog('export')}>
            <FileDown aria-hidden="true" /> {t`Export`}
          </Button>
          <ImportFile />
          <Button onClick={() => setDialog('reset')}>
            <RotateCcw aria-hidden="true" /> {t`Start over`}
          </Button>
        </div>
      </Show>
      <A href="/world" class="director-link">
        {t`All worlds of this browser`}
      </A>
      <Export open={dialog() === 'export'} onOpenChange={(open) => void setDialog(open ? 'export' : undefined)} />
      <Reset open={dialog() === 'reset'} onOpenChange={(open) => void setDialog(open ? 'reset' : undefined)} />
    </>
  )
}
