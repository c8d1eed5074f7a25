import { t } from '../../../language'
import { Show } from 'solid-js'
import { Dialog } from '../../../ui/Dialog'
import { createAnswer, useSession } from '../../../ui/session'
import { useWorldTime } from '../../../ui/worldTime'
import { profile } from '../../accounts/views'
import type { Card } from '../views'
import { filesOf, madeOf, mediaOf, type PostDraft } from './draft'
import { PostCard } from './PostCard'

/** The post as others will see it. */
export function Preview(props: { readonly draft: PostDraft; readonly onOpenChange: (open: boolean) => void }) {
  const session = useSession()
  const now = useWorldTime()
  const me = createAnswer(profile, () => {
    const account = session.me()
    return account === undefined ? undefined : { account }
  })
  const card = (): Card | undefined => {
    const face = me()
    const { form, caption, audience, moods, tags, category, persona } = props.draft
    if (!face) return undefined
    const made = madeOf(props.draft.made, face.ai)
    return {
      id: '',
      author: face,
      owner: face,
      form,
      media: mediaOf(props.draft),
      files: filesOf(props.draft).map((file) => ({ ...file, blob: { state: 'here', have: file.size, size: file.size } })),
      caption: caption.trim() === '' ? null : { state: 'here', text: caption.trim() },
      audience,
      moods,
      tags,
      category,
      made,
      persona,
      labels: [...(face.ai ? (['AI'] as const) : []), ...(made === 'human' ? [] : (['AI content'] as const))],
      at: now(),
      edits: 0,
      editedAt: null,
      likes: 0,
      comments: 0,
      standing: 'final',
      takenDown: false,
      waits: null,
      liked: false,
      mine: true,
      passed: false,
      editable: false,
    }
  }
  return (
    <Dialog title={t`Preview`} open onOpenChange={props.onOpenChange}>
      <Show when={card()}>{(shown) => <PostCard card={shown()} place="preview" />}</Show>
    </Dialog>
  )
}
