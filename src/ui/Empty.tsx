import type { JSX } from 'solid-js'
import './Empty.css'

interface EmptyProps {
  readonly title: string
  /** Why there is nothing, and what would change that. */
  readonly says: string
  readonly picture?: JSX.Element
  readonly children?: JSX.Element
}

/** Where nothing is yet. */
export function Empty(props: EmptyProps) {
  return (
    <section class="empty">
      <div class="empty-picture" aria-hidden="true">
        {props.picture}
      </div>
      <h2>{props.title}</h2>
      <p>{props.says}</p>
      {props.children}
    </section>
  )
}
