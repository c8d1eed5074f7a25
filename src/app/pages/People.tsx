import { t } from '../../language'
import { A, useParams } from '@solidjs/router'
import Users from 'lucide-solid/icons/users-round'
import { For, Show } from 'solid-js'
import { createProfileOf } from '../../areas/accounts/ui/profileOf'
import { PersonRow } from '../../areas/accounts/ui/PersonRow'
import { followers, following } from '../../areas/accounts/views'
import { Empty } from '../../ui/Empty'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { createPages } from '../../ui/pages'
import './People.css'

/** Who follows somebody, and whom they follow. */
export function People() {
  const params = useParams()
  const whose = createProfileOf(() => params.who ?? '')
  const isFollowers = () => params.list === 'followers'
  const title = () => (isFollowers() ? t`Followers of ${whose()?.name ?? t`nobody`}` : t`Followed by ${whose()?.name ?? t`nobody`}`)
  const ofWhom = (wanted: boolean) => () => {
    const account = whose()?.account
    return wanted === isFollowers() && account !== undefined ? { account } : undefined
  }
  const lists = { true: createPages(followers, ofWhom(true)), false: createPages(following, ofWhom(false)) }
  const list = () => lists[`${isFollowers()}`]
  return (
    <Page title={title()} back>
      <nav class="people-tabs" aria-label={t`Lists`}>
        <A href={`/u/${params.who}/followers`} replace>
          {t`Followers`}
        </A>
        <A href={`/u/${params.who}/following`} replace>
          {t`Following`}
        </A>
      </nav>
      <Show
        when={whose() !== null && list().items()?.length !== 0}
        fallback={
          <Show
            when={whose() !== null}
            fallback={
              <Empty
                title={t`There is nobody by this name`}
                says={t`The handle may be mistyped, given up, or not here yet.`}
                picture={<Users />}
              >
                <A class="button" href="/discover">{t`Discover people`}</A>
              </Empty>
            }
          >
            <Empty
              title={isFollowers() ? t`No followers yet` : t`Follows nobody yet`}
              says={isFollowers() ? t`The people who follow this account appear here.` : t`The people this account follows appear here.`}
              picture={<Users />}
            >
              <A class="button" href="/discover">
                {t`Discover people`}
              </A>
            </Empty>
          </Show>
        }
      >
        <ul class="person-rows">
          <For each={list().items()}>{(face) => <PersonRow face={face} />}</For>
        </ul>
        <More of={list()} />
      </Show>
    </Page>
  )
}
