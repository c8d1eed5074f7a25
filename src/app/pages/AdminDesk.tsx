import { t } from '../../language'
import { A, useSearchParams } from '@solidjs/router'
import Landmark from 'lucide-solid/icons/landmark'
import { Match, Show, Switch } from 'solid-js'
import { profile } from '../../areas/accounts/views'
import { FilterStatistics } from '../../areas/filter/ui/FilterStatistics'
import { BlackBook } from '../../areas/moderation/ui/BlackBook'
import { DeskPeople } from '../../areas/moderation/ui/DeskPeople'
import { Empty } from '../../ui/Empty'
import { Page } from '../../ui/Page'
import { createAnswer, useSession } from '../../ui/session'
import { Tabs } from '../../ui/Tabs'
import { PolicyDesk } from './PolicyDesk'
import { PolicyLab } from './PolicyLab'

const tabs = [
  { value: 'black', label: t`Black flags` },
  { value: 'policy', label: t`Policy` },
  { value: 'people', label: t`People` },
  { value: 'lab', label: t`Policy lab` },
] as const
type Tab = (typeof tabs)[number]['value']

/** Where admins review black flags, set the numbers of the policy, and see how the desk does. `?tab=policy`. */
export function AdminDesk() {
  const session = useSession()
  const [search, setSearch] = useSearchParams<{ tab?: string }>()
  const tab = (): Tab => tabs.find(({ value }) => value === search.tab)?.value ?? 'black'
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  return (
    <Page title={t`The admin’s desk`} back>
      <Show
        when={me()?.roles.includes('admin')}
        fallback={
          <Empty
            title={t`This desk is for admins`}
            says={t`They review black flags and set the numbers of the policy. Everybody can read those in the handbook.`}
            picture={<Landmark />}
          >
            <A href="/handbook" class="button" data-look="dark">
              {t`To the handbook`}
            </A>
          </Empty>
        }
      >
        <Tabs label={t`The admin’s desk`} tabs={tabs} value={tab()} onChange={(tab) => setSearch({ tab }, { replace: true })}>
          {(shown) => (
            <Switch>
              <Match when={shown === 'black'}>
                <BlackBook />
              </Match>
              <Match when={shown === 'policy'}>
                <PolicyDesk />
              </Match>
              <Match when={shown === 'people'}>
                <FilterStatistics />
                <DeskPeople />
              </Match>
              <Match when={shown === 'lab'}>
                <PolicyLab />
              </Match>
            </Switch>
          )}
        </Tabs>
      </Show>
    </Page>
  )
}
