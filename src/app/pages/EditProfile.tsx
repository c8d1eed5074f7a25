import { locale, t } from '../../language'
import { A } from '@solidjs/router'
import UserRound from 'lucide-solid/icons/user-round'
import { createMemo, createSignal, Show } from 'solid-js'
import { BlockedPeople } from '../../areas/accounts/ui/BlockedPeople'
import { DeleteAccount } from '../../areas/accounts/ui/DeleteAccount'
import { EditBasics } from '../../areas/accounts/ui/EditBasics'
import { EditHandle } from '../../areas/accounts/ui/EditHandle'
import { EditPersona } from '../../areas/accounts/ui/EditPersona'
import { HouseRoles } from '../../areas/accounts/ui/HouseRoles'
import { MyDevices } from '../../areas/accounts/ui/MyDevices'
import { profile } from '../../areas/accounts/views'
import { Forewarning } from '../../areas/filter/ui/Foresight'
import { wallet } from '../../areas/ledger/views'
import { formatAmount } from '../../kit/amountText'
import { Button } from '../../ui/Button'
import { Empty } from '../../ui/Empty'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { createAnswer, useSession } from '../../ui/session'
import { createLook } from '../look'

/** What is mine to change: how I appear, my handle, my AI persona, my devices, whom I block, and whether I stay. */
export function EditProfile() {
  const session = useSession()
  const look = createLook()
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  // Another persona begins with a form of its own.
  const mine = () => (me()?.account === session.me() ? me() : undefined)
  const purse = createAnswer(wallet, () => (session.me() === undefined ? undefined : {}))
  const money = () =>
    (purse()?.balances ?? [])
      .filter(({ posted }) => posted > 0)
      .map(({ posted, currency }) => formatAmount(posted, currency, locale))
      .join(', ')
  /** Who has given up their old words: a copy may have been made where these were not, and none will ever come there. */
  const [anew, writeAnew] = createSignal<string>()
  /** Once the words are here somebody may be at them: that new ones are on the way, from another device of theirs, takes them from nobody. */
  const wereHere = createMemo<string | undefined>((before) => {
    const now = mine()
    return now && (!now.coming || anew() === now.account) ? now.account : before
  })
  return (
    <Page title={t`Edit profile`} back>
      <Show
        when={session.me()}
        keyed
        fallback={
          <Empty
            title={t`You have no account yet`}
            says={t`Set up an account, or continue as somebody this browser knows.`}
            picture={<UserRound />}
          >
            <A class="button" data-look="main" href="/welcome">
              {t`Welcome`}
            </A>
          </Empty>
        }
      >
        <Show when={mine()}>
          {(profile) => (
            <>
              <Show
                when={wereHere() === profile().account}
                fallback={
                  <Notice kind="calm">
                    <p>{t`What you wrote about yourself is still on the way to this device. You can edit it once it is here.`}</p>
                    <div class="notice-ways">
                      <Button small onClick={() => writeAnew(profile().account)}>
                        {t`Write it anew`}
                      </Button>
                    </div>
                  </Notice>
                }
              >
                <EditBasics profile={profile()} advice={(words) => <Forewarning words={words()} look={look} />} />
              </Show>
              <EditHandle profile={profile()} />
              <Show when={profile().ai && wereHere() === profile().account}>
                <EditPersona profile={profile()} />
              </Show>
              <Show when={profile().roles.includes('admin')}>
                <HouseRoles />
              </Show>
              <MyDevices name={profile().name} />
              <BlockedPeople />
              <DeleteAccount profile={profile()} money={money()} />
            </>
          )}
        </Show>
      </Show>
    </Page>
  )
}
