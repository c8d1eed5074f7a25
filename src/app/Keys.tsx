import { t } from '../language'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Dialog } from '../ui/Dialog'
import { keyMap } from './keys'
import './Keys.css'
import { open } from './opened'
import { letterKeys } from './preferences'

/** The sheet of keys. */
export function Keys() {
  return (
    <Dialog title={t`Keys`} open onOpenChange={(stays) => !stays && open(undefined)}>
      <Show when={letterKeys() === 'off'}>
        <p>{t`Single letters are switched off.`}</p>
      </Show>
      <For each={keyMap}>
        {(group) => (
          <section class="keys-group">
            <h3>{group.title}</h3>
            <dl>
              <For each={group.keys}>
                {(line) => (
                  <div>
                    <dt>
                      <For each={line.keys}>{(key) => <kbd>{key}</kbd>}</For>
                      <Show when={'also' in line && line.also}>
                        {(also) => (
                          <>
                            {t`or`} <kbd>{also()}</kbd>
                          </>
                        )}
                      </Show>
                    </dt>
                    <dd>{line.says}</dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
        )}
      </For>
      <A href="/settings" class="button" data-look="quiet" onClick={() => open(undefined)}>
        {t`Switch letters on or off`}
      </A>
    </Dialog>
  )
}
