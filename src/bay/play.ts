/** Plays a story in a world, through the same door as any person: each scene is an act that the rules are asked about and a key signs. */
import type { Deed as Act, Persona } from '../peer/personas'
import type { Peer } from '../peer/peer'
import type { Outcome } from '../peer/refusals'
import { createPersona, introduce } from '../peer/founding'
import type { Machine } from '../peer/clock'
import { lookInto, report } from '../peer/reporting'
import type { Agreed } from '../areas/ledger/events'
import { portraitKey } from '../areas/accounts/shown'
import { isFinding, type Quote } from '../areas/ledger/quotes'
import { quoteConversion, quoteTopUp, quoteTransfer, quoteWithdrawal } from '../areas/ledger/rules'
import { quoteTip } from '../areas/tips/rules'
import type { Data, Finding, Hash } from '../log/types'
import { people, portraitsOf, type Who } from './cast'
import { saidOf, saidOfPortrait } from './findings'
import type { Post } from './posts'
import { type Piece, pieceOf } from './shipped'
import { type Actor, DAYS, type Deed, type Scene } from './story'

export interface StoryClock extends Machine {
  /** @param at milliseconds since 1970 */
  to(at: number): void
}

/** A machine on which it is exactly as late as the story says. */
export function storyClock(begins: number): StoryClock {
  let now = begins
  return { wall: () => now, steady: () => now - begins, longestNap: Infinity, to: (at) => void (now = Math.max(now, at)) }
}

const SEAL_EVERY = 200

/** Resolves when the last scene is done and world time stands at the end of the story. @throws Error when the rules refuse a scene */
export async function play(peer: Peer, scenes: readonly Scene[], clock: StoryClock): Promise<void> {
  const { begins } = peer.genesis
  const cast = new Map<Actor, Persona>([['mesi', peer.personas[0] as Persona]])
  /** Ids of posts, collections and comments, by the names the story has for them. */
  const ids = new Map<string, Hash>()
  const stage = { peer, cast, ids }
  let sinceSeal = 0
  for (const batch of batches(scenes)) {
    const { at, by, deeds } = batch
    clock.to(begins + at)
    if (deeds.some((deed) => deed.do === 'join')) {
      await join(stage, by as Who)
      continue
    }
    const last = deeds.at(-1) as Deed
    const outcome =
      (await sealed(stage, by, last)) ??
      (await peer.act(
        actor(stage, by).device,
        deeds.flatMap((deed) => actsOf(stage, by, deed)),
      ))
    ids.set(nameOf(by, last), must(outcome, `${by}: ${deeds.map((deed) => deed.do).join()}`))
    sinceSeal += deeds.length
    for (const deed of deeds) sinceSeal += await filtered(stage, deed)
    if (sinceSeal < SEAL_EVERY) continue
    sinceSeal = 0
    await peer.sealNow({ full: true })
  }
  clock.to(begins + DAYS * 86_400_000)
}

interface Batch {
  readonly at: number
  readonly by: Actor
  readonly deeds: Deed[]
}
function batches(scenes: readonly Scene[]): Batch[] {
  const all: Batch[] = []
  for (const { at, by, deed } of scenes) {
    const open = all.at(-1)
    const goesAlong = open?.at === at && open.by === by && !isNamed(open.deeds.at(-1) as Deed) && !isSealed(deed)
    if (goesAlong) open.deeds.push(deed)
    else all.push({ at, by, deeds: [deed] })
  }
  return all
}
const named: readonly string[] = [
  'join',
  'post',
  'comment',
  'collection',
  'report',
  'look into',
  'check',
  'find',
  'decide',
] satisfies Deed['do'][]
const isNamed = (deed: Deed): boolean => named.includes(deed.do)
const isSealed = (deed: Deed): boolean => deed.do === 'report' || deed.do === 'look into'

const nameOf = (by: Actor, deed: Deed): string => {
  switch (deed.do) {
    case 'post':
      return deed.post.id
    case 'collection':
      return `${by} ${deed.name}`
    case 'comment':
      return deed.named ?? ''
    case 'report':
      return `report of ${deed.post.id}`
    case 'look into':
    case 'find':
      return `case of ${deed.post.id}`
    case 'decide':
      return `decision on ${deed.post.id}`
    case 'check':
      return `check ${deed.check}`
    default:
      return ''
  }
}

interface Stage {
  readonly peer: Peer
  readonly cast: Map<Actor, Persona>
  readonly ids: ReadonlyMap<string, Hash>
}
const known = <K, V>(map: ReadonlyMap<K, V>, key: K): V => {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the story names ${String(key)} too early`)
  return value
}
const actor = ({ cast }: Stage, who: Actor): Persona => known(cast, who)

async function join(stage: Stage, who: Who): Promise<void> {
  const { peer, cast } = stage
  const { kind, handle, name, bio, categories, cover, persona } = people[who]
  const made = await createPersona(peer, kind)
  cast.set(who, made)
  const first: Act =
    kind === 'real'
      ? { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
      : { type: 'accounts.personaCreated', data: { form: 'fictional', settings: peer.write(made.account, persona ?? {}).hash } }
  must(await peer.act(made.device, [first]), who)
  const picture = portrait(`${who}-face`)
  must(await introduce(peer, made, { name, handle, bio, categories, picture, ...(cover ? { cover: portrait(cover) } : {}) }), who)
  await facesFiltered(stage, who, portraitsOf(who))
}

/** The host's filter looks at the pictures of a profile. */
async function facesFiltered(stage: Stage, who: Actor, pieces: readonly string[]): Promise<void> {
  const { peer } = stage
  if (!peer.hostDevice) return
  const found = pieces.map((piece) => {
    const id = portraitKey(actor(stage, who).account, portrait(piece).hash)
    return { type: 'filter.found', data: { subject: { kind: 'picture', id, version: '0' }, ...saidOfPortrait(piece) } as Data }
  })
  must(await peer.act(peer.hostDevice, found), `the filter: ${who}`)
}

/** The host's filter looks at what is new, before anybody else sees it. @returns how many acts that was */
async function filtered(stage: Stage, deed: Deed): Promise<number> {
  const { peer, ids } = stage
  if (deed.do === 'house') {
    await facesFiltered(stage, 'mesi', ['mesi-face'])
    return 1
  }
  if ((deed.do !== 'post' && deed.do !== 'edit') || !peer.hostDevice) return 0
  const subject = { kind: 'content', id: known(ids, deed.post.id), version: deed.do === 'post' ? '0' : '1' }
  const data = { subject, ...saidOf(deed.do === 'post' ? deed.post.id : `${deed.post.id} edited`) }
  must(await peer.act(peer.hostDevice, [{ type: 'filter.found', data: data as Data }]), `the filter: ${deed.post.id}`)
  return 1
}

/** What only the desk can read, or only the desk has read: alone in its batch. */
async function sealed({ peer, cast, ids }: Stage, by: Actor, deed: Deed): Promise<Outcome | undefined> {
  const who = known(cast, by)
  if (deed.do === 'look into') return lookInto(peer, who, known(ids, `report of ${deed.post.id}`))
  if (deed.do !== 'report') return undefined
  return report(peer, who, { content: known(ids, deed.post.id), breach: deed.breach, words: deed.words })
}

const portrait = (name: string) => {
  const { hash, size, type } = pieceOf(name)
  return { hash, size, type }
}

/** What a deed is in the words of the log. */
function actsOf(stage: Stage, by: Actor, deed: Deed): Act[] {
  const { peer, ids } = stage
  const { account } = actor(stage, by)
  const write = (words: string) => peer.write(account, words)
  const one = (type: string, data: object): Act[] => [{ type, data: data as Data }]
  const content = (post: Post): Hash => known(ids, post.id)
  const reader = peer.engine.reader
  switch (deed.do) {
    case 'join':
    case 'report':
    case 'look into':
      return []
    case 'house':
      return one('accounts.profileEdited', {
        name: write('Mesi'),
        bio: write('The house account. News about the bay, in plain words, and seldom.'),
        picture: portrait('mesi-face'),
        categories: [],
      })
    case 'role':
      return one('accounts.roleGranted', { account: actor(stage, deed.whom).account, role: deed.role })
    case 'rates':
      return one('ledger.ratesSet', { EUR: deed.EUR, USD: 1_000_000, USDC: 1_000_000, MESI: deed.MESI })
    case 'follow':
    case 'unfollow':
      return one(`accounts.${deed.do}ed`, { account: actor(stage, deed.whom).account })
    case 'post':
      return one('content.published', publication(deed.post, write))
    case 'edit':
      return one('content.edited', { content: content(deed.post), ...wording({ ...deed.post, caption: deed.caption }, write) })
    case 'delete':
      return one('content.deleted', { content: content(deed.post) })
    case 'like':
      return one('content.liked', { content: content(deed.post) })
    case 'comment':
      return one('content.commented', {
        content: content(deed.post),
        text: write(deed.words),
        made: people[by as Who].kind === 'ai' ? 'generated' : 'human',
      })
    case 'uncomment':
      return one('content.commentDeleted', { comment: known(ids, deed.named) })
    case 'top up': {
      const { amount, currency, into } = deed
      return one('ledger.toppedUp', {
        card: 'works',
        currency,
        amount,
        into,
        agreed: agreed(quoteTopUp(reader, { account, amount, currency, into })),
      })
    }
    case 'deposit':
      return one('ledger.deposited', { currency: deed.currency, amount: deed.amount })
    case 'tip': {
      const { post, amount, currency, note } = deed
      const to = actor(stage, post.by).account
      const quote = agreed(quoteTip(reader, { from: account, to, amount, currency }))
      return one('tips.sent', { to, content: content(post), currency, amount, agreed: quote, ...(note ? { note: write(note) } : {}) })
    }
    case 'send': {
      const { amount, currency } = deed
      const to = actor(stage, deed.to).account
      return one('ledger.transferred', { to, currency, amount, agreed: agreed(quoteTransfer(reader, { account, to, amount, currency })) })
    }
    case 'withdraw': {
      const quote = agreed(quoteWithdrawal(reader, { account, amount: deed.amount, currency: 'MESI' }))
      return one('ledger.withdrawn', { currency: 'MESI', amount: deed.amount, destination: write(deed.where), agreed: quote })
    }
    case 'convert': {
      const { from, to, amount } = deed
      return one('ledger.converted', {
        from,
        to,
        amount,
        agreed: agreed(quoteConversion(reader, { account, amount, currency: from, into: to })),
      })
    }
    case 'collection':
      return one('content.collectionCreated', { name: write(deed.name) })
    case 'collect':
      return one('content.collectionItemAdded', { collection: known(ids, `${by} ${deed.name}`), content: content(deed.post) })
    case 'check':
      return one('moderation.checkStarted', { kind: 'regular' })
    case 'checked':
      return one('moderation.checkFinished', { check: known(ids, `check ${deed.check}`) })
    case 'find': {
      const subject = { kind: 'content', id: content(deed.post), version: '0' }
      return one('moderation.caseOpened', { subject, breach: deed.breach, check: known(ids, `check ${deed.check}`) })
    }
    case 'claim':
      return one('moderation.claimed', { case: known(ids, `case of ${deed.post.id}`) })
    case 'decide': {
      const { post, outcome, breach, reasons } = deed
      const about = { case: known(ids, `case of ${post.id}`), version: '0', outcome, ...(breach ? { breach } : {}) }
      return one('moderation.decided', { ...about, reasons: write(reasons) })
    }
    case 'appeal':
      return one('moderation.appealed', { decision: known(ids, `decision on ${deed.post.id}`), reasons: write(deed.reasons) })
    case 'answer': {
      const { post, outcome, reasons } = deed
      return one('moderation.appealDecided', { decision: known(ids, `decision on ${post.id}`), outcome, reasons: write(reasons) })
    }
  }
}

type Write = (words: string) => { readonly hash: Hash; readonly characters: number }

const wording = ({ caption, audience, moods, tags, category }: Post, write: Write) => ({
  caption: write(caption),
  audience,
  moods,
  tags,
  category,
})

function publication(post: Post, write: Write) {
  const pieces = post.show.map(pieceOf)
  const ai = people[post.by].kind === 'ai'
  return {
    form: post.form,
    media: pieces[0]?.kind ?? 'text',
    files: pieces.map(fileOf),
    ...wording(post, write),
    rightsConfirmed: true,
    made: ai ? 'generated' : post.enhanced ? 'enhanced' : 'human',
    // Aurelia's dreamers are people whom AI made; Fenno's coast is empty.
    persona: post.by === 'aurelia' && pieces.length > 0 ? 'artificial' : post.by === 'anjali' && pieces.length > 0 ? 'real' : 'none',
  }
}

/** A shipped piece as a post names it. */
export function fileOf({ kind: _, path: _path, thumb, ...file }: Piece) {
  return { ...file, ...(thumb ? { thumb: { hash: thumb.hash, size: thumb.size, type: thumb.type } } : {}) }
}

/** @throws Error where there is no quote */
export function agreed(quote: Quote | Finding): Agreed {
  if (isFinding(quote)) throw new Error(`no quote: ${quote.id} ${JSON.stringify(quote.facts)}`)
  return quote.agreed
}

/** The last act's id. @throws Error with the clauses that refused it */
export function must(outcome: Outcome, who: string): Hash {
  if (outcome.ok) return outcome.id
  throw new Error(`${who}: ${outcome.clauses.map(({ id, text, facts }) => `${id} ${text} ${JSON.stringify(facts)}`).join('; ')}`)
}
