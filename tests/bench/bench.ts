/** Runs the parts of the bench one after the other, so that none disturbs another, and prints what they found. */
import { execFile } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { benchPeers } from './peers'
import { heldOf, type Measured, printLines, ratioOf } from './table'

const parts: { readonly [name: string]: () => Promise<readonly Measured[]> } = { kernel }

/** @param args what stands behind `npm run bench --`; see run.mjs @returns the exit code: 1 if a part broke; a bar missed is no failure */
export async function bench(args: readonly string[]): Promise<number> {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const only = option('--only') ?? ''
  if (args.includes('--peers')) {
    const records = Number(option('--records') ?? 100_000)
    return benchPeers({ records, more: records / 10, rounds: Number(option('--rounds') ?? 3), only, json: args.includes('--json') })
  }
  const say = args.includes('--json') ? () => undefined : console.log
  const lines: Measured[] = []
  let broken = false
  const began = Date.now()
  for (const [name, part] of Object.entries(parts)) {
    if (!name.includes(only)) continue
    say(`measuring ${name} ...`)
    try {
      lines.push(...(await part()))
    } catch (error) {
      broken = true
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const seconds = Math.round((Date.now() - began) / 1000)
  if (args.includes('--json')) {
    const machine = { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version }
    console.log(
      JSON.stringify({ machine, seconds, lines: lines.map((line) => ({ ...line, held: heldOf(line), ratio: ratioOf(line) })) }, null, 2),
    )
  } else {
    say('')
    printLines(lines)
    say(`\n${seconds} s; a ratio of 1 is just the bar, more is better`)
  }
  return broken ? 1 : 0
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
