import { plural, rich, t } from '../../language'
import { A, useSearchParams } from '@solidjs/router'
import Keyboard from 'lucide-solid/icons/keyboard'
import Landmark from 'lucide-solid/icons/landmark'
import Scale from 'lucide-solid/icons/scale'
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { profile } from '../../areas/accounts/views'
import { Appeals } from '../../areas/moderation/ui/Appeals'
import { Checks } from '../../areas/moderation/ui/Checks'
import { KeySheet } from '../../areas/moderation/ui/KeySheet'
import { onKeys } from '../../areas/moderation/ui/keys'
import { newIn, openNewReports } from '../../areas/moderation/ui/openReports'
import { ShareKeys } from '../../areas/moderation/ui/ShareKeys'
import { Queue, type QueueName } from '../../areas/moderation/ui/Queue'
import { type Book, createBook } from '../../areas/moderation/ui/book'
import { stuckAt } from '../../areas/moderation/ui/words'
import { deskCounts, stuckCases } from '../../areas/moderation/views'
import { Button, IconButton } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { createAnswer, useSession } from '../../ui/session'
import { Tabs } from '../../ui/Tabs'
import { say } from '../../ui/toast'
import './Desk.css'

type Counts = NonNullable<ReturnType<(typeof deskCounts)['answer']>>
const queues = ['untriaged', 'mine', 'escalated', 'waiting', 'done', 'appeals', 'checks'] as const
const labels = {
  untriaged: t`Untriaged`,
  mine: t`Mine`,
  escalated: t`Escalated`,
  waiting: t`Waiting`,
  done: t`Done`,
  appeals: t`Appeals`,
  checks: t`Checks`,
} as const

/** Where moderators and admins look after what people report. `?queue=mine`. */
export function Desk() {
  const counts = createAnswer(deskCounts, () => ({}))
  const session = useSession()
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  const [keys, showKeys] = createSignal(false)
  onMount(() => onCleanup(onKeys({ '?': () => showKeys(true) })))
  return (
    <Page
      title={t`The desk`}
      actions={
        <>
          <Show when={me()?.roles.includes('admin')}>
            <A class="button" data-look="quiet" href="/desk/admin">
              <Landmark aria-hidden="true" /> {t`Admin`}
            </A>
          </Show>
          <IconButton look="quiet" label={t`Keys of the desk`} onClick={() => showKeys(true)}>
            <Keyboard aria-hidden="true" />
          </IconButton>
        </>
      }
    >
      <Show
        when={counts()}
        fallback={
          <Empty
            title={t`The desk is for moderators`}
            says={t`They look after what people report. You will find what concerns you under your standing.`}
            picture={<Scale />}
          >
            <A href="/standing" class="button" data-look="dark">
              {t`Your standing`}
            </A>
          </Empty>
        }
      >
        {(now) => <Queues counts={now()} />}
      </Show>
      <KeySheet open={keys()} onOpenChange={showKeys} />
    </Page>
  )
}

function Queues(props: { readonly counts: Counts }) {
  const [search, setSearch] = useSearchParams<{ queue?: string }>()
  const session = useSession()
  const book = createBook()
  const stuck = createAnswer(stuckCases, () => ({}))
  const fresh = () => {
    const now = book()
    const { read, bad } = now ? newIn(now, session.me()) : { read: [], bad: [] }
    return read.length + bad.length
  }
  const queue = () => queues.find((name) => name === search.queue) ?? 'untriaged'
  return (
    <>
      <Show when={fresh() > 0}>
        <NewReports count={fresh()} book={book()} />
      </Show>
      <Show when={book()}>{(all) => <ShareKeys book={all()} />}</Show>
      <Show when={book()?.closed.length}>
        {(count) => (
          <p class="desk-closed">
            {t`${count() === 1 ? t`One report is` : t`${count()} reports are`} for others at the desk to read so far, or on the way. Who can read them can let you.`}
          </p>
        )}
      </Show>
      <Show when={stuck()?.[0]}>
        {(first) => (
          <Notice
            kind="warn"
            title={plural(
              stuck()?.length ?? 0,
              t`Nobody at the desk can go on with one case`,
              t`Nobody at the desk can go on with ${stuck()?.length ?? 0} cases`,
            )}
          >
            <p>{rich`It concerns those who could, or they had a part in it. Appoint somebody else, and it goes on: ${<A href={stuckAt(first())}>{t`see it`}</A>}.`}</p>
          </Notice>
        )}
      </Show>
      <Tabs
        label={t`Queues`}
        tabs={queues.map((value) => ({
          value,
          label: labels[value],
          count: value === 'done' || value === 'checks' ? undefined : props.counts[value] || undefined,
        }))}
        value={queue()}
        onChange={(queue) => setSearch({ queue }, { replace: true })}
      >
        {(shown) => (
          <Switch fallback={<Queue queue={shown as QueueName} count={props.counts[shown as QueueName]} />}>
            <Match when={shown === 'appeals'}>
              <Appeals />
            </Match>
            <Match when={shown === 'checks'}>
              <Checks />
            </Match>
          </Switch>
        )}
      </Tabs>
    </>
  )
}

/** Reports that nobody at the desk has opened. */
function NewReports(props: { readonly count: number; readonly book: Book | undefined }) {
  const session = useSession()
  const [busy, setBusy] = createSignal(false)
  const open = async () => {
    const { book } = props
    if (busy() || !book) return
    setBusy(true)
    const { opened, aside, left } = await openNewReports(session, book).finally(() => setBusy(false))
    say(
      [
        plural(opened, t`1 report opened`, t`${opened} reports opened`),
        aside > 0 ? t`${aside} set aside` : '',
        left > 0 ? t`${left} left for others at the desk` : '',
      ]
        .filter((words) => words !== '')
        .join(', '),
    )
  }
  onMount(() => onCleanup(onKeys({ o: () => void open() })))
  return (
    <Notice kind="calm" title={props.count === 1 ? t`One new report` : t`${props.count} new reports`}>
      <p>{t`Only the desk can read them. Opening puts each into its case.`}</p>
      <p>
        <Button look="dark" small busy={busy()} onClick={() => void open()}>
          {t`Open new reports`}
        </Button>
      </p>
    </Notice>
  )
}
