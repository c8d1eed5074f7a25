import { trustOwn } from '../kit/trusted'
import { help } from './helping'
import { THREW } from './life'

trustOwn(self)
// A rule that throws is reported, as on the page, and is no end of the helper: the fold survives it (K18).
self.addEventListener('error', (event) => (event.error as Error | null)?.message.startsWith(THREW) && event.preventDefault())
help(self)
