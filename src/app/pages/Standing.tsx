import { t } from '../../language'
import { A, useSearchParams } from '@solidjs/router'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import { Match, Show, Switch } from 'solid-js'
import { FindingOn } from '../../areas/filter/ui/FindingOn'
import { MyStanding } from '../../areas/flags/ui/MyStanding'
import { MyDecisions } from '../../areas/moderation/ui/MyDecisions'
import { MyReports } from '../../areas/reports/ui/MyReports'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { useSession } from '../../ui/session'
import { Tabs } from '../../ui/Tabs'

const tabs = [
  { value: 'standing', label: t`Standing` },
  { value: 'decisions', label: t`Decisions` },
  { value: 'appeals', label: t`My appeals` },
  { value: 'reports', label: t`My reports` },
] as const
type Tab = (typeof tabs)[number]['value']

/** Where I stand with the content policy: what counts, what was decided and why, and what became of what I reported. `?tab=reports`. */
export function Standing() {
  const session = useSession()
  const [search, setSearch] = useSearchParams<{ tab?: string }>()
  const tab = (): Tab => tabs.find(({ value }) => value === search.tab)?.value ?? 'standing'
  return (
    <Page title={t`Your standing`}>
      <Show
        when={session.me() !== undefined}
        fallback={
          <Empty title={t`Your standing comes with your account`} says={t`Everybody begins in good standing.`} picture={<ShieldCheck />}>
            <A href="/welcome" class="button" data-look="main">
              {t`Sign up`}
            </A>
          </Empty>
        }
      >
        <Tabs label={t`About my standing`} tabs={tabs} value={tab()} onChange={(tab) => setSearch({ tab }, { replace: true })}>
          {(shown) => (
            <Switch>
              <Match when={shown === 'standing'}>
                <MyStanding />
              </Match>
              <Match when={shown === 'decisions' || shown === 'appeals'}>
                <MyDecisions
                  appealed={shown === 'appeals'}
                  finding={(line) => (
                    <Show when={line.automated && line.subject}>{(subject) => <FindingOn subject={subject()} of={line.id} />}</Show>
                  )}
                />
              </Match>
              <Match when={shown === 'reports'}>
                <MyReports />
              </Match>
            </Switch>
          )}
        </Tabs>
      </Show>
    </Page>
  )
}
