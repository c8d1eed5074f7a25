/**
 * Plays a scenario on a stage: real browsers in tests, panes of one page in tours. By taps, as its people would; or by acts alone, which
 * leads to the same world faster. A player knows nothing of how a stage reaches its peers.
 */
import type { Introduction } from '../peer/founding'
import type { Outcome } from '../peer/refusals'
import {
  type Asked,
  type Deed,
  deedsOf,
  type Expectation,
  type Member,
  type Scenario,
  type Step,
  type Target,
  type Value,
} from './scenario'

/** A file as somebody picks it. */
export interface Picked {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What somebody of a peer has done there, once it is durable. */
export interface Acted {
  readonly id: string
  readonly account: string
  readonly type: string
}

/** What somebody reports, and why. */
export interface Reported {
  readonly content: string
  readonly breach: string
  readonly words: string
}

/** One peer, as a player reaches it: the developers' door, over whatever distance. */
export interface Door {
  /** Makes an account with a profile and acts as it from then on. @returns its id */
  join(kind: Member['kind'], introduction: Introduction): Promise<string>
  /** Makes an account of this peer the one its screens belong to. */
  be(who: string): Promise<void>
  /** @returns its id once it is durable; else why not */
  act(who: string, type: string, data: unknown): Promise<{ readonly id: string } | { readonly refused: string }>
  report(who: string, what: Reported): Promise<{ readonly id: string } | { readonly refused: string }>
  /** Opens a report at the desk. */
  lookInto(who: string, report: string): Promise<{ readonly id: string } | { readonly refused: string }>
  judge(
    who: string,
    judged: { readonly report: string; readonly misuse: string; readonly words: string },
  ): Promise<{ readonly id: string } | { readonly refused: string }>
  /** All that was done on this peer since it was opened, oldest first. */
  acted(): Promise<readonly Acted[]>
  write(who: string, words: string): Promise<unknown>
  /** Makes a file ready. */
  put(file: Picked): Promise<unknown>
  ask(question: string, args: unknown, as: string | undefined): Promise<unknown>
  advance(span: string): Promise<void>
  online(on: boolean): Promise<void>
  settled(): Promise<void>
  /** What it knows: equal on two peers that know the same, and have nothing pending. */
  stand(): Promise<{ readonly sum: string; readonly pending: number }>
  /** A link that brings another peer into this world. */
  invite(): Promise<string>
  /** The keys of somebody here, for another device of theirs; and the other device, which takes them. */
  lend(who: string): Promise<string>
  enrol(keys: string): Promise<string>
}

/** What came of an act, as a door tells it. The facts go along: of data that is not in its shape they say where. */
export const cameOf = (outcome: Outcome): { readonly id: string } | { readonly refused: string } =>
  outcome.ok ? { id: outcome.id } : { refused: outcome.clauses.map(({ id, text, facts }) => `${id} ${text}${inBrackets(facts)}`).join(' ') }
const inBrackets = (facts: object): string => (Object.keys(facts).length > 0 ? ` (${JSON.stringify(facts)})` : '')

/** What somebody does to a part of a screen, if it is not a tap. */
export interface How {
  readonly type?: string | undefined
  readonly file?: Picked | undefined
  readonly key?: string | undefined
}

/** What people see of a peer and do on it. */
export interface Screen {
  go(to: string): Promise<void>
  tap(target: Target, how: How): Promise<void>
  /** Resolves once a text is to be seen, or not to be seen any more. @throws when it does not come to that */
  shows(text: string): Promise<void>
  lacks(text: string): Promise<void>
}

export interface Stage {
  /** Opens a peer at an address within the app, or on an invite link. @param sharing another one, whose device and world it has, too */
  open(peer: string, at: string, sharing?: string): Promise<Door & Partial<Screen>>
  /** The bytes of a file that comes with the app. */
  file(name: string): Promise<Uint8Array<ArrayBuffer>>
}

export type By = 'taps' | 'acts'

export interface Playing {
  readonly by: By
  /** How many steps; all of them, if it is not said. */
  readonly upTo?: number
  /** How long an expected answer may take, in milliseconds. */
  readonly patience?: number
  /** Told before each step, which waits for it. */
  readonly onStep?: (step: Step, number: number) => unknown
}

/** What has come about: for whoever looks on after the last step. */
export interface Played {
  readonly doors: ReadonlyMap<string, Door & Partial<Screen>>
  readonly accounts: ReadonlyMap<string, string>
}

export interface Player extends Played {
  /** Plays one step and waits until all it expects is so. @param number 0 is the first @throws Error that names the step and what was wrong */
  step(number: number, by: By): Promise<void>
  /** Marks what has been done so far on the peer of a step, before somebody else does what it says. */
  before(number: number): Promise<number>
  /** A file that the scenario gives. */
  file(name: string): Promise<Picked>
  /** Waits for what a step causes and expects, which somebody did instead of this player. @param since as `before` told it */
  after(number: number, since: number): Promise<void>
}

/** Resolves when every step was played and everything expected was so. @throws Error that names the step and what was not as it should be */
export async function play(scenario: Scenario, stage: Stage, { by, upTo, patience, onStep }: Playing): Promise<Played> {
  const player = makePlayer(scenario, stage, patience)
  for (const [i, step] of scenario.steps.slice(0, upTo).entries()) {
    await onStep?.(step, i + 1)
    await player.step(i, by)
  }
  return player
}

/** A step in a few words, e.g. for whoever reads why it failed. */
export const stepInWords = (step: Step): string => ('target' in step ? `${step.do} ${step.target.role} "${step.target.name}"` : step.do)

/**
 * From which step on taps have to be played so that the screens of a step are as they should be: all before it may be played by acts.
 * Screens begin anew wherever somebody goes to an address.
 */
export function tapsFrom({ steps }: Scenario, number: number): number {
  const lastGo = (before: number, on: string | undefined): number => {
    const found = steps.slice(0, before + 1).findLastIndex((step) => step.do === 'go' && step.on === on)
    return found < 0 ? before : found
  }
  let from = lastGo(number, steps[number]?.on)
  for (let i = number - 1; i >= from; i--) {
    const step = steps[i]
    if (step?.do === 'tap') from = Math.min(from, lastGo(i, step.on))
  }
  return from
}

/** @param patience how long an expected answer may take, in milliseconds */
export function makePlayer(scenario: Scenario, stage: Stage, patience = 60_000): Player {
  const doors = new Map<string, Door & Partial<Screen>>()
  const accounts = new Map<string, string>()
  const made = new Map<string, string>()

  return {
    doors,
    accounts,
    step: (number, by) =>
      naming(number, async (step) => {
        await playStep(step, by)
        await meetAll(step, by)
      }),
    before: (number) => naming(number, marked),
    file: fileOf,
    after: (number, since) =>
      naming(number, async (step) => {
        for (const deed of deedsOf(step)) await caused(step, deed, since)
        await meetAll(step, 'taps')
      }),
  }

  async function naming<T>(number: number, work: (step: Step) => Promise<T>): Promise<T> {
    const step = scenario.steps[number]
    if (!step) throw new Error(`${scenario.id} has no step ${number + 1}`)
    try {
      return await work(step)
    } catch (error) {
      const says = (error as Error).message
      throw new Error(`${scenario.id}, step ${number + 1} (${step.as} on ${step.on}: ${stepInWords(step)}): ${says}`, { cause: error })
    }
  }

  async function playStep(step: Step, by: By): Promise<void> {
    switch (step.do) {
      case 'go':
        return go(step, by)
      case 'tap': {
        if (by === 'acts') return doDeeds(step)
        const since = await marked(step)
        const { type, key } = step
        await screen(step).tap(step.target, { type, key, file: step.file === undefined ? undefined : await fileOf(step.file) })
        for (const deed of deedsOf(step)) await caused(step, deed, since)
        return
      }
      case 'act':
        return doDeeds(step)
      case 'be':
        return door(step.on).be(member(step).handle)
      case 'pair':
        return void accounts.set(step.as, await door(step.on).enrol(await door(step.with).lend(member(step).handle)))
      case 'clock':
        return door(step.on).advance(step.advance)
      case 'net':
        return door(step.on).online(step.online)
      case 'wait':
        return step.with === undefined ? door(step.on).settled() : agree(door(step.on), door(step.with))
    }
  }

  async function agree(one: Door, other: Door): Promise<void> {
    await until(patience, async () => {
      await Promise.all([one.settled(), other.settled()]) // at once: a guest would wait some seconds for its host's next seal
      const [a, b] = [await one.stand(), await other.stand()]
      return a.sum === b.sum && a.pending + b.pending === 0 ? undefined : 'the two do not come to know the same'
    })
  }

  async function go(step: Extract<Step, { do: 'go' }>, by: By): Promise<void> {
    const { on, to } = step
    if (typeof to === 'object' && 'insteadOf' in to) {
      const supposed = JSON.stringify({ parameters: to.parameters, without: to.without.map(madeBy) })
      await door(to.insteadOf).settled()
      doors.set(on, await stage.open(on, `${to.at}?${new URLSearchParams({ suppose: supposed })}`, to.insteadOf))
      return door(on).be(member(step).handle)
    }
    const known = doors.get(on)
    if (known && by === 'acts') return
    const at = typeof to === 'string' ? namedIn(to) : await door(to.invitedBy).invite()
    if (known) await known.go?.(at)
    else doors.set(on, await stage.open(on, by === 'acts' && typeof to === 'string' ? '/' : at))
  }
  /** An address with the ids of what was made on the way, as in `/post/{made:letter}`. @throws Error for any other name in braces */
  function namedIn(address: string): string {
    return address.replaceAll(/\{([^}]*)\}/g, (name) => {
      if (!name.startsWith('{made:')) throw new Error(`${name} in ${address} names nothing: it could be {made:…}`)
      return madeBy(name.slice('{made:'.length, -1))
    })
  }

  async function doDeeds(step: Step): Promise<void> {
    for (const deed of deedsOf(step)) await doDeed(step, deed)
  }

  async function doDeed(step: Step, deed: Deed): Promise<void> {
    const { kind, name, handle, bio, categories } = member(step)
    const more = { ...(bio === undefined ? {} : { bio }), ...(categories ? { categories } : {}) }
    if ('joins' in deed) return void accounts.set(step.as, await door(step.on).join(kind, { name, handle, ...more }))
    const outcome =
      'reports' in deed
        ? await door(step.on).report(handle, { ...deed, content: (await resolve(step, deed.reports)) as string })
        : 'opens' in deed
          ? await door(step.on).lookInto(handle, (await resolve(step, deed.opens)) as string)
          : 'judges' in deed
            ? await door(step.on).judge(handle, { ...deed, report: (await resolve(step, deed.judges)) as string })
            : await door(step.on).act(handle, deed.act, await resolve(step, deed.data))
    if ('refused' in outcome) throw new Error(`${typeOf(deed)} was refused: ${outcome.refused}`)
    if (deed.makes !== undefined) made.set(deed.makes, outcome.id)
  }

  async function marked(step: Step): Promise<number> {
    return doors.has(step.on) ? (await door(step.on).acted()).length : 0
  }

  /** What a tap was to do has been done, by whom it was to be done. A tap of somebody who joins tells nobody their account: the world is asked. */
  async function caused(step: Step, deed: Deed, since: number): Promise<void> {
    const { handle } = member(step)
    await until(patience, async () => {
      if ('joins' in deed) {
        const found = (await door(step.on).ask('profileByHandle', { handle }, undefined)) as { account: string } | null
        if (!found) return `nobody is called ${handle} after this tap`
        accounts.set(step.as, found.account)
        return undefined
      }
      const account = accounts.get(step.as)
      const news = (await door(step.on).acted()).slice(since)
      const found = news.find(
        ({ id, type, account: by }) =>
          type === typeOf(deed) && (account === undefined || by === account) && ![...made.values()].includes(id),
      )
      if (!found) return `${handle} did ${news.map(({ type }) => type).join(', ') || 'nothing'}, not ${typeOf(deed)}`
      if (deed.makes !== undefined) made.set(deed.makes, found.id)
      return undefined
    })
  }

  async function meetAll(step: Step, by: By): Promise<void> {
    for (const expected of step.expect ?? []) await meet(step, expected, by)
  }

  async function meet(step: Step, expected: Expectation, by: By): Promise<void> {
    if ('text' in expected) return by === 'taps' ? screen(step).shows(expected.text) : undefined
    if ('gone' in expected) return by === 'taps' ? screen(step).lacks(expected.gone) : undefined
    const wanted = JSON.stringify(await resolve(step, expected.is))
    await until(patience, async () => {
      const is = JSON.stringify((await answer(step, expected)) ?? null)
      return is === wanted ? undefined : `${expected.question} ${expected.at ?? ''} is ${is}, not ${wanted}`
    })
  }

  async function answer(step: Step, { question, args, at }: Asked): Promise<unknown> {
    const as = accounts.get(step.as)
    let found = await door(step.on).ask(question, await resolve(step, args ?? {}), as)
    for (const key of at?.split('.') ?? []) found = (found as Record<string, unknown> | null | undefined)?.[key]
    return found
  }

  /** A value with everything in it that only the playing knows. */
  async function resolve(step: Step, value: Value): Promise<unknown> {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return Promise.all(value.map((each) => resolve(step, each as Value)))
    if ('$account' in value) {
      const account = accounts.get(value.$account as string) ?? (await accountOf(step, value.$account as string))
      if (account === undefined) throw new Error(`${JSON.stringify(value)} is not here yet`)
      return account
    }
    if ('$made' in value) return madeBy(value.$made as string)
    if ('$words' in value) return door(step.on).write(member(step).handle, value.$words as string)
    if ('$file' in value) return door(step.on).put(await fileOf(value.$file as string))
    if ('$answer' in value) {
      const found = await answer(step, value.$answer as Asked)
      if (found === undefined) throw new Error(`${JSON.stringify(value)} answers nothing`)
      return found
    }
    const entries = Object.entries(value).map(async ([key, each]) => [key, await resolve(step, each)] as const)
    return Object.fromEntries(await Promise.all(entries))
  }

  /** Of the house, which was there before anybody joined. */
  async function accountOf(step: Step, who: string): Promise<string | undefined> {
    const handle = scenario.cast[who]?.handle
    return ((await door(step.on).ask('profileByHandle', { handle }, undefined)) as { account: string } | null)?.account
  }

  async function fileOf(name: string): Promise<Picked> {
    const written = scenario.files?.[name]
    const bytes = written === undefined ? await stage.file(name) : Uint8Array.from(atob(written), (letter) => letter.charCodeAt(0))
    return { name, bytes }
  }
  function madeBy(name: string): string {
    const id = made.get(name)
    if (id === undefined) throw new Error(`nothing was made by the name of ${name}`)
    return id
  }
  function door(peer: string): Door & Partial<Screen> {
    const found = doors.get(peer)
    if (!found) throw new Error(`${peer} is not open`)
    return found
  }
  function screen(step: Step): Screen {
    const found = door(step.on)
    if (!found.tap) throw new Error('this stage has no screens')
    return found as Door & Screen
  }
  function member(step: Step): Member {
    return scenario.cast[step.as] as Member
  }
}

/** By which act something is done. */
export const typeOf = (deed: Exclude<Deed, { joins: true }>): string =>
  'act' in deed ? deed.act : 'opens' in deed ? 'moderation.reportOpened' : 'judges' in deed ? 'moderation.reportJudged' : 'reports.filed'

/** Looks again and again. @param look answers what is still wrong @throws Error with that, when it stays wrong for too long */
async function until(patience: number, look: () => Promise<string | undefined>): Promise<void> {
  for (const end = Date.now() + patience; ; ) {
    const wrong = await look()
    if (wrong === undefined) return
    if (Date.now() > end) throw new Error(wrong)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
