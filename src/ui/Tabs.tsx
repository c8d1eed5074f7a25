import { Tabs as Kobalte } from '@kobalte/core/tabs'
import { For, type JSX, Show } from 'solid-js'
import './Tabs.css'

export interface Tab<T extends string> {
  readonly value: T
  readonly label: string
  /** How many there are to look at, beside the label. */
  readonly count?: number | undefined
  readonly disabled?: boolean
}
interface TabsProps<T extends string> {
  readonly label: string
  readonly tabs: readonly Tab<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
  /** What the chosen tab shows. */
  readonly children: (value: T) => JSX.Element
}

/** One of a few views of one screen. Arrow keys move between them. */
export function Tabs<T extends string>(props: TabsProps<T>) {
  return (
    <Kobalte class="tabs" value={props.value} onChange={(value) => props.onChange(value as T)}>
      <Kobalte.List class="tabs-list" aria-label={props.label}>
        <For each={props.tabs}>
          {(tab) => (
            <Kobalte.Trigger class="tab" value={tab.value} disabled={tab.disabled ?? false}>
              {tab.label}
              <Show when={tab.count}>{(count) => <span class="tab-count">{count()}</span>}</Show>
            </Kobalte.Trigger>
          )}
        </For>
      </Kobalte.List>
      <For each={props.tabs}>
        {(tab) => (
          <Kobalte.Content class="tabs-content" value={tab.value}>
            {props.children(tab.value)}
          </Kobalte.Content>
        )}
      </For>
    </Kobalte>
  )
}
