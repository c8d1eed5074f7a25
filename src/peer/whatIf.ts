/**
 * What if: the history of a world played again with other numbers from the beginning, without some of its acts, or with acts that never
 * were, done at any moment of it. Both futures of one log, and where they part. Nothing of it is sealed, sent or kept.
 */
import { portraitKey } from '../areas/accounts/shown'
import { accountOf, who } from '../areas/accounts/tables'
import type { Found } from '../areas/filter/events'
import type { Agreed } from '../areas/ledger/events'
import { wallets } from '../areas/ledger/postings'
import type { Subject } from '../areas/reports/events'
import { subjectKinds, versionOf } from '../areas/reports/subjects'
import { hashOf } from '../kit/bytes'
import { once } from '../kit/once'
import type { Currency } from '../kit/money'
import { type Act, Replay, type Step } from '../log/replay'
import type { Rules } from '../log/rules'
import type { Data, DeviceId, Hash, Json, Millis } from '../log/types'
import { beginningOf } from './beginning'
import { compare, type Outlook, type Parameters, without as withoutChanges } from './fates'
import { rules } from './life'
import { bodyOf, type Past, pastOf, replayOf, stepsOf } from './past'
import { namesIn } from './payload'
import type { Peer } from './peer'
import type { Deed } from './personas'
import { playAll } from './playAll'
import { type Outcome, refusal } from './refusals'
import { type Screen, screensApart } from './screens'

/** An act that never was: what somebody of this browser would have done then. */
export interface SupposedAct {
  readonly id: Hash
  readonly at: Millis
  readonly device: DeviceId
  readonly type: string
  readonly data: Data
  /** What it says in words, by the names that `data` has for them. */
  readonly words: Readonly<Record<Hash, Json>>
}
export interface Supposed {
  /** Values that hold from the very beginning. */
  readonly parameters: Parameters
  /** Acts that had not been. */
  readonly without: readonly Hash[]
  /** Acts that had been as well. */
  readonly acts: readonly SupposedAct[]
}
export const nothing: Supposed = { parameters: {}, without: [], acts: [] }

/** Money that somebody would have more or less of, in minor units. People come before the house. */
export interface Purse {
  readonly account: string
  readonly currency: Currency
  readonly is: number
  readonly would: number
}
/** Whose standing would be another, which acts would have been judged otherwise, and whose money would be another sum. */
export interface Futures extends Outlook {
  readonly purses: readonly Purse[]
  /** Where somebody would see something else. */
  readonly screens: readonly Screen[]
}

/** One history, to be played again as often as somebody asks. */
export interface WhatIf {
  readonly begins: Millis
  readonly ends: Millis
  readonly acts: readonly Act[]
  /** Where the two futures part, at their ends. About half a second for 100,000 acts. */
  futures(supposed: Supposed): Promise<Futures>
  /** The world that would be, at its end, to be looked at. @param added told of each act that is done there; without it nothing can be done */
  world(supposed: Supposed, added?: (act: SupposedAct) => void): Past
}

/** Reads the final log of a peer once. @throws Error in plain words while its history is still on its way (K19) */
export async function openWhatIf(peer: Peer): Promise<WhatIf> {
  const [{ snapshot }, steps] = await Promise.all([beginningOf(peer.store, peer.genesis), stepsOf(peer)])
  const as = replayOf(snapshot, steps)
  const other = (supposed: Supposed) => {
    const kept = supposedSteps(peer, steps, supposed)
    return { kept, replay: new Replay(quotingAnew(isRefused), snapshot, kept, supposed.parameters) }
  }
  const refused = once(() => {
    as.seek(steps.length)
    return new Set(steps.flatMap((step, i) => (step.kind === 'act' && as.verdictAt(i) ? step.id : [])))
  })
  const isRefused = (event: Hash) => refused().has(event)
  return {
    begins: peer.genesis.begins,
    ends: as.end,
    acts: steps.filter((step) => step.kind === 'act'),
    async futures(supposed) {
      const { kept, replay } = other(supposed)
      await playAll(as, steps.length) // what is played already is not played again
      await playAll(replay, kept.length)
      return { ...compare(as, steps, replay, kept), purses: pursesOf(as, replay), screens: await screensApart(as, replay) }
    },
    world(supposed, added) {
      for (const { words } of supposed.acts) for (const [hash, said] of Object.entries(words)) peer.texts.know(hash, said)
      const { kept, replay } = other(supposed)
      if (!added) return pastOf(peer, replay, kept)
      const names = new Set(supposed.acts.map(({ id }) => id))
      return pastOf(peer, replay, kept, (device, deeds) => {
        const done: SupposedAct[] = []
        const suppose = (by: DeviceId, deed: Deed) => {
          const act = supposedAct(peer, replay.now, by, deed, names)
          names.add(act.id)
          done.push(act)
          return { act, verdict: replay.insert(stepOf(peer, act)) }
        }
        let last: SupposedAct | undefined
        for (const deed of deeds) {
          const { act, verdict } = suppose(device, deed)
          last = act
          if (verdict === null) {
            for (const passed of passes(replay, act)) suppose(peer.genesis.host, passed)
            continue
          }
          replay.remove(done.length)
          for (const { id } of done) names.delete(id)
          return refusal(verdict)
        }
        for (const act of done) added(act)
        return { ok: true, id: last?.id ?? '' } satisfies Outcome
      })
    },
  }
}

/**
 * The rules for people who pay what they would have been quoted: under other terms, or at other rates, the sums that they agreed to would be
 * nobody's any more (LED-4), nor would the rates that they named be there, or be in force (LED-5), and all money would stand still.
 * @param isRefused what was refused as it is: nobody would have quoted that anew
 */
const quotingAnew = (isRefused: (event: Hash) => boolean): Rules => ({
  ...rules,
  judge(tools, event) {
    const verdict = rules.judge(tools, event)
    if (verdict === null || isRefused(event.id)) return verdict
    const { agreed } = event.body.data as { agreed?: Agreed }
    const agreeing = (agreed: Json) => rules.judge(tools, { ...event, body: { ...event.body, data: { ...event.body.data, agreed } } })
    // Whoever names no rates is asked for those in force.
    const anew = agreed && verdict.clauses.some(({ id }) => id === 'LED-5') ? agreeing(sumsOf(agreed)) : verdict
    const asked = anew?.clauses.find(({ id }) => id === 'LED-4')?.facts['asked'] as Agreed | undefined
    if (!asked) return anew
    return agreeing(asked.rates ? { ...sumsOf(asked), rates: asked.rates } : sumsOf(asked))
  },
})
const sumsOf = ({ total, fee, net }: Agreed) => ({ total, fee, net })

/**
 * What was posted or edited would wait for the filter for good, since nobody looks at what never was. So it is supposed as well that the host
 * found nothing in it: an act like any other, which can be taken back.
 */
function passes(replay: Replay, act: SupposedAct): readonly Deed[] {
  return saidBy(replay, act)
    .filter(({ kind, id }) => subjectKinds.get(kind)?.gate?.(replay.tools, id) === 'unexamined')
    .map((subject): Deed => {
      const version = versionOf(replay.tools, subject) ?? ''
      const said: Found = { subject: { ...subject, version }, filter: 'supposed', advice: 'pass', hits: [], prints: [] }
      return { type: 'filter.found', data: said as never }
    })
}

/** What the filter would look at because of an act. */
function saidBy(replay: Replay, { id, device, type, data }: SupposedAct): readonly Pick<Subject, 'kind' | 'id'>[] {
  if (type === 'content.published') return [{ kind: 'content', id }]
  if (type === 'content.edited') return [{ kind: 'content', id: data.content as Hash }]
  if (type !== 'accounts.profileEdited') return []
  const account = who(replay.tools, device)
  const row = accountOf(replay.tools, account)
  const files = new Set(row ? [row.picture, row.cover].flatMap((file) => file?.hash ?? []) : [])
  return [...files].map((file) => ({ kind: 'picture', id: portraitKey(account, file) }))
}

/** What is left of supposed acts without one of them: that the filter found nothing in it goes with it. */
export function takenBack(acts: readonly SupposedAct[], gone: SupposedAct): readonly SupposedAct[] {
  const from = acts.indexOf(gone)
  const isFound = ({ type }: SupposedAct): boolean => type === 'filter.found'
  const next = acts.findIndex((act, i) => i > from && (isFound(gone) || !isFound(act)))
  return acts.filter((_, i) => i < from || (next >= 0 && i >= next))
}

/** @param names of all acts that are supposed already */
function supposedAct(peer: Peer, at: Millis, device: DeviceId, { type, data }: Deed, names: ReadonlySet<Hash>): SupposedAct {
  const words: Record<Hash, Json> = {}
  for (const name of namesIn(data)) {
    const said = peer.texts.read(name)
    if (said !== undefined && said !== null) words[name] = said
  }
  const name = (number: number) => hashOf(JSON.stringify([at, device, type, data, number]))
  let number = 0
  while (names.has(name(number))) number++
  return { id: name(number), at, device, type, data, words }
}

const stepOf = (peer: Peer, { id, at, device, type, data }: SupposedAct): Act => ({
  kind: 'act',
  id,
  at,
  body: bodyOf(peer.world, device, at, { type, data }),
})

/** The history as it would be: each act that never was stands behind all that happened by its moment. */
function supposedSteps(peer: Peer, steps: readonly Step[], { parameters, without, acts }: Supposed): readonly Step[] {
  const gone = new Set(without)
  const kept: Step[] = []
  const ahead = acts.toSorted((a, b) => a.at - b.at)
  let next = 0
  for (const step of withoutChanges(steps, parameters)) {
    for (let act = ahead[next]; act && act.at < step.at; act = ahead[++next]) kept.push(stepOf(peer, act))
    if (step.kind === 'seal' || !gone.has(step.id)) kept.push(step)
  }
  for (const act of ahead.slice(next)) kept.push(stepOf(peer, act))
  return kept
}

function pursesOf(as: Replay, other: Replay): Purse[] {
  const keys = new Set([as, other].flatMap((replay) => [...(replay.state.maps[wallets.id] as Map<string, object>).keys()]))
  const found = [...keys].flatMap((key) => {
    const [is, would] = [as.read(wallets, key), other.read(wallets, key)]
    const known = is ?? would
    const sum = (wallet: typeof is) => (wallet ? wallet.available + wallet.held : 0)
    return known && sum(is) !== sum(would) ? [{ account: known.account, currency: known.currency, is: sum(is), would: sum(would) }] : []
  })
  const [houses, people] = [found.filter(({ account }) => account.startsWith('@')), found.filter(({ account }) => !account.startsWith('@'))]
  return [...people, ...houses]
}
