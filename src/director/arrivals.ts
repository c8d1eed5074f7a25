/** Who asked for a tour is told when it stands at its step, or why it does not. */
const waiting = new Set<(failure?: Error) => void>()

export function arrived(failure?: Error): void {
  for (const told of waiting) told(failure)
  waiting.clear()
}

/** Resolves when the next tour stands at the step it was opened at. @throws Error that says why it does not */
export const nextArrival = (): Promise<void> =>
  new Promise((resolve, reject) => waiting.add((failure) => (failure ? reject(failure) : resolve())))
