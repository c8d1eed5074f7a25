import { rich, t } from '../../../language'
import MonitorSmartphone from 'lucide-solid/icons/monitor-smartphone'
import { createSignal, For, Show } from 'solid-js'
import { revocationOf } from '../../../peer/pairing'
import { Button } from '../../../ui/Button'
import { Confirm } from '../../../ui/Confirm'
import { createAnswer, useSession } from '../../../ui/session'
import { Time } from '../../../ui/Time'
import { say } from '../../../ui/toast'
import { myDevices } from '../views'
import { AnotherDevice } from './AnotherDevice'
import { Section } from './Section'

/** ACC-18, ACC-19: from where this account can be used, and the way to turn a lost device away. */
export function MyDevices(props: { readonly name: string }) {
  const session = useSession()
  const devices = createAnswer(myDevices, () => ({}))
  const [revoking, setRevoking] = createSignal<string>()
  const [adding, setAdding] = createSignal(false)
  const here = () => session.personas().find(({ account }) => account === session.me())
  const turningAway = async (device: string) => {
    const persona = here()
    return persona ? [await revocationOf(session.peer(), persona, device)] : []
  }
  return (
    <Section title={t`Devices`} says={t`Everywhere you can be yourself. A device that is turned away can never act for you again.`}>
      <ul class="section-rows">
        <For each={devices()}>
          {(row) => (
            <li>
              <span class="section-row-words">
                <strong>{row.device === here()?.device.id ? t`This browser` : t`Another device`}</strong>
                <span>{rich`Added ${<Time at={row.at} />}`}</span>
              </span>
              <Show when={!row.revoked} fallback={t`Turned away`}>
                <Show when={row.device !== here()?.device.id}>
                  <Button look="bad" small onClick={() => setRevoking(row.device)}>
                    {t`Turn away`}
                  </Button>
                </Show>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <div>
        <Button onClick={() => setAdding(true)}>
          <MonitorSmartphone aria-hidden="true" /> {t`Add a device`}
        </Button>
      </div>
      <AnotherDevice name={props.name} open={adding()} onOpenChange={setAdding} />
      <Show when={revoking()}>
        {(device) => (
          <Confirm
            title={t`Turn this device away?`}
            open
            onOpenChange={(open) => !open && setRevoking(undefined)}
            does={t`Turn away`}
            bad
            deeds={() => turningAway(device())}
            onDone={() => say(t`That device cannot act for you any more.`)}
          >
            {t`It can never act for this account again. What it did so far stays.`}
          </Confirm>
        )}
      </Show>
    </Section>
  )
}
