import { afterEach, expect, test, vi } from 'vitest'
import { run } from '../../src/server/shell.mjs'

afterEach(() => vi.restoreAllMocks())
const said = () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  return () => write.mock.calls.map(([text]) => String(text)).join('')
}
const speaking = (code: number) => ['-e', `console.log('out'); console.error('err'); process.exitCode = ${code}`]

test('what a program says is held back while it succeeds', async () => {
  const heard = said()
  expect(await run(process.execPath, speaking(0), { held: true })).toBe(0)
  expect(heard()).toBe('')
})

test('where it fails, all of it is shown', async () => {
  const heard = said()
  expect(await run(process.execPath, speaking(3), { held: true })).toBe(3)
  expect(heard()).toContain('out')
  expect(heard()).toContain('err')
})

test('a program that is not there is no exception', async () => {
  expect(await run('/no/such/program', [], { held: true })).toBe(-1)
})
