import { t } from '../language'
import { A } from '@solidjs/router'
import type { Status } from '../sync/status'
import { createCalm } from '../ui/calm'
import { useSession } from '../ui/session'
import './StatusLine.css'

/** How this device stands with the others, as people say it (`inWords` says it to developers). */
export function words(status: Status): string {
  switch (status.state) {
    case 'offline':
      return t`Offline`
    case 'local only':
      return t`On this device only`
    case 'syncing':
      return t`Catching up ${status.done} of ${status.total}`
    case 'backfilling':
      return t`History ${status.done} of ${status.total}`
    case 'connected':
      return t`${status.peers + 1} devices`
  }
}

/** The same where there is little room. */
function inShort(status: Status): string {
  if (status.state === 'local only') return t`Only here`
  return status.state === 'syncing' || status.state === 'backfilling' ? t`${status.done} of ${status.total}` : words(status)
}

/** Which world this is, and how this device stands with the others: always on screen, and leads to the world's page. */
export function StatusLine() {
  const session = useSession()
  // Each step of catching up would be said aloud: that it began is enough. Who is not alone from the first is told so, too.
  const said = createCalm(
    () => {
      const status = session.status()
      if (status.state === 'backfilling') return t`You can look around while the history comes`
      return status.state === 'syncing' ? t`Catching up` : words(status)
    },
    words({ state: 'local only' }),
  )
  return (
    <>
      <A href="/world" class="status-line" data-state={session.status().state} title={session.peer().genesis.name}>
        <span class="status-dot" aria-hidden="true" />
        <span class="status-text">
          <span class="status-world">
            <span class="unseen">{t`World`} </span>
            <bdi>{session.peer().genesis.name}</bdi>
          </span>
          <span class="status-words tabular">{words(session.status())}</span>
          <span class="status-short tabular">{inShort(session.status())}</span>
        </span>
      </A>
      <span class="unseen" role="status">
        {said()}
      </span>
    </>
  )
}
