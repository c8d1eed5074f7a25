/** A tour in the hands of somebody who is quick. */
import { createRoot } from 'solid-js'
import { expect, test, vi } from 'vitest'
import type { createPanes } from '../../src/director/panes'
import { createTour } from '../../src/director/touring'
import type { Scenario } from '../../src/scenarios/scenario'

const scenario = {
  id: 'quick',
  title: 'Quick',
  world: 'empty',
  tells: 'Somebody is quick.',
  cast: { anna: { kind: 'real', name: 'Anna', handle: 'anna' } },
  peers: ['a'],
  steps: [
    { as: 'anna', on: 'a', do: 'go', to: '/', say: 'She comes.' },
    { as: 'anna', on: 'a', do: 'tap', target: { role: 'button', name: 'Post' }, say: 'She posts.' },
    { as: 'anna', on: 'a', do: 'clock', advance: '1d' },
  ],
} as Scenario

/** A page that is one large button. */
class Button extends EventTarget {
  readonly Node = Button
  readonly document = { querySelectorAll: () => [this] }
  getAttribute = (name: string) => ({ role: 'button', 'aria-label': 'Post' })[name] ?? null
  closest = () => null
  checkVisibility = () => true
  contains = () => true
  /** Node takes only the long way of saying it. */
  override removeEventListener(kind: string, listener: EventListener, capture: boolean) {
    super.removeEventListener(kind, listener, { capture })
  }
}

test('who presses “Go on” twice goes on once, and what they have done for them then is done once', async () => {
  const page = new Button()
  let days = 0
  const door = {
    acted: async () => [],
    tap: async () => void page.dispatchEvent(new Event('click')),
    advance: async () => void days++,
  }
  const stage = { page: () => page, open: async () => door }
  const panes = { fresh: async () => stage, close() {} } as unknown as ReturnType<typeof createPanes>
  const { tour, leave } = createRoot((leave) => ({ tour: createTour(scenario, panes), leave }))
  const comesTo = (kind: string) => vi.waitFor(() => expect(tour.stop().kind).toBe(kind))
  await tour.openAt(0)
  await comesTo('story')
  await Promise.all([tour.forward(), tour.forward()])
  await comesTo('tap')
  expect(tour.caption()).toBe('She posts.')
  await tour.forward()
  await comesTo('done')
  expect(days).toBe(1)
  leave()
})
