/** What belongs to this browser alone: its room on the disk, how Mesi looks here, and whether it is installed. */
import { rich, t } from '../../language'
import { createResource, createSignal, Show } from 'solid-js'
import { askToPersist } from '../../store/registry'
import { Button } from '../../ui/Button'
import { Choice } from '../../ui/Choice'
import { Progress } from '../../ui/Progress'
import { useSession } from '../../ui/session'
import { setTheme, theme } from '../preferences'
import { bytesInWords } from './words'
import { Card } from './Card'

/** For a choice of colours. */
export const themes = [
  { value: 'system', label: t`As the system` },
  { value: 'light', label: t`Light` },
  { value: 'dark', label: t`Dark` },
] as const

export function ThisDevice() {
  return (
    <Card title={t`This device`}>
      <Storage />
      <Choice legend={t`Look`} options={themes} value={theme()} onChange={setTheme} />
    </Card>
  )
}

interface Room {
  readonly used: number
  readonly quota: number
  readonly isKept: boolean
}

async function look(): Promise<Room | undefined> {
  const storage = (navigator as Partial<Navigator>).storage
  if (!storage?.estimate) return undefined
  const [{ usage = 0, quota = 0 }, isKept] = await Promise.all([storage.estimate(), storage.persisted?.() ?? false])
  return { used: usage, quota, isKept }
}

/** How much room Mesi takes and has, and whether the browser promised to keep it. */
export function Storage() {
  const session = useSession()
  const [room, { refetch }] = createResource(session.peer, look)
  const [said, setSaid] = createSignal('')
  const ask = async () => {
    const answer = await askToPersist()
    setSaid(
      answer === 'granted'
        ? ''
        : t`This browser decides by itself, and has not agreed yet: use Mesi more often or install it, then ask again.`,
    )
    await refetch()
  }
  return (
    <Show when={room.latest}>
      {(known) => (
        <div class="world-form">
          <p>
            {rich`${<strong>{bytesInWords(known().used)}</strong>} used of about ${bytesInWords(known().quota)} that this browser gives Mesi.`}
          </p>
          <Progress label={t`Storage used`} share={known().used / Math.max(1, known().quota)} />
          <Show
            when={known().isKept}
            fallback={
              <>
                <p class="world-says">{t`When the disk gets full, the browser may clear what Mesi keeps. Ask it not to.`}</p>
                <div class="world-card-actions">
                  <Button onClick={() => void ask()}>{t`Keep my worlds`}</Button>
                </div>
              </>
            }
          >
            <p class="world-says">{t`The browser has promised to keep your worlds, even when the disk gets full.`}</p>
          </Show>
          <p class="world-says" role="status">
            {said()}
          </p>
        </div>
      )}
    </Show>
  )
}
