/** What people of a town (`town.ts`) do in their world, by chance: money, posts with and without files, and that these go again. */
import { accounts } from '../../src/areas/accounts/tables'
import type { AccountId } from '../../src/areas/area'
import { comments, contents } from '../../src/areas/content/tables'
import type { Peer } from '../../src/peer/peer'
import type { Deed } from '../../src/peer/personas'
import type { Dice } from '../support/network'
import { droplet, note } from '../support/posts'

const odds = { pay: 8, deposit: 2, post: 3, photo: 3, like: 1, comment: 3, edit: 2, delete: 3, unsay: 2, picture: 1, leave: 2 }
const kinds = (Object.keys(odds) as (keyof typeof odds)[]).flatMap((kind) => Array<typeof kind>(odds[kind]).fill(kind))

export const plainly = (amount: number) => ({ total: amount, fee: 0, net: amount })
const wording = { audience: 'everyone', moods: [], tags: [] } as const
let said = 0

/** One act, or what has to come before it. @param people everybody who has money */
export async function deedOf(peer: Peer, who: AccountId, people: Iterable<AccountId>, dice: Dice): Promise<Deed> {
  const text = () => peer.write(who, `words ${said++}`)
  const posts = [...peer.engine.rowsOf(contents)].filter(([, { deleted }]) => deleted === null)
  const mine = posts.filter(([, { author }]) => author === who).map(([id]) => id)
  const own = [...peer.engine.rowsOf(comments)].filter(([, { author, deleted }]) => author === who && deleted === null)
  const amount = 300 + dice.int(600)
  const to = [...people].find((account) => account !== who) as AccountId
  const pay = { type: 'ledger.transferred', data: { to, currency: 'EUR', amount, agreed: plainly(amount) } }
  const any = posts.length > 0 ? dice.pick(posts)[0] : undefined
  const closing = peer.engine.read(accounts, who)?.closing ?? null
  switch (closing !== null && peer.engine.worldTime >= closing ? 'leave' : dice.pick(kinds)) {
    case 'deposit':
      return { type: 'ledger.deposited', data: { currency: 'USDC', amount: 1_000_000 } }
    case 'post':
      return { type: 'content.published', data: { ...note, caption: text() } }
    case 'photo':
      return { type: 'content.published', data: { ...droplet, files: [await photoOf(peer, dice)], caption: text() } }
    case 'picture': {
      const { hash, size } = await photoOf(peer, dice)
      return { type: 'accounts.profileEdited', data: { name: text(), picture: { hash, size, type: 'image/jpeg' }, categories: [] } }
    }
    case 'like':
      return any ? { type: 'content.liked', data: { content: any } } : pay
    case 'comment':
      return any ? { type: 'content.commented', data: { content: any, text: text(), made: 'human' } } : pay
    case 'edit':
      return mine.length > 0 ? { type: 'content.edited', data: { content: dice.pick(mine), ...wording, caption: text() } } : pay
    case 'delete':
      return mine.length > 0 ? { type: 'content.deleted', data: { content: dice.pick(mine) } } : pay
    case 'unsay':
      return own.length > 0 ? { type: 'content.commentDeleted', data: { comment: dice.pick(own)[0] } } : pay
    case 'leave':
      return leave(peer, who, dice)
    case 'pay':
      return pay
  }
}

/** Who wants to be deleted says so twice, with time in between (DEL-2). */
function leave(peer: Peer, who: AccountId, dice: Dice): Deed {
  const closing = peer.engine.read(accounts, who)?.closing ?? null
  if (closing === null) return { type: 'accounts.deletionRequested', data: {} }
  return { type: dice.happens(0.3) ? 'accounts.deletionCancelled' : 'accounts.deletionConfirmed', data: {} }
}

/** A file of this disk: a new one, or one that somebody shows already. */
async function photoOf(peer: Peer, dice: Dice) {
  const here = [...(await peer.store.blobStates()).values()].filter(({ state }) => state === 'here')
  const known = here.length > 0 && dice.happens(0.4)
  const file = known
    ? dice.pick(here)
    : await peer.store.addBlob(new Blob([`photo ${said++} `, 'x'.repeat(dice.int(dice.happens(0.2) ? 400_000 : 40_000))]))
  return { hash: file.hash, size: file.size, type: 'image/jpeg', width: 10, height: 10 }
}
