/**
 * The image model of nsfwjs (MobileNet v2, 2.6 MB), run by the parts of TensorFlow.js that it needs, in WebAssembly. Its own loader would
 * bring all of TensorFlow.js and a Buffer along; what it does is the following thirty lines. A part of its own, fetched when the first
 * picture is examined.
 */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import wasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import { env, io, setBackend, type Tensor, tensor4d, tidy } from '@tensorflow/tfjs-core'
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers'
import { MobileNetV2Model } from 'nsfwjs/models/mobilenet_v2'
import type { Looks } from './looks'

const side = 224
let loading: Promise<LayersModel> | undefined

/** What the model says of a picture of 224 by 224 pixels. Rejects if a part of it cannot be loaded. */
export async function lookAt({ data }: ImageData): Promise<Looks> {
  const model = await (loading ??= load())
  const answer = tidy(() => model.predict(tensor4d(colours(data), [1, side, side, 3])) as Tensor)
  const [drawing = 0, hentai = 0, neutral = 0, porn = 0, sexy = 0] = await answer.data()
  answer.dispose()
  return { drawing, hentai, neutral, porn, sexy }
}

/** Red, green and blue from 0 to 1. */
function colours(rgba: Uint8ClampedArray): Float32Array {
  const found = new Float32Array(side * side * 3)
  for (let i = 0, at = 0; at < found.length; i++) if (i % 4 !== 3) found[at++] = (rgba[i] ?? 0) / 255
  return found
}

async function load(): Promise<LayersModel> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false) // threads of threads, for a model that takes a twentieth of a second
  setWasmPaths(Object.fromEntries(['', '-simd', '-threaded-simd'].map((kind) => [`tfjs-backend-wasm${kind}.wasm`, wasm])))
  if (!(await setBackend('wasm'))) throw new Error('WebAssembly did not start')
  const { modelTopology, weightsManifest } = (await MobileNetV2Model.modelJson()).default
  const packed = await Promise.all(MobileNetV2Model.weightBundles.map(async (bundle) => bytesOf((await bundle()).default)))
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights)
  return loadLayersModel(io.fromMemory({ modelTopology, weightSpecs, weightData: await new Blob(packed).arrayBuffer() }))
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
