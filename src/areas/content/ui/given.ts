import { type Accessor, createEffect, untrack } from 'solid-js'
import type { Drafting } from './draft'

/** What another app handed over. */
export interface Given {
  readonly words: string
  readonly files: readonly File[]
}

/** It goes into one draft only: who is somebody else by then, before a screen like that one, has a draft of their own. */
let taken: Given | undefined

/** Puts what was given into a draft, as soon as that is open. */
export function useGiven({ draft, isOpen, change, attach }: Drafting, given: Accessor<Given | undefined>): void {
  createEffect(() => {
    const now = given()
    if (!isOpen() || !now || now === taken) return
    taken = now
    untrack(() => {
      if (now.words !== '') change({ caption: [draft.caption, now.words].filter((part) => part.trim() !== '').join('\n\n') })
      if (now.files.length > 0) attach(now.files)
    })
  })
}
