/** Real peers in one process: real engine, real store over fake-indexeddb, time that the test moves. */
import 'fake-indexeddb/auto'
import { afterEach } from 'vitest'
import type { AccountId } from '../../src/areas/area'
import type { ActName, AnswerOf, ArgsOf, DataOf, QuestionName } from '../../src/areas/typed'
import { questions } from '../../src/areas/asked'
import { genesisText } from '../../src/log/rows'
import type { Rules } from '../../src/log/rules'
import type { Data, Hash } from '../../src/log/types'
import type { Machine } from '../../src/peer/clock'
import { type Import, type Importing, importWorld } from '../../src/peer/archives'
import { type Copied, type Copying, copyWorld } from '../../src/peer/copies'
import { enrolHere, lendKeys } from '../../src/peer/pairing'
import { rules } from '../../src/peer/life'
import { bringQuestions, makeMesi } from '../../src/peer/mesi'
import { Peer } from '../../src/peer/peer'
import { type Outcome } from '../../src/peer/refusals'
import type { Persona } from '../../src/peer/personas'
import { replicaOf } from '../../src/peer/replica'
import { makeRunning } from '../../src/peer/running'
import { type PeerSync, syncPeer } from '../../src/peer/sync'
import { makeTicket } from '../../src/peer/inviting'
import { readTicket, type Ticket } from '../../src/peer/ticket'
import { createPersona, createWorld, introduce, type NewWorld } from '../../src/peer/founding'
import { joinWorld } from '../../src/peer/joining'
import { openStore, type Store } from '../../src/store/store'
import { makeMemoryHub } from '../../src/sync/memory'
import type { Replica } from '../../src/sync/replica'
import { type Sync, startSync } from '../../src/sync/sync'
import { virtualTiming } from '../../src/sync/timing'

export interface StillMachine extends Machine {
  pass(ms: number): void
}

/** A machine whose time stands still until it is moved. */
export function stillMachine(at = Date.UTC(2026, 0, 5, 12)): StillMachine {
  let steady = 0
  return { wall: () => at + steady, steady: () => steady, pass: (ms) => void (steady += ms) }
}

/** Seconds that never tick: what a peer does by itself, the test does for it. */
export const noTicks = { now: () => 0, later: () => () => {} }

const opened = new Set<Peer>()
let count = 0
const opening = (time: Machine) => ({ peer: `test-${count++}`, time, timing: noTicks, views: false })
const closing = (peer: Peer): Peer => {
  opened.add(peer)
  return peer
}
afterEach(async () => {
  for (const peer of opened) await peer.close()
  opened.clear()
})

/** @param parameters how its policy differs from a world whose host has no filter, as none has in Node */
export const newWorld = async (time: Machine = stillMachine(), parameters: NewWorld['parameters'] = {}, name = 'Test'): Promise<Peer> =>
  closing(await createWorld({ name, parameters: { 'content.checks': 'off', ...parameters }, ...opening(time) }))

/** A further peer of a host's world, with a store of its own and nothing in it yet. @param peer the store's name, of a browser that has others */
export async function newcomer(host: Peer, time: Machine = stillMachine(), peer?: string): Promise<Peer> {
  const ticket = readTicket(await makeTicket(host)) as Ticket
  const base = host.genesis.base ? await host.store.blob(host.genesis.base.hash) : undefined
  return closing(
    await joinWorld(
      ticket,
      { genesis: genesisText(host.genesis), ...(base ? { base } : {}) },
      { ...opening(time), ...(peer === undefined ? {} : { peer }) },
    ),
  )
}

/** A copy of a peer's world in the same browser, which is its host. */
export async function copied(parent: Peer, time: Machine, options: Pick<Copying, 'name' | 'onProgress'> = {}): Promise<Copied> {
  const made = await copyWorld(parent.world, { ...options, ...opening(time), peer: parent.store.peer, open: parent })
  closing(made.peer)
  return made
}

/** Brings a file in, into a store of its own. */
export async function imported(file: Blob, time: Machine, options: Pick<Importing, 'passphrase' | 'restore'> = {}): Promise<Import> {
  const made = await importWorld(file, { ...options, ...opening(time) })
  if (made.ok) closing(made.peer)
  return made
}

/** Opens the store of a peer once more: after it was closed a second start, before that another tab. @param by of another build */
export async function reopen(
  { world, store }: Peer,
  time: Machine,
  { through = (again: Store): Store => again, by = rules }: { readonly through?: (again: Store) => Store; readonly by?: Rules } = {},
): Promise<Peer> {
  return closing(await Peer.open({ store: through(await openStore({ world, peer: store.peer })), time, timing: noTicks, views: false, by }))
}
/** Leaves a peer as a killed page does: nothing is finished, nothing is closed. */
export const abandon = (peer: Peer): void => void opened.delete(peer)

export async function arrive(peer: Peer, handle: string, kind: 'real' | 'ai' = 'real'): Promise<Persona> {
  const persona = await createPersona(peer, kind)
  if (kind === 'real') await peer.act(persona.device, [{ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }])
  await introduce(peer, persona, { name: handle, handle })
  return persona
}

/** Makes `to` a further device of an account of `from`. */
export async function enrolAt(from: Peer, persona: Persona, to: Peer): Promise<Persona> {
  const account = await enrolHere(to, await lendKeys(from, persona))
  return to.personas.find((each) => each.account === account) as Persona
}

/** One act; throws what it was refused for. @returns its id */
export async function does<N extends ActName>(peer: Peer, { device }: Persona, type: N, data: DataOf<N>): Promise<Hash> {
  const outcome = await peer.act(device, [{ type, data: data as Data }])
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.clauses))
  return outcome.id
}

export const said = (outcome: Outcome): readonly string[] => (outcome.ok ? [] : outcome.clauses.map((clause) => clause.id))

/** Asks a question by its name. */
export function asked<N extends QuestionName>(peer: Peer, name: N, args: ArgsOf<N>, as?: AccountId): AnswerOf<N> {
  const question = questions.get(name)
  if (!question) throw new Error(`nobody asks ${name}`)
  return peer.answers.ask(question, question.args.parse(args), as) as AnswerOf<N>
}

await bringQuestions()

/** The developers' door of a page in which nothing is but this peer. */
export const mesiOf = (peer: Peer, sync?: PeerSync) =>
  makeMesi({
    current: () => ({ peer, sync, syncing: sync ? Promise.resolve(sync) : new Promise(() => {}) }),
    enter: async (made) => void closing(made),
    be: () => {},
    me: () => undefined,
    options: () => ({ peer: peer.store.peer }),
    makeTown: () => Promise.reject(new Error('nobody goes there')),
    townOf: () => undefined,
    onAct: () => () => {},
    scenarios: { list: async () => [], play: async () => {} },
    running: makeRunning(),
  })

/** Number and sum of the last seal, and the rows behind it: equal on all peers that have settled. */
export const hashOf = ({ engine }: Peer) => ({
  seal: engine.last.hash,
  sum: engine.last.sum,
  open: engine.open.map((entry) => `${entry.hash} ${entry.verdict?.why ?? ''}`),
})

/** Peers on one hub in virtual time. */
export function makeTown({ delay = [1, 30] as readonly [number, number], seed = 1 } = {}) {
  const peers = new Map<string, { peer: Peer; sync: Sync }>()
  const timing = virtualTiming(1_000_000, workDone)
  const hub = makeMemoryHub({ timing, seed, delay })

  /** Between two virtual instants, what peers do with disks and keys in real time comes to its end. */
  async function workDone(): Promise<void> {
    for (let round = 0; round < 2; round++) {
      for (let turn = 0; turn < 12; turn++) await new Promise<void>((done) => void setImmediate(done))
      await Promise.all([...peers.values()].map(({ peer }) => peer.idle()))
    }
  }

  return {
    hub,
    timing,
    /** @param as what this peer tells others instead of the truth */
    join(name: string, peer: Peer, as?: (replica: Replica) => Replica): Sync {
      const carriers = [hub.carrier(name)]
      const room = { world: peer.world, secret: 'secret' }
      const sync = as
        ? startSync({ replica: as(replicaOf(peer)), carriers, room, timing })
        : syncPeer(peer, carriers, room.secret, { timing })
      peers.set(name, { peer, sync })
      return sync
    },
    /** Who has come in over a line of its own. */
    came(name: string, peer: Peer, sync: Sync): void {
      peers.set(name, { peer: closing(peer), sync })
    },
    leave(name: string): void {
      peers.get(name)?.sync.stop()
      peers.delete(name)
    },
    /** Lets time pass until everybody has what everybody has. False: that never came. */
    async settled(limit = 120_000): Promise<boolean> {
      await timing.pass(4 * delay[1] + 1)
      return timing.until(() => [...peers.values()].every(({ sync }) => sync.isQuiet()), limit)
    },
    stop(): void {
      for (const { sync } of peers.values()) sync.stop()
      peers.clear()
    },
  }
}

/** A further tab on a peer's disk, whose seconds the test counts. */
export async function tab(of: Peer, time: StillMachine) {
  const timing = virtualTiming()
  const peer = await Peer.open({ store: await openStore({ world: of.world, peer: of.store.peer }), time, timing, views: false })
  const seconds = async (count: number) => {
    for (let i = 0; i < count; i++) {
      time.pass(1_000)
      await timing.pass(1_000)
      await peer.idle()
    }
  }
  return { peer, seconds }
}
