import { t } from '../../../language'
import { say } from '../../../ui/toast'
import type { Face } from '../views'

/** Hands the address of a profile on. */
export const share = ({ name, handle, account }: Face): Promise<void> => shareLink(t`${name} on Mesi`, `/u/${handle ?? account}`)

/** Hands on an address at which somebody is tipped (TIP-5). */
export const shareTipping = ({ name, handle, account }: Face): Promise<void> =>
  shareLink(t`Tip ${name} on Mesi`, `/u/${handle ?? account}?do=tip`)

/** Hands an address to another app, or to the clipboard where there is no such thing. @param path within Mesi */
export async function shareLink(title: string, path: string): Promise<void> {
  const url = `${location.origin}${path}`
  try {
    if (navigator.share) {
      await navigator.share({ title, url })
      return
    }
    await navigator.clipboard.writeText(url)
    say(t`Link copied. It opens for everybody in this world.`)
  } catch (error) {
    if ((error as Error).name !== 'AbortError') say(t`This browser keeps the link to itself: ${url}`, { kind: 'warn' })
  }
}
