declare module 'virtual:clause-tests' {
  /** By clause id, what its tests say. */
  export const clauseTests: Readonly<Record<string, readonly string[]>>
}

declare module 'virtual:licences' {
  /** The packages in this build and under what terms they may be. */
  export const licences: readonly { readonly name: string; readonly version: string; readonly licence: string; readonly text: string }[]
}

/** Which build this is: the version of package.json, and what it was built of (a commit and its day, where there is one). */
declare const __BUILD__: { readonly version: string; readonly of: string }
