/**
 * Whole peers in towns that chance makes up: every row is signed by a real key and checked by the real proof, words are erased, lines break,
 * devices fork, and letters are changed on the way. What holds then holds of what people use: the kernel's own worlds are unsigned.
 */
import 'fake-indexeddb/auto' // before anything that looks for IndexedDB
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Hash } from '../../src/log/types'
import { exportWorld } from '../../src/peer/archives'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { replicaOf } from '../../src/peer/replica'
import type { Payload } from '../../src/store/payloads'
import { always } from '../properties/always'
import { lines } from '../support/archives'
import { forged } from '../support/forging'
import { arrive, hashOf, imported, makeTown, newcomer, newWorld, reopen, stillMachine } from '../support/peers'
import { note } from '../support/posts'

const names = ['ana', 'ben', 'cleo'] as const
const step = fc.record({
  what: fc.constantFrom(
    'post',
    'post',
    'post',
    'edit',
    'delete',
    'delete',
    'part',
    'heal',
    'seal',
    'seal',
    'meet',
    'late',
    'forge',
    'fork',
  ),
  who: fc.nat(2),
  which: fc.nat(20),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** What every walk begins with, so that none is without it: a post that is edited, one that is deleted, and a forgery. */
const opening: readonly Step[] = [
  { what: 'post', who: 1, which: 0 },
  { what: 'edit', who: 1, which: 0 },
  { what: 'post', who: 2, which: 0 },
  { what: 'delete', who: 2, which: 0 },
  { what: 'forge', who: 0, which: 3 },
]

interface Post {
  readonly id: Hash
  readonly by: number
  readonly words: Payload[]
}

async function play(steps: readonly Step[], seed: number, seen: Set<string>) {
  const time = stillMachine()
  const host = await newWorld(time)
  const peers = [host, await newcomer(host, time), await newcomer(host, time)]
  const town = makeTown({ seed })
  peers.forEach((peer, i) => town.join(names[i] as string, peer))
  expect(await town.settled()).toBe(true)
  const people: Persona[] = []
  for (const [i, peer] of peers.entries()) {
    people.push(await arrive(peer, names[i] as string))
    expect(await town.settled()).toBe(true)
  }
  const all: Post[] = []
  const deletes: { readonly id: Hash; readonly post: Post }[] = []
  const seal = async () => {
    time.pass(6_000)
    await host.sealNow({ full: true })
  }
  let count = 0
  const words = async (peer: Peer, who: Persona, act: (caption: { hash: Hash; characters: number }) => Promise<Hash | undefined>) => {
    const caption = peer.write(who.account, `words ${++count}`)
    const id = await act(caption)
    const bytes = id === undefined ? undefined : (await peer.store.payloads([caption.hash])).get(caption.hash)
    return id !== undefined && bytes ? { id, payload: { hash: caption.hash, bytes } } : undefined
  }

  for (const { what, who, which } of [...opening, ...steps]) {
    const [peer, person] = [peers[who] as Peer, people[who] as Persona]
    const tries = async (type: string, data: object) => {
      const outcome = await peer.act(person.device, [{ type, data: data as never }])
      if (outcome.ok) seen.add(what)
      return outcome.ok ? outcome.id : undefined
    }
    const own = all.filter(({ by }) => by === who)
    const post = own[which % Math.max(1, own.length)]
    if (what === 'post') {
      const made = await words(peer, person, (caption) => tries('content.published', { ...note, caption }))
      if (made) all.push({ id: made.id, by: who, words: [made.payload] })
    } else if (what === 'edit' && post) {
      const wording = { audience: 'everyone', moods: [], tags: [] }
      const made = await words(peer, person, (caption) => tries('content.edited', { content: post.id, ...wording, caption }))
      if (made) post.words.push(made.payload)
    } else if (what === 'delete' && post) {
      const id = await tries('content.deleted', { content: post.id })
      if (id !== undefined) deletes.push({ id, post })
    } else if (what === 'part')
      town.hub.partition(
        [names[who] as string],
        names.filter((_, i) => i !== who),
      )
    else if (what === 'heal') town.hub.heal()
    else if (what === 'seal') await seal()
    else if (what === 'meet') await town.timing.pass(2_000)
    // Somebody kept everything, and sends it to everybody who has let it go.
    else if (what === 'late')
      await peer.receive(
        'hoarder',
        [],
        [],
        all.flatMap((each) => each.words),
      )
    else if (what === 'forge') {
      const { text } = await forged(peer, person.device, {})
      const letter = which % text.length
      const other = text.slice(0, letter) + (text[letter] === 'A' ? 'B' : 'A') + text.slice(letter + 1)
      const { refused } = await (peers[(who + 1) % 3] as Peer).receive('forger', [other], [], [])
      expect(refused).toHaveLength(1)
      seen.add(what)
    } else if (what === 'fork' && which === 0 && who > 0) {
      const draft = { ...peer.engine.draft(person.device.id), seen: [] }
      const branches = [await forged(peer, person.device, draft), await forged(peer, person.device, { ...draft, stamp: draft.stamp + 1 })]
      for (const [i, { text }] of branches.entries()) await (peers[(who + i) % 3] as Peer).receive('twins', [text], [], [])
      seen.add(what)
    }
  }
  town.hub.heal()
  // Of three branches of one feed peers may hold different two, and go on comparing, until a seal has named the one that counts.
  await town.settled()
  for (let seals = 0; seals < 3; seals++) {
    await seal()
    expect(await town.settled()).toBe(true)
  }
  return { peers, all, deletes, host, time, town }
}

/** What stands on the disk of these words: the bytes, `null` where they lay and were erased, `undefined` for nothing. */
const kept = async (peer: Peer, hashes: readonly Hash[]) => {
  const found = await peer.store.payloads(hashes)
  return hashes.map((hash) => found.get(hash))
}

test('K1, K3, K5: signed towns agree whatever happens, and what was erased comes back by no way and leaves in no file', {
  timeout: 120_000,
}, async () => {
  const seen = new Set<string>()
  let erasures = 0
  const property = fc.asyncProperty(
    fc.noBias(fc.array(step, { minLength: 12, maxLength: 30, size: 'max' })),
    fc.nat(1_000_000),
    async (steps, seed) => {
      const { peers, all, deletes, host, time, town } = await play(steps, seed, seen)
      for (const peer of peers) expect(hashOf(peer)).toEqual({ ...hashOf(host), open: [] })

      const erased = deletes.filter(({ id }) => host.standing(id) === 'final').flatMap(({ post }) => post.words.map(({ hash }) => hash))
      erasures += erased.length
      const words = all.flatMap((each) => each.words)
      for (const peer of peers) {
        await peer.receive('hoarder', [], [], words)
        expect((await kept(peer, erased)).filter(Boolean)).toEqual([])
        expect(await replicaOf(peer).payloads(erased)).toEqual([])
        expect([...(await peer.texts.load(erased)).values()].filter((text) => text !== null)).toEqual([])
      }
      town.stop()
      expect(hashOf(await reopen(host, time))).toEqual(hashOf(host))

      // A world that goes out in a file and comes in again is the same, and goes out as the same.
      const file = await exportWorld(host)
      const made = await imported(file, time, { restore: true })
      if (!made.ok) throw new Error(made.says)
      expect(hashOf(made.peer)).toEqual(hashOf(host))
      const hashes = words.map(({ hash }) => hash)
      expect(await kept(made.peer, hashes)).toEqual(await kept(host, hashes))
      expect((await lines(await exportWorld(made.peer))).toSorted()).toEqual((await lines(file)).toSorted())
      for (const peer of [...peers, made.peer]) await peer.close()
    },
  )
  await always('signed-towns', property, 5)
  expect(erasures).toBeGreaterThan(0)
  expect([...seen]).toEqual(expect.arrayContaining(['post', 'edit', 'delete', 'forge']))
})
