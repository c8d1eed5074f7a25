import { t } from '../language'
import { Toast, toaster } from '@kobalte/core/toast'
import CircleCheck from 'lucide-solid/icons/circle-check'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import type { Saying } from './toast'
import './toast.css'

/** What `say` of toast.ts shows, once this file is here. */
export function show(text: string, options: Saying): void {
  toaster.show((props) => (
    <Toast as="div" toastId={props.toastId} class="toast" duration={options.undo ? 10_000 : 5_000}>
      <Show when={options.kind !== 'warn'} fallback={<TriangleAlert aria-hidden="true" />}>
        <CircleCheck aria-hidden="true" />
      </Show>
      <Toast.Description class="toast-text">{text}</Toast.Description>
      <Show when={options.undo}>
        {(undo) => (
          <button
            type="button"
            class="toast-undo"
            onClick={() => {
              undo().does()
              toaster.dismiss(props.toastId)
            }}
          >
            {undo().label}
          </button>
        )}
      </Show>
      <Toast.CloseButton class="toast-close" aria-label={t`Dismiss`}>
        <X aria-hidden="true" />
      </Toast.CloseButton>
    </Toast>
  ))
}

/** Where toasts appear; once, in the frame of the app. */
export function Toasts() {
  return (
    <Toast.Region class="toast-region" limit={3} aria-label={t`Messages`}>
      <Toast.List as="div" class="toast-list" />
    </Toast.Region>
  )
}
