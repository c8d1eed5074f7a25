import { beforeEach, expect, test, vi } from 'vitest'
import { framesOf } from '../../src/filter/recording'

const lasting = vi.hoisted(() => ({ seconds: 0 }))
vi.mock('mediabunny', async (original) => ({
  ...(await original<object>()),
  Input: class {
    dispose() {}
    async getPrimaryVideoTrack() {
      return {
        canDecode: async () => true,
        getCodedWidth: async () => 640,
        getCodedHeight: async () => 480,
        getFirstTimestamp: async () => 0,
        computeDuration: async () => lasting.seconds,
      }
    }
  },
  EncodedPacketSink: class {
    async getFirstPacket() {
      return null
    }
  },
  CanvasSink: class {
    async *canvasesAtTimestamps(times: readonly number[]) {
      yield* times.map(() => null)
    }
  },
}))

beforeEach(() => {
  vi.stubGlobal('OffscreenCanvas', Object)
})

test.each([
  [61, 'looked at'],
  [61.001, 'this film is longer than any that is shared here'],
  [7_200, 'this film is longer than any that is shared here'],
] as const)('FLT-4: a film that lasts %f seconds, whatever was said of it: %s', async (seconds, outcome) => {
  lasting.seconds = seconds
  const looked = framesOf(new Blob(['a film'])).next()
  expect(
    await looked.then(
      () => 'looked at',
      ({ message }: Error) => message,
    ),
  ).toBe(outcome)
})
