import { createUniqueId, type JSX, Show } from 'solid-js'
import './Section.css'

interface SectionProps {
  readonly title: string
  readonly says?: JSX.Element
  readonly children: JSX.Element
}

/** One matter of a longer screen, on a card of its own. */
export function Section(props: SectionProps) {
  const id = createUniqueId()
  return (
    <section class="section" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <Show when={props.says}>
        <p class="section-says">{props.says}</p>
      </Show>
      {props.children}
    </section>
  )
}
