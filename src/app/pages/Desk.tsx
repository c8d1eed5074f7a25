import { A, useSearchParams } from '@solidjs/router'
import Keyboard from 'lucide-solid/icons/keyboard'
import Scale from 'lucide-solid/icons/scale'
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { Appeals } from '../../areas/moderation/ui/Appeals'
import { KeySheet } from '../../areas/moderation/ui/KeySheet'
import { onKeys } from '../../areas/moderation/ui/keys'
import { openNewReports } from '../../areas/moderation/ui/openReports'
import { Queue, type QueueName } from '../../areas/moderation/ui/Queue'
import { deskCounts } from '../../areas/moderation/views'
import { Button, IconButton } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { createAnswer, useSession } from '../../ui/session'
import { Tabs } from '../../ui/Tabs'
import { say } from '../../ui/toast'

type Counts = NonNullable<ReturnType<(typeof deskCounts)['answer']>>
const queues = ['untriaged', 'mine', 'escalated', 'waiting', 'done', 'appeals'] as const
const labels = {
  untriaged: 'Untriaged',
  mine: 'Mine',
  escalated: 'Escalated',
  waiting: 'Waiting',
  done: 'Done',
  appeals: 'Appeals',
} as const

/** Where moderators and admins look after what people report. `?queue=mine`. */
export function Desk() {
  const counts = createAnswer(deskCounts, () => ({}))
  const [keys, showKeys] = createSignal(false)
  onMount(() => onCleanup(onKeys({ '?': () => showKeys(true) })))
  return (
    <Page
      title="The desk"
      actions={
        <IconButton look="quiet" label="Keys of the desk" onClick={() => showKeys(true)}>
          <Keyboard aria-hidden="true" />
        </IconButton>
      }
    >
      <Show
        when={counts()}
        fallback={
          <Empty
            title="The desk is for moderators"
            says="They look after what people report. What concerns you stands under your standing."
            picture={<Scale />}
          >
            <A href="/standing" class="button" data-look="dark">
              Your standing
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
  const queue = () => queues.find((name) => name === search.queue) ?? 'untriaged'
  return (
    <>
      <Show when={props.counts.sealed > 0}>
        <NewReports count={props.counts.sealed} />
      </Show>
      <Tabs
        label="Queues"
        tabs={queues.map((value) => ({
          value,
          label: labels[value],
          count: value === 'done' ? undefined : props.counts[value] || undefined,
        }))}
        value={queue()}
        onChange={(queue) => setSearch({ queue }, { replace: true })}
      >
        {(shown) => (
          <Switch fallback={<Queue queue={shown as QueueName} />}>
            <Match when={shown === 'appeals'}>
              <Appeals />
            </Match>
          </Switch>
        )}
      </Tabs>
    </>
  )
}

/** Reports that nobody at the desk has opened. */
function NewReports(props: { readonly count: number }) {
  const session = useSession()
  const [busy, setBusy] = createSignal(false)
  const open = async () => {
    if (busy()) return
    setBusy(true)
    const { opened, aside, left } = await openNewReports(session).finally(() => setBusy(false))
    say(
      [`${opened} opened`, aside > 0 ? `${aside} set aside` : '', left > 0 ? `${left} left for others at the desk` : '']
        .filter((words) => words !== '')
        .join(', '),
    )
  }
  onMount(() => onCleanup(onKeys({ o: () => void open() })))
  return (
    <Notice kind="calm" title={props.count === 1 ? 'One new report' : `${props.count} new reports`}>
      <p>They are sealed to the desk. Opening puts each into its case.</p>
      <p>
        <Button look="dark" small busy={busy()} onClick={() => void open()}>
          Open new reports
        </Button>
      </p>
    </Notice>
  )
}
