/** What stands beside other libraries in `npm run bench -- --peers` is plain JavaScript, which no type checker reads. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const tool = new URL('../bench/peers/tools/mesi.js', import.meta.url)
const imports = [...readFileSync(tool, 'utf8').matchAll(/^import \{([^}]+)\} from '([^']*\/src\/[^']+)'$/gm)]

test('our own tool asks for names that are there', async () => {
  expect(imports.length).toBeGreaterThan(8)
  const missing: string[] = []
  for (const [, names = '', path = ''] of imports) {
    const module = (await import(/* @vite-ignore */ new URL(path, tool).pathname)) as object
    for (const name of names.split(',').map((each) => each.trim())) if (!(name in module)) missing.push(`${name} of ${path}`)
  }
  expect(missing).toEqual([])
})
