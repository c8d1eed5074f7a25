import CircleAlert from 'lucide-solid/icons/circle-alert'
import CircleCheck from 'lucide-solid/icons/circle-check'
import Info from 'lucide-solid/icons/info'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import type { JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import './Notice.css'

interface NoticeProps {
  readonly kind: 'good' | 'warn' | 'bad' | 'calm'
  readonly title?: string | undefined
  readonly children: JSX.Element
}
const icons = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert, calm: Info }

/** A sentence that stands on the page: what happened, and a way on. Errors are announced at once, the rest politely. */
export function Notice(props: NoticeProps) {
  return (
    <div class="notice" data-kind={props.kind} role={props.kind === 'bad' ? 'alert' : 'status'}>
      <Dynamic component={icons[props.kind]} aria-hidden="true" />
      <div class="notice-text">
        {props.title && <strong>{props.title}</strong>}
        {props.children}
      </div>
    </div>
  )
}
