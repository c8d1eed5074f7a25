/** Puts what floats below what it belongs to, its ends in line or its middle; above it where there is no room. */
export function beside(floating: HTMLElement, of: HTMLElement, by: 'ends' | 'middle' = 'ends'): void {
  const from = of.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = floating
  const below = from.bottom + 4
  const top = below + height > innerHeight ? Math.max(8, from.top - height - 4) : below
  const left = by === 'ends' ? from.right - width : (from.left + from.right - width) / 2
  floating.style.top = `${top}px`
  floating.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`
}
