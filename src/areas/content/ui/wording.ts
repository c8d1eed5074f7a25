/** What a post says besides its files, while it is being written. The composer and the edit sheet share it. */
import { categories, type Category } from '../../accounts/events'
import { characters, z } from '../../shapes'
import { type Audience, audiences, type Mood, moods } from '../events'
import type { Card } from '../views'

export interface WordingDraft {
  caption: string
  audience: Audience
  moods: readonly Mood[]
  tags: readonly string[]
  category: Category | null
}

export const emptyWording = (): WordingDraft => ({ caption: '', audience: 'everyone', moods: [], tags: [], category: null })

/** What of an edit outlives a reload: all of it. */
export const wordingLasts = {
  caption: z.string(),
  audience: z.enum(audiences),
  moods: z.array(z.enum(moods)),
  tags: z.array(z.string()),
  category: z.nullable(z.enum(categories)),
}

/** What the edit of a post is kept under, by what it begins with: one that was begun without its words is not gone on with once they are here. */
export const editName = ({ id, editedAt, caption }: Pick<Card, 'id' | 'editedAt' | 'caption'>): string =>
  `edit of ${id} as of ${editedAt}${caption?.state === 'coming' ? ', without its words' : ''}`

/** Who writes words down: the session, or for a try a stand-in that only counts. */
export type Write = (words: string) => { readonly hash: string; readonly characters: number }

/** For asking the rules before the act: they read the length of words and never the words. */
export const counting: Write = (words) => ({ hash: 'A'.repeat(43), characters: characters(words) })

/** The part of `content.published` and `content.edited` that words make up; without a caption where none was written. */
export function wordingOf({ caption, audience, moods, tags, category }: WordingDraft, write: Write) {
  const words = caption.trim()
  return {
    ...(words === '' ? {} : { caption: write(words) }),
    audience,
    moods: [...moods],
    tags: [...tags],
    ...(category === null ? {} : { category }),
  }
}

/** Latin letters that are no plain one with a mark, as they are written without. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
}

/** What somebody typed as a tag, as the log writes it: 'Night Drive!' becomes 'night-drive'. '' where nothing is left of it. */
export const tagOf = (typed: string): string =>
  typed
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøłđðþħŧı]/g, (letter) => plain[letter] ?? '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 30)
    .replaceAll(/^-+|-+$/g, '')

/** Tags with those of a text behind them, as many as there may be, each once. @returns also the words for which there was no room, or of which no tag can be made */
export function withTags(
  before: readonly string[],
  text: string,
  most: number,
): { readonly tags: readonly string[]; readonly rest: string } {
  const tags = [...before]
  const rest: string[] = []
  for (const word of text.split(/[\s,#]+/)) {
    const tag = tagOf(word)
    if (word === '' || tags.includes(tag)) continue
    if (tag !== '' && tags.length < most) tags.push(tag)
    else rest.push(word)
  }
  return { tags, rest: rest.join(' ') }
}
