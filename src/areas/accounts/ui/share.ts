import { t } from '../../../language'
import { say } from '../../../ui/toast'
import type { Face } from '../views'

/** Hands the address of a profile to another app, or to the clipboard where there is no such thing. */
export async function share({ name, handle, account }: Face): Promise<void> {
  const url = `${location.origin}/u/${handle ?? account}`
  try {
    if (navigator.share) {
      await navigator.share({ title: t`${name} on Mesi`, url })
      return
    }
    await navigator.clipboard.writeText(url)
    say(t`Link copied. It opens for everybody in this world.`)
  } catch (error) {
    if ((error as Error).name !== 'AbortError') say(t`This browser keeps the link to itself: ${url}`, { kind: 'warn' })
  }
}
