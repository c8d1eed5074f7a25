import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { Scenario } from '../scenarios/scenario'
import './Tours.css'

/** The picture of a tour; drops on a slope, drawn after its name, for one that has none, or whose picture cannot be had offline. */
export function Cover(props: { readonly scenario: Scenario }) {
  const id = createUniqueId()
  const [missing, setMissing] = createSignal(false)
  const numbers = () => {
    let seed = [...props.scenario.id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 233_280, 7)
    return Array.from({ length: 9 }, () => (seed = (seed * 9_301 + 49_297) % 233_280) / 233_280)
  }
  const drops = () => {
    const n = numbers()
    return [0, 1, 2].map((i) => ({ x: 60 + i * 100 + (n[i] ?? 0) * 60, y: 70 + (n[i + 3] ?? 0) * 60, size: 22 + (n[i + 6] ?? 0) * 34 }))
  }
  return (
    <Show
      when={!missing() && props.scenario.cover}
      fallback={
        <svg class="tours-cover" viewBox="0 0 400 240" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
          <defs>
            <linearGradient id={id} x1="0" y1="0" x2="1" y2="1">
              <stop offset="0" class="tours-cover-from" />
              <stop offset="1" class="tours-cover-to" />
            </linearGradient>
          </defs>
          <rect width="400" height="240" fill={`url(#${id})`} />
          <path class="tours-cover-slope" d={`M0 ${170 + (numbers()[0] ?? 0) * 40} L400 ${110 + (numbers()[1] ?? 0) * 50} V240 H0 Z`} />
          <For each={drops()}>
            {({ x, y, size }) => (
              <path
                class="tours-cover-drop"
                transform={`translate(${x} ${y}) scale(${size / 24})`}
                d="M0 -24 C 10 -8 18 0 18 10 A 18 18 0 1 1 -18 10 C -18 0 -10 -8 0 -24 Z"
              />
            )}
          </For>
        </svg>
      }
    >
      {(cover) => <img class="tours-cover" src={cover()} alt="" loading="lazy" onError={() => setMissing(true)} />}
    </Show>
  )
}
