import { t } from '../language'
import * as AlertDialog from '@kobalte/core/alert-dialog'
import { createEffect, type JSX, on } from 'solid-js'
import { createCloseWatcher } from './closeWatcher'
import { Button } from './Button'
import './Dialog.css'
import { createGiveBack } from './giveBack'
import { ignoreSecondClick } from './secondClick'
import { Refusal } from './Refusal'
import { createAct, type Deeds, useSession } from './session'

interface ConfirmProps {
  readonly title: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** What it does, as the button says it. */
  readonly does: string
  readonly bad?: boolean
  /** The acts that follow a yes. */
  readonly deeds: () => Deeds | Promise<Deeds>
  readonly onDone?: () => void
  /** What will follow, before anybody says yes. */
  readonly children: JSX.Element
}

/** Asks before something that is hard to take back. Stays open with the reason when the rules refuse; nobody answers for who was asked. */
export function Confirm(props: ConfirmProps) {
  const session = useSession()
  const doing = createAct()
  const { remember, giveBack } = createGiveBack()
  const open = (open: boolean) => {
    doing.forget()
    props.onOpenChange(open)
  }
  // Once it was said, there is no way back from it: it stays until it is done, so that nobody thinks that they have called it off.
  const close = (wanted: boolean) => doing.busy() || open(wanted)
  createCloseWatcher(
    () => props.open,
    () => close(false),
  )
  createEffect(on([session.me, session.peer], () => props.open && open(false), { defer: true }))
  /** Said as it is shown: else it is called what Kobalte calls it, in English. */
  const leave = () => (doing.outcome()?.ok === false ? t`Close` : t`Cancel`)
  const confirm = async () => {
    const { deeds, onDone } = props
    const outcome = await doing.actOnce(deeds)
    if (!outcome?.ok) return
    open(false)
    onDone?.()
  }
  return (
    <AlertDialog.Root open={props.open} onOpenChange={close}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay class="dialog-veil" />
        <div class="dialog-place">
          <AlertDialog.Content ref={ignoreSecondClick} class="dialog" onOpenAutoFocus={remember} onCloseAutoFocus={giveBack}>
            <AlertDialog.Title class="dialog-title">{props.title}</AlertDialog.Title>
            <AlertDialog.Description as="div" class="dialog-description">
              {props.children}
            </AlertDialog.Description>
            <Refusal outcome={doing.outcome()} failure={doing.failure()} />
            <div class="dialog-answers">
              <AlertDialog.CloseButton class="button" data-look="plain" aria-label={leave()} disabled={doing.busy()}>
                {leave()}
              </AlertDialog.CloseButton>
              <Button look={props.bad ? 'bad' : 'dark'} busy={doing.busy()} onClick={() => void confirm()}>
                {props.does}
              </Button>
            </div>
          </AlertDialog.Content>
        </div>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
