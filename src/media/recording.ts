/**
 * Sound and film. The encoded pictures and samples are copied into a new container, unchanged but for user data inside pictures; tags, dates,
 * names, cover art and every track beyond the main ones stay behind. Nothing is encoded anew: it would cost minutes and quality.
 * The new file is then opened and decoded in part, which gives thumbnail and waveform.
 */
import { later, t } from '../language'
import {
  ADTS,
  AdtsOutputFormat,
  AudioSampleSink,
  BufferSource,
  BufferTarget,
  CanvasSink,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FLAC,
  FlacOutputFormat,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP3,
  MP4,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OGG,
  OggOutputFormat,
  Output,
  type OutputFormat,
  QTFF,
  WAVE,
  WavOutputFormat,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny'
import { checkSize } from './admit'
import { previewOf } from './canvas'
import { stopClocks } from './clocks'
import type { Limits } from './limits'
import type { Prepared } from './prepared'
import { MediaRefused, refusals, words } from './refusal'
import { type Format, kindOf } from './sniff'
import { nalsOf, withoutFlacTags, withoutHevcUserData, withoutUserData, withoutVorbisTags } from './userData'
import { Waveform } from './waveform'

/** Only what is sniffed is listed: playlists, which make a reader fetch other addresses, are not among them. */
const readable = [MP4, QTFF, WEBM, MATROSKA, OGG, WAVE, MP3, ADTS, FLAC]

const mp4 = () => new Mp4OutputFormat({ fastStart: 'in-memory' })
const webm = () => new WebMOutputFormat()
const writable: { readonly [F in Format]?: readonly (readonly [type: string, make: () => OutputFormat])[] } = {
  mp4: [['mp4', mp4]],
  mov: [['mp4', mp4]],
  webm: [
    ['webm', webm],
    ['mp4', mp4],
  ],
  ogg: [['ogg', () => new OggOutputFormat()]],
  wav: [['wav', () => new WavOutputFormat()]],
  mp3: [['mpeg', () => new Mp3OutputFormat()]],
  aac: [['aac', () => new AdtsOutputFormat()]],
  flac: [['flac', () => new FlacOutputFormat()]],
}
/** What browsers play. Raw samples (PCM) count in WAV only. */
const playable = new Set(['avc', 'hevc', 'vp8', 'vp9', 'av1', 'aac', 'opus', 'mp3', 'vorbis', 'flac'])

/** Seconds before the start that sound decoders need to get going. */
const runUp = 0.1

type Report = (fraction: number) => void
type Recording = Omit<Prepared, 'stripped' | 'notes'> & { readonly notes: string[] }

interface MainTracks {
  readonly video: InputVideoTrack | null
  readonly audio: InputAudioTrack | null
}

/** Throws MediaRefused. The demuxer's own errors count as damage: it reads a hostile file and says no more than that it could not. */
export async function prepareRecording(bytes: Uint8Array, format: Format, limits: Limits, report: Report): Promise<Recording> {
  const input = open(bytes)
  try {
    const made = await remux(input, format, limits, (fraction) => report(fraction / 2))
    checkSize(bytes.length, made.kind, limits)
    return await readBack(made, limits, (fraction) => report(0.5 + fraction / 2))
  } catch (cause) {
    throw cause instanceof MediaRefused ? cause : new MediaRefused(refusals.damaged(kindOf[format]), { cause })
  } finally {
    input.dispose()
  }
}

const open = (bytes: Uint8Array) => new Input({ source: new BufferSource(bytes), formats: readable })

const mainTracks = async (input: Input): Promise<MainTracks> => ({
  video: await input.getPrimaryVideoTrack(),
  audio: await input.getPrimaryAudioTrack(),
})

interface Remuxed {
  readonly kind: 'audio' | 'video'
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly durationMs: number
}

async function remux(input: Input, format: Format, limits: Limits, report: Report): Promise<Remuxed> {
  const { video, audio } = await mainTracks(input)
  if (!video && !audio) throw new MediaRefused(refusals.damaged(kindOf[format]))
  const kind = video ? 'video' : 'audio'
  const longest = video ? limits.videoMillisMax : limits.audioMillisMax
  const videoCodec = video && (await playableCodec(video, format))
  const audioCodec = audio && (await playableCodec(audio, format))
  const container = writable[format]?.find(([, make]) => {
    const known: readonly string[] = make().getSupportedCodecs()
    return [videoCodec, audioCodec].every((codec) => !codec || known.includes(codec))
  })
  if (!container) throw new MediaRefused(refusals.codec(kind === 'video' ? later`film` : later`sound`))

  const [name, make] = container
  const target = new BufferTarget()
  const output = new Output({ format: make(), target })
  const tracks = [video, audio].filter((track) => track !== null)
  const start = Math.max(0, await input.getFirstTimestamp(tracks))
  let end = 0
  const passed = (packet: EncodedPacket) => {
    end = Math.max(end, packet.timestamp + packet.duration)
    if (end * 1000 > longest) throw new MediaRefused(refusals.tooLong(kind, longest))
    report((end * 1000) / longest)
  }
  const pumps: (() => Promise<void>)[] = []
  if (video && videoCodec) {
    const source = new EncodedVideoPacketSource(videoCodec)
    output.addVideoTrack(source, { rotation: await video.getRotation(), flip: await video.getFlip() })
    pumps.push(() => copyPictures(video, source, start, passed))
  }
  if (audio && audioCodec) {
    const source = new EncodedAudioPacketSource(audioCodec)
    output.addAudioTrack(source)
    pumps.push(() => copySamples(audio, source, start, passed))
  }
  await output.start()
  await Promise.all(pumps.map((pump) => pump()))
  await output.finalize()
  if (!target.buffer || end === 0) throw new MediaRefused(refusals.damaged(kind))

  const bytes = new Uint8Array(target.buffer)
  if (name === 'mp4') stopClocks(bytes)
  return { kind, type: `${kind}/${name}`, bytes, durationMs: Math.round(end * 1000) }
}

/** The codec of a track. Throws MediaRefused for one that browsers do not play. */
async function playableCodec<T extends InputVideoTrack | InputAudioTrack>(
  track: T,
  format: Format,
): Promise<NonNullable<Awaited<ReturnType<T['getCodec']>>>> {
  const codec = await track.getCodec()
  if (codec && (playable.has(codec) || (format === 'wav' && codec.startsWith('pcm-'))))
    return codec as NonNullable<Awaited<ReturnType<T['getCodec']>>>
  throw new MediaRefused(refusals.codec(track.isVideoTrack() ? 'film' : 'sound'))
}

/** From the last whole picture before `start` (seconds), so that what was trimmed off before does not travel along further than it must. */
async function copyPictures(track: InputVideoTrack, to: EncodedVideoPacketSource, start: number, passed: (packet: EncodedPacket) => void) {
  const from = new EncodedPacketSink(track)
  const found = await track.getDecoderConfig()
  if (!found) throw new MediaRefused(refusals.codec(later`film`))
  const description = asBytes(found.description)
  const nals = nalsOf((await track.getCodec()) ?? '', description)
  const decoderConfig = description && nals?.codec === 'hevc' ? { ...found, description: withoutHevcUserData(description) } : found
  const first = (await from.getKeyPacket(start, { verifyKeyPackets: true })) ?? (await from.getFirstKeyPacket())
  let latest = Number.NEGATIVE_INFINITY
  for await (const packet of from.packets(first ?? undefined, undefined, { verifyKeyPackets: true })) {
    const timestamp = packet.timestamp - start
    // The muxer takes no whole picture that is shown before an earlier group's last; some cameras write such, so it counts as a partial one.
    const type = packet.type === 'key' && timestamp < latest ? 'delta' : packet.type
    latest = Math.max(latest, timestamp)
    const data = nals ? withoutUserData(packet.data, nals) : packet.data
    if (data.length === 0) continue
    const copy = packet.clone({ timestamp, type, sideData: {}, data })
    passed(copy)
    await to.add(copy, { decoderConfig })
  }
  to.close()
}

async function copySamples(track: InputAudioTrack, to: EncodedAudioPacketSource, start: number, passed: (packet: EncodedPacket) => void) {
  const from = new EncodedPacketSink(track)
  const found = await track.getDecoderConfig()
  if (!found) throw new MediaRefused(refusals.codec(later`sound`))
  const description = asBytes(found.description)
  const decoderConfig = description ? { ...found, description: withoutFlacTags(withoutVorbisTags(description)) } : found
  const first = (await from.getPacket(start - runUp)) ?? (await from.getFirstPacket())
  let latest = Number.NEGATIVE_INFINITY
  for await (const packet of from.packets(first ?? undefined)) {
    const copy = packet.clone({ timestamp: packet.timestamp - start })
    if (copy.timestamp < latest) continue
    latest = copy.timestamp
    passed(copy)
    await to.add(copy, { decoderConfig })
  }
  to.close()
}

const asBytes = (source: AllowSharedBufferSource | undefined): Uint8Array | undefined =>
  source && (ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source))

/**
 * Opens what was made and shows it, where this browser can. One that cannot gets no preview and a note: a decoder that fails does not tell damage
 * from a codec it lacks (Firefox first claims Vorbis, then declines it), and others may well play it.
 */
async function readBack(made: Remuxed, limits: Limits, report: Report): Promise<Recording> {
  const input = open(made.bytes)
  try {
    const { video, audio } = await mainTracks(input)
    const size = video ? await sizeOf(video, limits) : {}
    const show = async () => (video ? look(video, made, limits) : audio ? listen(audio, made, limits, report) : undefined)
    const preview = await show().catch(() => undefined)
    return {
      ...made,
      ...size,
      ...preview,
      notes: preview ? [] : [t`This browser could make no preview of this ${words[made.kind]}; others may still play it.`],
    }
  } finally {
    input.dispose()
  }
}

async function sizeOf(track: InputVideoTrack, limits: Limits) {
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()]
  if (width * height > limits.videoPixelsMax) throw new MediaRefused(refusals.tooManyPixels('video', width, height, limits.videoPixelsMax))
  return { width, height }
}

/** A frame at a tenth of the film: the first is often black. */
async function look(track: InputVideoTrack, made: Remuxed, limits: Limits) {
  if (!(await track.canDecode())) return undefined
  const at = Math.max(await track.getFirstTimestamp(), made.durationMs / 10_000)
  const frame = await new CanvasSink(track, { poolSize: 1 }).getCanvas(at)
  return frame?.canvas instanceof OffscreenCanvas ? previewOf(frame.canvas, limits.thumbnailSideMax, false) : undefined
}

async function listen(track: InputAudioTrack, made: Remuxed, limits: Limits, report: Report) {
  if (!(await track.canDecode())) return undefined
  const seconds = made.durationMs / 1000
  const waveform = new Waveform(seconds, limits.waveformPeaks)
  let plane = new Float32Array()
  for await (const sample of new AudioSampleSink(track).samples()) {
    if (plane.length !== sample.numberOfFrames) plane = new Float32Array(sample.numberOfFrames)
    sample.copyTo(plane, { planeIndex: 0, format: 'f32-planar' })
    waveform.add(plane, sample.timestamp, sample.sampleRate)
    report(Math.min(1, sample.timestamp / seconds))
    sample.close()
  }
  return { waveform: waveform.peaks() }
}
