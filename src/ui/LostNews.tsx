import { t } from '../language'
import { useNavigate } from '@solidjs/router'
import { useSession } from './session'
import { say } from './toast'
import { createVoids, lostInWords } from './voids'

/** Says it at the moment it is certain; stands once in the frame of the app. */
export function LostNews() {
  const session = useSession()
  const navigate = useNavigate()
  createVoids((act) => {
    say(lostInWords(session, act), { kind: 'warn', undo: { label: t`Why?`, does: () => navigate(`/event/${act.id}`) } })
  })
  return null
}
