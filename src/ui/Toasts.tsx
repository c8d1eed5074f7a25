import { t } from '../language'
import { Toast, toaster } from '@kobalte/core/toast'
import CircleCheck from 'lucide-solid/icons/circle-check'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import { goOnFrom } from './giveBack'
import type { Saying } from './toast'
import './toast.css'

const MOST = 3
/** What was said and may still be seen, the latest last. */
let up: readonly { readonly id: number; readonly text: string; readonly isWayBack: boolean; readonly isNews: boolean }[] = []
/** Where somebody was before they came to what was said. */
let from: Element | null = null

/**
 * What `say` of toast.ts shows, once this file is here. What is said once more takes the place of the same words, unless they are the way
 * back from something else, and what is new that of the oldest: nobody is told at length what happened a while ago, with the button that
 * they look for behind it.
 */
export function show(text: string, options: Saying): void {
  const others = up.filter((each) => each.text !== text || each.isWayBack).slice(1 - MOST)
  for (const each of up) if (!others.includes(each)) toaster.dismiss(each.id)
  const id = toaster.show((props) => (
    <Toast
      as="div"
      ref={(toast: HTMLElement) => goOnFrom(toast, () => from)}
      toastId={props.toastId}
      class="toast"
      duration={options.undo ? 10_000 : 5_000}
    >
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
  up = [...others, { id, text, isWayBack: options.undo !== undefined, isNews: options.kind === 'warn' }]
}

/** Takes the ways back away from whoever is somebody else by now. In another world none leads anywhere, not even to what did not happen. */
export function dropWaysBack(isElsewhere: boolean): void {
  const dropped = up.filter((each) => each.isWayBack && (isElsewhere || !each.isNews))
  for (const { id } of dropped) toaster.dismiss(id)
  up = up.filter((each) => !dropped.includes(each))
}

/** Where toasts appear; once, in the frame of the app. What lies beside them can be pressed meanwhile. */
export function Toasts() {
  return (
    <Toast.Region
      class="toast-region"
      style={{ 'pointer-events': 'none' }}
      limit={MOST}
      // A pane without the focus is looked at all the same: what is said there goes by itself, too.
      pauseOnPageIdle={window.parent === window}
      aria-label={t`Messages`}
      onFocusIn={({ currentTarget, relatedTarget }: FocusEvent & { readonly currentTarget: HTMLElement }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) from = relatedTarget as Element | null
      }}
    >
      <Toast.List as="div" class="toast-list" />
    </Toast.Region>
  )
}
