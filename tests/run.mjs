/**
 * Runs one TypeScript file of the tests outside vitest: `node tests/run.mjs tests/properties/soak.ts soak --seconds 60` loads the file,
 * calls the function that is named and ends with the number it answers.
 */
import { runnerImport } from 'vite'

const [file = '', name = '', ...args] = process.argv.slice(2)
const { module } = await runnerImport(`${process.cwd()}/${file}`, { configFile: false, logLevel: 'error' })
process.exit(await module[name](args))
