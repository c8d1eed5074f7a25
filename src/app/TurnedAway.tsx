import { t } from '../language'
import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, on } from 'solid-js'
import { useSession } from '../ui/session'
import { say } from '../ui/toast'
import { useWorldTime } from '../ui/worldTime'

/** It is said at most this often, in ms: whoever comes again and again under other names does not fill the screen with it. */
const QUIET = 60_000

/** Says it when a device that behaves as no Mesi does is turned away; stands once in the frame of the app. */
export function TurnedAway() {
  const session = useSession()
  const navigate = useNavigate()
  let quietUntil = 0
  const now = useWorldTime()
  const count = createMemo(() => {
    now()
    session.status()
    return session.sync()?.turnedAway() ?? 0
  })
  createEffect(
    on(count, (count, before = 0) => {
      if (count <= before || performance.now() < quietUntil) return
      quietUntil = performance.now() + QUIET
      const undo = { label: t`Devices`, does: () => navigate('/world') }
      say(t`A device sent what no Mesi sends. It is turned away for a while, and nothing of it was taken.`, { kind: 'warn', undo })
    }),
  )
  return null
}
