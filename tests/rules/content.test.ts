import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { erased } from '../../src/areas/accounts/tables'
import { contentSubject, maySee, veil, visibility } from '../../src/areas/content/shown'
import { comments, contents, items, versions, within } from '../../src/areas/content/tables'
import { gallery, gallerySections } from '../../src/areas/content/galleryViews'
import { contentHistory } from '../../src/areas/content/reactionViews'
import { hashOf } from '../../src/kit/bytes'
import { ana, ben, cleo, nova, type Person, town } from '../support/cast'
import { act, anyAct, BEGINS, type Deed, HOUR, payload, stage, writing } from '../support/given'
import { droplet, film, moment, note, photo, song, track, vibe } from '../support/posts'

const { given } = stage(areas)

const publishes = (by: Person, post: object = droplet, at?: number): Deed => anyAct(by, 'content.published', post, at)
const likes = (by: Person, post: Deed) => act(by, 'content.liked', { content: post.id })
const unlikes = (by: Person, post: Deed) => act(by, 'content.unliked', { content: post.id })
const follows = (by: Person, whom: Person) => act(by, 'accounts.followed', { account: whom.account })
const blocks = (by: Person, whom: Person) => act(by, 'accounts.blocked', { account: whom.account })
const remarks = (by: Person, post: Deed, more: object = {}) =>
  act(by, 'content.commented', { content: post.id, text: writing('Lovely light'), made: 'human', ...more })
const uncomments = (by: Person, comment: Deed) => act(by, 'content.commentDeleted', { comment: comment.id })
const edits = (by: Person, post: Deed, more: object = {}) =>
  act(by, 'content.edited', { content: post.id, audience: 'everyone', moods: [], tags: [], ...more })
const deletes = (by: Person, post: Deed) => act(by, 'content.deleted', { content: post.id })
const persona = act(nova, 'accounts.personaCreated', { form: 'fictional', settings: payload({ tone: 'warm' }) })

// Publishing.

test('SHR-1: who is a fan of one is a creator for another, and a guest publishes nothing', () => {
  const post = publishes(ana)
  const story = given(...town, follows(ana, ben), publishes(ben))
    .when(post)
    .isAccepted()
  story.when(likes(ben, post)).isAccepted()
  story.when(act(hashOf('a guest device'), 'content.published', droplet)).isRefusedBy('LOG-2')
})

test('SHR-2: an upload is a record of ownership at once, and its maker is its owner', () => {
  const post = publishes(ana)
  const story = given(...town, post)
  expect(story.state(contents, post.id)).toMatchObject({ author: ana.account, owner: ana.account, at: BEGINS, deleted: null })
})

test('SHR-3: a vibe is a video for everyone', () => {
  const story = given(...town)
    .when(publishes(ana, vibe))
    .isAccepted()
  story.when(publishes(ana, { ...vibe, media: 'image', files: [photo] })).isRefusedBy('SHR-3', { form: 'vibe', media: 'image' })
  story.when(publishes(ana, { ...vibe, audience: 'followers' })).isRefusedBy('SHR-3', { audience: 'followers' })
})

test('SHR-3: a moment is a photo or a video for fans', () => {
  const story = given(...town)
    .when(publishes(ana, moment))
    .isAccepted()
  story.when(publishes(ana, { ...moment, media: 'video', files: [film] })).isAccepted()
  story.when(publishes(ana, { ...moment, media: 'audio', files: [song] })).isRefusedBy('SHR-3', { media: 'audio' })
  story.when(publishes(ana, { ...moment, audience: 'everyone' })).isRefusedBy('SHR-3', { audience: 'everyone' })
})

test('SHR-3: editing does not open a moment to everyone', () => {
  const post = publishes(ana, moment)
  given(...town, post)
    .when(edits(ana, post))
    .isRefusedBy('SHR-3')
  given(...town, post)
    .when(edits(ana, post, { audience: 'followers' }))
    .isAccepted()
})

test('SHR-4: upright and wide', () => {
  for (const [width, height] of [
    [1_080, 1_920],
    [1_920, 1_080],
  ])
    given(...town)
      .when(publishes(ana, { ...droplet, files: [{ ...photo, width, height }] }))
      .isAccepted()
})

const MiB = 1024 * 1024
test.each([
  ['image', { ...droplet, files: [{ ...photo, size: 20 * MiB }] }, { ...droplet, files: [photo, { ...photo, size: 20 * MiB + 1 }] }],
  ['audio', { ...track, files: [{ ...song, size: 20 * MiB }] }, { ...track, files: [{ ...song, size: 20 * MiB + 1 }] }],
  ['audio', { ...track, files: [{ ...song, durationMs: 600_000 }] }, { ...track, files: [{ ...song, durationMs: 600_001 }] }],
  ['video', { ...vibe, files: [{ ...film, size: 50 * MiB }] }, { ...vibe, files: [{ ...film, size: 50 * MiB + 1 }] }],
  ['video', { ...vibe, files: [{ ...film, durationMs: 60_000 }] }, { ...vibe, files: [{ ...film, durationMs: 60_001 }] }],
])('SHR-8: %s up to its limit and not beyond', (_, most, beyond) => {
  given(...town)
    .when(publishes(ana, most))
    .isAccepted()
    .when(publishes(ana, beyond))
    .isRefusedBy('SHR-8')
})

test.each([
  ['sound', track, song, 600_000],
  ['film', vibe, film, 60_000],
  ['film of a moment', { ...moment, media: 'video' }, film, 60_000],
])('SHR-8: a %s says how long it lasts', (_, post, file, most) => {
  const silent = Object.fromEntries(Object.entries(file).filter(([name]) => name !== 'durationMs'))
  given(...town)
    .when(publishes(ana, { ...post, files: [silent] }))
    .isRefusedBy('SHR-8', { durationMs: null, most })
    .when(publishes(ana, { ...post, files: [{ ...silent, durationMs: 1 }] }))
    .isAccepted()
})

test('SHR-8: what stands in for a file until it is here weighs no more than an image may, of whatever medium the file is', () => {
  const most = 20 * MiB
  const thumb = { hash: hashOf('thumb'), type: 'image/webp' }
  for (const [post, file] of [
    [droplet, photo],
    [vibe, film],
  ]) {
    const weighing = (size: number) => ({ ...post, files: [{ ...file, thumb: { ...thumb, size } }] })
    given(...town)
      .when(publishes(ana, weighing(most)))
      .isAccepted()
      .when(publishes(ana, weighing(most + 1)))
      .isRefusedBy('SHR-8', { size: most + 1, most })
  }
})

test('SHR-9: one to ten images, one video, one sound, or words alone', () => {
  const many = (count: number) => Array.from({ length: count }, () => photo)
  const story = given(...town)
  for (const good of [{ ...droplet, files: many(10) }, vibe, track, note]) story.when(publishes(ana, good)).isAccepted()
  for (const bad of [
    { ...droplet, files: many(11) },
    { ...droplet, files: [] },
    { ...droplet, files: [photo, film] },
    { ...vibe, files: [film, film] },
    { ...vibe, files: [] },
    { ...track, files: [song, song] },
    { ...track, files: [film] },
    { ...note, files: [photo] },
    { ...note, caption: undefined },
    { ...note, caption: writing('') },
  ])
    story.when(publishes(ana, bad)).isRefusedBy('SHR-9')
})

test('SHR-9: editing leaves words in a text', () => {
  const post = publishes(ana, note)
  const story = given(...town, post)
  story.when(edits(ana, post)).isRefusedBy('SHR-9')
  story.when(edits(ana, post, { caption: writing('') })).isRefusedBy('SHR-9')
  story.when(edits(ana, post, { caption: writing('x') })).isAccepted()
})

test('SHR-10: a caption has at most 5,000 characters, when published and when edited', () => {
  const [most, beyond] = [writing('a'.repeat(5_000)), writing('a'.repeat(5_001))]
  const post = publishes(ana, { ...droplet, caption: most })
  const story = given(...town)
    .when(post)
    .isAccepted()
  story.when(publishes(ana, { ...droplet, caption: beyond })).isRefusedBy('SHR-10', { characters: 5_001, most: 5_000 })
  story.when(edits(ana, post, { caption: beyond })).isRefusedBy('SHR-10')
  story.when(edits(ana, post, { caption: most })).isAccepted()
})

test('SHR-11: a post has at most 10 tags, none of them twice', () => {
  const tags = (count: number) => Array.from({ length: count }, (_, i) => `tag-${i}`)
  const story = given(...town)
  story.when(publishes(ana, { ...droplet, tags: tags(10) })).isAccepted()
  story.when(publishes(ana, { ...droplet, tags: tags(11) })).isRefusedBy('SHR-11', { tags: 11, most: 10 })
  story.when(publishes(ana, { ...droplet, tags: ['sea', 'sea'] })).isRefusedBy('LOG-1', { path: 'tags' })
  story.when(publishes(ana, { ...droplet, tags: ['Sea'] })).isRefusedBy('LOG-1', { path: 'tags.0' })
})

test('FEEL-6: the four moods and no other', () => {
  const story = given(...town)
  story.when(publishes(ana, { ...droplet, moods: ['happy', 'sad', 'chill', 'party'] })).isAccepted()
  story.when(publishes(ana, { ...droplet, moods: ['angry'] })).isRefusedBy('LOG-1', { path: 'moods.0' })
})

test('GAL-2: nothing goes up without confirming the rights', () => {
  given(...town)
    .when(publishes(ana, { ...droplet, rightsConfirmed: false }))
    .isRefusedBy('GAL-2')
    .when(publishes(ana))
    .isAccepted()
})

// What AI may have made.

test('ACC-3: a Real Persona does not appear as somebody else by AI; an AI account may', () => {
  const masked = { ...droplet, made: 'enhanced', persona: 'artificial' }
  given(...town)
    .when(publishes(ana, masked))
    .isRefusedBy('ACC-3', { persona: 'artificial' })
  given(...town)
    .when(publishes(nova, masked))
    .isAccepted()
})

test('GEN-3: a generated picture of a person, even of oneself, needs an AI account', () => {
  for (const persona of ['real', 'artificial']) {
    for (const post of [droplet, vibe]) {
      const generated = { ...post, made: 'generated', persona }
      given(...town)
        .when(publishes(ana, generated))
        .isRefusedBy('GEN-3', { made: 'generated' })
      given(...town)
        .when(publishes(nova, generated))
        .isAccepted()
    }
  }
})

test('ACC-6: a Real Persona publishes no sound with a voice made by AI; a cleaned-up own voice may be heard', () => {
  const story = given(...town)
  story.when(publishes(ana, { ...track, made: 'generated', persona: 'real' })).isRefusedBy('ACC-6')
  story.when(publishes(ana, { ...track, made: 'enhanced', persona: 'artificial' })).isRefusedBy('ACC-6')
  story.when(publishes(ana, { ...track, made: 'enhanced', persona: 'real' })).isAccepted()
  story.when(publishes(nova, { ...track, made: 'generated', persona: 'artificial' })).isAccepted()
})

test('ACC-7: a Real Persona polishes photos and videos with AI', () => {
  for (const post of [droplet, vibe])
    given(...town)
      .when(publishes(ana, { ...post, made: 'enhanced', persona: 'real' }))
      .isAccepted()
})

test('ACC-9: a Real Persona publishes generated media in which nobody is seen or heard', () => {
  for (const post of [droplet, track, vibe, note])
    given(...town)
      .when(publishes(ana, { ...post, made: 'generated' }))
      .isAccepted()
})

test('AIP-8: an artificial person does not pass as made by a human, on either kind of account', () => {
  for (const by of [ana, nova])
    given(...town)
      .when(publishes(by, { ...droplet, persona: 'artificial' }))
      .isRefusedBy('AIP-8')
})

test('ACC-4: no agent posts or comments for a Real Persona', () => {
  const post = publishes(ana)
  const story = given(...town, post)
  story.when(publishes(ana, { ...droplet, agent: 'posting' })).isRefusedBy('ACC-4', { agent: 'posting' })
  story.when(remarks(ben, post, { agent: 'replying' })).isRefusedBy('ACC-4', { agent: 'replying' })
})

test('ACC-5: AI neither writes to fans for a Real Persona nor polishes what it writes to them; an AI account may have it do both', () => {
  const post = publishes(ana)
  const story = given(...town, post)
  story.when(remarks(ben, post, { made: 'generated' })).isRefusedBy('ACC-5')
  story.when(remarks(ben, post, { made: 'enhanced' })).isRefusedBy('ACC-5')
  story.when(remarks(ben, post, { made: 'human' })).isAccepted()
  for (const made of ['enhanced', 'generated']) story.when(remarks(nova, post, { made })).isAccepted()
})

test('ACC-11: an AI account may generate everything and leave posting and replying to agents', () => {
  const post = publishes(nova, { ...droplet, made: 'generated', persona: 'artificial', agent: 'posting' })
  given(...town, persona)
    .when(post)
    .isAccepted()
    .when(remarks(nova, post, { made: 'generated', agent: 'replying' }))
    .isAccepted()
})

test('ACC-16: an agent works only for an AI account that has said what its persona is, and has a purpose', () => {
  const post = publishes(ana)
  given(...town)
    .when(publishes(nova, { ...droplet, agent: 'posting' }))
    .isRefusedBy('ACC-16')
  given(...town, post)
    .when(remarks(nova, post, { agent: 'replying' }))
    .isRefusedBy('ACC-16')
  given(...town, persona)
    .when(publishes(nova, { ...droplet, agent: 'growing' }))
    .isRefusedBy('LOG-1', { path: 'agent' })
})

// Editing and deleting.

test('SHR-12: its maker edits a post, and what it said before stays on record', () => {
  const post = publishes(ana, { ...droplet, caption: writing('First'), tags: ['sea'] })
  const story = given(...town, post)
  story.when(edits(ben, post)).isRefusedBy('SHR-12', { author: ana.account })
  story.when(edits(ana, { ...post, id: hashOf('nothing') })).isRefusedBy('SHR-12', { state: 'unknown' })
  story.after(HOUR).play([edits(ana, post, { caption: writing('Second'), moods: ['chill'] }), edits(ana, post)])
  expect(story.state(contents, post.id)).toMatchObject({
    caption: null,
    moods: [],
    tags: [],
    edits: 2,
    editedAt: BEGINS + HOUR,
    at: BEGINS,
  })
  expect(story.state(versions, within(post.id, 1))).toMatchObject({ caption: writing('First'), tags: ['sea'], until: BEGINS + HOUR })
  const history = story.ask(contentHistory, { content: post.id }, ana)
  expect(history.map((version) => version.caption?.text)).toEqual(['Second', 'First'])
  expect(story.ask(contentHistory, { content: post.id }, ben)).toEqual([])
})

test('NFT-4: its maker removes a post while still owning it; nobody else does, and nobody does twice', () => {
  const post = publishes(ana)
  const story = given(...town, post)
  story.when(deletes(ben, post)).isRefusedBy('NFT-4', { author: ana.account, owner: ana.account })
  story.when(deletes(ana, { ...post, id: hashOf('nothing') })).isRefusedBy('NFT-4', { state: 'unknown' })
  story.when(deletes(ana, post)).isAccepted()
  story.when(deletes(ana, post)).isRefusedBy('NFT-4', { state: 'deleted' })
  story.when(edits(ana, post)).isRefusedBy('SHR-12', { state: 'deleted' })
})

test('NFT-4: once somebody else owns it, its maker neither removes nor edits it', () => {
  const post = publishes(ana)
  const story = given(...town, post)
  story.write((w) => w.put(contents, post.id, { ...story.expect(contents, post.id), owner: ben.account }))
  story.when(deletes(ana, post)).isRefusedBy('NFT-4', { owner: ben.account })
  story.when(deletes(ben, post)).isRefusedBy('NFT-4')
  story.when(edits(ana, post)).isRefusedBy('SHR-12', { owner: ben.account })
})

test('NFT-3: the record stays after removal; files are gone and every caption it ever had is erased', () => {
  const captions = ['First', 'Second', 'Third'].map(writing)
  const post = publishes(ana, { ...droplet, caption: captions[0] })
  const story = given(
    ...town,
    post,
    edits(ana, post, { caption: captions[1] }),
    edits(ana, post, { caption: captions[2] }),
    deletes(ana, post),
  )
  expect(story.state(contents, post.id)).toMatchObject({ author: ana.account, at: BEGINS, deleted: BEGINS, files: [], caption: null })
  for (const caption of captions) expect(story.state(erased, caption?.hash ?? '')).toEqual({ writer: ana.account, at: BEGINS })
})

test('DEL-5: posts that a deleted account still owns go with it, posts that others own stay', () => {
  const [kept, sold] = [publishes(ana), publishes(ana)]
  const story = given(...town, kept, sold)
  story.write((w) => w.put(contents, sold.id, { ...story.expect(contents, sold.id), owner: ben.account }))
  story.play([act(ana, 'accounts.deletionRequested')])
  expect(story.read((w) => visibility(w, kept.id))).toBe('shown')
  story.after(48 * HOUR).play([act(ana, 'accounts.deletionConfirmed')])
  expect(story.read((w) => [visibility(w, kept.id), visibility(w, sold.id)])).toEqual(['deleted', 'shown'])
  story.when(likes(ben, kept)).isRefusedBy('SHR-14', { state: 'deleted' })
})

// Who sees, likes and comments.

test('SHR-13: what is for followers is seen by those who follow its maker, as long as they do', () => {
  const post = publishes(ana, moment)
  const sees = (viewer: string) => story.read((w) => maySee(w, viewer, post.id))
  const story = given(...town, post, follows(ben, ana))
  expect([ana.account, ben.account, cleo.account, ''].map(sees)).toEqual([true, true, false, false])
  story.play([act(ben, 'accounts.unfollowed', { account: ana.account })])
  expect(sees(ben.account)).toBe(false)
})

test('SHR-13: a maker and a later owner see a post for followers without following', () => {
  const post = publishes(ana, moment)
  const story = given(...town, post)
  story.write((w) => w.put(contents, post.id, { ...story.expect(contents, post.id), owner: ben.account }))
  expect(story.read((w) => [ana, ben, cleo].map(({ account }) => maySee(w, account, post.id)))).toEqual([true, true, false])
})

test('SHR-14: only who can see a post likes it or comments on it', () => {
  const [post, gone] = [publishes(ana, moment), publishes(ana)]
  const story = given(...town, post, gone, deletes(ana, gone))
  for (const deed of [likes(ben, post), remarks(ben, post)]) story.when(deed).isRefusedBy('SHR-14', { state: 'shown' })
  for (const deed of [likes(ben, gone), remarks(ben, gone)]) story.when(deed).isRefusedBy('SHR-14', { state: 'deleted' })
  story.play([follows(ben, ana)])
  for (const deed of [likes(ben, post), remarks(ben, post)]) story.when(deed).isAccepted()
})

test('SHR-14: what was taken down is seen by nobody but its maker and moderators', () => {
  const post = publishes(ana)
  const house = stage(areas, { 'accounts.firstAdmin': cleo.account })
  const story = house.given(...town, post)
  const event = hashOf('a decision')
  story.write((w) => veil(w, post.id, event))
  expect(story.read((w) => visibility(w, post.id))).toBe('taken down')
  expect(story.read((w) => [ana, ben, cleo].map(({ account }) => maySee(w, account, post.id)))).toEqual([true, false, true])
  for (const by of [ana, ben, cleo]) story.when(likes(by, post)).isRefusedBy('SHR-14', { state: 'taken down' })
  story.write((w) => veil(w, post.id, undefined))
  story.when(likes(ben, post)).isAccepted()
})

test('SHR-15: an account likes a post once and takes back only its own like', () => {
  const post = publishes(ana)
  const story = given(...town, post, likes(cleo, post))
  story.when(unlikes(ben, post)).isRefusedBy('SHR-15')
  story.when(likes(ben, post)).isAccepted().when(likes(ben, post)).isRefusedBy('SHR-15')
  expect(story.state(contents, post.id)?.likes).toBe(2)
  story.when(unlikes(ben, post)).isAccepted().when(likes(ben, post)).isAccepted()
  expect(story.state(contents, post.id)?.likes).toBe(2)
})

test('SHR-16: a comment has 1 to 1,000 characters', () => {
  const post = publishes(ana)
  const story = given(...town, post)
  const text = (length: number) => ({ text: writing('a'.repeat(length)) })
  story.when(remarks(ben, post, text(0))).isRefusedBy('SHR-16', { characters: 0 })
  story.when(remarks(ben, post, text(1_001))).isRefusedBy('SHR-16', { characters: 1_001, most: 1_000 })
  story.when(remarks(ben, post, text(1))).isAccepted()
  story.when(remarks(ben, post, text(1_000))).isAccepted()
  expect(story.state(contents, post.id)?.comments).toBe(2)
})

test('SHR-17: a comment is deleted by its writer or by the owner of the post, and its words are erased', () => {
  const post = publishes(ana)
  const [first, second] = [remarks(ben, post, { text: writing('One') }), remarks(ben, post, { text: writing('Two') })]
  const story = given(...town, post, first, second)
  story.when(uncomments(cleo, first)).isRefusedBy('SHR-17', { author: ben.account })
  story.when(uncomments(ben, first)).isAccepted().when(uncomments(ben, first)).isRefusedBy('SHR-17')
  story.when(uncomments(ana, second)).isAccepted()
  story.when(uncomments(ana, post)).isRefusedBy('SHR-17')
  expect(story.state(contents, post.id)?.comments).toBe(0)
  expect(story.state(comments, second.id)?.deleted).toBe(BEGINS)
  expect(story.state(erased, writing('Two').hash)?.writer).toBe(ben.account)
})

test('MOD-3: while either blocks the other, neither likes nor comments', () => {
  const [hers, his] = [publishes(ana), publishes(ben)]
  const story = given(...town, hers, his, blocks(ana, ben))
  for (const deed of [likes(ben, hers), remarks(ben, hers), likes(ana, his), remarks(ana, his)]) story.when(deed).isRefusedBy('MOD-3')
  story.play([act(ana, 'accounts.unblocked', { account: ben.account })])
  for (const deed of [likes(ben, hers), remarks(ana, his)]) story.when(deed).isAccepted()
})

// Galleries and collections.

test('GAL-1: a gallery has sections for photo, video and audio', () => {
  const posts = [droplet, vibe, track, note, droplet].map((post) => publishes(ana, post))
  const story = given(...town, ...posts)
  expect(story.ask(gallerySections, { account: ana.account })).toEqual({ image: 2, video: 1, audio: 1, text: 1 })
  const section = (section: 'video' | 'audio') => story.ask(gallery, { account: ana.account, section }).items.map((card) => card.id)
  expect([section('video'), section('audio')]).toEqual([[posts[1]?.id], [posts[2]?.id]])
})

test('GAL-3: a gallery stands in the order of upload, and editing moves nothing', () => {
  const posts = [0, 1, 2].map((hours) => publishes(ana, droplet, BEGINS + hours * HOUR))
  const story = given(...town, ...posts, edits(ana, posts[0] as Deed))
  const ids = posts.map((post) => post.id)
  expect(story.ask(gallery, { account: ana.account, from: 'oldest' }).items.map((card) => card.id)).toEqual(ids)
  expect(story.ask(gallery, { account: ana.account }).items.map((card) => card.id)).toEqual(ids.toReversed())
})

test('GAL-4: a gallery is filtered by type, year and tag', () => {
  const newYear = Date.UTC(2027, 0)
  const [old, tagged, young] = [
    publishes(ana, droplet, newYear - 1),
    publishes(ana, { ...track, tags: ['sea'] }, newYear - 1),
    publishes(ana, vibe, newYear),
  ] as [Deed, Deed, Deed]
  const story = given(...town, old, tagged, young)
  const found = (filter: object) => story.ask(gallery, { account: ana.account, from: 'oldest', ...filter }).items.map((card) => card.id)
  expect(found({ year: 2027 })).toEqual([young.id])
  expect(found({ year: 2026 }).toSorted()).toEqual([old.id, tagged.id].toSorted())
  expect(found({ tag: 'sea' })).toEqual([tagged.id])
  expect(found({ form: 'vibe' })).toEqual([young.id])
  expect(found({ section: 'audio', year: 2027 })).toEqual([])
})

const collects = (by: Person, name = 'Rivers') => act(by, 'content.collectionCreated', { name: writing(name) })
const adds = (by: Person, collection: Deed, post: Deed) =>
  act(by, 'content.collectionItemAdded', { collection: collection.id, content: post.id })
const takes = (by: Person, collection: Deed, post: Deed) =>
  act(by, 'content.collectionItemRemoved', { collection: collection.id, content: post.id })

test('COL-1: a collection holds what is in the gallery of its owner', () => {
  const [rivers, hers, his, gone] = [collects(ana), publishes(ana), publishes(ben), publishes(ana)]
  const story = given(...town, rivers, hers, his, gone, deletes(ana, gone))
  story.when(adds(ana, rivers, hers)).isAccepted()
  story.when(adds(ana, rivers, his)).isRefusedBy('COL-1', { state: 'shown' })
  story.when(adds(ana, rivers, gone)).isRefusedBy('COL-1', { state: 'deleted' })
  story.when(adds(ana, rivers, { ...his, id: hashOf('nothing') })).isRefusedBy('COL-1', { state: 'unknown' })
})

test('COL-1: a sold post stays in the gallery of its maker and is in that of its owner', () => {
  const [hers, his, post] = [collects(ana), collects(ben), publishes(ana)]
  const story = given(...town, hers, his, post)
  story.write((w) => w.put(contents, post.id, { ...story.expect(contents, post.id), owner: ben.account }))
  story.when(adds(ana, hers, post)).isAccepted()
  story.when(adds(ben, his, post)).isAccepted()
})

test('COL-2: one post sits in two collections, and leaving one leaves the other', () => {
  const [rivers, evenings, post] = [collects(ana), collects(ana, 'Evenings'), publishes(ana)]
  const story = given(...town, rivers, evenings, post, adds(ana, rivers, post))
    .when(adds(ana, evenings, post))
    .isAccepted()
  story.play([takes(ana, rivers, post)])
  expect(story.rowsOf(items).map(([key]) => key)).toEqual([within(evenings.id, post.id)])
})

test('COL-3: a collection mixes types', () => {
  const rivers = collects(ana)
  const posts = [droplet, vibe, track, note].map((post) => publishes(ana, post))
  const story = given(...town, rivers, ...posts)
  for (const post of posts) story.when(adds(ana, rivers, post)).isAccepted()
})

test('COL-4: only its owner changes a collection', () => {
  const [rivers, his] = [collects(ana), publishes(ben)]
  const story = given(...town, rivers, his)
  const renames = (by: Person) => act(by, 'content.collectionRenamed', { collection: rivers.id, name: writing('Seas') })
  const drops = (by: Person) => act(by, 'content.collectionDeleted', { collection: rivers.id })
  for (const deed of [renames(ben), drops(ben), adds(ben, rivers, his), takes(ben, rivers, his)]) story.when(deed).isRefusedBy('COL-4')
  story.when(renames(ana)).isAccepted().when(drops(ana)).isAccepted().when(drops(ana)).isRefusedBy('COL-4')
  for (const name of ['Rivers', 'Seas']) expect(story.state(erased, writing(name).hash)?.writer).toBe(ana.account)
})

test('COL-5: a post sits in one collection once and is taken out once', () => {
  const [rivers, post] = [collects(ana), publishes(ana)]
  const story = given(...town, rivers, post)
  story.when(takes(ana, rivers, post)).isRefusedBy('COL-5')
  story
    .when(adds(ana, rivers, post))
    .isAccepted()
    .when(adds(ana, rivers, post))
    .isRefusedBy('COL-5')
  story
    .when(takes(ana, rivers, post))
    .isAccepted()
    .when(takes(ana, rivers, post))
    .isRefusedBy('COL-5')
})

test('COL-6: the name of a collection has 1 to 50 characters', () => {
  const rivers = collects(ana)
  const story = given(...town, rivers)
  const renames = (length: number) => act(ana, 'content.collectionRenamed', { collection: rivers.id, name: writing('a'.repeat(length)) })
  for (const length of [1, 50]) {
    story.when(collects(ana, 'a'.repeat(length))).isAccepted()
    story.when(renames(length)).isAccepted()
  }
  for (const length of [0, 51]) {
    story.when(collects(ana, 'a'.repeat(length))).isRefusedBy('COL-6', { characters: length })
    story.when(renames(length)).isRefusedBy('COL-6', { characters: length })
  }
})

test('a report names a post by one opaque word', () => {
  expect(contentSubject('x')).toBe('content x')
})
