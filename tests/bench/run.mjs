/**
 * `npm run bench`: what this project promises about speed, measured on this machine.
 *
 *   --json        the figures as JSON instead of a table; everything else that is said goes to stderr
 *   --only app    only the parts whose names hold this word: kernel, app, feed, desk, flood; with --filter: words, pictures, uploads; with
 *                 --peers: the tools, several by commas as in mesi,yjs
 *   --lighthouse  what Lighthouse says of a first visit
 *   --peers       the same small work with other libraries beside ours (see peers/)
 *   --crowd       the content policy with a crowd of 1,000 reporters: who is punished wrongly, and who gets away, under each setting
 *   --filter      how often the content filter is right: texts labelled by hand, pictures of Mesi Bay and what is done to them; and what a
 *                 page feels of a hundred pictures published in a row
 *   --rooms       rooms of 2 to 20 browsers over WebRTC: joining, an act everywhere, memory, what they cost while idle
 *   --rounds 3    with --peers: how often each is measured
 *   --records 100000  with --peers: how many records
 *
 * Timings are this machine's, in this hour: read differences under a third as noise.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensurePackages } from '../../src/server/setup.mjs'

const args = process.argv.slice(2)

/** What each option takes behind it, if anything. */
const known = new Map(
  Object.entries({ json: 0, only: 1, lighthouse: 0, peers: 0, crowd: 0, filter: 0, rooms: 0, rounds: 1, records: 1, fd: 1 }),
)
for (let at = 0; at < args.length; at++) {
  const takes = known.get(args[at]?.replace(/^--/, '') ?? '')
  if (takes === undefined) {
    const isAsked = args[at] === '--help'
    const [said = ''] = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('*/')
    console.log(`${isAsked ? '' : `There is no option ${args[at]}.\n\n`}${said.replace(/^\/\*\*\n|^ \* ?/gm, '').trim()}`)
    process.exit(isAsked ? 0 : 1)
  }
  at += takes
}

if (args.includes('--json') && !args.includes('--fd')) await onlyJson()
else {
  await ensurePackages()
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(fileURLToPath(new URL('./bench.ts', import.meta.url)), { configFile: false, logLevel: 'error' })
  process.exit(await module.bench(args))
}

/** Builds and installations speak on stdout; so the work is done by a process that has stderr there, and its JSON comes through a pipe. */
function onlyJson() {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...args, '--fd', '3'], { stdio: ['inherit', 2, 2, 'pipe'] })
  child.stdio[3]?.on('data', (text) => process.stdout.write(text))
  return new Promise((resolve) => {
    child.on('close', (code) => {
      process.exitCode = code ?? 1
      resolve(undefined)
    })
  })
}
