/** What can be seen of Mesi Bay from outside. It stands apart from the manifest because a first visit loads these few names and no more. */

/** What a Mesi Bay is called. */
export const BAY = 'Mesi Bay'

/** Small pictures of four posts: by name, and the file below /bay/. */
export const shopWindow: readonly { readonly name: string; readonly path: string }[] = [
  { name: 'noa-dawn-patrol', path: 'noa-dawn-patrol-s-tlnVBBR2.webp' },
  { name: 'mio-three-bottles', path: 'mio-three-bottles-s-5akf7Qme.webp' },
  { name: 'zeyna-pier-nine', path: 'zeyna-pier-nine-s-4gx8SKHR.webp' },
  { name: 'aurelia-two-suns', path: 'aurelia-two-suns-s--TjocsiQ.webp' },
]

/** The larger one, with a thousand people. */
export const BUSY_BAY = 'Busy Bay'
