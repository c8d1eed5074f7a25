import { t } from '../language'
import { useNavigate } from '@solidjs/router'
import HandCoins from 'lucide-solid/icons/hand-coins'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Card } from '../areas/content/views'
import { Button } from '../ui/Button'
import { openLate } from '../ui/openLate'
import { useSession } from '../ui/session'

const TipDialog = lazy(async () => ({ default: (await import('../areas/tips/ui/TipDialog')).TipDialog }))

/** A tip for a post, which goes to its maker. Nobody tips themselves, so one's own posts have none. */
export function TipButton(props: { readonly card: Card }) {
  const session = useSession()
  const navigate = useNavigate()
  const [open, setOpen] = createSignal(false)
  const [asked, setAsked] = createSignal(false)
  const ask = () => {
    if (session.me() === undefined) return navigate('/welcome')
    void openLate(TipDialog, () => {
      setAsked(true)
      setOpen(true)
    })
  }
  return (
    <Show when={!props.card.mine}>
      <Button look="dark" aria-label={t`Tip ${props.card.author.name} for this post`} onClick={ask}>
        <HandCoins aria-hidden="true" /> {t`Tip`}
      </Button>
      <Show when={asked()}>
        <Suspense>
          <TipDialog to={props.card.author} content={props.card.id} open={open()} onOpenChange={setOpen} />
        </Suspense>
      </Show>
    </Show>
  )
}
