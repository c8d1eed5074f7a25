import { t } from '../language'
import { A, useLocation } from '@solidjs/router'
import { Show } from 'solid-js'

/** The way to both futures, with the act that this page is about, if it is about one. */
export function WhatIf() {
  const here = useLocation()
  const event = () => /^\/event\/[A-Za-z0-9_-]{43}$/.exec(here.pathname)?.[0]
  return (
    <div class="director-part">
      <p>
        {t`Suppose another rule, that something had not happened, or that something else had. The whole history is played again, and both worlds stand side by side. Nothing of it is kept.`}
      </p>
      <div class="director-row">
        <A href="/what-if" class="director-button">
          {t`Open both futures`}
        </A>
        <Show when={event()}>
          {(address) => (
            <A href={`/what-if?without=${address()}`} class="director-button">
              {t`What if this had not happened?`}
            </A>
          )}
        </Show>
      </div>
    </div>
  )
}
