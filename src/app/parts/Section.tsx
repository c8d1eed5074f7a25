import { createContext, For, type JSX, onMount, Show, useContext } from 'solid-js'
import { copyStates } from './asIf'

/** A way the whole page can be dressed. */
export const dresses = [
  { name: 'Light', theme: 'light', more: false },
  { name: 'Dark', theme: 'dark', more: false },
  { name: 'Light, more contrast', theme: 'light', more: true },
  { name: 'Dark, more contrast', theme: 'dark', more: true },
] as const
export type Dress = (typeof dresses)[number]

/** Which of them are shown, and in which direction people read. */
export interface Showing {
  readonly dresses: () => readonly Dress[]
  readonly direction: () => 'ltr' | 'rtl'
}
export const ShowingContext = createContext<Showing>()

/** Parts of one kind, once in each dress, side by side. `children` is called for each. */
export function Section(props: { readonly title: string; readonly children: () => JSX.Element }) {
  const showing = useContext(ShowingContext)
  return (
    <section class="parts-section" aria-label={props.title}>
      <h2>{props.title}</h2>
      <div class="parts-dresses">
        <For each={showing?.dresses() ?? dresses}>
          {(dress) => (
            <div
              class="parts-dress"
              role="group"
              aria-label={`${props.title}, ${dress.name.toLowerCase()}`}
              data-theme={dress.theme}
              data-contrast={dress.more ? 'more' : undefined}
              dir={showing?.direction() ?? 'ltr'}
            >
              <p class="parts-dress-name">{dress.name}</p>
              {props.children()}
            </div>
          )}
        </For>
      </div>
    </section>
  )
}

/** One part in one state. `as`: as if the pointer were over its control, or the keyboard on it. */
export function Part(props: { readonly name: string; readonly as?: 'hover' | 'focus-visible'; readonly children: JSX.Element }) {
  let here: HTMLElement | undefined
  onMount(() => {
    if (!props.as) return
    copyStates()
    const control = here?.querySelector<HTMLElement>('button, input, select, textarea, a')
    if (control) control.dataset.as = props.as
    // What stands around a control may show it too.
    const around = props.as === 'hover' ? 'hover' : 'focus-within'
    for (let each = control?.parentElement; each && each !== here; each = each.parentElement) each.dataset.as = around
  })
  return (
    <div class="parts-part">
      <Show when={props.name}>
        <p class="parts-name">{props.name}</p>
      </Show>
      <div class="parts-shown" ref={(element) => (here = element)}>
        {props.children}
      </div>
    </div>
  )
}
