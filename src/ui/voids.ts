import { t } from '../language'
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { calledBy } from '../areas/accounts/ui/words'
import { type Face, profile } from '../areas/accounts/views'
import type { VoidAct } from '../peer/voids'
import { deedInWords, otherIn } from './deeds'
import { createAnswer, type Session, useSession } from './session'

/** What I did that did not happen, newest first. @param onLost told when something is lost for good while this is shown */
export function createVoids(onLost: (act: VoidAct) => void = () => {}): Accessor<readonly VoidAct[]> {
  const session = useSession()
  const [all, setAll] = createSignal<readonly VoidAct[]>([])
  createEffect(
    on(session.peer, ({ voids }) => {
      setAll(voids.list)
      const stop = voids.onChange((lost) => {
        setAll(voids.list)
        for (const act of lost) if (act.account === session.me()) onLost(act)
      })
      onCleanup(stop)
    }),
  )
  return createMemo(() => all().filter((act) => act.account === session.me()))
}

/** 'Your tip of 5.00 EUR to Ben did not happen.' As it can be said at this moment: for what is gone again soon. */
export function lostInWords(session: Session, act: VoidAct): string {
  const other = otherIn(act.data)
  return inWords(act, other === undefined ? null : session.peer().answers.ask(profile, { account: other }))
}

/** The same for as long as it stands, since names may come later. */
export function createLostWords(act: Accessor<VoidAct>): Accessor<string> {
  const other = createAnswer(profile, () => {
    const account = otherIn(act().data)
    return account === undefined ? undefined : { account }
  })
  return () => inWords(act(), other())
}

function inWords({ type, data, final }: VoidAct, other: Face | null | undefined): string {
  const deed = deedInWords(type, data, other ? calledBy(other) : undefined)
  return final ? t`Your ${deed} did not happen.` : t`Your ${deed} has no effect as things stand.`
}
