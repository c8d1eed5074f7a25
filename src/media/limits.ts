/**
 * How much a shared file may weigh, last and measure. No source states any of these: every number is an assumption, chosen so that a photo
 * or a short film of today's phones fits and a phone of a few years ago can still open what it is sent.
 * Pure numbers: rules may quote them. The functions of this folder take another set as an option.
 */
const MiB = 1024 * 1024

export interface Limits {
  /** Bytes of an image as picked. Assumption: 20 MB. */
  readonly imageBytesMax: number
  /** Width times height of an image as its header states them. Assumption: 50 megapixels, about 200 MB once decoded. */
  readonly imagePixelsMax: number
  /** Pixels of the longer side of an image as shared; a larger one is scaled down. Assumption. */
  readonly imageSideMax: number
  /** Pixels of the longer side of a thumbnail. Assumption. */
  readonly thumbnailSideMax: number
  /** Bytes up to which an animated GIF or WebP keeps moving; a larger one is shared as its first frame. Assumption: 5 MB. */
  readonly animationBytesMax: number
  /** Frames times width times height up to which it keeps moving: what a browser must draw for one turn of the loop. Assumption. */
  readonly animationPixelsMax: number
  /** Bytes of a sound file as picked. Assumption: 20 MB. */
  readonly audioBytesMax: number
  /** Milliseconds of sound. Assumption: 10 minutes. */
  readonly audioMillisMax: number
  /** Bytes of a film as picked. Assumption: 50 MB. */
  readonly videoBytesMax: number
  /** Milliseconds of a film. Assumption: 60 seconds, the length of a vibe. */
  readonly videoMillisMax: number
  /** Width times height of one frame of a film. Assumption: 4096 x 2304. */
  readonly videoPixelsMax: number
  /** Characters (Unicode code points) of a text. Assumption. */
  readonly textCharactersMax: number
  /** Bars in the picture of a sound. Assumption. */
  readonly waveformPeaks: number
  /** Milliseconds one file may be worked on before the worker is stopped. Assumption. */
  readonly workMillisMax: number
}

export const limits: Limits = {
  imageBytesMax: 20 * MiB,
  imagePixelsMax: 50_000_000,
  imageSideMax: 2_048,
  thumbnailSideMax: 480,
  animationBytesMax: 5 * MiB,
  animationPixelsMax: 100_000_000,
  audioBytesMax: 20 * MiB,
  audioMillisMax: 600_000,
  videoBytesMax: 50 * MiB,
  videoMillisMax: 60_000,
  videoPixelsMax: 4_096 * 2_304,
  textCharactersMax: 5_000,
  waveformPeaks: 64,
  workMillisMax: 60_000,
}
