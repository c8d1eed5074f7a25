/** What worlds of tests are founded with. */
import type { Area } from '../../src/areas/area'
import { parametersOf } from '../../src/areas/compose'

/**
 * The usual policy, but for the one thing that needs a browser as its host: nobody examines what is published in these worlds, so it is
 * before everybody at once. A test of the filter founds its world with checks and says what was found.
 */
export const unfiltered = (areas: readonly Area[]): { readonly [name: string]: number | string } => ({
  ...parametersOf(areas),
  'content.checks': 'off',
})
