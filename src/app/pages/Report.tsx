import { t } from '../../language'
import { A, useParams } from '@solidjs/router'
import Flag from 'lucide-solid/icons/flag'
import { createSignal, onMount, Show } from 'solid-js'
import { ReportForm } from '../../areas/reports/ui/ReportForm'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { goOnAt } from '../../ui/giveBack'
import { Page } from '../../ui/Page'
import { useSession } from '../../ui/session'

/** Tells the desk that something should not be here. */
export function Report() {
  const session = useSession()
  const params = useParams<{ kind: string; id: string }>()
  /** A block goes by two accounts with a space between, which an address spells its own way. */
  const id = () => params.id.replaceAll('%20', ' ')
  const address = () => `${session.me()} ${params.kind}/${params.id}`
  /** What was reported, and by whom. Another thing may be, or by somebody else, without leaving. */
  const [sent, setSent] = createSignal<string>()
  return (
    <Page title={t`Report`} back>
      <Show
        when={session.me() !== undefined}
        fallback={
          <Empty title={t`Sign up to report`} says={t`The desk answers whoever reports, so it has to know whom.`} picture={<Flag />}>
            <A href="/welcome" class="button" data-look="main">
              {t`Sign up`}
            </A>
          </Empty>
        }
      >
        <Show when={sent() !== address()} fallback={<Sent />}>
          <Show when={address()} keyed>
            {(address) => <ReportForm kind={params.kind} id={id()} onSent={() => setSent(address)} />}
          </Show>
        </Show>
      </Show>
    </Page>
  )
}

function Sent() {
  onMount(() => {
    scrollTo(0, 0) // the button was at the end of a longer page
    goOnAt() // the form that had the focus has gone
  })
  return (
    <Empty
      title={t`It is with the desk`}
      says={t`Thank you for looking out. You can follow what becomes of it among your reports.`}
      picture={<Flag />}
    >
      <A href="/standing?tab=reports" class="button" data-look="dark">
        {t`Your reports`}
      </A>
      <Button onClick={() => history.back()}>{t`Go back`}</Button>
    </Empty>
  )
}
