import { createUniqueId, type JSX } from 'solid-js'
import './Card.css'

/** One part of the world's page, with its heading and up to two actions beside it. */
export function Card(props: { readonly title: string; readonly actions?: JSX.Element; readonly children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section class="world-card" aria-labelledby={id}>
      <header class="world-card-head">
        <h2 id={id}>{props.title}</h2>
        <div class="world-card-actions">{props.actions}</div>
      </header>
      {props.children}
    </section>
  )
}

/** A figure with its label beneath. */
export function Figure(props: { readonly label: string; readonly big?: boolean; readonly children: JSX.Element }) {
  return (
    <div class="world-figure" data-big={props.big ? '' : undefined}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
