import { rich, t } from '../../../language'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Dialog } from '../../../ui/Dialog'
import './KeySheet.css'
import { areKeysOff, keyHelp } from './keys'

/** What the keyboard does at the desk. */
export function KeySheet(props: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog title={t`Keys of the desk`} open={props.open} onOpenChange={props.onOpenChange}>
      <Show when={areKeysOff()}>
        <p>{rich`Letter keys are off. ${<A href="/settings">{t`Your settings`}</A>} switch them on.`}</p>
      </Show>
      <dl class="key-sheet">
        <For each={keyHelp}>
          {([key, does]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          )}
        </For>
      </dl>
    </Dialog>
  )
}
