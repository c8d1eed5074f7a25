import { createEffect, createResource, createRoot, mapArray } from 'solid-js'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sameRows } from '../../src/ui/sameRows'

test('a list that is asked for again keeps the rows of what is still there, wherever they stand now', async () => {
  let there = [
    { id: 'summer', size: 0 },
    { id: 'mesi', size: 5_408 },
  ]
  let rows = (): readonly { readonly id: string; readonly size: number }[] => []
  let again = (): unknown => undefined
  let made = 0
  createRoot((dispose) => {
    onTestFinished(dispose)
    const [list, { refetch }] = createResource(async () => structuredClone(there), { storage: sameRows })
    const buttons = mapArray(
      () => list.latest ?? [],
      (row) => ({ is: made++, row }),
    )
    createEffect(() => buttons())
    rows = () => buttons().map(({ row }) => row)
    again = refetch
  })
  await vi.waitFor(() => expect(rows()).toEqual(there))
  there = [
    { id: 'bay', size: 1 },
    { id: 'mesi', size: 6_314 },
    { id: 'summer', size: 2_800 },
  ]
  await again()
  expect(rows()).toEqual(there)
  expect(made).toBe(3)
})
