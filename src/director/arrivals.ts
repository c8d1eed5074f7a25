/** Who asked for a tour is told when it stands at its step, or why it does not. */
interface Asked {
  readonly id: string
  told(failure?: Error): void
}
let asked: Asked | undefined

/** The tour that is open on this page. */
interface Open {
  readonly id: string
  openAt(step: number): Promise<void>
}
let open: Open | undefined

/** @returns how to say that it is open no more */
export function isOpen(tour: Open): () => void {
  open = tour
  return () => open === tour && (open = undefined)
}

export function arrived(id: string, failure?: Error): void {
  if (asked?.id !== id) return
  asked.told(failure)
  asked = undefined
}

/** No tour is open any more: one that somebody still waits for comes about no more. */
export function left(): void {
  asked?.told(new Error('The tour was left before it stood at its step.'))
  asked = undefined
}

/**
 * Resolves when that tour stands at a step, counted from 0. @param go leads to it, where it is not open already
 * @throws Error that says why it does not
 */
export function arrival(id: string, step: number, go: () => void): Promise<void> {
  asked?.told(new Error('Another tour was opened before this one stood at its step.'))
  return new Promise((resolve, reject) => {
    asked = { id, told: (failure) => (failure ? reject(failure) : resolve()) }
    // Where it is open its address may be the one that is asked for, and lead nowhere.
    if (open?.id === id) void open.openAt(step)
    else go()
  })
}
