import { inLanguage, rich, t } from '../language'
import { A } from '@solidjs/router'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import CircleHelp from 'lucide-solid/icons/circle-question-mark'
import { type Accessor, createEffect, createSignal, For, type JSX, on, Show } from 'solid-js'
import { Face } from '../areas/accounts/ui/Face'
import { profile } from '../areas/accounts/views'
import type { Clause } from '../areas/area'
import type { Why as WhyOf } from '../peer/why'
import { capital, deedInWords, otherIn } from './deeds'
import { Dialog } from './Dialog'
import { Empty } from './Empty'
import { Facts } from './Facts'
import { Pending } from './Pending'
import { createAnswer, createIsBackfilling, useSession } from './session'
import { createStanding } from './standing'
import { Time } from './Time'
import { useWorldTime } from './worldTime'
import './Why.css'

interface WhyProps {
  readonly event: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** A sheet that explains one act: what it was, who did it and when, whether it can still change, and on which clauses it rests. */
export function Why(props: WhyProps) {
  const why = createWhy(() => (props.open ? props.event : undefined))
  return (
    <Dialog title={why.title()} open={props.open} onOpenChange={props.onOpenChange}>
      <WhyBody why={why.answer()} />
      <A href={`/event/${props.event}`} class="button" data-look="quiet" onClick={() => props.onOpenChange(false)}>
        {t`All about it`}
      </A>
    </Dialog>
  )
}

/** Why an act stands or does not, asked again whenever its standing changes; with its title in plain words. */
export function createWhy(event: Accessor<string | undefined>) {
  const session = useSession()
  const standing = createStanding(event)
  const isBackfilling = createIsBackfilling()
  const now = useWorldTime()
  const moment = () => session.past() && now()
  const [answer, setAnswer] = createSignal<WhyOf>()
  /** Counted, since the next moment comes before the answer while the past is played: then an answer of a moment ago is shown, and never an older one. */
  let asked = 0
  let shown = 0
  createEffect(
    on([event, standing, session.peer, isBackfilling, session.past, moment], ([id]) => {
      if (answer()?.id !== id) setAnswer(undefined)
      if (id === undefined) return
      const past = session.past()
      const mine = ++asked
      void session.mesi.why(id, past && { verdict: past.verdict(id) }).then((why) => {
        if (mine < shown || event() !== id || session.past() !== past) return
        shown = mine
        setAnswer(why)
      })
    }),
  )
  const other = createAnswer(profile, () => {
    const account = otherIn(answer()?.data ?? {})
    return account === undefined ? undefined : { account }
  })
  const title = () => {
    const { type, data } = answer() ?? {}
    return type && data ? capital(deedInWords(type, data, other()?.name)) : t`Why?`
  }
  return { answer, title }
}

const sources: Readonly<Record<Clause['source'], string>> = {
  seed: t`Mesi’s founding text`,
  whitepaper: t`White paper`,
  docs: t`Documentation`,
  assumption: t`Assumption: no source says so`,
  design: t`How this Mesi works`,
}

/** The explanation itself; its title stands above it. */
export function WhyBody(props: { readonly why: WhyOf | undefined; readonly children?: JSX.Element }) {
  const author = createAnswer(profile, () => {
    const account = props.why?.account
    return account === undefined ? undefined : { account }
  })
  const session = useSession()
  const isCopy = () => session.peer().genesis.parent !== null
  return (
    <Show when={props.why} fallback={<div class="skeleton why-waiting" role="status" aria-label={t`Looking it up`} />}>
      {(why) => (
        <Show
          when={why().standing !== 'unknown' && !why().absent}
          fallback={
            <Show
              when={why().standing === 'unknown'}
              fallback={
                <Empty
                  picture={<CircleHelp />}
                  title={t`This has not happened here`}
                  says={t`There is no such act in this world at the moment you are looking at.`}
                />
              }
            >
              <Empty
                picture={<CircleHelp />}
                title={t`Nothing is known of this`}
                says={t`Either it ${isCopy() ? elsewhere : ''}never happened, or it has not reached this device yet.`}
              />
            </Show>
          }
        >
          <div class="why">
            <Show when={author()}>{(face) => <Face face={face()} />}</Show>
            <p class="why-standing">
              <Pending standing={why().standing} always />
              <span>
                {standingInWords(why())}
                <Show when={why().sealedAt}>
                  {(at) => (
                    <>
                      {' '}
                      <Time at={at()} exact />.
                    </>
                  )}
                </Show>
              </span>
            </p>
            <Show when={why().stamp}>
              {(stamp) => (
                <p>
                  {rich`Done on ${<Time at={stamp()} exact />}.`}{' '}
                  <Show when={why().lateArrival && why().at}>
                    {(at) => (
                      <>
                        {rich`It arrived late, when everything before ${<Time at={at()} exact />} was already final, so it counts as of then.`}
                      </>
                    )}
                  </Show>
                </p>
              )}
            </Show>
            {props.children}
            <Show when={why().clauses.length > 0}>
              <h2 class="why-heading">{why().standing === 'void' ? t`What refused it` : t`What it rests on`}</h2>
              <Clauses clauses={why().clauses.slice(0, SHOWN)} refused={why().standing === 'void'} />
              <Show when={why().clauses.length > SHOWN}>
                <details class="why-more">
                  <summary>
                    <ChevronDown aria-hidden="true" /> {t`And ${why().clauses.length - SHOWN} more`}
                  </summary>
                  <Clauses clauses={why().clauses.slice(SHOWN)} refused={why().standing === 'void'} />
                </details>
              </Show>
            </Show>
          </div>
        </Show>
      )}
    </Show>
  )
}

const SHOWN = 4

function Clauses(props: { readonly clauses: WhyOf['clauses']; readonly refused: boolean }) {
  return (
    <ul class="why-clauses">
      <For each={props.clauses}>
        {(clause) => (
          <li class="why-clause" data-void={props.refused ? '' : undefined}>
            <p>{inLanguage(clause.text)}</p>
            <Facts facts={clause.facts} />
            <p class="why-source">
              <A href={`/handbook#${clause.id}`} class="clause-id">
                {clause.id}
              </A>{' '}
              {sources[clause.source as Clause['source']] ?? ''}
            </p>
          </li>
        )}
      </For>
    </ul>
  )
}

const elsewhere = t`happened in the world that this one was copied from, or it `

function standingInWords({ standing, sealedAt, before }: WhyOf): string {
  if (before) {
    const where = before.name === null ? t`the world that this one was copied from` : t`“${before.name}”, from which this world was copied`
    const what = standing === 'void' ? t`It did not happen` : t`It happened`
    return t`${what} in ${where}. ${sealedAt === undefined ? t`It cannot change any more.` : t`Final there since`}`
  }
  if (standing === 'pending') return t`It is not confirmed yet, and may still change.`
  if (standing === 'void') return sealedAt === undefined ? t`It has no effect as things stand.` : t`It did not happen. That is final since`
  return sealedAt === undefined ? t`It cannot change any more.` : t`It cannot change any more. Final since`
}
