/**
 * What the filter says about a work, in the words that the page, its worker and the host's acts share. It advises; what becomes of a work
 * is decided by whoever signs. FLAG-1, CORE-6.
 */

/** What the filter looks for, and under which of the breaches of the content policy (CONT-1 to CONT-6) each thing falls. */
export const barredAs = {
  /** Nudity and sexual acts. */
  sexual: 'unethical',
  /** Blood, cruelty, praise of violence against nobody in particular. */
  violence: 'unethical',
  /** Against people for what they are. */
  hate: 'unethical',
  /** Against one person. */
  harassment: 'unethical',
  /** Harm announced to somebody. */
  threat: 'illegal',
  /** Encouraging others to harm themselves. */
  selfharm: 'unethical',
  scam: 'illegal',
  spam: 'rules',
  /** Somebody else's earlier work. */
  duplicate: 'copyright',
  /** Too small, blurred, empty, silent. */
  quality: 'low quality',
  /** Not what it is said to be. */
  offtopic: 'low quality',
} as const

export type Category = keyof typeof barredAs
export const categories = Object.keys(barredAs) as [Category, ...Category[]]

/** One thing that the filter saw. */
export interface Hit {
  readonly category: Category
  /** How sure, in thousandths from 0 to 1000: the log holds no fractions. */
  readonly sure: number
  /** `words`, `words 2`, `image 1`, `second 12` of a film, `sound`. */
  readonly where: string
  /** What it saw, in a few plain words that do not repeat the offending text to everyone. */
  readonly saw: string
  /** The earlier work, for `duplicate`. */
  readonly of?: string
}

/** `doubt`: a moderator should look at it before it is shown. */
export type Advice = 'pass' | 'doubt' | 'block'

export interface Examined {
  /** Of the lists, the models and the thresholds: the same version says the same of the same work. */
  readonly version: string
  /** Gravest first; at most 32. */
  readonly hits: readonly Hit[]
  readonly advice: Advice
  /** 64-bit perceptual hashes for later comparisons, each 16 hex digits: of the pictures in order, then of what is left of each when cropped; at most 32. */
  readonly prints: readonly string[]
}

/** A work that is already on the platform. */
export interface Known {
  /** SHA-256 of the file, hex. */
  readonly hash: string
  readonly print?: string
  /** Its id. */
  readonly work: string
  /** Of the same author: never theft. */
  readonly mine: boolean
  /** A person has to say whose it is: either may have come first, or it was taken down. */
  readonly unsure?: boolean
}

/** How a work looks that is on the platform already. */
export interface Looked extends Came {
  /** Its id. */
  readonly work: string
  readonly author: string
  readonly takenDown: boolean
  readonly prints: readonly string[]
}

/** All works that are known by how they look. The worker keeps what it was told, so that each examination brings only what has changed. */
export interface Library {
  /** Names of what was added, changed or taken away, in that order: it only grows, and a name may stand in it again. */
  readonly log: readonly string[]
  /** What is so called now; nothing, if it is to be known no more. */
  read(name: string): Looked | undefined
}

/** Whose work is compared with what is in a library: with what is not itself, and did not surely come later. */
export interface Asking extends Came {
  readonly work: string
  readonly author: string
}

/** When a work came: as its maker says, and when the host first looked at it, which for what it has not looked at yet is never. */
export interface Came {
  readonly at: number
  readonly since: number
}

/**
 * Whether another work came before this one. A maker's word for it can be wrong as long as nobody else has seen the work: sure is only what
 * the host had looked at before this one came, and of what it looked at sooner nothing is ruled out.
 */
export function cameBefore(other: Came, one: Came): 'surely' | 'perhaps' | 'no' {
  if (other.at <= one.at) return other.since <= one.at ? 'surely' : 'perhaps'
  return other.since < one.since ? 'perhaps' : 'no'
}

export interface Work {
  /** Everything that is to be read: title, caption, text. */
  readonly words: readonly string[]
  readonly files: readonly Blob[]
  readonly media: 'text' | 'image' | 'audio' | 'video'
  /** What its author says it is. */
  readonly category?: string
  /** A few works that it may be a copy of: those with the same bytes. */
  readonly known: readonly Known[]
  /** All others that it may look like. */
  readonly among?: Asking & { readonly library: Library }
}

/**
 * `progress`: from 0 to 1. Rejects with `FilterFailed` if a part of the filter could not be loaded or the work could not be read: the work
 * then waits for human eyes, it never passes. Rejects with the signal's reason if it was aborted.
 */
export type Examine = (work: Work, progress?: (share: number) => void, signal?: AbortSignal) => Promise<Examined>

/** Parts that may be missing: the image model, the worker itself, or this browser's decoder for a file. */
export type FilterPart = 'model' | 'worker' | 'decoder'

/** What could not be examined, and why. */
export class FilterFailed extends Error {
  override readonly name = 'FilterFailed'
  constructor(
    readonly part: FilterPart,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
