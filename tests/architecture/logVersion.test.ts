import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { areas } from '../../src/areas'
import { compose } from '../../src/areas/compose'
import { logFormat } from '../../src/areas/format'

/**
 * Devices on different builds must fold one log alike, so a change of any shape, clause or parameter must be meant. Each has a line in
 * logFormat.txt; the diff of that file shows what a change touches. After a deliberate change: `npx vitest run tests/architecture -u`.
 *
 * Before the first release that may be all. After it, an answer about events that already exist never changes: what is new carries a
 * raised `since`, which is the rules version that a seal must switch on first, and gets its line here.
 */
const history: readonly (readonly [version: number, says: string])[] = [
  [1, 'accounts, ledger, flags, content, reports, moderation, filter, tips'],
]

test('the format of the log is the one on record', async () => {
  const format = JSON.parse(logFormat(areas)) as Record<string, Record<string, unknown>>
  const lines = Object.entries(format).flatMap(([kind, entries]) =>
    Object.entries(entries).map(
      ([name, entry]) => `${kind} ${name} ${createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 12)}`,
    ),
  )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./logFormat.txt')
})

test('every rules version has a line of history', () => {
  expect(history.map(([version]) => version)).toEqual(Array.from({ length: compose(areas).version }, (_, i) => i + 1))
})
