// Part by part: the packages' Dialog and AlertDialog are one object, and whichever loads last gives both its role.
import { t } from '../language'
import * as Kobalte from '@kobalte/core/dialog'
import X from 'lucide-solid/icons/x'
import { type Accessor, createContext, createEffect, createSignal, type JSX, on, onCleanup, Show, useContext } from 'solid-js'
import { createCloseWatcher } from './closeWatcher'
import './Dialog.css'
import { createGiveBack } from './giveBack'
import { createTooSoon, ignoreSecondClick } from './secondClick'
import { useSession } from './session'

interface DialogProps {
  readonly title: string
  readonly description?: string | undefined
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly children: JSX.Element
}

type IsBusy = Accessor<boolean>
const never: IsBusy = () => false
const Keeping = createContext<(isBusy: IsBusy) => void>(() => {})

/** Keeps the dialog around a form open while that is at work: who closes it and opens it anew would find the form as it was, and do it twice. */
export function createKeptOpen(isBusy: IsBusy): void {
  const keep = useContext(Keeping)
  keep(isBusy)
  onCleanup(() => keep(never))
}

/**
 * A dialog: a sheet from below on phones, a card in the middle on wide screens. Escape, a phone's Back and the cross leave it; focus comes
 * back. Nobody goes on in what somebody else has opened: what was entered there waits in the draft of who entered it.
 */
export function Dialog(props: DialogProps) {
  const session = useSession()
  const { remember, giveBack } = createGiveBack()
  const tooSoon = createTooSoon(() => props.open)
  const [isBusy, keep] = createSignal(never)
  const change = (open: boolean) => (!open && isBusy()()) || props.onOpenChange(open)
  createCloseWatcher(
    () => props.open,
    () => change(false),
  )
  createEffect(on([session.me, session.peer], () => props.open && change(false), { defer: true }))
  const takeFocus = (event: Event) => {
    remember()
    const wanted = (event.target as HTMLElement).querySelector<HTMLElement>('[data-autofocus]')
    if (!wanted) return
    event.preventDefault()
    wanted.focus()
    // A dialog below this one holds on to the focus until it has heard that it is no longer the topmost.
    if (document.activeElement !== wanted) setTimeout(() => wanted.focus())
  }
  return (
    <Kobalte.Root open={props.open} onOpenChange={change}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-veil" />
        <div class="dialog-place">
          <Kobalte.Content
            ref={ignoreSecondClick}
            class="dialog"
            onOpenAutoFocus={takeFocus}
            onCloseAutoFocus={giveBack}
            onPointerDownOutside={tooSoon}
          >
            <header class="dialog-head">
              <Kobalte.Title class="dialog-title">{props.title}</Kobalte.Title>
              <Kobalte.CloseButton
                class="button icon-button"
                data-look="quiet"
                aria-label={t`Close`}
                data-tip={t`Close`}
                disabled={isBusy()()}
              >
                <X aria-hidden="true" />
              </Kobalte.CloseButton>
            </header>
            <Show when={props.description}>
              <Kobalte.Description class="dialog-description">{props.description}</Kobalte.Description>
            </Show>
            <Keeping.Provider value={(isBusy) => keep(() => isBusy)}>{props.children}</Keeping.Provider>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte.Root>
  )
}
