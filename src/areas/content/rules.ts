/**
 * Content: publishing, editing and deleting, likes and comments, galleries and collections.
 *
 * Every upload becomes a record with a maker, an owner and a place in its maker's gallery. The record stays when the work goes; the words
 * are payloads and can be erased. What AI made is said here, and what a Real Persona may not let AI do is refused here.
 */
import type { Reader } from '../../log/rules'
import type { Finding, Hash, Json } from '../../log/types'
import { type Account, accountOf, erase, keptApart, limit } from '../accounts/tables'
import { type AccountId, type Act, assumed, because, type Clauses, type Parameter, type Parameters, rule } from '../area'
import { detailsAsked } from '../flags/rules'
import type { Writing } from '../shapes'
import * as events from './events'
import { isBehind, isMeantFor, letThrough, toGate, visibility, visibilityOf } from './shown'
import {
  changeContent,
  type Collection,
  collections,
  type Comment,
  comments,
  contentAt,
  contents,
  countIn,
  items,
  likes,
  veils,
  versions,
  within,
  type Wording,
} from './tables'

const MiB = 1024 * 1024

export const clauses: Clauses = {
  'SHR-1': { text: 'Everybody may share. One account can be fan and creator at the same time.', source: 'whitepaper' },
  'SHR-2': {
    text: 'An upload becomes a record of ownership at once and free of charge; its maker is its first owner.',
    source: 'whitepaper',
  },
  'SHR-3': { text: 'A vibe is a short video for everyone. A moment is a quick photo or video for fans only.', source: 'whitepaper' },
  'SHR-4': { text: 'Upright and wide formats are both welcome.', source: 'whitepaper' },
  'SHR-8': {
    text: 'A file weighs and lasts at most what the policy says for its medium. A film or a sound says how long it lasts.',
    source: 'assumption',
  },
  'SHR-9': {
    text: 'A post holds files of its own medium: one image or as many as the policy says, or one video, or one sound. A text holds words and no file.',
    source: 'assumption',
  },
  'SHR-10': { text: 'A caption has at most as many characters as the policy says.', source: 'assumption' },
  'SHR-11': { text: 'A post has at most as many tags as the policy says.', source: 'assumption' },
  'SHR-12': {
    text: 'Its maker may edit caption, tags, moods, category and audience while still owning it. What it said before stays on record.',
    source: 'assumption',
  },
  'SHR-13': {
    text: 'Fans of a moment, and the followers that any post may be limited to, are the followers of its maker.',
    source: 'assumption',
  },
  'SHR-14': { text: 'Only who can see a post can like it or comment on it.', source: 'assumption' },
  'SHR-15': { text: 'An account likes a post once, and takes back only a like that it gave.', source: 'assumption' },
  'SHR-16': { text: 'A comment has at least one character and at most as many as the policy says.', source: 'assumption' },
  'SHR-17': { text: 'A comment is deleted by who wrote it or by who owns the post.', source: 'assumption' },
  'FEEL-6': { text: 'A maker may give a post moods: happy, sad, chill, party.', source: 'whitepaper' },
  'GAL-1': { text: 'A gallery has sections for photo, video and audio.', source: 'whitepaper' },
  'GAL-2': { text: 'Whoever uploads confirms holding the rights.', source: 'whitepaper' },
  'GAL-3': { text: 'A gallery stands in the order of upload.', source: 'whitepaper' },
  'GAL-4': { text: 'A gallery can be filtered by type, by year and by tag.', source: 'whitepaper' },
  'NFT-3': { text: 'The record of a post stays after its removal; the work itself is gone.', source: 'whitepaper' },
  'NFT-4': { text: 'Its maker may remove a post at any time while still owning it.', source: 'whitepaper' },
  'DEL-5': { text: 'When an account is deleted, the posts that it still owns go with it.', source: 'whitepaper' },
  'COL-1': {
    text: 'A collection is a named section of the gallery of its owner, and holds what is in that gallery.',
    source: 'whitepaper',
  },
  'COL-2': { text: 'One post may sit in several collections.', source: 'whitepaper' },
  'COL-3': { text: 'A collection may mix types.', source: 'whitepaper' },
  'COL-4': { text: 'Only its owner changes a collection.', source: 'assumption' },
  'COL-5': { text: 'A post sits in one collection once, and is taken out only of one that it sits in.', source: 'assumption' },
  'COL-6': { text: 'The name of a collection has at least one character and at most as many as the policy says.', source: 'assumption' },
  'ACC-3': { text: 'A Real Persona does not use AI to appear as somebody else.', source: 'seed' },
  'ACC-4': { text: 'A Real Persona lets no AI pilot or agent run the account or act in its name.', source: 'seed' },
  'ACC-5': { text: 'A Real Persona does not let AI write to fans in its name, nor polish what it writes to them.', source: 'seed' },
  'ACC-6': { text: 'A voice made by AI is an artificial persona: a Real Persona publishes no sound with one.', source: 'seed' },
  'ACC-7': { text: 'A Real Persona may polish its own photos and videos with AI.', source: 'seed' },
  'ACC-9': { text: 'A Real Persona may publish generated media in which nobody is seen or heard.', source: 'seed' },
  'ACC-11': { text: 'An AI account may use AI for everything, agents included.', source: 'seed' },
  'ACC-16': { text: 'Automation has a purpose within an AI account that has said what its persona is.', source: 'seed' },
  'GEN-3': { text: 'A generated picture of a person needs an AI account.', source: 'whitepaper' },
  'AIP-8': { text: 'What AI made is said: a post with an artificial person in it does not pass as made by a human.', source: 'whitepaper' },
}

const most = (value: number, unit: string, says: string): Parameter =>
  assumed(value, unit, says, [1, Math.min(value * 100, 10_000_000_000)])
export const parameters: Parameters = {
  'content.imageBytes': most(20 * MiB, 'bytes', 'Heaviest image.'),
  'content.audioBytes': most(20 * MiB, 'bytes', 'Heaviest sound.'),
  'content.videoBytes': most(50 * MiB, 'bytes', 'Heaviest video.'),
  'content.audioMillis': most(600_000, 'milliseconds', 'Longest sound.'),
  'content.videoMillis': most(60_000, 'milliseconds', 'Longest video.'),
  'content.images': most(10, 'files', 'Most images in one post.'),
  'content.captionCharacters': assumed(5_000, 'characters', 'Longest caption.', [1, 9_000]),
  'content.commentCharacters': assumed(1_000, 'characters', 'Longest comment.', [1, 9_000]),
  'content.collectionCharacters': most(50, 'characters', 'Longest name of a collection.'),
  'content.tags': most(10, 'tags', 'Most tags on one post.'),
  'content.checks': {
    value: 'before',
    unit: 'reading',
    says: 'Whether the filter looks at a post, or a picture of a profile, before others see it, after that, or not at all. The founding text has it look at the upload.',
    source: 'seed',
    readings: ['before', 'after', 'off'],
    isChoice: true,
    foundedWith: ['off'],
  },
}

const since = 1

/** The clause by which an account of this kind may not let AI do this, if there is one. */
function refuseAi(account: Account, by: { readonly made: events.Made; readonly agent?: string | undefined }): Finding | undefined {
  if (by.agent === undefined) return undefined
  if (account.kind === 'real') return because('ACC-4', { agent: by.agent })
  return account.persona ? undefined : because('ACC-16', { agent: by.agent })
}

/** What the kind of an account says to what is published (ACC-3 to ACC-11). */
function refuseMaking(account: Account, { made, persona, media }: events.Published): Finding | undefined {
  const facts = { made, persona, media }
  if (persona === 'artificial' && made === 'human') return because('AIP-8', facts)
  if (account.kind === 'ai' || persona === 'none') return undefined
  if (media === 'audio' && (persona === 'artificial' || made === 'generated')) return because('ACC-6', facts)
  if (made === 'generated') return because('GEN-3', facts)
  return persona === 'artificial' ? because('ACC-3', facts) : undefined
}

function refuseFiles(w: Reader, { media, files, caption }: events.Published): Finding | undefined {
  const most = media === 'text' ? 0 : media === 'image' ? limit(w, 'content.images') : 1
  const fits = files.every((file) => events.fileTypes[media].includes(file.type))
  const wordless = media === 'text' && !(caption && caption.characters > 0)
  if (!fits || files.length > most || (most > 0 && files.length === 0) || wordless) return because('SHR-9', { media, files: files.length })
  if (media === 'text') return undefined
  const heaviest = limit(w, `content.${media}Bytes`)
  const heaviestThumb = limit(w, 'content.imageBytes')
  const longest = media === 'image' ? undefined : limit(w, `content.${media}Millis`)
  for (const { size, durationMs, thumb } of files) {
    if (size > heaviest) return because('SHR-8', { size, most: heaviest })
    if (thumb && thumb.size > heaviestThumb) return because('SHR-8', { size: thumb.size, most: heaviestThumb })
    if (longest !== undefined && (durationMs === undefined || durationMs > longest))
      return because('SHR-8', { durationMs: durationMs ?? null, most: longest })
  }
  return undefined
}

/** What holds for a post whenever it is written, first or again. */
function refuseWording(
  w: Reader,
  form: events.Form,
  media: events.Media,
  { audience, caption, tags }: Pick<events.Edited, 'audience' | 'caption' | 'tags'>,
): Finding | undefined {
  const facts: { [name: string]: Json } = { form, media, audience }
  if (form === 'vibe' && (media !== 'video' || audience !== 'everyone')) return because('SHR-3', facts)
  if (form === 'moment' && ((media !== 'image' && media !== 'video') || audience !== 'followers')) return because('SHR-3', facts)
  const longest = limit(w, 'content.captionCharacters')
  if (caption && caption.characters > longest) return because('SHR-10', { characters: caption.characters, most: longest })
  const most = limit(w, 'content.tags')
  return tags.length > most ? because('SHR-11', { tags: tags.length, most }) : undefined
}

const wordingOf = ({ caption = null, audience, moods, tags, category = null }: Draft): Wording => ({
  caption,
  audience,
  moods,
  tags,
  category,
})
/** A wording as acts write it (left out) or as state keeps it (null). */
type Draft = { readonly [K in keyof Wording as null extends Wording[K] ? K : never]?: Wording[K] | undefined } & Pick<
  Wording,
  'audience' | 'moods' | 'tags'
>

/** Whether an edit changes what is to be read, or as what, and not only for whom. */
const saysOtherwise = (before: Wording, now: Draft): boolean =>
  before.caption?.hash !== now.caption?.hash ||
  before.tags.join(' ') !== now.tags.join(' ') ||
  (before.category ?? null) !== (now.category ?? null)

const own = (w: Reader, act: Act<unknown>): Account => accountOf(w, act.by) as Account
/** What an account with a red flag has not said about an upload, if anything (FLAG-7). */
function refuseDetails(w: Reader, by: AccountId, { files, details = [] }: events.Published): Finding | undefined {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const asked = detailsAsked(w, by, bytes)
  const longest = limit(w, 'content.captionCharacters')
  const fits = details.every(({ characters }) => characters > 0 && characters <= longest)
  return fits && details.length >= asked ? undefined : because('FLAG-7', { bytes, details: details.length, asked })
}

const published = rule({
  type: 'content.published',
  since,
  barred: 'speech',
  data: events.published,
  rests: [
    'SHR-1',
    'SHR-2',
    'SHR-3',
    'SHR-8',
    'SHR-9',
    'SHR-10',
    'SHR-11',
    'GAL-2',
    'ACC-2',
    'ACC-3',
    'ACC-4',
    'ACC-6',
    'GEN-3',
    'AIP-8',
    'FLAG-7',
  ],
  refuse(w, act) {
    const account = own(w, act)
    const { form, media, rightsConfirmed } = act.data
    if (account.kind === 'real' && account.policyAt === null) return because('ACC-2')
    if (!rightsConfirmed) return because('GAL-2')
    return (
      refuseWording(w, form, media, act.data) ??
      refuseFiles(w, act.data) ??
      refuseAi(account, act.data) ??
      refuseMaking(account, act.data) ??
      refuseDetails(w, act.by, act.data)
    )
  },
  apply(w, act) {
    const { form, media, files, made, persona, agent = null, details = [] } = act.data
    w.put(contents, act.id, {
      author: act.by,
      owner: act.by,
      ai: own(w, act).kind === 'ai',
      form,
      media,
      files,
      ...wordingOf(act.data),
      made,
      persona,
      agent,
      details,
      at: act.at,
      edits: 0,
      editedAt: null,
      deleted: null,
      likes: 0,
      comments: 0,
    })
    toGate(w, act.id, null)
  },
})

/** Why `by` may not do with a post what only a maker who still owns it may do. */
function refuseStranger(w: Reader, by: AccountId, content: Hash, clause: string): Finding | undefined {
  const row = w.get(contents, content)
  const state = visibility(w, content)
  if (!row || state === 'unknown' || state === 'deleted') return because(clause, { state })
  return row.author === by && row.owner === by ? undefined : because(clause, { author: row.author, owner: row.owner })
}

const edited = rule({
  type: 'content.edited',
  since,
  barred: 'speech',
  data: events.edited,
  rests: ['SHR-3', 'SHR-10', 'SHR-11', 'SHR-12'],
  refuse(w, act) {
    const no = refuseStranger(w, act.by, act.data.content, 'SHR-12')
    if (no) return no
    const { form, media } = contentAt(w, act.data.content)
    const wordless = media === 'text' && !(act.data.caption && act.data.caption.characters > 0)
    return refuseWording(w, form, media, act.data) ?? (wordless ? because('SHR-9', { media, files: 0 }) : undefined)
  },
  apply(w, act) {
    const { content } = act.data
    const before = contentAt(w, content)
    const edits = before.edits + 1
    w.put(versions, within(content, edits), { content, until: act.at, ...wordingOf(before) })
    changeContent(w, content, { ...wordingOf(act.data), edits, editedAt: act.at })
    if (saysOtherwise(before, act.data)) toGate(w, content, before.edits)
  },
})

const deleted = rule({
  type: 'content.deleted',
  since,
  data: events.upon,
  rests: ['NFT-3', 'NFT-4'],
  refuse: (w, act) => refuseStranger(w, act.by, act.data.content, 'NFT-4'),
  apply(w, act) {
    const { content } = act.data
    const row = contentAt(w, content)
    for (const words of [row.caption, ...row.details]) erase(w, words, row.author)
    for (let n = 1; n <= row.edits; n++) erase(w, w.get(versions, within(content, n))?.caption, row.author)
    for (const { hash, thumb } of row.files) for (const file of [{ hash }, thumb]) erase(w, file, row.author)
    changeContent(w, content, { deleted: act.at, files: [], caption: null, details: [] })
    letThrough(w, content)
  },
})

const liked = rule({
  type: 'content.liked',
  since,
  barred: 'speech',
  data: events.upon,
  rests: ['SHR-14', 'SHR-15', 'MOD-3'],
  refuse(w, act) {
    const no = refuseTurning(w, act.by, act.data.content)
    if (no) return no
    return w.get(likes, within(act.data.content, act.by)) ? because('SHR-15') : undefined
  },
  apply(w, act) {
    const { content } = act.data
    w.put(likes, within(content, act.by), { content, account: act.by, event: act.id, at: act.at })
    countIn(w, content, { likes: 1 })
  },
})

const unliked = rule({
  type: 'content.unliked',
  since,
  data: events.upon,
  rests: ['SHR-15'],
  refuse: (w, act) => (w.get(likes, within(act.data.content, act.by)) ? undefined : because('SHR-15')),
  apply(w, act) {
    const { content } = act.data
    w.put(likes, within(content, act.by), undefined)
    countIn(w, content, { likes: -1 })
  },
})

/** Why `by` may not turn to the maker of a post by way of it. */
function refuseTurning(w: Reader, by: AccountId, content: Hash): Finding | undefined {
  const row = w.get(contents, content)
  if (!row) return because('SHR-14', { state: 'unknown' })
  if (keptApart(w, by, row.author)) return because('MOD-3')
  const state = visibilityOf(w, content, row)
  const isThere = state === 'shown' || state === 'being checked'
  const isSeen = isMeantFor(w, by, content, row, state) || (isThere && isBehind(w, by, row))
  return isSeen ? undefined : because('SHR-14', { state })
}

const commented = rule({
  type: 'content.commented',
  since,
  barred: 'speech',
  data: events.commented,
  rests: ['SHR-14', 'SHR-16', 'ACC-4', 'ACC-5', 'ACC-16', 'MOD-3'],
  refuse(w, act) {
    const { content, text, made } = act.data
    const no = refuseTurning(w, act.by, content)
    if (no) return no
    const most = limit(w, 'content.commentCharacters')
    if (text.characters < 1 || text.characters > most) return because('SHR-16', { characters: text.characters, most })
    const account = own(w, act)
    if (account.kind === 'real' && made !== 'human') return because('ACC-5', { made })
    return refuseAi(account, act.data)
  },
  apply(w, act) {
    const { content, text, made, agent = null } = act.data
    w.put(comments, act.id, { content, author: act.by, ai: own(w, act).kind === 'ai', text, made, agent, at: act.at, deleted: null })
    countIn(w, content, { comments: 1 })
  },
})

const commentDeleted = rule({
  type: 'content.commentDeleted',
  since,
  data: events.commentDeleted,
  rests: ['SHR-17'],
  refuse(w, act) {
    const comment = w.get(comments, act.data.comment)
    if (!comment || comment.deleted !== null) return because('SHR-17')
    return act.by === comment.author || act.by === contentAt(w, comment.content).owner
      ? undefined
      : because('SHR-17', { author: comment.author })
  },
  apply(w, act) {
    const comment = w.get(comments, act.data.comment) as Comment
    erase(w, comment.text, comment.author)
    w.put(comments, act.data.comment, { ...comment, deleted: act.at })
    if (!w.get(veils, act.data.comment)) countIn(w, comment.content, { comments: -1 })
  },
})

function refuseName(w: Reader, { characters }: Writing): Finding | undefined {
  const most = limit(w, 'content.collectionCharacters')
  return characters < 1 || characters > most ? because('COL-6', { characters, most }) : undefined
}

const isOwned = (w: Reader, collection: Hash, by: AccountId): boolean => w.get(collections, collection)?.owner === by

const collectionCreated = rule({
  type: 'content.collectionCreated',
  since,
  barred: 'speech',
  data: events.collectionCreated,
  rests: ['COL-1', 'COL-6'],
  refuse: (w, act) => refuseName(w, act.data.name),
  apply: (w, act) => w.put(collections, act.id, { owner: act.by, name: act.data.name, at: act.at }),
})

const collectionRenamed = rule({
  type: 'content.collectionRenamed',
  since,
  barred: 'speech',
  data: events.collectionRenamed,
  rests: ['COL-4', 'COL-6'],
  refuse: (w, act) => (isOwned(w, act.data.collection, act.by) ? refuseName(w, act.data.name) : because('COL-4')),
  apply(w, act) {
    const { collection, name } = act.data
    const before = w.get(collections, collection) as Collection
    if (before.name.hash !== name.hash) erase(w, before.name, act.by)
    w.put(collections, collection, { ...before, name })
  },
})

const collectionDeleted = rule({
  type: 'content.collectionDeleted',
  since,
  data: events.collectionDeleted,
  rests: ['COL-1', 'COL-4'],
  refuse: (w, act) => (isOwned(w, act.data.collection, act.by) ? undefined : because('COL-4')),
  apply(w, act) {
    erase(w, w.get(collections, act.data.collection)?.name, act.by)
    w.put(collections, act.data.collection, undefined) // its items are reached through it alone
  },
})

const collectionItemAdded = rule({
  type: 'content.collectionItemAdded',
  since,
  barred: 'speech',
  data: events.collectionItem,
  rests: ['COL-1', 'COL-2', 'COL-3', 'COL-4', 'COL-5'],
  refuse(w, act) {
    const { collection, content } = act.data
    if (!isOwned(w, collection, act.by)) return because('COL-4')
    const row = w.get(contents, content)
    const mine = row && (row.author === act.by || row.owner === act.by) && visibility(w, content) !== 'deleted'
    if (!mine) return because('COL-1', { state: visibility(w, content) })
    return w.get(items, within(collection, content)) ? because('COL-5') : undefined
  },
  apply(w, act) {
    const { collection, content } = act.data
    w.put(items, within(collection, content), { collection, content, at: act.at })
  },
})

const collectionItemRemoved = rule({
  type: 'content.collectionItemRemoved',
  since,
  data: events.collectionItem,
  rests: ['COL-4', 'COL-5'],
  refuse(w, act) {
    const { collection, content } = act.data
    if (!isOwned(w, collection, act.by)) return because('COL-4')
    return w.get(items, within(collection, content)) ? undefined : because('COL-5')
  },
  apply: (w, act) => w.put(items, within(act.data.collection, act.data.content), undefined),
})

export const acts = [
  published,
  edited,
  deleted,
  liked,
  unliked,
  commented,
  commentDeleted,
  collectionCreated,
  collectionRenamed,
  collectionDeleted,
  collectionItemAdded,
  collectionItemRemoved,
] as const
