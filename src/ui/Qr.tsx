import { encodeQR } from 'qr'
import { createMemo } from 'solid-js'
import './Qr.css'

/** A QR code, dark on light in every theme, so that every phone reads it. `label` says what it leads to. */
export function Qr(props: { readonly text: string; readonly label: string }) {
  const drawn = createMemo(() => {
    const modules = encodeQR(props.text, 'raw', { ecc: 'low', border: 3 })
    const path = modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
    return { size: modules.length, path }
  })
  return (
    <svg class="qr" role="img" aria-label={props.label} viewBox={`0 0 ${drawn().size} ${drawn().size}`} shape-rendering="crispEdges">
      <path d={drawn().path} fill="currentcolor" />
    </svg>
  )
}
