/** What is left of the words and files of a town, worked out anew from the acts that happened, without the rules. */
import type { AccountId } from '../../src/areas/area'
import type { DeviceId, Hash, Row } from '../../src/log/types'
import type { Store } from '../../src/store/store'

export interface Kept {
  /** Words that are erased for good, and files. */
  readonly erased: ReadonlySet<Hash>
  readonly gone: ReadonlySet<Hash>
  /** What posts show that are still there. Of a file that somebody erased and that was shown anew nobody can say where it is. */
  readonly shownWords: ReadonlySet<Hash>
  readonly shownFiles: ReadonlySet<Hash>
  /** Accounts that were deleted. */
  readonly left: ReadonlySet<AccountId>
}

interface Words {
  readonly hash: Hash
}
interface Post {
  readonly author: AccountId
  readonly files: readonly Hash[]
  caption: Hash | undefined
  /** Of it and of all that it said before. */
  readonly said: Hash[]
}

/** @param rows acts that happened, in their order */
export function leftOf(rows: readonly Row[], accountOf: (device: DeviceId) => AccountId | undefined): Kept {
  const posts = new Map<Hash, Post>()
  const comments = new Map<Hash, { readonly author: AccountId; readonly text: Hash }>()
  const faces = new Map<AccountId, { readonly name: Hash; readonly picture: Hash | undefined }>()
  const [erased, erasedFiles, left] = [new Set<Hash>(), new Set<Hash>(), new Set<AccountId>()]
  const erase = (post: Post) => {
    for (const hash of post.said) erased.add(hash)
    for (const hash of post.files) erasedFiles.add(hash)
  }
  for (const { hash, body } of rows) {
    const by = accountOf(body.device)
    if (by === undefined) continue
    const data = body.data as {
      content?: Hash
      comment?: Hash
      caption?: Words
      text?: Words
      name?: Words
      picture?: Words
      files?: readonly Words[]
    }
    switch (body.type) {
      case 'content.published': {
        const caption = data.caption?.hash
        posts.set(hash, { author: by, files: (data.files ?? []).map((file) => file.hash), caption, said: caption ? [caption] : [] })
        break
      }
      case 'content.edited': {
        const post = posts.get(data.content as Hash)
        if (post && data.caption) post.said.push((post.caption = data.caption.hash))
        break
      }
      case 'content.deleted': {
        const post = posts.get(data.content as Hash)
        if (post) erase(post)
        posts.delete(data.content as Hash)
        break
      }
      case 'content.commented':
        comments.set(hash, { author: by, text: (data.text as Words).hash })
        break
      case 'content.commentDeleted':
        erased.add(comments.get(data.comment as Hash)?.text as Hash)
        comments.delete(data.comment as Hash)
        break
      case 'accounts.profileEdited': {
        const before = faces.get(by)?.name
        if (before && before !== data.name?.hash) erased.add(before)
        faces.set(by, { name: (data.name as Words).hash, picture: data.picture?.hash })
        break
      }
      case 'accounts.deletionConfirmed': {
        left.add(by)
        const face = faces.get(by)
        if (face) erased.add(face.name)
        if (face?.picture) erasedFiles.add(face.picture)
        faces.delete(by)
        for (const [id, post] of posts) if (post.author === by && posts.delete(id)) erase(post)
        for (const [id, { author, text }] of comments) if (author === by && comments.delete(id)) erased.add(text)
      }
    }
  }
  const shown = new Set([...posts.values()].flatMap(({ files }) => files))
  const pictures = new Set([...faces.values()].flatMap(({ picture }) => picture ?? []))
  return {
    erased,
    left,
    gone: new Set([...erasedFiles].filter((file) => !shown.has(file) && !pictures.has(file))),
    shownWords: new Set([...posts.values()].flatMap(({ caption }) => caption ?? [])),
    shownFiles: new Set([...shown].filter((file) => !erasedFiles.has(file))),
  }
}

/** The words and whole files that lie on a disk, and those of which a part does. */
export async function diskOf({ connection }: Store): Promise<{ readonly words: ReadonlySet<Hash>; readonly files: ReadonlySet<Hash> }> {
  return connection.run('r', ['payloads', 'blobChunks'], async (db) => ({
    words: new Set((await db.payloads.toArray()).flatMap((row) => ('bytes' in row ? [row.hash] : []))),
    files: new Set((await db.blobChunks.toArray()).map(({ hash }) => hash)),
  }))
}
