/** Keys of the desk: letters and digits alone, never while something is being typed or a dialog or menu is open. Answers how to stop. */
export function onKeys(keys: Readonly<Record<string, () => void>>): () => void {
  const press = (event: KeyboardEvent) => {
    const does = keys[event.key]
    const target = event.target as HTMLElement
    const isTyping = target.matches('input:not([type=radio], [type=checkbox]), textarea, select') || target.isContentEditable
    if (
      !does ||
      isTyping ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      document.querySelector('[role="dialog"], [popover]:popover-open')
    )
      return
    event.preventDefault()
    does()
  }
  addEventListener('keydown', press)
  return () => removeEventListener('keydown', press)
}

export const keyHelp: readonly (readonly [key: string, does: string])[] = [
  ['o', 'open new reports'],
  ['j, k', 'next and previous case'],
  ['n', 'open the first case'],
  ['s', 'show what it is about'],
  ['c', 'claim, or release'],
  ['e', 'escalate to an admin'],
  ['1', 'nothing wrong'],
  ['2', 'remove'],
  ['3', 'yellow flag'],
  ['4', 'red flag'],
  ['5', 'black flag'],
  ['Ctrl Enter', 'decide, from within the reasons'],
  ['u', 'undo the decision'],
  ['?', 'this list'],
]
