/**
 * The painting room: opened in a browser by the maker, which asks for one piece after the other. Whatever is painted, played or filmed here
 * is then made ready by the product's own `prepare`, as if somebody had picked it as a file, and shipped as that gave it out.
 */
import '@fontsource/poppins/500.css'
import '@fontsource/poppins/600.css'
import '@fontsource/poppins/700.css'
import '@fontsource/poppins/800.css'
import { AudioBufferSource, BufferTarget, CanvasSource, Output, WebMOutputFormat } from 'mediabunny'
import { hashOf } from '../../kit/bytes'
import { prepare } from '../../media'
import { pictures as clay } from './clay'
import { clips } from './clips'
import { pictures as covers } from './covers'
import { pictures as dance } from './dance'
import { pictures as dream } from './dream'
import { pictures as faces } from './faces'
import { findAll } from './findings'
import { Dice, sheet, type Sheet } from './kit'
import { pictures as lantern } from './lantern'
import { pictures as posters } from './posters'
import { pictures as sea } from './sea'
import { pictures as snaps } from './snaps'
import { sounds } from './sounds'
import { pictures as stage } from './stage'
import { pictures as table } from './table'

interface Painting {
  readonly size: readonly [number, number]
  paint(s: Sheet, dice: Dice): void
}
const paintings: { readonly [name: string]: Painting } = {
  ...faces,
  ...covers,
  ...sea,
  ...stage,
  ...clay,
  ...table,
  ...dance,
  ...posters,
  ...dream,
  ...lantern,
  ...snaps,
}

/** Pixels of a picture's longer side, as shipped: all of the bay is to weigh little more than 8 MB. */
const LONGEST = 960

const loadFaces = () => Promise.all([500, 600, 700, 800].map((weight) => document.fonts.load(`${weight} 20px Poppins`)))

async function paint(name: string, { size, paint: draw }: Painting): Promise<File> {
  await loadFaces()
  const s = sheet(...size)
  draw(s, new Dice(name))
  const scale = Math.min(1, LONGEST / Math.max(...size))
  const print = sheet(Math.round(size[0] * scale), Math.round(size[1] * scale))
  print.c.imageSmoothingQuality = 'high'
  print.c.drawImage(s.canvas, 0, 0, print.w, print.h)
  return new File([await print.canvas.convertToBlob({ type: 'image/png' })], `${name}.png`, { type: 'image/png' })
}

async function play(name: string, render: () => Promise<AudioBuffer>): Promise<File> {
  const target = new BufferTarget()
  const output = new Output({ format: new WebMOutputFormat(), target })
  const source = new AudioBufferSource({ codec: 'opus', bitrate: 40_000 })
  output.addAudioTrack(source)
  await output.start()
  await source.add(await render())
  await output.finalize()
  return new File([target.buffer as ArrayBuffer], `${name}.webm`, { type: 'audio/webm' })
}

/** Some seconds out of a sound, without a click at either end. */
function part(sound: AudioBuffer, from: number, seconds: number): AudioBuffer {
  const { sampleRate, numberOfChannels } = sound
  const [first, length, soft] = [from, seconds, 0.01].map((each) => Math.round(each * sampleRate)) as [number, number, number]
  const cut = new AudioBuffer({ length, numberOfChannels, sampleRate })
  for (let channel = 0; channel < numberOfChannels; channel++) {
    const samples = sound.getChannelData(channel).slice(first, first + length)
    for (let i = 0; i < soft; i++) {
      samples[i] = (samples[i] as number) * (i / soft)
      samples[length - 1 - i] = (samples[length - 1 - i] as number) * (i / soft)
    }
    cut.copyToChannel(samples, channel)
  }
  return cut
}

const FRAMES = 20
async function film(name: string, { seconds, bitrate = 260_000, heard, frame }: (typeof clips)[string]): Promise<File> {
  await loadFaces()
  const s = sheet(540, 960)
  const target = new BufferTarget()
  const output = new Output({ format: new WebMOutputFormat(), target })
  const source = new CanvasSource(s.canvas, { codec: 'vp9', bitrate, keyFrameInterval: 5 })
  output.addVideoTrack(source, { frameRate: FRAMES })
  const voice = heard && new AudioBufferSource({ codec: 'opus', bitrate: 48_000 })
  if (voice) output.addAudioTrack(voice)
  await output.start()
  for (let i = 0; i < seconds * FRAMES; i++) {
    frame(s, i / (seconds * FRAMES))
    await source.add(i / FRAMES, 1 / FRAMES)
  }
  if (voice && heard) await voice.add(part(await (sounds[heard.of] as () => Promise<AudioBuffer>)(), heard.from, seconds))
  await output.finalize()
  return new File([target.buffer as ArrayBuffer], `${name}.webm`, { type: 'video/webm' })
}

function make(name: string): Promise<File> {
  const [painting, sound, clip] = [paintings[name], sounds[name], clips[name]]
  if (painting) return paint(name, painting)
  if (sound) return play(name, sound)
  if (clip) return film(name, clip)
  throw new Error(`nothing is called ${name}`)
}

const sendable = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(text)
}

/** One piece as the product would share it, bytes in base64. */
async function piece(name: string) {
  const { kind, type, bytes, width, height, durationMs, thumbnail } = await prepare(await make(name))
  const small = thumbnail && thumbnail.bytes.length < bytes.length ? thumbnail : undefined
  return {
    name,
    kind,
    bytes: sendable(bytes),
    file: {
      hash: hashOf(bytes),
      size: bytes.length,
      type,
      ...(width ? { width, height } : {}),
      ...(durationMs ? { durationMs: Math.round(durationMs) } : {}),
    },
    ...(small
      ? { thumb: { bytes: sendable(small.bytes), file: { hash: hashOf(small.bytes), size: small.bytes.length, type: small.type } } }
      : {}),
  }
}

Object.assign(window, { room: { names: [...Object.keys(paintings), ...Object.keys(sounds), ...Object.keys(clips)], piece, findAll } })
