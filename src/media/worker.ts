/** One worker prepares one file and is then stopped, which frees whatever a hostile file made it allocate. */
import type { Answer, Task } from './messages'
import { trustOwn } from '../kit/trusted'
import { MediaRefused } from './refusal'
import { work } from './work'

trustOwn(self)

const answer = (message: Answer, transfer: Transferable[] = []) => self.postMessage(message, { transfer })

self.addEventListener('message', async ({ data: { file, kinds, limits } }: MessageEvent<Task>) => {
  try {
    const prepared = await work(file, kinds, limits, (progress) => answer({ progress }))
    const { bytes, thumbnail } = prepared
    answer({ prepared }, [bytes.buffer, ...(thumbnail ? [thumbnail.bytes.buffer] : [])])
  } catch (error) {
    answer(error instanceof MediaRefused ? { refusal: error.refusal } : { failure: String(error) })
  }
})

answer({ ready: true })
