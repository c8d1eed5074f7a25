/** Dialogs that are fetched when somebody first asks for them. */
import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { createCloseWatcher } from '../../src/ui/closeWatcher'
import { openLate } from '../../src/ui/openLate'

/** A dialog whose code comes when it is told to. */
function late() {
  let come = (): void => {}
  const isHere = new Promise<void>((resolve) => (come = resolve))
  const [isOpen, setOpen] = createSignal(false)
  createCloseWatcher(isOpen, () => setOpen(false))
  return { isOpen, setOpen, come, asked: () => openLate({ preload: () => isHere }, () => setOpen(true)) }
}

test('of two dialogs that are asked for while neither is here, only one opens; and none over what was opened meanwhile', async () => {
  const { tip, topUp, edit, leave } = createRoot((leave) => ({ tip: late(), topUp: late(), edit: late(), leave }))
  const asked = [tip.asked(), topUp.asked()]
  topUp.come()
  await asked[1]
  tip.come()
  await asked[0]
  expect([tip.isOpen(), topUp.isOpen()]).toEqual([false, true])

  topUp.setOpen(false)
  await tip.asked()
  expect(tip.isOpen()).toBe(true)
  const over = edit.asked() // from within it
  edit.come()
  await over
  expect(edit.isOpen()).toBe(true)
  leave()
})
