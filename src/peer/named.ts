/** The personas of this browser as people call them. */
import { profile } from '../areas/accounts/views'
import type { AccountId } from '../areas/area'
import type { Peer } from './peer'
import type { Persona } from './personas'

export interface PersonaInfo {
  readonly account: AccountId
  readonly kind: 'real' | 'ai'
  readonly handle: string | null
  readonly name: string
}

const profileOf = (peer: Peer, account: AccountId) => peer.answers.ask(profile, { account })
export const isCalled = (peer: Peer, account: AccountId, who: string): boolean =>
  account === who || profileOf(peer, account)?.handle === who

/** @param who handle or account id of somebody whose keys this browser holds @throws Error in plain words */
export function personaNamed(peer: Peer, who: string): Persona {
  const found = peer.personas.find(({ account }) => isCalled(peer, account, who))
  if (!found)
    throw new Error(
      `Nobody called "${who}" can act in this browser. Here are: ${
        personasHere(peer)
          .map((one) => one.handle ?? one.account)
          .join(', ') || 'nobody'
      }.`,
    )
  return found
}

export const personasHere = (peer: Peer): PersonaInfo[] =>
  peer.personas.map(({ account, kind }) => {
    const profile = profileOf(peer, account)
    return { account, kind, handle: profile?.handle ?? null, name: profile?.name ?? '' }
  })
