/** What still waits in line for its turn is given up at once, not when its turn comes. Rejects with the signal's reason then. */
export function unlessAborted<T>(job: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    job.then(resolve, reject)
  })
}
