/**
 * Runs what belongs to somebody else, such as a screen that is told of news: a mistake in there is reported as any uncaught one is, and
 * stops nobody here.
 */
export function apart(body: () => void): void {
  try {
    body()
  } catch (error) {
    report(error)
  }
}

/** Node has no `reportError`. */
function report(error: unknown): void {
  if (typeof reportError === 'function') return reportError(error)
  queueMicrotask(() => {
    throw error
  })
}
