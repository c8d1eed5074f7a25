/** A value that changes, without a framework: screens wrap it in a signal, tests read it. */
export interface Observable<T> {
  get(): T
  /** Called with every later value; the answer ends it. */
  subscribe(listener: (value: T) => void): () => void
}

/** `set` tells listeners only what `same` says is another value. */
export function makeObservable<T>(start: T, same: (a: T, b: T) => boolean = Object.is): Observable<T> & { set(value: T): void } {
  let value = start
  const listeners = new Set<(value: T) => void>()
  return {
    get: () => value,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    set(next) {
      if (same(value, next)) return
      value = next
      for (const listener of listeners) listener(next)
    },
  }
}
