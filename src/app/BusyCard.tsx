import { t } from '../language'
import { Show } from 'solid-js'
import { BUSY_BAY } from '../bay/window'
import { useSession } from '../ui/session'
import './BayCard.css'

/** An invitation to Busy Bay, where Mesi is full. A link: making it takes the whole page. */
export function BusyCard() {
  const session = useSession()
  return (
    <Show when={session.peer().genesis.name !== BUSY_BAY}>
      <section class="bay-card">
        <h2>{t`Busy Bay`}</h2>
        <p>{t`A thousand people, two thousand posts, and everything they did in three months: Mesi as it is when it is full. Be any of fifteen of them.`}</p>
        <a class="button" data-look="plain" href="/?world=busy">
          {t`Visit Busy Bay`}
        </a>
      </section>
    </Show>
  )
}
