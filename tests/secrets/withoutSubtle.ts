import { vi } from 'vitest'

/** A module, and all that it loads, as a page without `crypto.subtle` has it. `settle` makes it look for what there is. */
export async function withoutSubtle<M>(load: () => Promise<M>, settle: (module: M) => Promise<unknown>): Promise<M> {
  vi.resetModules()
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  const module = await load()
  await settle(module)
  vi.unstubAllGlobals()
  return module
}

/** Runs something while `crypto.subtle` is missing. */
export async function blind<T>(run: () => Promise<T>): Promise<T> {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  try {
    return await run()
  } finally {
    vi.unstubAllGlobals()
  }
}
