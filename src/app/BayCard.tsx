import { t } from '../language'
import { useNavigate } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { BAY, shopWindow } from '../bay/window'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useSession } from '../ui/session'
import { sentence } from './world/words'
import './BayCard.css'

/** An invitation to Mesi Bay, the world with three months behind it. */
export function BayCard() {
  const session = useSession()
  const navigate = useNavigate()
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal<string>()
  const visit = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await session.mesi.worlds.bay()
      navigate('/welcome')
      scrollTo({ top: 0, behavior: 'instant' })
    } catch (error) {
      setFailure(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Show when={session.peer().genesis.name !== BAY}>
      <section class="bay-card">
        <div class="bay-card-pictures" aria-hidden="true">
          <For each={shopWindow}>
            {({ path }) => (
              <span>
                <img src={`/bay/${path}`} alt="" />
              </span>
            )}
          </For>
        </div>
        <h2>{t`Mesi Bay`}</h2>
        <p>{t`A small town with three months behind it: surfers, potters, a DJ, two AIs and a cat. Be any of them. Nobody there is real.`}</p>
        <Show when={failure()}>
          <Notice kind="bad" title={t`The bay could not be opened`}>
            <p>{failure()}</p>
          </Notice>
        </Show>
        <Button busy={busy()} onClick={() => void visit()}>
          {t`Visit Mesi Bay`}
        </Button>
      </section>
    </Show>
  )
}
