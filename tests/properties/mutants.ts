/**
 * Seeded bugs: each is one edit of the source, and random worlds must notice it: of the kernel the worlds of `seek`, of whole peers towns
 * (`town.ts`). A bug that no world notices says that the worlds are too tame, or that the line is not needed. Run by `npm run soak`.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type { seek } from './counterexamples'

interface Mutant {
  readonly name: string
  readonly file: 'engine' | 'fold' | 'order' | 'seals' | 'state'
  readonly from: string
  readonly to: string
}
const mutant = (file: Mutant['file'], name: string, from: string, to: string): Mutant => ({ file, name, from, to })

const mutants: readonly Mutant[] = [
  // places and delivery
  mutant('order', 'K6: a place is 1 ms behind its parent, not a step', 'at = Math.max(at, parent.at)', 'at = Math.max(at, parent.at + 1)'),
  mutant('order', 'K9: what arrives late keeps its stamp', 'let at = Math.max(row.body.stamp, floor)', 'let at = row.body.stamp'),
  mutant('order', 'K6: no hash in the last tie', ' ||\n  compare(a.hash, b.hash)', ''),
  mutant('order', 'K6: steps do not count in the order', 'a.at - b.at ||\n  a.step - b.step ||', 'a.at - b.at ||'),
  mutant('order', 'K6: only prev gives a place', '[body.prev, ...parents]', '[body.prev]'),
  mutant('order', 'K5: a settled reference gives a place', 'body.seen.filter((ref) => !this.isSettled(ref)).map(', 'body.seen.map('),
  mutant(
    'order',
    'K5: a reference that lies is settled by any cut row',
    'return row !== undefined && row.body.device === device && row.body.seq === seq',
    'return row !== undefined',
  ),
  mutant('order', 'K6: a lie about seq is a parent all the same', ' && node.row.body.device === device && node.row.body.seq === seq', ''),
  mutant('order', 'K6: what waits is not asked again', 'ready.push(...next)', ''),
  mutant('order', 'K15: a batch is merged one place too late', 'return low\n', 'return low + 1\n'),
  mutant('order', 'K7: nothing is kept aside', "if (!node.letIn && body.stamp > worldTime + HOLD_BACK) return 'clock'", ''),
  mutant('order', 'K7: what was let in is put out again', '!node.letIn && body.stamp', 'body.stamp'),
  mutant(
    'order',
    'K7: kept aside at ten seconds sharp',
    'body.stamp > worldTime + HOLD_BACK) return',
    'body.stamp >= worldTime + HOLD_BACK) return',
  ),
  mutant('order', 'K7: let in a millisecond late', 'body.stamp <= worldTime + HOLD_BACK)', 'body.stamp < worldTime + HOLD_BACK)'),
  // forks and cuts
  mutant('order', 'K5: the branch heard first wins', 'this.forksChanged = hashes.push(row.hash) > 1', 'return'),
  mutant('order', 'K5: a fork voids its slot only', 'const forked = entry.row.body.seq >= (', 'const forked = entry.row.body.seq === ('),
  mutant(
    'order',
    'K5: a fork is not looked at again',
    'return Math.min(this.merge(news), this.remarkForks())',
    'this.remarkForks()\n    return this.merge(news)',
  ),
  mutant(
    'order',
    'K5: a cut rival still forks',
    'if (rivals.length > 0) seqs?.set(node.row.body.seq, rivals)',
    'if (rivals.length > 0) return',
  ),
  mutant('order', 'K5: a cut row is a parent that never comes', 'if (this.isCutHere(ref.hash, ref.device, ref.seq)) return true', ''),
  mutant('order', 'K5: a stop does not cut', 'if (this.sealed.isStopped(body.device)) return true', ''),
  mutant('order', 'K5: what a stop cuts is not settled', ' || sealed.isStopped(ref.device)) return true', ') return true'),
  mutant(
    'order',
    'K5: any row behind the head goes on from it',
    'return body.prev !== (head?.hash ?? null)\n    return this',
    'return false\n    return this',
  ),
  mutant('engine', 'K5: a fork found late leaves the verdicts', ' || entry.forked !== old.forkedWhenFolded', ''),
  // seals
  mutant('seals', 'K8: a seal need not be closed', "return malformed('leaves a parent unsettled')", 'continue'),
  mutant('seals', 'K8: a parent that is not here makes a seal malformed', 'wait = parent.hash', "return malformed('no parent')"),
  mutant('seals', 'K8: a seal does not wait for its rows', 'wait = hash\n', ''),
  mutant('seals', 'K8: a seal may cover a later stamp', "if (body.stamp > seal.upTo) return malformed('covers a later stamp')", ''),
  mutant('seals', 'K8: time may go back', "if (seal.upTo < last.upTo) return malformed('its time goes back')", ''),
  mutant(
    'seals',
    'K8: a seal over a dead branch is waited for',
    "if (window.has(hash)) return malformed('covers a branch that is cut')",
    '',
  ),
  mutant(
    'seals',
    'K8: the host covers what it does not close',
    'if (!seen.every((parent) => window.isSettled(parent, heads))) continue',
    '',
  ),
  mutant('seals', 'K8: the host covers what lies behind upTo', 'if (stamp > upTo || seq', 'if (seq'),
  mutant('seals', 'K5: the host stops nobody', 'return { ...found, stopped }', 'return { ...found, stopped: [] }'),
  mutant(
    'seals',
    'K5: whose fork cannot be delivered is never stopped',
    'return seqOf(found.heads.head(device)) < fork && window',
    'return seqOf(found.heads.head(device)) < fork || window',
  ),
  mutant(
    'engine',
    'K8: what a seal covers keeps the places it had while pending',
    'this.window.placeAmong(covered, this.last.upTo)',
    'this.window.order.filter((entry) => covered.includes(entry.hash))',
  ),
  mutant(
    'engine',
    'K12: a second seal that comes late is not noticed',
    'if (isOurPast && passed !== seal.hash) this.rivals.set(seal.hash, seal)',
    '',
  ),
  mutant('engine', 'K12: finality goes on after two seals of one number', 'if (this.frozen || ', 'if ('),
  mutant(
    'engine',
    'K18: an older build says what a newer version makes final',
    " || this.unfit === 'outdated') return false",
    ') return false',
  ),
  mutant('engine', 'K7: a seal does not set the clock', 'this.sealedAt = this.clock.local()\n    for', 'for'),
  // timers
  mutant(
    'state',
    'K13: timers of one instant in any order',
    'if (a.area !== b.area) return a.area < b.area\n  return a.key < b.key',
    'return false',
  ),
  mutant(
    'state',
    'K13: the heap takes the wrong child',
    '&& before(this.heap[down + 1] as Timer, this.heap[down] as Timer)) down++',
    ') down += 0',
  ),
  mutant('engine', 'K13: timers do not fire at a boundary', 'this.fire(upTo, seal)\n', ''),
  mutant('engine', 'K13: timers of an instant fire behind the row at it', 'this.fire(entry.at, seal)', 'this.fire(entry.at - 1, seal)'),
  mutant('fold', 'K13: a timer knows the row that woke it, not its own time', 'this.tools.now = timer.due', 'this.tools.now = until'),
  mutant('engine', 'K14: the tick is not taken back', 'if (this.tickMark >= 0) this.undoTo(this.tickMark)\n', ''),
  // the fold
  mutant('engine', 'what is unfounded is asked of the rules', 'else if (this.unfounded.has(entry.hash))', 'else if (entry.hash === "")'),
  mutant(
    'state',
    'K15: undo runs forward',
    'for (let i = this.journalKeys.length - 1; i >= mark; i--) {\n      const id',
    'for (let i = mark; i < this.journalKeys.length; i++) {\n      const id',
  ),
  mutant('engine', 'K17: asking leaves what it fired', 'this.undoTo(mark)\n    if (ticked)', 'if (ticked)'),
  mutant('engine', 'K17: asked at the last seal, not at its place', 'this.fire(at, undefined)\n    const verdict', 'const verdict'),
  mutant(
    'fold',
    'K18: a throw leaves its writes',
    "this.state.undoTo(mark)\n      return { verdict: { why: 'quarantined'",
    "return { verdict: { why: 'quarantined'",
  ),
  mutant('fold', 'K18: a timer that throws leaves its writes', 'this.state.undoTo(mark)\n        thrown.push', 'thrown.push'),
  mutant('fold', 'K18: types by the build, not by the version', 'since === undefined || since > this.last.version', 'since === undefined'),
  mutant(
    'engine',
    'K18: a new version counts for what its own seal covers',
    'const boundary = this.foldBoundary(covered, body.upTo, body)',
    'this.foldTo([], 0)\n    this.fold.last = { ...this.last, version: body.version }\n    const boundary = this.foldBoundary(covered, body.upTo, body)',
  ),
  mutant(
    'engine',
    'K18: the quarantine of the host does not count',
    'else if (seal?.quarantined.includes(entry.hash))',
    'else if (entry.hash === "")',
  ),
  mutant('fold', 'K18: the quarantine of timers does not count', 'if (quarantined.includes(id)) continue', ''),
  mutant('fold', 'a parameter is in force at once', 'row.behind < this.fold.last.number ? row.value : row.before', 'row.value'),
  mutant(
    'fold',
    'K18: rules are told a version that is not in force',
    'return this.fold.last.version',
    'return this.fold.last.version + 1',
  ),
  mutant('engine', 'K19: the sum is not carried on', 'this.state.sumSince(this.last.sum)', "this.state.sumSince('0'.repeat(16))"),
  mutant('state', 'K19: a row that changed twice is summed twice', 'if (keys.has(key)) continue', ''),
  mutant(
    'engine',
    'K19: a snapshot holds what is pending',
    'this.untick()\n    this.foldTo([], 0)\n    const tables',
    'this.untick()\n    const tables',
  ),
]

/** Bugs that nobody notices but in a town. @param file in `src` */
interface PeerMutant extends Omit<Mutant, 'file'> {
  readonly file: string
}
const peerMutants: readonly PeerMutant[] = [
  // What ends by the world's clock.
  {
    name: 'FLAG-17: whoever is suspended speaks on',
    file: 'areas/flags/rules',
    from: 'const suspendedUntil = w.now < last ? last : null',
    to: 'const suspendedUntil = null',
  },
  {
    name: 'CASE-7: a decision never takes effect',
    file: 'areas/moderation/decisions',
    from: "outcome !== 'black' && undoUntil === w.now) takeEffect(w, id)",
    to: "outcome !== 'black' && undoUntil === w.now) return",
  },
  // Lines that break.
  {
    name: 'parts of a file are waited for from who is gone',
    file: 'sync/blobs',
    from: 'giveBack(work, (from) => from === session)\n        work.orphaned',
    to: 'work.orphaned',
  },
]
/** For how long towns are played to find one of them. */
const TOWNS_MS = 180_000

const root = fileURLToPath(new URL('../../', import.meta.url))
const cache = `${root}.cache/mutants/`

/** Tries every seeded bug for up to `runs` worlds. Answers the names of those that no world noticed, or that no longer apply. */
export async function runMutants(seed: number, runs: number, say: (line: string) => void): Promise<string[]> {
  const missed: string[] = []
  const all = [
    ...mutants.map((each) => ({ ...each, file: `log/${each.file}`, folders: KERNEL, hunt: (home: string) => hunt(home, seed, runs) })),
    ...peerMutants.map((each) => ({ ...each, folders: PEERS, hunt: (home: string) => huntInTowns(home, seed) })),
  ]
  for (const [i, each] of all.entries()) {
    const home = `${cache}${i}/`
    const began = Date.now()
    const caught = plant(each, each.folders, home) ? await each.hunt(home) : 'missed: the text to edit is not there, or not once'
    rmSync(home, { recursive: true, force: true })
    if (caught.startsWith('missed')) missed.push(each.name)
    say(
      `${caught.startsWith('missed') ? 'MISSED' : 'caught'}  ${each.name}  (${((Date.now() - began) / 1000).toFixed(1)} s)  ${caught.split('\n')[0]?.slice(0, 90)}`,
    )
  }
  say(`${all.length - missed.length} of ${all.length} seeded bugs caught`)
  return missed
}

const KERNEL = ['src/kit', 'src/log', 'tests/support', 'tests/properties']
const PEERS = ['src', 'tests', 'package.json', 'tsconfig.json', 'vite.config.ts']

/** A copy of what has the bug and of all that tests it, with one edit. */
function plant({ file, from, to }: PeerMutant, folders: readonly string[], home: string): boolean {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  for (const folder of folders) cpSync(root + folder, home + folder, { recursive: true })
  const path = `${home}src/${file}.ts`
  const source = readFileSync(path, 'utf8')
  if (source.split(from).length !== 2) return false
  writeFileSync(
    path,
    source.replace(from, () => to),
  )
  return true
}

async function hunt(home: string, seed: number, runs: number): Promise<string> {
  const { module } = await runnerImport<{ seek: typeof seek }>(`${home}tests/properties/counterexamples.ts`, {
    configFile: false,
    logLevel: 'silent',
  })
  return module.seek(seed, runs, {})?.found ?? `missed: ${runs} worlds said nothing`
}

function huntInTowns(home: string, seed: number): string {
  symlinkSync(`${root}node_modules`, `${home}node_modules`)
  const env = { ...process.env, SEED: `${seed}`, PLAY_MS: `${TOWNS_MS}`, NO_COLOR: '1' }
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout', `${2 * TOWNS_MS}`, 'tests/properties/town.test.ts']
  const { stdout, stderr } = spawnSync(process.execPath, vitest, { cwd: home, env, encoding: 'utf8', maxBuffer: 1 << 28 })
  const said = stdout + stderr
  if (!said.includes('Property failed')) return 'missed: towns said nothing'
  return /^\+ +"(.*)",$/m.exec(said)?.[1] ?? /Caused by: (.*)/.exec(said)?.[1] ?? 'something was wrong'
}
