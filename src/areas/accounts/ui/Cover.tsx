import { createMemo, Show } from 'solid-js'
import { createBlobUrl } from '../../../ui/blobUrl'
import './Cover.css'

interface CoverProps {
  /** Whoever has no cover gets a slanted band of their own: the same words give the same one. */
  readonly seed: string
  readonly cover: { readonly hash: string; readonly size: number; readonly type?: string } | null
}

/** The picture across the top of a profile. Decoration: the name stands beside it. */
export function Cover(props: CoverProps) {
  const shown = createBlobUrl(() => props.cover)
  const number = createMemo(() => [...props.seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 10_007, 7))
  const slant = () => ({ '--from': `${8 + (number() % 41)}%`, '--to': `${52 + ((number() >> 4) % 37)}%` })
  return (
    <div class="cover" data-cut={number() % 4} style={slant()} aria-hidden="true">
      <Show when={shown().url}>{(url) => <img class="cover-picture" src={url()} alt="" />}</Show>
    </div>
  )
}
