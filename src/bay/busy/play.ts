/** Plays three months of Busy Bay in a world: every visit is a batch of acts that the rules are asked about and that visitor's key signs. */
import { quoteTopUp } from '../../areas/ledger/rules'
import { quoteTip } from '../../areas/tips/rules'
import type { Data, Hash, Json } from '../../log/types'
import type { Peer } from '../../peer/peer'
import type { Deed as Act, Persona } from '../../peer/personas'
import { createPersona, createStranger } from '../../peer/founding'
import { agreed, fileOf, must, type StoryClock } from '../play'
import { pieceOf } from '../shipped'
import type { Person } from './people'
import { DAYS, type Deed, type Post, type Story } from './story'

export interface Playing {
  /** Told now and then how much is done, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined
  /** Ends it: nothing of the world is left then. */
  readonly stop?: AbortSignal | undefined
}

/** So many of the people who are looked at most, and of those who only look, one can be; the keys of all others are thrown away. */
const LOOKED_AT = 10
const ONLY_LOOK = 5
const SEAL_EVERY = 250
/** The page has a frame's time to itself after so many ms. */
const BUSY = 24

/**
 * Resolves when the last visit is over and world time stands at the end.
 * @throws Error when the rules refuse something; the reason of `stop`
 */
export async function play(peer: Peer, { people, visits }: Story, clock: StoryClock, { onProgress, stop }: Playing = {}): Promise<void> {
  const { begins } = peer.genesis
  const kept = mainPeople(people)
  const cast: (Persona | undefined)[] = people.map(() => undefined)
  const stage: Stage = { peer, cast: cast as readonly Persona[], posts: [] }
  let sinceSeal = 0
  let rested = performance.now()
  await openHouse(peer)
  for (const [i, { at, by, deeds }] of visits.entries()) {
    const person = people[by] as Person
    clock.to(begins + at)
    if (deeds[0]?.do === 'join') cast[by] = await join(peer, person, kept.indexOf(by))
    else {
      const acts = deeds.map((deed) => actOf(stage, by, person, deed))
      const id = must(await peer.act((cast[by] as Persona).device, acts), person.handle)
      const last = deeds.at(-1)
      if (last?.do === 'post') stage.posts[last.post.id] = id
    }
    sinceSeal += deeds.length
    if (sinceSeal >= SEAL_EVERY) {
      sinceSeal = 0
      await peer.sealNow({ full: true })
    }
    if (performance.now() - rested < BUSY) continue
    onProgress?.(i / visits.length)
    await new Promise((go) => setTimeout(go))
    stop?.throwIfAborted()
    rested = performance.now()
  }
  clock.to(begins + DAYS * 86_400_000)
  onProgress?.(1)
}

/** Who one can be: the people who are looked at most, then some who post nothing. The first of the latter run the house. */
function mainPeople(people: readonly Person[]): readonly number[] {
  const onlyLook = people.flatMap(({ posts, kind, joins }, i) => (posts === 0 && kind === 'real' && joins < 20 ? [i] : []))
  return [...onlyLook.slice(0, ONLY_LOOK), ...people.slice(0, LOOKED_AT).keys()]
}

async function openHouse(peer: Peer): Promise<void> {
  const { account, device } = peer.personas[0] as Persona
  const { hash, size, type } = pieceOf('mesi-face')
  const bio = peer.write(account, 'The house account. News about the bay, in plain words, and seldom.')
  const data = { name: peer.write(account, 'Mesi'), bio, picture: { hash, size, type }, categories: [] }
  must(await peer.act(device, [{ type: 'accounts.profileEdited', data }]), 'mesi')
}

/** @param rank among those who one can be, from 0; -1 for everybody else */
async function join(peer: Peer, { name, handle, bio, categories, kind, looks }: Person, rank: number): Promise<Persona> {
  const acts = (account: Hash): Act[] => {
    const write = (words: Json) => peer.write(account, words)
    const picture = looks === undefined ? {} : { picture: small(looks) }
    const persona = { voice: 'even', tone: 'curious', style: 'short', role: 'maker' }
    return [
      kind === 'real'
        ? { type: 'accounts.policyAccepted', data: { policy: 'human creator' } }
        : { type: 'accounts.personaCreated', data: { form: 'fictional', settings: write(persona).hash } },
      { type: 'accounts.handleClaimed', data: { handle } },
      { type: 'accounts.profileEdited', data: { name: write(name), bio: write(bio), categories, ...picture } },
    ]
  }
  if (rank < 0) return createStranger(peer, kind, acts)
  const persona = await createPersona(peer, kind)
  must(await peer.act(persona.device, acts(persona.account)), handle)
  const role = rank === 0 ? 'admin' : rank < 3 ? 'moderator' : undefined
  const house = peer.personas[0] as Persona
  if (role) must(await peer.act(house.device, [{ type: 'accounts.roleGranted', data: { account: persona.account, role } }]), handle)
  return persona
}

/** The small version of a picture, to be somebody's. */
function small(name: string) {
  const piece = pieceOf(name)
  const { hash, size, type } = piece.thumb ?? piece
  return { hash, size, type }
}

interface Stage {
  readonly peer: Peer
  readonly cast: readonly Persona[]
  /** The ids of posts, by their numbers. */
  readonly posts: Hash[]
}

/** What a deed is in the words of the log. */
function actOf({ peer, cast, posts }: Stage, by: number, person: Person, deed: Deed): Act {
  const { account } = cast[by] as Persona
  const { reader } = peer.engine
  const one = (type: string, data: object): Act => ({ type, data: data as Data })
  const write = (words: string) => peer.write(account, words)
  switch (deed.do) {
    case 'join':
      throw new Error('nobody joins twice')
    case 'follow':
      return one('accounts.followed', { account: cast[deed.whom]?.account })
    case 'like':
      return one('content.liked', { content: posts[deed.post] })
    case 'comment': {
      const made = person.kind === 'ai' ? 'generated' : 'human'
      return one('content.commented', { content: posts[deed.post], text: write(deed.words), made })
    }
    case 'top up': {
      const asked = { amount: deed.amount, currency: 'EUR', into: 'EUR' } as const
      return one('ledger.toppedUp', { card: 'works', ...asked, agreed: agreed(quoteTopUp(reader, { account, ...asked })) })
    }
    case 'tip': {
      const asked = { to: cast[deed.to]?.account as Hash, amount: deed.amount, currency: 'EUR' } as const
      const quote = agreed(quoteTip(reader, { from: account, ...asked }))
      return one('tips.sent', { ...asked, content: posts[deed.post], agreed: quote, ...(deed.note ? { note: write(deed.note) } : {}) })
    }
    case 'post':
      return one('content.published', publication(deed.post, person, write))
  }
}

function publication({ shows, isVibe, caption, tags, moods }: Post, { kind, subject }: Person, write: (words: string) => object) {
  const piece = shows === undefined ? undefined : pieceOf(shows)
  return {
    form: isVibe ? 'vibe' : 'droplet',
    media: piece?.kind ?? 'text',
    files: piece ? [fileOf(piece)] : [],
    caption: write(caption),
    audience: 'everyone',
    moods,
    tags,
    category: subject,
    rightsConfirmed: true,
    made: kind === 'ai' ? 'generated' : 'human',
    persona: 'none',
  }
}
