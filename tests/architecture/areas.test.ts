/** What a new area brings beside its rules, and no compiler asks for: the message of each test says what is missing, and where it goes. */
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { actsOf } from '../../src/areas/format'
import type { Replay } from '../../src/log/replay'
import { screensApart } from '../../src/peer/screens'
import { read } from './sources'

/** Acts that bring words or files, and what becomes of these when whoever did them deletes the account (DEL-2, K3). */
const brought: Readonly<Record<string, readonly string[]>> = {
  'erased by the rule of `accounts.deletionConfirmed`': ['accounts.profileEdited', 'accounts.personaCreated', 'accounts.personaConfigured'],
  'left behind, and destroyed by peer/erasure.ts': [
    'ledger.withdrawn',
    'content.published',
    'content.edited',
    'content.commented',
    'content.collectionCreated',
    'content.collectionRenamed',
    'tips.sent',
  ],
  'kept: what the desk decided by, and has to be able to give reasons for': [
    'reports.filed',
    'moderation.keysShared',
    'moderation.decided',
    'moderation.blackReviewed',
    'moderation.reportJudged',
    'moderation.appealed',
    'moderation.appealDecided',
  ],
  'kept: why a rule of this world was changed': ['policy.parameterChanged'],
}

test('of every act that brings words or files it is said what becomes of them when their maker is gone', () => {
  const bring = actsOf(areas).filter(({ schema }) => bringsSomething(schema))
  expect(
    bring.map(({ type }) => type).toSorted(),
    'have what a new act brings destroyed in peer/erasure.ts, with a test in tests/peer/erasure.test.ts, and name the act above; or say there why it is kept',
  ).toEqual(Object.values(brought).flat().toSorted())
})

/** Tables that `screensApart` (peer/screens.ts) does not look at, and why no screen differs by them alone. */
const unseen: Readonly<Record<string, readonly string[]>> = {
  'who may come in, and on which device': ['accounts.invites', 'accounts.devices'],
  'the row of the account says it, too': ['accounts.handles', 'accounts.looks', 'accounts.house'],
  'whom somebody blocks is shown to nobody else': ['accounts.blocks'],
  'the row of the post says it, too': ['content.versions'],
  'the wallets and entries of the same move of money say it, too': ['ledger.books', 'ledger.counts', 'ledger.holds', 'ledger.topUps'],
  'only told before money moves': ['ledger.rates', 'ledger.inForce'],
  'the parameters in force say it, too': ['policy.changes', 'policy.past'],
  'the reports, cases and decisions of the desk say it, too': [
    'reports.stubs',
    'reports.marked',
    'reports.reporters',
    'reports.answers',
    'reports.clearings',
    'moderation.gathering',
    'moderation.against',
    'moderation.shares',
    'moderation.steps',
    'moderation.desks',
    'moderation.lastCheck',
  ],
  'what the filter saw: what came of it stands in gates, veils and cases': [
    'filter.findings',
    'filter.latest',
    'filter.tallies',
    'filter.looks',
  ],
  'files and words that are gone': ['accounts.erased'],
}

test('of every table it is said which screens differ with it, where somebody asks what if', async () => {
  const names = new Map(areas.flatMap(({ tables }) => tables.map(({ id, name }) => [String(id), name])))
  const seen = new Set<string | undefined>()
  const maps = new Proxy({}, { get: (_, id) => (seen.add(names.get(String(id))), new Map()) })
  const nothing = { state: { maps } } as unknown as Replay
  await screensApart(nothing, nothing)
  expect(
    [...names.values()].filter((name) => !seen.has(name)).toSorted(),
    'note in peer/screens.ts the screens that a new table is shown on, or name it above with the reason why none differs by it alone',
  ).toEqual(Object.values(unseen).flat().toSorted())
})

/** Routes of which no picture is taken at their own address, and why. */
const unpictured: Readonly<Record<string, string>> = {
  '/me': 'leads on to the own profile',
  '/desk/:case': 'opened at the desk, by hand',
  '/parts': 'has tests of its own, in tests/look',
  '/tours/:id': 'has tests of its own, in tours.spec.ts',
}

test('every screen is looked at as a picture', () => {
  const routes = [...read('src/app/App.tsx').matchAll(/^ {2}'(\/[^']*)': lazy/gm)].map(([, path = '']) => path)
  const addresses = [...read('tests/pictures/screens.ts').matchAll(/['"`](\/[^'"`\s$?]*)/g)].map(([, path = '']) =>
    path.replace(/(?<=.)\/$/, '/x'),
  )
  const pictured = new Set(addresses.map((address) => routes.find((route) => leadsTo(route, address))))
  expect(routes.length).toBeGreaterThan(20)
  expect(
    routes.filter((route) => !pictured.has(route)),
    'show a new screen in tests/pictures/screens.ts: narrow.spec.ts looks at it there, too',
  ).toEqual(Object.keys(unpictured))
})

/** Whether an address is one of a route, such as `/u/anna` of `/u/:who`. */
function leadsTo(route: string, address: string): boolean {
  const pattern = route.replaceAll(/\/:\w+\?/g, '(?:/[^/]+)?').replaceAll(/\/:\w+/g, '/[^/]+')
  return new RegExp(`^${pattern}$`).test(address)
}

/** Whether data of this shape brings words or a file: by its hash and length, or by one of the names by which peers know it (`peer/payload.ts`). */
function bringsSomething(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  const names = Object.keys((schema as { readonly properties?: object }).properties ?? {})
  const isNamed = names.includes('hash') && (names.includes('characters') || names.includes('size'))
  return isNamed || names.includes('settings') || names.includes('sealed') || Object.values(schema).some(bringsSomething)
}
