/** All that can be asked about content, for scripts and tests, and its tables on the disk, for DevTools and for paging. */
import { plain } from '../accounts/shownViews'
import type { Shown, View } from '../area'
import { collectionsBy, creators, gallery, galleryFilters, gallerySections, oneCollection } from './galleryViews'
import { commentsOn, contentHistory, likers, reactions, whySeen } from './reactionViews'
import { type Collection, type Comment, collections, comments, type Content, contents, type Item, items, type Like, likes } from './tables'
import {
  checking,
  collectionIndex,
  commentIndex,
  contentIndex,
  feed,
  followingFeed,
  gateIndex,
  itemIndex,
  likedIndex,
  likeIndex,
  oneContent,
  vibes,
} from './views'

const indexes = [gateIndex, contentIndex, likedIndex, commentIndex, likeIndex, collectionIndex, itemIndex]
const questions = [
  checking,
  feed,
  vibes,
  followingFeed,
  oneContent,
  contentHistory,
  commentsOn,
  likers,
  reactions,
  whySeen,
  creators,
  gallery,
  gallerySections,
  galleryFilters,
  collectionsBy,
  oneCollection,
] as const

export const contentsView: View<Content> = {
  name: 'contents',
  version: 1,
  schema: 'id, author, owner, at, form, media, audience, category, *tags, *moods',
  of: contents,
  project: (row, id, text) => ({
    id,
    author: row.author,
    owner: row.owner,
    ai: row.ai,
    form: row.form,
    media: row.media,
    files: row.files.map((file) => ({ ...file })),
    caption: row.caption ? plain(text(row.caption.hash)) : '',
    audience: row.audience,
    category: row.category,
    tags: [...row.tags],
    moods: [...row.moods],
    made: row.made,
    persona: row.persona,
    at: row.at,
    edits: row.edits,
    deleted: row.deleted,
    likes: row.likes,
    comments: row.comments,
  }),
}
export const commentsView: View<Comment> = {
  name: 'comments',
  version: 1,
  schema: 'id, content, author, at',
  of: comments,
  project: (row, id, text) => ({
    id,
    content: row.content,
    author: row.author,
    ai: row.ai,
    text: row.deleted === null ? plain(text(row.text.hash)) : '',
    at: row.at,
    deleted: row.deleted,
  }),
}
export const likesView: View<Like> = {
  name: 'likes',
  version: 1,
  schema: 'id, content, account, at',
  of: likes,
  project: (row, id) => ({ id, content: row.content, account: row.account, at: row.at }),
}
export const collectionsView: View<Collection> = {
  name: 'collections',
  version: 1,
  schema: 'id, owner, at',
  of: collections,
  project: (row, id, text) => ({ id, owner: row.owner, name: plain(text(row.name.hash)), at: row.at }),
}
export const itemsView: View<Item> = {
  name: 'collectionItems',
  version: 1,
  schema: 'id, collection, content, at',
  of: items,
  project: (row, id) => ({ id, collection: row.collection, content: row.content, at: row.at }),
}
const views = [contentsView, commentsView, likesView, collectionsView, itemsView]

export const shown = { indexes, questions, views } satisfies Shown
