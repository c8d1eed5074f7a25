import { t } from '../../../language'
import { For, Show } from 'solid-js'
import { Button } from '../../../ui/Button'
import { goOnLater } from '../../../ui/giveBack'
import { More } from '../../../ui/More'
import { createPages } from '../../../ui/pages'
import { Refusal } from '../../../ui/Refusal'
import { createAct } from '../../../ui/session'
import { say } from '../../../ui/toast'
import { blockedAccounts, type Face as FaceOf } from '../views'
import { Face } from './Face'
import { Section } from './Section'

/** MOD-1: whom I keep away, which nobody else is shown. */
export function BlockedPeople() {
  const list = createPages(blockedAccounts, () => ({}))
  return (
    <Section title={t`Blocked people`}>
      <Show when={list.items()?.length !== 0} fallback={<p class="section-says">{t`You have blocked nobody.`}</p>}>
        <ul class="section-rows">
          <For each={list.items()}>{(face) => <Blocked face={face} />}</For>
        </ul>
        <More of={list} />
      </Show>
    </Section>
  )
}

function Blocked(props: { readonly face: FaceOf }) {
  const doing = createAct()
  let row: HTMLLIElement | undefined
  const lift = async () => {
    const { account, name } = props.face
    const next = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector('button')
    const outcome = await doing.act({ type: 'accounts.unblocked', data: { account } })
    if (!outcome?.ok) return
    say(t`${name} is no longer blocked.`)
    goOnLater(row, next)
  }
  return (
    <li ref={(element) => (row = element)}>
      <Face face={props.face} />
      <Button small busy={doing.busy()} onClick={() => void lift()}>
        {t`Lift the block`}
      </Button>
      <Refusal outcome={doing.outcome()} failure={doing.failure()} />
    </li>
  )
}
