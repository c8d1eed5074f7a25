import { createMemo, Show } from 'solid-js'
import { createBlobUrl } from '../../../ui/blobUrl'
import type { Picture } from '../events'
import './Cover.css'

interface CoverProps {
  /** Whoever has no cover gets a slanted band of their own: the same words give the same one. */
  readonly seed: string
  readonly cover: Picture | null
}

/** The picture across the top of a profile. Decoration: the name stands beside it. */
export function Cover(props: CoverProps) {
  const shown = createBlobUrl(() => props.cover)
  const slant = createMemo(() => {
    const number = [...props.seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_009, 7)
    return { '--from': `${8 + (number % 40)}%`, '--to': `${52 + (number % 37)}%` }
  })
  return (
    <div class="cover" style={slant()} aria-hidden="true">
      <Show when={shown().url}>{(url) => <img class="cover-picture" src={url()} alt="" />}</Show>
    </div>
  )
}
