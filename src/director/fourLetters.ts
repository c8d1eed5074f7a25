import { randomBytes } from '../kit/bytes'

/** By which two of the same kind are told apart. Not from `randomUUID`, which browsers have over https and on localhost only. */
export const fourLetters = (): string => [...randomBytes(2)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
