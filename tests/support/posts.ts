/** Posts for rule tests: each a valid one, changed where a test looks. */
import type { File } from '../../src/areas/content/events'
import type { DataOf } from '../../src/areas/typed'
import { hashOf } from '../../src/kit/bytes'
import { writing } from './given'

const file = (name: string, more: Omit<File, 'hash' | 'size'>): File => ({ hash: hashOf(name), size: 1_000, ...more })
export const photo = file('photo', {
  type: 'image/jpeg',
  width: 1_200,
  height: 1_600,
  thumb: { hash: hashOf('thumb'), size: 100, type: 'image/webp' },
})
export const film = file('film', { type: 'video/mp4', width: 1_920, height: 1_080, durationMs: 9_000 })
export const song = file('song', { type: 'audio/mpeg', durationMs: 200_000 })

const base = { form: 'droplet', audience: 'everyone', moods: [], tags: [], rightsConfirmed: true, made: 'human', persona: 'none' } as const
export const droplet = { ...base, media: 'image', files: [photo], caption: writing('By the river') } satisfies DataOf<'content.published'>
export const vibe = { ...base, form: 'vibe', media: 'video', files: [film] } satisfies DataOf<'content.published'>
export const moment = {
  ...base,
  form: 'moment',
  media: 'image',
  files: [photo],
  audience: 'followers',
} satisfies DataOf<'content.published'>
export const track = { ...base, media: 'audio', files: [song] } satisfies DataOf<'content.published'>
export const note = { ...base, media: 'text', files: [], caption: writing('Good evening') } satisfies DataOf<'content.published'>
