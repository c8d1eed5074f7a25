/** Runs the parts of the bench one after the other, so that none disturbs another, and prints what they found. */
import { execFile } from 'node:child_process'
import { writeSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { app } from './app'
import { desk } from './desk'
import { feed } from './feed'
import { flood } from './flood'
import { benchLighthouse } from './lighthouse'
import { benchCrowd, printCrowd } from './crowd'
import { benchFilter, printFilter } from './filter'
import { benchPeers, printPeers } from './peers'
import { benchRooms, printRooms } from './rooms'
import { heldOf, type Measured, printLines, ratioOf } from './table'

const parts: { readonly [name: string]: () => Promise<readonly Measured[]> } = { kernel, app, feed, desk, flood }

/** @param args what stands behind `npm run bench --`; see run.mjs @returns the exit code: 1 if a part broke; a bar missed is no failure */
export async function bench(args: readonly string[]): Promise<number> {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const fd = option('--fd')
  const only = option('--only') ?? ''
  const began = Date.now()
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model, load: loadavg()[0], node: process.version }
  const tell = (figures: object, print: () => void): void => {
    const seconds = Math.round((Date.now() - began) / 1000)
    if (fd !== undefined) return void writeSync(Number(fd), `${JSON.stringify({ machine, seconds, ...figures }, null, 2)}\n`)
    console.log('')
    print()
    console.log(`\n${seconds} s on ${machine.cores} cores, which had ${machine.load?.toFixed(1)} to do on average when this began`)
  }

  if (args.includes('--peers')) {
    const found = await benchPeers({ records: Number(option('--records') ?? 100_000), rounds: Number(option('--rounds') ?? 3), only })
    tell(found, () => printPeers(found))
    return 0
  }

  if (args.includes('--crowd')) {
    const found = benchCrowd()
    tell({ lines: found }, () => printCrowd(found))
    return 0
  }

  if (args.includes('--filter')) {
    const found = await benchFilter(only)
    tell(found, () => printFilter(found))
    return 0
  }

  if (args.includes('--rooms')) {
    const rooms = await benchRooms()
    tell({ rooms }, () => printRooms(rooms))
    return 0
  }

  if (args.includes('--lighthouse')) {
    const lines = await benchLighthouse()
    tell({ lines }, () => printLines(lines))
    return 0
  }

  const lines: Measured[] = []
  let broken = 0
  for (const [name, part] of Object.entries(parts)) {
    if (!name.includes(only)) continue
    console.log(`measuring ${name} ...`)
    try {
      lines.push(...(await part()))
    } catch (error) {
      broken = 1
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  tell({ lines: lines.map((line) => ({ ...line, held: heldOf(line), ratio: ratioOf(line) })) }, () => printLines(lines))
  return broken
}

/** Built, then run by Node alone. */
async function kernel(): Promise<Measured[]> {
  const outDir = fileURLToPath(new URL('../../.cache/bench', import.meta.url))
  await build({
    configFile: false,
    logLevel: 'error',
    define: { __FAILPOINTS__: 'false' },
    build: {
      ssr: fileURLToPath(new URL('./kernel.ts', import.meta.url)),
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { output: { entryFileNames: 'kernel.mjs' } },
    },
  })
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', `${outDir}/kernel.mjs`], { maxBuffer: 1e7 })
  return JSON.parse(stdout) as Measured[]
}
