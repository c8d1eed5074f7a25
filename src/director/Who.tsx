import { t } from '../language'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Face } from '../areas/accounts/ui/Face'
import { roleWords } from '../areas/accounts/ui/words'
import { type Profile, profile } from '../areas/accounts/views'
import { createAnswer, useSession } from '../ui/session'

/** Everybody whose keys this browser holds: a tap and the screens are theirs. */
export function Who() {
  const session = useSession()
  return (
    <div class="director-part">
      <ul class="director-people">
        <For each={session.personas()}>{(persona) => <Somebody account={persona.account} />}</For>
      </ul>
      <div class="director-row">
        <A href="/welcome" class="director-link">
          {t`Add somebody`}
        </A>
        <A href="/stage" class="director-link">
          {t`Side by side`}
        </A>
        <A href="/tours" class="director-link">
          {t`Tours`}
        </A>
        <A href="/record" class="director-link">
          {t`Record what I do`}
        </A>
        <A href="/parts" class="director-link">
          {t`Parts`}
        </A>
      </div>
    </div>
  )
}

/** What tells people apart, beside their names. */
const marks = ({ handle, ai, roles }: Pick<Profile, 'handle' | 'ai' | 'roles'>): string[] =>
  [handle === null ? '' : `@${handle}`, ai ? t`AI` : '', ...roles.map((role) => roleWords[role])].filter((mark) => mark !== '')

function Somebody(props: { readonly account: string }) {
  const session = useSession()
  const answer = createAnswer(profile, () => ({ account: props.account }))
  return (
    <Show when={answer()}>
      {(person) => (
        <li>
          <button
            type="button"
            class="director-person"
            aria-pressed={session.me() === props.account}
            onClick={() => session.be(props.account)}
          >
            <Face face={person()} bare size="s" />
            <span dir="auto">{person().name}</span>
            <span class="director-small">
              <For each={marks(person())}>{(mark, i) => <bdi>{i() === 0 ? mark : ` · ${mark}`}</bdi>}</For>
            </span>
          </button>
        </li>
      )}
    </Show>
  )
}
