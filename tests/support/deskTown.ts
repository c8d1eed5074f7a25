/** A real world with a desk: Mesi is the admin, Mia and Max are moderators, Ana posts and Ben reports; all of them at the host. */
import { stubOf } from '../../src/areas/reports/events'
import { openReport, sealReport } from '../../src/areas/reports/ui/sealing'
import { subjectShown } from '../../src/areas/reports/ui/subjectShown'
import { reports } from '../../src/areas/reports/rules'
import type { Hash } from '../../src/log/types'
import type { Peer } from '../../src/peer/peer'
import type { Persona } from '../../src/peer/personas'
import { arrive, does, newWorld, type StillMachine, stillMachine } from './peers'

export const DAY = 86_400_000

export async function deskTown(time: StillMachine = stillMachine()) {
  const peer = await newWorld(time)
  const house = peer.personas[0] as Persona
  const [mia, max, ana, ben] = [
    await arrive(peer, 'mia'),
    await arrive(peer, 'max'),
    await arrive(peer, 'ana'),
    await arrive(peer, 'ben'),
  ] as const
  for (const { account } of [mia, max]) await does(peer, house, 'accounts.roleGranted', { account, role: 'moderator' })
  return { peer, time, house, mia, max, ana, ben }
}

export const reasonsOf = (peer: Peer, { account }: Persona) => peer.write(account, 'Because of what it shows')

/** Changes parameters, and seals: from then on they are in force. */
export async function sets(peer: Peer, house: Persona, values: Readonly<Record<string, number | string>>): Promise<void> {
  for (const [name, value] of Object.entries(values))
    await does(peer, house, 'policy.parameterChanged', { name, value, reasons: reasonsOf(peer, house) })
  await peer.jump(1_000, 'a test')
}

export const posts = (peer: Peer, by: Persona): Promise<Hash> =>
  does(peer, by, 'content.published', {
    form: 'droplet',
    media: 'text',
    files: [],
    audience: 'everyone',
    moods: [],
    tags: [],
    rightsConfirmed: true,
    made: 'human',
    persona: 'none',
    caption: peer.write(by.account, 'Good evening'),
  })

export const finds = (peer: Peer, by: Persona, post: Hash): Promise<Hash> =>
  does(peer, by, 'moderation.caseOpened', { subject: { kind: 'content', id: post, version: '0' }, breach: 'unethical' })
export const claims = (peer: Peer, by: Persona, of: Hash): Promise<Hash> => does(peer, by, 'moderation.claimed', { case: of })
export const decides = (peer: Peer, by: Persona, of: Hash, outcome: 'clear' | 'remove' | 'yellow' | 'red'): Promise<Hash> =>
  does(peer, by, 'moderation.decided', {
    case: of,
    version: '0',
    outcome,
    ...(outcome === 'clear' ? {} : { breach: 'unethical' }),
    reasons: reasonsOf(peer, by),
  })

/** A post of somebody's is found and decided about; the decision is in effect. @returns the decision */
export async function flagged(peer: Peer, by: Persona, whose: Persona, outcome: 'remove' | 'yellow' | 'red'): Promise<Hash> {
  const found = await finds(peer, by, await posts(peer, whose))
  await claims(peer, by, found)
  const decision = await decides(peer, by, found, outcome)
  await peer.jump(600_000, 'a test')
  return decision
}

/** Reports a post as the form does it. @returns the report's id */
export async function reportsPost(peer: Peer, by: Persona, post: Hash, statement = 'It should not be here'): Promise<Hash> {
  const about = peer.answers.ask(subjectShown, { kind: 'content', id: post }, by.account)
  if (!about) throw new Error('there is no such post')
  const { version, people, evidence } = about
  const told = {
    subject: { kind: 'content', id: post, version },
    breach: 'unethical',
    statement,
    evidence,
  } as const
  const data = await sealReport(peer, by.account, told, people)
  if ('refusedBy' in data) throw new Error(data.refusedBy)
  return does(peer, by, 'reports.filed', data)
}

/** What somebody of the desk reads in a report. */
export async function readsReport(peer: Peer, by: Persona, report: Hash) {
  const row = peer.engine.read(reports, report)
  if (!row) throw new Error('there is no such report')
  const words = (await peer.texts.load([row.sealed.hash])).get(row.sealed.hash)
  const told = await openReport(peer, by.account, row, words ?? null)
  if (typeof told === 'string') throw new Error(told)
  return told
}
export async function opensReport(peer: Peer, by: Persona, report: Hash): Promise<Hash> {
  const { secret, subject, breach } = await readsReport(peer, by, report)
  return does(peer, by, 'moderation.reportOpened', { stub: stubOf(secret), subject, breach })
}
