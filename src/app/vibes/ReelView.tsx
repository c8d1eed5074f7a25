import { createMemo, For, type JSX, onCleanup, onMount } from 'solid-js'
import type { Reel } from './reel'
import './ReelView.css'
import { createWheel, livingAt } from './steps'

interface ReelViewProps {
  readonly reel: Reel
  readonly count: number
  readonly children: (index: number) => JSX.Element
}

/** Slides one below the other, snapping. Only the one in the window and its neighbours exist, and nothing in a neighbour takes the focus. */
export function ReelView(props: ReelViewProps) {
  let element: HTMLDivElement | undefined
  const living = createMemo(() => livingAt(props.reel.at(), props.count), undefined, {
    equals: (a, b) => a.length === b.length && a.every((each, i) => each === b[i]),
  })
  const wheel = createWheel()
  const turn = (event: WheelEvent) => {
    if (event.ctrlKey || isScrolling(event.target)) return
    event.preventDefault()
    const by = wheel(event.timeStamp, event.deltaY)
    if (by !== 0) props.reel.go(by)
  }
  onMount(() => {
    const made = element as HTMLDivElement
    props.reel.attach(made)
    props.reel.jump(props.reel.at())
    made.addEventListener('wheel', turn, { passive: false })
    onCleanup(() => made.removeEventListener('wheel', turn))
  })
  return (
    <div ref={(made) => (element = made)} class="reel">
      <div class="reel-track" style={{ height: `${props.count * 100}%` }}>
        <For each={living()}>
          {(index) => (
            <div
              class="reel-slide"
              style={{ top: `${(index * 100) / props.count}%`, height: `${100 / props.count}%` }}
              inert={index !== props.reel.at()}
            >
              {props.children(index)}
            </div>
          )}
        </For>
      </div>
    </div>
  )
}

/** Whether something within a slide has more to show than fits, and the pointer is over it. */
function isScrolling(target: EventTarget | null): boolean {
  for (let each = target instanceof Element ? target : null; each && !each.classList.contains('reel'); each = each.parentElement)
    if (each.scrollHeight > each.clientHeight + 1 && getComputedStyle(each).overflowY === 'auto') return true
  return false
}
