/** The filter of this device, over words and files that are about to be sent. */
import type { Look } from '../areas/filter/ui/Foresight'
import { useSession } from '../ui/session'

/** It is fetched with the first draft. */
export function createLook(): Look {
  const session = useSession()
  return async (draft) => {
    const [{ examine }, { preview }] = await Promise.all([import('../filter'), import('../peer/examining')])
    return preview(session.peer(), session.me() ?? '', draft, examine)
  }
}
