/** Films as pictures in even distances, sounds as how loud they get. */
import {
  ADTS,
  AudioSampleSink,
  BlobSource,
  CanvasSink,
  EncodedPacketSink,
  FLAC,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny'
import { limits } from '../media/limits'
import { FilterFailed } from './finding'
import { type Moment, momentsOf } from './moments'
import { type Picture, pictureOf } from './pictures'

/** As src/media: no playlists, which make a reader fetch other addresses. */
const formats = [MP4, QTFF, WEBM, MATROSKA, OGG, WAVE, MP3, ADTS, FLAC]

export interface Frame extends Picture, Pick<Moment, 'isCompared'> {
  readonly second: number
  /** How many there will be at most. */
  readonly of: number
}

/** So many beginnings of pictures are read at most: some films consist of nothing else. */
const mostKeys = 2_000

/** Throws FilterFailed if this browser cannot decode the film. */
export async function* framesOf(file: Blob): AsyncGenerator<Frame> {
  const input = new Input({ source: new BlobSource(file), formats })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (!track || !(await track.canDecode())) throw new FilterFailed('decoder', 'this browser cannot open the film')
    // As with pictures: what nobody here may post is not decoded.
    if ((await track.getCodedWidth()) * (await track.getCodedHeight()) > limits.videoPixelsMax)
      throw new FilterFailed('decoder', 'this film has too many pixels')
    const [from, to] = [await track.getFirstTimestamp(), await track.computeDuration()]
    // Of a film that says it is shorter than it is, too little would be looked at.
    if ((to - from) * 1_000 > limits.videoMillisMax + 1_000)
      throw new FilterFailed('decoder', 'this film is longer than any that is shared here')
    const moments = momentsOf(from, to, await keysOf(track))
    const drawn = new CanvasSink(track, { poolSize: 1 }).canvasesAtTimestamps(moments.map(({ at }) => at))
    let i = 0
    for await (const frame of drawn) {
      const isCompared = moments[i++]?.isCompared === true
      if (frame?.canvas instanceof OffscreenCanvas)
        yield { ...pictureOf(frame.canvas), isCompared, second: Math.round(frame.timestamp), of: moments.length }
    }
  } finally {
    input.dispose()
  }
}

/** Where pictures begin that need none before them, in seconds. */
async function keysOf(track: InputVideoTrack): Promise<readonly number[]> {
  const packets = new EncodedPacketSink(track)
  const keys: number[] = []
  let packet = await packets.getFirstPacket({ metadataOnly: true })
  while (packet && keys.length < mostKeys) {
    if (packet.type === 'key') keys.push(packet.timestamp)
    packet = await packets.getNextKeyPacket(packet, { metadataOnly: true })
  }
  return keys
}

/** The loudest sample, from 0 to 1, and the length; undefined for a file without sound. Throws FilterFailed if it cannot be decoded. */
export async function loudness(file: Blob): Promise<{ readonly loudest: number; readonly seconds: number } | undefined> {
  const input = new Input({ source: new BlobSource(file), formats })
  try {
    const track = await input.getPrimaryAudioTrack()
    if (!track) return undefined
    if (!(await track.canDecode())) throw new FilterFailed('decoder', 'this browser cannot open the sound')
    const seconds = await track.computeDuration()
    if (seconds * 1_000 > limits.audioMillisMax + 1_000)
      throw new FilterFailed('decoder', 'this sound is longer than any that is shared here')
    let loudest = 0
    let plane = new Float32Array()
    for await (const sample of new AudioSampleSink(track).samples()) {
      if (plane.length !== sample.numberOfFrames) plane = new Float32Array(sample.numberOfFrames)
      for (let channel = 0; channel < sample.numberOfChannels; channel++) {
        sample.copyTo(plane, { planeIndex: channel, format: 'f32-planar' })
        for (const each of plane) loudest = Math.max(loudest, Math.abs(each))
      }
      sample.close()
    }
    return { loudest, seconds }
  } finally {
    input.dispose()
  }
}
