/** What can be done with content: the shapes of the acts. */
import { category, picture } from '../accounts/events'
import { distinct, hash, slug, whole, writing, z } from '../shapes'

/** Droplet: anything, in the feed. Vibe: a short video. Moment: a quick photo or video for fans. */
export const forms = ['droplet', 'vibe', 'moment'] as const
export type Form = (typeof forms)[number]

export const medias = ['image', 'video', 'audio', 'text'] as const
export type Media = (typeof medias)[number]

export const audiences = ['everyone', 'followers'] as const
export type Audience = (typeof audiences)[number]

export const moods = ['happy', 'sad', 'chill', 'party'] as const
export type Mood = (typeof moods)[number]

/** How much of it is AI's work: nothing, a filter or polish over what a human made, or all of it. */
export const makings = ['human', 'enhanced', 'generated'] as const
export const made = z.enum(makings)
export type Made = z.infer<typeof made>

/** Whether a person is seen or heard in it, and if so, whether AI made that face, body or voice. */
export const personas = ['none', 'real', 'artificial'] as const

const image = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const
const video = ['video/mp4', 'video/webm', 'video/quicktime'] as const
const audio = ['audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/webm', 'audio/wav', 'audio/flac'] as const
/** What files of a medium may be, once they are ready to be shared. */
export const fileTypes: { readonly [M in Media]: readonly string[] } = { image, video, audio, text: [] }

/** A blob and what its bytes say about themselves. `thumb` stands in until it is here. */
export const file = z.strictObject({
  hash,
  size: whole(1, 99_999_999_999),
  type: z.enum([...image, ...video, ...audio]),
  width: z.optional(whole(1, 65_535)),
  height: z.optional(whole(1, 65_535)),
  durationMs: z.optional(whole(0, 1_000_000_000)),
  thumb: z.optional(picture),
})
export type File = z.infer<typeof file>

/** What its maker may change later: all of it each time, what is left out is gone. */
const words = {
  caption: z.optional(writing),
  audience: z.enum(audiences),
  moods: distinct(z.enum(moods), moods.length),
  tags: distinct(slug, 64),
  category: z.optional(category),
}

export const published = z.strictObject({
  form: z.enum(forms),
  media: z.enum(medias),
  files: z.array(file).check(z.maxLength(32)),
  ...words,
  /** That its maker holds the rights to it. */
  rightsConfirmed: z.boolean(),
  made,
  persona: z.enum(personas),
  /** What an account with a red flag has to say beside it (FLAG-7): where it comes from, who is in it, what the rights rest on. */
  details: z.optional(z.array(writing).check(z.maxLength(3))),
  /** Set when an agent posts it instead of a human hand: what the agent is there for. */
  agent: z.optional(z.enum(['posting'])),
})
export type Published = z.infer<typeof published>

export const edited = z.strictObject({ content: hash, ...words })
export type Edited = z.infer<typeof edited>

/** Delete, like and unlike name only the content. */
export const upon = z.strictObject({ content: hash })

export const commented = z.strictObject({ content: hash, text: writing, made, agent: z.optional(z.enum(['replying'])) })

export const commentDeleted = z.strictObject({ comment: hash })

export const collectionCreated = z.strictObject({ name: writing })
export const collectionRenamed = z.strictObject({ collection: hash, name: writing })
export const collectionDeleted = z.strictObject({ collection: hash })
/** Both putting an item in and taking it out. */
export const collectionItem = z.strictObject({ collection: hash, content: hash })
