/**
 * `window.mesi`, the developers' door: whatever a person can do in the product can be done here, by the same rules, and
 * nothing that a person could not. Scenarios, tests and the director go through it too.
 */
import { areas } from '../areas'
import { profileByHandle } from '../areas/accounts/views'
import type { AccountId, Question } from '../areas/area'
import type { questions as Questions } from '../areas/asked'
import type { ActName, AnswerOf, ArgsOf, DataOf, QuestionName } from '../areas/typed'
import type { ActFormat } from '../areas/format'
import type { Examined, Work } from '../filter'
import { isHash } from '../log/rows'
import type { Data, Hash, Json, Verdict } from '../log/types'
import { actCalled, argsOf, type Asking, askingOf, idOf } from './called'
import { makeControls } from './controls'
import type { Introduction } from './founding'
import { pastGateHere } from './gateHere'
import { isCalled, personaNamed, type PersonaInfo, personasHere } from './named'
import type { Past } from './past'
import type { Peer } from './peer'
import type { Outcome } from './refusals'
import type { Judged, Reported } from './reporting'
import type { Sessions } from './sessions'
import type { VoidAct } from './voids'

/** What can be asked by name comes once the first screen is seen, which asks for itself. */
let questions: typeof Questions | undefined
export async function bringQuestions(): Promise<void> {
  ;({ questions } = await import('../areas/asked'))
}

export function makeMesi(sessions: Sessions) {
  const peer = () => sessions.current().peer
  const persona = (who: string) => personaNamed(peer(), who)

  const accountOf = (who: string | undefined): AccountId | undefined => {
    if (who === undefined) return undefined
    const found = peer().personas.find(({ account }) => isCalled(peer(), account, who))
    const account = found?.account ?? peer().answers.ask(profileByHandle, { handle: who })?.account
    if (account !== undefined || isHash(who)) return account ?? who
    throw new Error(`Nobody in this world is called "${String(who)}".`)
  }
  function questionOf(name: string): Question<unknown> {
    if (!questions) throw new Error('What can be asked by name is still on its way. It is here after `await mesi.settled()`.')
    const question = questions.get(name)
    if (!question) throw new Error(`No question is called "${name}". There are: ${[...questions.keys()].join(', ')}.`)
    return question
  }
  function askNamed(name: string, args: unknown, as?: AccountId): unknown {
    const question = questionOf(name)
    return peer().answers.ask(question, argsOf(question, args), as)
  }

  /** The final log as it was played for the last question about the past, until more of it is final. */
  let played: { readonly of: Hash; readonly past: Past } | undefined
  async function askThen(name: string, args: unknown, as: AccountId | undefined, at: Date | number): Promise<unknown> {
    const question = questionOf(name)
    const known = argsOf(question, args)
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

  return {
    ...makeControls(sessions),

    /** Every act with its JSON schema. */
    acts: async (): Promise<readonly ActFormat[]> => (await import('../areas/format')).actsOf(areas),
    /** Every question there is; none before the first screen is seen. */
    questions(): readonly string[] {
      if (!questions) void bringQuestions().catch(() => undefined) // whoever looks again finds them, though they could not be had at first
      return [...(questions?.keys() ?? [])].sort()
    },

    /**
     * Does one act as a persona; resolves once it is durable, and once the filter has looked at what it publishes where that is this
     * browser's own (`gateHere.ts`).
     * @param who handle or account id @param type event name without version, e.g. `tips.sent`
     */
    async act<A extends ActName>(who: string, type: A, data: DataOf<A>): Promise<Outcome> {
      const here = peer()
      const outcome = await here.act(persona(who).device, [{ type: actCalled(type), data: data as Data }])
      if (outcome.ok && type === 'content.published') await pastGateHere(here, outcome.id)
      if (outcome.ok && type === 'content.edited') await pastGateHere(here, (data as DataOf<'content.edited'>).content)
      return outcome
    },
    /** Would it be refused? Changes nothing. */
    try: <A extends ActName>(who: string, type: A, data: DataOf<A>): Outcome =>
      peer().ask(persona(who).device.id, { type: actCalled(type), data: data as Data }),
    /**
     * Reports a post to the desk, sealed as the form does it. @throws RangeError where nobody at the desk could open it
     */
    report: async (who: string, reported: Reported): Promise<Outcome> =>
      (await import('./reporting')).report(peer(), persona(who), reported),
    /** Somebody at the desk opens a report, as its screen does it. @throws Error where they cannot read it */
    lookInto: async (who: string, report: Hash): Promise<Outcome> => (await import('./reporting')).lookInto(peer(), persona(who), report),
    /** Somebody at the desk calls a report misuse, as its screen does it. @throws Error where they cannot read it */
    judge: async (who: string, judged: Judged): Promise<Outcome> => (await import('./reporting')).judge(peer(), persona(who), judged),
    /** Words for an act: a payload beside the row, kept with the first act that names it. */
    write(who: string, words: Json) {
      const { account } = persona(who)
      if (words === undefined) throw new Error(`What "${who}" writes is missing: it stands behind who writes it.`)
      return peer().write(account, words)
    },
    /**
     * What a screen would show.
     * @param options `as`: to whom, by handle or account id. `at`: at another moment of what is final, as a Date or world time in milliseconds;
     * a moment outside of it counts as the nearest one in it. Then the answer is a promise, since the log is read for it
     */
    ask<N extends QuestionName, O extends Asking>(question: N, args?: ArgsOf<N>, asking: O | Asking = {}): Asked<N, O> {
      const { as, at } = askingOf(asking)
      return (at === undefined ? askNamed(question, args, accountOf(as)) : askThen(question, args, accountOf(as), at)) as Asked<N, O>
    },
    /** Acts of this browser's accounts that did not happen, newest first; of one account, if it is named. */
    voids: (who?: string): readonly VoidAct[] => {
      const account = who === undefined ? undefined : persona(who).account
      return peer().voids.list.filter((act) => account === undefined || act.account === account)
    },
    verdict: async (id: Hash): Promise<{ standing: string; verdict: Verdict }> => peer().verdict(idOf(id)),

    personas: (): PersonaInfo[] => personasHere(peer()),
    /** Makes an account of this browser the one its screens belong to. */
    be: (who: string): void => sessions.be(persona(who).account),
    /** The account that this page acts as. */
    me: (): AccountId | undefined => sessions.me(),
    /**
     * A new account whose keys this browser holds. A Real Persona has then accepted the policy. @throws Error with the clause where its name
     * or handle is refused: then there is no such account
     */
    async join(kind: 'real' | 'ai', introduction: Introduction): Promise<AccountId> {
      const { createPersona, introductionOf } = await import('./founding')
      const policy = kind === 'real' ? [{ type: 'accounts.policyAccepted', data: { policy: 'human creator' } }] : []
      const made = await createPersona(peer(), kind, (account) => [...policy, ...introductionOf(peer(), account, introduction)])
      return made.account
    },

    /** The keys of a persona here, for another device of theirs; `enrol` on that device takes them, once it knows the account. */
    lend: async (who: string): Promise<string> => (await import('./pairing')).lendKeys(peer(), persona(who)),
    enrol: async (keys: string): Promise<AccountId> => (await import('./pairing')).enrolHere(peer(), keys),

    filter: {
      /** What the filter says of a work, here and now; nothing follows from it. @throws FilterFailed */
      examine: async (work: Work): Promise<Examined> => (await import('../filter')).examine(work),
    },

    /**
     * Resolves when all that was begun is durable, peers are quiet and have the same, and nothing more becomes final before somebody does
     * something; and all can be asked. Whoever is linked to anybody waits for what is pending, for a seal may come by way of others. Who is
     * linked to nobody waits for nobody, and what they did stays pending: right after `peers.online(true)` wait for what is to come of it.
     * @throws Error where nothing comes of what is pending for half a minute, though all is quiet: nobody here leads to the host, or it rests
     */
    async settled(): Promise<void> {
      await bringQuestions()
      let stands = ''
      let since = 0
      for (;;) {
        await (await peer().examining?.catch(() => undefined))?.idle()
        await peer().idle()
        const sync = await sessions.current().syncing
        const quiet = sync.isQuiet()
        const { frozen, unfit, open, last } = peer().engine
        const isAlone = sync.links().every(({ isOwn }) => isOwn)
        if (peer().sleptFor || peer().isAway || frozen || unfit) {
          if (quiet) return // nothing is sealed before somebody says how time goes on, lets the host back, makes a choice or updates
        } else if (peer().host) {
          if (quiet && open.length > 0) await peer().sealNow({ full: true })
          // Who has forgotten seals of their own waits for somebody who knows what these cover.
          if (quiet && (peer().engine.open.length === 0 || (isAlone && peer().engine.next.length > 0))) return
        } else if (quiet && (peer().pending === 0 || isAlone)) return
        const now = quiet ? `${last.hash} ${open.length}` : ''
        if (now === '' || now !== stands) [stands, since] = [now, performance.now()]
        if (performance.now() - since > STANDS_STILL) throw new Error(notSettled(peer()))
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    /** Number and sum of the last seal, and how much is pending: equal on all peers that are settled. */
    hash: () => {
      const { last } = peer().engine
      return { world: peer().world, seal: last.number, sum: last.sum, pending: peer().pending }
    },
  }
}

/** Far longer than a host lets lie what it has heard of. */
const STANDS_STILL = 30_000
const notSettled = ({ pending, finality }: Peer): string =>
  `Of what is pending (${pending}) nothing has become final for half a minute, though all is quiet. ${finality.says || 'Perhaps nobody who is here leads to the host of this world, or has what its seals cover.'}`

type Asked<N extends QuestionName, O> = O extends { readonly at: Date | number } ? Promise<AnswerOf<N>> : AnswerOf<N>

export type Mesi = ReturnType<typeof makeMesi>
