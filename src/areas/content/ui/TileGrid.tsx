import { createMemo, createSignal, For, type JSX, onCleanup, onMount, untrack } from 'solid-js'
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua/solid'
import { remember, remembered } from '../../../ui/kept'
import type { Card } from '../views'
import { PostTile } from './PostTile'
import './TileGrid.css'

interface TileGridProps {
  readonly cards: readonly Card[]
  readonly label: string
  readonly more: () => void
  /** In the place of the plain tile. */
  readonly children?: (card: Card) => JSX.Element
}

/** How high the rows of a grid are, as they were measured in a window of that width: all of one grid are alike. */
const heights = new Map<string, number>()

/** Squares side by side; only the rows in sight exist. Who comes back to it finds it scrolled as it was. */
export function TileGrid(props: TileGridProps) {
  const columns = createColumns()
  let list: WindowVirtualizerHandle | undefined
  // Rows keep their identity while what they hold is the same, so that a new post does not draw all of them anew.
  const rows = createMemo((before: readonly (readonly Card[])[]) => {
    const wide = columns()
    const { cards } = props
    const rows: (readonly Card[])[] = []
    for (let at = 0; at < cards.length; at += wide) {
      const row = cards.slice(at, at + wide)
      const old = before[rows.length]
      rows.push(old?.length === row.length && old.every((card, i) => card === row[i]) ? old : row)
    }
    return rows
  }, [])
  const label = untrack(() => props.label)
  const height = heights.get(`${label} ${innerWidth}`)
  const before = remembered<number>(`top of ${label}`)
  const note = () => remember(`top of ${label}`, scrollY)
  onMount(() => {
    addEventListener('scroll', note, { capture: true, passive: true })
    // The browser has tried by now: for it the rows may not have been measured yet.
    if (before !== undefined) requestAnimationFrame(() => scrollTo({ top: before, behavior: 'instant' }))
  })
  onCleanup(() => removeEventListener('scroll', note, { capture: true }))
  const follow = () => {
    if (list && rows().length > 0) heights.set(`${label} ${innerWidth}`, list.getItemSize(0))
    if (list && list.findItemIndex(list.scrollOffset + list.viewportSize * 2) >= rows().length - 3) props.more()
  }
  return (
    <div class="tile-grid" role="list" aria-label={props.label} style={{ '--columns': String(columns()) }}>
      <WindowVirtualizer
        ref={(handle) => (list = handle)}
        data={rows()}
        bufferSize={400}
        {...(height === undefined ? {} : { itemSize: height })}
        onScroll={follow}
        onResize={follow}
      >
        {(row) => (
          <div class="tile-row" role="presentation">
            <For each={row}>
              {(card) => (
                <div class="tile-cell" role="listitem">
                  {props.children ? props.children(card) : <PostTile card={card} />}
                </div>
              )}
            </For>
          </div>
        )}
      </WindowVirtualizer>
    </div>
  )
}

function createColumns() {
  const wide = matchMedia('(min-width: 40rem)')
  const [columns, setColumns] = createSignal(wide.matches ? 4 : 3)
  const change = () => setColumns(wide.matches ? 4 : 3)
  wide.addEventListener('change', change)
  onCleanup(() => wide.removeEventListener('change', change))
  return columns
}
