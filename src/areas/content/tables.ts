/** What is kept of posts, their words, likes, comments and collections. */
import { type Reader, type Tools, table } from '../../log/rules'
import type { Hash, Millis } from '../../log/types'
import type { AccountId } from '../area'
import type { Writing } from '../shapes'
import type * as events from './events'

/** What may be edited. */
export interface Wording {
  readonly caption: Writing | null
  readonly audience: events.Audience
  readonly moods: readonly events.Mood[]
  readonly tags: readonly string[]
  readonly category: events.Published['category'] | null
}
export interface Content extends Wording {
  readonly author: AccountId
  readonly owner: AccountId
  /** Whether its maker is an AI account; kinds are permanent, so this stays true (ACC-15, ACC-17). */
  readonly ai: boolean
  readonly form: events.Form
  readonly media: events.Media
  readonly files: readonly events.File[]
  readonly made: events.Made
  readonly persona: events.Published['persona']
  readonly agent: 'posting' | null
  /** What its maker had to say beside it under a red flag (FLAG-7). For the desk. */
  readonly details: readonly Writing[]
  readonly at: Millis
  /** How often it was edited; what it said before are `versions` 1 to `edits`. */
  readonly edits: number
  readonly editedAt: Millis | null
  readonly deleted: Millis | null
  readonly likes: number
  readonly comments: number
}
export interface Version extends Wording {
  readonly content: Hash
  /** When it ceased to say so. */
  readonly until: Millis
}
export interface Like {
  readonly content: Hash
  readonly account: AccountId
  readonly event: Hash
  readonly at: Millis
}
export interface Comment {
  readonly content: Hash
  readonly author: AccountId
  readonly ai: boolean
  readonly text: Writing
  readonly made: events.Made
  readonly agent: 'replying' | null
  readonly at: Millis
  readonly deleted: Millis | null
}
export interface Collection {
  readonly owner: AccountId
  readonly name: Writing
  readonly at: Millis
  /** By decision, the oldest first: the name that it took down, by its hash. Another one in its place is not meant. */
  readonly covered?: readonly { readonly event: Hash; readonly name: Hash }[]
}
export interface Item {
  readonly collection: Hash
  readonly content: Hash
  readonly at: Millis
}
export interface Veil {
  /** The act that took the post down. */
  readonly event: Hash
  readonly at: Millis
}

/** A post as it says now, at the gate: the filter has not looked at it, or what it saw waits for a moderator. */
export interface Gate {
  readonly state: 'unexamined' | 'doubtful'
  /** Whether others see it meanwhile. */
  readonly hides: boolean
  /** How often it had been edited when it last stood before everybody; `null`: it never did. Others see what it said then. */
  readonly passed: number | null
  readonly at: Millis
}

export const contents = table<Content>('content.contents')
export const versions = table<Version>('content.versions')
export const likes = table<Like>('content.likes')
export const comments = table<Comment>('content.comments')
export const collections = table<Collection>('content.collections')
export const items = table<Item>('content.items')
export const veils = table<Veil>('content.veils')
export const gates = table<Gate>('content.gates')
export const tables = [contents, versions, likes, comments, collections, items, veils, gates]

/** The key of one thing within another: a like, a version, an item of a collection. */
export const within = (one: string, other: string | number): string => `${one} ${other}`

/** A post that is known to be there. */
export const contentAt = (w: Reader, content: Hash): Content => w.get(contents, content) as Content
export const changeContent = (w: Tools, content: Hash, changes: Partial<Content>): void =>
  w.put(contents, content, { ...contentAt(w, content), ...changes })

/**
 * Likes and comments come and go all the time, so this row is spelt out: a frozen one is spread ten times more slowly than it is written.
 * Every entry of `Content` is named here, an optional one, too: it would be lost with the next like.
 */
export function countIn(w: Tools, content: Hash, more: { readonly likes?: number; readonly comments?: number }): void {
  const row = contentAt(w, content)
  w.put(contents, content, {
    author: row.author,
    owner: row.owner,
    ai: row.ai,
    form: row.form,
    media: row.media,
    files: row.files,
    caption: row.caption,
    audience: row.audience,
    moods: row.moods,
    tags: row.tags,
    category: row.category,
    made: row.made,
    persona: row.persona,
    agent: row.agent,
    details: row.details,
    at: row.at,
    edits: row.edits,
    editedAt: row.editedAt,
    deleted: row.deleted,
    likes: row.likes + (more.likes ?? 0),
    comments: row.comments + (more.comments ?? 0),
  } satisfies Required<Content>)
}
