/** For a row that is pushed along: brings what the keyboard has come to wholly into sight. Browsers leave it where a part of it is seen. */
export function bringInSight({ target }: FocusEvent): void {
  if (!(target instanceof Element) || !target.matches(':focus-visible')) return // under a finger nothing moves
  const shown = target.closest('label') ?? target
  shown.scrollIntoView({ inline: 'nearest', block: 'nearest' })
}
