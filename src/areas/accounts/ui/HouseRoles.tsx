import { rich, t } from '../../../language'
import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Confirm } from '../../../ui/Confirm'
import { createAnswer } from '../../../ui/session'
import { roles as names, type Role } from '../events'
import { type Face as FaceOf, roles } from '../views'
import { Face } from './Face'
import { Section } from './Section'
import { roleWords } from './words'

/** ACC-25 to ACC-27: who looks after this world, for those who may change it. */
export function HouseRoles() {
  const holders = createAnswer(roles, () => ({}))
  const [taking, setTaking] = createSignal<{ readonly face: FaceOf; readonly role: Role }>()
  return (
    <Section
      title={t`Who looks after this world`}
      says={<>{rich`To make somebody moderator or admin, ${<A href="/discover">{t`find them`}</A>} and open the menu on their profile.`}</>}
    >
      <ul class="section-rows">
        <For each={holders()}>
          {(holder) => (
            <li>
              <Face face={holder}>{names.flatMap((role) => (holder[role] ? [roleWords[role]] : [])).join(', ')}</Face>
              <span class="section-actions">
                <For each={names.filter((role) => holder[role])}>
                  {(role) => (
                    <Button small onClick={() => setTaking({ face: holder, role })}>
                      {t`Take ${roleWords[role]} away`}
                    </Button>
                  )}
                </For>
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={taking()}>
        {(one) => (
          <Confirm
            title={t`Take the role of ${roleWords[one().role]} away from ${one().face.name}?`}
            open
            onOpenChange={(open) => !open && setTaking(undefined)}
            does={t`Take it away`}
            bad
            deeds={() => [{ type: 'accounts.roleRevoked', data: { account: one().face.account, role: one().role } }]}
          >
            {t`What they did in this role stays. An admin can give it again.`}
          </Confirm>
        )}
      </Show>
    </Section>
  )
}
