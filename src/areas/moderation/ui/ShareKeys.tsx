import { t } from '../../../language'
import { createEffect, createSignal, For, on } from 'solid-js'
import { Button } from '../../../ui/Button'
import { Notice } from '../../../ui/Notice'
import { Refusal } from '../../../ui/Refusal'
import { createAct, createAnswer, useSession } from '../../../ui/session'
import { say } from '../../../ui/toast'
import { profile } from '../../accounts/views'
import { deskKeys } from '../../reports/ui/sealing'
import type { Book } from './book'
import { lacking, shareKeys } from './sharing'

type Lack = ReturnType<typeof lacking>[number]

/** Lets who joined the desk later read what was reported before (CASE-12). Nothing where everybody has what there is. */
export function ShareKeys(props: { readonly book: Book }) {
  const session = useSession()
  const desk = createAnswer(deskKeys, () => ({}))
  const [lacks, setLacks] = createSignal<readonly Lack[]>([])
  const look = () => {
    const me = session.me()
    setLacks(me === undefined ? [] : lacking(session.peer(), me, props.book.read))
  }
  createEffect(on([() => props.book, () => desk()?.length, session.me], look))
  return <For each={lacks()}>{(lack) => <One lack={lack} onShared={look} />}</For>
}

function One(props: { readonly lack: Lack; readonly onShared: () => void }) {
  const session = useSession()
  const sharing = createAct()
  const who = createAnswer(profile, () => ({ account: props.lack[0].account }))
  const name = () => who()?.name ?? t`Somebody`
  const share = async () => {
    const me = session.me()
    if (me === undefined) return
    const [member, entries] = props.lack
    if (!(await sharing.actOnce(() => shareKeys(session.peer(), me, member, entries)))?.ok) return
    say(t`${name()} can read them now.`)
    props.onShared()
  }
  return (
    <Notice kind="calm" title={t`${name()} cannot read earlier reports`}>
      <p>
        {t`${props.lack[1].length === 1 ? t`One report was` : t`${props.lack[1].length} reports were`} sent to the desk before ${name()} joined it. You can hand on the keys.`}
      </p>
      <p>
        <Button small busy={sharing.busy()} onClick={() => void share()}>
          {t`Let ${name()} read them`}
        </Button>
      </p>
      <Refusal outcome={sharing.outcome()} failure={sharing.failure()} />
    </Notice>
  )
}
