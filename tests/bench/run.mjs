/**
 * `npm run bench`: what design of this project promises about speed, measured on this machine.
 *
 *   --json        the figures as JSON instead of a table
 *   --only fold   only the parts whose names hold this word (kernel, app)
 *   --peers       the same small work with other libraries beside ours (see peers/)
 *   --rounds 3    with --peers: how often each is measured
 *
 * Timings are this machine's, in this hour: read differences under a third as noise.
 */
import { ensurePackages } from '../../src/server/setup.mjs'

await ensurePackages()
const { runnerImport } = await import('vite')
const { module } = await runnerImport(new URL('./bench.ts', import.meta.url).pathname, { configFile: false, logLevel: 'error' })
process.exit(await module.bench(process.argv.slice(2)))
