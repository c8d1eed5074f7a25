/** The news of whoever is here, as signals, and how far they have read: a mark that is kept on this device. */
import { type Accessor, createMemo, createSignal } from 'solid-js'
import { followers } from '../areas/accounts/views'
import { reactions } from '../areas/content/reactionViews'
import { turnovers } from '../areas/ledger/views'
import { myDecisions, stuckCases } from '../areas/moderation/views'
import { tipsOn } from '../areas/tips/views'
import type { Peer } from '../peer/peer'
import { createAnswer, useSession } from '../ui/session'
import { createVoids } from '../ui/voids'
import { type Mark, type News, toldOf } from './news'

/** All of it, newest first: of each kind the latest `size`. `undefined` while nobody is signed up. */
export function createNews(size: Accessor<number>): Accessor<readonly News[] | undefined> {
  const session = useSession()
  const ofMe = <A extends object>(args: (me: string) => A) => {
    const me = session.me()
    return me === undefined ? undefined : args(me)
  }
  const follows = createAnswer(followers, () => ofMe((account) => ({ account, size: size() })))
  const made = createAnswer(reactions, () => ofMe(() => ({ size: size() })))
  const tips = createAnswer(tipsOn, () => ofMe((on) => ({ on, size: size() })))
  const money = createAnswer(turnovers, () => ofMe(() => ({ size: size() })))
  const decided = createAnswer(myDecisions, () => ofMe(() => ({ size: size() })))
  const stuck = createAnswer(stuckCases, () => ofMe(() => ({})))
  const lost = createVoids()
  return createMemo(() => {
    if (session.me() === undefined) return undefined
    const all: News[] = [
      ...(follows()?.items ?? []).map(({ since, standing, ...by }) => ({
        kind: 'follow' as const,
        id: `${by.account} ${since}`,
        at: since,
        standing,
        by,
      })),
      ...(made() ?? []),
      ...(tips()?.items ?? []).map(({ id, at, standing, from, content, net, words }) => ({
        kind: 'tip' as const,
        id,
        at,
        standing,
        by: from,
        content,
        sum: { amount: net, currency: 'MESI' as const },
        words,
      })),
      ...(money() ?? []).flatMap((turnover): News[] => {
        const { id, at, standing, kind, person, got, paid, words } = turnover
        if (got && !paid && kind === 'tip') return [] // told of with the tips
        // Whatever somebody else paid me, for whatever an area lets them pay.
        if (got && !paid && person && kind !== 'refund') return [{ kind: 'transfer', id, at, standing, by: person, sum: got, words }]
        return [{ kind: 'mine', id, at, standing, turnover }]
      }),
      ...(decided()?.items ?? []).flatMap(toldOf),
      ...(stuck() ?? []).map((on) => ({ kind: 'stuck' as const, id: `stuck ${on.id}`, at: on.at, standing: 'final' as const, on })),
      ...lost()
        .filter(({ final }) => final)
        .map((act) => ({ kind: 'void' as const, id: act.id, at: act.at, standing: 'void' as const, act })),
    ]
    return all.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, size())
  })
}

const slot = (peer: Peer, me: string): string => `mesi.read.${peer.world}.${peer.store.peer}.${me}`
const [changed, change] = createSignal(0)
addEventListener('storage', ({ key }: StorageEvent) => key?.startsWith('mesi.read.') && change((n) => n + 1))

/** How far I have read, as a signal; in other tabs too. */
export function createMark(): Accessor<Mark | undefined> {
  const session = useSession()
  return createMemo(() => {
    changed()
    const me = session.me()
    return me === undefined ? undefined : readMark(localStorage.getItem(slot(session.peer(), me)))
  })
}

export function keepMark(peer: Peer, me: string, mark: Mark): void {
  localStorage.setItem(slot(peer, me), JSON.stringify(mark))
  change((n) => n + 1)
}

function readMark(text: string | null): Mark | undefined {
  try {
    const { upTo, ids } = JSON.parse(text ?? '') as Partial<Mark>
    return typeof upTo === 'number' && Array.isArray(ids) ? { upTo, ids } : undefined
  } catch {
    return undefined
  }
}
