/** What the filter says of the posts of Mesi Bay: looked at here once, as their host would, and shipped with them. */
import type { Found } from '../../areas/filter/events'
import { examine, type Known } from '../../filter'
import { toHex } from '../../kit/bytes'
import { foundBy } from '../../peer/examining'
import type { Post } from '../posts'
import { pieceOf } from '../shipped'
import { story } from '../story'

export type Said = Omit<Found, 'subject'>

/** By the name of a post; ` edited` behind it for what it says after its edit. Sequential: each is compared with those before it. */
export async function findAll(): Promise<{ readonly [name: string]: Said }> {
  const all: { [name: string]: Said } = {}
  const known: (Known & { readonly by: string })[] = []
  for (const { deed } of story()) {
    if (deed.do === 'post') all[deed.post.id] = await look(deed.post, known)
    if (deed.do === 'edit') all[`${deed.post.id} edited`] = await look({ ...deed.post, caption: deed.caption }, known)
  }
  return all
}

async function look(post: Post, known: (Known & { readonly by: string })[]): Promise<Said> {
  const pieces = post.show.map(pieceOf)
  const examined = await examine({
    words: [post.caption, ...post.tags.map((tag) => tag.replaceAll('-', ' '))],
    files: await Promise.all(pieces.map(async ({ path, type }) => new Blob([await (await fetch(`/bay/${path}`)).arrayBuffer()], { type }))),
    media: pieces[0]?.kind ?? 'text',
    category: post.category,
    known: known.filter(({ work }) => work !== post.id).map(({ by, ...each }) => ({ ...each, mine: by === post.by })),
  })
  const { subject: _, ...said } = foundBy(examined, { kind: 'content', id: 'A'.repeat(43), version: '0' }) ?? fail(post)
  const prints = examined.prints.map((print, i) => ({ hash: toHex(pieces[i]?.hash ?? ''), print }))
  for (const each of prints) known.push({ ...each, work: post.id, mine: false, by: post.by })
  return said
}

function fail(post: Post): never {
  throw new Error(`what the filter says of ${post.id} does not fit the log`)
}
