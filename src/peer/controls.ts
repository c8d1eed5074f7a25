/**
 * What a page can do with its worlds, their clock and their devices, for screens as for scripts: the part of `window.mesi` that the app
 * itself works with. What few ever press loads when it is pressed.
 */
import { t } from '../language'
import { clauses } from '../areas'
import type { Hash } from '../log/types'
import type { PrepareOptions } from '../media'
import { inWords } from '../sync/status'
import type { Removed } from '../store/registry'
import { idOf, wholeNumberOf } from './called'
import type { Exporting, Import, Importing } from './archives'
import type { Copied, Copying } from './copies'
import type { Done } from './done'
import type { MadeFile } from './files'
import { keepOffline } from './line'
import { personaNamed } from './named'
import type { Making, Sessions, Town } from './sessions'
import { ticketIn } from './ticket'
import type { Why, whyOf } from './why'
import { listWorlds, openWorld, removeWorld } from './worlds'

/** Which world is copied, what the copy is called, and who is told how far it is, from 0 to 1. */
export type Forking = { readonly world?: string } & Pick<Copying, 'name' | 'onProgress'>

export function makeControls(sessions: Sessions) {
  const peer = () => sessions.current().peer

  return {
    clauses: () => clauses,
    /** @param there as `whyOf` takes it */
    why: async (id: Hash, there?: Parameters<typeof whyOf>[2]): Promise<Why> => (await import('./why')).whyOf(peer(), idOf(id), there),
    /** Calls back for each act of this page's accounts once it is durable, in whichever world is open then. @returns how to stop that */
    onAct: (told: (act: Done) => void): (() => void) => sessions.onAct(told),

    clock: {
      now: (): number => peer().engine.worldTime,
      /**
       * @param by '90m', '48h', '31 days', '1 month', milliseconds, or a Date to go to. Only the host of a world can.
       * @param why what everybody reads beside the leap (K11), of at most 200 letters @throws RangeError for a moment that has passed
       */
      async advance(by: string | number | Date, why = `advanced by ${by instanceof Date ? by.toISOString() : by}`): Promise<number> {
        const { spanOf } = await import('./span')
        const span = spanOf(by, peer().engine.worldTime)
        if (span < 0) throw new RangeError(t`That moment has passed: the clock of a world never goes back.`)
        await peer().jump(span, why)
        return peer().engine.worldTime
      },
      /**
       * Runs the clock so many times as fast, in leaps of a second's worth that each say why (K11), until `pause`, another `run`, or the
       * world is left or out of sight. Only the host of a world can. @returns once it runs no more @throws what a leap could not be made for
       */
      run: (times: number): Promise<void> => sessions.running.run(peer(), times),
      pause: (): void => sessions.running.pause(),
      /** How many times as fast it runs; `undefined`: as it does by itself. */
      speed: (): number | undefined => sessions.running.speed.get(),
      /** Told when that changes. @returns how to stop that */
      onSpeed: (told: (times: number | undefined) => void): (() => void) => sessions.running.speed.subscribe(told),
      /** K11: for how long the host slept, in milliseconds, while the clock stands still and waits for one of these two; else undefined. */
      sleptFor: (): number | undefined => peer().sleptFor?.span,
      /** The clock goes on where it stopped. */
      resume: (): Promise<void> => peer().resume(),
      /**
       * The clock leaps to now, and all that fell due meanwhile happens. What connected devices still have to tell comes first, as far as
       * it comes within ten seconds.
       */
      async catchUp(onProgress?: (share: number) => void): Promise<void> {
        const { peer, sync } = sessions.current()
        if (sync && peer.sleptFor) await (await import('./othersFirst')).othersFirst(sync)
        await peer.catchUp(onProgress)
      },
    },

    blobs: {
      /** Makes a file ready (kind from its bytes, metadata removed, thumbnail) and keeps it. @throws MediaRefused */
      // Heavy, and nobody needs it before the first file.
      put: async (file: File, options?: PrepareOptions): Promise<MadeFile> => (await import('./files')).putFile(peer(), file, options),
      /** The bytes behind a hash, once they are here. */
      get: (hash: Hash): Promise<Blob | undefined> => peer().store.blob(hash),
      /** Has them fetched, as a screen that shows them does; how far they are stands in the answers that name the file. */
      want: (hash: Hash, size: number): Promise<void> => peer().wantBlob(hash, size),
    },

    worlds: {
      /** The worlds of this browser, as this peer of it sees them; the last opened first. */
      list: async () => (await listWorlds()).filter((world) => world.peer === (sessions.options().peer ?? '')),
      /** @param parameters what its policy is founded with, where it differs from the usual, such as `{ 'content.checks': 'off' }` */
      async create(name: string, parameters: Readonly<Record<string, number | string>> = {}): Promise<string> {
        const { createWorld } = await import('./founding')
        const made = await createWorld({ name, parameters, ...sessions.options() })
        await sessions.enter(made)
        return made.world
      },
      /** Makes a Mesi Bay of this browser's own, three months old, and enters it as nobody yet. Answers its id. */
      async bay(): Promise<string> {
        const made = await sessions.makeTown('bay', sessions.options())
        await sessions.enter(made)
        return made.world
      },
      /** The same with a Busy Bay: a thousand people, within ten seconds or so. */
      async busy(making: Making = {}): Promise<string> {
        const made = await sessions.makeTown('busy', sessions.options(), making)
        await sessions.enter(made)
        return made.world
      },
      async open(world: string): Promise<void> {
        await sessions.enter(await openWorld(world, sessions.options()))
      },
      /** Which town with a past the open world was made as; `undefined` for a world of one's own, also for a copy of a town. */
      async town(): Promise<Town | undefined> {
        const { world } = peer()
        const known = (await this.list()).find(({ id }) => id === world)
        return known && sessions.townOf(known)
      },
      /**
       * Begins this world anew, and deletes it as it was: a town with the same acts, by fresh keys, entered as nobody yet; any other world
       * as an empty one of the same name. If the new one cannot be made, the old one stays. @returns whether another tab still holds that
       */
      async reset(making: Making = {}): Promise<Removed> {
        const [old, options, town] = [peer(), sessions.options(), await this.town()]
        const { createWorld } = await import('./founding')
        const made = town ? await sessions.makeTown(town, options, making) : await createWorld({ name: old.genesis.name, ...options })
        await sessions.enter(made)
        return removeWorld(old.world, old.store.peer)
      },
      /** Deletes a world of this browser. From the one that is open, it goes on to the one opened before it, or to a new one. @returns whether another tab still holds it */
      async remove(world: string): Promise<Removed> {
        const options = sessions.options()
        if (world === peer().world) {
          const next = (await this.list()).find((other) => other.id !== world)
          const another = async () => (await import('./founding')).createWorld({ name: 'Mesi', ...options })
          await sessions.enter(await (next ? openWorld(next.id, options) : another()))
        }
        return removeWorld(world, options.peer)
      },
      /** The open world as one file; with a passphrase it takes the keys of its accounts along. @throws Error while history is on its way */
      async export(options: Exporting = {}): Promise<Blob> {
        const asked = peer() // another one may be open by the time that the rest has loaded
        const { exportWorld } = await import('./archives')
        return exportWorld(asked, options)
      },
      /**
       * Copies a world of this browser (the open one, unless told which, by its id) into a new one that this browser hosts, and opens it (K21). What is
       * not final stays behind. @throws Error in plain words, StoreFailure: then there is no copy
       */
      async fork(what: Hash | Forking = {}): Promise<{ world: string } & Omit<Copied, 'peer'>> {
        const { world = peer().world, ...options } = typeof what === 'string' ? { world: what } : what
        const { copyWorld } = await import('./copies')
        const { peer: made, ...copied } = await copyWorld(world, { ...options, ...sessions.options(), open: peer() })
        await sessions.enter(made)
        return { world: made.world, ...copied }
      },
      /**
       * Reads a file, makes a copy of the world in it and opens that; with `restore`, opens that very world, which has no host here. What
       * is wrong with a file is an answer; nothing has changed then.
       */
      async import(
        file: Blob,
        options: Pick<Importing, 'passphrase' | 'restore' | 'onProgress'> = {},
      ): Promise<({ ok: true; differs: boolean } & Omit<Copied, 'peer'>) | Exclude<Import, { ok: true }>> {
        const { importWorld } = await import('./archives')
        const made = await importWorld(file, { ...options, ...sessions.options() })
        if (!made.ok) return made
        await sessions.enter(made.peer)
        return { ok: true, differs: made.differs, left: made.left, absent: made.absent }
      },
    },

    /** Scripts of what people do, as tours: each begins in a world of its own, and this one stays as it is. */
    scenario: {
      list: () => sessions.scenarios.list(),
      /** Opens a scenario as a tour and resolves once it stands at this step; 1 is the first. */
      play: async (id: string, step = 1): Promise<void> => sessions.scenarios.play(id, wholeNumberOf('A step', step, 1)),
    },

    peers: {
      list: () => sessions.current().sync?.links() ?? [],
      status: (): string => {
        const { sync } = sessions.current()
        return sync ? inWords(sync.status.get()) : 'local only'
      },
      /** A link that lets `uses` more browsers into this world, for `days` of its time. */
      async invite(uses = 10, days = 30): Promise<string> {
        return `${location.origin}/join#${await (await import('./inviting')).makeTicket(peer(), uses, days)}`
      },
      /** A link that makes another browser a device of a persona of this one: whoever has it is that person. */
      async pair(who: string): Promise<string> {
        return `${location.origin}/join#${await (await import('./inviting')).makeDeviceTicket(peer(), personaNamed(peer(), who))}`
      },
      /**
       * Follows a link; resolves once its world is open here, which takes a peer of it unless it was here before.
       * @throws Error for what is no link; and, with its world open, for one that names another room than its devices meet in
       */
      async join(link: string, stop?: AbortSignal): Promise<void> {
        const ticket = ticketIn(link)
        if (!ticket) throw new Error(t`This is not an invitation into a world of Mesi, or it was cut off on the way.`)
        let isOther = false
        const { followTicket } = await import('./joining')
        await sessions.enter(await followTicket(ticket, sessions.options(), { stop, onOtherRoom: () => (isOther = true) }))
        if (isOther)
          throw new Error(t`You are in this world already. The link names another place to meet its devices, which is not believed.`)
      },
      /** @param keep whether this page stays offline behind a reload too, until somebody takes it online */
      async online(on: boolean, keep = false): Promise<void> {
        keepOffline(peer().store.peer, keep && !on)
        ;(await sessions.current().syncing).online(on)
      },
      /** What every frame of this page takes longer, each way, in milliseconds, until 0 or a reload. */
      slow: async (by: number): Promise<void> =>
        (await import('./carriers')).slowDown(wholeNumberOf('How much later all comes, in milliseconds,', by)),
      /** Holds the host's part of this page still, as if its device were away, until `false` or a reload. */
      away: (on: boolean): void => peer().stepAside(on),
      /** Whether this page's disk has no room for anything more of this world, until `false` or a reload. */
      full: (on: boolean): void => peer().store.connection.full(on),
    },
  }
}

export type Controls = ReturnType<typeof makeControls>
