import { type ComponentProps, createSignal, onCleanup, Show, splitProps } from 'solid-js'
import './Button.css'

interface ButtonProps extends ComponentProps<'button'> {
  /** `main` is THE action of a screen and stands there once; `quiet` is for everything that is not. */
  readonly look?: 'main' | 'dark' | 'plain' | 'quiet' | 'bad'
  /** Something is under way: the button stays where it is, keeps the focus, is not pressed twice, and says so. */
  readonly busy?: boolean
  readonly small?: boolean
}

/** A pill. Its label says what will happen. */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'busy', 'small', 'class', 'children', 'type', 'disabled', 'onClick', 'ref'])
  const press = (event: MouseEvent & { readonly currentTarget: HTMLButtonElement; readonly target: Element }) => {
    if (own.busy || own.disabled) event.preventDefault()
    else if (typeof own.onClick === 'function') own.onClick(event)
  }
  let element: HTMLButtonElement | undefined
  // Where it has nothing more to do, whoever is on it stays there until they go on: browsers would send them to the top of the page.
  const [isFocused, setFocused] = createSignal(false)
  const isHeld = () => own.disabled === true && isFocused()
  // What it was pressed for may stand in its place then. Who was on it stays in the dialog, or its keys would lead nowhere.
  onCleanup(() => {
    if (element && element === document.activeElement) element.closest<HTMLElement>('[role=dialog], [role=alertdialog]')?.focus()
  })
  return (
    <button
      {...rest}
      ref={(button) => {
        element = button
        // Of a window that is left, what has the focus keeps it.
        for (const kind of ['focus', 'blur']) button.addEventListener(kind, () => setFocused(document.activeElement === button))
        if (typeof own.ref === 'function') own.ref(button)
      }}
      type={own.type ?? 'button'}
      class={`button ${own.class ?? ''}`}
      data-look={own.look ?? 'plain'}
      data-small={own.small ? '' : undefined}
      aria-busy={own.busy ? 'true' : undefined}
      aria-disabled={own.busy || isHeld() ? 'true' : undefined}
      data-held={isHeld() ? '' : undefined}
      disabled={own.disabled === true && !isHeld()}
      onClick={press}
    >
      <Show when={own.busy}>
        <span class="button-wait" aria-hidden="true" />
      </Show>
      {own.children}
    </button>
  )
}

/** A round button with a picture only: `label` is what a screen reader says and what its tooltip shows (Tooltips.tsx). */
export function IconButton(props: ButtonProps & { readonly label: string }) {
  const [own, rest] = splitProps(props, ['label', 'class'])
  return <Button {...rest} class={`icon-button ${own.class ?? ''}`} aria-label={own.label} data-tip={own.label} />
}
