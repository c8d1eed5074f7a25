/**
 * One colour that stands for a picture until it is loaded: the commonest one, with lively colours counting more than greys. The plain average
 * was rejected: it turns most photos into the same brown.
 */

/** `pixels` are RGBA bytes. Returns #rrggbb; mid grey for a picture that is wholly transparent. */
export function toneOf(pixels: Uint8ClampedArray): string {
  const weights = new Float64Array(4_096)
  const sums = new Float64Array(4_096 * 3)
  let best = -1
  for (let i = 0; i + 3 < pixels.length; i += 4) {
    const [r = 0, g = 0, b = 0, alpha = 0] = pixels.subarray(i, i + 4)
    const liveliness = Math.max(r, g, b) - Math.min(r, g, b)
    const weight = (alpha / 255) * (1 + liveliness / 64)
    const bucket = (r >> 4) * 256 + (g >> 4) * 16 + (b >> 4)
    weights[bucket] = (weights[bucket] ?? 0) + weight
    for (const [channel, value] of [r, g, b].entries()) {
      const at = bucket * 3 + channel
      sums[at] = (sums[at] ?? 0) + value * weight
    }
    if (weight > 0 && (best < 0 || (weights[bucket] ?? 0) > (weights[best] ?? 0))) best = bucket
  }
  if (best < 0) return '#808080'
  const mean = [0, 1, 2].map((channel) => Math.round((sums[best * 3 + channel] ?? 0) / (weights[best] ?? 1)))
  return `#${mean.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
