/** Which unit tests need a process of their own: those that change what all modules of a process see. The others share theirs. */
import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { filesIn, read, root } from './sources.ts'

/** A database, a stand-in, another clock, a module anew, something global. */
const changing = /fake-indexeddb|\bvi\.(?:mock|doMock|stub|resetModules|useFakeTimers|spyOn)|\bglobalThis\b|process\.env\.\w+ \??=[^=]/

export function alone(): readonly string[] {
  const tests = filesIn('tests').filter((name) => /\.test\.tsx?$/.test(name))
  return tests.map((name) => `tests/${name}`).filter((path) => [...imported(path)].some((each) => changing.test(read(each))))
}

/** A file of the tests, and all that it imports from there. */
function imported(path: string, found = new Set<string>()): ReadonlySet<string> {
  found.add(path)
  for (const [, name = ''] of read(path).matchAll(/(?:from|import\(?) ?'(\.[^']+)'/g)) {
    const bare = posix.join(posix.dirname(path), name)
    const file = [bare, `${bare}.ts`, `${bare}.tsx`].find((each) => /\.tsx?$/.test(each) && existsSync(root + each))
    if (file?.startsWith('tests/') && !found.has(file)) imported(file, found)
  }
  return found
}
