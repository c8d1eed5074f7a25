import Check from 'lucide-solid/icons/check'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import { createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { beside } from './beside'
import { IconButton } from './Button'
import './Menu.css'

export interface MenuItem {
  readonly label: string
  /** Shown in place of the label. */
  readonly shown?: JSX.Element
  readonly picture?: JSX.Element
  readonly kind?: 'bad'
  /** One of several to choose from, and whether it is the one. */
  readonly checked?: boolean
  /** Something else begins here: a line stands above it. */
  readonly apart?: boolean
  readonly does: () => void
}

interface MenuProps {
  readonly label: string
  readonly items: readonly MenuItem[]
  /** What the button shows: three dots, if nothing is said. */
  readonly trigger?: JSX.Element
}

/**
 * A round button that opens a list of actions. It stands on the browser's own popover, which gives Escape, the click beside it and the top
 * layer: the feed is the first thing that loads, and a menu from a library would be a quarter of it.
 */
export function Menu(props: MenuProps) {
  const [open, setOpen] = createSignal(false)
  let trigger: HTMLElement | undefined
  let menu: HTMLElement | undefined
  /** The press on the button has closed the menu already by the time it becomes a click. */
  let wasOpen = false

  const buttons = () => [...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
  const focus = (at: number) => {
    const all = buttons()
    all[(at + all.length) % all.length]?.focus()
  }
  const close = () => {
    if (menu?.matches(':popover-open')) menu.hidePopover()
  }
  const show = (element: HTMLElement) => {
    menu = element
    queueMicrotask(() => {
      if (!element.isConnected) return
      element.showPopover()
      follow()
      focus(0)
    })
    const follow = () => trigger && beside(element, trigger)
    addEventListener('scroll', follow, { passive: true })
    onCleanup(() => removeEventListener('scroll', follow))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = buttons().indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (event.key === 'Tab') close()
    if (to === undefined) return
    event.preventDefault()
    focus(to)
  }
  const choose = (item: MenuItem) => {
    close()
    trigger?.focus()
    item.does()
  }

  return (
    <>
      <IconButton
        ref={(element: HTMLElement) => (trigger = element)}
        look="quiet"
        label={props.label}
        aria-haspopup="menu"
        aria-expanded={open()}
        onPointerDown={() => (wasOpen = open())}
        onClick={() => {
          // One that Escape has just closed may not have heard of it yet: the next one is another.
          setOpen(false)
          setOpen(!wasOpen)
          wasOpen = false
        }}
      >
        <Show when={props.trigger} fallback={<Ellipsis aria-hidden="true" />}>
          {props.trigger}
        </Show>
      </IconButton>
      <Show when={open()}>
        <div
          ref={show}
          class="menu"
          popover="auto"
          role="menu"
          tabindex="-1"
          aria-label={props.label}
          onKeyDown={onKeyDown}
          on:toggle={(event: ToggleEvent) => event.newState === 'closed' && event.currentTarget === menu && setOpen(false)}
        >
          <For each={props.items}>
            {(item) => (
              <>
                <Show when={item.apart}>
                  <hr class="menu-line" />
                </Show>
                <button
                  type="button"
                  class="menu-item"
                  role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                  aria-checked={item.checked}
                  tabindex="-1"
                  data-kind={item.kind}
                  onClick={() => choose(item)}
                >
                  {item.picture}
                  <span class="menu-words">{item.shown ?? item.label}</span>
                  <Show when={item.checked}>
                    <Check class="menu-check" aria-hidden="true" />
                  </Show>
                </button>
              </>
            )}
          </For>
        </div>
      </Show>
    </>
  )
}
