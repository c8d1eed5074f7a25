import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  FLAC,
  Input,
  MkvOutputFormat,
  Mp4OutputFormat,
  Output,
  type OutputFormat,
} from 'mediabunny'
import { expect, test } from 'vitest'
import { limits } from '../../src/media/limits'
import { prepareRecording } from '../../src/media/recording'
import { tracesIn } from '../../src/media/traces'
import { bytesOf, recorded } from '../support/corpusMakers'

/** FLAC in another container, which keeps tags where a decoder looks. */
async function taggedIn(format: OutputFormat): Promise<Uint8Array<ArrayBuffer>> {
  const track = await new Input({ source: new BufferSource(recorded('tagged.flac')), formats: [FLAC] }).getPrimaryAudioTrack()
  const found = await track?.getDecoderConfig()
  if (!track || !found) throw new Error('no sound')
  const information = Uint8Array.from((found.description as Uint8Array).subarray(0, 42))
  information[4] = 0 // others follow
  const tag = 'LOCATION=SECRET57N'
  const tags = bytesOf([0x84, 0, 0, 12 + tag.length], [0, 0, 0, 0, 1, 0, 0, 0, tag.length, 0, 0, 0], tag)
  const target = new BufferTarget()
  const output = new Output({ format, target })
  const source = new EncodedAudioPacketSource('flac')
  output.addAudioTrack(source)
  await output.start()
  for await (const packet of new EncodedPacketSink(track).packets())
    await source.add(packet, { decoderConfig: { ...found, description: bytesOf(information, tags) } })
  await output.finalize()
  return new Uint8Array(target.buffer as ArrayBuffer)
}

test.each([
  ['MP4', 'mp4', new Mp4OutputFormat()],
  ['Matroska', 'webm', new MkvOutputFormat()],
] as const)('tags that FLAC keeps in the description of its track stay behind: %s', async (_, format, container) => {
  const bytes = await taggedIn(container)
  expect(Buffer.from(bytes).includes('SECRET57N')).toBe(true)
  expect(tracesIn(bytes, format)).toContain('location')
  const made = await prepareRecording(bytes, format, limits, () => {})
  expect(made.type).toBe('audio/mp4')
  expect(Buffer.from(made.bytes).includes('SECRET57N')).toBe(false)
})
