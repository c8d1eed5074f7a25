/** Which tokens of theme.css meet, and how far one stands out from the other. */

/** Text on ground: 4.5:1, and 7:1 where somebody asked for more contrast. */
export const texts = [
  ['ink', 'ground'],
  ['ink', 'card'],
  ['ink', 'raised'],
  ['ink', 'sunken'],
  ['ink-soft', 'ground'],
  ['ink-soft', 'card'],
  ['ink-soft', 'raised'],
  ['ink-soft', 'sunken'],
  ['accent', 'card'],
  ['accent', 'raised'],
  ['accent', 'ground'],
  ['on-ember', 'ember-from'],
  ['on-ember', 'ember-to'],
  ['on-charcoal', 'charcoal'],
  ['on-director', 'director'],
  ['good', 'good-ground'],
  ['warn', 'warn-ground'],
  ['bad', 'bad-ground'],
  ['calm', 'calm-ground'],
  ['good', 'card'],
  ['warn', 'card'],
  ['bad', 'card'],
  ['bad', 'ground'],
  ['ink', 'good-ground'],
  ['ink', 'warn-ground'],
  ['ink', 'bad-ground'],
  ['ink', 'calm-ground'],
] as const

/** What shows where a control is: 3:1. */
export const edges = [
  ['line-strong', 'card'],
  ['line-strong', 'ground'],
  ['accent', 'ground'],
] as const

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number]

/** @throws RangeError for anything but `#rrggbb` and `rgb(r, g, b)` */
export function colourOf(written: string): Colour {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(written)?.slice(1)
  const rgb = hex?.map((part) => Number.parseInt(part, 16)) ?? /^rgb\((\d+), (\d+), (\d+)\)$/.exec(written)?.slice(1).map(Number)
  if (!rgb) throw new RangeError(`${written} is not a plain colour`)
  return rgb as unknown as Colour
}

/** From 1 (the same) to 21 (black on white), as WCAG 2.2 reckons. */
export function contrast(a: Colour, b: Colour): number {
  const [brighter, darker] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (brighter + 0.05) / (darker + 0.05)
}

function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
