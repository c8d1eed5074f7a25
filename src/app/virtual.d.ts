declare module 'virtual:clause-tests' {
  /** By clause id, what its tests say. */
  export const clauseTests: Readonly<Record<string, readonly string[]>>
}
