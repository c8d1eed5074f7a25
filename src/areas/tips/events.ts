/** Tips: the shape of the one act. */
import { agreed, amount, currency } from '../ledger/events'
import { hash, writing, z } from '../shapes'

/** `to` gets it; `content` names the post it was given for, without one it is for the profile. */
export const sent = z.strictObject({ to: hash, content: z.optional(hash), currency, amount, agreed, note: z.optional(writing) })
export type Sent = z.infer<typeof sent>
