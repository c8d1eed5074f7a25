/** Texts that came from elsewhere, read one by one. */
import { breathe } from '../kit/breathe'
import type { Reading } from '../log/rows'

/** So many rows are read in one go, for their hashes: two thousand of them would keep the page for a tenth of a second. */
const AT_ONCE = 200

/** What could be read of these; why the others could not, goes to `refused`. */
export async function readAll<T>(texts: readonly string[], read: (text: string) => Reading<T>, refused: string[]): Promise<T[]> {
  const values: T[] = []
  for (const [i, text] of texts.entries()) {
    if (i > 0 && i % AT_ONCE === 0) await breathe()
    const reading = read(text)
    if (reading.ok) values.push(reading.value)
    else refused.push(reading.why)
  }
  return values
}
