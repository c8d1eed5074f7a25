/** All scenarios of the project, in the order in which somebody new might take them. Whoever needs one loads this file with `import()`. */
import { aCollection } from './aCollection'
import { anotherPolicy } from './anotherPolicy'
import { blackFlag } from './blackFlag'
import { clearedPhoto } from './clearedPhoto'
import { firstDroplet } from './firstDroplet'
import { honestReport } from './honestReport'
import { humanOrAi } from './humanOrAi'
import { lookingBack } from './lookingBack'
import { prankstersMonth } from './prankstersMonth'
import { redRestarts } from './redRestarts'
import { refusedTip } from './refusedTip'
import type { Scenario } from './scenario'
import { surpriseCheck } from './surpriseCheck'
import { suspended } from './suspended'
import { twoPhones } from './twoPhones'
import { twoYellows } from './twoYellows'
import { whatIf } from './whatIf'
import { wronglyFlaggedLyric } from './wronglyFlaggedLyric'

export const shelf: readonly Scenario[] = [
  firstDroplet,
  humanOrAi,
  refusedTip,
  aCollection,
  honestReport,
  twoYellows,
  wronglyFlaggedLyric,
  clearedPhoto,
  prankstersMonth,
  redRestarts,
  blackFlag,
  suspended,
  surpriseCheck,
  anotherPolicy,
  whatIf,
  lookingBack,
  twoPhones,
]
