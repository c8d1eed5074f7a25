/** Ends a switch: the compiler proves that no case is missing, and a value from outside that slips through is named. */
export function exhaustive(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
