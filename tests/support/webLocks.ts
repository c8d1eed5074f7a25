/** Web Locks, which Node lacks, as browsers have them: what a page holds or waits for is gone with it. */

interface Asked {
  readonly name: string
  readonly isShared: boolean
  readonly page: object | undefined
  readonly body: () => unknown
  readonly done: (result: unknown) => void
  readonly fail: (why: unknown) => void
}

export interface Locks {
  /** Who asks from now on. */
  page: object | undefined
  /** A page is gone. */
  gone(page: object): void
}

/** Puts them in the place of `navigator.locks`. */
export function provideLocks(): Locks {
  const waiting = new Set<Asked>()
  const held = new Set<Asked>()
  const locks: Locks = {
    page: undefined,
    gone(page) {
      for (const all of [waiting, held]) for (const asked of all) if (asked.page === page) all.delete(asked)
      look()
    },
  }
  const isFree = ({ name, isShared }: Asked): boolean => [...held].every((other) => other.name !== name || (isShared && other.isShared))
  function look(): void {
    for (const asked of waiting) if (isFree(asked)) grant(asked)
  }
  function grant(asked: Asked): void {
    waiting.delete(asked)
    held.add(asked)
    const over = (end: () => void) => {
      held.delete(asked)
      end()
      look()
    }
    void Promise.resolve()
      .then(asked.body)
      .then(
        (result) => over(() => asked.done(result)),
        (error: unknown) => over(() => asked.fail(error)),
      )
  }
  type Options = { readonly mode?: 'shared' | 'exclusive'; readonly signal?: AbortSignal }
  const request = (name: string, ...rest: [Options, () => unknown] | [() => unknown]): Promise<unknown> =>
    new Promise((done, fail) => {
      const [options, body] = rest.length === 2 ? rest : [{}, rest[0]]
      const asked = { name, isShared: options.mode === 'shared', page: locks.page, body, done, fail }
      waiting.add(asked)
      options.signal?.addEventListener('abort', () => waiting.delete(asked) && fail(options.signal?.reason))
      look()
    })
  const query = async () => ({ held: [...held].map(({ name }) => ({ name })), pending: [...waiting].map(({ name }) => ({ name })) })
  Object.defineProperty(globalThis, 'navigator', { value: { locks: { request, query } }, configurable: true })
  return locks
}
