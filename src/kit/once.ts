/** Makes something when it is first asked for, and keeps it: the first formatter of `Intl` alone holds up a slow phone for 50 ms. */
export const once = <T extends object>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}
