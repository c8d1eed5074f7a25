/** How long the app's own "g", which goes somewhere with the next letter, keeps that letter from the desk. */
import { t } from '../../../language'
const GOING = 1_500

/**
 * Keys of the desk: letters and digits alone, never while something is being typed or a dialog or menu is open. They come before the
 * keys of the app, which leave alone what is taken. Without a function for whoever has switched letter keys off. Answers how to stop.
 */
export function onKeys(keys: Readonly<Record<string, () => void>>): () => void {
  let going = Number.NEGATIVE_INFINITY
  const press = (event: KeyboardEvent) => {
    const isGoing = event.timeStamp - going < GOING
    going = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    if (areKeysOff()) return
    const does = keys[event.key]
    const target = event.target as HTMLElement
    const isTyping = target.matches('input:not([type=radio], [type=checkbox]), textarea, select') || target.isContentEditable
    const isBelow = document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null
    if (!does || isGoing || isTyping || isBelow || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    does()
  }
  addEventListener('keydown', press, { capture: true })
  return () => removeEventListener('keydown', press, { capture: true })
}

/** As the settings of this browser say, on the page's root. */
export const areKeysOff = (): boolean => document.documentElement.dataset['keys'] === 'off'

export const keyHelp: readonly (readonly [key: string, does: string])[] = [
  ['o', t`open new reports`],
  ['j, k', t`next and previous case`],
  ['n', t`open the first case`],
  ['s', t`show what it is about`],
  ['c', t`claim, or release`],
  ['e', t`escalate to an admin`],
  ['1', t`nothing wrong`],
  ['2', t`remove`],
  ['3', t`yellow flag`],
  ['4', t`red flag`],
  ['5', t`black flag`],
  ['Ctrl Enter', t`decide, from within the reasons`],
  ['u', t`undo the decision`],
  ['?', t`this list`],
]
