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
        {t`Change a rule, leave something out, or add something that never happened. The whole history is replayed, and you see both worlds side by side. None of it is kept.`}
      </p>
      <div class="director-row">
        <A href="/what-if" class="director-button">
          {t`Compare both worlds`}
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
