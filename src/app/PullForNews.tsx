/** Pulling a list downwards: everything is here already, so it shows what waits and asks those who are connected whether they have more. */
import { t } from '../language'
import { untrack } from 'solid-js'
import { Pull } from '../ui/Pull'
import { useSession } from '../ui/session'

/** How long others have for their answer, and all that it brings for coming, in milliseconds. */
const ANSWER = 500
const COMING = 4_000
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

interface PullForNewsProps {
  /** What the list holds. */
  readonly ids: () => readonly string[] | undefined
  /** Takes in what waits, where the list does not do so by itself. */
  readonly take?: () => void
}

export function PullForNews(props: PullForNewsProps) {
  const session = useSession()
  const ask = async () => {
    const sync = session.sync()
    if (!sync || sync.links().length === 0) return
    sync.look()
    await wait(ANSWER)
    for (let waited = 0; waited < COMING && !sync.isQuiet(); waited += 100) await wait(100)
  }
  const look = () =>
    untrack(async () => {
      const before = new Set(props.ids())
      await ask()
      props.take?.()
      const count = (props.ids() ?? []).filter((id) => !before.has(id)).length
      return count === 0 ? t`Nothing new` : t`${count} new`
    })
  return <Pull look={look} />
}
