/** Seals that this browser makes, where it is the host: on the disk before anybody hears of them, and each number once for all its tabs. */
import type { Signer } from '../log/signing'
import type { Seal } from '../log/types'
import type { Core } from './core'
import { Host } from './host'
import { letIn } from './life'

export class OwnSeals {
  readonly host: Host
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
