/** Whose keys a file or a link brought here becomes that person here, as soon as this browser may act in their world. */
import { t } from '../language'
import { standsOnFloor } from '../peer/worlds'
import type { Session } from '../ui/session'
import { say } from '../ui/toast'

/** Tries that, and says what came of it. Under a snapshot that is not checked yet nothing happens: it is for trying again later (K19). */
export async function comeBack({ peer, be }: Pick<Session, 'peer' | 'be'>): Promise<void> {
  const here = peer()
  try {
    if (here.floor || (await standsOnFloor(here)) !== 'yes') return
    const { reviveAccounts } = await import('../peer/pairing')
    let areWrong = false
    const [mine] = await reviveAccounts(here, () => (areWrong = true))
    if (areWrong)
      say(t`The keys that came here are not those of the account they name: they were changed on their way. Ask for them again.`, {
        kind: 'warn',
      })
    if (mine === undefined || peer() !== here) return
    be(mine)
    say(t`You are yourself on this device too now.`)
  } catch {
    say(t`You could not become yourself on this device yet. Open the link or the file again.`, { kind: 'warn' })
  }
}
