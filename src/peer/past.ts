/** A world as it was: the same questions as of the live one, answered from a replay of its final log. Nothing can be done there. */
import { t } from '../language'
import { areas } from '../areas'
import type { AccountId, Question } from '../areas/area'
import { compose } from '../areas/compose'
import { bodyText } from '../log/rows'
import { boundaryOf, Replay, type Step } from '../log/replay'
import type { Table } from '../log/rules'
import type { Body, DeviceId, Hash, Millis, SealBody, Settled, Snapshot, Verdict } from '../log/types'
import { history } from '../store/history'
import { Answers } from './answers'
import { beginningOf } from './beginning'
import type { Peer } from './peer'
import type { Deed } from './personas'
import { type Outcome, refusal } from './refusals'

/** What screens ask: the live world, or one that is only looked at. */
export interface Viewed {
  watch<A, R>(question: Question<A, R>, args: A, as: AccountId | undefined, told: (answer: R) => void): () => void
  worldTime(): Millis
}

export interface Past extends Viewed {
  /** The first and the last moment that can be shown. */
  readonly begins: Millis
  readonly ends: Millis
  /** When something happened: one instant for each act, in order. */
  readonly moments: readonly Millis[]
  /** Shows another moment on every screen that watches; the nearest one that can be shown. */
  seek(moment: Millis): void
  /** What became of an act there, by the moment that is shown; `undefined`: it has not happened. */
  verdict(id: Hash): Verdict | undefined
  /** Where one may act as well: in a world that is only supposed. */
  readonly doing?: Doing
  /** No more words and files for its screens. */
  close(): void
}

/** Acts at the moment that is shown, by the rules that hold there; nothing of them is kept. */
export interface Doing {
  ask(device: DeviceId, deed: Deed): Outcome
  /** All or none. */
  act(device: DeviceId, deeds: readonly Deed[]): Outcome
}

const rules = compose(areas)

/**
 * The final log of a peer as steps to replay. Reads all of it: about half a second for 100,000 acts.
 * @throws Error in plain words while its history is still on its way (K19)
 */
export async function stepsOf({ store, floor }: Peer): Promise<Step[]> {
  if (floor) throw new Error(t`The history of this world is still on its way to this device. Look back once it is here.`)
  const seals: SealBody[] = []
  for (let after = 0; ; after = (seals.at(-1) as SealBody).number) {
    const texts = await store.sealsAfter(after, 1_000)
    if (texts.length === 0) break
    for (const text of texts) seals.push(JSON.parse(bodyText(text)) as SealBody)
  }
  const steps: Step[] = []
  let next = 0
  const closeUntil = (number: number) => {
    for (let body = seals[next]; body && body.number < number; body = seals[++next]) steps.push(boundaryOf({ body }))
  }
  for await (const batch of history(store.connection))
    for (const { text, settled } of batch) {
      closeUntil(settled.seal)
      steps.push(actOf(text, settled))
    }
  closeUntil(Infinity)
  return steps
}

function actOf(text: string, { hash, at, verdict }: Settled): Step {
  const act = { kind: 'act', id: hash, at, body: JSON.parse(bodyText(text)) as Body } as const
  return verdict && verdict.why !== 'refused' && verdict.why !== 'unknown type' ? { ...act, outside: verdict } : act
}

/** Opens the past of a world at its last final moment. */
export async function openPast(peer: Peer): Promise<Past> {
  const [{ snapshot }, steps] = await Promise.all([beginningOf(peer.store, peer.genesis), stepsOf(peer)])
  return pastOf(peer, replayOf(snapshot, steps), steps)
}

/** An act that no device signs and no feed holds. */
export const bodyOf = (world: string, device: DeviceId, stamp: Millis, { type, data }: Deed): Body => ({
  v: 1,
  world,
  device,
  seq: 0,
  prev: null,
  stamp,
  seen: [],
  type,
  data,
})
const NONE = 'A'.repeat(43)

export const replayOf = (start: Snapshot, steps: readonly Step[], parameters: Readonly<Record<string, number | string>> = {}): Replay =>
  new Replay(rules, start, steps, parameters)

/** A replay as screens can watch it. @param does what is done with an act at the moment that is shown; else nothing can be done */
export function pastOf(
  peer: Peer,
  replay: Replay,
  steps: readonly Step[],
  does?: (device: DeviceId, deeds: readonly Deed[]) => Outcome,
): Past {
  const answers = new Answers({
    reader: () => replay.tools,
    rows: (of: Table<unknown>) => replay.state.maps[of.id] as Map<string, object>,
    text: (hash) => peer.texts.read(hash),
    blob: (hash) => peer.blobState(hash),
    standing: () => 'final',
    finalAsOf: () => replay.end,
  })
  const close = peer.answers.onCame(({ texts, blobs }) =>
    answers.tell({ changed: new Map(), ...(texts ? { texts } : {}), ...(blobs ? { blobs } : {}) }),
  )
  replay.seekTime(replay.end)
  replay.state.takeChanged()
  const ask = (device: DeviceId, deed: Deed): Outcome => {
    const verdict = replay.try({ id: NONE, body: bodyOf(peer.world, device, replay.now, deed) })
    return verdict === null ? { ok: true, id: '' } : refusal(verdict)
  }
  const act = (device: DeviceId, deeds: readonly Deed[]): Outcome => {
    const outcome = does?.(device, deeds) ?? { ok: true, id: '' }
    answers.tell({ changed: replay.state.takeChanged() })
    return outcome
  }
  return {
    close,
    ...(does ? { doing: { ask, act } } : {}),
    begins: peer.genesis.begins,
    ends: replay.end,
    moments: steps.flatMap((step) => (step.kind === 'act' ? [step.at] : [])),
    worldTime: () => replay.now,
    verdict: (id) => replay.verdictOf(id),
    watch: (question, args, as, told) => answers.watch(question, args, as, told),
    seek(moment) {
      replay.seekTime(Math.min(Math.max(moment, peer.genesis.begins), replay.end))
      answers.tell({ changed: replay.state.takeChanged(), time: true })
    },
  }
}
