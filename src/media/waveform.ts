/** Collects the picture of a sound while it is decoded piece by piece, so that ten minutes need no more memory than a second. */
export class Waveform {
  private readonly highest: Float64Array

  /** `seconds`: how long the whole sound is. `bars`: how many peaks to tell apart. */
  constructor(
    private readonly seconds: number,
    bars: number,
  ) {
    this.highest = new Float64Array(bars)
  }

  /** Samples of one channel between -1 and 1, the first of them at `from` seconds. */
  add(samples: Float32Array, from: number, samplesPerSecond: number) {
    const bars = this.highest.length
    for (let i = 0; i < samples.length; i++) {
      const bar = Math.floor(((from + i / samplesPerSecond) / this.seconds) * bars)
      const height = Math.abs(samples[i] ?? 0)
      if (bar >= 0 && bar < bars && height > (this.highest[bar] ?? 0)) this.highest[bar] = height
    }
  }

  /** Whole numbers from 0 to 100, the loudest being 100, so that a quiet recording has a shape too. Silence is all zeros. */
  peaks(): number[] {
    const loudest = Math.max(...this.highest)
    return [...this.highest].map((height) => (loudest > 0 ? Math.round((height / loudest) * 100) : 0))
  }
}
