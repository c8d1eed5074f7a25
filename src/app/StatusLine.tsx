import { A } from '@solidjs/router'
import { inWords } from '../sync/status'
import { useSession } from '../ui/session'
import './StatusLine.css'

/** How this peer stands with the others, in one line that is always on screen; leads to the world's page. */
export function StatusLine() {
  const session = useSession()
  return (
    <A href="/world" class="status-line" data-state={session.status().state}>
      <span class="status-dot" aria-hidden="true" />
      <span role="status">{inWords(session.status())}</span>
    </A>
  )
}
