/** What can be done about accounts: the shapes of the acts, and the words that keys sign. */
import type { AccountId } from '../area'
import { distinct, hash, instant, signature, whole, writing, z } from '../shapes'

export const kinds = ['real', 'ai'] as const
export type Kind = (typeof kinds)[number]

/** Drawn in the sign-up screens of the product; the full list is nowhere stated. */
export const categories = [
  'music',
  'art',
  'gaming',
  'fitness',
  'lifestyle',
  'adult',
  'comedy',
  'education',
  'fashion',
  'food',
  'travel',
  'technology',
] as const
export const category = z.enum(categories)
export type Category = (typeof categories)[number]

export const roles = ['admin', 'moderator'] as const
export type Role = (typeof roles)[number]

/** A picture kept beside the log, named by the hash of its bytes. */
export const picture = z.strictObject({
  hash,
  size: whole(1, 100_000_000),
  type: z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif']),
})
export type Picture = z.infer<typeof picture>
/** Where a profile shows a picture. */
export type Place = 'picture' | 'cover'

/** The host lets in as many devices as `uses`, until `until`. Whoever holds the private half of `key` may use it; `key` is the invite's id. */
export const invited = z.strictObject({ key: hash, uses: whole(1, 100_000), until: instant })

/** `proof`: `joining` signed by the invite's private key. */
export const joined = z.strictObject({ invite: hash, proof: signature })

/** `root` enrols and revokes devices, `box` is what is sealed to the account. `proof`: `enrolling` signed by root. */
export const created = z.strictObject({ root: hash, box: hash, kind: z.enum(kinds), nonce: hash, proof: signature })

/** A further device of an account, by that device. `proof`: `enrolling` signed by `root`. */
export const enrolled = z.strictObject({ account: hash, root: hash, proof: signature })

/** By any device of the account, also by itself. `proof`: `revoking` signed by `root`. */
export const deviceRevoked = z.strictObject({ device: hash, root: hash, proof: signature })

export const policyAccepted = z.strictObject({ policy: z.literal('human creator') })

export const handle = z.string().check(z.regex(/^[a-z0-9_]{3,30}$/))
export const handleClaimed = z.strictObject({ handle })

/** The whole profile each time: what is left out is gone. */
export const profileEdited = z.strictObject({
  name: writing,
  bio: z.optional(writing),
  picture: z.optional(picture),
  cover: z.optional(picture),
  categories: distinct(category, categories.length),
})

/** The AI persona of an AI account. `settings` is a payload in the owner's words: { ethnicity, gender, hairstyle, voice, tone, style, role }. */
export const personaCreated = z.strictObject({ form: z.enum(['fictional', 'digital twin']), settings: hash })
export type PersonaCreated = z.infer<typeof personaCreated>
export const personaConfigured = z.strictObject({ settings: hash })

export const roleChanged = z.strictObject({ account: hash, role: z.enum(roles) })

/** Follow, unfollow, block and unblock name only the other account. */
export const toward = z.strictObject({ account: hash })

/** Steps of closing an account say nothing beyond themselves. */
export const nothing = z.strictObject({})

/** What an invite's private key signs for a device, so that an invite overheard on the way is of no use to another. */
export const joining = (world: string, invite: string, device: string): string => `mesi join ${world} ${invite} ${device}`

/** What an account's root key signs to enrol a device. */
export const enrolling = (world: string, account: AccountId, device: string): string => `mesi enrol ${world} ${account} ${device}`

/** What an account's root key signs to revoke a device. */
export const revoking = (world: string, root: string, device: string): string => `mesi revoke ${world} ${root} ${device}`
