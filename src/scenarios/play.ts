/**
 * Plays a scenario on a stage: real browsers in tests, panes of one page in tours. By taps, as its people would; or by acts alone, which
 * leads to the same world faster. A player knows nothing of how a stage reaches its peers.
 */
import type { Introduction } from '../peer/worlds'
import type { Asked, Deed, Expectation, Member, Scenario, Step, Target, Value } from './scenario'

/** One peer, as a player reaches it: the developers' door, over whatever distance. */
export interface Door {
  /** Makes an account with a profile and acts as it from then on. @returns its id */
  join(kind: Member['kind'], introduction: Introduction): Promise<string>
  /** @returns why not, or `undefined` once it is durable */
  act(who: string, type: string, data: unknown): Promise<string | undefined>
  write(who: string, words: string): Promise<unknown>
  /** Makes a file of the corpus ready. */
  put(file: string): Promise<unknown>
  ask(question: string, args: unknown, as: string | undefined): Promise<unknown>
  advance(span: string): Promise<void>
  online(on: boolean): Promise<void>
  settled(): Promise<void>
  /** A link that brings another peer into this world. */
  invite(): Promise<string>
  /** The keys of somebody here, for another device of theirs; and the other device, which takes them. */
  lend(who: string): Promise<string>
  enrol(keys: string): Promise<string>
}

/** What people see of a peer and do on it. */
export interface Screen {
  go(to: string): Promise<void>
  tap(target: Target, how: { readonly type?: string | undefined; readonly file?: string | undefined }): Promise<void>
  /** Resolves once a text is to be seen, or not to be seen any more. @throws when it does not come to that */
  shows(text: string): Promise<void>
  lacks(text: string): Promise<void>
}

export interface Stage {
  /** Opens a peer at an address within the app, or on an invite link. */
  open(peer: string, at: string): Promise<Door & Partial<Screen>>
}

export interface Playing {
  readonly by: 'taps' | 'acts'
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

/** Resolves when every step was played and everything expected was so. @throws Error that names the step and what was not as it should be */
export async function play(scenario: Scenario, stage: Stage, { by, upTo, patience = 15_000, onStep }: Playing): Promise<Played> {
  const doors = new Map<string, Door & Partial<Screen>>()
  const accounts = new Map<string, string>()

  for (const [i, step] of scenario.steps.slice(0, upTo).entries()) {
    await onStep?.(step, i + 1)
    try {
      await playStep(step)
      for (const expected of step.expect ?? []) await meet(step, expected)
    } catch (error) {
      const what = 'target' in step ? `${step.do} ${step.target.role} "${step.target.name}"` : step.do
      throw new Error(`${scenario.id}, step ${i + 1} (${step.as} on ${step.on}: ${what}): ${(error as Error).message}`, { cause: error })
    }
  }
  return { doors, accounts }

  async function playStep(step: Step): Promise<void> {
    switch (step.do) {
      case 'go':
        return go(step)
      case 'tap': {
        if (by === 'acts') return step.causes ? doDeed(step, step.causes) : undefined
        await screen(step).tap(step.target, step)
        return step.causes ? caused(step, step.causes) : undefined
      }
      case 'act':
        return doDeed(step, step.deed)
      case 'pair':
        return void accounts.set(step.as, await door(step.on).enrol(await door(step.with).lend(member(step).handle)))
      case 'clock':
        return door(step.on).advance(step.advance)
      case 'net':
        return door(step.on).online(step.online)
      case 'wait':
        return door(step.on).settled()
    }
  }

  async function go({ on, to }: Extract<Step, { do: 'go' }>): Promise<void> {
    const known = doors.get(on)
    if (known && by === 'acts') return
    const at = typeof to === 'string' ? to : await door(to.invitedBy).invite()
    if (known) await known.go?.(at)
    else doors.set(on, await stage.open(on, by === 'acts' && typeof to === 'string' ? '/' : at))
  }

  async function doDeed(step: Step, deed: Deed): Promise<void> {
    const { kind, name, handle } = member(step)
    if ('joins' in deed) return void accounts.set(step.as, await door(step.on).join(kind, { name, handle }))
    const refused = await door(step.on).act(handle, deed.act, await resolve(step, deed.data))
    if (refused !== undefined) throw new Error(`${deed.act} was refused: ${refused}`)
  }

  /** A tap of somebody who joins tells nobody their account: the world is asked. */
  async function caused(step: Step, deed: Deed): Promise<void> {
    if (!('joins' in deed)) return
    await until(patience, async () => {
      const found = (await door(step.on).ask('profileByHandle', { handle: member(step).handle }, undefined)) as { account: string } | null
      if (!found) return `nobody is called ${member(step).handle} after this tap`
      accounts.set(step.as, found.account)
      return undefined
    })
  }

  async function meet(step: Step, expected: Expectation): Promise<void> {
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
      const account = accounts.get(value.$account as string)
      if (account === undefined) throw new Error(`${JSON.stringify(value)} is not here yet`)
      return account
    }
    if ('$words' in value) return door(step.on).write(member(step).handle, value.$words as string)
    if ('$file' in value) return door(step.on).put(value.$file as string)
    if ('$answer' in value) {
      const found = await answer(step, value.$answer as Asked)
      if (found === undefined) throw new Error(`${JSON.stringify(value)} answers nothing`)
      return found
    }
    const entries = Object.entries(value).map(async ([key, each]) => [key, await resolve(step, each)] as const)
    return Object.fromEntries(await Promise.all(entries))
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

/** Looks again and again. @param look answers what is still wrong @throws Error with that, when it stays wrong for too long */
async function until(patience: number, look: () => Promise<string | undefined>): Promise<void> {
  for (const end = Date.now() + patience; ; ) {
    const wrong = await look()
    if (wrong === undefined) return
    if (Date.now() > end) throw new Error(wrong)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
