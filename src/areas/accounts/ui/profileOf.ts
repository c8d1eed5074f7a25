import type { Accessor } from 'solid-js'
import { createAnswer } from '../../../ui/session'
import { hash } from '../../shapes'
import type { Place } from '../events'
import { type Profile, profile, profileByHandle } from '../views'

/** Whom an address means: a handle, or the id of an account. `null` for nobody, `undefined` while it is looked up. */
export function createProfileOf(who: Accessor<string>): Accessor<Profile | null | undefined> {
  const isAccount = () => hash.safeParse(who()).success
  const byAccount = createAnswer(profile, () => (isAccount() ? { account: who() } : undefined))
  const byHandle = createAnswer(profileByHandle, () => (isAccount() ? undefined : { handle: who().replace(/^@/, '').toLowerCase() }))
  return () => (isAccount() ? byAccount() : byHandle())
}

/** Which pictures of a profile wait for the filter, or for a moderator: by their names, since what stands in an answer becomes something else. */
export const waiting = ({ checked }: Profile, what: Profile['checked'][number]['waits']): readonly Place[] =>
  checked.flatMap(({ place, waits }) => (waits === what ? [place] : []))
