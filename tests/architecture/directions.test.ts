import { dirname, join } from 'node:path/posix'
import { expect, test } from 'vitest'
import { type Ban, excused, folders, impure, inRules, roles } from './directions'
import { code, filesIn, read } from './sources'

const files = filesIn('src').filter((file) => /\.(?:tsx?|mjs)$/.test(file) && !file.endsWith('.d.ts'))
const rules = files.filter((file) => /^areas\/\w+\/(?!views\.|\w+Views\.|proofs\.|index\.)\w+\.ts$/.test(file))

test('every folder of src has a row in the table', () => {
  const without = new Set(files.map(folderOf).filter((folder) => !(folder in folders)))
  expect([...without], 'to be added to directions.ts; an area to its `order`, behind those it uses').toEqual([])
})

test('imports go only where the table allows', () => {
  const wrong = files.flatMap((file) =>
    importsOf(read(`src/${file}`)).flatMap((name) => (isAllowed(file, name) ? [] : [`src/${file} may not import ${name}`])),
  )
  expect(wrong, 'the row of each folder stands in directions.ts').toEqual([])
})

test('rules and the kernel say nothing that could differ between devices', () => {
  const kernel = files.filter((file) => /^(?:log|kit)\//.test(file) && !(file in excused))
  expect([...rules.flatMap((file) => said(file, [...impure, ...inRules])), ...kernel.flatMap((file) => said(file, impure))]).toEqual([])
})

test('rules import no file that is excused from this', () => {
  const unfit = Object.keys(excused).filter((file) => !excused[file]?.fit)
  const wrong = rules.flatMap((file) =>
    importsOf(read(`src/${file}`))
      .filter((name) => unfit.includes(`${join(dirname(file), name)}.ts`))
      .map((name) => `src/${file} imports ${name}`),
  )
  expect(wrong).toEqual([])
})

test('every excuse still has its file', () => {
  expect(Object.keys(excused).filter((file) => !files.includes(file))).toEqual([])
})

test.each([
  ['kit/money.ts', '../log/types', false],
  ['log/fold.ts', '../kit/bytes', true],
  ['log/fold.ts', '../areas', false],
  ['store/tail.ts', '../sync/frames', false],
  ['areas/tips/rules.ts', '../ledger/rules', true],
  ['areas/ledger/rules.ts', '../tips/rules', false],
  ['areas/tips/rules.ts', '../area', true],
  ['areas/tips/rules.ts', './views', false],
  ['areas/tips/rules.ts', '../content/galleryViews', false],
  ['areas/tips/views.ts', '../content/galleryViews', false],
  ['areas/content/galleryViews.ts', './ui/Gallery', false],
  ['areas/content/ui/Gallery.tsx', '../galleryViews', true],
  ['areas/tips/rules.ts', './limits', true],
  ['areas/tips/limits.ts', './views', false],
  ['areas/tips/rules.ts', '../../store/schema', false],
  ['areas/tips/rules.ts', 'zod', false],
  ['areas/tips/views.ts', '../ledger/views', true],
  ['areas/tips/ui/TipButton.tsx', '../../../ui/Button', true],
  ['areas/tips/ui/TipButton.tsx', '@kobalte/core/dialog', true],
  ['areas/tips/ui/TipButton.tsx', 'solid-jsx', false],
  ['peer/door.ts', '../areas/tips/rules', true],
  ['peer/door.ts', '../app/App', false],
  ['sync/webrtc.ts', 'yjs', true],
  ['log/fold.ts', 'yjs', false],
  ['areas/tips/ui/Media.tsx', '../../../media', false],
  ['app/App.tsx', '../media', true],
  ['areas/filter/events.ts', '../../filter/finding', true],
  ['areas/filter/rules.ts', '../../filter', false],
  ['app/App.tsx', 'node:fs', false],
  ['server/start.mjs', 'node:fs', true],
])('%s imports %s: %s', (file, name, allowed) => {
  expect(isAllowed(file, name)).toBe(allowed)
})

test.each([
  ['const due = Date.now()', true],
  ['const due = act.at + HOUR // not Date.now()', false],
  ["const words = 'Date.now() in a clause'", false],
  ['const share = amount * 0.117', true],
  ['const share = Math.round(amount)', true],
  ['const share = parts(amount, 117_000)', false],
  ['const half = amount / 2', true],
  ['const least = Math.min(a, b)', false],
  ['const shape = /^[a-z]\\d.\\d/', false],
  ['const later = await sign()', true],
  ['names.sort((a, b) => a.localeCompare(b))', true],
  ['const text = `${Math.random()}`', true],
])('a rule with %j is turned away: %s', (line, refused) => {
  expect([...impure, ...inRules].some(({ word }) => word.test(code(line, { strings: false })))).toBe(refused)
})

/** `kit`, `areas/tips`, or `areas` and '' for files that stand directly there. */
function folderOf(file: string): string {
  const [first = '', second = '', ...rest] = file.split('/')
  if (first === 'areas' && rest.length > 0) return `areas/${second}`
  return second ? first : ''
}

/** Every name a file imports, however it does: static, side effect, re-export, late, or as a worker's address. */
function importsOf(text: string): readonly string[] {
  const ways =
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|\bnew URL\(\s*['"](\.[^'"]+\.\w+)['"]/gm
  return [...code(text).matchAll(ways)].map(([, ...names]) => names.find(Boolean) ?? '')
}

function isAllowed(file: string, name: string): boolean {
  const folder = folderOf(file)
  const row = folders[folder]
  const role = folder.startsWith('areas/') ? roleOf(file.slice(folder.length + 1)) : undefined
  if (!row) return false
  if (name.startsWith('node:')) return folder === 'server'
  if (!name.startsWith('.'))
    return [...row.packages, ...(role?.packages ?? [])].some((known) => name === known || name.startsWith(`${known}/`))

  const path = join(dirname(file), name)
  if (path.startsWith('..')) return false
  const isFolder = path in folders
  const target = isFolder ? path : folderOf(path)
  const inside =
    target === folder || row.may.includes(target) || row.may.includes(path) || (target.startsWith('areas/') && row.may.includes('areas/*'))
  if (!role) return inside
  if (target.startsWith('areas/')) return inside && role.files.includes(roleWord(path.slice(target.length + 1)))
  return target === 'areas' || role.may.includes(target) || role.may.includes(path)
}

/** A part of an area's views. */
const SOME = /^\w+Views(?:\.ts)?$/

function roleOf(path: string) {
  return roles[path.startsWith('ui/') ? 'ui/' : path.replace(SOME, 'someViews.ts')] ?? roles['rules.ts']
}

function roleWord(path: string): string {
  const word = path.startsWith('ui/') ? 'ui' : path.replace(/\.tsx?$/, '').replace(SOME, 'someViews')
  return ['events', 'proofs', 'views', 'someViews', 'ui'].includes(word) ? word : 'rules'
}

/** What a file says that it may not, line by line. */
function said(file: string, bans: readonly Ban[]): readonly string[] {
  const lines = code(read(`src/${file}`), { strings: false }).split('\n')
  return bans.flatMap(({ word, instead }) =>
    lines.flatMap((line, i) => (word.test(line) ? [`src/${file}:${i + 1} says ${word.exec(line)?.[0].trim()}; ${instead}`] : [])),
  )
}
