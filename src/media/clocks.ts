/** MP4 headers tell when a file was made, and a muxer writes the present moment. Set to zero: no date leaks, and one file always gives one hash. */
import { boxAt, boxes } from './containers'
import { u8 } from './read'

/** Changes `bytes` in place. */
export function stopClocks(bytes: Uint8Array) {
  const movie = boxAt(bytes, 'moov')
  if (!movie) return
  const tracks = [...boxes(bytes, movie.at, movie.end)].filter((box) => box.name === 'trak')
  const headers = [
    boxAt(bytes, 'mvhd', movie.at, movie.end),
    ...tracks.flatMap((track) => [boxAt(bytes, 'tkhd', track.at, track.end), boxAt(bytes, 'mdia/mdhd', track.at, track.end)]),
  ]
  for (const header of headers) {
    if (!header) continue
    const longForm = u8(bytes, header.at) === 1
    bytes.fill(0, header.at + 4, header.at + (longForm ? 20 : 12)) // made, then changed
  }
}
