import { type JSX, Show } from 'solid-js'
import './Slider.css'

interface SliderProps {
  readonly label: string
  readonly value: number
  readonly min?: number
  readonly max: number
  readonly step: number
  /** What a screen reader says in place of the bare number. */
  readonly says?: string
  readonly disabled?: boolean
  readonly onSlide: (to: number) => void
  /** What it moves along, such as the shape of a sound: a bar, if nothing is given. */
  readonly children?: JSX.Element
}

/**
 * A place on a line, to be moved by the finger, the pointer and the arrow keys. It is as large as what it stands in, at least a finger
 * high. The browser's own, dressed: a sound stands in the feed, and a slider from a library would be 7 kB of its script.
 */
export function Slider(props: SliderProps) {
  const share = () => {
    const [least, most] = [props.min ?? 0, props.max]
    return most > least ? Math.min(1, Math.max(0, (props.value - least) / (most - least))) : 0
  }
  return (
    <div class="slider" style={{ '--share': String(share()) }} data-bare={props.children ? undefined : ''}>
      <div class="slider-under" aria-hidden="true">
        <Show when={props.children} fallback={<span class="slider-bar" />}>
          {props.children}
        </Show>
      </div>
      <input
        class="slider-input"
        type="range"
        aria-label={props.label}
        aria-valuetext={props.says}
        min={props.min ?? 0}
        max={props.max}
        step={props.step}
        value={props.value}
        disabled={props.disabled}
        onInput={(event) => props.onSlide(event.currentTarget.valueAsNumber)}
      />
    </div>
  )
}
