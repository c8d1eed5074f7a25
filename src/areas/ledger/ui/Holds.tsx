import { inLanguage, rich, t } from '../../../language'
import PiggyBank from 'lucide-solid/icons/piggy-bank'
import { createSignal, For, Show } from 'solid-js'
import { Choice } from '../../../ui/Choice'
import { Empty } from '../../../ui/Empty'
import { Money } from '../../../ui/Money'
import { More } from '../../../ui/More'
import { createPages } from '../../../ui/pages'
import { createAnswer, useSession } from '../../../ui/session'
import { Time } from '../../../ui/Time'
import { profile } from '../../accounts/views'
import type { Question } from '../../area'
import { type Page, type Paged, paged } from '../../paging'
import { z } from '../../shapes'
import type { Hold } from '../holds'
import { holdsQuestion } from '../views'
import './Holds.css'

type Listed = Hold & { readonly id: string }
type State = Hold['state']
const states = ['open', 'released', 'refunded', 'expired'] as const
const stateNames: Readonly<Record<State, string>> = {
  open: t`Waiting`,
  released: t`Paid out`,
  refunded: t`Given back`,
  expired: t`Expired`,
}

const pagesOfHolds: Question<{ readonly state?: State | undefined } & Paged, Page<Listed>> = {
  name: 'holdPages',
  args: z.strictObject({ state: z.optional(z.enum(states)), ...paged }),
  answer: (q, args) => holdsQuestion.answer(q, args) ?? { items: [], cursor: null },
}

/** Money that is set aside for something not decided yet, and how each of these ended. */
export function Holds() {
  const [only, setOnly] = createSignal<State | 'all'>('all')
  const holds = createPages(pagesOfHolds, () => {
    const state = only()
    return state === 'all' ? {} : { state }
  })
  return (
    <>
      <Choice
        legend={t`State`}
        quiet
        options={[{ value: 'all', label: t`All` }, ...states.map((value) => ({ value, label: stateNames[value] }))]}
        value={only()}
        onChange={setOnly}
      />
      <Show
        when={holds.items()?.length}
        fallback={
          <Empty
            picture={<PiggyBank />}
            title={t`Nothing is set aside`}
            says={t`Money that waits for a decision is kept here: it is still yours, and goes back by itself when its time is over.`}
          />
        }
      >
        <ol class="holds">
          <For each={holds.items()}>{(hold) => <HoldLine hold={hold} />}</For>
        </ol>
      </Show>
      <More of={holds} label={t`Show earlier ones`} />
    </>
  )
}

function HoldLine(props: { readonly hold: Listed }) {
  const session = useSession()
  const clauses = session.mesi.clauses()
  const isMine = () => props.hold.payer === session.me()
  const other = createAnswer(profile, () => {
    const account = isMine() ? props.hold.party : props.hold.payer
    return account === undefined ? undefined : { account }
  })
  const end = () => (props.hold.state === 'open' ? undefined : props.hold.end)
  return (
    <li class="hold">
      <div class="hold-head">
        <span class="hold-amount">
          <Money amount={props.hold.amount} currency={props.hold.currency} />
        </span>
        <span class="mark" data-mark={props.hold.state === 'open' ? 'pending' : 'final'}>
          {stateNames[props.hold.state]}
        </span>
      </div>
      <p>
        {isMine() ? t`For` : t`From`} {other()?.name ?? t`a decision`}
        {': '}
        {inLanguage(clauses[props.hold.clause]?.text ?? '')} <span class="clause-id">{props.hold.clause}</span>
      </p>
      <p class="hold-when">
        <Show when={end()} fallback={<>{rich`Goes back ${<Time at={props.hold.due} />}`}</>}>
          {(its) => (
            <>
              {rich`${<Time at={its().at} />}: ${<Money amount={its().paid} currency={props.hold.currency} />} paid, ${<Money amount={its().returned} currency={props.hold.currency} />} back`}
            </>
          )}
        </Show>
      </p>
    </li>
  )
}
