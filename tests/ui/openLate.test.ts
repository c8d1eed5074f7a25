/** Dialogs that are fetched when somebody first asks for them. */
import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { createCloseWatcher } from '../../src/ui/closeWatcher'
import { giveUp, isLate, openLate } from '../../src/ui/openLate'

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

test('a dialog that somebody has given up does not open once it is here; asked for anew it does', async () => {
  const { edit, leave } = createRoot((leave) => ({ edit: late(), leave }))
  const first = edit.asked()
  expect(isLate()).toBe(true)
  giveUp()
  expect(isLate()).toBe(false)
  const second = edit.asked()
  expect(isLate()).toBe(true)
  giveUp()
  edit.come()
  await Promise.all([first, second])
  expect(edit.isOpen()).toBe(false)
  await edit.asked()
  expect([edit.isOpen(), isLate()]).toEqual([true, false])
  leave()
})
