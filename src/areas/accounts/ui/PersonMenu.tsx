import { t } from '../../../language'
import { useNavigate } from '@solidjs/router'
import Ban from 'lucide-solid/icons/ban'
import Flag from 'lucide-solid/icons/flag'
import HandCoins from 'lucide-solid/icons/hand-coins'
import Link from 'lucide-solid/icons/link'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import { createSignal, Show } from 'solid-js'
import { Confirm } from '../../../ui/Confirm'
import { Menu, type MenuItem } from '../../../ui/Menu'
import { createAnswer, useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import { type Role, roles } from '../events'
import { type Profile, profile } from '../views'
import { share, shareTipping } from './share'
import { roleWords } from './words'

/** What else can be done about somebody: share, block, and for admins the roles of the house. */
export function PersonMenu(props: { readonly profile: Profile }) {
  const session = useSession()
  const navigate = useNavigate()
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  /** Whom they meant, whoever's page is looked at by the time that it is done. */
  const [blocking, block] = createSignal<Pick<Profile, 'account' | 'name'>>()
  const [changing, setChanging] = createSignal<Role>()
  const sayBlocked = ({ account, name }: Pick<Profile, 'account' | 'name'>) => {
    const unblock = () => void session.act({ type: 'accounts.unblocked', data: { account } })
    say(t`${name} is blocked.`, { undo: { label: t`Undo`, does: unblock } })
  }
  const has = (role: Role) => props.profile.roles.includes(role)
  const items = (): readonly MenuItem[] => [
    { label: t`Share this profile`, picture: <Link aria-hidden="true" />, does: () => void share(props.profile) },
    ...(props.profile.mine
      ? [
          {
            label: t`Share a link to tip me`,
            picture: <HandCoins aria-hidden="true" />,
            does: () => void shareTipping(props.profile),
          },
        ]
      : []),
    ...(me()?.roles.includes('admin')
      ? roles.map((role, at) => ({
          label: has(role) ? t`Take the role of ${roleWords[role]} away` : t`Make ${roleWords[role]}`,
          picture: <ShieldCheck aria-hidden="true" />,
          apart: at === 0,
          does: () => setChanging(role),
        }))
      : []),
    ...(me() && !props.profile.mine
      ? [
          {
            label: t`Report ${props.profile.name}`,
            picture: <Flag aria-hidden="true" />,
            apart: true,
            does: () => navigate(`/report/profile/${props.profile.account}`),
          },
        ]
      : []),
    ...(me() && props.profile.blocksMe
      ? [
          {
            label: t`Report that ${props.profile.name} blocks you`,
            picture: <Flag aria-hidden="true" />,
            does: () => navigate(`/report/block/${props.profile.account}%20${session.me() ?? ''}`),
          },
        ]
      : []),
    ...(me() && !props.profile.mine && !props.profile.blocked
      ? [
          {
            label: t`Block ${props.profile.name}`,
            kind: 'bad' as const,
            picture: <Ban aria-hidden="true" />,
            does: () => block({ account: props.profile.account, name: props.profile.name }),
          },
        ]
      : []),
  ]
  return (
    <>
      <Menu label={t`More about ${props.profile.name}`} items={items()} />
      <Show when={blocking()} keyed>
        {(whom) => (
          <Confirm
            title={t`Block ${whom.name}?`}
            open
            onOpenChange={(open) => !open && block(undefined)}
            does={t`Block`}
            bad
            deeds={() => [{ type: 'accounts.blocked', data: { account: whom.account } }]}
            onDone={() => sayBlocked(whom)}
          >
            {t`Neither of you can follow, tip or answer the other any more, and following ends on both sides. You can lift the block at any time; following does not come back by itself.`}
          </Confirm>
        )}
      </Show>
      <Show when={changing()}>
        {(role) => (
          <Confirm
            title={
              has(role())
                ? t`Take the role of ${roleWords[role()]} away from ${props.profile.name}?`
                : t`Make ${props.profile.name} ${roleWords[role()]}?`
            }
            open
            onOpenChange={(open) => !open && setChanging(undefined)}
            does={has(role()) ? t`Take it away` : t`Make ${roleWords[role()]}`}
            bad={has(role())}
            deeds={() => [
              {
                type: has(role()) ? 'accounts.roleRevoked' : 'accounts.roleGranted',
                data: { account: props.profile.account, role: role() },
              },
            ]}
          >
            {role() === 'admin'
              ? t`Admins change the rules of this world and give and take roles, this one included.`
              : t`Moderators look after what people report.`}
          </Confirm>
        )}
      </Show>
    </>
  )
}
