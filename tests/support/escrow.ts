/** An area that exists only in tests: it does with holds what later areas will do, and posts what no area would. */
import { type Area, because } from '../../src/areas/area'
import { extendHold, HOLD_TIMER, holdPosting, openHold, placeHold, refundHold, releaseHold } from '../../src/areas/ledger/holds'
import { post, refusePostings } from '../../src/areas/ledger/postings'
import { hash, instant, whole, z } from '../../src/areas/shapes'
import { LIMIT } from '../../src/kit/money'
import { anyAct, type Deed } from './given'

const currency = 'EUR'
const clause = 'ESC-1'
const amount = whole(1, LIMIT - 1)
const placed = z.strictObject({ hold: hash, amount, due: instant })
type Placed = z.infer<typeof placed>
const released = z.strictObject({ hold: hash, amount, to: hash, fee: z.optional(whole(-LIMIT, LIMIT - 1)) })
type Released = z.infer<typeof released>
const refunded = z.strictObject({ hold: hash })
type Refunded = z.infer<typeof refunded>
const woken = z.strictObject({ hold: hash, due: instant })
type Woken = z.infer<typeof woken>
const posted = z.strictObject({ parts: z.array(z.array(z.strictObject({ from: z.string(), to: z.string(), amount: z.int() }))) })
type Posted = z.infer<typeof posted>

/** @param isCareful whether it asks before it places a hold, as an area must. Without, the ledger itself has to object. */
export const escrow = (isCareful: boolean): Area => ({
  name: 'escrow',
  tables: [],
  clauses: { [clause]: { text: 'What is not held cannot end.', source: 'assumption' } },
  parameters: {},
  // An area's own end of a hold, by the last name that an area could have.
  timers: { zzz: (w, hold) => refundHold(w, { id: openHold(w, hold)?.event ?? '', by: '' }, hold, clause) },
  acts: [
    {
      type: 'escrow.placed',
      since: 1,
      data: placed,
      rests: [],
      refuse(w, { by, data }) {
        const { hold, amount, due } = data as Placed
        if (!isCareful) return undefined
        return due <= w.now || openHold(w, hold)
          ? because(clause)
          : refusePostings(w, [holdPosting({ payer: by, amount, currency, clause, due })])
      },
      apply(w, act) {
        const { hold, amount, due } = act.data as Placed
        placeHold(w, act, hold, { payer: act.by, amount, currency, clause, due })
      },
    },
    {
      type: 'escrow.released',
      since: 1,
      data: released,
      rests: [],
      refuse(w, { data }) {
        const { hold, amount } = data as Released
        const held = openHold(w, hold)
        return !held || (isCareful && held.amount < amount) ? because(clause) : undefined
      },
      apply(w, act) {
        const { hold, amount, to, fee } = act.data as Released
        const fees = fee === undefined ? [] : [{ to: '@fees', amount: fee, kind: 'fee', clause } as const]
        releaseHold(w, act, hold, clause, [...fees, { to, amount, kind: 'transfer', clause }])
      },
    },
    {
      type: 'escrow.refunded',
      since: 1,
      data: refunded,
      rests: [],
      refuse: (w, { data }) => (openHold(w, (data as Refunded).hold) ? undefined : because(clause)),
      apply: (w, act) => refundHold(w, act, (act.data as Refunded).hold, clause),
    },
    {
      type: 'escrow.extended',
      since: 1,
      data: woken,
      rests: [],
      refuse: () => undefined,
      apply: (w, { data }) => extendHold(w, (data as Woken).hold, (data as Woken).due),
    },
    {
      type: 'escrow.watched',
      since: 1,
      data: woken,
      rests: [],
      refuse: () => undefined,
      apply: (w, { data }) => w.later((data as Woken).due, 'zzz', (data as Woken).hold),
    },
    {
      type: 'escrow.woken',
      since: 1,
      data: woken,
      rests: [],
      refuse: () => undefined,
      apply: (w, { data }) => w.later((data as Woken).due, HOLD_TIMER, (data as Woken).hold),
    },
    {
      type: 'escrow.posted',
      since: 1,
      data: posted,
      rests: [],
      refuse: () => undefined,
      apply(w, act) {
        for (const part of (act.data as Posted).parts)
          post(
            w,
            act,
            part.map((line) => ({ ...line, currency, kind: 'transfer', clause: 'LED-1' })),
          )
      },
    },
  ],
})

type By = { readonly device: string }
/** Holds `amount` cents of whoever does it until `due`. */
export const places = (by: By, data: Placed): Deed => anyAct(by, 'escrow.placed', data)
export const releases = (by: By, data: Released): Deed => anyAct(by, 'escrow.released', data)
export const refunds = (by: By, hold: string): Deed => anyAct(by, 'escrow.refunded', { hold })
/** Gives a hold more time. */
export const extendsIt = (by: By, data: Woken): Deed => anyAct(by, 'escrow.extended', data)
/** Has the area's own timer give a hold back at an instant. */
export const watches = (by: By, data: Woken): Deed => anyAct(by, 'escrow.watched', data)
/** Sets a timer for a hold at a time that is not its own. */
export const wakes = (by: By, data: Woken): Deed => anyAct(by, 'escrow.woken', data)
/** Posts each part by itself, in cents, whatever it is. */
export const posts = (by: By, ...parts: Posted['parts']): Deed => anyAct(by, 'escrow.posted', { parts })
