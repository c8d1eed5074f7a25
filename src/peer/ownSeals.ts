/** Seals that this browser makes, where it is the host: on the disk before anybody hears of them, and each number once for all its tabs. */
import type { Signer } from '../log/signing'
import type { Millis, Seal } from '../log/types'
import type { Core } from './core'
import { Host, LAG_WITH_PEERS } from './host'
import { letIn } from './life'

/** Longer than a tab that is awake lets anything lie: it looks each second, seals every other one, and waits for peers (`host.ts`). */
const LEFT_LYING = LAG_WITH_PEERS + 5_000

export class OwnSeals {
  readonly host: Host
  /** The tab whose turn it is has let lie what is due, and nothing was sealed by it since. */
  isLeft = false
  /** Since when something is due behind which seal. */
  private due: { readonly behind: number; readonly since: Millis } | undefined
  /** Another tab's seal stood where this tab wanted to put its own. */
  private wasLate = false

  constructor(
    private readonly core: Core,
    signer: Signer,
    hasPeers: () => boolean,
  ) {
    this.host = new Host({
      engine: () => core.life().engine,
      sign: (text) => signer.sign(text),
      keep: (seal) => this.take(seal),
      hasPeers,
      isOwn: core.isOwn,
      steady: () => core.time.steady(),
    })
  }

  /**
   * Once a second in a tab whose turn it is not: browsers hold up tabs that nobody sees, and one of them may be the one whose turn it is.
   * @param isAway whether somebody leaves the host's part undone on purpose (`Peer.stepAside`)
   */
  watch(isAway: boolean): void {
    const { last } = this.core.life().engine
    const now = this.core.time.steady()
    if (this.due?.behind !== last.number) {
      if (last.hash !== this.host.lastMade) this.isLeft = false
      this.due = undefined
    }
    if (!this.host.isDue()) this.due = undefined
    else if (isAway) [this.due, this.isLeft] = [undefined, false]
    else this.due ??= { behind: last.number, since: now }
    const isSeen = (globalThis as { readonly document?: Document }).document?.visibilityState !== 'hidden'
    if (this.due && isSeen && now - this.due.since >= LEFT_LYING) this.isLeft = true
  }

  /** Again, as long as another tab seals in between. */
  async seal(options: () => Parameters<Host['seal']>[0]): Promise<Seal | undefined> {
    for (let attempt = 0; attempt < 5; attempt++) {
      this.wasLate = false
      letIn(this.core.life())
      const seal = await this.host.seal(options())
      if (seal || !this.wasLate) return seal
    }
    throw new Error('another tab keeps sealing')
  }

  /** Nobody hears of a seal of ours before it is on the disk; there, another tab's may stand already. */
  private async take(seal: Seal): Promise<boolean> {
    const { core } = this
    const { engine } = core.life()
    engine.add([], [seal])
    if (engine.last.hash !== seal.hash) throw new Error('our own seal took no effect')
    core.show()
    try {
      await core.keepSettled()
    } catch (error) {
      await core.reload().catch(() => undefined) // a disk that cannot even be read has its own screen
      throw error
    }
    this.wasLate = core.life().engine.last.hash !== seal.hash
    if (this.wasLate) return false
    core.kept()
    core.tell({ from: null, rows: [], seals: [seal], payloads: [] })
    return true
  }
}
