/** What a file says it is, by its name or by the type the system gave it. Only ever compared with the content, never believed. */
import type { Kind } from './sniff'

const endings: { readonly [K in Kind]: RegExp } = {
  image: /\.(?:jpe?g|jfif|png|apng|gif|webp|avif|heic|heif|bmp|tiff?|svg|ico)$/i,
  audio: /\.(?:mp3|m4a|aac|ogg|oga|opus|wav|flac|wma|aiff?|weba)$/i,
  video: /\.(?:mp4|m4v|mov|webm|mkv|avi|wmv|mpe?g|3gp|ogv)$/i,
  text: /\.(?:txt|text|md)$/i,
}
const kinds: readonly Kind[] = ['image', 'audio', 'video', 'text']

/** The ending of the name counts before the type, which systems derive from it anyway. `undefined`: it claims nothing we know. */
export const claimOf = (file: { readonly name: string; readonly type: string }): Kind | undefined =>
  kinds.find((kind) => endings[kind].test(file.name)) ?? kinds.find((kind) => file.type.startsWith(`${kind}/`))
