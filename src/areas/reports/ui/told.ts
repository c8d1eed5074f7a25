import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { Hash, Json } from '../../../log/types'
import { createAnswer, useSession } from '../../../ui/session'
import type { AccountId, Question } from '../../area'
import { hash, z } from '../../shapes'
import { openReport, type Told } from './sealing'

const payload: Question<{ readonly hash: Hash }, { readonly words: Json | null }> = {
  name: 'payload',
  args: z.strictObject({ hash }),
  answer: (q, args) => ({ words: q.text(args.hash) ?? null }),
}

/** What a report says, read by me; `undefined` while its bytes are on their way. @param report who wrote it, its payload and its ticket */
export function createTold(
  report: Accessor<{ readonly by: AccountId; readonly hash: Hash; readonly ticket: Hash }>,
): Accessor<Told | 'not for me' | 'unreadable' | undefined> {
  const session = useSession()
  const sealed = createAnswer(payload, () => ({ hash: report().hash }))
  const [told, setTold] = createSignal<Told | 'not for me' | 'unreadable'>()
  createEffect(
    on([() => sealed()?.words, session.me], ([words, me]) => {
      setTold(undefined)
      if (!words || me === undefined) return
      const { by, hash, ticket } = report()
      void openReport(session.peer(), me, { by, ticket }, JSON.parse(JSON.stringify(words)) as Json).then((opened) => {
        if (report().hash === hash) setTold(() => opened)
      })
    }),
  )
  return told
}
