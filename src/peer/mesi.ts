/**
 * `window.mesi`, the developers' door: whatever a person can do in the product can be done here, by the same rules, and
 * nothing that a person could not. Scenarios, tests and the director go through it too.
 */
import { t } from '../language'
import { areas } from '../areas'
import type { AccountId, Question } from '../areas/area'
import { devices } from '../areas/accounts/rules'
import { clausesOf } from '../areas/compose'
import type { ActFormat } from '../areas/format'
import type { Examined, Work } from '../filter'
import type { Body, Data, Finding, Hash, Json, Verdict } from '../log/types'
import type { PrepareOptions } from '../media'
import { addMonths } from '../kit/time'
import { bodyText, readSeal } from '../log/rows'
import type { World } from '../store/registry'
import { inWords } from '../sync/status'
import type { Exporting, Import, Importing } from './archives'
import type { Before } from './before'
import type { Copied, Copying } from './copies'
import type { Done } from './done'
import type { MadeFile } from './files'
import { othersFirst } from './othersFirst'
import type { Past } from './past'
import type { Peer } from './peer'
import type { Outcome } from './refusals'
import type { Persona } from './personas'
import type { Judged, Reported } from './reporting'
import type { Running } from './running'
import type { PeerSync } from './sync'
import type { VoidAct } from './voids'
import {
  createPersona,
  createWorld,
  type Introduction,
  followTicket,
  introduce,
  listWorlds,
  type Opening,
  openWorld,
  removeWorld,
} from './worlds'
import { pastGateHere } from './gateHere'
import { makeDeviceTicket, makeTicket, ticketIn } from './ticket'

/** Which world is copied, what the copy is called, and who is told how far it is, from 0 to 1. */
export type Forking = { readonly world?: string } & Pick<Copying, 'name' | 'onProgress'>

export interface Why {
  readonly id: Hash
  readonly standing: 'pending' | 'final' | 'void' | 'unknown'
  readonly type: string | undefined
  /** The device that signed it, and the account it acts for. */
  readonly by: string | undefined
  readonly account: AccountId | undefined
  readonly data: Data | undefined
  /** World time that counted for every rule; later than the stamp when it arrived late. */
  readonly at: number | undefined
  readonly stamp: number | undefined
  readonly lateArrival: boolean
  readonly seal: number | undefined
  /** The instant that its seal reaches to: since then it is final. */
  readonly sealedAt: number | undefined
  /** It happened in the world that this one was copied from; by what name that world is in this browser, if it is. */
  readonly before: Omit<Before, 'found'> | undefined
  /** The clauses that refused it, or those on which it rests. */
  readonly clauses: readonly { readonly id: string; readonly text: string; readonly source: string; readonly facts: Finding['facts'] }[]
}

export interface PersonaInfo {
  readonly account: AccountId
  readonly kind: 'real' | 'ai'
  readonly handle: string | null
  readonly name: string
}

/** The towns with a past. */
export type Town = 'bay' | 'busy'

/** A past that takes a while: who is told how much of it is done, from 0 to 1, and what ends it. */
export interface Making {
  readonly onProgress?: ((share: number) => void) | undefined
  readonly stop?: AbortSignal | undefined
}

/** What a page is made of: replaced as a whole when another world is opened. */
export interface Session {
  readonly peer: Peer
  /** Once it has loaded. */
  readonly sync: PeerSync | undefined
  readonly syncing: Promise<PeerSync>
}
export interface Sessions {
  current(): Session
  /** Leaves the current world and enters another one. */
  enter(peer: Peer): Promise<void>
  /** Makes an account the one this page acts as. */
  be(account: AccountId | undefined): void
  /** That account, if somebody acts here. */
  me(): AccountId | undefined
  /** How this page opens worlds. */
  options(): Opening
  /** Makes one of the towns with a past: Mesi Bay, or Busy Bay with a thousand people. */
  makeTown(town: Town, opening: Opening, making?: Making): Promise<Peer>
  /** Which of them a world of this browser is, if it was made as one. */
  townOf(world: World): Town | undefined
  /** Calls back for each act done here, in whichever world is open then. @returns how to stop that */
  onAct(told: (act: Done) => void): () => void
  readonly scenarios: Scenarios
  readonly running: Running
}

/** What can be played, and the way to play it. */
export interface Scenarios {
  list(): Promise<readonly { readonly id: string; readonly title: string; readonly tells: string; readonly steps: number }[]>
  play(id: string, step?: number): Promise<void>
}

const questions = new Map(areas.flatMap((area) => area.questions ?? []).map((question) => [question.name, question as Question<unknown>]))
const clauses = clausesOf(areas)
const rests = new Map(areas.flatMap((area) => area.acts.map((act) => [act.type, act.rests] as const)))

export function makeMesi(sessions: Sessions) {
  const peer = () => sessions.current().peer

  /** @param who handle or account id of somebody whose keys this browser holds @throws Error in plain words */
  function persona(who: string): Persona {
    const found = peer().personas.find(({ account }) => account === who || handleOf(account) === who)
    if (!found)
      throw new Error(
        `Nobody called "${who}" can act in this browser. Here are: ${
          personas()
            .map((one) => one.handle ?? one.account)
            .join(', ') || 'nobody'
        }.`,
      )
    return found
  }
  const accountOf = (who: string | undefined): AccountId | undefined => {
    if (who === undefined) return undefined
    const found = peer().personas.find(({ account }) => account === who || handleOf(account) === who)
    return found?.account ?? (askNamed('profileByHandle', { handle: who }) as { account: AccountId } | null)?.account ?? who
  }
  function questionOf(name: string): Question<unknown> {
    const question = questions.get(name)
    if (!question) throw new Error(`No question is called "${name}". There are: ${[...questions.keys()].join(', ')}.`)
    return question
  }
  function askNamed(name: string, args: unknown, as?: AccountId): unknown {
    const question = questionOf(name)
    return peer().answers.ask(question, question.args.parse(args ?? {}), as)
  }

  /** The final log as it was played for the last question about the past, until more of it is final. */
  let played: { readonly of: Hash; readonly past: Past } | undefined
  async function askThen(name: string, args: unknown, as: AccountId | undefined, at: Date | number): Promise<unknown> {
    const question = questionOf(name)
    const known = question.args.parse(args ?? {})
    if (!Number.isFinite(Number(at))) throw new RangeError('A moment is a Date or world time in milliseconds.')
    const here = peer()
    await here.idle() // what has just become final is still on its way to the disk
    const of = here.engine.last.hash
    if (played?.of !== of) {
      const { openPast } = await import('./past')
      const past = await openPast(here)
      played?.past.close()
      played = { of, past }
    }
    const { past } = played
    past.seek(Number(at))
    let answer: unknown
    past.watch(question, known, as, (told) => (answer = told))()
    return answer
  }
  const handleOf = (account: AccountId) => (askNamed('profile', { account }) as { handle: string | null } | null)?.handle ?? null

  function personas(): PersonaInfo[] {
    return peer().personas.map(({ account, kind }) => {
      const profile = askNamed('profile', { account }) as { handle: string | null; name: string } | null
      return { account, kind, handle: profile?.handle ?? null, name: profile?.name ?? '' }
    })
  }

  async function why(id: Hash): Promise<Why> {
    const { engine, store } = peer()
    await peer().idle() // what has just become final is still on its way to the disk
    const known = await peer().verdict(id)
    const here = engine.openEntry(id)?.row.text ?? (await store.rowsByHash([id])).get(id)
    // Nearly every act is of this world: what looks into others is loaded when it is needed.
    const before = here === undefined && peer().genesis.parent ? await (await import('./before')).lookBefore(peer(), id) : undefined
    const { verdict, at, seal } = { ...known, ...before?.found?.settled }
    const standing = !before ? known.standing : verdict ? 'void' : 'final'
    const text = here ?? before?.found?.text
    const body = text === undefined ? undefined : (JSON.parse(bodyText(text)) as Pick<Body, 'type' | 'stamp' | 'device' | 'data'>)
    const named = verdict ? verdict.clauses : (rests.get(body?.type ?? '') ?? []).map((clause) => ({ id: clause, facts: {} }))
    return {
      id,
      standing,
      type: body?.type,
      by: body?.device,
      account: body && (engine.read(devices, body.device)?.account || undefined),
      data: body?.data,
      at,
      stamp: body?.stamp,
      lateArrival: at !== undefined && body !== undefined && at > body.stamp,
      seal,
      sealedAt: before ? before.found?.sealedAt : seal === undefined ? undefined : await sealedAt(seal),
      before: before ? { world: before.world, name: before.name } : undefined,
      clauses: named.map(({ id: clause, facts }) => ({
        id: clause,
        facts,
        text: clauses[clause]?.text ?? '',
        source: clauses[clause]?.source ?? '',
      })),
    }
  }

  async function sealedAt(number: number): Promise<number | undefined> {
    const [text] = await peer().store.sealsAfter(number - 1, 1)
    const seal = text === undefined ? undefined : readSeal(text)
    return seal?.ok && seal.value.body.number === number ? seal.value.body.upTo : undefined
  }

  return {
    /** Every act with its JSON schema. */
    acts: async (): Promise<readonly ActFormat[]> => (await import('../areas/format')).actsOf(areas),
    questions: (): readonly string[] => [...questions.keys()].sort(),
    clauses: () => clauses,

    /**
     * Does one act as a persona; resolves once it is durable, and once the filter has looked at what it publishes where that is this
     * browser's own (`gateHere.ts`).
     * @param who handle or account id @param type event name without version, e.g. `tips.sent`
     */
    async act(who: string, type: string, data: Data): Promise<Outcome> {
      const here = peer()
      const outcome = await here.act(persona(who).device, [{ type, data }])
      if (outcome.ok && type === 'content.published') await pastGateHere(here, outcome.id)
      if (outcome.ok && type === 'content.edited') await pastGateHere(here, data['content'] as Hash)
      return outcome
    },
    /** Would it be refused? Changes nothing. */
    try: (who: string, type: string, data: Data): Outcome => peer().ask(persona(who).device.id, { type, data }),
    /**
     * Reports a post to the desk, sealed as the form does it. @throws RangeError where nobody at the desk could open it
     */
    report: async (who: string, reported: Reported): Promise<Outcome> =>
      (await import('./reporting')).report(peer(), persona(who), reported),
    /** Somebody at the desk opens a report, as its screen does it. @throws Error where they cannot read it */
    lookInto: async (who: string, report: Hash): Promise<Outcome> => (await import('./reporting')).lookInto(peer(), persona(who), report),
    /** Somebody at the desk calls a report misuse, as its screen does it. @throws Error where they cannot read it */
    judge: async (who: string, judged: Judged): Promise<Outcome> => (await import('./reporting')).judge(peer(), persona(who), judged),
    /** Calls back for each act of this page's accounts once it is durable, in whichever world is open then. @returns how to stop that */
    onAct: (told: (act: Done) => void): (() => void) => sessions.onAct(told),
    /** Words for an act: a payload beside the row, kept with the first act that names it. */
    write: (who: string, words: Json) => peer().write(persona(who).account, words),
    /**
     * What a screen would show.
     * @param options `as`: to whom, by handle or account id. `at`: at another moment of what is final, as a Date or world time in milliseconds;
     * a moment outside of it counts as the nearest one in it. Then the answer is a promise, since the log is read for it
     */
    ask: (question: string, args?: unknown, { as, at }: { as?: string; at?: Date | number } = {}): unknown =>
      at === undefined ? askNamed(question, args, accountOf(as)) : askThen(question, args, accountOf(as), at),
    why,
    /** Acts of this browser's accounts that did not happen, newest first; of one account, if it is named. */
    voids: (who?: string): readonly VoidAct[] => {
      const account = who === undefined ? undefined : persona(who).account
      return peer().voids.list.filter((act) => account === undefined || act.account === account)
    },
    verdict: (id: Hash): Promise<{ standing: string; verdict: Verdict }> => peer().verdict(id),

    personas,
    /** Makes an account of this browser the one its screens belong to. */
    be: (who: string): void => sessions.be(persona(who).account),
    /** The account that this page acts as. */
    me: (): AccountId | undefined => sessions.me(),
    /** A new account whose keys this browser holds. A Real Persona has then accepted the policy. */
    async join(kind: 'real' | 'ai', introduction: Introduction): Promise<AccountId> {
      const made = await createPersona(peer(), kind)
      if (kind === 'real') await peer().act(made.device, [{ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }])
      const outcome = await introduce(peer(), made, introduction)
      if (!outcome.ok) throw new Error(outcome.clauses.map((clause) => clause.text).join(' '))
      return made.account
    },

    /** The keys of a persona here, for another device of theirs; `enrol` on that device takes them, once it knows the account. */
    lend: async (who: string): Promise<string> => (await import('./pairing')).lendKeys(peer(), persona(who)),
    enrol: async (keys: string): Promise<AccountId> => (await import('./pairing')).enrolHere(peer(), keys),

    clock: {
      now: (): number => peer().engine.worldTime,
      /**
       * @param by '90m', '48h', '31d', '1 month', milliseconds, or a Date to go to. Only the host of a world can.
       * @param why what everybody reads beside the leap (K11), of at most 200 letters
       */
      async advance(by: string | number | Date, why = `advanced by ${by instanceof Date ? by.toISOString() : by}`): Promise<number> {
        await peer().jump(spanOf(by, peer().engine.worldTime), why)
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
        if (sync && peer.sleptFor) await othersFirst(sync)
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

    filter: {
      /** What the filter says of a work, here and now; nothing follows from it. @throws FilterFailed */
      examine: async (work: Work): Promise<Examined> => (await import('../filter')).examine(work),
    },

    /** Resolves when all that was begun is durable, peers are quiet and nothing that could be sealed is pending. */
    async settled(): Promise<void> {
      for (;;) {
        await (await peer().examining?.catch(() => undefined))?.idle()
        await peer().idle()
        const sync = await sessions.current().syncing
        const quiet = sync.isQuiet()
        if (peer().sleptFor || peer().isAway) {
          if (quiet) return // nothing is sealed before somebody says how time goes on, or lets the host back
        } else if (peer().host) {
          if (quiet && peer().engine.open.length > 0 && !peer().engine.frozen) await peer().sealNow({ full: true })
          if (quiet && (peer().engine.open.length === 0 || peer().engine.frozen)) return
        } else if (quiet && (peer().engine.open.length === 0 || sync.links().length === 0)) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    /** Number and sum of the last seal, and how much is pending: equal on all peers that are settled. */
    hash: () => {
      const { last, open } = peer().engine
      return { world: peer().world, seal: last.number, sum: last.sum, pending: open.length }
    },

    worlds: {
      /** The worlds of this browser, as this peer of it sees them; the last opened first. */
      list: async () => (await listWorlds()).filter((world) => world.peer === (sessions.options().peer ?? '')),
      /** @param parameters what its policy is founded with, where it differs from the usual, such as `{ 'content.checks': 'off' }` */
      async create(name: string, parameters: Readonly<Record<string, number | string>> = {}): Promise<string> {
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
       * as an empty one of the same name. If the new one cannot be made, the old one stays.
       */
      async reset(making: Making = {}): Promise<void> {
        const [old, options, town] = [peer(), sessions.options(), await this.town()]
        const made = town ? await sessions.makeTown(town, options, making) : await createWorld({ name: old.genesis.name, ...options })
        await sessions.enter(made)
        await removeWorld(old.world, old.store.peer)
      },
      /** Deletes a world of this browser. From the one that is open, it goes on to the one opened before it, or to a new one. */
      async remove(world: string): Promise<void> {
        const options = sessions.options()
        if (world === peer().world) {
          const next = (await this.list()).find((other) => other.id !== world)
          await sessions.enter(next ? await openWorld(next.id, options) : await createWorld({ name: 'Mesi', ...options }))
        }
        await removeWorld(world, options.peer)
      },
      /** The open world as one file; with a passphrase it takes the keys of its accounts along. @throws Error while history is on its way */
      async export(options: Exporting = {}): Promise<Blob> {
        const { exportWorld } = await import('./archives')
        return exportWorld(peer(), options)
      },
      /**
       * Copies a world of this browser (the open one, unless told) into a new one that this browser hosts, and opens it (K21). What is
       * not final stays behind. @throws Error in plain words, StoreFailure: then there is no copy
       */
      async fork({ world = peer().world, ...options }: Forking = {}): Promise<{ world: string } & Omit<Copied, 'peer'>> {
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
      ): Promise<({ ok: true } & Omit<Copied, 'peer'>) | Exclude<Import, { ok: true }>> {
        const { importWorld } = await import('./archives')
        const made = await importWorld(file, { ...options, ...sessions.options() })
        if (!made.ok) return made
        await sessions.enter(made.peer)
        return { ok: true, left: made.left, absent: made.absent }
      },
    },

    /** Scripts of what people do, as tours: each begins in a world of its own, and this one stays as it is. */
    scenario: {
      list: () => sessions.scenarios.list(),
      /** Opens a scenario as a tour and resolves once it stands at this step; 1 is the first. */
      play: (id: string, step?: number): Promise<void> => sessions.scenarios.play(id, step),
    },

    peers: {
      list: () => sessions.current().sync?.links() ?? [],
      status: (): string => {
        const { sync } = sessions.current()
        return sync ? inWords(sync.status.get()) : 'local only'
      },
      /** A link that lets `uses` more browsers into this world, for `days` of its time. */
      async invite(uses = 10, days = 30): Promise<string> {
        return `${location.origin}/join#${await makeTicket(peer(), uses, days)}`
      },
      /** A link that makes another browser a device of a persona of this one: whoever has it is that person. */
      async pair(who: string): Promise<string> {
        return `${location.origin}/join#${await makeDeviceTicket(peer(), persona(who))}`
      },
      /**
       * Follows a link; resolves once its world is open here, which takes a peer of it unless it was here before.
       * @throws Error for what is no link; and, with its world open, for one that names another room than its devices meet in
       */
      async join(link: string, stop?: AbortSignal): Promise<void> {
        const ticket = ticketIn(link)
        if (!ticket) throw new Error(t`This is not an invitation into a world of Mesi, or it was cut off on the way.`)
        let isOther = false
        await sessions.enter(await followTicket(ticket, sessions.options(), { stop, onOtherRoom: () => (isOther = true) }))
        if (isOther)
          throw new Error(t`You are in this world already. The link names another place to meet its devices, which is not believed.`)
      },
      async online(on: boolean): Promise<void> {
        ;(await sessions.current().syncing).online(on)
      },
      /** What every frame of this page takes longer, each way, in milliseconds, until 0 or a reload. */
      slow: async (by: number): Promise<void> => (await import('./carriers')).slowDown(by),
      /** Holds the host's part of this page still, as if its device were away, until `false` or a reload. */
      away: (on: boolean): void => peer().stepAside(on),
      /** Whether this page's disk has no room for anything more of this world, until `false` or a reload. */
      full: (on: boolean): void => peer().store.connection.full(on),
    },
  }
}

export type Mesi = ReturnType<typeof makeMesi>

const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** '90m', '48h', '31d', '1 month' as milliseconds from `now`. @throws Error for what it cannot read */
export function spanOf(by: string | number | Date, now: number): number {
  if (typeof by === 'number') return by
  if (by instanceof Date) return by.getTime() - now
  const match = /^(\d+)\s*(ms|s|m|h|d|w|months?)$/.exec(by.trim())
  if (!match) throw new Error(`"${by}" is no span of time. Say it like 90m, 48h, 31d or 1 month.`)
  const [, count, unit] = match as unknown as [string, string, string]
  if (!unit.startsWith('month')) return Number(count) * (units[unit] as number)
  return addMonths(now, Number(count)) - now
}
