import { t } from '../../../language'
import { A } from '@solidjs/router'
import ArrowDownLeft from 'lucide-solid/icons/arrow-down-left'
import ArrowDownToLine from 'lucide-solid/icons/arrow-down-to-line'
import ArrowLeftRight from 'lucide-solid/icons/arrow-left-right'
import ArrowUpRight from 'lucide-solid/icons/arrow-up-right'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import CreditCard from 'lucide-solid/icons/credit-card'
import Droplet from 'lucide-solid/icons/droplet'
import Hourglass from 'lucide-solid/icons/hourglass'
import Landmark from 'lucide-solid/icons/landmark'
import Percent from 'lucide-solid/icons/percent'
import Undo from 'lucide-solid/icons/undo'
import ReceiptText from 'lucide-solid/icons/receipt-text'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { type Currency, currencies } from '../../../kit/money'
import { Choice } from '../../../ui/Choice'
import { Empty } from '../../../ui/Empty'
import { Money } from '../../../ui/Money'
import { More } from '../../../ui/More'
import { createPages } from '../../../ui/pages'
import { Pending } from '../../../ui/Pending'
import { useWorldTime } from '../../../ui/worldTime'
import type { Question } from '../../area'
import { type Page, type Paged, paged } from '../../paging'
import { z } from '../../shapes'
import { calledBy } from '../../accounts/ui/words'
import { currency } from '../events'
import { statement, type StatementLine } from '../views'
import './Statement.css'
import { dayText, kindNames, timeText } from './words'

/** The statement of whoever asks, as pages. */
const pagesOfStatement: Question<{ readonly currency?: Currency | undefined } & Paged, Page<StatementLine>> = {
  name: 'statementPages',
  args: z.strictObject({ currency: z.optional(currency), ...paged }),
  answer(q, { currency, cursor, size = 30 }) {
    const answer = statement.answer(q, { currency, limit: size, ...(cursor === undefined ? {} : { before: Number(cursor) }) })
    return { items: answer?.lines ?? [], cursor: typeof answer?.next === 'number' ? String(answer.next) : null }
  },
}

/** Every movement of my money, newest first, by day. Each line leads to what caused it. */
export function Statement() {
  const [only, setOnly] = createSignal<Currency | 'all'>('all')
  const lines = createPages(pagesOfStatement, () => {
    const chosen = only()
    return chosen === 'all' ? {} : { currency: chosen }
  })
  const now = useWorldTime()
  const days = createMemo(() => {
    const byDay = new Map<string, StatementLine[]>()
    for (const line of lines.items() ?? []) {
      const day = dayText(line.at, now())
      byDay.set(day, [...(byDay.get(day) ?? []), line])
    }
    return byDay
  })
  const names = createMemo(() => [...days().keys()], undefined, { equals: (a, b) => a.join() === b.join() })
  return (
    <>
      <Choice
        legend={t`Currency`}
        quiet
        options={[{ value: 'all', label: t`All` }, ...currencies.map((value) => ({ value, label: value }))]}
        value={only()}
        onChange={setOnly}
      />
      <Show when={lines.items()} fallback={<div class="skeleton statement-waiting" role="status" aria-label={t`Loading the statement`} />}>
        <For
          each={names()}
          fallback={
            <Empty
              picture={<ReceiptText />}
              title={t`No movement yet`}
              says={
                only() === 'all'
                  ? t`Whatever comes in or goes out is listed here for good, to the last unit.`
                  : t`Nothing in ${only()} has come in or gone out.`
              }
            />
          }
        >
          {(day) => (
            <section class="statement-day">
              <h2 class="tabular">{day}</h2>
              <ol class="statement-lines">
                <For each={days().get(day)}>{(line) => <Line line={line} />}</For>
              </ol>
            </section>
          )}
        </For>
        <More of={lines} label={t`Show earlier ones`} />
      </Show>
    </>
  )
}

function Line(props: { readonly line: StatementLine }) {
  return (
    <li class="statement-line">
      <span class="statement-icon" data-in={props.line.amount > 0 ? '' : undefined} aria-hidden="true">
        <Dynamic component={iconOf(props.line)} />
      </span>
      <span class="statement-what">
        <A class="statement-title" href={`/event/${props.line.event}`}>
          {titleOf(props.line)}
        </A>
        <Show when={props.line.kind !== 'fee' && props.line.words?.text}>
          {(words) => (
            <span class="statement-words" dir="auto">
              “{words()}”
            </span>
          )}
        </Show>
        <span class="statement-below">
          {timeText(props.line.at)}
          <A class="clause-id" href={`/handbook#${props.line.clause}`}>
            {props.line.clause}
          </A>
          <Pending standing={props.line.standing} />
        </span>
      </span>
      <span class="statement-sums">
        <span class="statement-amount" data-in={props.line.amount > 0 ? '' : undefined}>
          <Money amount={props.line.amount} currency={props.line.currency} signed />
        </span>
        <span class="statement-left">
          <span class="unseen">{t`Left after it:`} </span>
          <Money amount={props.line.left} currency={props.line.currency} />
        </span>
      </span>
      <ChevronRight class="statement-on" aria-hidden="true" />
    </li>
  )
}

const icons = {
  'top-up': CreditCard,
  deposit: ArrowDownToLine,
  tip: Droplet,
  conversion: ArrowLeftRight,
  fee: Percent,
  withdrawal: Landmark,
  hold: Hourglass,
  refund: Undo,
} as const
const iconOf = ({ kind, amount }: StatementLine) => icons[kind as keyof typeof icons] ?? (amount > 0 ? ArrowDownLeft : ArrowUpRight)

function titleOf({ kind, clause, amount, person }: StatementLine): string {
  const name = person && calledBy(person)
  if (kind === 'top-up') return t`Top-up by card`
  if (kind === 'deposit') return t`Deposit from outside`
  if (kind === 'tip') return amount > 0 ? t`Tip from ${name ?? t`somebody`}` : t`Tip to ${name ?? t`somebody`}`
  if (kind === 'transfer') return amount > 0 ? t`From ${name ?? t`somebody`}` : t`Sent to ${name ?? t`somebody`}`
  if (kind === 'conversion') return amount > 0 ? t`Exchanged, got` : t`Exchanged, gave`
  if (kind === 'withdrawal') return t`Withdrawn`
  if (kind === 'fee' && clause === 'ECO-3') return t`Conversion fee`
  if (kind === 'fee') return t`Mesi’s commission`
  return kindNames[kind]
}
