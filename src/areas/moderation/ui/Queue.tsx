import { t } from '../../../language'
import { useNavigate } from '@solidjs/router'
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Empty } from '../../../ui/Empty'
import { createPages } from '../../../ui/pages'
import { caseQueue } from '../views'
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

/** One queue of the desk, page by page. j and k go through it, Enter opens. */
export function Queue(props: { readonly queue: QueueName }) {
  const navigate = useNavigate()
  const pages = createPages(caseQueue, () => ({ queue: props.queue, size: 30 }))
  const [at, setAt] = createSignal(-1)
  let list: HTMLElement | undefined
  const go = (step: number) => {
    const next = Math.max(0, Math.min((pages.items()?.length ?? 1) - 1, at() + step))
    setAt(next)
    if (next >= (pages.items()?.length ?? 0) - 3) pages.more()
    list?.querySelectorAll<HTMLElement>('a')[next]?.focus()
  }
  onMount(() =>
    onCleanup(
      onKeys({
        j: () => go(1),
        k: () => go(-1),
        n: () => {
          const first = pages.items()?.[0]
          if (first) navigate(`/desk/${first.id}`)
        },
      }),
    ),
  )
  return (
    <>
      <Show when={pages.items()?.length === 0}>
        <Empty title={t`All quiet`} says={empty[props.queue]} />
      </Show>
      <ul class="queue" ref={(element) => (list = element)}>
        <For each={pages.items()}>
          {(card, index) => (
            <li onFocusIn={() => setAt(index())}>
              <CaseRow card={card} current={at() === index()} />
            </li>
          )}
        </For>
      </ul>
      <Show when={pages.hasMore()}>
        <Button onClick={() => pages.more()}>{t`Show more`}</Button>
      </Show>
    </>
  )
}
