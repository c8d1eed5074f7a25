/** The people of the rule tests, and the acts by which they came to be there. */
import { accountId } from '../../src/areas/accounts/rules'
import { hashOf } from '../../src/kit/bytes'
import { act, BEGINS, DAY, type Deed, HOST, writing } from './given'

export interface Person {
  readonly name: string
  readonly kind: 'real' | 'ai'
  readonly device: string
  readonly account: string
  readonly root: string
  readonly nonce: string
}

/** Rules never look at a signature: proofs are checked before a row gets to them. */
export const SIGNATURE = 'A'.repeat(86)
export const INVITE = hashOf('the invite of the rule tests')

export function person(name: string, kind: 'real' | 'ai' = 'real'): Person {
  const root = hashOf(`${name} root`)
  const nonce = hashOf(`${name} nonce`)
  return { name, kind, root, nonce, device: hashOf(`${name} device`), account: accountId(root, kind, nonce) }
}

export const ana = person('ana')
export const ben = person('ben')
export const cleo = person('cleo')
export const nova = person('nova', 'ai')

export const invite: Deed = act(HOST, 'accounts.invited', { key: INVITE, uses: 100, until: BEGINS + 1000 * DAY })
export const joins = (device: string): Deed => act(device, 'accounts.joined', { invite: INVITE, proof: SIGNATURE })
export const creates = ({ device, root, kind, nonce }: Person): Deed =>
  act(device, 'accounts.created', { root, box: hashOf(`${root} box`), kind, nonce, proof: SIGNATURE })

/** From nothing to an account that has a profile and a handle equal to the name, and may publish. */
export const arrives = (who: Person): readonly Deed[] => [
  joins(who.device),
  creates(who),
  ...(who.kind === 'real' ? [act(who, 'accounts.policyAccepted', { policy: 'human creator' })] : []),
  act(who, 'accounts.handleClaimed', { handle: who.name }),
  act(who, 'accounts.profileEdited', { name: writing(who.name), categories: [] }),
]

/** Everybody of the cast is here. */
export const town: readonly Deed[] = [invite, ...[ana, ben, cleo, nova].flatMap(arrives)]
