import { rich, t } from '../language'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { useSession } from '../ui/session'
import './BayGuest.css'
import { isTown } from './towns'

/** Who looks around Mesi Bay as nobody is told where they are, and that they can be somebody. */
export function BayGuest() {
  const session = useSession()
  return (
    <Show when={session.me() === undefined && isTown(session.peer().genesis.name)}>
      <aside class="bay-guest" aria-label={t`Where you are`}>
        <p>
          {rich`${<strong>{t`You are looking around ${session.peer().genesis.name}.`}</strong>} Nobody here is real: be one of them, and like, post and tip as you please. Or ${<A href="/tours">{t`take a tour`}</A>}.`}
        </p>
        <A class="button" data-look="dark" href="/welcome">
          {t`Be somebody here`}
        </A>
      </aside>
    </Show>
  )
}
