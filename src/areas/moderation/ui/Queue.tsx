import { t } from '../../../language'
import { useNavigate } from '@solidjs/router'
import Coffee from 'lucide-solid/icons/coffee'
import { createEffect, createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js'
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua/solid'
import { Empty } from '../../../ui/Empty'
import { createAnswer } from '../../../ui/session'
import { caseAt } from '../views'
import { CaseRow } from './CaseRow'
import { onKeys } from './keys'
import './Queue.css'

export type QueueName = 'untriaged' | 'mine' | 'escalated' | 'waiting' | 'done'
const empty: { readonly [Q in QueueName]: string } = {
  untriaged: t`Nothing waits to be looked at.`,
  mine: t`You have claimed nothing.`,
  escalated: t`Nothing waits for an admin.`,
  waiting: t`No decision is in its grace, and none waits for a second pair of eyes.`,
  done: t`No case has been closed yet.`,
}

/** One queue of the desk. Only what is in sight exists, so ten thousand cases scroll as ten do. j and k go through it, Enter opens. */
export function Queue(props: { readonly queue: QueueName; readonly count: number }) {
  const navigate = useNavigate()
  const first = createAnswer(caseAt, () => ({ queue: props.queue, at: 0 }))
  const places = createMemo(() => Array.from({ length: props.count }, (_, at) => at))
  /** Where j and k have come to; the row there takes the focus as soon as it exists. */
  const [at, setAt] = createSignal(-1)
  const [wanted, want] = createSignal(-1)
  let list: WindowVirtualizerHandle | undefined
  const go = (step: number) => {
    if (props.count === 0) return
    const next = Math.max(0, Math.min(props.count - 1, at() + step))
    list?.scrollToIndex(next, { align: 'nearest' })
    setAt(next)
    want(next)
  }
  onMount(() =>
    onCleanup(
      onKeys({
        j: () => go(1),
        k: () => go(-1),
        n: () => {
          const id = first()?.id
          if (id !== undefined) navigate(`/desk/${id}`)
        },
      }),
    ),
  )
  return (
    <Show when={props.count > 0} fallback={<Empty picture={<Coffee />} title={t`All quiet`} says={empty[props.queue]} />}>
      <div class="queue" role="list">
        <WindowVirtualizer ref={(handle) => (list = handle)} data={places()} itemSize={84} bufferSize={400}>
          {(place) => (
            <Row
              queue={props.queue}
              place={place}
              count={props.count}
              current={at() === place}
              wanted={wanted() === place}
              onFocus={() => {
                setAt(place)
                want(-1)
              }}
            />
          )}
        </WindowVirtualizer>
      </div>
    </Show>
  )
}

interface RowProps {
  readonly queue: QueueName
  readonly place: number
  readonly count: number
  readonly current: boolean
  readonly wanted: boolean
  readonly onFocus: () => void
}

function Row(props: RowProps) {
  const card = createAnswer(caseAt, () => ({ queue: props.queue, at: props.place }))
  let row: HTMLElement | undefined
  createEffect(() => {
    if (props.wanted && card()) row?.querySelector('a')?.focus({ preventScroll: true })
  })
  return (
    <div
      class="queue-row"
      role="listitem"
      aria-setsize={props.count}
      aria-posinset={props.place + 1}
      ref={(element) => (row = element)}
      onFocusIn={() => props.onFocus()}
    >
      <Show when={card()}>{(now) => <CaseRow card={now()} current={props.current} />}</Show>
    </div>
  )
}
