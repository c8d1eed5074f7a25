/**
 * The desk of a town (`town.ts`): Ben and Mia are moderators, the house is the admin. They flag what others post, suspend for days and
 * ban, undo what they decided, and time does the rest: graces pass, flags fade, suspensions and pledges end (K13).
 */
import type { AccountId } from '../../src/areas/area'
import { contents } from '../../src/areas/content/tables'
import { sheets } from '../../src/areas/flags/rules'
import { cases, decisions } from '../../src/areas/moderation/tables'
import type { Engine } from '../../src/log/engine'
import type { DeviceId, Hash, Millis, Row } from '../../src/log/types'
import type { Peer } from '../../src/peer/peer'
import type { Deed } from '../../src/peer/personas'
import { pledges } from '../support/builds'
import type { Dice } from '../support/network'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What somebody of the desk could do next; the rules may refuse it. @param house the admin, who does what only an admin may */
export function deskDeed(peer: Peer, who: AccountId, house: AccountId, dice: Dice): Deed | undefined {
  const { engine } = peer
  const reasons = () => peer.write(who, 'Because of what it shows')
  const isNext = (state: string): boolean => (who === house ? state === 'review' : state !== 'review' && state !== 'done')
  const open = dice.shuffled(engine.rowsOf(cases)).find(([, { state, concerned }]) => isNext(state) && concerned !== who)
  if (!open && who === house) return undefined
  if (!open || (who !== house && dice.happens(0.1))) {
    const posts = [...engine.rowsOf(contents)].filter(([, { author, deleted }]) => author !== who && deleted === null)
    const subject = posts.length > 0 && { kind: 'content', id: dice.pick(posts)[0], version: '0' }
    return subject ? { type: 'moderation.caseOpened', data: { subject, breach: 'unethical' } } : undefined
  }
  const [id, { state, by, decision }] = open
  if (state === 'open') return { type: 'moderation.claimed', data: { case: id } }
  if (state === 'second') return { type: dice.happens(0.8) ? 'moderation.blackConfirmed' : 'moderation.blackDeclined', data: { decision } }
  if (state === 'waiting') return by === who && dice.happens(0.3) ? { type: 'moderation.undone', data: { decision } } : undefined
  if (state === 'review') {
    const outcome = dice.pick(['suspended', 'suspended', 'suspended', 'cleared', 'banned'])
    const span = outcome === 'suspended' ? { days: dice.pick([1, 2, 30]) } : {}
    return { type: 'moderation.blackReviewed', data: { decision, outcome, ...span, referral: false, reasons: reasons() } }
  }
  const outcome = dice.pick(['clear', 'remove', 'yellow', 'red', ...Array<string>(8).fill('black')])
  const breach = outcome === 'clear' ? {} : { breach: 'unethical' }
  return { type: 'moderation.decided', data: { case: id, version: '0', outcome, ...breach, reasons: reasons() } }
}

/** What nobody does who may not turn to others. */
const SPEECH = new Set(['content.published', 'content.edited', 'content.commented'])

/** What time should have done by the last seal, or not before, worked out anew from the acts that happened. @param rows in their order */
export function* overdue(
  engine: Engine,
  rows: readonly { readonly row: Row; readonly at: Millis }[],
  accountOf: (device: DeviceId) => AccountId | undefined,
  count: (what: string) => void,
): Generator<string> {
  const { upTo } = engine.last
  for (const [id, { effective, ended, outcome, undoUntil }] of engine.rowsOf(decisions))
    if (outcome !== 'black' && effective === null && ended === null && undoUntil <= upTo) yield `decision ${id} waits behind its grace`
  for (const [account, { redUntil }] of engine.rowsOf(sheets))
    if (redUntil !== null && redUntil <= upTo) yield `red flags of ${account} do not fade`
  for (const [id, { until, isHeld }] of engine.rowsOf(pledges) ?? [])
    if (isHeld !== until > upTo) yield `pledge ${id} is ${isHeld ? 'still' : 'no more'} held`

  const barred = new Map<AccountId, { from: Millis; until: Millis; by: Hash }[]>()
  const closing = new Map<AccountId, Millis>()
  for (const { row, at } of rows) {
    const { type, data } = row.body
    const who = accountOf(row.body.device)
    if (type === 'moderation.blackConfirmed' || type === 'moderation.blackReviewed') {
      const decision = data['decision'] as Hash
      const concerned = engine.read(decisions, decision)?.concerned as AccountId
      const others = (barred.get(concerned) ?? []).filter(({ by }) => by !== decision)
      const { outcome, days = 0 } = data as { outcome?: string; days?: number }
      const until = outcome === 'cleared' ? 0 : outcome === 'suspended' ? at + days * DAY : Number.POSITIVE_INFINITY
      barred.set(concerned, [...others, { from: at, until, by: decision }])
      if (outcome !== undefined) count(outcome)
    }
    if (who === undefined) continue
    const spans = barred.get(who) ?? []
    if (SPEECH.has(type) && spans.some(({ until }) => at < until)) yield `${type} by who is barred`
    else if (SPEECH.has(type) && spans.some(({ until }) => until > 0)) count('spoke again')
    if (type === 'accounts.deletionRequested') closing.set(who, at + 48 * HOUR)
    if (type === 'accounts.deletionCancelled') closing.delete(who)
    if (type === 'accounts.deletionConfirmed' && !(at >= (closing.get(who) ?? Number.POSITIVE_INFINITY))) yield 'deleted before its time'
  }
}
