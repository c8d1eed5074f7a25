/** All scenarios of the project, in the order in which somebody new might take them. Whoever needs one loads this file with `import()`. */
import { aCollection } from './aCollection'
import { firstDroplet } from './firstDroplet'
import { honestReport } from './honestReport'
import { humanOrAi } from './humanOrAi'
import { lookingBack } from './lookingBack'
import { refusedTip } from './refusedTip'
import type { Scenario } from './scenario'
import { twoPhones } from './twoPhones'
import { twoYellows } from './twoYellows'

export const shelf: readonly Scenario[] = [
  firstDroplet,
  humanOrAi,
  refusedTip,
  aCollection,
  honestReport,
  twoYellows,
  lookingBack,
  twoPhones,
]
