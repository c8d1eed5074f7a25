/** The filter at work, off the main thread. It stays, so that what it has loaded is loaded once. */
import { beat } from '../kit/pulse'
import { trustOwn } from '../kit/trusted'
import { FilterFailed } from './finding'
import type { Answer, Message } from './messages'
import { Shelf } from './shelf'
import { examineWork } from './work'

trustOwn(self)

const shelf = new Shelf()
const answer = (message: Answer) => self.postMessage(message)

self.addEventListener('message', async ({ data }: MessageEvent<Message>) => {
  if ('forget' in data) return shelf.clear()
  if ('changes' in data) return shelf.change(data.changes)
  const end = beat(() => answer({ alive: true }))
  try {
    answer({ examined: await examineWork(data, (progress) => answer({ progress }), shelf) })
  } catch (error) {
    answer({
      failed: error instanceof FilterFailed ? error.part : 'decoder',
      message: error instanceof Error ? error.message : String(error),
    })
  } finally {
    end()
  }
})
