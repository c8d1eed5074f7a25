import { rich, t } from '../../language'
import { A, useNavigate, useParams } from '@solidjs/router'
import Keyboard from 'lucide-solid/icons/keyboard'
import { createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { Face } from '../../areas/accounts/ui/Face'
import { Section } from '../../areas/accounts/ui/Section'
import { FindingOn } from '../../areas/filter/ui/FindingOn'
import { FlagHistory } from '../../areas/flags/ui/FlagHistory'
import { breachWords, levelWords } from '../../areas/flags/ui/words'
import { accuracyOf, createBook } from '../../areas/moderation/ui/book'
import { BlackReview, SecondEyes } from '../../areas/moderation/ui/BlackForms'
import { CaseRow } from '../../areas/moderation/ui/CaseRow'
import { CaseSubject } from '../../areas/moderation/ui/CaseSubject'
import { DecideForm } from '../../areas/moderation/ui/DecideForm'
import { DecisionCard } from '../../areas/moderation/ui/DecisionCard'
import { KeySheet } from '../../areas/moderation/ui/KeySheet'
import { onKeys } from '../../areas/moderation/ui/keys'
import { ReportRead } from '../../areas/moderation/ui/ReportRead'
import { caseTitle, sourceWords, stateWords, stepWords } from '../../areas/moderation/ui/words'
import { casesBeside, oneCase } from '../../areas/moderation/views'
import { kindWords } from '../../areas/reports/ui/words'
import { hash } from '../../areas/shapes'
import { Button, IconButton } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { createMay } from '../../ui/may'
import { More } from '../../ui/More'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Refusal } from '../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../ui/session'
import { createStillHere } from '../../ui/stillHere'
import { exactly, Time } from '../../ui/Time'
import { say } from '../../ui/toast'
import './Case.css'

/** One case of the desk: what it is about, who reported it and why, who it concerns, and the decision. */
export function Case() {
  const params = useParams<{ case: string }>()
  const found = createAnswer(oneCase, () => (hash.safeParse(params.case).success ? { case: params.case } : undefined))
  return (
    <Show
      when={found()}
      keyed={false}
      fallback={
        <Page title={t`Case`} back>
          <Empty
            title={t`You cannot open this case`}
            says={t`Only moderators of this world can open cases. Or this one has not arrived here yet.`}
          >
            <A href="/" class="button" data-look="dark">
              {t`To the feed`}
            </A>
          </Empty>
        </Page>
      }
    >
      {(one) => (
        <Show when={one().id} keyed>
          <Open one={one()} />
        </Show>
      )}
    </Show>
  )
}

/** So many reports of a case are read at first, the latest before the others. */
const AT_ONCE = 10

type One = NonNullable<ReturnType<(typeof oneCase)['answer']>>

function Open(props: { readonly one: One }) {
  const session = useSession()
  const navigate = useNavigate()
  const isHere = createStillHere()
  const acting = createAct()
  const [keys, showKeys] = createSignal(false)
  const one = () => props.one
  const upon = () => ({ case: one().id })
  const happened = () => `${one().trace.length} ${one().reports}`
  const mayClaim = createMay(() => ({ type: 'moderation.claimed', data: upon() }), happened)
  const mayRelease = createMay(() => ({ type: 'moderation.released', data: upon() }), happened)
  const decision = () => one().decision ?? undefined
  const book = createBook()
  const by = (account: string) => (book()?.read ?? []).filter(({ report }) => report.by === account)
  const reported = createMemo(() => {
    const stubs = new Set(one().stubs)
    return (book()?.read ?? []).filter(({ stub }) => stubs.has(stub))
  })
  const [shownReports, setShownReports] = createSignal(AT_ONCE)
  const unread = () => (book() ? Math.max(0, one().stubs.length - reported().length) : 0)
  const undoing = () => {
    const decision = one().decision
    return decision === null ? undefined : ({ type: 'moderation.undone', data: { decision } } as const)
  }
  const mayUndo = createMay(undoing, happened)
  const doing = (type: 'moderation.claimed' | 'moderation.released' | 'moderation.escalated', says: string) => async () => {
    if ((await acting.act({ type, data: upon() }))?.ok) say(says)
  }
  const claim = doing('moderation.claimed', t`The case is yours.`)
  const release = doing('moderation.released', t`The case is open again.`)
  const escalate = doing('moderation.escalated', t`The case is with the admins.`)
  const undo = async () => {
    const deed = undoing()
    if (deed && (await acting.act(deed))?.ok) say(t`The decision is taken back.`)
  }
  /** What I have claimed, then what nobody has: the case behind or before this one. */
  const other = (step: 'after' | 'before'): string | null => session.peer().answers.ask(casesBeside, { case: one().id }, session.me())[step]
  const go = (step: 'after' | 'before') => {
    const next = other(step)
    if (next !== null) navigate(`/desk/${next}`)
  }
  const decided = () => {
    say(t`Decided.`)
    if (!isHere()) return
    const next = other('after')
    navigate(next === null ? '/desk' : `/desk/${next}`)
  }
  onMount(() =>
    onCleanup(
      onKeys({
        j: () => go('after'),
        k: () => go('before'),
        c: () => void (mayRelease()?.ok ? release() : claim()),
        e: () => void escalate(),
        u: () => void undo(),
        '?': () => showKeys(true),
      }),
    ),
  )
  return (
    <Page
      title={caseTitle(one(), kindWords[one().subject.kind] ?? t`matter`)}
      back
      actions={
        <IconButton look="quiet" label={t`Keys of the desk`} onClick={() => showKeys(true)}>
          <Keyboard aria-hidden="true" />
        </IconButton>
      }
    >
      <p class="case-facts">
        {sourceWords[one().source]} <Time at={one().at} />: {breachWords[one().breach].label.toLowerCase()}{' '}
        <a class="clause-id" href={`/handbook#${one().clause}`}>
          {one().clause}
        </a>
        . {stateWords[one().state]}
        {one().state === 'claimed' && one().by ? t` by ${one().by?.name} until ${exactly(one().claimUntil ?? 0)}.` : '.'}
      </p>
      <div class="case">
        <div class="case-about">
          <CaseSubject card={one()} />
          <FindingOn subject={one().subject} card />
          <Show when={one().reports > 0}>
            <Section title={one().reports === 1 ? t`One report` : t`${one().reports} reports`}>
              <For each={reported().slice(0, shownReports())}>
                {(entry) => <ReportRead entry={entry} accuracy={accuracyOf(by(entry.report.by))} />}
              </For>
              <More of={{ hasMore: () => reported().length > shownReports(), more: () => setShownReports(shownReports() + AT_ONCE) }} />
              <Show when={unread() > 0}>
                <p class="section-says">
                  {t`${unread() === 1 ? t`One is` : t`${unread()} are`} for others at the desk, or on the way. Somebody there can let you read what was reported before you joined.`}
                </p>
              </Show>
            </Section>
          </Show>
        </div>
        <div class="case-decide">
          <Section title={t`The decision`}>
            <Show when={mayClaim()?.ok}>
              <Button look="main" busy={acting.busy()} onClick={() => void claim()}>
                {t`Claim this case`}
              </Button>
            </Show>
            <Show when={mayRelease()?.ok}>
              <DecideForm card={one()} onDone={decided} />
              <div class="case-actions">
                <Button busy={acting.busy()} onClick={() => void release()}>
                  {t`Release`}
                </Button>
                <Button busy={acting.busy()} onClick={() => void escalate()}>
                  {t`Escalate to an admin`}
                </Button>
              </div>
            </Show>
            <Show when={one().state !== 'done' && one().decision === null && !mayClaim()?.ok && !mayRelease()?.ok}>
              <Refusal outcome={mayClaim()} />
              <Dealers faces={one().dealers} />
            </Show>
            <Show when={['second', 'review'].includes(one().state) && one().dealers.length === 0}>
              <Dealers faces={[]} />
            </Show>
            <Show when={one().state === 'second' && decision()}>{(id) => <SecondEyes decision={id()} />}</Show>
            <Show when={one().state === 'review' && decision()}>{(id) => <BlackReview decision={id()} />}</Show>
            <Show when={mayUndo()?.ok}>
              <div class="case-actions">
                <Button busy={acting.busy()} onClick={() => void undo()}>
                  {t`Undo the decision`}
                </Button>
              </div>
            </Show>
            <Refusal outcome={acting.outcome()} failure={acting.failure()} />
            <For each={one().decisions}>{(line) => <DecisionCard line={line} />}</For>
          </Section>
          <Section title={t`Whom it concerns`}>
            <Show when={one().concerned}>{(face) => <Face face={face()}>{levelWords[one().standing].title}</Face>}</Show>
            <Show when={one().history.length > 0} fallback={<p class="section-says">{t`Nothing on record.`}</p>}>
              <FlagHistory flags={one().history} />
            </Show>
          </Section>
          <Show when={one().related.length > 0}>
            <Section title={t`Related cases`}>
              <For each={one().related}>{(card) => <CaseRow card={card} />}</For>
            </Section>
          </Show>
        </div>
        <div class="case-story">
          <Section title={t`What happened`}>
            <ol class="case-trace">
              <For each={one().trace}>
                {(step) => (
                  <li>
                    <A href={`/event/${step.event}`}>
                      {step.times > 1 ? t`${step.times} reports came` : stepWords(step.did, one().subject.kind)}
                    </A>
                    <Time at={step.at} exact />
                  </li>
                )}
              </For>
            </ol>
          </Section>
        </div>
      </div>
      <KeySheet open={keys()} onOpenChange={showKeys} />
    </Page>
  )
}

/** Who can take a case that I may not take, or how it goes on where nobody can. */
function Dealers(props: { readonly faces: One['dealers'] }) {
  return (
    <Show
      when={props.faces.length > 0}
      fallback={
        <Notice kind="warn" title={t`Nobody at the desk can take this case`}>
          <p>{rich`An admin can appoint somebody else: in the menu of their profile, which ${<A href="/discover">{t`the search for people`}</A>} finds.`}</p>
        </Notice>
      }
    >
      <p class="section-says">{t`These can take it:`}</p>
      <For each={props.faces}>{(face) => <Face face={face} size="s" />}</For>
    </Show>
  )
}
