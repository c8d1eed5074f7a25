/** Says over every screen why nothing becomes final in this world, or why nothing can be done in it, and what helps. */
import { inLanguage, t } from '../language'
import { useLocation } from '@solidjs/router'
import { createMemo, Show } from 'solid-js'
import type { Finality } from '../peer/verdicts'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useSession } from '../ui/session'
import { useWorldTime } from '../ui/worldTime'
import './Standstill.css'
import { isPane } from './tabStore'
import { takeUpdate } from './updates'

/** What is said elsewhere: the dialog of a world that slept, the way of a newcomer's history. */
type Elsewhere = 'asleep' | 'unchecked'

const titles: { readonly [State in Exclude<Finality['state'], Elsewhere>]: string } = {
  sealing: t`This world was checked`,
  elsewhere: t`This world was checked`,
  frozen: t`Nothing more becomes final`,
  diverged: t`This device does not agree with its world`,
  outdated: t`Mesi has to be updated`,
  early: t`What was done here waits for the world’s clock`,
  away: t`The host is held away`,
  stuck: t`This device cannot write down what is final`,
}

export function Standstill() {
  const session = useSession()
  const location = useLocation()
  const now = useWorldTime()
  const seen = createMemo(
    () => {
      now()
      session.status()
      const peer = session.peer()
      const { state, says } = peer.finality
      if (session.past() || state === 'asleep' || state === 'unchecked' || says === '') return undefined
      // Over the tab of the director who does it, and around their panes, stands a light.
      return state === 'away' && (peer.hasSteppedAside || isPane()) ? undefined : { state, says }
    },
    undefined,
    { equals: (one, other) => one?.state === other?.state && one?.says === other?.says },
  )
  const isOld = (state: Finality['state']) => state === 'outdated' || state === 'diverged'
  const isGood = (state: Finality['state']) => state === 'sealing' || state === 'elsewhere'
  return (
    <Show when={location.pathname !== '/welcome' && seen()} keyed>
      {({ state, says }) => (
        <div class="standstill">
          <Notice kind={isGood(state) ? 'calm' : isOld(state) ? 'bad' : 'warn'} title={titles[state]}>
            <p>
              {inLanguage(says)} {state === 'away' ? t`Another tab of this browser does that, and lets it back.` : ''}
            </p>
            <Show when={!isGood(state)}>
              <div class="notice-ways">
                <Show when={isOld(state)}>
                  <Button look="dark" small onClick={takeUpdate}>
                    {t`Reload`}
                  </Button>
                </Show>
                <Show when={location.pathname !== '/world'}>
                  <a class="button" data-small="" href="/world">
                    {t`Look at this world`}
                  </a>
                </Show>
              </div>
            </Show>
          </Notice>
        </div>
      )}
    </Show>
  )
}
