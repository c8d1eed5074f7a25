/** What the filter says of the posts of Mesi Bay: looked at here once, as their host would, and shipped with them. */
import type { Found } from '../../areas/filter/events'
import { examine, type Known } from '../../filter'
import { toHex } from '../../kit/bytes'
import { foundBy, ofPicture, portraitWork } from '../../peer/examining'
import { names, portraitsOf } from '../cast'
import type { Post } from '../posts'
import { type Piece, pieceOf } from '../shipped'
import { story } from '../story'

export type Said = Omit<Found, 'subject'>

/** By the name of a post; ` edited` behind it for what it says after its edit. Sequential: each is compared with those before it. And by the name of a face or a cover. */
export async function findAll(): Promise<{ readonly posts: Findings; readonly portraits: Findings }> {
  const portraits: { [name: string]: Said } = {}
  for (const name of ['mesi-face', ...names.flatMap((who) => portraitsOf(who))]) portraits[name] = await lookAtPortrait(name)
  return { posts: await findPosts(), portraits }
}
type Findings = { readonly [name: string]: Said }

async function lookAtPortrait(name: string): Promise<Said> {
  const seen = ofPicture(await examine(portraitWork(await shipped(pieceOf(name)))))
  return said(foundBy(seen, { kind: 'picture', id: 'A'.repeat(43), version: '0' }), name)
}

async function findPosts(): Promise<Findings> {
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
    files: await Promise.all(pieces.map(shipped)),
    media: pieces[0]?.kind ?? 'text',
    category: post.category,
    known: known.filter(({ work }) => work !== post.id).map(({ by, ...each }) => ({ ...each, mine: by === post.by })),
  })
  const found = said(foundBy(examined, { kind: 'content', id: 'A'.repeat(43), version: '0' }), post.id)
  const prints = examined.prints.map((print, i) => ({ hash: toHex(pieces[i]?.hash ?? ''), print }))
  for (const each of prints) known.push({ ...each, work: post.id, mine: false, by: post.by })
  return found
}

const shipped = async ({ path, type }: Piece): Promise<Blob> => new Blob([await (await fetch(`/bay/${path}`)).arrayBuffer()], { type })

function said(found: Found | undefined, of: string): Said {
  if (!found) throw new Error(`what the filter says of ${of} does not fit the log`)
  const { subject: _, ...said } = found
  return said
}
