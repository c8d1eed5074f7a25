/** What a unit test waits for may come late on a machine that is busy: vitest gives it a second, and lets nobody set that for `vi.waitFor`. */
import { vi } from 'vitest'

const { waitFor } = vi
vi.waitFor = (callback, options = {}) => waitFor(callback, typeof options === 'number' ? options : { timeout: 15_000, ...options })
