import { t } from '../../../language'
import { A, useNavigate, useSearchParams } from '@solidjs/router'
import ScanSearch from 'lucide-solid/icons/scan-search'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { More } from '../../../ui/More'
import { Notice } from '../../../ui/Notice'
import { createPages } from '../../../ui/pages'
import { Refusal } from '../../../ui/Refusal'
import { Select } from '../../../ui/Select'
import { createAct, createAnswer } from '../../../ui/session'
import { createStillHere } from '../../../ui/stillHere'
import { exactly, Time } from '../../../ui/Time'
import { say } from '../../../ui/toast'
import { useWorldTime } from '../../../ui/worldTime'
import { Face } from '../../accounts/ui/Face'
import { type Breach, breaches } from '../../flags/events'
import { breachWords } from '../../flags/ui/words'
import { checkSample, checksStarted, nextCheck, type Sampled } from '../views'
import './Checks.css'
import './MyDecisions.css'
import { SubjectLink } from './SubjectLink'

type Check = ReturnType<(typeof checksStarted)['answer']>['items'][number]
const kinds = { regular: t`Regular check`, surprise: t`Surprise check` } as const

/** Regular and surprise checks (FLAG-4): when one is due, those that there were, and the sample of the one that is open. `?check=<id>`. */
export function Checks() {
  const [search, setSearch] = useSearchParams<{ check?: string }>()
  const due = createAnswer(nextCheck, () => ({}))
  const now = useWorldTime()
  const pages = createPages(checksStarted, () => ({ size: 20 }))
  const starting = createAct()
  const isDue = () => {
    const at = due()?.due ?? null
    return at === null || at <= now()
  }
  const start = async (kind: keyof typeof kinds) => {
    const outcome = await starting.act({ type: 'moderation.checkStarted', data: { kind } })
    if (outcome?.ok) setSearch({ check: outcome.id }, { replace: true })
  }
  return (
    <>
      <Notice kind={isDue() ? 'warn' : 'calm'} title={isDue() ? t`A regular check is due` : t`No regular check is due`}>
        <p>
          {t`${due()?.due ? (isDue() ? t`The next one was due on ${exactly(due()?.due as number)}. ` : t`The next one is due on ${exactly(due()?.due as number)}. `) : t`There has been none yet. `}Each looks at a sample of posts. Who has flags, violations or a new account is drawn more often.`}
        </p>
        <p class="check-starts">
          <Button look={isDue() ? 'dark' : 'plain'} small busy={starting.busy()} onClick={() => void start('regular')}>
            {t`Start the regular check`}
          </Button>
          <Button small busy={starting.busy()} onClick={() => void start('surprise')}>
            {t`Start a surprise check`}
          </Button>
        </p>
        <Refusal outcome={starting.outcome()} failure={starting.failure()} />
      </Notice>
      <Show when={pages.items()?.length === 0}>
        <Empty picture={<ScanSearch />} title={t`No check yet`} says={t`Each one stays on record, with what was found in it.`} />
      </Show>
      <ul class="checks">
        <For each={pages.items()}>
          {(check) => (
            <li class="card check">
              <header>
                <h2>{kinds[check.kind]}</h2>
                <Time at={check.at} />
              </header>
              <p class="decision-soft">
                {t`Started by ${check.by?.name ?? t`somebody`}. ${check.finishedAt === null ? t`Not finished yet.` : t`Finished ${exactly(check.finishedAt)}.`}`}
              </p>
              <Show
                when={search.check === check.id}
                fallback={
                  <Button small onClick={() => setSearch({ check: check.id }, { replace: true })}>
                    {t`See its sample`}
                  </Button>
                }
              >
                <Sample check={check} />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <More of={pages} />
    </>
  )
}

function Sample(props: { readonly check: Check }) {
  const sample = createAnswer(checkSample, () => ({ check: props.check.id }))
  const finishing = createAct()
  const finish = async () => {
    if ((await finishing.act({ type: 'moderation.checkFinished', data: { check: props.check.id } }))?.ok) say(t`The check is finished.`)
  }
  return (
    <>
      <Show when={sample()?.length === 0}>
        <p class="decision-soft">{t`Nobody else has posted anything that could be looked at.`}</p>
      </Show>
      <ol class="sample">
        <For each={sample()}>{(item) => <Item item={item} check={props.check} />}</For>
      </ol>
      <Show when={props.check.finishedAt === null}>
        <div class="dialog-answers">
          <Button look="dark" busy={finishing.busy()} onClick={() => void finish()}>
            {t`All looked at`}
          </Button>
        </div>
      </Show>
      <Refusal outcome={finishing.outcome()} failure={finishing.failure()} />
    </>
  )
}

function Item(props: { readonly item: Sampled; readonly check: Check }) {
  const navigate = useNavigate()
  const isHere = createStillHere()
  const opening = createAct()
  const [breach, setBreach] = createSignal<Breach>('unethical')
  const [asked, setAsked] = createSignal(false)
  const open = async () => {
    const { kind, id, version } = props.item.subject
    const outcome = await opening.act({
      type: 'moderation.caseOpened',
      data: { subject: { kind, id, version }, breach: breach(), check: props.check.id },
    })
    if (outcome?.ok && isHere()) navigate(`/desk/${outcome.id}`)
  }
  return (
    <li class="sample-item">
      <Show when={props.item.by}>{(face) => <Face face={face()} size="s" />}</Show>
      <p class="sample-ways">
        <SubjectLink subject={props.item.subject}>{t`Look at the post`}</SubjectLink>
        <Show
          when={props.item.case}
          fallback={
            <Show when={props.check.finishedAt === null && !asked()}>
              <Button small onClick={() => setAsked(true)}>
                {t`Something is wrong`}
              </Button>
            </Show>
          }
        >
          {(id) => <A href={`/desk/${id()}`}>{t`See its case`}</A>}
        </Show>
      </p>
      <Show when={asked() && props.item.case === null}>
        <form
          class="appeal-form"
          onSubmit={(event) => {
            event.preventDefault()
            void open()
          }}
        >
          <Select
            label={t`What it breaks`}
            value={breach()}
            options={breaches.map((value) => ({ value, label: breachWords[value].label }))}
            onChange={setBreach}
          />
          <Refusal outcome={opening.outcome()} failure={opening.failure()} />
          <div class="dialog-answers">
            <Button onClick={() => setAsked(false)}>{t`Cancel`}</Button>
            <Button type="submit" look="dark" busy={opening.busy()}>
              {t`Open a case`}
            </Button>
          </div>
        </form>
      </Show>
    </li>
  )
}
