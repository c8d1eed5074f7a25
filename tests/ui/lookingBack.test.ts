/** Looking back takes a moment, in which the world may be left. */
import { expect, test, vi } from 'vitest'
import { lookBackTo } from '../../src/director/moving'
import { openPast, type Past } from '../../src/peer/past'
import type { Peer } from '../../src/peer/peer'
import type { Session } from '../../src/ui/session'

vi.mock('../../src/peer/past', () => ({ openPast: vi.fn() }))

function opening() {
  const [here, elsewhere] = [{} as Peer, {} as Peer]
  let peer = here
  const session = { peer: () => peer, lookBack: vi.fn() }
  const past = { seek: vi.fn(), close: vi.fn() }
  let resolve = (_: Past): void => {}
  let reject = (_: Error): void => {}
  const promise = new Promise<Past>((yes, no) => ([resolve, reject] = [yes, no]))
  vi.mocked(openPast).mockReturnValueOnce(promise)
  const done = lookBackTo(session as unknown as Session, 5)
  return {
    session,
    past,
    done,
    leave: () => void (peer = elsewhere),
    opened: () => resolve(past as unknown as Past),
    failed: (error: Error) => reject(error),
  }
}

test('the past of the world that is open is shown, at the moment that was asked for', async () => {
  const { session, past, done, opened } = opening()
  opened()
  await done
  expect(past.seek).toHaveBeenCalledWith(5)
  expect(session.lookBack).toHaveBeenCalledWith(past)
})

test('the past of a world that was left meanwhile is shown nowhere, and nobody is told that its disk was let go', async () => {
  const late = opening()
  late.leave()
  late.opened()
  await late.done
  expect(late.session.lookBack).not.toHaveBeenCalled()
  expect(late.past.close).toHaveBeenCalled()

  const lost = opening()
  lost.leave()
  lost.failed(new Error('The browser has lost its connection to the disk.'))
  await lost.done
  expect(lost.session.lookBack).not.toHaveBeenCalled()
})

test('what keeps the past of this world from being opened is told', async () => {
  const { done, failed } = opening()
  failed(new Error('on its way'))
  await expect(done).rejects.toThrow('on its way')
})
