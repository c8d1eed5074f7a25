/** Picking a picture of oneself: made ready on this device, with progress, a way to stop, and plain words when it does not work. */
import { t } from '../../../language'
import { createSignal, onCleanup } from 'solid-js'
import { type Session, useSession } from '../../../ui/session'
import type { Hash } from '../../../log/types'
import type { Picture, Place } from '../events'

/** Pixels of the longer side. A face is never shown larger than a tenth of a cover. */
const sides = { picture: 640, cover: 1_600 } as const

/** What a refused file says of itself; the classes of the media worker are not known here, only this shape. */
const refusalOf = (error: unknown): string | undefined => {
  const refusal = (error as { refusal?: { sentence?: unknown; hint?: unknown } } | undefined)?.refusal
  return refusal ? `${String(refusal.sentence)} ${String(refusal.hint)}` : undefined
}

/** Of the pictures that somebody has chosen for a profile. */
export const hashesOf = ({ picture, cover }: { readonly picture: Picture | null; readonly cover: Picture | null }): readonly Hash[] =>
  [picture, cover].flatMap((chosen) => (chosen ? [chosen.hash] : []))

/**
 * Of what was picked, what is not on this device any more: the tab may have been closed for longer than a form is waited for, or another
 * world been come into since.
 * @param but what stood there before
 */
export async function goneOf(
  { mesi }: Pick<Session, 'mesi'>,
  picked: { readonly picture: Picture | null; readonly cover: Picture | null },
  but: readonly Hash[] = [],
): Promise<readonly Place[]> {
  const gone: Place[] = []
  for (const place of ['picture', 'cover'] as const) {
    const chosen = picked[place]
    if (!chosen || but.includes(chosen.hash)) continue
    const isHere = await mesi.blobs.get(chosen.hash).catch(() => true) // a disk that cannot be read says so with what comes next
    if (!isHere) gone.push(place)
  }
  return gone
}

export function createPicturePick(kind: keyof typeof sides, onPicked: (picture: Picture) => void) {
  const session = useSession()
  const [progress, setProgress] = createSignal<number>()
  const [trouble, setTrouble] = createSignal<string>()
  let stopper: AbortController | undefined
  const stop = () => {
    stopper?.abort()
    setProgress(undefined)
  }
  onCleanup(stop)
  return {
    /** From 0 to 1 while a file is made ready. */
    progress,
    /** What is wrong with the file, and what would work. */
    trouble,
    stop,
    async take(file: File | undefined): Promise<void> {
      if (!file) return
      stop()
      const mine = new AbortController()
      stopper = mine
      setTrouble(undefined)
      setProgress(0)
      try {
        const made = await session.mesi.blobs.put(file, {
          kinds: ['image'],
          signal: mine.signal,
          onProgress: (fraction) => stopper === mine && setProgress(fraction),
          limits: { imageSideMax: sides[kind] },
        })
        const { hash, size, type } = made.file
        if (!mine.signal.aborted) onPicked({ hash, size, type: type as Picture['type'] })
      } catch (error) {
        if (!mine.signal.aborted)
          setTrouble(refusalOf(error) ?? t`This picture could not be kept on this device. Try again, or pick another.`)
      } finally {
        if (stopper === mine) setProgress(undefined)
      }
    },
  }
}
