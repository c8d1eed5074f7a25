import { t } from '../../../language'
import { type JSX, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Pending } from '../../../ui/Pending'
import { createStanding } from '../../../ui/standing'
import type { Hash } from '../../../log/types'
import { A } from '@solidjs/router'
import './Sent.css'

interface SentProps {
  /** The act that has just been done. */
  readonly event: Hash
  readonly title: string
  /** What arrives, as a sentence. */
  readonly children: JSX.Element
  readonly onDone: () => void
  /** More has to happen before it is there, which `children` tells of: that the act itself is final would mislead. */
  readonly goesOn?: boolean
}

/** Money is on its way: a drop falls and makes a ring, once. Whether it is confirmed follows as it happens. */
export function Sent(props: SentProps) {
  const standing = createStanding(() => props.event)
  const takeFocus = (heading: HTMLElement) => queueMicrotask(() => heading.focus())
  return (
    <div class="sent">
      <div class="sent-picture" aria-hidden="true">
        <svg viewBox="0 0 48 64" class="sent-drop">
          <path d="M24 2C28 14 44 26 44 42a20 20 0 0 1-40 0C4 26 20 14 24 2Z" />
        </svg>
        <span class="sent-ring" />
      </div>
      <h3 ref={takeFocus} tabindex="-1" class="sent-title">
        {props.title}
      </h3>
      <div class="sent-words">{props.children}</div>
      <Show when={!(props.goesOn && standing() === 'final')}>
        <Pending standing={standing()} always />
      </Show>
      <div class="sent-ways">
        <A href={`/event/${props.event}`} class="button" data-look="quiet" onClick={() => props.onDone()}>
          {t`See every entry`}
        </A>
        <Button look="dark" onClick={() => props.onDone()}>
          {t`Done`}
        </Button>
      </div>
    </div>
  )
}
