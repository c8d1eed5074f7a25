/** The door of this folder. */
export { limits, type Limits } from './limits'
export { prepare } from './prepare'
export type { Prepared, PrepareOptions, Thumbnail } from './prepared'
export { MediaRefused, type Refusal, type RefusalCode, refusalCodes } from './refusal'
export type { Kind } from './sniff'
export { type Trace, traces } from './traces'
